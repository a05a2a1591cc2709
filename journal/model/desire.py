"""Wishes, and finding out at one keyboard which of them two people share.

Source of the rules: *Desire* in the design. A round is a pack of fixed size that each answers in
turn. All that a round ever holds is whether a wish was wanted: *yes* and *maybe* are one, *not*
and *not now, do not ask* are one, from the moment they are said. With the last answer even that
is gone, and what is left is what both want.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Generic, TypeVar

from journal.model.interests import same_thing
from journal.model.kinds.desire import DesireSwitch, HowWished, Wish

HOWS: tuple[HowWished, ...] = ("yes", "maybe", "not", "later")
"""How a wish can be, in the order in which the arrows go through."""

WANTED = frozenset({"yes", "maybe"})
"""What counts as wanted; all else is the same *not* to anybody but oneself."""

Thing = TypeVar("Thing")


# One's own list


def is_on(switches: Iterable[DesireSwitch]) -> bool:
    """Tell whether Desire is switched on: the newest turn of the switch says it."""
    newest = max(switches, key=lambda each: (each.stamp, each.id), default=None)
    return newest is not None and newest.on


def is_same(one: Wish, other: Wish) -> bool:
    """Tell whether two are about the same wish: one of our list, or the same words."""
    if one.listed and one.listed == other.listed:
        return True
    return same_thing(one.text) == same_thing(other.text)


def said(wishes: Iterable[Wish]) -> list[Wish]:
    """What one says of each wish, the newest of each, in the order of first writing."""
    newest: list[Wish] = []
    for wish in sorted(wishes, key=lambda each: (each.stamp, each.id), reverse=True):
        if not any(is_same(wish, each) for each in newest):
            newest.append(wish)
    return sorted(newest, key=lambda each: (each.written is None, each.written, each.id))


# Both at one keyboard


class Phase(Enum):
    """What a round waits for."""

    HAND_OVER = auto()
    """For the next of the two to take the keyboard."""
    ASKED = auto()
    """For an answer."""


@dataclass(frozen=True)
class Met(Generic[Thing]):
    """What is left of a round: what both want, and who would like to keep what of it."""

    both: tuple[Thing, ...]
    marks: frozenset[tuple[int, int]] = frozenset()
    """Who (0 or 1) would like to keep which: (person, number)."""

    def mark(self, person: int, number: int) -> Met[Thing]:
        """Say for one of the two that they would like to keep one, or take that back."""
        return replace(self, marks=self.marks ^ {(person, number)})

    def is_marked(self, person: int, number: int) -> bool:
        """Tell whether this person would like to keep that one."""
        return (person, number) in self.marks

    @property
    def to_keep(self) -> tuple[Thing, ...]:
        """What both would like to keep."""
        marked = enumerate(self.both)
        return tuple(each for n, each in marked if {(0, n), (1, n)} <= self.marks)


@dataclass(frozen=True)
class Round(Generic[Thing]):
    """A pack that goes round: the first answers all of it, then the second."""

    pack: tuple[Thing, ...]
    taken: int = 0
    """How often the keyboard was taken over."""
    wanted: tuple[bool, ...] = ()
    """Whether each was wanted: the first one's answers, then the second one's."""

    @property
    def phase(self) -> Phase:
        """What it waits for now."""
        return Phase.HAND_OVER if self._answered == len(self.pack) else Phase.ASKED

    @property
    def person(self) -> int:
        """Who answers, or is to take the keyboard: 0 or 1."""
        return len(self.wanted) // len(self.pack)

    @property
    def number(self) -> int:
        """Which of the pack is asked."""
        return len(self.wanted) % len(self.pack)

    @property
    def asked(self) -> Thing:
        """What is asked."""
        return self.pack[self.number]

    @property
    def can_go_back(self) -> bool:
        """Whether the one who answers has an answer to take back; never one of the other."""
        return self.phase is Phase.ASKED and self.number > 0

    @property
    def _answered(self) -> int:
        """How many answers there are of whoever has the keyboard; all of them before the first."""
        return len(self.wanted) - (self.taken - 1) * len(self.pack)

    def take(self) -> Round[Thing]:
        """Take the keyboard."""
        return replace(self, taken=self.taken + 1) if self.phase is Phase.HAND_OVER else self

    def answer(self, how: HowWished) -> Round[Thing] | Met[Thing]:
        """Answer what is asked; with the last answer the round is over, and what both want left."""
        if self.phase is not Phase.ASKED:
            return self
        wanted = (*self.wanted, how in WANTED)
        if len(wanted) < 2 * len(self.pack):
            return replace(self, wanted=wanted)
        return Met(_both(self.pack, wanted))

    def back(self) -> Round[Thing]:
        """Take back one's last answer, to be asked again."""
        return replace(self, wanted=self.wanted[:-1]) if self.can_go_back else self


def _both(pack: Sequence[Thing], wanted: Sequence[bool]) -> tuple[Thing, ...]:
    first, second = wanted[: len(pack)], wanted[len(pack) :]
    return tuple(
        each for each, one, other in zip(pack, first, second, strict=True) if one and other
    )


__all__ = ["HOWS", "WANTED", "Met", "Phase", "Round", "is_on", "is_same", "said"]
