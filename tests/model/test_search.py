"""What is typed into a search, and what it finds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.kinds import CheckIn, Entry, Memory, Need
from journal.model.record import Record
from journal.model.search import Query, Words

DAY = date(2026, 11, 22)
WALK = Entry(day=DAY, step="share", text="A long Walk by the river #out", asked="What of today?")


def finds(typed: str, record: Record) -> bool:
    """Tell whether what was typed finds a record."""
    return Query.parse(typed).finds(Words.of(record))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("walk", True),
        ("Walk", True),
        ("WALK", False),
        ("River", False),
        ("riv wal", True),
        ("walk sea", False),
        ("#out", True),
        ("#OUT", True),
        ("#ou", False),
        ("out", True),
        ("walk #out", True),
        ("walk #in", False),
        ("today", False),
        ("", True),
        ("  ", True),
    ],
)
def test_all_that_was_typed_must_be_there(typed: str, found: bool) -> None:
    """Every word, in smart case, and every whole tag; words of the prompt are not one's own."""
    assert finds(typed, WALK) is found


def test_every_word_one_wrote_is_looked_through() -> None:
    """Title, place, tags, all parts of a need, and the words of a check-in are found."""
    memory = Memory(day=DAY, title="Market", place="Lisbon", tags=("date night",), words="rain")
    for typed in ("market", "lisbon", "night", "rain", "market rain"):
        assert finds(typed, memory)
    need = Need(day=DAY, happened="a", felt="b", need="c", ask="d")
    assert finds("a b c d", need)
    assert finds("tender", CheckIn(day=DAY, pleasant=0, energy=0, words=("tired", "tender")))


def test_a_number_sign_that_makes_no_tag_is_looked_for_as_text() -> None:
    """`#12` and a lone `#` are words like any other."""
    for typed in ("#12", "#", "#a!"):
        assert finds(typed, Entry(day=DAY, step="share", text=f"is {typed} here"))
        assert not finds(typed, Entry(day=DAY, step="share", text="12 a"))


def test_an_accent_is_found_however_it_is_written() -> None:
    """One letter with its accent, or letter and accent apart, are the same."""
    assert finds("cafe\u0301", Entry(day=DAY, step="share", text="Café"))
    assert finds("café", Entry(day=DAY, step="share", text="CAFE\u0301"))


def test_an_empty_query_is_false() -> None:
    """Whether anything is looked for can be asked of a query."""
    assert not Query.parse(" ")
    assert Query.parse("a")
    assert Query.parse("#a")


@given(st.text(st.characters(codec="utf-8")))
def test_every_word_of_a_text_finds_it(text: str) -> None:
    """Whatever somebody wrote, each word of it, typed as it stands, finds it."""
    record = Entry(day=DAY, step="share", text=text)
    for word in text.split():
        assert finds(word, record)
