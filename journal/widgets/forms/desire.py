"""The forms of Desire: a wish in one's own words, and a note for oneself."""

from __future__ import annotations

from datetime import date
from typing import Any

from journal.i18n import _
from journal.model import kinds
from journal.model.interests import same_thing
from journal.model.record import Record
from journal.widgets.forms.form import Field, Form
from journal.wording.desire import ASKED, LIKED, TO_SAY


def _wish(values: dict[str, Any], old: Record | None, _today: date) -> dict[str, Any]:
    """One of our list that is said in other words is one's own."""
    if isinstance(old, kinds.Wish) and same_thing(old.text) != same_thing(values["text"]):
        values["listed"] = ""
    return values


WISH = Form(
    kinds.Wish,
    _("A wish, in your own words"),
    "w",
    (
        Field("text", "", "line", hint=_("Your voice, close to my ear …"), needed=True),
        Field("how", _("How it is for you"), "choice", choices=tuple(ASKED.items())),
    ),
    make=_wish,
    redated=False,
)

DESIRE_NOTE = Form(
    kinds.DesireNote,
    _("What you liked, what you would like to say"),
    "l",
    (
        Field("liked", LIKED, hint=_("How slow it was …")),
        Field("to_say", TO_SAY, hint=_("I would love to hear you say …")),
    ),
)
