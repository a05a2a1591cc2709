"""A check-in that is being made: a place, words, the line beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from journal.model.kinds import CheckIn, Entry
from journal.model.record import BOTH, ME, Record, Reference
from journal.widgets.feelings import EDGE, Place


@dataclass(frozen=True)
class HalfMade:
    """What has been chosen and written so far."""

    place: Place | None = None
    words: tuple[str, ...] = ()
    line: str = ""
    audience: str = ME
    """Who sees the words; the line beside them is an entry of its own, and stays private."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been chosen or written."""
        return self.place is None and not self.words and not self.line.strip()

    def at(self, place: Place) -> HalfMade:
        """The same at another place."""
        return replace(self, place=place)

    def with_words(self, words: tuple[str, ...]) -> HalfMade:
        """The same with other words."""
        return replace(self, words=words)

    def with_line(self, line: str) -> HalfMade:
        """The same with another line."""
        return replace(self, line=line)

    def seen_by(self, audience: str) -> HalfMade:
        """The same for others to see, or not; what is not known is private."""
        return replace(self, audience=BOTH if audience == BOTH else ME)

    def values(self) -> dict[str, str]:
        """What a draft keeps; the line comes first, since lists show the first words there are."""
        pleasant, energy = ("", "") if self.place is None else map(str, self.place)
        return {
            "line": self.line,
            "words": ", ".join(self.words),
            "pleasant": pleasant,
            "energy": energy,
            "audience": self.audience,
        }

    @classmethod
    def from_values(cls, values: dict[str, str]) -> HalfMade:
        """Take up what a draft kept; what cannot be read is left out."""
        words = tuple(word.strip() for word in values.get("words", "").split(",") if word.strip())
        pleasant, energy = _number(values.get("pleasant", "")), _number(values.get("energy", ""))
        known = pleasant is not None and energy is not None
        place = (pleasant, energy) if known else None
        made = cls(place, words, values.get("line", ""))  # type: ignore[arg-type]  # both known
        return made.seen_by(values.get("audience", ME))

    def records(self, checkin_id: str, author: str, day: date) -> list[Record]:
        """The check-in, and the line as an entry of its own about it; a place is needed."""
        if self.place is None:
            raise ValueError("A check-in needs a place on the grid.")
        pleasant, energy = self.place
        checkin = CheckIn(
            id=checkin_id,
            day=day,
            audience=self.audience,
            pleasant=pleasant,
            energy=energy,
            words=self.words,
        )
        if not self.line.strip():
            return [checkin]
        about = Reference(author, checkin_id)
        line = Entry(day=day, step="communicate", text=self.line.strip(), about=about)
        return [checkin, line]


def _number(text: str) -> int | None:
    try:
        value = int(text)
    except ValueError:
        return None
    return value if -EDGE <= value <= EDGE else None
