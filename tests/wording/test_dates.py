"""Days in words, said and understood."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.model.days import EARLIEST, LATEST
from journal.wording.dates import (
    Ambiguous,
    Looking,
    NotUnderstood,
    say_clock,
    say_day,
    say_distance,
    say_full,
    say_long,
    say_month,
    understand_day,
)

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)
DATES = st.dates(EARLIEST, LATEST)
WORDS = (
    *("last", "next", "this", "in", "ago", "a", "on", "the", "of", "3", "12", "29", "31"),
    *("999999", "days", "week", "months", "years", "friday", "sun", "march", "february"),
    *("1900", "2024", "2200", "9999", "12/02", "2026-11-22"),
)
LOOKING: st.SearchStrategy[Looking] = st.sampled_from(("back", "ahead"))


@pytest.mark.parametrize("looking", ["back", "ahead"])
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-1-2", date(2026, 1, 2)),
        ("2026/11/05", date(2026, 11, 5)),
        ("22/11/2026", date(2026, 11, 22)),
        ("11/22/2026", date(2026, 11, 22)),
        ("22-11-2026", date(2026, 11, 22)),
        ("5/5/2026", date(2026, 5, 5)),
        ("12.2.2024", date(2024, 2, 12)),
        ("05.11.2026", date(2026, 11, 5)),
        ("today", SUNDAY),
        ("  ToDay ", SUNDAY),
        ("yesterday", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("the day before yesterday", date(2026, 11, 20)),
        ("the day after tomorrow", date(2026, 11, 24)),
        ("last friday", date(2026, 11, 20)),
        ("LAST  Fri.", date(2026, 11, 20)),
        ("last sunday", date(2026, 11, 15)),
        ("next sunday", date(2026, 11, 29)),
        ("this sunday", SUNDAY),
        ("this friday", FRIDAY),
        ("next friday", FRIDAY),
        ("last week", date(2026, 11, 15)),
        ("next week", date(2026, 11, 29)),
        ("last month", date(2026, 10, 22)),
        ("next year", date(2027, 11, 22)),
        ("3 days ago", date(2026, 11, 19)),
        ("1 day ago", date(2026, 11, 21)),
        ("in 3 days", date(2026, 11, 25)),
        ("two weeks ago", date(2026, 11, 8)),
        ("a month ago", date(2026, 10, 22)),
        ("in a week", date(2026, 11, 29)),
        ("in twelve months", date(2027, 11, 22)),
        ("12 march 2024", date(2024, 3, 12)),
        ("march 12 2024", date(2024, 3, 12)),
        ("March 12, 2024", date(2024, 3, 12)),
        ("the 12th of march 2024", date(2024, 3, 12)),
        ("12. Mar 2024", date(2024, 3, 12)),
        ("3 sept 2024", date(2024, 9, 3)),
        ("Sunday, 22 November 2026", SUNDAY),
        ("29 february 2024", date(2024, 2, 29)),
    ],
)
def test_what_people_type_is_understood(text: str, day: date, looking: Looking) -> None:
    """These mean the same day whether one looks back or ahead."""
    assert understand_day(text, SUNDAY, looking=looking) == day


@pytest.mark.parametrize(
    ("text", "back", "ahead"),
    [
        ("friday", date(2026, 11, 20), FRIDAY),
        ("Fri", date(2026, 11, 20), FRIDAY),
        ("on thurs", date(2026, 11, 19), date(2026, 11, 26)),
        ("sunday", SUNDAY, SUNDAY),
        ("22 november", SUNDAY, SUNDAY),
        ("12 march", date(2026, 3, 12), date(2027, 3, 12)),
        ("march 12", date(2026, 3, 12), date(2027, 3, 12)),
        ("12th of march", date(2026, 3, 12), date(2027, 3, 12)),
        ("on the 24th of december", date(2025, 12, 24), date(2026, 12, 24)),
        ("29 february", date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_the_nearest_day_back_or_ahead(text: str, back: date, ahead: date) -> None:
    """A bare weekday or day and month is the nearest past or coming one, today included."""
    assert understand_day(text, SUNDAY, looking="back") == back
    assert understand_day(text, SUNDAY, looking="ahead") == ahead


def test_last_and_next_friday_leave_out_this_friday() -> None:
    """On a Friday, *friday* is today, *last friday* a week ago and *next friday* in a week."""
    week = timedelta(days=7)
    assert understand_day("friday", FRIDAY, looking="back") == FRIDAY
    assert understand_day("last friday", FRIDAY, looking="back") == FRIDAY - week
    assert understand_day("next friday", FRIDAY, looking="back") == FRIDAY + week


def test_a_month_is_counted_to_its_last_day() -> None:
    """A month before 31 March is the last day of February."""
    assert understand_day("a month ago", date(2026, 3, 31), looking="back") == date(2026, 2, 28)
    assert understand_day("last year", date(2024, 2, 29), looking="back") == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("today", "looking", "day"),
    [
        (date(1900, 3, 1), "ahead", date(1904, 2, 29)),
        (date(2097, 1, 1), "ahead", date(2104, 2, 29)),
        (date(2104, 2, 28), "back", date(2096, 2, 29)),
    ],
)
def test_29_february_is_found_across_a_century_without_one(
    today: date, looking: Looking, day: date
) -> None:
    """The nearest leap year may be eight years away."""
    assert understand_day("29 feb", today, looking=looking) == day


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("12/02/2024", (date(2024, 2, 12), date(2024, 12, 2))),
        ("1-2-2026", (date(2026, 2, 1), date(2026, 1, 2))),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(text: str, readings: tuple[date, date]) -> None:
    """The sentence names both days in words."""
    with pytest.raises(Ambiguous) as refused:
        understand_day(text, SUNDAY, looking="back")
    assert refused.value.readings == readings
    assert all(say_full(reading) in str(refused.value) for reading in readings)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "3",
        "12",
        "2024",
        "20261122",
        "12th",
        "march",
        "march 2024",
        "ma 12 2024",
        "fr",
        "someday",
        "12/2",
        "12/2/24",
        "24-02-12",
        "12/2.2024",
        "31/31/2024",
        "29/02/2023",
        "2.13.2024",
        "2026-02-30",
        "0000-01-01",
        "1899-12-31",
        "2201-01-01",
        "12 march 24",
        "12 march 9999",
        "12 march 0000",
        "31 november",
        "30 february",
        "0 march",
        "32 march",
        "29 february 2023",
        "monday, 22 november 2026",
        "days ago",
        "x days ago",
        "in -3 days",
        "900000 days ago",
        "in 999999 years",
        "99999999999999999999 days ago",
        "٣ days ago",
        "2026-11-22T10:00",
        "\x1b[31m",
        "[/b]",
        "last",
        "next",
        "friday friday",
        "friday " * 40,
    ],
)
def test_what_is_no_day_is_refused_in_one_sentence(text: str) -> None:
    """Nothing is guessed, and what was typed cannot reach the terminal as a control code."""
    with pytest.raises(NotUnderstood) as refused:
        understand_day(text, SUNDAY, looking="back")
    message = str(refused.value)
    assert message.endswith(".")
    assert message.isprintable()
    assert len(message) < 160


@given(
    st.one_of(
        st.text(),
        st.text(st.sampled_from("0123456789/.- "), max_size=12),
        st.lists(
            st.sampled_from(WORDS),
            max_size=5,
        ).map(" ".join),
    ),
    DATES,
    LOOKING,
)
@example("last friday", EARLIEST, "back")
@example("next friday", LATEST, "ahead")
@example("yesterday", EARLIEST, "back")
def test_any_text_is_a_day_or_refused(text: str, today: date, looking: Looking) -> None:
    """No text brings anything but a day between the bounds or one of the two refusals."""
    try:
        day = understand_day(text, today, looking=looking)
    except NotUnderstood:
        return
    assert EARLIEST <= day <= LATEST


@given(DATES, DATES, LOOKING)
def test_every_full_form_is_understood_back(day: date, today: date, looking: Looking) -> None:
    """What names its year means that day, wherever one stands and looks."""
    for said in (day.isoformat(), say_full(day), say_long(day, year=True), f"{day:%d.%m.%Y}"):
        assert understand_day(said, today, looking=looking) == day


@given(DATES, st.integers(-400, 400))
def test_every_day_as_people_say_it_is_understood_back(today: date, away: int) -> None:
    """What is shown beside an entry can be typed, looking the way that the day lies."""
    day = today + timedelta(days=away)
    if not EARLIEST <= day <= LATEST:
        return
    looking: Looking = "back" if away <= 0 else "ahead"
    assert understand_day(say_day(day, today), today, looking=looking) == day
    assert understand_day(say_distance(day, today), today, looking=looking) == day
    if day.year == today.year:
        assert understand_day(say_long(day), today, looking=looking) == day


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (0, "today"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-2, "last Friday"),
        (-7, "last Sunday"),
        (-8, "14 November"),
        (2, "this Tuesday"),
        (6, "this Saturday"),
        (7, "next Sunday"),
        (8, "30 November"),
        (60, "21 January 2027"),
        (-985, "12 March 2024"),
    ],
)
def test_a_day_is_said_as_people_say_it(away: int, said: str) -> None:
    """Near days by their name, days of this year without it, others in full."""
    assert say_day(SUNDAY + timedelta(days=away), SUNDAY) == said


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 days"),
        (20, "in 20 days"),
        (-3, "3 days ago"),
    ],
)
def test_a_distance_is_said_in_days(away: int, said: str) -> None:
    """Days to go and days since, by name where there is one."""
    assert say_distance(SUNDAY + timedelta(days=away), SUNDAY) == said


def test_long_forms_hours_and_months() -> None:
    """The header, the head of a day, a clock and the head of a calendar."""
    assert say_long(SUNDAY) == "Sunday, 22 November"
    assert say_long(SUNDAY, year=True) == "Sunday 22 November 2026"
    assert say_month(2026, 11) == "November 2026"
    assert say_clock(datetime(2026, 11, 22, 21, 40, 59)) == "21:40"
    assert say_clock(time(4, 5)) == "04:05"


@pytest.mark.parametrize("text", ["", "soonish"])
@pytest.mark.parametrize(
    ("looking", "fits", "unfit"), [("back", "yesterday", "tomorrow"), ("ahead", "tomorrow", "last")]
)
def test_the_examples_fit_the_direction(text: str, looking: Looking, fits: str, unfit: str) -> None:
    """Back it names *yesterday*, ahead *tomorrow*, and every example is a day in that direction."""
    with pytest.raises(NotUnderstood) as refused:
        understand_day(text, SUNDAY, looking=looking)
    said = str(refused.value)
    assert fits in said
    assert unfit not in said
    days = [word for word in re.findall("“(.+?)”", said) if word != text]
    assert len(days) == (4 if looking == "ahead" else 3)
    for day in days:
        ahead = understand_day(day, SUNDAY, looking=looking) > SUNDAY
        assert ahead == (looking == "ahead")
