"""What the file of Empathy's words holds, as a frozen record."""

from __future__ import annotations

from datetime import date

import msgspec


class CareWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of Empathy."""

    title: str
    why: str
    ask: str
    """The line to ask aloud."""
    ask_note: str
    guess: str
    guess_waits: str
    thanks: tuple[str, ...]
    """What is said where a guess and the other's own words stand side by side; none judges."""
    surprised: str
    neutral: str
    """What to write about with neutral eyes."""
    neutral_along: tuple[str, ...]
    """Thoughts to write along."""
    neutral_over: str
    help: tuple[str, ...]
    """Paragraphs that say what one does on this page."""

    def thanks_for(self, day: date) -> str:
        """The thanks for a guess of a day, the same one each time it is shown."""
        return self.thanks[day.toordinal() % len(self.thanks)]
