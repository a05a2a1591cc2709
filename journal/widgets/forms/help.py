"""The forms of step 6."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from journal.i18n import _
from journal.model import kinds
from journal.model.record import Record
from journal.widgets.forms.form import BadField, Field, Form

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?(am|pm)?")


def clock_time(text: str) -> str:
    """Read a time of day as people type it and give it as `HH:MM`; an empty text stays empty.

    *14:30*, *14.30*, *9*, *2pm* and *2:30 pm* are understood. Raises ValueError for anything else.
    """
    said = " ".join(text.lower().split())
    if not said:
        return ""
    found = _CLOCK.fullmatch(said)
    if found is None:
        raise ValueError(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(text)
    return f"{hour:02}:{minute:02}"


def _appointment(values: dict[str, Any], _old: Record | None, _today: date) -> dict[str, Any]:
    """Keep the time the same way, however it was typed."""
    try:
        values["at"] = clock_time(values["at"])
    except ValueError:
        raise BadField("at", _("Please give the time as 14:30, or leave it empty.")) from None
    return values


HELPER = Form(
    kinds.Helper,
    _("A helper"),
    "h",
    (
        Field("name", _("Name"), "line", hint=_("a person, a place, a line"), needed=True),
        Field("sort", _("What kind of help"), "line", hint=_("counselling, doctor, a friend …")),
        Field("contact", _("How to reach them"), "line", hint=_("a number, an address, hours")),
    ),
)

APPOINTMENT = Form(
    kinds.Appointment,
    _("An appointment"),
    "a",
    (
        Field("who", _("With whom"), "line", needed=True),
        Field("day", _("Day"), "day", hint=_("next tuesday …"), looking="ahead", needed=True),
        Field("at", _("Time"), "line", hint="14:30"),
        Field("place", _("Where"), "line"),
    ),
    make=_appointment,
)

BRING_QUESTION = Form(
    kinds.BringQuestion,
    _("A question to bring"),
    "q",
    (Field("text", hint=_("What I would like to ask …"), needed=True),),
)

AFTER_NOTE = Form(
    kinds.AfterNote,
    _("A note after"),
    "t",
    (Field("text", hint=_("What I take home from it …"), needed=True),),
)
