"""Opening with the recovery code: the code, and then a new passphrase."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from journal.i18n import _
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import MisreadCode, RecoveryCode
from journal.screens.once import Modal
from journal.screens.passphrases import NewPassphrase, ShowCode, keys_line
from journal.screens.waiting import on_thread
from journal.store import Journal, StoreError
from journal.unlocking import Unlocking
from journal.widgets.codes import LineInput
from journal.wording.secrecy import misread_words
from journal.workers import begin


class Recover(Modal[Journal | None]):
    """Gives the journal, opened with its recovery code, its passphrase and its code new."""

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), id="recover.back")]
    HELP = _(
        "Type the recovery code from your paper, in capitals or not. Then you choose a new"
        " passphrase, and get a new code."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = "Input"

    def __init__(self, unlocking: Unlocking) -> None:
        super().__init__()
        self._unlocking = unlocking
        self._busy = False
        self._journal: Journal | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(_("Your recovery code")), classes="heading")
            yield LineInput(placeholder=_("seven groups of four signs"))
            yield Static("", id="said", markup=False)
            yield Static(keys_line((_("Enter"), _("go on")), (_("Esc"), _("back"))), classes="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing leads back while it is being opened."""
        return not (action == "dismiss" and self._busy)

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._busy:
            return
        try:
            code = RecoveryCode.read(event.value)
        except MisreadCode as error:
            self._say(misread_words(error))
            return
        self._busy = True
        self._say(_("One moment …"))
        begin(self, self._check, code)

    async def _check(self, code: RecoveryCode) -> None:
        """Go on to a new passphrase if this is the code."""
        try:
            await on_thread(lambda: self._unlocking.check_code(code))
        except StoreError as error:
            self._say(str(error))
            return
        finally:
            self._busy = False
        self._say("")

        def chosen(passphrase: Passphrase | None) -> None:
            if passphrase is not None:
                self._busy = True
                self._say(_("Opening …"))
                begin(self, self._open, code, passphrase)

        title = _("A new passphrase for the journal")
        self.app.push_screen(NewPassphrase(title, (self._unlocking.name,)), chosen)

    async def _open(self, code: RecoveryCode, passphrase: Passphrase) -> None:
        try:
            journal, new_code = await on_thread(
                lambda: self._unlocking.recover_with(code, passphrase),
                unwanted=lambda opened: opened[0].close(),
            )
        except StoreError as error:
            self._busy = False
            self._say(str(error))
            return
        self.query_one(Input).value = ""
        self._journal = journal
        self.app.push_screen(ShowCode(new_code), self._give)

    def _give(self, _typed: bool | None = None) -> None:
        journal, self._journal = self._journal, None
        self.dismiss(journal)

    def on_unmount(self) -> None:
        """Close the journal where someone left before the new code was typed."""
        if self._journal is not None:
            self._journal.close()
