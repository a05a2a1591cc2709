"""The records of Empathy in words: what they are called, what they say, what travels of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journal.i18n import _
from journal.model import kinds
from journal.model.record import Record
from journal.wording.dates import say_long

KIND_NAMES = {
    "care-line": _("care guide"),
    "care-heard": _("heard when I asked"),
    "tough-time": _("a hard time"),
    "thanks": _("thanks"),
    "guess": _("guess"),
    "surprise": _("what surprised me"),
    "neutral-view": _("with neutral eyes"),
}

SITUATIONS: dict[str, str] = {
    "stressed": _("stressed"),
    "sad": _("sad"),
    "ill": _("ill"),
    "angry": _("angry"),
    "overwhelmed": _("overwhelmed"),
    "celebrating": _("celebrating"),
    "own": _("something else"),
}
WHEN: dict[str, str] = {
    "stressed": _("When I am stressed"),
    "sad": _("When I am sad"),
    "ill": _("When I am ill"),
    "angry": _("When I am angry"),
    "overwhelmed": _("When I am overwhelmed"),
    "celebrating": _("When I am celebrating"),
}
NAMED = SITUATIONS | {"own": ""}
"""As above; an own situation is said by its name, which stands beside it."""
CARE_NEEDS = {
    "heard": _("to be heard"),
    "comfort": _("comfort"),
    "help": _("help"),
    "space": _("space"),
    "time": _("time together"),
}
HARD_TIME = _("I am having a hard time")
THANK_YOU = _("Thank you")

Said = tuple[str, list[tuple[str, str]]]
"""A title, perhaps empty, and the parts: a label in our words and the text of the part."""


def say_situation(record: kinds.CareLine | kinds.ToughTime) -> str:
    """Say which situation it is about; nothing where that is not said."""
    if record.situation in WHEN:
        return WHEN[record.situation]
    return record.name


def care_parts(record: kinds.CareLine) -> list[tuple[str, str]]:
    """List what a part of the care guide says, each with its label; empty ones left out."""
    parts = [
        (_("I would like"), record.be_there),
        (_("Helps"), record.helps),
        (_("Rather not"), record.helps_not),
        (_("My sign"), record.sign),
    ]
    return [(label, text) for label, text in parts if text]


def _care(record: kinds.CareLine) -> Said:
    return say_situation(record), care_parts(record)


def _tough(record: kinds.ToughTime) -> Said:
    eased = _("eased on {day}").format(day=say_long(record.eased)) if record.eased else ""
    return HARD_TIME, [
        (_("What I need now"), CARE_NEEDS[record.need]),
        (_("In the care guide"), say_situation(record)),
        ("", record.text),
        ("", eased),
    ]


def _thanks(record: kinds.Thanks) -> Said:
    return "", [("", THANK_YOU), ("", record.text)]


def _guess(record: kinds.Guess) -> Said:
    asked = record.asked if record.sort == "answer" else _("how my partner feels")
    return "", [(_("guessed"), asked), ("", record.text)]


def _neutral(record: kinds.NeutralView) -> Said:
    return record.what, [("", record.text)]


SHOWN: dict[type[Record], Callable[[Any], Said]] = {
    kinds.CareLine: _care,
    kinds.ToughTime: _tough,
    kinds.Thanks: _thanks,
    kinds.Guess: _guess,
    kinds.NeutralView: _neutral,
}
"""Kind → its title and parts; one that is not here is plain words."""

LABELS: dict[tuple[str, str], str] = {
    ("care-line", "situation"): _("Situation"),
    ("care-line", "name"): _("Situation"),
    ("care-line", "be_there"): _("How to be there"),
    ("care-line", "helps"): _("What helps"),
    ("care-line", "helps_not"): _("What does not"),
    ("care-line", "sign"): _("Your word or sign"),
    ("tough-time", "need"): _("What you need now"),
    ("tough-time", "situation"): _("In the care guide"),
    ("tough-time", "name"): _("In the care guide"),
    ("tough-time", "eased"): _("It eased on"),
}
"""As `sharing.LABELS`: kind and field → what it is called where it is shown what travels."""


def say_one_of(names: dict[str, str]) -> Callable[[Any], str]:
    """Make what says a value by its name; one that has none stands as it is."""
    return lambda value: names.get(str(value), str(value))


SAY: dict[tuple[str, str], Callable[[Any], str]] = {
    ("care-line", "situation"): say_one_of(NAMED),
    ("tough-time", "need"): say_one_of(CARE_NEEDS),
    ("tough-time", "situation"): say_one_of(NAMED),
}
"""As `sharing.SAY`: kind and field → how a value is said."""
