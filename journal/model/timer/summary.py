"""What there is to say about a talk once it is over, for the record that is kept of it."""

from __future__ import annotations

from msgspec import Struct

from journal.model.timer.setup import MINUTE, Speaker
from journal.model.timer.talk import SPOKEN, Phase, Talk


class TalkSummary(Struct, frozen=True):
    """The facts of one talk; pairs are in speaking order."""

    began: float
    """Wall time, in seconds since 1970."""
    speakers: tuple[Speaker, Speaker]
    """Who, and what each needed."""
    spoken: tuple[float, float]
    """Seconds each of them spoke, pauses left out, overtime and *there is more* counted."""
    turns_done: int
    """Turns whose speaker has handed over."""
    rounds_done: int
    """Rounds in which both have."""
    hard: bool
    """Whether it was a hard talk."""
    quiet: float
    """Seconds of looking at each other."""

    @property
    def minutes(self) -> tuple[int, int]:
        """`spoken` to the nearest minute, but at least one for whoever spoke at all."""
        first, second = self.spoken
        return _minutes(first), _minutes(second)


def spoken(talk: Talk) -> tuple[float, float]:
    """Seconds each has spoken so far, in speaking order."""
    times = [0.0, 0.0]
    for stretch in (*talk.past, talk.stretch):
        if stretch.phase in SPOKEN:
            times[(stretch.turn - 1) % 2] += stretch.counted
    return times[0], times[1]


def summary(talk: Talk) -> TalkSummary:
    """The facts of a talk, as far as it has come."""
    stretches = (*talk.past, talk.stretch)
    done = len({stretch.turn for stretch in stretches if stretch.phase is Phase.MIRROR})
    return TalkSummary(
        began=talk.began,
        speakers=talk.setup.speakers,
        spoken=spoken(talk),
        turns_done=done,
        rounds_done=done // 2,
        hard=talk.setup.hard,
        quiet=sum(stretch.counted for stretch in stretches if stretch.phase is Phase.QUIET),
    )


def _minutes(seconds: float) -> int:
    return max(round(seconds / MINUTE), 1 if seconds > 0 else 0)
