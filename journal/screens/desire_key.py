"""Desire's own passphrase: opening what it shuts, and setting, changing or removing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from journal.i18n import _, ngettext
from journal.model.passphrase import Passphrase
from journal.screens.dialogs import Confirm
from journal.screens.once import Modal
from journal.screens.passphrases import AskPassphrase, NewPassphrase, keys_line
from journal.screens.waiting import on_thread
from journal.session import Session
from journal.store import Backup, OwnKey, StoreError
from journal.workers import begin

Then = Callable[[Passphrase], None]


def is_shut(session: Session) -> bool:
    """Tell whether Desire has a passphrase of its own that was not given."""
    return session.journal.own_key.state is OwnKey.SHUT


def is_open(session: Session) -> bool:
    """Tell whether Desire has a passphrase of its own, and it was given."""
    return session.journal.own_key.state is OwnKey.OPEN


async def shut(session: Session) -> None:
    """Shut it, where there is anything to shut."""
    await on_thread(session.journal.own_key.shut)


class AskOwnPassphrase(AskPassphrase):
    """Asks for it, and gives it once it is the right one."""

    HELP = _(
        "Type the passphrase that only Desire has. Nobody can reset it. If it is forgotten,"
        " Settings can delete what lies under it, so that you begin anew."
    )


def ask_to_open(screen: Screen[Any], session: Session) -> None:
    """Ask for the passphrase; once it is the right one, the page shows what is under it."""
    title = _("The passphrase of this page")
    screen.app.push_screen(AskOwnPassphrase(title, session.journal.own_key.open))


class OwnPassphrase(Modal[None]):
    """What can be done about it just now; every change asks for the one in force."""

    BINDINGS = [
        Binding("s", "set", _("Set a passphrase"), id="own-key.set"),
        Binding("c", "change", _("Change the passphrase"), id="own-key.change"),
        Binding("r", "remove", _("Remove the passphrase"), id="own-key.remove"),
        Binding("o", "throw_away", _("I forgot it"), id="own-key.forgotten"),
        Binding("escape", "dismiss(None)", _("Back"), id="own-key.back"),
    ]
    HELP = _(
        "A passphrase that only this part of the journal has. There is no recovery code for it: if"
        " it is forgotten, what lies under it is lost. The rest of the journal is not touched."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._key = session.journal.own_key
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(_("A passphrase of its own")), classes="heading")
            yield Static("", id="stands", classes="prose", markup=False)
            yield Static("", id="ways", classes="prose")
            yield Static("", id="done", markup=False)
            yield Static(keys_line((_("Esc"), _("back"))), classes="keys")

    def on_mount(self) -> None:
        """Show what can be done."""
        self._show("")

    def _show(self, done: str) -> None:
        """Show how it stands now, and what has just been done."""
        if self._key.exists:
            stands = _("Desire has a passphrase of its own. Nobody can reset it, and there is no"
                       " recovery code for it.")  # fmt: skip
            ways = [
                ("c", _("change the passphrase")),
                ("r", _("remove it, and keep Desire like all the rest")),
                ("o", _("I forgot it: delete everything under it, and begin anew")),
            ]
        else:
            stands = _(
                "With a passphrase of its own, Desire stays shut even for somebody who knows the"
                " one of the journal. There is no recovery code for it: if you forget it, what"
                " lies under it is lost."
            )
            ways = [("s", _("set a passphrase for Desire"))]
        lines = [Content.assemble((key, "bold $accent"), f"  {name}") for key, name in ways]
        self.query_one("#stands", Static).update(Content(stands))
        self.query_one("#ways", Static).update(Content("\n").join(lines))
        self.query_one("#done", Static).update(Content(done))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done now."""
        if action == "set":
            return not self._busy and self._key.can_make
        if action in ("change", "remove", "throw_away"):
            return not self._busy and self._key.exists
        return not (action == "dismiss" and self._busy)

    # The ways

    def action_set(self) -> None:
        """Choose a passphrase, and put everything of Desire under it."""
        done = _("Desire has its own passphrase now.")
        self._choose(lambda new: self._do(lambda: self._key.make(new), done))

    def action_change(self) -> None:
        """Put a new passphrase in the old one's place."""
        done = _("The new passphrase is in force.")
        self._ask(lambda old: self._choose(
            lambda new: self._do(lambda: self._key.change(old, new), done)))  # fmt: skip

    def action_remove(self) -> None:
        """Protect Desire like all the rest again."""

        def remove(old: Passphrase) -> list[Backup]:
            self._key.remove(old)
            return []

        done = _("Desire has no passphrase of its own any more.")
        self._ask(lambda old: self._do(lambda: remove(old), done))

    def action_throw_away(self) -> None:
        """Ask, then delete all that nobody can open any more."""

        def throw_away() -> list[Backup]:
            self._key.throw_away()
            return []

        def answered(yes: bool | None) -> None:
            if yes:
                self._do(throw_away, _("It is gone. Desire is empty, and has no passphrase."))

        question = _(
            "Delete everything under this passphrase for good? Nothing and nobody brings it back."
        )
        self.app.push_screen(Confirm(question, _("delete it"), _("leave it")), answered)

    # Asking, and doing

    def _ask(self, then: Then) -> None:
        def asked(old: Passphrase | None) -> None:
            if old is not None:
                then(old)

        title = _("The passphrase of Desire")
        self.app.push_screen(AskOwnPassphrase(title, self._key.open), asked)

    def _choose(self, then: Then) -> None:
        def chosen(new: Passphrase | None) -> None:
            if new is not None:
                then(new)

        journal = self.session.journal
        known = (journal.me.name, journal.partner.name)
        self.app.push_screen(NewPassphrase(_("A passphrase for Desire"), known), chosen)

    def _do(self, job: Callable[[], Sequence[Backup]], done: str) -> None:
        self._busy = True
        self._show(_("One moment …"))
        begin(self, self._work, job, done)

    async def _work(self, job: Callable[[], Sequence[Backup]], done: str) -> None:
        try:
            backups = await on_thread(job)
        except StoreError as error:
            self._busy = False
            self._show(str(error))
            return
        self._busy = False
        self._show(done)
        if backups:
            self._ask_about(backups, done)

    def _ask_about(self, backups: Sequence[Backup], done: str) -> None:
        """Name the backups that hold it without this passphrase, and offer to write them anew."""

        def answered(yes: bool | None) -> None:
            if yes:
                self._do(self._rewrite, done)

        question = ngettext(
            "{count} backup still holds it without this passphrase: {days}. Put it under the"
            " passphrase there too?",
            "{count} backups still hold it without this passphrase: {days}. Put it under the"
            " passphrase there too?",
            len(backups),
        ).format(count=len(backups), days=", ".join(each.name for each in backups))
        self.app.push_screen(Confirm(question, _("yes, there too"), _("leave them")), answered)

    def _rewrite(self) -> list[Backup]:
        left = self._key.rewrite_backups()
        if left:
            said = _("These backups could not be rewritten, and stay as they are: {days}.")
            raise StoreError(said.format(days=", ".join(each.name for each in left)))
        return []
