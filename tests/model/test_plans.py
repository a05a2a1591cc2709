"""Plans: the days their rules give, and what a changed rule leaves alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from journal.model.kinds import Plan, RuleFrom
from journal.model.plans import (
    anniversaries,
    changed_rules,
    days_of,
    falls_on,
    is_unreadable,
    next_day,
    rule_of,
)
from journal.model.recurrence import Rule, to_rrule
from tests.model.planned import (
    FRIDAYS,
    FROM_A_NEWER_VERSION,
    SECOND_SUNDAYS,
    SUNDAYS,
    TODAY,
    YESTERDAY,
    mark,
    november,
    plan,
    seen,
)
from tests.model.rules import RULES


def test_single_day() -> None:
    """A plan without a rule falls on its one day alone."""
    assert seen(plan((november(12), ""))) == [(november(12), "")]
    assert seen(plan((date(2026, 10, 31), ""))) == []


def test_each_rule_ends_before_the_next_one_starts() -> None:
    """The days of an earlier rule end on the day before the next rule's start."""
    changing = plan((date(2026, 1, 2), FRIDAYS), (november(20), SUNDAYS))
    assert [day.day for day in days_of(changing, november(1), november(30))] == [6, 13, 22, 29]


def test_unreadable_rule_is_a_single_day() -> None:
    """A rule of a newer version never stops a list: it stands on its first day and says so."""
    newer = plan((november(13), FROM_A_NEWER_VERSION))
    assert is_unreadable(newer.rules[0])
    assert rule_of(newer.rules[0]) is None
    assert seen(newer) == [(november(13), "")]
    assert not is_unreadable(RuleFrom(TODAY))
    assert not is_unreadable(RuleFrom(TODAY, FRIDAYS))


@given(st.text(max_size=30))
def test_any_stored_rule_text_is_survived(text: str) -> None:
    """Whatever stands in a file as a rule, its days can be listed."""
    days = list(days_of(plan((november(13), text)), november(1), november(30)))
    assert all(november(1) <= day <= november(30) for day in days)


def test_anniversaries_count_years_and_days() -> None:
    """Each anniversary gives its next day, the years it will be by then and the days to go."""
    together = plan((date(2020, 12, 12), "FREQ=YEARLY"), anniversary=True)
    today = plan((date(2019, 11, 22), "FREQ=YEARLY"), name="2", anniversary=True)
    ahead = plan((date(2027, 6, 1), "FREQ=YEARLY"), name="3", anniversary=True)
    no_anniversary = plan((date(2020, 12, 1), "FREQ=YEARLY"), name="4")
    found = anniversaries([together, today, ahead, no_anniversary], TODAY)
    assert [(each.day, each.years, each.days) for each in found] == [
        (TODAY, 7, 0),
        (date(2026, 12, 12), 6, 20),
        (date(2027, 6, 1), 0, 191),
    ]


def test_anniversary_of_the_leap_day() -> None:
    """29 February comes round on the 28th in common years and on the 29th in leap years."""
    leap = plan((date(2024, 2, 29), "FREQ=YEARLY"), anniversary=True)
    assert anniversaries([leap], TODAY)[0].day == date(2027, 2, 28)
    assert anniversaries([leap], date(2028, 2, 1))[0][1:] == (date(2028, 2, 29), 4, 28)


# A changed rule


def changed(old: Plan, start: date, rule: str) -> Plan:
    """The plan after it was given this rule today."""
    return replace(old, rules=changed_rules(old, RuleFrom(start, rule), TODAY))


SINCE = date(2026, 1, 2)
"""The first Friday of the year."""


def test_nothing_changed() -> None:
    """The same rule, also in other letters, leaves everything as it is."""
    weekly = plan((SINCE, "FREQ=WEEKLY"))
    assert changed(weekly, SINCE, "FREQ=WEEKLY") == weekly
    assert changed(weekly, SINCE, FRIDAYS) == weekly


def test_another_rule_counts_from_today() -> None:
    """Days before today keep the old rule, today and later follow the new one."""
    after = changed(plan((SINCE, FRIDAYS)), SINCE, SUNDAYS)
    assert [day.day for day in days_of(after, november(1), november(30))] == [6, 13, 20, 22, 29]


def test_rhythm_is_counted_from_the_day_that_was_typed() -> None:
    """Every second Sunday counted from a day in the past keeps to that count."""
    counted = [4, 18]  # January 2026, both Sundays
    after = changed(plan((SINCE, FRIDAYS)), date(2026, 1, 4), SECOND_SUNDAYS)
    from_today = next_day(after, TODAY)
    assert from_today is not None
    assert (from_today - date(2026, 1, counted[0])).days % 14 == 0
    assert list(days_of(after, november(21), from_today)) == [from_today]


def test_only_a_later_start() -> None:
    """A start put into the future: nothing is due until then, and the past stays."""
    after = changed(plan((SINCE, FRIDAYS)), date(2026, 12, 18), FRIDAYS)
    december = list(days_of(after, november(13), date(2026, 12, 31)))
    assert december == [november(13), november(20), date(2026, 12, 18), date(2026, 12, 25)]
    assert after.rules[-1].start == date(2026, 12, 18)


def test_only_an_earlier_start() -> None:
    """A start put further into the past gives the past no new days."""
    old = plan((november(6), FRIDAYS))
    after = changed(old, SINCE, FRIDAYS)
    assert list(days_of(after, SINCE, november(30))) == list(days_of(old, SINCE, november(30)))


def test_rule_taken_away() -> None:
    """A plan whose rule is taken away has no day from today on; what was, stays."""
    after = changed(plan((SINCE, FRIDAYS)), SINCE, "")
    assert next_day(after, TODAY) is None
    assert [day.day for day in days_of(after, november(1), YESTERDAY)] == [6, 13, 20]


def test_rule_taken_away_for_one_more_day() -> None:
    """Without a rule but with a coming day, that day is the only one left."""
    after = changed(plan((SINCE, FRIDAYS)), date(2026, 12, 12), "")
    assert list(days_of(after, TODAY, date(2027, 12, 31))) == [date(2026, 12, 12)]
    assert falls_on(after, november(20))


def test_changed_back() -> None:
    """Changing back on the same day leaves the rules as they were before."""
    weekly = plan((SINCE, FRIDAYS))
    for start, rule in ((SINCE, SUNDAYS), (SINCE, ""), (date(2026, 12, 18), FRIDAYS)):
        back = changed(changed(weekly, start, rule), SINCE, FRIDAYS)
        assert back == weekly
        back = changed(changed(weekly, start, rule), november(27), FRIDAYS)
        assert back == weekly


def test_changed_back_after_a_while() -> None:
    """Changing back later keeps the days that the rule between them gave."""
    june = date(2026, 6, 1)
    between = plan((SINCE, FRIDAYS), (june, SUNDAYS))
    after = changed(between, SINCE, FRIDAYS)
    assert list(days_of(after, SINCE, YESTERDAY)) == list(days_of(between, SINCE, YESTERDAY))
    assert next_day(after, TODAY) == november(27)


def test_another_end() -> None:
    """Only the last day changed: one rule with that end, and never an end that eats past days."""
    weekly = plan((SINCE, FRIDAYS))
    ending = changed(weekly, SINCE, FRIDAYS + ";UNTIL=20261231")
    assert ending.rules == (RuleFrom(SINCE, FRIDAYS + ";UNTIL=20261231"),)
    over = changed(weekly, SINCE, FRIDAYS + ";UNTIL=20260601")
    assert list(days_of(over, SINCE, YESTERDAY)) == list(days_of(weekly, SINCE, YESTERDAY))
    assert next_day(over, TODAY) is None


def test_a_coming_plan_is_simply_another() -> None:
    """What had no day before today is replaced, without a trace of the old rule."""
    coming = plan((november(27), FRIDAYS))
    assert changed(coming, november(29), SUNDAYS).rules == (RuleFrom(november(29), SUNDAYS),)


def test_single_day_put_on_another() -> None:
    """A single day is put on another day, past or coming; a mark on the old day stays done."""
    single = plan((november(12), ""))
    done = mark(single, november(12), "done")
    after = changed(single, november(25), "")
    assert after.rules == (RuleFrom(november(25)),)
    assert seen(after, marks=(done,)) == [(november(12), "done"), (november(25), "")]


def test_single_day_that_comes_back() -> None:
    """A single day in the past that gets a rule stays, and the rule counts from today."""
    after = changed(plan((november(6), "")), november(6), FRIDAYS)
    assert seen(after) == [(november(6), ""), (november(27), "")]


def test_anniversary_is_put_right_as_a_whole() -> None:
    """A mistyped first day of an anniversary is corrected, so that its years count from it."""
    together = plan((date(2021, 12, 12), "FREQ=YEARLY"), anniversary=True)
    after = changed(together, date(2020, 12, 12), "FREQ=YEARLY")
    assert [each.years for each in anniversaries([after], TODAY)] == [6]


starts = st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=400))


@given(starts, RULES, starts, RULES)
def test_change_never_touches_the_past(start: date, rule: Rule, later: date, other: Rule) -> None:
    """Whatever recurring rule follows another, the days before today are the same as before."""
    old = plan((start, to_rrule(rule)))
    after = changed(old, later, to_rrule(other))
    if list(days_of(old, start, YESTERDAY)):
        first = min(start, later)
        before = list(days_of(old, first, YESTERDAY))
        assert list(days_of(after, first, YESTERDAY)) == before


@given(starts, RULES, starts, RULES)
def test_change_counts_from_today(start: date, rule: Rule, later: date, other: Rule) -> None:
    """From today on exactly the days of the new rule follow."""
    new = RuleFrom(later, to_rrule(other))
    old = plan((start, to_rrule(rule)))
    until = TODAY + timedelta(days=800)
    after = replace(old, rules=changed_rules(old, new, TODAY))
    alone = plan((new.start, new.rule))
    assert list(days_of(after, TODAY, until)) == list(days_of(alone, TODAY, until))


def test_each_rule_ends_before_all_that_follow() -> None:
    """A rule that starts before the one it follows takes its days away, however many there are."""
    turned = plan((november(20), FRIDAYS), (november(8), SUNDAYS), (november(15), SUNDAYS))
    assert [day.day for day in days_of(turned, november(1), november(30))] == [8, 15, 22, 29]


def test_very_many_rules_are_read_at_once() -> None:
    """A plan with thousands of rules, which only a changed program makes, holds nothing up."""
    many = plan(*((november(1) + timedelta(days=n % 28), "FREQ=DAILY") for n in range(5_000)))
    assert len(list(days_of(many, november(1), november(28)))) == 28
