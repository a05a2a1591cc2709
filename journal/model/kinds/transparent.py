"""Step 4: plain truths, and promises."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from journal.model.record import Record

TruthAsk = Literal["nothing", "know", "talk"]
"""What a plain truth asks now: nothing, only to know, or to talk on a day."""

PromiseState = Literal["kept", "changed", "open"]
"""How a promise went: kept, changed, or not yet."""


class Truth(Record, frozen=True, kw_only=True, tag="truth"):
    """Something true, small things included."""

    STEP: ClassVar[str] = "transparent"
    TEXTS: ClassVar[tuple[str, ...]] = ("truth", "hard")

    truth: str
    hard: str = ""
    """What made it hard to say."""
    ask: TruthAsk = "nothing"
    talk_on: date | None = None
    """The day to talk, where it asks for one."""
    prompt: str = ""
    asked: str = ""


class Promise(Record, frozen=True, kw_only=True, tag="promise"):
    """What one will do, and by when."""

    STEP: ClassVar[str] = "transparent"
    TEXTS: ClassVar[tuple[str, ...]] = ("promise",)

    promise: str
    by: date | None = None


class PromiseMark(Record, frozen=True, kw_only=True, tag="promise-mark"):
    """How a promise went, in its author's eyes; `about` names the promise, the newest counts."""

    STEP: ClassVar[str] = "transparent"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)
    MARK: ClassVar[bool] = True

    state: PromiseState
    text: str = ""
    by: date | None = None
    """The new day, where the promise was changed or is still open."""
