"""What the file of the two's exchange holds; every field of the file must be known here."""

from __future__ import annotations

import msgspec

from journal.content.loading import read


class _Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One table of the file."""


class Known(_Held, frozen=True):
    """Words of Ana's year, by which a scene finds what she shares of it."""

    listening: str
    market: str
    gate: str
    stressed: str
    friday: str
    tango: str
    rowing: str
    train: str
    photograph: str
    meeting: str


class FirstTexts(_Held, frozen=True):
    """The first evenings."""

    recipe: str
    market: str
    heard: str
    listening: str


class CareTexts(_Held, frozen=True):
    """His care guide, and his hard time."""

    stressed: str
    stressed_helps: str
    stressed_helps_not: str
    stressed_sign: str
    ill: str
    tough: str


class DaysTexts(_Held, frozen=True):
    """A memory and a plan of his, and what was said in between."""

    tandem: str
    tandem_place: str
    tandem_words: str
    tandem_hers: str
    supper: str
    supper_note: str
    photograph: str
    proudest: str
    proudest_more: str
    fork: str


class LatelyTexts(_Held, frozen=True):
    """A question that both answered, what is held, and a memory written on two machines."""

    question: str
    mine: str
    theirs: str
    held: str
    cup: str
    gate_here: str
    gate_elsewhere: str
    touch: str


class TodayTexts(_Held, frozen=True):
    """His day, and a question that he has answered."""

    wheel: str
    canal: str
    question: str
    sealed: str


class FeltText(_Held, frozen=True):
    """How he felt on one of the days on which he shares it; the last of them is today."""

    pleasant: int
    energy: int
    words: tuple[str, ...]


class SceneTexts(_Held, frozen=True):
    """Everything Ana and Ben have said to each other."""

    known: Known
    first: FirstTexts
    care: CareTexts
    days: DaysTexts
    lately: LatelyTexts
    today: TodayTexts
    felt: list[FeltText]


def scene_texts(language: str = "en") -> SceneTexts:
    """Read what they say; raises ContentError where the file is not what it should be."""
    return read("demo-together.toml", SceneTexts, language)
