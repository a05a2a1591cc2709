"""What sealing an answer does and does not do, said the first time somebody chooses it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from journal.model.kinds import Answer
from journal.model.record import SEALED
from journal.session import Session
from journal.wording.answers import ABOUT_SEALING


class Sealing(Static):
    """Shows while a first answer is about to be sealed; later it stands in the help alone."""

    DEFAULT_CSS = """
    Sealing { display: none; height: auto; color: $muted; padding-left: 2; max-width: 74; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(Content(ABOUT_SEALING))
        self.session = session

    def say(self, audience: str) -> None:
        """Show it or not, after who is to see what is being written."""
        shows = audience == SEALED and not self._has_sealed
        if shows and not self.display:
            self.call_after_refresh(self.scroll_visible, animate=False)
        self.display = shows

    @property
    def _has_sealed(self) -> bool:
        journal = self.session.journal
        answers = journal.of_kind(Answer)
        return any(each.seen_by == SEALED and journal.is_mine(each) for each in answers)
