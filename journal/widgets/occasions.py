"""The days of plans in a list, and anniversaries; keys act on them as on every entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from journal.i18n import _
from journal.model.occurrences import Occurrence
from journal.model.plans import Anniversary
from journal.model.record import Record
from journal.store import Draft
from journal.widgets.entry import BATCH, EntryList, EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.words import clean
from journal.wording.dates import say_distance
from journal.wording.plans import (
    capital,
    say_anniversary,
    say_planned_day,
    say_rhythm,
    say_state,
)
from journal.wording.together import say_together


class Facts(NamedTuple):
    """What is known of one day of a plan besides its own marks."""

    remembered: bool = False
    """Whether there is a memory of it already."""
    whose: str = ""
    """The name of whose plan it is, where that is not oneself."""
    seen: str = ""
    """Who sees it, where it is one's own and there is somebody else."""
    done_by: str = ""
    """The name of who said that it is done, where that is not oneself."""
    beside: tuple[Content, ...] = ()
    """Lines below it: what the other says of it, and what one said oneself."""


FactsOf = Callable[[Occurrence], Facts]


def occurrence_content(each: Occurrence, today: date, facts: Facts) -> Content:
    """One day of a plan: when, what became of it; what, and how it comes back; the note."""
    title = Content.assemble((clean(each.plan.title), _title_style(each)))
    quiet = [say_rhythm(each, today)]
    if facts.whose:
        quiet.append(_("{who}’s plan").format(who=facts.whose))
    quiet.append(facts.seen)
    rhythm = " · ".join(filter(None, quiet))
    lines = [_when(each, today, facts), title + Content.assemble("   ", (rhythm, "$muted"))]
    if together := say_together(each.plan):
        lines.append(Content.assemble((together, "$muted")))
    if each.plan.note:
        lines.append(Content.assemble((clean(each.plan.note), "$muted")))
    return Content("\n").join([*lines, *facts.beside])


def _when(each: Occurrence, today: date, facts: Facts) -> Content:
    away = abs((each.day - today).days)
    distance = [say_distance(each.day, today)] if away > 1 else []
    heading = Content.assemble(
        (capital(say_planned_day(each.day, today)), "bold"),
        "  ",
        (" · ".join(distance), "$muted"),
    )
    state = say_state(each)
    if state:
        heading += Content.assemble(" · " if distance else "", (state, "$secondary"))
    if facts.done_by:
        said = _("{who} says so").format(who=facts.done_by)
        heading += Content.assemble((f" · {said}", "$muted"))
    if facts.remembered:
        heading += Content.assemble((" · " + _("kept as a memory"), "$muted"))
    return heading


def _title_style(each: Occurrence) -> str:
    return "$muted" if each.state == "skipped" else "$foreground"


def _nothing(_each: Occurrence) -> Facts:
    return Facts()


class OccurrenceView(EntryView):
    """One day of a plan; the entry that keys act on is the plan itself."""

    def __init__(self, occurrence: Occurrence, today: date, facts: Facts) -> None:
        super().__init__(occurrence.plan, today)
        self.turn_to(occurrence, today, facts)

    def turn_to(self, occurrence: Occurrence, today: date, facts: Facts) -> None:
        """Show this one, or the same one anew."""
        self.item: Record | Draft = occurrence.plan
        self.occurrence = occurrence
        self.content = occurrence_content(occurrence, today, facts)

    @property
    def name_of_day(self) -> tuple[str, date]:
        """What tells it from all others: the plan and the original date."""
        return self.occurrence.plan.id, self.occurrence.original


class OccurrenceList(EntryList):
    """Days of plans, one below the other."""

    REDRAWS = True

    def __init__(self, empty: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(empty, id=id)
        self._occurrences: Sequence[Occurrence] = ()
        self._facts: FactsOf = _nothing
        self._held: tuple[str, date] | None = None

    async def show_days(
        self,
        occurrences: Sequence[Occurrence],
        today: date,
        *,
        empty: str | None = None,
        facts: FactsOf,
    ) -> None:
        """Show these, each with what `facts` gives for it.

        What stands first as before stays where it is, so that a mark moves nothing under the keys.
        """
        focused = self.screen.focused
        if isinstance(focused, OccurrenceView) and focused.parent is self:
            self._held = focused.name_of_day
        self._occurrences, self._facts = occurrences, facts
        views = list(self.query(OccurrenceView))
        same = self._same(views)
        if not same:
            await self.show([each.plan for each in occurrences], today, empty=empty)
            return
        self._items, self._today = [each.plan for each in occurrences], today
        self._count = min(len(occurrences), max(BATCH, self._count))
        for view, each in zip(views[:same], occurrences, strict=False):
            view.turn_to(each, today, facts(each))
        with self.app.batch_update():
            await self.remove_children(views[same:])
            await self.mount(*self._views(same, self._count))
        if focused in views[same:]:
            self._focus_again("", views.index(focused))

    def _same(self, views: Sequence[OccurrenceView]) -> int:
        """How many of these, from the first, are to be shown again."""
        for number, (view, each) in enumerate(zip(views, self._occurrences, strict=False)):
            if view.name_of_day != (each.plan.id, each.original):
                return number
        return min(len(views), len(self._occurrences))

    def _views(self, first: int, last: int) -> list[EntryView]:
        return [
            OccurrenceView(each, self._today, self._facts(each))
            for each in self._occurrences[first:last]
        ]

    def _focus_again(self, held: str, at: int) -> None:
        views = list(self.query(OccurrenceView))
        same = [view for view in views if view.name_of_day == self._held]
        focus_now((same or [views[min(at, len(views) - 1)]])[0], scroll_visible=not same)

    async def focus_day(self, day: date) -> bool:
        """Go to the first one on a day; False where there is none."""
        at = next((n for n, each in enumerate(self._occurrences) if each.day == day), None)
        while at is not None and at >= len(self.query(OccurrenceView)):
            await self.show_more()
        if at is not None:
            focus_now(list(self.query(OccurrenceView))[at])
        return at is not None


class AnniversaryList(EntryList):
    """Anniversaries: what, how many years, when, and how far away."""

    def __init__(self, empty: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(empty, id=id)
        self._anniversaries: Sequence[Anniversary] = ()
        self._whose: Callable[[Record], str] = lambda _record: ""

    async def show_next(
        self, found: Sequence[Anniversary], today: date, whose: Callable[[Record], str]
    ) -> None:
        """Show these, the nearest first; `whose` names who made it, where that is not oneself."""
        self._anniversaries, self._whose = found, whose
        await self.show([each.plan for each in found], today)

    def _views(self, first: int, last: int) -> list[EntryView]:
        views = super()._views(first, last)
        for view, each in zip(views, self._anniversaries[first:last], strict=True):
            quiet = filter(None, (say_anniversary(each, self._today), self._whose(each.plan)))
            view.content = Content("\n").join(
                [
                    Content.assemble((clean(each.plan.title), "bold")),
                    Content.assemble((" · ".join(quiet), "$muted")),
                ]
            )
        return views


__all__ = [
    "AnniversaryList",
    "Facts",
    "FactsOf",
    "OccurrenceList",
    "OccurrenceView",
    "occurrence_content",
]
