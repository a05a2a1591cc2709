"""The first run: what the program is and is not, the key that hides it, names, a passphrase."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Input, Static

from journal.content import Welcome as Words
from journal.i18n import _
from journal.model.clock import Clock
from journal.model.passphrase import Passphrase
from journal.screens.once import Once
from journal.screens.passphrases import NewPassphrase, ShowCode
from journal.screens.waiting import on_thread
from journal.store import BadName, Home, Journal, StoreError
from journal.unlocking import create
from journal.widgets.codes import LineInput
from journal.widgets.focusing import focus_now
from journal.workers import begin

SHEETS = ("words", "hide", "name", "partner", "passphrase")
"""One thing at a time, in this order."""


class Welcome(Once[Journal | str | None]):
    """Five short sheets; the last one creates the journal, and gives it open."""

    BINDINGS = [
        Binding("enter", "next", _("Go on"), id="welcome.next"),
        Binding("escape", "previous", _("Back"), id="welcome.back"),
        # No single letter: whoever begins to type a passphrase at once must not decline it so.
        Binding("ctrl+n", "without", _("Without a passphrase"), id="welcome.without"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="welcome.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="welcome.up"),
    ]
    HELP = _("Enter goes on, Esc goes back. Only your name is needed; Ctrl+Q leaves.")
    CSS_PATH = "door.tcss"
    AUTO_FOCUS = ""

    def __init__(self, home: Home, clock: Clock, welcome: Words) -> None:
        super().__init__()
        self._home, self._clock, self._words = home, clock, welcome
        self._at = 0
        self._busy = False
        self._journal: Journal | None = None

    # What each sheet shows

    def compose(self) -> ComposeResult:
        with Center(), VerticalScroll(classes="sheet", can_focus=False):
            yield Static(Content("Twofold"), classes="name")
            with ContentSwitcher(initial="words"):
                with Vertical(id="words"):
                    yield Static(Content(self._words.title), classes="heading")
                    yield Static(Content(self._words.intro), classes="intro")
                    yield from self._points(self._words.it_is, "is")
                    yield from self._points(self._words.it_is_not, "is-not")
                yield Static(self._hiding(), id="hide")
                with Vertical(id="name"):
                    yield Static(Content(_("What shall the journal call you?")), classes="heading")
                    yield LineInput(placeholder=_("your name"), id="me")
                    yield Static("", classes="said", id="said")
                with Vertical(id="partner"):
                    yield Static(Content(_("And your partner?")), classes="heading")
                    yield LineInput(placeholder=_("their name"), id="other")
                    yield Static(
                        Content(_("It may stay empty: the journal is of full use alone.")),
                        classes="quiet",
                    )
                with Vertical(id="passphrase"):
                    yield Static(self._about_passphrase(), classes="intro")
                    yield Static("", classes="said", id="trouble")
            yield Static("", classes="keys", id="keys")

    @staticmethod
    def _points(lines: tuple[str, ...], name: str) -> ComposeResult:
        """Lines with a quiet dot before each."""
        with Vertical(classes=f"points -{name}"):
            for line in lines:
                with Horizontal():
                    yield Static(Content("·"), classes="dot")
                    yield Static(Content(line), classes="point")

    def _hiding(self) -> Content:
        return Content("\n\n").join(
            [
                Content.assemble((_("When someone comes in"), "bold")),
                Content(self._words.hide),
                Content.assemble((self._words.hide_limits, "$muted")),
            ]
        )

    @staticmethod
    def _about_passphrase() -> Content:
        return Content("\n\n").join(
            [
                Content.assemble((_("A passphrase"), "bold")),
                Content(
                    _(
                        "With a passphrase everything you write is encrypted on this machine, and"
                        " Ctrl+G locks it. You also get a recovery code for a piece of paper:"
                        " whoever has lost both can read nothing of it any more."
                    )
                ),
                Content.assemble(
                    (
                        _(
                            "Without one, anybody who can open your files can read them. You can"
                            " set a passphrase at any time, in the settings."
                        ),
                        "$muted",
                    )
                ),
            ]
        )

    def _keys(self) -> Content:
        names = {"passphrase": _("choose a passphrase")}
        said = [(_("Enter"), names.get(SHEETS[self._at], _("go on")))]
        if SHEETS[self._at] == "passphrase":
            said.append((_("Ctrl+N"), _("not encrypted")))
        if self._at:
            said.append((_("Esc"), _("back")))
        said += [(_("Ctrl+G"), _("hide")), (_("Ctrl+Q"), _("leave"))]
        return Content("    ").join(
            [Content.assemble((key, "bold $accent"), f" {name}") for key, name in said]
        )

    # Going on

    def on_mount(self) -> None:
        """Begin with the words."""
        self._turn(0)

    def _turn(self, at: int) -> None:
        self._at = at
        self.query_one(ContentSwitcher).current = SHEETS[at]
        self.query_one("#keys", Static).update(self._keys())
        self.query_one(".sheet").scroll_home(animate=False)
        field = {"name": "#me", "partner": "#other"}.get(SHEETS[at])
        if field is None:
            self.set_focus(None)
        else:
            focus_now(self.query_one(field, Input))

    def action_scroll(self, by: int) -> None:
        """Scroll words that do not fit on the screen."""
        self.query_one(".sheet").scroll_relative(y=by * 2, animate=False)

    def action_next(self) -> None:
        """Go on to the next sheet, or to choosing a passphrase."""
        if self._at + 1 < len(SHEETS):
            self._turn(self._at + 1)
        elif not self._busy:
            title = _("Choose a passphrase")
            self.app.push_screen(NewPassphrase(title, self._names()), self._chosen)

    def action_without(self) -> None:
        """Begin without encryption."""
        if SHEETS[self._at] == "passphrase":
            self._begin(None)

    def action_previous(self) -> None:
        """Go back to the sheet before."""
        if self._at and not self._busy:
            self._turn(self._at - 1)

    @on(Input.Submitted, "#me")
    def _named(self) -> None:
        sentence = self._trouble_with(self.query_one("#me", Input).value)
        self.query_one("#said", Static).update(Content(sentence))
        if not sentence:
            self._turn(SHEETS.index("partner"))

    def _trouble_with(self, name: str) -> str:
        """Say in one sentence why a journal cannot have this name, or nothing."""
        try:
            folder = self._home.folder(name)
        except BadName as error:
            return str(error)
        if folder.name in self._home.people():
            return _("{name} already has a journal here; please choose another name.").format(
                name=folder.name
            )
        return ""

    @on(Input.Submitted, "#other")
    def _partnered(self) -> None:
        self._turn(SHEETS.index("passphrase"))

    def _names(self) -> tuple[str, str]:
        mine, other = (self.query_one(field, Input).value for field in ("#me", "#other"))
        return mine, other

    def _chosen(self, passphrase: Passphrase | None) -> None:
        if passphrase is not None:
            self._begin(passphrase)

    def _begin(self, passphrase: Passphrase | None) -> None:
        """Create the journal, once."""
        if not self._busy:
            self._busy = True
            self.query_one("#trouble", Static).update(Content(_("One moment …")))
            begin(self, self._create, passphrase)

    async def _create(self, passphrase: Passphrase | None) -> None:
        """Create it; where it is encrypted, show its recovery code before anything else."""
        name, partner = self._names()
        try:
            journal, code = await on_thread(
                lambda: create(self._home, name, partner, self._clock, passphrase),
                unwanted=lambda made: made[0].close(),
            )
        except StoreError as error:
            self._busy = False
            self.query_one("#trouble", Static).update(Content(str(error)))
            return
        self._journal = journal
        if code is None:
            self._give()
        else:
            self.app.push_screen(ShowCode(code), self._give)

    def _give(self, _typed: bool | None = None) -> None:
        journal, self._journal = self._journal, None
        self.dismiss(journal)

    def on_unmount(self) -> None:
        """Close the journal where someone left before the code was typed."""
        if self._journal is not None:
            self._journal.close()
