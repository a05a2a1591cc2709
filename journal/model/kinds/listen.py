"""Step 2: listening talks, and how one likes to be listened to."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from journal.model.record import Record

SpeakerNeed = Literal["", "heard", "comforted", "helped"]
"""What a speaker asks for before the timer starts: to be heard, comforted or helped."""


class TalkLine(msgspec.Struct, frozen=True, kw_only=True):
    """One closing line of a talk and who said it: what was heard, or how heard they felt."""

    who: str
    about: Literal["heard", "felt"]
    text: str


class Talk(Record, frozen=True, kw_only=True, tag="talk"):
    """A listening talk that was kept: one record of the person whose journal was open."""

    STEP: ClassVar[str] = "listen"

    speakers: tuple[str, str]
    """Who spoke first, who second: names as they were then."""
    needs: tuple[SpeakerNeed, SpeakerNeed] = ("", "")
    minutes: int
    """Minutes a turn."""
    rounds: int
    hard: bool = False
    spoken: tuple[int, int] = (0, 0)
    """Seconds each of the two spoke in all."""
    lines: tuple[TalkLine, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """The closing lines' words."""
        return tuple(line.text for line in self.lines if line.text)


class ListeningLine(Record, frozen=True, kw_only=True, tag="listening-line"):
    """How its author likes to be listened to; the newest one counts."""

    STEP: ClassVar[str] = "listen"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
