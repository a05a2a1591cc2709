"""Says days and rules in the language in force, and reads each back from its own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from journal.model.rule import Rule
from journal.wording.dates import NotUnderstood, say_day, say_distance, say_full, understand_day
from journal.wording.names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from journal.wording.rules import say_rule, understand_rule
from tests.pseudo.reading import Found

TODAY = date(2026, 11, 22)

RULES = (
    Rule("daily"),
    Rule("daily", 3),
    Rule("daily", 21),
    Rule("weekly", weekdays=(4,)),
    Rule("weekly", weekdays=(0, 1, 2, 3, 4)),
    Rule("weekly", weekdays=(1, 3, 6)),
    Rule("weekly", 2, weekdays=(6,)),
    Rule("weekly", 3, weekdays=(0, 4)),
    Rule("monthly", month_day=12),
    Rule("monthly", 2, month_day=-1),
    Rule("monthly", weekdays=(4,), nth=1),
    Rule("monthly", weekdays=(6,), nth=-1),
    Rule("yearly", month=2, month_day=14),
    Rule("yearly", weekdays=(6,), nth=2, month=5, until=date(2030, 5, 1)),
)
"""A rule of every form."""


def said_days() -> Iterator[tuple[str, date]]:
    """Every day of a year, in each of the ways in which the program says one."""
    for ahead in range(-200, 200):
        day = TODAY + timedelta(days=ahead)
        yield say_day(day, TODAY), day
        yield say_full(day), day
        yield say_distance(day, TODAY), day


def not_read_back() -> dict[str, str]:
    """What the program says and does not understand when it is typed: words → what came of it."""
    faults: dict[str, str] = {}
    for said, day in said_days():
        looking = "ahead" if day > TODAY else "back"
        try:
            read = understand_day(said, TODAY, looking=looking)  # type: ignore[arg-type]  # one of the two
        except NotUnderstood as unclear:
            faults[said] = str(unclear)
        else:
            if read != day:
                faults[said] = f"{read} and not {day}"
    for rule in RULES:
        said = say_rule(rule)
        try:
            if understand_rule(said, TODAY) != rule:
                faults[said] = f"{understand_rule(said, TODAY)}"
        except NotUnderstood as unclear:
            faults[said] = str(unclear)
    return faults


def read_dates(found: Found) -> None:
    """Read every name of a day and month, every day and every rule as they are said."""
    for names in (WEEKDAYS, SHORT_WEEKDAYS, MONTHS, SHORT_MONTHS):
        found.read("names", "\n".join(names))
    for said, day in said_days():
        found.read(f"{day}", said)
    for rule in RULES:
        found.read(f"{rule}", say_rule(rule))
