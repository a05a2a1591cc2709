"""Desire in words: what each record is called, and its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journal.i18n import _
from journal.model.kinds.desire import DesireNote, DesireSwitch, Wish
from journal.model.record import Record

KIND_NAMES = {
    "wish": _("wish"),
    "match": _("found together"),
    "desire-note": _("note"),
    "desire-switch": _("on or off"),
}

HOW = {"yes": _("yes"), "maybe": _("maybe"), "not": _("not"), "later": _("not")}
"""How a wish is, as it shows wherever it stands: *not now, do not ask* looks like *not*."""

ASKED = {
    "yes": _("yes"),
    "maybe": _("maybe"),
    "not": _("not"),
    "later": _("not now, do not ask"),
}
"""The same where one says how a wish is."""

LIKED = _("What I liked")
TO_SAY = _("What I would like to say")

SWITCHED = {True: _("on"), False: _("off")}

Said = tuple[str, list[tuple[str, str]]]
"""A title, perhaps empty, and the parts: a label in our words and the text of the part."""


def _wish(record: Wish) -> Said:
    return "", [("", record.text), ("", HOW[record.how])]


def _note(record: DesireNote) -> Said:
    return "", [(LIKED, record.liked), (TO_SAY, record.to_say)]


def _switch(record: DesireSwitch) -> Said:
    return "", [("", SWITCHED[record.on])]


SHOWN: dict[type[Record], Callable[[Any], Said]] = {
    Wish: _wish,
    DesireNote: _note,
    DesireSwitch: _switch,
}
"""Kind → its title, and its parts as label and text."""
