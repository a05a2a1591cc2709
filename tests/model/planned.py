"""Plans, marks and days of one November, for the tests of plans."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from journal.model.kinds import Plan, PlanMark, RuleFrom
from journal.model.occurrences import occurrences_of
from journal.model.record import Stamp

TODAY = date(2026, 11, 22)
"""A Sunday."""
YESTERDAY = TODAY - timedelta(days=1)
FRIDAYS = "FREQ=WEEKLY;BYDAY=FR"
SUNDAYS = "FREQ=WEEKLY;BYDAY=SU"
SECOND_SUNDAYS = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"
FROM_A_NEWER_VERSION = "FREQ=WEEKLY;COUNT=3;BYDAY=FR"


def plan(*segments: tuple[date, str], name: str = "1", anniversary: bool = False) -> Plan:
    """A plan that is called by its id."""
    return Plan(
        id=name * 32,
        author="a",
        day=segments[0][0],
        title=f"Plan {name}",
        rules=tuple(RuleFrom(start, rule) for start, rule in segments),
        anniversary=anniversary,
    )


def mark(
    of: Plan, occasion: date, state: str, *, to: date | None = None, at: int = 1, by: str = "a"
) -> PlanMark:
    """A mark of a plan, made at a tick of the clock by its author, or by somebody else."""
    made = PlanMark(day=TODAY, about=of.reference, occasion=occasion, state="done", to=to)
    return replace(made, state=state, stamp=Stamp(at, 0, "d"), author=by)


def november(day: int) -> date:
    """A day of November 2026; Fridays are the 6th, 13th, 20th and 27th."""
    return date(2026, 11, day)


def seen(*plans: Plan, marks: tuple[PlanMark, ...] = (), me: str = "") -> list[tuple[date, str]]:
    """Days and states of these plans in November 2026, as `me` sees them."""
    found = occurrences_of(plans, marks, november(1), november(30), me=me)
    return [(each.day, each.state) for each in found]
