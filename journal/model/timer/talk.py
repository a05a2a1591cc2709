"""A listening talk in progress: one frozen value, and the events that make the next one of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from journal.model.timer.clock import Instant, slept
from journal.model.timer.setup import LONGEST_TURN, MINUTE, Speaker, TalkSetup

SLIP = 30.0
"""Seconds counted in a stretch after which it was no slip of the finger: `back` then keeps it."""


class Phase(StrEnum):
    """What the two are doing."""

    QUIET = "quiet"
    SPEAK = "speak"
    MIRROR = "mirror"
    MORE = "more"
    SWAP = "swap"
    CLOSING = "closing"
    ENDED = "ended"


TIMED = frozenset({Phase.QUIET, Phase.SPEAK, Phase.MORE})
"""The phases in which the clock counts; in all others nobody is hurried."""

SPOKEN = frozenset({Phase.SPEAK, Phase.MORE})
"""The phases whose time is the speaker's."""

OVER = frozenset({Phase.CLOSING, Phase.ENDED})
"""The phases after the last turn."""


class Hold(StrEnum):
    """Why nothing is counted at the moment."""

    PAUSED = "paused"
    SLEPT = "slept"
    """The machine slept: held where the gap began."""
    REOPENED = "reopened"
    """The program was closed and opened again: held where it was last seen."""
    TIME_OUT = "time-out"


class Stretch(Struct, frozen=True, omit_defaults=True):
    """One phase, as far as it has come."""

    phase: Phase
    turn: int = 0
    """Which turn this belongs to, from 1; 0 before the first. While people swap, the coming one."""
    planned: float = 0.0
    """Seconds it is given; 0 when it is not timed."""
    counted: float = 0.0
    """Seconds it has run, pauses left out."""
    held: Hold | None = None
    """Why it stands still; none while it runs."""
    back_at: float | None = None
    """During a time-out: wall time, in seconds since 1970, at which both come back."""


class Talk(Struct, frozen=True):
    """A talk in progress.

    Every event takes the present instant and answers the talk as it is after it. Each is a look at
    the clocks first; one that means nothing where it comes is that look and nothing more. What is
    asked of a talk (`remaining`, `speaker`, …) holds for the instant it was last looked at.
    """

    setup: TalkSetup
    began: float
    """Wall time, in seconds since 1970, at which it began."""
    seen: Instant
    """When it was last looked at."""
    stretch: Stretch
    """Where it is."""
    past: tuple[Stretch, ...] = ()
    """Where it has been, in order."""

    # Time passes

    def look(self, now: Instant) -> Talk:
        """Count what has passed; hold the talk where a gap began. Wanted every second."""
        talk = replace(self, seen=now)
        if not self.counting:
            return talk
        if slept(self.seen, now):
            return talk._now(held=Hold.SLEPT)
        return talk._now(counted=self.stretch.counted + max(0.0, now.mono - self.seen.mono))

    def reopen(self, now: Instant) -> Talk:
        """Take up a stored talk: what ran is held where it was last seen; the gap does not count.

        The clocks of then and now are not compared: the machine may have started anew since.
        """
        talk = replace(self, seen=now)
        return talk._now(held=Hold.REOPENED) if self.counting else talk

    # The talk stands still, or goes on

    def pause(self, now: Instant) -> Talk:
        """Stop counting."""
        talk = self.look(now)
        return talk._now(held=Hold.PAUSED) if talk.counting else talk

    def resume(self, now: Instant) -> Talk:
        """Count on, whatever it was held for; only a time-out has its own way back."""
        talk = self.look(now)
        return talk if talk.in_time_out else talk._now(held=None)

    def time_out(self, now: Instant) -> Talk:
        """Leave the talk for a while, from anywhere before the closing words."""
        talk = self.look(now)
        if talk.in_time_out or talk.phase in OVER:
            return talk
        until = now.wall + talk.setup.time_out_minutes * MINUTE
        return talk._now(held=Hold.TIME_OUT, back_at=until)

    def back_from_time_out(self, now: Instant) -> Talk:
        """Both are back, early or late: where it was, and paused if it is timed."""
        talk = self.look(now)
        if not talk.in_time_out:
            return talk
        return talk._now(held=Hold.PAUSED if talk.phase in TIMED else None, back_at=None)

    def plus_minute(self, now: Instant) -> Talk:
        """Give this turn a minute more, up to `LONGEST_TURN`."""
        return self._planning(now, +MINUTE)

    def minus_minute(self, now: Instant) -> Talk:
        """Take a minute off this turn: never one that is used, never its last."""
        return self._planning(now, -MINUTE)

    # The talk moves on

    def hand_over(self, now: Instant) -> Talk:
        """Enter: end a quiet minute, end speaking, or begin to speak after the swap."""
        talk = self.look(now)
        if talk.in_time_out:
            return talk
        match talk.phase:
            case Phase.QUIET:
                return talk._go(turn_or_closing(talk.setup, 1))
            case Phase.SPEAK | Phase.MORE:
                return talk._go(Stretch(Phase.MIRROR, talk.turn))
            case Phase.SWAP:
                return talk._go(replace(talk.stretch, phase=Phase.SPEAK))
            case _:
                return talk

    def that_is_it(self, now: Instant) -> Talk:
        """The speaker feels heard: swap, or come to the closing words after the last turn."""
        talk = self.look(now)
        if talk.phase is not Phase.MIRROR or talk.in_time_out:
            return talk
        return talk._go(turn_or_closing(talk.setup, talk.turn + 1, Phase.SWAP))

    def there_is_more(self, now: Instant) -> Talk:
        """The speaker goes on for one more minute, as often as wanted."""
        talk = self.look(now)
        if talk.phase is not Phase.MIRROR or talk.in_time_out:
            return talk
        return talk._go(Stretch(Phase.MORE, talk.turn, MINUTE))

    def end(self, now: Instant) -> Talk:
        """Come to the closing words from anywhere; from the closing words, to the end."""
        talk = self.look(now)
        match talk.phase:
            case Phase.ENDED:
                return talk
            case Phase.CLOSING:
                return talk._go(Stretch(Phase.ENDED, talk.turn))
            case _:
                return talk._go(Stretch(Phase.CLOSING, talk.turn))

    def back(self, now: Instant) -> Talk:
        """Undo the last step, taken by a slip: what ran before it runs on from here.

        What has been counted since that step is dropped; `can_go_back` says when it is too late.
        """
        talk = self.look(now)
        if not talk.can_go_back:
            return talk
        return replace(talk, stretch=talk.past[-1], past=talk.past[:-1])

    # What can be asked of it

    @property
    def phase(self) -> Phase:
        """What the two are doing."""
        return self.stretch.phase

    @property
    def held(self) -> Hold | None:
        """Why it stands still, or none."""
        return self.stretch.held

    @property
    def counting(self) -> bool:
        """Whether time is being counted."""
        return self.phase in TIMED and self.held is None

    @property
    def in_time_out(self) -> bool:
        """Whether the two are away from each other."""
        return self.held is Hold.TIME_OUT

    @property
    def back_at(self) -> float | None:
        """Wall time, in seconds since 1970, at which both come back; none outside a time-out."""
        return self.stretch.back_at

    @property
    def can_go_back(self) -> bool:
        """Whether `back` does anything: there was a step, and it may have been a slip."""
        final = self.phase is Phase.ENDED or self.in_time_out
        return bool(self.past) and not final and self.stretch.counted <= SLIP

    @property
    def turn(self) -> int:
        """Which of `setup.shape.turns` it is, from 1; 0 before the first."""
        return self.stretch.turn

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks, or is about to; nobody in the quiet minute and after the last turn."""
        return self._person(self.turn - 1)

    @property
    def listener(self) -> Speaker | None:
        """Who listens and mirrors; nobody in the quiet minute and after the last turn."""
        return self._person(self.turn)

    @property
    def remaining(self) -> float:
        """Seconds left of this stretch; negative in overtime, 0 when it is not timed."""
        return self.stretch.planned - self.stretch.counted

    @property
    def time_is_up(self) -> bool:
        """Whether the time given is used: finish your sentence."""
        return self.phase in TIMED and self.remaining <= 0

    @property
    def remaining_in_all(self) -> float:
        """Seconds still planned: what is left of this stretch and all turns to come."""
        if self.phase in OVER:
            return 0.0
        shape = self.setup.shape
        return max(0.0, self.remaining) + (shape.turns - self.turn) * shape.turn_seconds

    @property
    def fraction(self) -> float:
        """How much of this stretch is done, 0 to 1; 1 when it is not timed."""
        planned = self.stretch.planned
        return min(1.0, self.stretch.counted / planned) if planned else 1.0

    # Within

    def _now(self, **changes: Any) -> Talk:
        return replace(self, stretch=replace(self.stretch, **changes))

    def _go(self, stretch: Stretch) -> Talk:
        return replace(self, stretch=stretch, past=(*self.past, self.stretch))

    def _planning(self, now: Instant, change: float) -> Talk:
        talk = self.look(now)
        least = max(MINUTE, talk.stretch.counted) if change < 0 else MINUTE
        planned = talk.stretch.planned + change
        timed = talk.stretch.planned > 0 and not talk.in_time_out
        return talk._now(planned=planned) if timed and least <= planned <= _MOST else talk

    def _person(self, index: int) -> Speaker | None:
        silent = self.turn == 0 or self.phase in OVER
        return None if silent else self.setup.speakers[index % 2]


_MOST = LONGEST_TURN * MINUTE


def begin(setup: TalkSetup, now: Instant) -> Talk:
    """A talk that starts to count now, with the quiet minute or with the first turn."""
    quiet = Stretch(Phase.QUIET, 0, MINUTE)
    return Talk(
        setup, now.wall, now, quiet if setup.shape.quiet_minute else turn_or_closing(setup, 1)
    )


def turn_or_closing(setup: TalkSetup, number: int, phase: Phase = Phase.SPEAK) -> Stretch:
    """The turn of that number, not yet begun; the closing words when there is no such turn."""
    if number > setup.shape.turns:
        return Stretch(Phase.CLOSING, setup.shape.turns)
    return Stretch(phase, number, setup.shape.turn_seconds)
