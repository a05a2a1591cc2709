"""How a pairing stands, from memory: what a screen may ask at any moment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from journal.model.sync_status import PairingStage
from journal.sync.errors import ended_sentence
from journal.sync.pairing_desk import Desk
from journal.sync.pairing_state import Paired, cleaned, paired


class PairingView:
    """What is known of a pairing; nothing here waits, for the disk or for anyone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def stage(self) -> PairingStage:
        """How far it has come."""
        state = self._desk.state
        if state is None:
            return PairingStage.ALONE
        chore = self._desk.chores.get(state.number)
        return state.stage(() if chore is None else chore.publish)

    @property
    def words(self) -> tuple[str, ...]:
        """The four words, once they can be compared."""
        state = self._desk.state
        return () if state is None or self.stage is PairingStage.ACCEPTED else state.words

    @property
    def partner_name(self) -> str:
        """The other's name as they gave it, or nothing while it is not known."""
        state = self._desk.state
        return "" if state is None or state.partner is None else cleaned(state.partner.name)

    @property
    def since(self) -> datetime | None:
        """Since when both know of each other's yes."""
        return None if self._desk.state is None else self._desk.state.since

    @property
    def folder(self) -> Path | None:
        """The exchange folder, there or not."""
        return None if self._desk.state is None else Path(self._desk.state.folder)

    @property
    def notice(self) -> str:
        """Why the last pairing came to nothing, a plain sentence, until the next one begins."""
        return ended_sentence(self._desk.why)

    @property
    def paired(self) -> Paired | None:
        """What the two speak with; none before both sides know of each other's yes."""
        return paired(self._desk.state)
