"""The rows of feeling words, and a check-in that is half made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.kinds import CheckIn, Entry
from journal.widgets.cards.half_made import HalfMade
from journal.widgets.feelings import rows

DAY = date(2026, 11, 22)
steps = st.integers(-4, 4)
feeling_words = st.lists(st.text("abcdefgh ", min_size=1).filter(str.strip).map(str.strip)).map(
    tuple
)


@given(st.lists(st.text("ab", min_size=1, max_size=15)), st.integers(15, 60))
def test_every_word_stands_in_one_row_that_fits(labels: list[str], width: int) -> None:
    """Rows keep the order, lose nothing, and are never wider than there is room."""
    table = rows(labels, width)
    assert [number for row in table for number in row] == list(range(len(labels)))
    for row in table:
        assert sum(len(labels[number]) for number in row) + 2 * (len(row) - 1) <= width


@given(st.none() | st.tuples(steps, steps), feeling_words, st.text())
def test_what_is_half_made_comes_back_from_its_draft(
    place: tuple[int, int] | None, words: tuple[str, ...], line: str
) -> None:
    """A draft's values give back the place, the words and the line."""
    made = HalfMade(place, words, line)
    assert HalfMade.from_values(made.values()) == made


@given(st.dictionaries(st.sampled_from(["pleasant", "energy", "words", "line"]), st.text()))
def test_a_strange_draft_is_read_as_far_as_it_makes_sense(values: dict[str, str]) -> None:
    """Whatever stands in a draft, reading it gives a place on the grid or none."""
    place = HalfMade.from_values(values).place
    assert place is None or all(-4 <= each <= 4 for each in place)


def test_the_line_becomes_an_entry_about_the_check_in() -> None:
    """A check-in and its line are two records, the second about the first."""
    checkin, line = HalfMade((2, -2), ("tired",), " long day ").records("ab" * 16, "me", DAY)
    assert isinstance(checkin, CheckIn)
    assert (checkin.pleasant, checkin.energy, checkin.words) == (2, -2, ("tired",))
    assert isinstance(line, Entry)
    assert (line.text, line.step, line.about) == ("long day", "communicate", ("me", "ab" * 16))


def test_without_a_place_there_is_no_check_in() -> None:
    """A check-in cannot be made of words alone."""
    with pytest.raises(ValueError, match="place"):
        HalfMade(None, ("tired",)).records("ab" * 16, "me", DAY)
