"""What is a tag, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.kinds import Entry, Memory
from journal.model.tags import fold_tag, tags_in, tags_of


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#walk", ("walk",)),
        ("a #walk, and (#rain).", ("walk", "rain")),
        ("#Walk #walk #WALK", ("Walk",)),
        ("#été #прогулка #散歩 #हिन्दी", ("été", "прогулка", "散歩", "हिन्दी")),
        ("#date-night #date_2 #2nd", ("date-night", "date_2", "2nd")),
        ("#walk- #-", ("walk",)),
        ("#1 #2026 number #12", ()),
        ("C# a#b http://x/#part &#39 ##x # alone", ()),
        ("“#quoted”\n#line", ("quoted", "line")),
        ("", ()),
    ],
)
def test_tags_in_a_text(text: str, tags: tuple[str, ...]) -> None:
    """`#` at the start of a word makes a tag of letters, digits, _ and -; digits alone do not."""
    assert tags_in(text) == tags


@given(st.text())
def test_any_text_has_tags_that_are_in_it(text: str) -> None:
    """Whatever the text, each tag stands in it after a `#`, and none comes twice."""
    found = tags_in(text)
    assert all(f"#{tag}" in text for tag in found)
    assert len({fold_tag(tag) for tag in found}) == len(found)


def test_a_memorys_tags_and_those_in_its_words_are_one_list() -> None:
    """Tags of the field come first; the same tag in the words is not a second one."""
    memory = Memory(
        day=date(2026, 11, 22),
        title="Market #Out",
        place="#Lisbon",
        tags=("out", "#rain"),
        words="#out #new",
    )
    assert tags_of(memory) == ("out", "rain", "Lisbon", "new")
    assert tags_of(Entry(day=memory.day, step="share", text="no tag")) == ()


def test_tags_are_compared_without_case() -> None:
    """Case, a `#` before it, and the way an accent is written make no difference."""
    assert fold_tag("#Cafe\u0301") == fold_tag("café")
    assert fold_tag("STRASSE") == fold_tag("straße")
