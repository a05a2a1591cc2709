"""Everyday touch in words: what each record is called, and its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journal.i18n import _
from journal.model.kinds.touch import Touch, TouchToday
from journal.model.record import Record

KIND_NAMES = {
    "touch": _("touch"),
    "touch-today": _("touch today"),
    "touch-note": _("touch that felt good"),
}

HOW = {"welcome": _("welcome"), "sometimes": _("sometimes"), "not": _("not for me")}
"""How a touch is for the one who says so → in words."""

Said = tuple[str, list[tuple[str, str]]]
"""A title, perhaps empty, and the parts: a label in our words and the text of the part."""

TODAY = {True: _("Touch is welcome"), False: _("Not today")}


def _touch(record: Touch) -> Said:
    return "", [("", record.text), ("", HOW[record.how])]


def _touch_today(record: TouchToday) -> Said:
    return "", [("", TODAY[record.welcome])]


SHOWN: dict[type[Record], Callable[[Any], Said]] = {
    Touch: _touch,
    TouchToday: _touch_today,
}
"""Kind → its title, and its parts as label and text."""

LABELS: dict[tuple[str, str], str] = {
    ("touch", "how"): _("How it is for you"),
    ("touch", "listed"): _("Which of the list it is"),
    ("touch-today", "welcome"): _("For that day"),
}
"""Kind and field → what it is called where somebody sees what travels."""

SAY: dict[tuple[str, str], Callable[[Any], str]] = {
    ("touch", "how"): lambda value: HOW.get(str(value), str(value)),
    ("touch-today", "welcome"): lambda value: TODAY[bool(value)],
}
