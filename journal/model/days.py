"""Civil days: which day a moment belongs to, anniversaries, and the weeks of a month.

Every day here is a `datetime.date` as it stands on a wall calendar. It has no time zone and is
never converted between time zones.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

EARLIEST = date(1900, 1, 1)
"""The first day the journal takes."""

LATEST = date(2200, 12, 31)
"""The last day the journal takes."""

DAY_ENDS = 4
"""The hour at which a day ends unless the person chose another."""


def civil_day(now: datetime, day_ends: int = DAY_ENDS) -> date:
    """The day that the local wall time `now` belongs to.

    A day ends at `day_ends` o'clock (0 to 12) of the following calendar day: with 4, 03:59 still
    belongs to the evening before and 04:00 begins the new day. Another hour is a ValueError.
    """
    if not 0 <= day_ends <= 12:
        raise ValueError("A day ends between 0 and 12 o'clock.")
    return (now - timedelta(hours=day_ends)).date()


def last_day_of(year: int, month: int) -> int:
    """The number of days in a month."""
    return calendar.monthrange(year, month)[1]


def on_month_day(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last day where the month is too short."""
    return date(year, month, min(day, last_day_of(year, month)))


def anniversary(of: date, year: int) -> date:
    """The day in `year` on which `of` comes round: 29 February falls on 28 in common years."""
    return on_month_day(year, of.month, of.day)


def next_anniversary(of: date, day: date) -> date:
    """The first time that `of` comes round on or after `day`, and never before its first year."""
    year = max(day.year, of.year + 1)
    found = anniversary(of, year)
    return found if found >= day else anniversary(of, year + 1)


def same_day_in_earlier_years(day: date, of: date) -> bool:
    """Whether a record dated `of` is shown on `day` as *on this day*.

    Only in later years; 29 February shows on 28 February in common years, and on the 29th alone
    in leap years.
    """
    return of.year < day.year and anniversary(of, day.year) == day


def years_between(of: date, day: date) -> int:
    """How many whole years lie between `of` and `day`; 0 where `day` is not later."""
    return max(0, day.year - of.year - (day < anniversary(of, day.year)))


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday (0 is Monday) that is not before `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The last such weekday (0 is Monday) that is not after `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def month_grid(year: int, month: int, first_weekday: int = 0) -> list[list[date]]:
    """The weeks that a month touches, seven days each, beginning with `first_weekday`.

    The days of the neighbouring months fill the first and the last week. 0 is Monday.
    """
    return calendar.Calendar(first_weekday).monthdatescalendar(year, month)
