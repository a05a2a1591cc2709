"""The forms of Touch: a touch in one's own words, and what felt good."""

from __future__ import annotations

from datetime import date
from typing import Any

from journal.i18n import _
from journal.model import kinds
from journal.model.interests import same_thing
from journal.model.record import Record
from journal.widgets.forms.form import Field, Form
from journal.wording.touch import HOW


def _touch(values: dict[str, Any], old: Record | None, _today: date) -> dict[str, Any]:
    """One of our list that is said in other words is one's own."""
    if isinstance(old, kinds.Touch) and same_thing(old.text) != same_thing(values["text"]):
        values["listed"] = ""
    return values


TOUCH = Form(
    kinds.Touch,
    _("A touch, in your own words"),
    "t",
    (
        Field("text", "", "line", hint=_("Your hand in my coat pocket …"), needed=True),
        Field("how", _("How it is for you"), "choice", choices=tuple(HOW.items())),
    ),
    make=_touch,
    redated=False,
)

TOUCH_NOTE = Form(
    kinds.TouchNote,
    _("Something that felt good"),
    "f",
    (Field("text", "", hint=_("Your arm around me while the kettle boiled …"), needed=True),),
)
