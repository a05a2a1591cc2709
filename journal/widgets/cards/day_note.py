"""Which day is shown, said clearly wherever it is not today."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.widgets.cards.card import Card
from journal.wording.dates import say_long


class DayNote(Card):
    """*Friday 20 November 2026 · you are writing for this day*, and the key that leads back."""

    def compose(self) -> ComposeResult:
        yield Static(id="day-note")

    async def show(self, day: date) -> None:
        """Stay out of sight on today."""
        self.display = day != self.session.today
        between = "\n" if self.screen.has_class("-wide") else " · "
        self.query_one("#day-note", Static).update(
            Content.assemble(
                (say_long(day, year=True), "bold $accent"),
                (between + _("you are writing for this day") + "   ", "$muted"),
                (self.key("go.today"), "bold $accent"),
                (" " + _("today"), "$muted"),
            )
        )
