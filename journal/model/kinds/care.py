"""Empathy: how one would like to be cared for, hard times, thanks, guesses, and neutral eyes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from journal.model.record import Record

Situation = Literal[
    "", "stressed", "sad", "ill", "angry", "overwhelmed", "celebrating", "own"
]  # fmt: skip
"""What somebody is in; `own` is named in their words, nothing where it is not said."""

CareNeed = Literal["heard", "comfort", "help", "space", "time"]
"""What somebody needs now: to be heard, comfort, help, space, time together."""


class CareLine(Record, frozen=True, kw_only=True, tag="care-line"):
    """How its author would like the other to be there in one situation."""

    TEXTS: ClassVar[tuple[str, ...]] = ("name", "be_there", "helps", "helps_not", "sign")

    situation: Situation = "own"
    name: str = ""
    """What an own situation is called."""
    be_there: str = ""
    helps: str = ""
    helps_not: str = ""
    sign: str = ""
    """A word or a sign that says: it is so now."""


class CareHeard(Record, frozen=True, kw_only=True, tag="care-heard"):
    """One asked *how would you like me to be there?*, and heard this."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str


class ToughTime(Record, frozen=True, kw_only=True, tag="tough-time"):
    """*I am having a hard time*, and what is needed now."""

    TEXTS: ClassVar[tuple[str, ...]] = ("name", "text")

    need: CareNeed
    situation: Situation = ""
    """Which part of the care guide fits."""
    name: str = ""
    """What an own situation is called, as in the care guide."""
    text: str = ""
    eased: date | None = None
    """The day on which its author said that it has eased."""


class Thanks(Record, frozen=True, kw_only=True, tag="thanks"):
    """Thanks for what the other promised; `about` names the promise, the text may be empty."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)
    MARK: ClassVar[bool] = True
    OF_BOTH: ClassVar[bool] = True

    text: str = ""


class Guess(Record, frozen=True, kw_only=True, tag="guess"):
    """How the partner feels on a day, or would answer a question, as its author guesses it."""

    PRIVATE: ClassVar[bool] = True
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    sort: Literal["feeling", "answer"]
    text: str
    question: str = ""
    """The prompt's id, where it is about an answer."""
    asked: str = ""
    """The prompt's words as they stood then."""


class Surprise(Record, frozen=True, kw_only=True, tag="surprise"):
    """What surprised one after a guess; `about` names the guess."""

    PRIVATE: ClassVar[bool] = True
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str


class NeutralView(Record, frozen=True, kw_only=True, tag="neutral-view"):
    """A disagreement as someone who wishes both well would see it."""

    PRIVATE: ClassVar[bool] = True
    TEXTS: ClassVar[tuple[str, ...]] = ("what", "text")

    what: str = ""
    """What it was about, in a line."""
    text: str
