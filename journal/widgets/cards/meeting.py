"""The weekly meeting, offered on a chosen weekday; whoever leaves it out hears no more of it."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.kinds import Meeting
from journal.widgets.cards.card import Card
from journal.widgets.meeting_held import PLACE


class MeetingOffer(Card):
    """One line and the key that leads there."""

    def compose(self) -> ComposeResult:
        yield Static(id="meeting-offer", classes="prose")

    async def show(self, day: date) -> None:
        """Offer it on its weekday, until there is one; and the way back to one left unfinished."""
        session = self.session
        waits = session.journal.drafts.at(PLACE) is not None
        is_day = session.settings.meeting_day == day.weekday()
        was = any(each.day == day for each in session.journal.of_kind(Meeting)) if is_day else False
        self.display = day == session.today and (waits or (is_day and not was))
        words = (
            _("Your meeting waits where you left it.")
            if waits
            else _("This is the day of your weekly meeting, if it suits you both.")
        )
        self.query_one("#meeting-offer", Static).update(
            Content.assemble(words, "\u00a0" * 3, (self.key("go.meeting"), "bold $accent"))
        )
