"""What the file of the demo holds; every field of the file must be known here."""

from __future__ import annotations

from typing import Literal

import msgspec

from journal.content.loading import read
from journal.model.kinds.care import CareNeed, Situation
from journal.model.kinds.listen import SpeakerNeed
from journal.model.kinds.meeting import MeetingPart
from journal.model.kinds.signs import HowOften, Said
from journal.model.kinds.together import Aspect
from journal.model.kinds.touch import HowWelcome
from journal.model.kinds.transparent import PromiseState, TruthAsk
from journal.model.kinds.vulnerable import Depth


class _Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table of the file."""


class Listed(_Held, frozen=True, kw_only=True):
    """Lines that stand alone."""

    heard: list[str]
    appreciations: list[str]


class NeedText(_Held, frozen=True, kw_only=True):
    """A need in four parts, and what came of it."""

    happened: str
    felt: str
    need: str
    ask: str
    came: str = ""


class TalkText(_Held, frozen=True, kw_only=True):
    """A talk; `me` stands for whose journal it is, each line is who, what about, and the words."""

    first: str
    need: tuple[SpeakerNeed, SpeakerNeed]
    minutes: int
    rounds: int
    hard: bool = False
    lines: list[tuple[str, Literal["heard", "felt"], str]]


class SharingText(_Held, frozen=True, kw_only=True):
    """Something one would normally keep."""

    rung: Depth
    text: str
    how: str = ""


class HindranceText(_Held, frozen=True, kw_only=True):
    """What stands in the way, and the question it became."""

    text: str
    question: str = ""


class TruthText(_Held, frozen=True, kw_only=True):
    """A plain truth."""

    truth: str
    hard: str = ""
    ask: TruthAsk = "nothing"


class PromiseText(_Held, frozen=True, kw_only=True):
    """A promise and how it went; `by` and `moved` count days from the day of the promise."""

    promise: str
    by: int
    state: PromiseState | None = None
    word: str = ""
    moved: int | None = None


class AnswerText(_Held, frozen=True, kw_only=True):
    """An answer to one of the catalogue's questions."""

    question: str
    text: str


class InterestText(_Held, frozen=True, kw_only=True):
    """One thing that bonds."""

    aspect: Aspect
    whose: Literal["me", "partner"] = "me"
    text: str


class When(_Held, frozen=True, kw_only=True):
    """A day seen from today: `ago` days back, or on a month and day, and whole years before."""

    ago: int | None = None
    on: str = ""
    years: int = 0
    weekday: int | None = None
    """Where given, the day moves on to this weekday, 0 for Monday."""


class Evening(When, frozen=True, kw_only=True):
    """A check-in and the line beside it; without `ago` it finds its day among the others."""

    pleasant: int
    energy: int
    words: tuple[str, ...] = ()
    """Empty: two words that lie near."""
    text: str
    after: int | None = None
    """Days after the evening before it in the list."""


class PlanText(When, frozen=True, kw_only=True):
    """A plan, and how its days are marked."""

    title: str
    note: str = ""
    rule: str = ""
    anniversary: bool = False
    marks: Literal["", "weekly", "done"] = ""


class MemoryText(When, frozen=True, kw_only=True):
    """A memory; `until` counts days from its first."""

    title: str
    words: str
    place: str = ""
    tags: tuple[str, ...] = ()
    until: int = 0
    star: bool = False


class HelperText(When, frozen=True, kw_only=True):
    """Someone who can help."""

    name: str
    sort: str
    contact: str


class AppointmentText(When, frozen=True, kw_only=True):
    """An appointment, and the note after it."""

    who: str
    at: str
    place: str
    note: str = ""


class QuestionText(_Held, frozen=True, kw_only=True):
    """A question to bring."""

    text: str
    asked: bool = False


class TouchText(_Held, frozen=True, kw_only=True):
    """How one touch is: one of our list, or one in her own words."""

    how: HowWelcome
    listed: str = ""
    text: str = ""


class TouchTexts(_Held, frozen=True, kw_only=True):
    """Everyday touch, and what was good on days of a plan."""

    notes: list[str]
    good: list[str]
    said: list[TouchText]


class GuideText(_Held, frozen=True, kw_only=True):
    """How she would like him to be there in one situation."""

    situation: Situation
    name: str = ""
    be_there: str
    helps: str = ""
    helps_not: str = ""
    sign: str = ""


class ToughText(_Held, frozen=True, kw_only=True):
    """A hard time; it began `ago` days before today and eased `eased` days before today."""

    need: CareNeed
    situation: Situation
    text: str
    ago: int
    eased: int


class NeutralText(_Held, frozen=True, kw_only=True):
    """A disagreement, seen by someone who wishes both well."""

    what: str
    text: str


class MeetingText(_Held, frozen=True, kw_only=True):
    """A weekly meeting; `me` stands for whose journal it is."""

    topic: str
    lines: list[tuple[str, MeetingPart, str]]
    decision: str


class SignsText(_Held, frozen=True, kw_only=True):
    """How often lately the signs of closeness were so, `ago` days before today."""

    ago: int
    supported: HowOften
    warmth: HowOften
    understood: HowOften
    near: HowOften
    company: HowOften
    serious: HowOften
    safe: Said


class CareTexts(_Held, frozen=True, kw_only=True):
    """Caring for each other, the weekly meeting, and the signs."""

    heard: str
    guesses: list[str]
    surprise: str
    """What surprised her after the last guess."""
    guide: list[GuideText]
    tough: list[ToughText]
    neutral: list[NeutralText]
    meeting: MeetingText
    signs: list[SignsText]


class Texts(_Held, frozen=True, kw_only=True):
    """Everything Ana wrote in a year."""

    name: str
    partner: str
    listening: list[str]
    days: list[Evening]
    today: Evening
    write: dict[str, list[str]]
    """Free entries by step."""
    listed: Listed
    needs: list[NeedText]
    talks: list[TalkText]
    sharings: list[SharingText]
    hindrances: list[HindranceText]
    truths: list[TruthText]
    promises: list[PromiseText]
    answers: list[AnswerText]
    interests: list[InterestText]
    plans: list[PlanText]
    memories: list[MemoryText]
    helpers: list[HelperText]
    appointments: list[AppointmentText]
    questions: list[QuestionText]
    touch: TouchTexts
    care: CareTexts


def texts(language: str = "en") -> Texts:
    """Read the texts of the demo; raises ContentError where the file is not what it should be."""
    return read("demo.toml", Texts, language)
