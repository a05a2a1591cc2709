"""What can be done on Us: begin, compare, look, move, leave; each on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from journal.exchanging import in_background
from journal.i18n import _
from journal.model.sync_status import PairingStage, SyncStatus
from journal.screens.dialogs import Confirm
from journal.screens.page import Page
from journal.session import Session
from journal.store import StoreError
from journal.wording import conversation as wording
from journal.workers import begin

if TYPE_CHECKING:
    from journal.screens.pairing import Leaving
    from journal.sync.conversation import Conversation

STAGES: dict[str, tuple[PairingStage, ...]] = {
    "invite": (PairingStage.ALONE,),
    "accept": (PairingStage.ALONE,),
    "pair_here": (PairingStage.ALONE,),
    "match": (PairingStage.WORDS,),
    "differ": (PairingStage.WORDS,),
    "take_back": (PairingStage.INVITED, PairingStage.ACCEPTED, PairingStage.CONFIRMED),
    "sync_now": (
        PairingStage.INVITED,
        PairingStage.ACCEPTED,
        PairingStage.CONFIRMED,
        PairingStage.PAIRED,
    ),
    "put_back": (PairingStage.PAIRED,),
    "move_folder": (PairingStage.PAIRED,),
    "leave": (PairingStage.PAIRED,),
}
"""When each thing can be done."""


class PairingActions(Page):
    """The page of two, as far as it acts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.code = ""
        """The code of the open invitation, as long as this program has been open."""
        self._busy = False

    @property
    def status(self) -> SyncStatus:
        """How things stand."""
        conversation = self.session.conversation
        return SyncStatus() if conversation is None else conversation.status

    @property
    def partner(self) -> str:
        """The partner's name, or nothing."""
        return self.status.partner or self.session.partner_name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on how far the two have come."""
        if action in STAGES:
            can = self.session.conversation is not None and self.status.stage in STAGES[action]
            return can and (action != "put_back" or self.status.emptied)
        if action == "new" or action.startswith("entry_"):
            return False  # there is nothing to write here, and no entries
        return super().check_action(action, parameters)

    # Doing things

    def _with(self, job: Callable[[Conversation], object], done: str = "") -> None:
        """Do something on another thread, then show what came of it."""
        conversation = self.session.conversation
        if conversation is not None and not self._busy:
            self._busy = True
            begin(self, self._work, partial(job, conversation), done)

    async def _work(self, job: Callable[[], object], done: str) -> None:
        from journal.sync.errors import SyncError

        try:
            await in_background(job)
        except (SyncError, StoreError) as error:
            self.notify(str(error), severity="warning")
        else:
            if done:
                self.notify(done)
        finally:
            self._busy = False
        self._follow()

    def _follow(self) -> None:
        """Something was done: show it, and let the folder be looked at."""
        if self.status.stage is not PairingStage.INVITED:
            self.code = ""
        self.session.changed.publish(None)
        self.session.exchanged.publish(None)
        self.refresh_bindings()

    def _done(self, done: object) -> None:
        """A dialog has done something, if it was not left."""
        if done:
            self._follow()

    def _knowing(self, then: Callable[[Conversation], None]) -> None:
        """Say first what no passphrase means, then go on if it is wanted."""
        conversation = self.session.conversation
        if conversation is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                then(conversation)

        if self.session.journal.is_encrypted:
            then(conversation)
        else:
            question = wording.say_key_in_the_clear()
            self.app.push_screen(Confirm(question, _("go on"), _("leave it")), answered)

    def note_new_machine(self) -> None:
        """It is said now that the partner writes from a new machine: once is enough."""
        self._with(lambda conversation: conversation.note_new_machine())

    # Beginning

    def action_invite(self) -> None:
        """Leave an invitation in a folder, and show its code."""
        self._knowing(self._invite)

    def _invite(self, conversation: Conversation) -> None:
        from journal.screens.pairing import AskFolder

        def invited(code: str | None) -> None:
            if code is not None:
                self.code = code
                self._done(code)

        about = _(
            "Name a folder that something carries between you two: a synced one, or a stick. It"
            " has to be there already, and must not hold your journals themselves. Your partner"
            " names the same folder where they are."
        )
        dialog = AskFolder(_("Invite your partner"), about, conversation.invite)
        self.app.push_screen(dialog, invited)

    def action_accept(self) -> None:
        """Type the code of an invitation."""
        self._knowing(self._accept)

    def _accept(self, conversation: Conversation) -> None:
        from journal.screens.pairing import AskCode

        self.app.push_screen(AskCode(conversation.accept), self._done)

    def action_pair_here(self) -> None:
        """Pair with someone on this machine."""
        self._knowing(self._pair_here)

    def _pair_here(self, _conversation: Conversation) -> None:
        from journal.screens.pairing_here import PairHere

        self.app.push_screen(PairHere(self.session), self._done)

    # Comparing

    def action_match(self) -> None:
        """The four words are the same on both sides."""
        self._with(lambda conversation: conversation.confirm())

    def action_differ(self) -> None:
        """They are not: it ends at once."""
        ended = _("The pairing has ended, and nothing you wrote has travelled.")
        self._with(lambda conversation: conversation.refuse(), ended)

    def action_take_back(self) -> None:
        """End what is not finished; after one's own yes, say first what the other may believe."""
        if self.status.stage is not PairingStage.CONFIRMED:
            self._cancel(_("Taken back; nothing of it stays."))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._cancel(_("Ended here; nothing you wrote has travelled."))

        question = wording.say_taking_back_a_yes(self.partner)
        self.app.push_screen(Confirm(question, _("end it"), _("leave it")), answered)

    def _cancel(self, ended: str) -> None:
        self._with(lambda conversation: conversation.cancel(), ended)

    # Being two

    def action_sync_now(self) -> None:
        """Look into the folder now."""
        self._with(lambda conversation: conversation.sync(), _("Looked."))

    def action_put_back(self) -> None:
        """Ask, then put everything back into a folder that lost it."""

        def answered(yes: bool | None) -> None:
            if yes:
                done = _("It is put back as soon as the folder is looked at.")
                self._with(lambda conversation: conversation.put_back(), done)

        question = _(
            "Put everything you share back into the folder? If it was emptied on purpose, or a"
            " stick is just not in, leave it."
        )
        self.app.push_screen(Confirm(question, _("put it back"), _("leave it")), answered)

    def action_move_folder(self) -> None:
        """Say where the folder lies now."""
        from journal.screens.pairing import AskFolder

        conversation = self.session.conversation
        if conversation is not None:
            about = _("The same exchange folder, with all that is in it, where it lies now.")
            dialog = AskFolder(_("The folder lies elsewhere"), about, conversation.move)
            self.app.push_screen(dialog, self._done)

    def action_leave(self) -> None:
        """Say what leaving does, ask how, then leave."""
        from journal.screens.pairing import AskLeaving

        def answered(how: Leaving | None) -> None:
            if how is not None:
                left = _("You have left. Nobody was told.")
                self._with(lambda conversation: conversation.unpair(**how._asdict()), left)

        self.app.push_screen(AskLeaving(self.partner), answered)
