"""Ideas for time together: from what both like, and from what has long not been done.

Source of the rules: *Quality time* in the design. Nothing is counted and nobody is compared; what
is planned already is no idea, and what was never done stands first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from journal.model.interests import same_thing
from journal.model.kinds import Interest, Plan, PlanMark
from journal.model.occurrences import newest_marks
from journal.model.plans import next_day

LONG = timedelta(days=42)
"""After how long without it something done before is an idea again."""


class Idea(NamedTuple):
    """Something that could be done again, or for the first time."""

    record: Interest | Plan
    """What it grew from: something that both like, or a plan that was done."""
    last: date | None
    """When it was last done, as far as it is known here."""


def ideas(
    interests: Iterable[Interest], plans: Sequence[Plan], marks: Sequence[PlanMark],
    today: date, *, me: str, partner: str,
) -> list[Idea]:  # fmt: skip
    """What both like and what was done before, unless it was done lately or is planned.

    `me` and `partner` are ids; an empty partner means that my own guesses stand for them. What was
    never done comes first, then what was done longest ago; each thing once.
    """
    last = _last_done(plans, marks, today)
    planned = {same_thing(plan.title) for plan in plans if next_day(plan, today) is not None}
    found: dict[str, Idea] = {}
    for liked in both_like(interests, me, partner):
        found.setdefault(same_thing(liked.text), Idea(liked, last.get(same_thing(liked.text))))
    for plan in plans:
        name = same_thing(plan.title)
        if name in last and not plan.anniversary:
            found.setdefault(name, Idea(plan, last[name]))
    kept = [
        idea
        for name, idea in found.items()
        if name not in planned and (idea.last is None or idea.last <= today - LONG)
    ]
    return sorted(kept, key=lambda idea: (idea.last is not None, idea.last or date.min))


def both_like(interests: Iterable[Interest], me: str, partner: str) -> list[Interest]:
    """What I like and my partner likes too, by whichever question; the oldest of mine first.

    What the partner said counts; while they have said nothing, what I believe of them does.
    """
    ordered = sorted(interests, key=lambda each: (each.stamp, each.id))
    mine = [each for each in ordered if each.author == me and each.whose == "me"]
    said = [each for each in ordered if partner and each.author == partner and each.whose == "me"]
    guessed = [each for each in ordered if each.author == me and each.whose == "partner"]
    theirs = {same_thing(each.text) for each in said or guessed}
    return [each for each in mine if same_thing(each.text) in theirs]


def _last_done(plans: Sequence[Plan], marks: Sequence[PlanMark], today: date) -> dict[str, date]:
    """Each thing that was done by anyone → the last day of it, up to today."""
    titles = {plan.reference: same_thing(plan.title) for plan in plans}
    done: dict[str, date] = {}
    for (plan, original), by_person in newest_marks(marks).items():
        days = [each.to or original for each in by_person.values() if each.state == "done"]
        name = titles.get(plan)
        if name is not None and days and min(days) <= today:
            done[name] = max(done.get(name, date.min), min(days))
    return done


__all__ = ["LONG", "Idea", "both_like", "ideas"]
