"""Civil days and anniversaries."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model import days

DATES = st.dates(days.EARLIEST, days.LATEST)


@pytest.mark.parametrize(
    ("now", "day_ends", "day"),
    [
        (datetime(2026, 11, 23, 3, 59, 59), 4, date(2026, 11, 22)),
        (datetime(2026, 11, 23, 4, 0), 4, date(2026, 11, 23)),
        (datetime(2026, 11, 22, 21, 40), 4, date(2026, 11, 22)),
        (datetime(2026, 11, 23, 0, 0), 0, date(2026, 11, 23)),
        (datetime(2026, 11, 23, 11, 59), 12, date(2026, 11, 22)),
        (datetime(2027, 1, 1, 1, 0), 4, date(2026, 12, 31)),
    ],
)
def test_a_day_ends_at_the_chosen_hour(now: datetime, day_ends: int, day: date) -> None:
    """The hours before the end of the day belong to the day before."""
    assert days.civil_day(now, day_ends) == day


@pytest.mark.parametrize("hour", [-1, 13, 24])
def test_a_day_cannot_end_at_another_hour(hour: int) -> None:
    """Only 0 to 12 o'clock can end a day."""
    with pytest.raises(ValueError, match="0 and 12"):
        days.civil_day(datetime(2026, 11, 22), hour)


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [
        (2026, 2, 31, date(2026, 2, 28)),
        (2024, 2, 31, date(2024, 2, 29)),
        (2026, 4, 31, date(2026, 4, 30)),
        (2026, 4, 12, date(2026, 4, 12)),
    ],
)
def test_a_day_that_the_month_lacks_is_its_last(
    year: int, month: int, day: int, found: date
) -> None:
    """The 31st of a short month is the month's last day."""
    assert days.on_month_day(year, month, day) == found


def test_29_february_comes_round_on_28_in_common_years() -> None:
    """It shows once each year: on the 28th in common years, on the 29th alone in leap years."""
    leap = date(2024, 2, 29)
    assert days.anniversary(leap, 2026) == date(2026, 2, 28)
    assert days.anniversary(leap, 2028) == leap.replace(year=2028)
    assert days.same_day_in_earlier_years(date(2026, 2, 28), leap)
    assert not days.same_day_in_earlier_years(date(2028, 2, 28), leap)
    assert days.same_day_in_earlier_years(date(2028, 2, 29), leap)
    assert not days.same_day_in_earlier_years(date(2026, 3, 1), leap)


def test_28_february_does_not_show_on_29() -> None:
    """A record of 28 February stays on 28 February in leap years."""
    assert not days.same_day_in_earlier_years(date(2028, 2, 29), date(2027, 2, 28))
    assert days.same_day_in_earlier_years(date(2028, 2, 28), date(2027, 2, 28))


def test_a_record_is_not_on_this_day_of_its_own_or_an_earlier_year() -> None:
    """On this day looks back only."""
    day = date(2026, 11, 22)
    assert not days.same_day_in_earlier_years(day, day)
    assert not days.same_day_in_earlier_years(day, date(2027, 11, 22))


@given(DATES, st.integers(1901, 2200))
def test_every_record_comes_round_exactly_once_in_each_later_year(of: date, year: int) -> None:
    """No later year leaves it out, and none shows it twice."""
    start = date(year, 1, 1)
    shown = [
        day
        for offset in range(366)
        if (day := start + timedelta(days=offset)).year == year
        and days.same_day_in_earlier_years(day, of)
    ]
    assert shown == ([days.anniversary(of, year)] if year > of.year else [])


@pytest.mark.parametrize(
    ("of", "day", "years"),
    [
        (date(2020, 12, 12), date(2026, 12, 11), 5),
        (date(2020, 12, 12), date(2026, 12, 12), 6),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 27), 0),
        (date(2026, 12, 12), date(2020, 1, 1), 0),
    ],
)
def test_years_between_counts_whole_years(of: date, day: date, years: int) -> None:
    """A year is full on its anniversary; a day that is not later counts none."""
    assert days.years_between(of, day) == years


@pytest.mark.parametrize(
    ("of", "day", "found"),
    [
        (date(2020, 12, 12), date(2026, 11, 22), date(2026, 12, 12)),
        (date(2020, 12, 12), date(2026, 12, 12), date(2026, 12, 12)),
        (date(2020, 12, 12), date(2026, 12, 13), date(2027, 12, 12)),
        (date(2026, 12, 12), date(2026, 11, 22), date(2027, 12, 12)),
        (date(2024, 2, 29), date(2026, 3, 1), date(2027, 2, 28)),
    ],
)
def test_the_next_anniversary_is_never_the_day_itself(of: date, day: date, found: date) -> None:
    """It is on or after the day asked for, and a year or more after it began."""
    assert days.next_anniversary(of, day) == found


@given(DATES, st.integers(0, 6))
def test_the_nearest_weekday_is_within_a_week(day: date, weekday: int) -> None:
    """Both neighbours are that weekday, less than seven days off, and the day itself if it fits."""
    after = days.weekday_on_or_after(day, weekday)
    before = days.weekday_on_or_before(day, weekday)
    assert after.weekday() == before.weekday() == weekday
    assert timedelta(0) <= after - day < timedelta(7)
    assert timedelta(0) <= day - before < timedelta(7)


@given(DATES, st.integers(0, 6))
def test_a_month_is_whole_weeks(day: date, first_weekday: int) -> None:
    """Weeks begin on the chosen weekday, follow each other, and hold every day of the month."""
    weeks = days.month_grid(day.year, day.month, first_weekday)
    flat = [each for week in weeks for each in week]
    assert all(len(week) == 7 for week in weeks)
    assert flat[0].weekday() == first_weekday
    assert flat == [flat[0] + timedelta(days=n) for n in range(len(flat))]
    assert sum(each.month == day.month for each in flat) == days.last_day_of(day.year, day.month)
