"""Memories: the ones that are wanted, their years and tags, and those of this day."""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.kinds import Memory, OwnWords
from journal.model.memories import (
    Wanted,
    chosen,
    on_this_day,
    open_to_words,
    tags,
    views,
    years,
)


def memory(
    day: date, *, until: date | None = None, tag: tuple[str, ...] = (), words: str = ""
) -> Memory:
    """A memory that is called by its day."""
    return Memory(id=day.isoformat(), day=day, until=until, title=str(day), tags=tag, words=words)


SNOW = memory(date(2025, 11, 22), tag=("Snow",))
MARKET = memory(date(2024, 11, 22), words="Pears and #snow")
NEW_YEAR = memory(date(2024, 12, 30), until=date(2025, 1, 2))
EVERY = [SNOW, NEW_YEAR, MARKET]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), EVERY),
        (Wanted(starred=True), [MARKET]),
        (Wanted(tag="snow"), [SNOW, MARKET]),
        (Wanted(year=2025), [SNOW, NEW_YEAR]),
        (Wanted(starred=True, year=2025), []),
    ],
)
def test_chosen(wanted: Wanted, found: list[Memory]) -> None:
    """Stars, a tag in any spelling, and a year that a span only touches are found, in order."""
    assert chosen(EVERY, wanted, {MARKET.id}) == found


def test_years_and_tags_are_counted() -> None:
    """Years stand latest first, tags by use; a tag is spelled as it was met first."""
    assert years(EVERY) == [(2025, 1), (2024, 2)]
    assert tags([*EVERY, memory(date(2026, 1, 1), tag=("tea",))]) == [("Snow", 2), ("tea", 1)]


@pytest.mark.parametrize(
    ("of", "until", "day", "found"),
    [
        (date(2025, 11, 22), None, date(2026, 11, 22), True),
        (date(2026, 11, 22), None, date(2026, 11, 22), False),
        (date(2025, 11, 21), None, date(2026, 11, 22), False),
        (date(2024, 2, 29), None, date(2026, 2, 28), True),
        (date(2024, 2, 29), None, date(2028, 2, 28), False),
        (date(2024, 2, 29), None, date(2028, 2, 29), True),
        (date(2023, 2, 28), None, date(2028, 2, 29), False),
        (date(2025, 7, 1), date(2025, 7, 9), date(2026, 7, 5), True),
        (date(2025, 7, 1), date(2025, 7, 9), date(2026, 7, 10), False),
        (date(2024, 12, 30), date(2025, 1, 2), date(2026, 1, 1), True),
        (date(2024, 12, 30), date(2025, 1, 2), date(2025, 1, 2), False),
        (date(2024, 2, 26), date(2024, 2, 29), date(2025, 2, 28), True),
    ],
)
def test_on_this_day(of: date, until: date | None, day: date, found: bool) -> None:
    """Each day of a memory comes round in later years; 29 February on the 28th in common ones."""
    remembered = memory(of, until=until)
    assert on_this_day([remembered], day) == ([remembered] if found else [])


def test_span_that_ends_before_it_begins() -> None:
    """A damaged span counts as its first day alone."""
    damaged = memory(date(2025, 7, 9), until=date(2025, 7, 1))
    assert on_this_day([damaged], date(2026, 7, 9)) == [damaged]
    assert on_this_day([damaged], date(2026, 7, 5)) == []


# Two people

EVENING = date(2026, 11, 20)
HERS = Memory(id="1" * 32, author="ana", day=EVENING, title="The market", words="Pears.")
HIS = Memory(id="2" * 32, author="ben", day=EVENING, title="Rain", until=date(2026, 11, 21))
BESIDE = OwnWords(id="3" * 32, author="ben", day=EVENING, text="Wet.", about=HERS.reference)


def test_two_views_of_one_evening() -> None:
    """A memory shows its author's words first, then the other's, each with whose they are."""
    empty = OwnWords(author="ben", day=EVENING, text="", about=HERS.reference)
    found = views(HERS, [empty, BESIDE])
    assert [(each.author, each.text) for each in found] == [("ana", "Pears."), ("ben", "Wet.")]
    assert [each.record for each in found] == [HERS, BESIDE]
    assert views(HIS, []) == []


def test_what_the_other_logged_of_a_day_takes_my_words() -> None:
    """Only a memory of the other that touches the day and has no words of mine yet is offered."""
    memories = [HERS, HIS]
    assert open_to_words(memories, [], "ana", EVENING) == [HIS]
    assert open_to_words(memories, [], "ana", date(2026, 11, 21)) == [HIS]
    assert open_to_words(memories, [], "ana", date(2026, 11, 22)) == []
    mine = OwnWords(author="ana", day=EVENING, text="I was cold.", about=HIS.reference)
    assert open_to_words(memories, [mine, BESIDE], "ana", EVENING) == []
    assert open_to_words(memories, [BESIDE], "ben", EVENING) == []
    assert open_to_words(memories, [], "ben", EVENING) == [HERS]
