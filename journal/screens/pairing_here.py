"""Pairing with someone whose journal lies on this machine, in one go."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.i18n import _
from journal.model.passphrase import Passphrase
from journal.screens.once import Modal
from journal.screens.passphrases import keys_line, typed_passphrase
from journal.screens.waiting import on_thread
from journal.session import Session
from journal.store import ChangedOutside, HeldElsewhere, StoreError
from journal.sync.errors import SyncError
from journal.unlocking import Unlocking
from journal.widgets.focusing import focus_now
from journal.widgets.words import clean, words
from journal.workers import begin


class PairHere(Modal[bool]):
    """Asks with whom, has them type their passphrase where there is one, and pairs the two."""

    BINDINGS = [
        Binding("escape", "leave", _("Back"), id="pair-here.back"),
        Binding("j", "move('down')", _("Next"), show=False, id="pair-here.down"),
        Binding("k", "move('up')", _("Previous"), show=False, id="pair-here.up"),
    ]
    HELP = _(
        "Choose the person with the arrows and Enter. Where their journal has a passphrase they"
        " type it themselves; their journal is opened for this alone, and closed again."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = "OptionList"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        mine = session.home.folder(session.journal.name)
        people = session.home.people()
        self._names = [name for name in people if session.home.folder(name) != mine]
        self._unlocking: Unlocking | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        about = _(
            "Do this together. Their journal is opened for a moment, only to pair it, and closed."
        )
        if not self._names:
            about = _(
                "Nobody else has a journal on this machine yet. “Add someone” in the settings"
                " begins one."
            )
        with Vertical(classes="panel"):
            yield Static(Content(_("Pair on this machine")), classes="heading")
            yield Static(Content(about), classes="prose")
            if self._names:
                options = (Option(words(name)) for name in self._names)
                yield OptionList(*options, compact=True)
            passphrase = Input(password=True, placeholder=_("their passphrase"))
            passphrase.display = False
            yield passphrase
            yield Static("", id="said", markup=False)
            keys = [(_("Enter"), _("pair"))] if self._names else []
            yield Static(keys_line(*keys, (_("Esc"), _("back"))), classes="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is under way is waited for."""
        return not (action == "leave" and self._busy)

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._busy:
            return
        name = self._names[event.option_index]
        self._unlocking = Unlocking(self.session.home, name, self.session.clock)
        try:
            needs_passphrase = self._unlocking.needs_passphrase
        except StoreError as error:
            self._say(str(error))
            return
        if not needs_passphrase:
            self._pair(None)
            return
        line = self.query_one(Input)
        line.display = True
        focus_now(line)
        self._say("")
        line.placeholder = _("{name}’s passphrase").format(name=clean(name))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        made = typed_passphrase(event.value)
        if isinstance(made, str):
            self._say(made)
        elif not self._busy:
            self._pair(made)

    def _pair(self, passphrase: Passphrase | None) -> None:
        self._busy = True
        self._say(_("One moment …"))
        begin(self, self._work, passphrase)

    async def _work(self, passphrase: Passphrase | None) -> None:
        session, unlocking = self.session, self._unlocking
        assert unlocking is not None
        said = ""
        try:
            await on_thread(lambda: pair_here(session, unlocking, passphrase))
        except HeldElsewhere:
            said = _("This journal is open elsewhere just now. Close it there, then try again.")
        except ChangedOutside:
            said = _("This journal was changed outside. Open it by itself first, then try again.")
        except (StoreError, SyncError) as error:
            said = str(error)
        self._busy = False
        if said:
            self.query_one(Input).value = ""
            self._say(said)
        else:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Back from the passphrase to the people, else away."""
        line = self.query_one(Input)
        if line.display:
            line.value, line.display = "", False
            self._say("")
            focus_now(self.query_one(OptionList))
        else:
            self.dismiss(None)

    def action_move(self, way: str) -> None:
        """Go to the next or previous name."""
        for options in self.query(OptionList):
            if way == "down":
                options.action_cursor_down()
            else:
                options.action_cursor_up()


def pair_here(session: Session, unlocking: Unlocking, passphrase: Passphrase | None) -> None:
    """Open the other's journal, pair the two, and close it; raises `StoreError`, `SyncError`."""
    from journal.sync.conversation import Conversation

    mine = session.conversation
    assert mine is not None
    theirs = unlocking.open_plain() if passphrase is None else unlocking.open_with(passphrase)
    try:
        mine.pair_here(Conversation(theirs, session.home, session.clock))
    finally:
        seal = theirs.seal
        theirs.close()
        seal.forget()
