"""The weekly meeting, and what is held until a day or until the next meeting."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import msgspec

from journal.model.record import Record

MeetingPart = Literal["appreciate", "well", "side", "heard", "next"]
"""What a line of a meeting says: an appreciation; what went well; how one sees what there is to
work on, and what the other heard of it; what would make next week good."""


class MeetingLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a meeting, and who said it."""

    who: str
    part: MeetingPart
    text: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What both decided, and the day on which they look at it again, if they chose one."""

    text: str
    again: date | None = None


class Meeting(Record, frozen=True, kw_only=True, tag="meeting"):
    """A weekly meeting that was kept: one record of the person whose journal was open."""

    people: tuple[str, str]
    """Whose journal was open, and the other: names as they were then."""
    topic: str = ""
    """The one thing to work on."""
    lines: tuple[MeetingLine, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """The words of every part, in the order of the meeting."""
        said = (self.topic, *(line.text for line in self.lines))
        return tuple(text for text in (*said, *(each.text for each in self.decisions)) if text)


class Delivery(Record, frozen=True, kw_only=True, tag="delivery"):
    """Holds the entry that `about` names until a day, or until the next meeting."""

    MARK: ClassVar[bool] = True
    PRIVATE: ClassVar[bool] = True

    to: str = ""
    """The partner's name as it was then."""
    on: date | None = None
    """The day on which it is to go; none for the next meeting."""
