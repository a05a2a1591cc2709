"""Step 5: what bonded and bonds us, plans that grow from it, and memories."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import msgspec

from journal.model.record import Record

Aspect = Literal["bonded", "liked-then", "like-now", "would-try"]
"""What first bonded us, what we liked then, what we like now, what we would try."""


class Interest(Record, frozen=True, kw_only=True, tag="interest"):
    """One thing liked: mine, or the partner's as I know it."""

    STEP: ClassVar[str] = "share"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    aspect: Aspect
    whose: Literal["me", "partner"] = "me"
    text: str


class RuleFrom(msgspec.Struct, frozen=True):
    """From `start` on, a plan follows `rule`: an RRULE, or nothing for that one day."""

    start: date
    rule: str = ""


Sort = Literal["", "finish", "new", "quiet"]
"""Nothing special, something to finish together, something new, being quietly in one room."""


class Plan(Record, frozen=True, kw_only=True, tag="plan"):
    """Something to do on a day or again and again; an anniversary counts its years.

    `rules` is never empty. A changed rule counts from its own start; days before it keep the old.
    `day` is the first day of the first rule.
    """

    STEP: ClassVar[str] = "share"
    TEXTS: ClassVar[tuple[str, ...]] = ("title", "note")

    title: str
    note: str = ""
    rules: tuple[RuleFrom, ...]
    anniversary: bool = False
    together: Sort = ""
    """What sort of time together it is."""
    minutes: int = 0
    """How long it is meant to be, or 0 where that is open."""
    phones_away: bool = False


class PlanMark(Record, frozen=True, kw_only=True, tag="plan-mark"):
    """One occurrence of a plan done, skipped or moved; named by the plan and its original date."""

    STEP: ClassVar[str] = "share"
    MARK: ClassVar[bool] = True
    OF_BOTH: ClassVar[bool] = True

    occasion: date
    """The original date of the occurrence."""
    state: Literal["done", "skipped", "moved"]
    to: date | None = None
    """Where it was moved."""


class WasGood(Record, frozen=True, kw_only=True, tag="was-good"):
    """One line of what was good on one day of the plan that `about` names."""

    STEP: ClassVar[str] = "share"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    occasion: date
    """The original date of the occurrence."""


class Memory(Record, frozen=True, kw_only=True, tag="memory"):
    """A shared moment: title, day or span, place, tags, and its author's own words."""

    STEP: ClassVar[str] = "share"
    TEXTS: ClassVar[tuple[str, ...]] = ("title", "place", "words")

    title: str
    until: date | None = None
    """The last day of a span; the first is `day`."""
    place: str = ""
    tags: tuple[str, ...] = ()
    words: str = ""
