"""A weekly meeting in progress, put aside so that it survives a closed program; and its record.

What is typed stands under names: `appreciate-0-3` is the fourth appreciation of whoever has the
journal open, `well-1` what went well for the other, `decision-2` and `again-2` belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from msgspec import Struct
from msgspec.structs import replace

from journal.model.kinds import Decision, Meeting, MeetingLine
from journal.model.kinds.meeting import MeetingPart

Part = Literal["appreciate", "well", "work", "next", "decide"]
PARTS: tuple[Part, ...] = get_args(Part)
"""The parts, in their order; each can be left out."""
APPRECIATIONS = 5
"""Appreciations each."""
DECISIONS = 3
"""Decisions there is room for."""
TOPIC = "topic"
"""The name of the one thing to work on."""
_AT, _ME, _OTHER = "at", "me", "other"
BY_PERSON: tuple[MeetingPart, ...] = ("well", "side", "heard", "next")
"""What each says once."""


def said_by(part: MeetingPart, person: int, number: int | None = None) -> str:
    """Name a line: 0 is whoever has the journal open, 1 the other."""
    return f"{part}-{person}" if number is None else f"{part}-{person}-{number}"


class MeetingAtHand(Struct, frozen=True):
    """A meeting in progress: who meets, where they are, and what is typed so far."""

    people: tuple[str, str]
    at: int = 0
    """The number of the part, from 0; the number of parts at its end."""
    values: dict[str, str] = {}

    @property
    def part(self) -> Part | None:
        """The part one is at; none at the end."""
        return PARTS[self.at] if self.at < len(PARTS) else None

    def step(self, by: int) -> MeetingAtHand:
        """Go on, or back; ends hold."""
        return replace(self, at=min(len(PARTS), max(0, self.at + by)))

    def typed(self, values: Mapping[str, str]) -> MeetingAtHand:
        """Take in what is typed; what is empty is left out."""
        found = {name: text for name, text in {**self.values, **values}.items() if text.strip()}
        return replace(self, values=found)

    def put_aside(self) -> dict[str, str]:
        """Say it in strings, as drafts are kept; `take_up` reads them."""
        me, other = self.people
        return {_AT: str(self.at), _ME: me, _OTHER: other, **self.values}

    def record(self, day: date, again: Mapping[int, date]) -> Meeting:
        """Make the record; `again`: number of a decision → the day to look at it again."""
        return Meeting(
            day=day,
            people=self.people,
            topic=self._text(TOPIC),
            lines=tuple(self._lines()),
            decisions=tuple(
                Decision(text=text, again=again.get(number))
                for number in range(DECISIONS)
                if (text := self._text(f"decision-{number}"))
            ),
        )

    def _text(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def _lines(self) -> Iterable[MeetingLine]:
        names: list[tuple[MeetingPart, int, str]] = [
            ("appreciate", person, said_by("appreciate", person, number))
            for person in (0, 1)
            for number in range(APPRECIATIONS)
        ]
        names += [
            (part, person, said_by(part, person))
            for parts in (("well",), ("side", "heard"), ("next",))
            for person, part in _turns(parts)
        ]
        for part, person, name in names:
            if text := self._text(name):
                yield MeetingLine(who=self.people[person], part=part, text=text)


def _turns(parts: tuple[MeetingPart, ...]) -> list[tuple[int, MeetingPart]]:
    """Whose line comes when: what one says stands before what the other heard of it."""
    if parts == ("side", "heard"):
        return [(0, "side"), (1, "heard"), (1, "side"), (0, "heard")]
    return [(person, part) for part in parts for person in (0, 1)]


def take_up(values: Mapping[str, str]) -> MeetingAtHand:
    """Read what `put_aside` said; a place that is none begins at the first part."""
    at = values.get(_AT, "")
    return MeetingAtHand(
        people=(values.get(_ME, ""), values.get(_OTHER, "")),
        at=min(len(PARTS), int(at)) if at.isascii() and at.isdigit() and len(at) < 3 else 0,
        values={
            name: text for name, text in values.items() if name not in (_AT, _ME, _OTHER) and text
        },
    )


class Again(NamedTuple):
    """A decision to look at again."""

    day: date
    text: str
    meeting: Meeting


def to_look_at_again(meetings: Iterable[Meeting]) -> list[Again]:
    """List every decision that has a day on which to look at it again."""
    return [
        Again(each.again, each.text, meeting)
        for meeting in meetings
        for each in meeting.decisions
        if each.again is not None
    ]
