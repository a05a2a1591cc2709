"""Step 1: a need said in four parts, what came of it, what one heard of the other's day."""

from __future__ import annotations

from typing import ClassVar

from journal.model.record import Record


class Need(Record, frozen=True, kw_only=True, tag="need"):
    """A need in four short parts; any of them may stay empty."""

    STEP: ClassVar[str] = "communicate"
    TEXTS: ClassVar[tuple[str, ...]] = ("happened", "felt", "need", "ask")

    happened: str = ""
    felt: str = ""
    need: str = ""
    ask: str = ""


class CameOfIt(Record, frozen=True, kw_only=True, tag="came-of-it"):
    """What came of a need; `about` names the need."""

    STEP: ClassVar[str] = "communicate"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str


class Heard(Record, frozen=True, kw_only=True, tag="heard"):
    """One asked how the other's day was, and heard this."""

    STEP: ClassVar[str] = "communicate"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
