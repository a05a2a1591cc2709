"""The partner's hard time, with the part of their care guide that fits, and one key."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical

from journal.model.care import fitting, live_cards
from journal.model.kinds import CareLine, ToughTime
from journal.session import Session
from journal.widgets.cards.card import Card
from journal.widgets.care import tough_content
from journal.widgets.entry import EntryView


class HardTimeView(EntryView):
    """A hard time of the partner's; keys act on it as on every entry."""

    def __init__(self, session: Session, record: ToughTime) -> None:
        super().__init__(record, date.min)
        self.content = tough_content(session, record)


class HardTime(Card):
    """What the partner needs now, as far as they shared it; without anything there is no card."""

    DEFAULT_CSS = """
    HardTime { display: none; }
    HardTime > .lines { height: auto; background: $panel; padding: 1 1; max-width: 76; }
    HardTime HardTimeView { margin: 0; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._now: object = None

    def compose(self) -> ComposeResult:
        yield Vertical(classes="lines")

    async def show(self, day: date) -> None:
        """Show what there is; nothing at all where there is nothing."""
        journal, today = self.session.journal, self.session.today
        cards = live_cards(journal.of_kind(ToughTime), journal.partner.id, today)
        found = cards if day == today else []
        self.display = bool(found)
        lines = journal.of_kind(CareLine)
        now = [(each, fitting(lines, each), journal.about(each), self.partner) for each in found]
        if now == self._now:
            return
        self._now = now
        box = self.query_one(".lines", Vertical)
        with self.app.batch_update():
            await box.remove_children()
            await box.mount(*(HardTimeView(self.session, each) for each in found))
