"""Step 3: what one would normally keep to oneself, and what stands in the way."""

from __future__ import annotations

from typing import ClassVar, Literal

from journal.model.record import Record

Depth = Literal["light", "personal", "tender"]
"""The three rungs, from light to tender."""


class Sharing(Record, frozen=True, kw_only=True, tag="sharing"):
    """Something one would normally keep, written down on one of three rungs."""

    STEP: ClassVar[str] = "vulnerable"
    TEXTS: ClassVar[tuple[str, ...]] = ("text", "how_it_was")

    rung: Depth = "light"
    text: str
    how_it_was: str = ""
    """How it was to write it."""
    prompt: str = ""
    asked: str = ""


class Hindrance(Record, frozen=True, kw_only=True, tag="hindrance"):
    """What stands in one's way: a fear, an old hurt, trust. It can become a question to bring."""

    PRIVATE: ClassVar[bool] = True
    STEP: ClassVar[str] = "vulnerable"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
