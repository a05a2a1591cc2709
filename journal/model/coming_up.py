"""What Today says is coming up: plans, anniversaries, promises, talks asked for, appointments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from journal.model.kinds import Appointment, Meeting, Plan, PlanMark, Promise, PromiseMark, Truth
from journal.model.meeting import to_look_at_again
from journal.model.occurrences import occurrences_of
from journal.model.plans import anniversaries
from journal.model.record import Record, Reference

AHEAD = 21
"""Days that are looked ahead."""
ANNIVERSARY_AHEAD = 60
"""Days that are looked ahead for anniversaries: there may be something to prepare."""


class Coming(NamedTuple):
    """One thing that is coming up."""

    day: date
    sort: Literal["plan", "anniversary", "promise", "talk", "appointment", "decision"]
    record: Record
    years: int = 0
    """How many years an anniversary will be."""
    words: str = ""
    """What is to be looked at again, where it is but a part of the record."""


def coming_plans(
    plans: Sequence[Plan], marks: Iterable[PlanMark], today: date, *, me: str = ""
) -> list[Coming]:
    """The next open day of each plan within `AHEAD` days, and the anniversaries.

    `me` is the id of whoever looks; a day that only the other leaves out is still coming up.
    """
    once = [plan for plan in plans if not plan.anniversary]
    last = today + timedelta(days=AHEAD)
    found: dict[Reference, Coming] = {}
    for each in occurrences_of(once, marks, today, last, me=me):
        if each.state in ("", "moved"):
            found.setdefault(each.plan.reference, Coming(each.day, "plan", each.plan))
    yearly = [
        Coming(each.day, "anniversary", each.plan, each.years)
        for each in anniversaries(plans, today)
        if each.days <= ANNIVERSARY_AHEAD
    ]
    return [*found.values(), *yearly]


def coming_promises(
    promises: Iterable[Promise], marks: Iterable[PromiseMark], today: date
) -> list[Coming]:
    """The promises not kept yet and due within `AHEAD` days; a past one is not held up here."""
    newest: dict[Reference, PromiseMark] = {}
    for mark in marks:
        about = mark.about
        if about is None or about.author != mark.author:  # only who promised marks
            continue
        if about not in newest or newest[about].stamp < mark.stamp:
            newest[about] = mark
    found = []
    for promise in promises:
        last = newest.get(promise.reference)
        by = last.by if last is not None and last.by is not None else promise.by
        if (last is None or last.state != "kept") and is_near(by, today):
            assert by is not None
            found.append(Coming(by, "promise", promise))
    return found


def coming_dates(
    truths: Iterable[Truth], visits: Iterable[Appointment], today: date
) -> list[Coming]:
    """The talks that a plain truth asks for, and the appointments, within `AHEAD` days."""
    talks = [
        Coming(truth.talk_on, "talk", truth)
        for truth in truths
        if truth.talk_on is not None and truth.ask == "talk" and is_near(truth.talk_on, today)
    ]
    return talks + [
        Coming(visit.day, "appointment", visit) for visit in visits if is_near(visit.day, today)
    ]


def coming_decisions(meetings: Iterable[Meeting], today: date) -> list[Coming]:
    """What a meeting decided to look at again within `AHEAD` days; a past one is not held up."""
    return [
        Coming(each.day, "decision", each.meeting, words=each.text)
        for each in to_look_at_again(meetings)
        if is_near(each.day, today)
    ]


def is_near(day: date | None, today: date) -> bool:
    """Whether a day is today or within the `AHEAD` days after it."""
    return day is not None and 0 <= (day - today).days <= AHEAD


def in_order(coming: Iterable[Coming]) -> list[Coming]:
    """Sort what is coming up by day; on one day appointments come before plans."""
    sorts = ("appointment", "anniversary", "plan", "talk", "promise", "decision")
    return sorted(coming, key=lambda each: (each.day, sorts.index(each.sort), each.record.id))
