"""The single days of plans: what was done, left out or moved, and what the other says of them.

Source of the rules: *Records* and *Memories and plans* in the design. What happened on one day is
said by a mark that names the plan and the original date, and everybody marks for themselves: done
by either counts once, leaving out is one's own, and only the plan's author puts a day on another;
a day that the other names stands beside it until the author takes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from journal.model.kinds import Plan, PlanMark
from journal.model.plans import days_of, falls_on
from journal.model.record import Reference

State = Literal["", "done", "skipped", "moved"]

Marks = dict[str, PlanMark]
"""Person → the newest mark that they made on one day of one plan."""


class Occurrence(NamedTuple):
    """One day of a plan."""

    plan: Plan
    original: date
    """The day that the plan's rule gives; marks name it."""
    day: date
    """The day it falls on, which is another one after it was moved."""
    state: State = ""
    mark: PlanMark | None = None
    """The mark that says so."""
    mine: PlanMark | None = None
    """One's own mark, also where another one says how it stands."""
    beside: tuple[PlanMark, ...] = ()
    """Marks that change nothing by themselves: other days proposed, and the other's leaving out."""

    @property
    def proposals(self) -> tuple[PlanMark, ...]:
        """Other days that stand beside the plan's own, the nearest first."""
        return tuple(mark for mark in self.beside if mark.state == "moved")

    @property
    def left_out(self) -> tuple[PlanMark, ...]:
        """Marks of others who leave this one out."""
        return tuple(mark for mark in self.beside if mark.state == "skipped")


def newest_marks(marks: Iterable[PlanMark]) -> dict[tuple[Reference, date], Marks]:
    """The newest mark of each person for each plan and original date; the others count no more."""
    found: dict[tuple[Reference, date], Marks] = {}
    for mark in marks:
        if mark.about is None:
            continue
        by_person = found.setdefault((mark.about, mark.occasion), {})
        if mark.author not in by_person or by_person[mark.author].stamp < mark.stamp:
            by_person[mark.author] = mark
    return found


def occurrences_of(
    plans: Iterable[Plan], marks: Iterable[PlanMark], first: date, last: date, *, me: str = ""
) -> list[Occurrence]:
    """What falls on the days from `first` to `last`, both included, sorted by day, then title.

    `me` is the id of whoever looks; without one it is seen as the author of each plan sees it. A
    moved one stands on its new day, wherever it came from; skipped and done ones are among them. A
    done one stays even where a changed rule no longer gives its day.
    """
    by_plan: dict[Reference, dict[date, Marks]] = {}
    for (plan, original), by_person in newest_marks(marks).items():
        by_plan.setdefault(plan, {})[original] = by_person
    found = [
        occurrence
        for plan in plans
        for occurrence in _of_plan(
            plan, by_plan.get(plan.reference, {}), (first, last), me or plan.author
        )
    ]
    found.sort(key=lambda each: (each.day, each.plan.title.casefold(), each.original, each.plan.id))
    return found


def _of_plan(
    plan: Plan, marks: dict[date, Marks], span: tuple[date, date], me: str
) -> Iterator[Occurrence]:
    first, last = span
    for original in days_of(plan, first, last):
        if original not in marks:
            yield Occurrence(plan, original, original)
    for original, by_person in marks.items():
        found = occurrence(plan, original, by_person, me)
        if first <= found.day <= last and (found.state == "done" or falls_on(plan, original)):
            yield found


def occurrence(plan: Plan, original: date, marks: Marks, me: str) -> Occurrence:
    """How one day of a plan stands for `me`, from the newest mark of each person."""
    mine = marks.get(me)
    mark = _says(plan, marks, mine)
    state: State = mark.state if mark is not None else ""
    day = _day(plan, original, marks)
    beside = [
        each
        for each in marks.values()
        if each is not mark and state != "done" and _stands_beside(each, plan, day, me)
    ]
    beside.sort(key=lambda each: (each.to or original, each.author))
    return Occurrence(plan, original, day, state, mark, mine, tuple(beside))


def _says(plan: Plan, marks: Marks, mine: PlanMark | None) -> PlanMark | None:
    """Find what says how a day stands: a done, one's own leaving out, the author's move."""
    done = [each for each in marks.values() if each.state == "done"]
    if mine is not None and mine.state in ("done", "skipped") and (mine in done or not done):
        return mine
    if done:
        return min(done, key=lambda each: (each.author != plan.author, each.author))
    own = marks.get(plan.author)
    return own if own is not None and own.state == "moved" else None


def _day(plan: Plan, original: date, marks: Marks) -> date:
    """Find its day, the same for both: where its author put it, else where it was done."""
    own = marks.get(plan.author)
    done = sorted(
        (each for each in marks.values() if each.state == "done"), key=lambda each: each.author
    )
    where = (each.to for each in (own, *done) if each is not None and each.to is not None)
    return next(where, original)


def _stands_beside(mark: PlanMark, plan: Plan, day: date, me: str) -> bool:
    if mark.state == "moved":
        return mark.author != plan.author and mark.to is not None and mark.to != day
    return mark.state == "skipped" and mark.author != me


def thinned(occurrences: Iterable[Occurrence], most: int) -> list[Occurrence]:
    """Of each plan at most `most` days on which nothing happened yet, and all the others.

    A list of what is coming stays short though something comes back every day.
    """
    left: dict[Reference, int] = {}
    kept = []
    for each in occurrences:
        is_open, name = not (each.state or each.beside), each.plan.reference
        if is_open:
            left[name] = left.get(name, most) - 1
        if not is_open or left[name] >= 0:
            kept.append(each)
    return kept


def mark_of(
    occurrence: Occurrence, state: State, today: date, *, me: str, to: date | None = None
) -> PlanMark:
    """The mark that says this of an occurrence: a new version of one's own, or a new one.

    `me` is the id of whoever marks; the mark of another person is never changed. Moving needs
    `to`; what is done or skipped after it was moved stays on the day it was moved to. On the plan
    of another, a moved mark is a proposal. An empty state is no mark, hence a ValueError: the mark
    there is has to be deleted.
    """
    if not state:
        raise ValueError("An occurrence without a mark has none.")
    where = to or (occurrence.day if occurrence.day != occurrence.original else None)
    for mark in (occurrence.mine, occurrence.mark):
        if mark is not None and mark.author == me:
            return replace(mark, state=state, to=where)
    return PlanMark(
        day=today,
        about=occurrence.plan.reference,
        occasion=occurrence.original,
        state=state,
        to=where,
    )


__all__ = [
    "Marks",
    "Occurrence",
    "State",
    "mark_of",
    "newest_marks",
    "occurrence",
    "occurrences_of",
    "thinned",
]
