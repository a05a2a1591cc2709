"""Plans in words: when they fall, anniversaries, and what became of one day."""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.kinds import Plan, RuleFrom
from journal.model.occurrences import Occurrence
from journal.model.plans import Anniversary
from journal.wording.plans import say_anniversary, say_planned_day, say_rhythm, say_when
from journal.wording.records import shown

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)


def plan(rule: str, *, start: date = FRIDAY, anniversary: bool = False) -> Plan:
    """A plan that begins on a Friday."""
    rules = (RuleFrom(start, rule),)
    return Plan(day=start, title="Wine", rules=rules, anniversary=anniversary)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("", "Friday 27 November 2026"),
        ("FREQ=WEEKLY", "every Friday"),
        (
            "FREQ=HOURLY",
            "Friday 27 November 2026 · how it comes back cannot be read here, so only its first"
            " day is shown",
        ),
    ],
)
def test_when(rule: str, said: str) -> None:
    """A plan is said by its rule or its day; a rule that cannot be read never stops a list."""
    assert say_when(plan(rule)) == said
    assert [part.text for part in shown(plan(rule)).parts] == [said]


@pytest.mark.parametrize(
    ("days", "day", "years", "said"),
    [
        (0, TODAY, 7, "Today · 7 years"),
        (1, date(2026, 11, 23), 1, "Tomorrow · 1 year"),
        (20, date(2026, 12, 12), 6, "12 December · 6 years · in 20 days"),
        (191, date(2027, 6, 1), 0, "1 June 2027 · the first time · in 191 days"),
    ],
)
def test_anniversary(days: int, day: date, years: int, said: str) -> None:
    """An anniversary says its day, its years and how far away it is, each once."""
    found = Anniversary(plan("FREQ=YEARLY", anniversary=True), day, years, days)
    assert say_anniversary(found, TODAY) == said


def test_planned_days_have_a_weekday() -> None:
    """A planned day names its weekday however far away it is, and its year where it is another."""
    assert say_planned_day(FRIDAY, TODAY) == "this Friday"
    assert say_planned_day(date(2026, 12, 4), TODAY) == "Friday, 4 December"
    assert say_planned_day(date(2027, 1, 12), TODAY) == "Tuesday 12 January 2027"


def test_rhythm_of_one_day() -> None:
    """Beside a day stands how it comes back, which year it is, or in place of which day it is."""
    weekly, once = plan("FREQ=WEEKLY"), plan("")
    together = plan("FREQ=YEARLY", start=date(2020, 12, 12), anniversary=True)
    yearly = Occurrence(together, date(2026, 12, 12), date(2026, 12, 12))
    assert say_rhythm(Occurrence(weekly, FRIDAY, FRIDAY), TODAY) == "every Friday"
    assert say_rhythm(Occurrence(once, FRIDAY, FRIDAY), TODAY) == ""
    assert say_rhythm(yearly, TODAY) == "6 years"
    moved = Occurrence(weekly, FRIDAY, date(2026, 11, 28), "moved")
    assert say_rhythm(moved, TODAY) == "in place of this Friday"
