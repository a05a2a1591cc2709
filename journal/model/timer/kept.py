"""A talk put aside so that it survives a closed program, and the record that is kept of one."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from journal.model.kinds.listen import SpeakerNeed, TalkLine
from journal.model.kinds.listen import Talk as TalkRecord
from journal.model.timer.setup import Speaker
from journal.model.timer.summary import spoken, summary
from journal.model.timer.talk import SPOKEN, Talk

About = Literal["heard", "felt"]


class ClosingWords(Struct, frozen=True):
    """What is said at the end; each pair is in speaking order, each line may stay empty."""

    heard: tuple[str, str] = ("", "")
    """What each of them heard, as the listener."""
    felt: tuple[str, str] = ("", "")
    """How heard each of them felt, as the speaker."""

    def __bool__(self) -> bool:
        return any(text.strip() for text in (*self.heard, *self.felt))

    def said(self, about: About, person: int, text: str) -> ClosingWords:
        """Put in the line of one person: 0 spoke first, 1 second."""
        pair = list(self.heard if about == "heard" else self.felt)
        pair[person] = text
        return msgspec.structs.replace(self, **{about: tuple(pair)})


class TalkAtHand(Struct, frozen=True):
    """A talk with what surrounds it: whose journal is open, and the closing words so far."""

    talk: Talk
    mine: int = 0
    """Which of the two has the journal open: 0 speaks first, 1 second."""
    words: ClosingWords = ClosingWords()

    @property
    def lines(self) -> tuple[tuple[About, int], ...]:
        """Which closing lines there are to write: for each who spoke, what was heard, then how."""
        return tuple(
            line
            for person, seconds in enumerate(spoken(self.talk))
            if seconds > 0
            for line in (("heard", 1 - person), ("felt", person))
        )

    def put_aside(self) -> dict[str, str]:
        """Say it in strings, as drafts are kept; `take_up` reads them."""
        pairs = {"heard": self.words.heard, "felt": self.words.felt}
        lines = {
            f"{about}-{person}": text
            for about, pair in pairs.items()
            for person, text in enumerate(pair)
        }
        talk = msgspec.json.encode(self.talk).decode()
        return {"talk": talk, "mine": str(self.mine), **lines}

    def record(self, day: date) -> TalkRecord:
        """Make the record of this talk: its facts, and the lines that were written."""
        facts, speakers = summary(self.talk), self.talk.setup.speakers
        pairs = {"heard": self.words.heard, "felt": self.words.felt}
        first, second = (round(seconds) for seconds in facts.spoken)
        return TalkRecord(
            day=day,
            speakers=(speakers[0].name, speakers[1].name),
            needs=(_need(speakers[0]), _need(speakers[1])),
            minutes=self.talk.setup.shape.minutes,
            rounds=_rounds(self.talk),
            hard=facts.hard,
            spoken=(first, second),
            lines=tuple(
                TalkLine(who=speakers[person].name, about=about, text=text)
                for about, person in self.lines
                if (text := pairs[about][person].strip())
            ),
        )


def take_up(values: dict[str, str]) -> TalkAtHand:
    """Read what `put_aside` said; raises `msgspec.DecodeError` where that no longer fits."""
    words = ClosingWords(
        heard=(values.get("heard-0", ""), values.get("heard-1", "")),
        felt=(values.get("felt-0", ""), values.get("felt-1", "")),
    )
    talk = msgspec.json.decode(values.get("talk", ""), type=Talk)
    return TalkAtHand(talk, 1 if values.get("mine") == "1" else 0, words)


def _need(speaker: Speaker) -> SpeakerNeed:
    return speaker.need.value if speaker.need is not None else ""


def _rounds(talk: Talk) -> int:
    """Count the rounds in which somebody spoke."""
    stretches = (*talk.past, talk.stretch)
    last = max(
        (each.turn for each in stretches if each.phase in SPOKEN and each.counted), default=0
    )
    return (last + 1) // 2
