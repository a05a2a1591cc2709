"""Talks for the tests of the listening timer, and the instants at which they happen."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec

from journal.model.timer import (
    Instant,
    Need,
    Shape,
    Speaker,
    Talk,
    TalkSetup,
)

ANA, BEN = Speaker("Ana", Need.HEARD), Speaker("Ben", Need.HELPED)
TWO_ROUNDS = Shape(3, 2)
START = Instant(1000.0, 1_795_381_200.0)
EVENTS: dict[str, Callable[[Talk, Instant], Talk]] = {
    "look": Talk.look,
    "pause": Talk.pause,
    "resume": Talk.resume,
    "plus": Talk.plus_minute,
    "minus": Talk.minus_minute,
    "hand over": Talk.hand_over,
    "that is it": Talk.that_is_it,
    "more": Talk.there_is_more,
    "time-out": Talk.time_out,
    "back from time-out": Talk.back_from_time_out,
    "end": Talk.end,
    "back": Talk.back,
}


def at(seconds: float, wall_ahead: float = 0.0) -> Instant:
    """The instant so many seconds after the start, wall time running ahead by some."""
    return Instant(START.mono + seconds, START.wall + seconds + wall_ahead)


def setup(shape: Shape = TWO_ROUNDS) -> TalkSetup:
    """Ana speaks first and needs to be heard; Ben needs to be helped."""
    return TalkSetup((ANA, BEN), shape)


def watched(talk: Talk, until: float) -> Talk:
    """The talk after a look every second up to so many seconds after the start."""
    second = talk.seen.mono - START.mono
    while second < until:
        second = min(second + 1, until)
        talk = talk.look(at(second))
    return talk


def stored(talk: Talk) -> Talk:
    """The talk after a way through a file."""
    return msgspec.convert(json.loads(json.dumps(msgspec.to_builtins(talk))), Talk)
