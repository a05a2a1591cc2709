"""The forms of step 5: what is understood before it is kept, and what a change makes."""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.kinds import Memory, Plan, RuleFrom
from journal.widgets.forms import BadField, Values
from journal.widgets.forms.together import MEMORY, PLAN

TODAY = date(2026, 11, 22)
SINCE = date(2026, 1, 2)
WEEKLY = Plan(
    id="1" * 32,
    author="a",
    day=SINCE,
    title="Wine and cheese",
    rules=(RuleFrom(SINCE, "FREQ=WEEKLY;BYDAY=FR"),),
)


def plan_values(**typed: str) -> dict[str, str]:
    """What is typed in the form of a plan."""
    return {"title": "Swim", "on": "", "every": "", "sort": "plan", "note": ""} | typed


def made(values: Values, old: Plan | None = None) -> Plan:
    """The plan that the form makes."""
    record = PLAN.record(values, day=TODAY, today=TODAY, old=old)
    assert isinstance(record, Plan)
    return record


def understood(old: Plan | None = None, **typed: str) -> str:
    """What the form says while this stands in it."""
    assert PLAN.understood is not None
    return PLAN.understood(plan_values(**typed), old, TODAY)


@pytest.mark.parametrize(
    ("on", "every", "said"),
    [
        ("", "", ""),
        ("", "every friday", "every Friday, first on 27 November 2026"),
        ("every friday", "", "every Friday, first on 27 November 2026"),
        ("", "now and then", ""),
        ("friday", "", "Friday 27 November 2026"),
        ("today", "every friday", "every Friday, first on 27 November 2026"),
        ("2026-01-31", "monthly", "monthly on the 31st, first on 31 January 2026"),
        ("29 february", "yearly", "yearly on 29 February, first on 29 February 2028"),
    ],
)
def test_day_and_rule_are_said_before_keeping(on: str, every: str, said: str) -> None:
    """The form says the day and the rule in words as soon as both make sense."""
    assert understood(on=on, every=every) == said


def test_rule_that_is_not_understood() -> None:
    """A rule that makes no sense is said beside the day, and not kept."""
    assert understood(on="friday", every="now and then").startswith(
        "Friday 27 November 2026 · This rule is not understood"
    )
    with pytest.raises(BadField, match="not understood") as raised:
        made(plan_values(on="friday", every="now and then"))
    assert raised.value.name == "every"


@pytest.mark.parametrize(("on", "every"), [("", "every friday"), ("every friday", "")])
def test_rule_alone_begins_on_its_first_day(on: str, every: str) -> None:
    """A plan that says only how it comes back, on either line, begins on the first such day."""
    assert made(plan_values(on=on, every=every)).rules == (
        RuleFrom(date(2026, 11, 27), "FREQ=WEEKLY;BYDAY=FR"),
    )


@pytest.mark.parametrize(
    ("on", "every", "field", "sentence"),
    [
        ("", "", "on", "Please write a day"),
        ("soon", "", "on", "“soon” is not a day"),
        ("", "now and then", "every", "not understood"),
    ],
)
def test_plan_without_a_day(on: str, every: str, field: str, sentence: str) -> None:
    """Where neither line names a day, the one to mend is named, and nothing is kept."""
    with pytest.raises(BadField, match=sentence) as raised:
        made(plan_values(on=on, every=every))
    assert raised.value.name == field


def test_changed_rule_counts_from_today() -> None:
    """A change says the next day; the plan keeps its old days and has the new ones from today."""
    typed = PLAN.values(WEEKLY) | {"every": "every second sunday"}
    assert PLAN.values(WEEKLY)["every"] == "every Friday"
    assert PLAN.understood is not None
    said = PLAN.understood(typed, WEEKLY, TODAY)
    assert said == "every second Sunday, first on 22 November 2026"
    after = made(typed, WEEKLY)
    assert after.day == SINCE
    assert [each.start for each in after.rules] == [SINCE, TODAY]


def test_ending_a_plan_is_said() -> None:
    """A rule that is taken away ends the plan, and the form says so first."""
    typed = PLAN.values(WEEKLY) | {"every": ""}
    assert PLAN.understood is not None
    assert PLAN.understood(typed, WEEKLY, TODAY).startswith("It ends here.")


def test_only_the_title_changed() -> None:
    """Where the rule stays, the plan's rules stay as they are to the letter."""
    assert made(PLAN.values(WEEKLY) | {"title": "Wine"}, WEEKLY).rules == WEEKLY.rules


def test_rule_of_a_newer_version_is_kept() -> None:
    """A rule that cannot be read here is shown as it is and survives a change of the title."""
    newer = Plan(
        id="2" * 32, day=SINCE, title="Swim", rules=(RuleFrom(SINCE, "FREQ=WEEKLY;COUNT=9"),)
    )
    typed = PLAN.values(newer)
    assert typed["every"] == "FREQ=WEEKLY;COUNT=9"
    assert made(typed | {"title": "Swimming"}, newer).rules == newer.rules


def test_anniversary_comes_round_each_year() -> None:
    """An anniversary needs no rule and takes none that is not once a year."""
    plan = made(plan_values(on="2020-12-12", sort="anniversary"))
    assert plan.anniversary
    assert plan.rules == (RuleFrom(date(2020, 12, 12), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12"),)
    with pytest.raises(BadField, match="once a year"):
        made(plan_values(on="2020-12-12", sort="anniversary", every="every friday"))


# Memories


def memory_values(**typed: str) -> dict[str, str]:
    """What is typed in the form of a memory."""
    empty = dict.fromkeys(("title", "day", "until", "place", "tags", "words"), "")
    return empty | {"title": "The lake"} | typed


def remembered(**typed: str) -> Memory:
    """The memory that the form makes."""
    record = MEMORY.record(memory_values(**typed), day=TODAY, today=TODAY)
    assert isinstance(record, Memory)
    return record


def test_memory_of_a_span() -> None:
    """A span has its two ends, and the form says both before it is kept."""
    memory = remembered(day="2026-07-03", until="2026-07-05", tags="#lake summer")
    assert (memory.day, memory.until) == (date(2026, 7, 3), date(2026, 7, 5))
    assert memory.tags == ("lake", "summer")
    assert MEMORY.understood is not None
    said = MEMORY.understood(memory_values(day="2026-07-03", until="2026-07-05"), None, TODAY)
    assert said == "Friday 3 July 2026 until Sunday 5 July 2026"


def test_memory_of_one_day() -> None:
    """Without a day it is today's; a span of one day is no span."""
    assert remembered().day == TODAY
    assert remembered(day="yesterday", until="yesterday").until is None


def test_span_that_ends_before_it_begins() -> None:
    """A span that runs backwards is one plain sentence at its end."""
    with pytest.raises(BadField) as raised:
        remembered(day="2026-07-05", until="2026-07-03")
    assert raised.value.name == "until"
    assert str(raised.value) == (
        "A memory ends on or after the day it begins, Sunday 5 July 2026; choose a later day."
    )
