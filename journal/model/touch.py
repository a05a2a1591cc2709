"""What two people welcome of everyday touch, and how it is today.

Source of the rules: *Physical intimacy outside the bedroom* in the design. Ideas come only from
what both have shared and both welcome; what one of them does not welcome, has not said, or keeps
private looks the same: it is not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from journal.model.interests import same_thing
from journal.model.kinds.touch import Touch, TouchToday
from journal.model.record import BOTH


class Idea(NamedTuple):
    """A touch that both welcome."""

    touch: Touch
    """One's own word on it."""
    ask_first: bool
    """Whether it is *sometimes* for one of the two."""


def is_same(one: Touch, other: Touch) -> bool:
    """Tell whether two are about the same touch: one of our list, or the same words."""
    if one.listed and one.listed == other.listed:
        return True
    return same_thing(one.text) == same_thing(other.text)


def said_by(touches: Iterable[Touch], author: str) -> list[Touch]:
    """What a person says of each touch, the newest of each, in the order of first writing."""
    newest: list[Touch] = []
    for touch in sorted(touches, key=lambda each: (each.stamp, each.id), reverse=True):
        if touch.author == author and not any(is_same(touch, each) for each in newest):
            newest.append(touch)
    return sorted(newest, key=lambda each: (each.written is None, each.written, each.id))


def ideas(touches: Iterable[Touch], me: str, partner: str, pairing: str) -> list[Idea]:
    """What both have shared in this pairing and both welcome, the surest first.

    A newer word of one's own takes an idea away though it was never shared. Without a pairing
    there are none.
    """
    touches = list(touches)
    theirs = [each for each in said_by(touches, partner) if _offers(each, pairing)]
    found = [
        Idea(mine, "sometimes" in (mine.how, other.how))
        for mine in said_by(touches, me)
        if _offers(mine, pairing)
        for other in theirs
        if is_same(mine, other)
    ]
    return sorted(found, key=lambda each: each.ask_first)


def _offers(touch: Touch, pairing: str) -> bool:
    shared = bool(pairing) and touch.audience == BOTH and touch.pairing == pairing
    return shared and touch.how != "not"


def to_ask_for(mine: Sequence[Touch], day: date) -> Touch | None:
    """One touch a day of those one welcomes oneself, in turn; None where there is none."""
    welcome = [each for each in mine if each.how == "welcome"]
    return welcome[day.toordinal() % len(welcome)] if welcome else None


def today_of(said: Iterable[TouchToday], author: str, day: date) -> TouchToday | None:
    """How touch is for a person on a day: the newest that they said, or nothing."""
    found = [each for each in said if each.author == author and each.day == day]
    return max(found, key=lambda each: (each.stamp, each.id), default=None)


__all__ = ["Idea", "ideas", "is_same", "said_by", "to_ask_for", "today_of"]
