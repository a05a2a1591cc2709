"""Rules written and read as RRULE."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.recurrence import Rule, RuleError, from_rrule, to_rrule
from tests.model.rules import RULES


@given(RULES)
def test_a_rule_survives_its_rrule_and_a_file(rule: Rule) -> None:
    """What is written as RRULE or JSON is read back as the same rule."""
    assert from_rrule(to_rrule(rule)) == rule
    assert from_rrule("rrule:" + to_rrule(rule).lower() + ";") == rule
    assert msgspec.json.decode(msgspec.json.encode(rule), type=Rule) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", Rule("weekly", weekdays=(4,))),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", Rule("weekly", 2, (6,))),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", Rule("weekly", weekdays=(0, 1, 2, 3, 4))),
        ("FREQ=MONTHLY;BYMONTHDAY=31", Rule("monthly", month_day=31)),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", Rule("monthly", month_day=30)),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", Rule("monthly", weekdays=(4,), nth=-1)),
        ("FREQ=MONTHLY;BYDAY=+1FR", Rule("monthly", weekdays=(4,), nth=1)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", Rule("yearly", month=2, month_day=29)),
        (
            "FREQ=DAILY;UNTIL=20270501T215959Z",
            Rule("daily", until=date(2027, 5, 1)),
        ),
    ],
)
def test_other_ways_to_write_an_rrule_are_read(text: str, rule: Rule) -> None:
    """What calendars write for the same days becomes the same rule."""
    assert from_rrule(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every friday",
        "FREQ=HOURLY",
        "INTERVAL=2",
        "FREQ=WEEKLY;COUNT=10",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1FR",
        "FREQ=WEEKLY;BYDAY=FR;BYSETPOS=1",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=1000",
        "FREQ=WEEKLY;INTERVAL=-2",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
        "FREQ=MONTHLY;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=1FR,2FR",
        "FREQ=MONTHLY;BYDAY=6FR",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=1,15;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYMONTHDAY=99999",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;UNTIL=20270231",
        "FREQ=DAILY;UNTIL=99990101",
        "DTSTART:20260101\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;" * 40,
    ],
)
def test_what_a_rule_cannot_hold_is_refused(text: str) -> None:
    """One plain sentence says so; nothing is dropped in silence."""
    with pytest.raises(RuleError) as refused:
        from_rrule(text)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


PIECES = st.one_of(
    st.sampled_from(("FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=DAILY", "WKST=SU")),
    st.builds(
        "{}={}".format,
        st.sampled_from(("INTERVAL", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYDAY", "UNTIL")),
        st.one_of(
            st.integers(-2, 32),
            st.sampled_from(("FR", "1MO", "MO,WE", "-1SU", "28,29", "28,29,30", "20270501")),
            st.text(st.sampled_from("-+,0123456789MOFRT")),
        ),
    ),
    st.text(max_size=9),
)


@given(st.lists(PIECES, max_size=5))
def test_any_text_is_a_rule_or_refused(pieces: list[str]) -> None:
    """Nothing but RuleError comes out of a text that is no rule."""
    try:
        rule = from_rrule(";".join(pieces))
    except RuleError:
        return
    assert from_rrule(to_rrule(rule)) == rule
