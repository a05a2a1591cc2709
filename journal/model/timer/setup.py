"""What two people settle before a listening talk: who speaks first, how long, what each needs."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

MINUTE = 60.0
"""Seconds in a minute, the step by which turns grow and shrink."""

LONGEST_TURN = 60
"""Minutes; a turn lasts from one minute to this (product, *Listening timer*)."""

MOST_ROUNDS = 12
"""Rounds in one talk at most: beyond it nobody is still listening."""

LONGEST_TIME_OUT = 24 * 60
"""Minutes; both come back within a day (field notes, *Flooding*)."""


def _within(what: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise ValueError(f"{what}: {number} is not between {least} and {most}")


class Need(StrEnum):
    """What a speaker needs from the listener; asked before the timer starts."""

    HEARD = "heard"
    COMFORTED = "comforted"
    HELPED = "helped"


class Speaker(Struct, frozen=True):
    """One of the two people, as they come to this talk."""

    name: str
    """How the screen calls this person; without a name a word such as *your partner*."""

    need: Need | None = None
    """What this person needs while speaking; none when not said."""


class Shape(Struct, frozen=True):
    """How long a talk is meant to be. A preset is a shape.

    Without rounds it is a quiet minute and nothing else. Raises `ValueError` when a number is out
    of its bounds, or when nothing at all is planned.
    """

    minutes: int = 3
    """Minutes a turn, 1 to `LONGEST_TURN`."""

    rounds: int = 3
    """Rounds, 0 to `MOST_ROUNDS`; in each of them both people speak once."""

    quiet_minute: bool = False
    """Whether it begins with a minute of looking at each other without a word."""

    def __post_init__(self) -> None:
        _within("minutes a turn", self.minutes, 1, LONGEST_TURN)
        _within("rounds", self.rounds, 0 if self.quiet_minute else 1, MOST_ROUNDS)

    @property
    def turns(self) -> int:
        """How many turns are planned: two a round."""
        return 2 * self.rounds

    @property
    def turn_seconds(self) -> float:
        """What a turn is given, in seconds."""
        return self.minutes * MINUTE


class TalkSetup(Struct, frozen=True):
    """Everything that is settled before a talk begins.

    Raises `ValueError` when the time-out is shorter than a minute or longer than a day.
    """

    speakers: tuple[Speaker, Speaker]
    """The two people, in the order in which they speak."""

    shape: Shape = Shape()
    """How long it is meant to be."""

    hard: bool = False
    """Whether this is a hard talk, one that keeps the time-out in sight."""

    time_out_minutes: int = 20
    """Minutes a time-out lasts: twenty for a body to calm down (field notes, *Flooding*)."""

    def __post_init__(self) -> None:
        _within("minutes of a time-out", self.time_out_minutes, 1, LONGEST_TIME_OUT)


QUIET_MINUTE = Shape(rounds=0, quiet_minute=True)
"""The preset that is only a quiet minute, looking at each other."""

PRESETS = (Shape(3, 3), Shape(5, 2), Shape(10, 1), Shape(15, 1), QUIET_MINUTE)
"""What an everyday talk offers, shortest turn first."""

HARD_PRESETS = (Shape(1, 3), Shape(2, 3), Shape(3, 2), Shape(5, 1), QUIET_MINUTE)
"""What a hard talk offers: shorter turns, so that nobody has to hold on for long."""


def presets(hard: bool) -> tuple[Shape, ...]:
    """The shapes to offer for a hard talk, or for an everyday one."""
    return HARD_PRESETS if hard else PRESETS
