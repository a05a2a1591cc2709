"""What bonds us: two columns, where they meet, and what the partner says of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.interests import ASPECTS, rows, same_thing
from journal.model.kinds import Interest
from journal.model.kinds.together import Aspect
from journal.model.record import Stamp


def interest(
    text: str, at: int, *, whose: str = "me", author: str = "ana", aspect: Aspect = "like-now"
) -> Interest:
    """One line, written at a tick of the clock."""
    return Interest(
        id=f"{at:032x}",
        author=author,
        stamp=Stamp(at, 0, "d"),
        day=date(2026, 11, 22),
        aspect=aspect,
        whose="partner" if whose == "partner" else "me",
        text=text,
    )


def test_four_rows_always() -> None:
    """Each aspect has its row, in the order in which they are asked, also an empty one."""
    assert [row.aspect for row in rows([], "ana")] == list(ASPECTS)
    assert ASPECTS == ("bonded", "liked-then", "like-now", "would-try")


def test_columns_in_the_order_of_writing() -> None:
    """Mine stand in one column, what I believe of my partner in the other, the oldest first."""
    lines = [interest("Tea", 3), interest("Rain", 1), interest("Jazz", 2, whose="partner")]
    row = rows(lines, "ana")[2]
    assert [line.interest.text for line in row.mine] == ["Rain", "Tea"]
    assert [line.interest.text for line in row.theirs] == ["Jazz"]
    assert row.guessed


def test_same_thing_in_both_columns() -> None:
    """The same thing is found on both sides, whatever its capitals and blanks; other things not."""
    lines = [
        interest("Slow Sundays", 1),
        interest("Tea", 2),
        interest(" slow  sundays.", 3, whose="partner"),
        interest("Tea", 4, whose="partner", aspect="liked-then"),
    ]
    row = rows(lines, "ana")[2]
    assert [line.both for line in row.mine] == [True, False]
    assert [line.both for line in row.theirs] == [True]


def test_what_the_partner_says_replaces_the_guess() -> None:
    """Of an aspect on which the partner has spoken, their own words stand instead of my guess."""
    lines = [
        interest("Jazz", 1, whose="partner"),
        interest("Silence", 2, author="ben"),
        interest("Ana likes jazz", 3, author="ben", whose="partner"),
        interest("Boats", 4, whose="partner", aspect="would-try"),
    ]
    found = rows(lines, "ana")
    assert [line.interest.text for line in found[2].theirs] == ["Silence"]
    assert not found[2].guessed
    assert [line.interest.text for line in found[3].theirs] == ["Boats"]
    assert found[3].guessed
    assert all(not row.mine for row in found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Straße", "STRASSE", True),
        ("Tea …", "tea", True),
        ("Tea", "Teas", False),
    ],
)
def test_comparing(one: str, other: str, same: bool) -> None:
    """Two lines are the same thing without regard to capitals, blanks and a last sign."""
    assert (same_thing(one) == same_thing(other)) is same
