"""Memories and entries of the same day in earlier years."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.kinds import Memory
from journal.model.memories import views
from journal.model.on_this_day import on_this_day
from journal.model.record import Record
from journal.session import Session
from journal.widgets.cards.card import Card, heading
from journal.widgets.cards.line import Line
from journal.widgets.whose import their_name
from journal.wording.records import KIND_NAMES, shown

MOST = 8
"""Lines shown at once."""


class OnThisDay(Card):
    """Years, the newest first, each with a few lines; Enter opens one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: list[tuple[int, Record]] | None = None

    def compose(self) -> ComposeResult:
        yield Static(heading(_("On this day")), classes="card-heading")
        yield Vertical(classes="lines")

    async def show(self, day: date) -> None:
        """Show what there is; a kind sentence where there is nothing yet."""
        found = [
            (year, record)
            for year, records in on_this_day(day, self.session.journal.on_day)
            for record in records
        ][:MOST]
        if found == self._shown:
            return
        self._shown = found
        box = self.query_one(".lines", Vertical)
        with self.app.batch_update():
            await box.remove_children()
            await box.mount(*(self._lines(found) or [self._nothing()]))

    def _lines(self, found: list[tuple[int, Record]]) -> list[Static]:
        lines: list[Static] = []
        before = 0
        for year, record in found:
            when = "" if year == before else str(year)
            lines.append(Line(record, when, shown(record).headline, self._below(record)))
            before = year
        return lines

    def _below(self, record: Record) -> str:
        """Where it was or what it is, and whose words it has."""
        parts = [record.place if isinstance(record, Memory) else KIND_NAMES[record.kind]]
        if isinstance(record, Memory):
            about = self.session.journal.about(record)
            if len({each.author for each in views(record, about)}) > 1:
                parts.append(_("you both wrote"))
        if len(parts) < 2:
            parts.append(their_name(self.session, record))
        return " · ".join(filter(None, parts))

    def _nothing(self) -> Static:
        return Static(
            Content(_("In a year, what you write on this day will come back here.")),
            classes="quiet",
        )
