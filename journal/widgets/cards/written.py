"""What one wrote on the day, unfinished texts first; the other's has a card of its own."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.days import civil_day
from journal.model.kinds import Star
from journal.model.record import Record
from journal.session import Session
from journal.store import Draft
from journal.widgets.cards.card import Card, heading
from journal.widgets.composer import Composer
from journal.widgets.noted import NotedList
from journal.wording.dates import say_clock

ELSEWHERE = ("talk", "meeting", "sign-check")
"""What is under way on a page of its own: the kinds of such drafts."""


class Written(Card):
    """The entries of a day, the newest first; without marks and what is being typed just now."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: object = None

    def compose(self) -> ComposeResult:
        yield Static(id="written-heading", classes="card-heading")
        yield NotedList("", self._with_time, dated=False, id="written")

    async def show(self, day: date) -> None:
        """Show the entries of a day, where they are others than before."""
        journal, today = self.session.journal, self.session.today
        on_day = reversed(journal.on_day(day))
        records = [each for each in on_day if not each.MARK and journal.is_mine(each)]
        stars = {record.id for record in records if self._is_starred(record)}
        items: list[Record | Draft] = [*self._unfinished(day), *records]
        now = (day, items, stars, [journal.about(record) for record in records])
        if now == self._shown:
            return
        self._shown = now
        title = _("Today so far") if day == today else _("Written for this day")
        self.query_one("#written-heading", Static).update(heading(title))
        key = self.key("page.new")
        empty = (
            _("What you write today will stand here. {key} begins.")
            if day == today
            else _("Nothing is written for this day yet. {key} begins, and it will stand here.")
        )
        await self.query_one(NotedList).show(
            items, today, starred=stars, empty=empty.format(key=key), about=journal.about
        )

    def _unfinished(self, day: date) -> list[Draft]:
        """The texts left without saving, but what is under way elsewhere or where the cursor is."""
        typing = {each.place for each in self.screen.query(Composer) if each.has_focus_within}
        drafts = self.session.journal.drafts.on_day(day)
        return [each for each in drafts if each.place not in typing and each.kind not in ELSEWHERE]

    def _is_starred(self, record: Record) -> bool:
        return any(isinstance(each, Star) for each in self.session.journal.about(record))

    def _with_time(self, record: Record, content: Content) -> Content:
        """Say when it was written, where that was on the day it is about."""
        at = record.local_written
        if at is None or civil_day(at, self.session.settings.day_ends) != record.day:
            return content
        return Content.assemble((say_clock(at), "bold"), "  ", content)
