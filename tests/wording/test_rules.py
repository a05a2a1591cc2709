"""Recurring rules in words, said and understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.days import EARLIEST, LATEST
from journal.model.recurrence import Rule, settle, to_rrule
from journal.wording.dates import Ambiguous, NotUnderstood
from journal.wording.rules import say_rule, understand_rule
from tests.model.rules import RULES, SETTLED

SUNDAY = date(2026, 11, 22)

PIECES = (
    *("every", "each", "on", "the", "of", "second", "other", "third", "last", "first", "2", "31"),
    *("999", "1000", "day", "days", "week", "month", "months", "year", "monthly", "yearly"),
    *("friday", "mondays", "weekday", "february", "31st", "until", "2030-01-01", "and", "&"),
    *("freq=weekly;", "byday=fr;", "count=3;"),
)

WORDS = [
    ("every day", Rule("daily")),
    ("every second day", Rule("daily", 2)),
    ("every 30 days", Rule("daily", 30)),
    ("every Friday", Rule("weekly", weekdays=(4,))),
    ("every Monday and Thursday", Rule("weekly", weekdays=(0, 3))),
    ("every Monday, Wednesday and Friday", Rule("weekly", weekdays=(0, 2, 4))),
    ("every weekday", Rule("weekly", weekdays=(0, 1, 2, 3, 4))),
    ("every second Sunday", Rule("weekly", 2, (6,))),
    ("every third week on Sunday", Rule("weekly", 3, (6,))),
    ("every third week on Monday and Thursday", Rule("weekly", 3, (0, 3))),
    ("every 12 weeks on Monday", Rule("weekly", 12, (0,))),
    ("monthly on the 12th", Rule("monthly", month_day=12)),
    ("monthly on the 31st", Rule("monthly", month_day=31)),
    ("monthly on the last day", Rule("monthly", month_day=-1)),
    ("monthly on the first Friday", Rule("monthly", weekdays=(4,), nth=1)),
    ("monthly on the last Sunday", Rule("monthly", weekdays=(6,), nth=-1)),
    ("every second month on the 1st", Rule("monthly", 2, month_day=1)),
    ("yearly on 14 February", Rule("yearly", month_day=14, month=2)),
    ("yearly on the second Sunday of May", Rule("yearly", 1, (6,), 2, month=5)),
    ("every second year on 29 February", Rule("yearly", 2, month_day=29, month=2)),
    ("every Friday, until 1 May 2027", Rule("weekly", weekdays=(4,), until=date(2027, 5, 1))),
]


@pytest.mark.parametrize(("said", "rule"), WORDS)
def test_a_rule_is_said_in_plain_words(said: str, rule: Rule) -> None:
    """And those words, in capitals or not, mean the same rule again."""
    assert say_rule(rule) == said
    assert understand_rule(said, SUNDAY) == rule
    assert understand_rule(f" {said.upper()} ", SUNDAY) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("daily", Rule("daily")),
        ("every three days", Rule("daily", 3)),
        ("weekly", Rule("weekly", weekdays=(6,))),
        ("every week", Rule("weekly", weekdays=(6,))),
        ("fridays", Rule("weekly", weekdays=(4,))),
        ("on Fridays", Rule("weekly", weekdays=(4,))),
        ("friday", Rule("weekly", weekdays=(4,))),
        ("mon, wed & fri", Rule("weekly", weekdays=(0, 2, 4))),
        ("weekly on friday", Rule("weekly", weekdays=(4,))),
        ("weekdays", Rule("weekly", weekdays=(0, 1, 2, 3, 4))),
        ("every 2 weeks", Rule("weekly", 2, (6,))),
        ("every other sunday", Rule("weekly", 2, (6,))),
        ("second sunday", Rule("weekly", 2, (6,))),
        ("every 2nd sunday", Rule("weekly", 2, (6,))),
        ("every 3 fridays", Rule("weekly", 3, (4,))),
        ("every other week on friday", Rule("weekly", 2, (4,))),
        ("monthly", Rule("monthly", month_day=22)),
        ("every month", Rule("monthly", month_day=22)),
        ("every month on the 12", Rule("monthly", month_day=12)),
        ("every 3 months on the 31st", Rule("monthly", 3, month_day=31)),
        ("every 12th of the month", Rule("monthly", month_day=12)),
        ("last day of the month", Rule("monthly", month_day=-1)),
        ("first friday of the month", Rule("monthly", weekdays=(4,), nth=1)),
        ("every first friday", Rule("monthly", weekdays=(4,), nth=1)),
        ("every last friday", Rule("monthly", weekdays=(4,), nth=-1)),
        ("every third friday of the month", Rule("monthly", weekdays=(4,), nth=3)),
        ("yearly", Rule("yearly", month_day=22, month=11)),
        ("every year", Rule("yearly", month_day=22, month=11)),
        ("annually on february 14", Rule("yearly", month_day=14, month=2)),
        ("every 14 february", Rule("yearly", month_day=14, month=2)),
        ("yearly on the 14th of february", Rule("yearly", month_day=14, month=2)),
        ("last sunday of october", Rule("yearly", 1, (6,), -1, month=10)),
        ("every day until 24 december", Rule("daily", until=date(2026, 12, 24))),
        ("FREQ=WEEKLY;BYDAY=FR", Rule("weekly", weekdays=(4,))),
        ("rrule:freq=weekly", Rule("weekly", weekdays=(6,))),
    ],
)
def test_close_variants_are_understood(text: str, rule: Rule) -> None:
    """What people would type instead; what is left open comes from the first day."""
    assert understand_rule(text, SUNDAY) == rule


@given(SETTLED, st.dates(EARLIEST, LATEST))
def test_every_rule_is_understood_as_it_is_said(rule: Rule, start: date) -> None:
    """A rule that leaves nothing open means itself, in words and as RRULE."""
    begun = start if rule.until is None else min(start, rule.until)
    assert understand_rule(say_rule(rule), begun) == rule
    assert understand_rule(to_rrule(rule), begun) == rule


@given(RULES, st.dates(EARLIEST, LATEST))
def test_an_open_rule_is_understood_as_settled(rule: Rule, start: date) -> None:
    """What a rule left open is taken from the plan's first day when it is typed."""
    begun = start if rule.until is None else min(start, rule.until)
    assert understand_rule(say_rule(rule), begun) == settle(rule, begun)


@pytest.mark.parametrize("text", ["every third friday", "every 4th sunday"])
def test_a_third_friday_is_refused_with_both_readings(text: str) -> None:
    """It may be every three weeks or once a month; the sentence offers words for both."""
    with pytest.raises(NotUnderstood) as refused:
        understand_rule(text, SUNDAY)
    offered = str(refused.value).split("“")[2:]
    first, second = (understand_rule(each.split("”")[0], SUNDAY) for each in offered)
    assert (first.freq, second.freq) == ("weekly", "monthly")
    assert first.interval == second.nth


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every",
        "friday the 13th",
        "sometimes",
        "every 0 days",
        "every 1000 days",
        "every 9999999 days",
        "every blue moon",
        "monthly on the 32nd",
        "monthly on the 0",
        "weekly on the 12th",
        "monthly on friday",
        "yearly on 31 april",
        "yearly on the sixth sunday of may",
        "every friday and sometimes",
        "every friday, until",
        "every friday, until 3",
        "every friday, until 21 november 2026",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=DAILY;UNTIL=20200101",
        "every friday " * 40,
        "[/b]",
    ],
)
def test_what_is_no_rule_is_refused_in_one_sentence(text: str) -> None:
    """It says what to type instead, or which part cannot be."""
    with pytest.raises(NotUnderstood) as refused:
        understand_rule(text, SUNDAY)
    assert str(refused.value).endswith(".")
    assert str(refused.value).isprintable()


def test_an_end_that_can_be_read_in_two_ways_is_refused() -> None:
    """The last day follows the same rules as any other day that is typed."""
    with pytest.raises(Ambiguous, match="12 February 2027 or as 2 December 2027"):
        understand_rule("every friday, until 12/02/2027", SUNDAY)


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(PIECES),
            max_size=8,
        ).map(" ".join),
    )
)
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    """No text brings anything but a rule that can be said again, or a refusal."""
    try:
        rule = understand_rule(text, SUNDAY)
    except NotUnderstood:
        return
    assert understand_rule(say_rule(rule), SUNDAY) == rule
