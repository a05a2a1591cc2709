"""What comes back on its day in later years."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal.model.days import same_day_in_earlier_years
from journal.model.kinds import Answer, Entry, Memory, Sharing
from journal.model.on_this_day import comes_back, earlier_days, on_this_day
from journal.model.record import Record

DAY = date(2026, 11, 22)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(days, days)
def test_an_earlier_day_is_listed_exactly_when_the_rule_says_so(day: date, other: date) -> None:
    """A day is among the earlier days if and only if it shows on this day."""
    assert (other in earlier_days(day)) == same_day_in_earlier_years(day, other)


@given(days)
def test_the_latest_year_comes_first(day: date) -> None:
    """Earlier days go back in time, every one before the day itself."""
    found = earlier_days(day)
    assert found == sorted(found, reverse=True)
    assert all(each < day for each in found)


def test_the_29th_of_february_comes_back_on_the_28th_of_a_common_year() -> None:
    """In 2025 the 28th looks back on both days of 2024, in 2028 each day on its own."""
    assert earlier_days(date(2025, 2, 28))[:2] == [date(2024, 2, 29), date(2024, 2, 28)]
    assert date(2024, 2, 29) not in earlier_days(date(2028, 2, 28))
    assert earlier_days(date(2028, 2, 29))[0] == date(2024, 2, 29)


def test_memories_come_first_and_only_a_few_of_each_year() -> None:
    """Years stand newest first; in each the memories lead and no more than asked for follow."""
    a_year_ago, long_ago = date(2025, 11, 22), date(2022, 11, 22)
    entries = [Entry(step="communicate", text=str(n), day=a_year_ago) for n in range(4)]
    memory = Memory(title="Snow", day=a_year_ago)
    older = Memory(title="First snow", day=long_ago)
    stored: dict[date, list[Record]] = {a_year_ago: [*entries, memory], long_ago: [older]}
    found = on_this_day(DAY, lambda day: stored.get(day, []), a_year=2)
    assert found == [(2025, [memory, entries[0]]), (2022, [older])]


def test_what_was_hard_to_write_stays_where_it_is() -> None:
    """Sharings, and entries of steps 3 and 6, never come back unasked; light ones do."""
    day = DAY - timedelta(days=365)
    assert not comes_back(Sharing(text="a fear", day=day))
    assert not comes_back(Entry(step="vulnerable", text="a fear", day=day))
    assert not comes_back(Entry(step="help", text="a session", day=day))
    assert comes_back(Entry(step="communicate", text="soup", day=day))
    assert comes_back(Answer(question="q", asked="What?", text="soup", day=day))
    assert not comes_back(
        Answer(question="vulnerable-light-01", asked="What?", text="a fear", day=day)
    )


def test_what_never_opened_does_not_come_back() -> None:
    """A sealed answer of the other without words stays where it is."""
    shut = Answer(question="q", asked="What?", text="", audience="sealed", day=DAY)
    assert not comes_back(shut)
