"""What bonds two people, in two columns, and where the columns meet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, get_args

from journal.model.kinds import Interest
from journal.model.kinds.together import Aspect
from journal.model.plain import one_line

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""What first bonded us, what we liked then, what we like now, what we would try."""


class Line(NamedTuple):
    """One thing liked, and whether the other column has it too."""

    interest: Interest
    both: bool


class Row(NamedTuple):
    """One aspect in two columns, each in the order in which it was written."""

    aspect: Aspect
    mine: tuple[Line, ...]
    theirs: tuple[Line, ...]
    guessed: bool
    """Whether the second column is what I believe of my partner, not what they said."""


def rows(interests: Iterable[Interest], me: str) -> list[Row]:
    """The four aspects; `me` is the id of whose journal it is, the oldest line stands first.

    What the partner has said of an aspect takes the place of my guess about it.
    """
    ordered = sorted(interests, key=lambda each: (each.stamp, each.id))
    return [
        _row(aspect, [each for each in ordered if each.aspect == aspect], me) for aspect in ASPECTS
    ]


def _row(aspect: Aspect, interests: list[Interest], me: str) -> Row:
    mine = [each for each in interests if each.author == me and each.whose == "me"]
    guesses = [each for each in interests if each.author == me and each.whose == "partner"]
    said = [each for each in interests if each.author != me and each.whose == "me"]
    theirs = said or guesses
    return Row(aspect, _lines(mine, theirs), _lines(theirs, mine), guessed=not said)


def _lines(column: list[Interest], other: list[Interest]) -> tuple[Line, ...]:
    there = {same_thing(each.text) for each in other}
    return tuple(Line(each, same_thing(each.text) in there) for each in column)


def same_thing(text: str) -> str:
    """The form in which two lines are compared: capitals, blanks and a last sign do not count."""
    return one_line(text).casefold().rstrip(" .!…")
