"""The passphrase in the settings: set it, change it, take it away; a new recovery code."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _, ngettext
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import RecoveryCode
from journal.screens.dialogs import Confirm
from journal.screens.once import Modal
from journal.screens.passphrases import AskPassphrase, NewPassphrase, ShowCode, keys_line
from journal.screens.waiting import on_thread
from journal.session import Session
from journal.store import StoreError
from journal.workers import begin

Then = Callable[[Passphrase], None]


class Encryption(Modal[None]):
    """What can be done about the passphrase just now; every change asks for the one in force."""

    BINDINGS = [
        Binding("s", "set", _("Set a passphrase"), id="encryption.set"),
        Binding("c", "change", _("Change the passphrase"), id="encryption.change"),
        Binding("a", "anew", _("Seal everything anew"), id="encryption.anew"),
        Binding("n", "new_code", _("New recovery code"), id="encryption.code"),
        Binding("r", "remove", _("Remove the passphrase"), id="encryption.remove"),
        Binding("f", "finish", _("Decrypt what is left"), id="encryption.finish"),
        Binding("escape", "dismiss(None)", _("Back"), id="encryption.back"),
    ]
    HELP = _(
        "The passphrase encrypts journal, backups and unfinished texts. A new passphrase takes a"
        " moment; sealing everything anew writes every file again under a new key."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._busy = False
        self._is_left = False
        """Whether the journal is plain and something beside it is still encrypted."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(_("Passphrase")), classes="heading")
            yield Static("", id="stands", classes="prose", markup=False)
            yield Static("", id="ways", classes="prose")
            yield Static("", id="done", markup=False)
            yield Static(keys_line((_("Esc"), _("back"))), classes="keys")

    def on_mount(self) -> None:
        """Show what can be done."""
        self._show("")

    def _show(self, done: str) -> None:
        """Show how it stands now, and what has just been done."""
        self._is_left = not self.session.journal.is_encrypted and self._has_keys()
        if self.session.journal.is_encrypted:
            stands = _(
                "This journal is encrypted. A new passphrase does not shut out who has an old copy"
                " of the files and the old passphrase; sealing everything anew at least keeps"
                " what comes later from them."
            )
            ways = [
                ("c", _("change the passphrase")),
                ("a", _("a new passphrase, and seal everything anew")),
                ("n", _("a new recovery code in the old one’s place")),
                ("r", _("remove the passphrase: not encrypted any more")),
            ]
        elif self._is_left:
            stands = _(
                "This journal is not encrypted, but something beside it still is, under the"
                " passphrase that it had."
            )
            ways = [
                ("f", _("decrypt what is left, with that passphrase")),
                ("s", _("encrypt everything again, under that passphrase")),
            ]
        else:
            stands = _(
                "This journal is not encrypted: anybody who can open your files can read it."
            )
            ways = [("s", _("set a passphrase, and encrypt everything"))]
        lines = [Content.assemble((key, "bold $accent"), f"  {name}") for key, name in ways]
        self.query_one("#stands", Static).update(Content(stands))
        self.query_one("#ways", Static).update(Content("\n").join(lines))
        self.query_one("#done", Static).update(Content(done))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done now."""
        if action == "set":
            return not self._busy and not self.session.journal.is_encrypted
        if action == "finish":
            return self._is_left and not self._busy
        if action in ("change", "anew", "new_code", "remove"):
            return not self._busy and self.session.journal.is_encrypted
        return not (action == "dismiss" and self._busy)

    def _has_keys(self) -> bool:
        try:
            return self.session.unlocking.has_keys
        except StoreError:  # damaged or newer: what uses them says so
            return True

    # The ways

    def action_set(self) -> None:
        """Choose a passphrase, and encrypt everything."""
        unlocking, journal = self.session.unlocking, self.session.journal

        def then(new: Passphrase) -> None:
            self._do(
                lambda: unlocking.encrypt(journal, new),
                _("Everything is encrypted now: journal, backups and unfinished texts."),
            )

        self._choose(then)

    def action_change(self) -> None:
        """Put a new passphrase in the old one's place."""
        self._change(new_key=False, done=_("The new passphrase is in force."))

    def action_anew(self) -> None:
        """A new passphrase, a new key and a new code."""
        done = _("All is sealed anew here; copies made before still open as before.")
        self._change(new_key=True, done=done)

    def _change(self, *, new_key: bool, done: str) -> None:
        unlocking, journal = self.session.unlocking, self.session.journal

        def then(new: Passphrase) -> None:
            self._do(lambda: unlocking.change(journal, new, new_key=new_key), done)

        self._ask(lambda _old: self._choose(then))

    def action_new_code(self) -> None:
        """Put a new recovery code in the old one's place."""
        unlocking, journal = self.session.unlocking, self.session.journal
        done = _("The new recovery code is in force.")
        self._ask(lambda _old: self._do(lambda: unlocking.new_code(journal), done))

    def action_remove(self) -> None:
        """Ask, then decrypt everything."""
        unlocking, journal = self.session.unlocking, self.session.journal

        def job() -> None:
            self._say_left(unlocking.decrypt(journal))

        def answered(yes: bool | None) -> None:
            if yes:
                self._do(job, _("The passphrase is gone. This journal is not encrypted."))

        question = _(
            "Decrypt journal, backups and unfinished texts? Anybody who can open your files can"
            " then read them."
        )

        def sure(_old: Passphrase) -> None:
            self.app.push_screen(Confirm(question, _("decrypt them"), _("leave it")), answered)

        self._ask(sure)

    def action_finish(self) -> None:
        """Decrypt what stayed encrypted when the passphrase was removed."""
        unlocking, journal = self.session.unlocking, self.session.journal

        def then(passphrase: Passphrase) -> None:
            self._do(
                lambda: self._say_left(unlocking.finish_decrypting(journal, passphrase)),
                _("What opens with this passphrase is decrypted now."),
            )

        self._ask(then)

    def _say_left(self, left: list[str]) -> None:
        """Name, among the notices, what opens under no key."""
        if left:
            said = ngettext(
                "{count} file stays encrypted, because it does not open: {names}.",
                "{count} files stay encrypted, because they do not open: {names}.",
                len(left),
            )
            names = ", ".join(left)
            self.session.journal.notices.append(said.format(count=len(left), names=names))

    # Asking and doing

    def _ask(self, then: Then) -> None:
        """Ask for the passphrase in force, then go on."""

        def right(passphrase: Passphrase | None) -> None:
            if passphrase is not None:
                then(passphrase)

        title = _("First, the passphrase of now")
        self.app.push_screen(AskPassphrase(title, self.session.unlocking.check), right)

    def _choose(self, then: Then) -> None:
        """Have a new passphrase chosen, then go on."""

        def chosen(passphrase: Passphrase | None) -> None:
            if passphrase is not None:
                then(passphrase)

        journal = self.session.journal
        known = (journal.me.name, journal.partner.name)
        self.app.push_screen(NewPassphrase(_("Choose a passphrase"), known), chosen)

    def _do(self, job: Callable[[], RecoveryCode | None], done: str) -> None:
        self._busy = True
        self._show(_("One moment …"))
        begin(self, self._work, job, done)

    async def _work(self, job: Callable[[], RecoveryCode | None], done: str) -> None:
        """Do it on another thread; a code that comes of it is shown, and asked back."""
        notices = self.session.journal.notices
        before = len(notices)
        try:
            code = await on_thread(job)
        except StoreError as error:
            self._busy = False
            self._show(str(error))
            return
        self._busy = False
        self._show(" ".join((done, *notices[before:])))
        self.session.changed.publish(None)
        if code is not None:
            await self.app.push_screen(ShowCode(code))
