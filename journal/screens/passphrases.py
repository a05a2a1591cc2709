"""Asking for a passphrase, choosing a new one, and showing a recovery code once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from journal.i18n import _
from journal.model.passphrase import Passphrase, UnfitPassphrase
from journal.model.recovery_code import MisreadCode, RecoveryCode
from journal.model.strength import Strength, strength
from journal.screens.once import Modal
from journal.screens.waiting import on_thread
from journal.store import StoreError
from journal.widgets.codes import LineInput
from journal.widgets.focusing import focus_now
from journal.wording.secrecy import misread_words, strength_words, unfit_words
from journal.workers import begin


def keys_line(*keys: tuple[str, str]) -> Content:
    """Show keys and what they do, in one line."""
    return Content("    ").join(
        [Content.assemble((key, "bold $accent"), f" {name}") for key, name in keys]
    )


def typed_passphrase(text: str) -> Passphrase | str:
    """Make a passphrase of what was typed, or give the sentence why it cannot be one."""
    try:
        return Passphrase.typed(text)
    except UnfitPassphrase as error:
        return unfit_words(error.why)


class NewPassphrase(Modal[Passphrase | None]):
    """Asks for a new passphrase, twice, and says in words how it stands."""

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), id="new-passphrase.back")]
    HELP = _(
        "Four or five unrelated words make a good passphrase. It is typed twice, because nobody"
        " sees it. Nobody can tell it to you if you forget it; the recovery code is for that."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = "#first"

    def __init__(self, title: str, known: Sequence[str] = ()) -> None:
        """`known`: words that anyone near would try first, such as the two names."""
        super().__init__()
        self._title = title
        self._known = tuple(known)

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(self._title), classes="heading")
            yield Input(placeholder=_("passphrase"), password=True, id="first")
            yield Static("", id="strength", markup=False)
            yield Input(placeholder=_("the same once more"), password=True, id="second")
            yield Static("", id="said", markup=False)
            yield Static(keys_line((_("Enter"), _("go on")), (_("Esc"), _("back"))), classes="keys")

    @on(Input.Changed, "#first")
    def _weigh(self, event: Input.Changed) -> None:
        event.stop()
        found = strength(event.value, self._known)
        line = self.query_one("#strength", Static)
        line.set_class(found <= Strength.FAIR, "-weak")
        line.update(Content(strength_words(found) if event.value else ""))
        self._say("")

    @on(Input.Changed, "#second")
    def _again(self, event: Input.Changed) -> None:
        event.stop()
        if event.value:  # emptied by us, what was said stays
            self._say("")

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        first, second = (self.query_one(name, Input) for name in ("#first", "#second"))
        made = typed_passphrase(first.value)
        if isinstance(made, str):
            self._say(made)
            focus_now(first)
        elif event.input is first:
            focus_now(second)
        elif typed_passphrase(second.value) != made:
            self._say(_("The two are not the same; type it once more."))
            second.value = ""
            focus_now(second)
        else:
            self.dismiss(made)


class AskPassphrase(Modal[Passphrase | None]):
    """Asks for the passphrase in force, and gives it once it is the right one."""

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), id="ask-passphrase.back")]
    HELP = _("Type the passphrase this journal opens with now.")
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = "Input"

    def __init__(self, title: str, check: Callable[[Passphrase], object]) -> None:
        """`check` is called on another thread; it raises `StoreError` with what is to be said."""
        super().__init__()
        self._title = title
        self._check = check
        self._checking = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(self._title), classes="heading")
            yield Input(placeholder=_("your passphrase"), password=True)
            yield Static("", id="said", markup=False)
            yield Static(keys_line((_("Enter"), _("go on")), (_("Esc"), _("back"))), classes="keys")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        made = typed_passphrase(event.value)
        if isinstance(made, str):
            self._say(made)
        elif not self._checking:
            self._checking = True
            self._say(_("One moment …"))
            begin(self, self._try, made)

    async def _try(self, made: Passphrase) -> None:
        try:
            await on_thread(lambda: self._check(made))
        except StoreError as error:
            self.query_one(Input).value = ""
            self._say(str(error))
            self._checking = False
            return
        self.dismiss(made)

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))


class ShowCode(Modal[bool]):
    """Shows a recovery code, and asks it back; it may be looked at again until it is typed."""

    BINDINGS = [
        Binding("enter", "go_on", _("Go on"), id="code.on"),
        Binding("escape", "look_again", _("Look again"), id="code.again"),
    ]
    HELP = _(
        "Write the code on paper and keep it where you keep papers, not on this machine. Then type"
        " it here once, so that it is certain that you have it."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = ""

    def __init__(self, code: RecoveryCode) -> None:
        super().__init__()
        self._code = code

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(_("Your recovery code")), classes="heading")
            yield Static("", id="why", classes="prose", markup=False)
            yield Static("", id="code", markup=False)
            yield LineInput(placeholder=_("the code"), id="typed")
            yield Static("", id="said", markup=False)
            yield Static("", id="code-keys", classes="keys")

    def on_mount(self) -> None:
        """Begin with the code."""
        self.action_look_again()

    def action_look_again(self) -> None:
        """Show the code."""
        about = _(
            "If you forget the passphrase, this code opens the journal, and nothing else does."
            " Write it on paper. It is shown only now."
        )
        self._turn(about, self._code.shown(), (_("Enter"), _("I have written it down")))
        self.set_focus(None)

    def action_go_on(self) -> None:
        """Hide the code and ask for it."""
        keys = ((_("Enter"), _("go on")), (_("Esc"), _("look at it again")))
        self._turn(_("Type it from your paper, in capitals or not."), "", *keys)
        focus_now(self.query_one("#typed"))

    def _turn(self, about: str, code: str, *keys: tuple[str, str]) -> None:
        self.query_one("#why", Static).update(Content(about))
        box, typed = self.query_one("#code", Static), self.query_one("#typed", Input)
        half = len(code) // 2
        cut = code.find(" ", half)
        box.update(Content(f"{code[:cut]}\n{code[cut + 1 :]}" if code else ""))
        box.display, typed.display = bool(code), not code
        self._say("")
        self.query_one("#code-keys", Static).update(keys_line(*keys))

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            typed = RecoveryCode.read(event.value)
        except MisreadCode as error:
            self._say(misread_words(error))
            return
        if typed != self._code:
            self._say(_("This is another code than the one shown; Esc shows it again."))
            return
        self.dismiss(True)
