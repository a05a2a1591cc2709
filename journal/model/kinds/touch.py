"""Everyday touch: how each one is for oneself, how it is today, and what felt good."""

from __future__ import annotations

from typing import ClassVar, Literal

from journal.model.record import Record

HowWelcome = Literal["welcome", "sometimes", "not"]
"""How a touch is for the one who says so."""


class Touch(Record, frozen=True, kw_only=True, tag="touch"):
    """One kind of touch, and how it is for its author; of several about the same the newest counts.

    One of our list names it in `listed` and keeps the words it had then.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    how: HowWelcome
    listed: str = ""
    """Its id in our list, or nothing for one's own words."""


class TouchToday(Record, frozen=True, kw_only=True, tag="touch-today"):
    """Whether touch is welcome on that day; the newest one counts, and none needs a reason.

    It is a mark: it stands on Touch for that one day, and in no list of entries.
    """

    MARK: ClassVar[bool] = True

    welcome: bool


class TouchNote(Record, frozen=True, kw_only=True, tag="touch-note"):
    """A touch that felt good, in one's own words."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
