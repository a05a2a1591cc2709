"""Rules of recurring plans, and the days on which they fall."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.model.days import anniversary, last_day_of, on_month_day
from journal.model.recurrence import (
    Rule,
    RuleError,
    _begin,
    next_occurrence,
    occurrences,
    settle,
)
from tests.model.rules import RULES

SUNDAY = date(2026, 11, 22)
MONDAY, FRIDAY = 0, 4


def some(rule: Rule, start: date, count: int) -> list[date]:
    """The first `count` days of a plan."""
    return list(itertools.islice(occurrences(rule, start, start, date(2400, 1, 1)), count))


def test_every_friday_begins_on_the_coming_friday() -> None:
    """A plan begun on another weekday falls first on the next fitting day."""
    rule = Rule("weekly", weekdays=(FRIDAY,))
    assert some(rule, SUNDAY, 2) == [date(2026, 11, 27), date(2026, 12, 4)]


def test_every_second_sunday_counts_from_its_first() -> None:
    """The fortnight is counted from the first Sunday, whichever day it was planned on."""
    rule = Rule("weekly", interval=2, weekdays=(6,))
    fortnights = [date(2026, 11, 22), date(2026, 12, 6), date(2026, 12, 20)]
    assert some(rule, SUNDAY, 3) == fortnights
    assert some(rule, date(2026, 11, 18), 3) == fortnights


def test_every_second_week_on_two_days_keeps_them_in_one_week() -> None:
    """Begun on a Wednesday, Monday and Thursday begin with Thursday and then share each week."""
    rule = Rule("weekly", interval=2, weekdays=(MONDAY, 3))
    assert some(rule, date(2026, 11, 18), 4) == [
        date(2026, 11, 19),
        date(2026, 11, 30),
        date(2026, 12, 3),
        date(2026, 12, 14),
    ]


@pytest.mark.parametrize(
    ("day", "february", "april"), [(29, 28, 29), (30, 28, 30), (31, 28, 30), (-1, 28, 30)]
)
def test_the_end_of_the_month_falls_on_its_last_day(day: int, february: int, april: int) -> None:
    """Months without a 29th, 30th or 31st are not skipped."""
    found = some(Rule("monthly", month_day=day), date(2026, 1, 1), 12)
    assert [each.month for each in found] == list(range(1, 13))
    assert (found[1].day, found[3].day) == (february, april)
    assert found[0].day == (31 if day == -1 else day)


def test_the_29th_is_the_29th_in_a_leap_february() -> None:
    """Only as much is clamped as the month lacks."""
    rule = Rule("monthly", month_day=29)
    assert list(occurrences(rule, SUNDAY, date(2028, 2, 1), date(2028, 2, 29))) == [
        date(2028, 2, 29)
    ]


def test_29_february_comes_every_year() -> None:
    """In common years it is the 28th, in leap years the 29th alone."""
    rule = Rule("yearly", month=2, month_day=29)
    assert some(rule, date(2024, 2, 29), 5) == [
        anniversary(date(2024, 2, 29), year) for year in range(2024, 2029)
    ]


def test_every_second_month_counts_from_its_first_day() -> None:
    """Planned after the 12th, it begins with the next 12th and not a month later."""
    rule = Rule("monthly", interval=2, month_day=12)
    assert some(rule, SUNDAY, 2) == [date(2026, 12, 12), date(2027, 2, 12)]


@pytest.mark.parametrize(
    ("nth", "found"),
    [
        (1, [date(2026, 12, 4), date(2027, 1, 1)]),
        (-1, [date(2026, 11, 27), date(2026, 12, 25)]),
        (5, [date(2027, 1, 29), date(2027, 4, 30)]),
    ],
)
def test_a_weekday_of_the_month(nth: int, found: list[date]) -> None:
    """The first, the last, and a fifth that some months lack."""
    rule = msgspec.convert({"freq": "monthly", "weekdays": [FRIDAY], "nth": nth}, Rule)
    assert some(rule, SUNDAY, 2) == found


def test_the_last_day_of_a_rule_is_included() -> None:
    """After `until` nothing comes."""
    rule = Rule("daily", interval=3, until=date(2026, 11, 28))
    assert some(rule, SUNDAY, 9) == [SUNDAY, date(2026, 11, 25), date(2026, 11, 28)]
    assert next_occurrence(rule, SUNDAY, date(2026, 11, 25)) == date(2026, 11, 28)
    assert next_occurrence(rule, SUNDAY, date(2026, 11, 28)) is None


@pytest.mark.parametrize(
    ("rule", "settled"),
    [
        (Rule("daily"), Rule("daily")),
        (Rule("weekly"), Rule("weekly", weekdays=(6,))),
        (Rule("monthly"), Rule("monthly", month_day=22)),
        (Rule("yearly"), Rule("yearly", month_day=22, month=11)),
        (Rule("weekly", weekdays=(1,)), Rule("weekly", weekdays=(1,))),
    ],
)
def test_what_a_rule_leaves_open_comes_from_the_first_day(rule: Rule, settled: Rule) -> None:
    """Every week means the weekday the plan begins on, and so for months and years."""
    assert settle(rule, SUNDAY) == settled


@pytest.mark.parametrize(
    "rule",
    [
        Rule("daily", interval=3),
        Rule("weekly", interval=2, weekdays=(6,)),
        Rule("monthly", interval=5, month_day=31),
        Rule("yearly", interval=4, month=2, month_day=29),
    ],
)
def test_an_old_plan_is_not_walked_through(rule: Rule) -> None:
    """Counting begins within one interval of the first day asked for, on the plan's own beat."""
    anchor = next(occurrences(rule, date(1900, 1, 1), date(1900, 1, 1), SUNDAY))
    begin = _begin(rule, anchor, SUNDAY)
    step = {"daily": 1, "weekly": 7, "monthly": 31, "yearly": 366}[rule.freq] * rule.interval
    assert timedelta(0) <= SUNDAY - begin < timedelta(days=step)


def fits(rule: Rule, day: date) -> bool:
    """Whether a settled rule of interval 1 falls on a day: said again, without dateutil."""
    if rule.month is not None and day.month != rule.month:
        return False
    if rule.nth == -1:
        return day.weekday() in rule.weekdays and day.day > last_day_of(day.year, day.month) - 7
    if rule.nth is not None:
        return day.weekday() in rule.weekdays and (day.day - 1) // 7 + 1 == rule.nth
    if rule.month_day is not None:
        wanted = 31 if rule.month_day == -1 else rule.month_day
        return day == on_month_day(day.year, day.month, wanted)
    return not rule.weekdays or day.weekday() in rule.weekdays


def period(rule: Rule, day: date) -> int:
    """Which day, week, month or year it is, counted through."""
    return {
        "daily": day.toordinal(),
        "weekly": (day.toordinal() - 1) // 7,
        "monthly": day.year * 12 + day.month,
        "yearly": day.year,
    }[rule.freq]


@settings(max_examples=150, deadline=None)
@given(
    RULES.filter(lambda rule: rule.interval <= 12),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(-400, 4000),
)
def test_the_days_are_those_a_calendar_would_show(rule: Rule, start: date, later: int) -> None:
    """Any window of any rule equals what counting every single day from the start gives."""
    first = start + timedelta(days=later)
    last = first + timedelta(days=800)
    settled = settle(rule, start)
    every = (start + timedelta(days=n) for n in range((last - start).days + 1))
    fitting = [day for day in every if fits(settled, day)]
    expected = [
        day
        for day in fitting
        if day >= first
        and (period(rule, day) - period(rule, fitting[0])) % rule.interval == 0
        and (rule.until is None or day <= rule.until)
    ]
    assert list(occurrences(rule, start, first, last)) == expected


@pytest.mark.parametrize(
    "document",
    [
        {"freq": "weekly", "weekdays": [4, 0]},
        {"freq": "weekly", "weekdays": [7]},
        {"freq": "daily", "weekdays": [1]},
        {"freq": "daily", "interval": 0},
        {"freq": "monthly", "month_day": 0},
        {"freq": "monthly", "nth": 6, "weekdays": [1]},
        {"freq": "monthly", "weekdays": [1]},
        {"freq": "yearly", "month": 2, "month_day": 30},
        {"freq": "yearly", "month": 2},
    ],
)
def test_a_damaged_rule_in_a_file_is_not_read(document: dict[str, object]) -> None:
    """A rule that contradicts itself is refused where it is read."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(document, Rule)


def test_a_refusal_keeps_its_words_apart_from_what_fills_them() -> None:
    """So that whoever shows it can translate the sentence."""
    with pytest.raises(RuleError) as refused:
        Rule("daily", interval=1000)
    assert refused.value.sentence.format(**refused.value.fields) == str(refused.value)
    assert "{most}" in refused.value.sentence
