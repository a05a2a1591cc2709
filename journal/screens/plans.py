"""What is coming up, as a list and by month; anniversaries; what was done, left out or moved."""

from __future__ import annotations

from datetime import date, timedelta

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _, ngettext
from journal.model.days import EARLIEST, LATEST, last_day_of, on_month_day
from journal.model.kinds import Plan, PlanMark
from journal.model.occurrences import occurrences_of, thinned
from journal.model.plans import anniversaries, is_unreadable
from journal.screens.circling import Circled, say_none
from journal.screens.composing import ComposeScreen
from journal.screens.dialogs import PickDay
from journal.screens.filters import CIRCLES
from journal.screens.plan_days import PlanDays
from journal.session import Session
from journal.widgets.entry import EntryList
from journal.widgets.forms import FORMS, Form
from journal.widgets.month import Month
from journal.widgets.occasions import AnniversaryList, OccurrenceList, OccurrenceView
from journal.widgets.whose import their_name
from journal.widgets.words import clean
from journal.wording.dates import say_long
from journal.wording.plans import capital, say_unreadable

PLAN = FORMS[Plan]

AHEAD = timedelta(days=92)
"""How far the list looks: about three months."""
LATELY = timedelta(days=14)
"""How far it looks back for what can still be marked."""
OF_EACH = 4
"""How many days of one plan the list shows; the month shows all."""
KEYS_WIDTH = 74
"""The cells that a line of keys takes at most."""


class Plans(Circled, PlanDays):
    """What is coming up."""

    PLACE = "plans"
    PLACES = ("plans",)
    BINDINGS = bindings("plans")
    CSS_PATH = ["page.tcss", "plans.tcss"]
    HELP = _(
        "What you plan stands here with its next days, and anniversaries beside it. n plans"
        " something, once or again and again; e changes a plan, and a changed rhythm counts from"
        " today. On a day of a plan, d says it is done, l leaves it out, t puts just this one on"
        " another day; the same key takes it back, as u does. What was done can become a memory"
        " with c, and o keeps one line of what was good. b shows a month; [ and ] go to"
        " other months, @ to any day. v shows what only you see, what is shared, what you planned,"
        " what your partner did; Esc shows all of it again. Nothing here has to be done or"
        " marked.\n\n"
        "What you mark on a plan that both of you see, both see; done by either counts once, and"
        " what you leave out is left out for you alone. On your partner’s plan, y says yes, w adds"
        " your own words, and t proposes another day, which stands beside theirs until they take"
        " it; on yours, y takes the day they propose."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.first: date | None = None
        """The day from which the list shows, or one in the month shown; none is today."""
        self.by_month = False

    def compose_body(self) -> ComposeResult:
        """The month where it is wanted, then the days of plans."""
        yield Static(Content(_("Plans")), classes="title")
        yield Static("", id="shown", classes="prose")
        with Vertical(id="month-card"):
            yield Month(self.session)
        yield EntryList("", id="unfinished")
        yield OccurrenceList("", id="coming")
        with Vertical(id="lately-card", classes="card"):
            yield Static(Content(_("Lately")), classes="heading")
            yield OccurrenceList("", id="lately")
        yield Static("", id="unreadable", classes="quiet")

    def compose_aside(self) -> ComposeResult:
        """Anniversaries."""
        with Vertical(classes="card", id="anniversaries-card"):
            yield Static(Content(_("Anniversaries")), classes="heading")
            yield AnniversaryList(
                _("Days that come round each year stand here: n, then “an anniversary”."),
                id="anniversaries",
            )

    # Showing

    @property
    def _start(self) -> date:
        return self.first or self.session.today

    def _span(self) -> tuple[date, date]:
        """The first and the last day shown."""
        start = self._start
        if self.by_month:
            last = last_day_of(start.year, start.month)
            return start.replace(day=1), start.replace(day=last)
        return start, min(start + AHEAD, LATEST)

    async def show(self) -> None:
        """Show the days of plans, lately's, and anniversaries."""
        journal, today = self.session.journal, self.session.today
        every, marks = journal.of_kind(Plan), journal.of_kind(PlanMark)
        plans = self.in_circle(every)
        found = occurrences_of(plans, marks, *self._span(), me=journal.me.id)
        if self.by_month:
            marked = {each.day for each in found if each.state != "skipped"}
            self.query_one(Month).show(self._start, marked, day=self.first)
        else:
            found = thinned(found, OF_EACH)
        self.set_class(self.by_month, "-month")
        theirs = any(not journal.is_mine(plan) for plan in plans)
        shown = self._say_shown(bool(every), len(plans), theirs=theirs)
        self.query_one("#shown", Static).update(shown)
        await self._show_unfinished()
        await self.query_one("#coming", OccurrenceList).show_days(
            found, today, empty=self._say_empty(every, plans), facts=self.facts(found)
        )
        await self._show_lately(plans, marks)
        await self.query_one("#anniversaries", AnniversaryList).show_next(
            anniversaries(plans, today), today, lambda plan: their_name(self.session, plan)
        )
        self._show_unreadable(plans)

    async def _show_lately(self, plans: list[Plan], marks: list[PlanMark]) -> None:
        """Show the days just past, which can be marked after the fact; nothing asks for it."""
        today = self.session.today
        wanted = not self.by_month and self.first is None
        me, yesterday = self.session.journal.me.id, today - timedelta(days=1)
        past = occurrences_of(plans, marks, today - LATELY, yesterday, me=me)
        self.query_one("#lately-card").display = wanted and bool(past)
        await self.query_one("#lately", OccurrenceList).show_days(
            past[::-1] if wanted else [], today, facts=self.facts(())
        )

    async def _show_unfinished(self) -> None:
        drafts = [each for each in self.session.journal.drafts.all() if each.kind == PLAN.name]
        unfinished = self.query_one("#unfinished", EntryList)
        unfinished.display = bool(drafts) and self.shows_unfinished
        await unfinished.show(drafts, self.session.today)

    def _show_unreadable(self, plans: list[Plan]) -> None:
        unreadable = (plan for plan in plans if plan.rules and is_unreadable(plan.rules[-1]))
        titles = [clean(plan.title) for plan in unreadable]
        note = self.query_one("#unreadable", Static)
        note.display = bool(titles)
        note.update(Content(capital(f"{', '.join(titles)}: {say_unreadable()}.")))

    def _say_shown(self, any_: bool, count: int, *, theirs: bool) -> Content:
        keys = [("n", _("plan")), ("b", _("list") if self.by_month else _("month")),
                ("[ ]", _("months")), ("@", _("a day"))]  # fmt: skip
        if self.offers_circles:
            keys.append(("v", _("seen by")))
        marks = [("d", _("done")), ("l", _("leave out")), ("t", _("another day")),
                 ("o", _("what was good"))]  # fmt: skip
        if theirs:
            marks += [("y", _("yes")), ("w", _("your words"))]
        shown = [_say_keys(keys), _say_keys(marks)] if any_ else [_say_keys(keys)]
        head = self._say_head(count)
        return Content("\n").join([head, *shown] if head.plain else shown)

    def _say_head(self, count: int) -> Content:
        """Say from when, and whose plans; above a month that shows all of them nothing is said."""
        from_day = _("From {day}").format(day=say_long(self._start, year=True))
        span = _("Coming up") if self.first is None else from_day
        said = ["" if self.by_month else span, CIRCLES.get(self.circle, "")]
        head = Content.assemble((capital(" · ".join(filter(None, said))), "bold"))
        if not self.circle:
            return head
        number = ngettext("{n} plan", "{n} plans", count).format(n=count)
        back = (_("Esc"), "bold $accent"), (" " + _("all of them"), "$muted")
        return head + Content.assemble((f"   {number}   ", "$muted"), *back)

    def _say_empty(self, every: list[Plan], plans: list[Plan]) -> str:
        if every and not plans:
            return say_none(self.circle)
        if not every:
            return _(
                "What you would like to do together will stand here: on one day, or every Friday."
                " n plans the first thing."
            )
        if self.by_month:
            return _("Nothing is planned in this month.")
        return _("Nothing is planned in these three months. n plans something.")

    # Going to other days

    def _turn(self, first: date | None) -> None:
        self.first = first
        if isinstance(self.focused, OccurrenceView):
            self.set_focus(None)
        self.query_one("#scroll").scroll_home(animate=False)
        self.call_later(self.show)

    def action_view(self) -> None:
        """Show a month, or the list of what is coming up."""
        self.by_month = not self.by_month
        self._turn(None)
        if self.by_month:
            self.add_class("-month")
            self.call_after_refresh(self.query_one(Month).focus)
        else:
            self.set_focus(None)

    def action_turn(self, by: int) -> None:
        """Show another month; the present one begins with today again."""
        start, today = self._start, self.session.today
        number = start.year * 12 + start.month - 1 + by
        first = min(max(on_month_day(number // 12, number % 12 + 1, 1), EARLIEST), LATEST)
        self._turn(None if (first.year, first.month) == (today.year, today.month) else first)

    def action_pick_day(self) -> None:
        """Go to a day that is said in words."""

        def chosen(day: date | None) -> None:
            if day is not None:
                self._turn(day)

        self.app.push_screen(PickDay(self.session.today, looking="ahead"), chosen)

    @on(Month.Turned)
    def _turned(self, event: Month.Turned) -> None:
        event.stop()
        self.first = event.month.day
        self.call_later(self.show)

    @on(Month.Picked)
    async def _picked(self, event: Month.Picked) -> None:
        event.stop()
        self.first = event.day
        if not await self.query_one("#coming", OccurrenceList).focus_day(event.day):
            day = say_long(event.day)
            self.notify(_("Nothing on {day} yet. n plans something for it.").format(day=day))

    def action_back(self) -> None:
        """Back to what is coming up, then leave."""
        if self.focused is None and (self.by_month or self.first is not None):
            self.by_month = False
            self._turn(None)
        else:
            super().action_back()

    # Writing

    def forms(self) -> tuple[Form, ...]:
        """Only plans are begun here."""
        return (PLAN,)

    def begin(self, form: Form) -> None:
        """Begin a plan; on the month it begins with the day one is on."""
        month = self.query_one(Month)
        given = {"on": month.day.isoformat()} if month.has_focus else {}
        place = f"{self.PLACE}/{form.name}"
        self.app.push_screen(ComposeScreen(self.session, form, place, given=given))


def _say_keys(keys: list[tuple[str, str]]) -> Content:
    """Say what keys do, in lines that break between two of them only.

    Textual breaks at no-break spaces too, so the lines are made here, for the width of 80 columns.
    """
    rows: list[Content] = []
    for key, name in keys:
        item = Content.assemble((key, "bold $accent"), (f" {name}", "$muted"))
        row = Content("   ").join([rows[-1], item]) if rows else item
        if rows and cell_len(row.plain) <= KEYS_WIDTH:
            rows[-1] = row
        else:
            rows.append(item)
    return Content("\n").join(rows)
