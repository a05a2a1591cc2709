"""Signs of closeness: how often lately, in one's own eyes.

How safe one felt is a kind of its own, so that no record that says something of the other signs
can hold it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from journal.model.record import Record

HowOften = Annotated[int, Meta(ge=0, le=5)]
"""From 1, hardly ever, to 5, mostly; 0 is not said."""

Said = Annotated[int, Meta(ge=1, le=5)]
"""The same, for what holds nothing else and is not there where nothing is said."""


class SignCheck(Record, frozen=True, kw_only=True, tag="sign-check"):
    """How often lately six things were so; it stays here, and what is shared is said apart."""

    PRIVATE: ClassVar[bool] = True

    supported: HowOften = 0
    warmth: HowOften = 0
    understood: HowOften = 0
    near: HowOften = 0
    company: HowOften = 0
    """Not lonely."""
    serious: HowOften = 0
    """Own feelings were taken seriously."""


class FeltSafe(Record, frozen=True, kw_only=True, tag="felt-safe"):
    """How often lately one felt safe: for its author alone, on the page of the signs alone."""

    PRIVATE: ClassVar[bool] = True
    APART: ClassVar[bool] = True

    safe: Said
