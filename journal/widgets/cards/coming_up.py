"""What is coming up: plans, anniversaries, promises, talks, appointments."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _, ngettext
from journal.model import kinds
from journal.model.coming_up import (
    Coming,
    coming_dates,
    coming_decisions,
    coming_plans,
    coming_promises,
    in_order,
)
from journal.session import Session
from journal.widgets.cards.card import Card, heading
from journal.widgets.cards.line import Line
from journal.widgets.whose import their_name
from journal.wording.dates import say_distance
from journal.wording.names import MONTHS, WEEKDAYS
from journal.wording.records import shown

MOST = 7
"""Lines shown at once."""


class ComingUp(Card):
    """The next weeks, one line each; Enter opens what stands behind it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: tuple[date, list[Coming]] | None = None

    def compose(self) -> ComposeResult:
        yield Static(heading(_("Coming up")), classes="card-heading")
        yield Vertical(classes="lines")

    async def show(self, day: date) -> None:
        """Look ahead from today; other days have nothing coming up."""
        self.display = day == self.session.today
        found = self._find(day)[:MOST] if self.display else []
        if not self.display or (day, found) == self._shown:
            return
        self._shown = (day, found)
        box = self.query_one(".lines", Vertical)
        with self.app.batch_update():
            await box.remove_children()
            await box.mount(*([self._line(each, day) for each in found] or [self._nothing()]))

    def _find(self, today: date) -> list[Coming]:
        of_kind, me = self.session.journal.of_kind, self.session.journal.me.id
        return in_order(
            [
                *coming_plans(of_kind(kinds.Plan), of_kind(kinds.PlanMark), today, me=me),
                *coming_promises(of_kind(kinds.Promise), of_kind(kinds.PromiseMark), today),
                *coming_dates(of_kind(kinds.Truth), of_kind(kinds.Appointment), today),
                *coming_decisions(of_kind(kinds.Meeting), today),
            ]
        )

    def _line(self, coming: Coming, today: date) -> Static:
        return Line(
            coming.record,
            say_soon(coming.day, today),
            coming.words or shown(coming.record).headline,
            self._below(coming, today),
        )

    def _below(self, coming: Coming, today: date) -> str:
        """The quieter second line: how often, how many years, at what time, and whose it is."""
        record = coming.record
        theirs = their_name(self.session, record)
        if coming.sort == "promise":
            return _("{name} promised").format(name=theirs) if theirs else _("promised")
        if coming.sort == "talk":
            return _("{name} asks to talk").format(name=theirs) if theirs else _("to talk about")
        if coming.sort == "decision":
            return _("to look at again")
        return " · ".join(filter(None, (self._how(coming, today), theirs)))

    def _how(self, coming: Coming, today: date) -> str:
        record = coming.record
        if coming.sort == "anniversary":
            years = ngettext("{n} year", "{n} years", coming.years).format(n=coming.years)
            distance = say_distance(coming.day, today)
            return f"{years} · {distance}" if coming.years else distance
        if isinstance(record, kinds.Appointment):
            return " · ".join(each for each in (record.at, record.place) if each)
        if isinstance(record, kinds.Plan):
            often = record.rules[-1].rule
            return shown(record).parts[0].text if often else record.note
        return ""

    def _nothing(self) -> Static:
        sentence = Content.assemble(
            (_("Plans, anniversaries and promises will stand here. "), "$muted"),
            (self.key("go.plans"), "bold $accent"),
            (" " + _("makes a plan"), "$muted"),
        )
        return Static(sentence, classes="quiet")


def say_soon(day: date, today: date) -> str:
    """Say a day that is near in at most seven letters: *today*, *Fri*, *12 Dec*."""
    away = (day - today).days
    if away == 0:
        return _("today")
    if away < 7:
        return WEEKDAYS[day.weekday()][:3]
    return _("{day} {month}").format(day=day.day, month=MONTHS[day.month - 1][:3])
