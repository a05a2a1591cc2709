"""What is shown as *on this day*: memories and light entries of the same day in earlier years.

What was hard to write (a need, something from step 3 or 6) never comes back unasked: the screen may
be one that two people look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from journal.model.answers import is_shut
from journal.model.days import EARLIEST, anniversary, same_day_in_earlier_years
from journal.model.kinds import Answer, Appreciation, Entry, Heard, Memory
from journal.model.record import Record
from journal.model.signs import round_number

QUIET_STEPS = frozenset({"vulnerable", "help"})
"""The steps whose entries are not brought back unasked."""

_A_DAY = timedelta(days=1)


def earlier_days(day: date) -> list[date]:
    """The days of earlier years that `day` looks back on, the latest first.

    On 28 February of a common year those are also the 29ths; see `same_day_in_earlier_years`.
    """
    found = []
    for year in range(day.year - 1, EARLIEST.year - 1, -1):
        near = anniversary(day, year)
        found += [
            each
            for each in (near + _A_DAY, near)
            if each.year == year and same_day_in_earlier_years(day, each)
        ]
    return found


def comes_back(record: Record) -> bool:
    """Whether a record may be shown on its day in later years."""
    if isinstance(record, Entry):
        return record.step not in QUIET_STEPS
    if isinstance(record, Answer):  # the id of a step's prompt begins with the step's name
        quiet = record.question.split("-")[0] in QUIET_STEPS or round_number(record.question)
        return not quiet and not is_shut(record)
    return isinstance(record, (Memory, Answer, Appreciation, Heard))


def on_this_day(
    day: date, read: Callable[[date], Iterable[Record]], a_year: int = 3
) -> list[tuple[int, Sequence[Record]]]:
    """The years that have something for `day`, newest first, each with at most `a_year` records.

    `read` gives the records about a day, the oldest first. Memories come first in a year, then
    what was written, in its order.
    """
    years: dict[int, list[Record]] = {}
    for earlier in earlier_days(day):
        found = [record for record in read(earlier) if comes_back(record)]
        if found:
            years.setdefault(earlier.year, []).extend(found)
    return [
        (year, sorted(found, key=lambda record: not isinstance(record, Memory))[:a_year])
        for year, found in years.items()
    ]
