"""The forms of Empathy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from journal.i18n import _
from journal.model import kinds
from journal.model.care import CARE_NEEDS, SITUATIONS
from journal.model.record import Record
from journal.widgets.forms.form import Field, Form
from journal.widgets.known import one_line
from journal.wording.care import CARE_NEEDS as NEED_NAMES
from journal.wording.care import SITUATIONS as SITUATION_NAMES
from journal.wording.care import WHEN

_SITUATIONS = tuple((each, SITUATION_NAMES[each]) for each in SITUATIONS)
_OWN = ("situation", "own")
_NAME = Field(
    "name",
    _("What you call it"),
    "line",
    hint=_("before a big day, after a long journey …"),
    needed=True,
    only_with=_OWN,
)

CARE_LINE = Form(
    kinds.CareLine,
    _("A part of your care guide"),
    "c",
    (
        _NAME,
        Field(
            "be_there", _("How I would like you to be there"), hint=_("Sit with me, say little …")
        ),
        Field("helps", _("What helps"), "line", hint=_("tea, a walk, being asked once …")),
        Field("helps_not", _("What does not"), "line", hint=_("advice straight away …")),
        Field("sign", _("A word or sign I will use"), "line", hint=_("“grey day”, a hand up …")),
        Field("situation", _("When I am …"), "choice", choices=_SITUATIONS),
    ),
    redated=False,
)

CARE_HEARD = Form(
    kinds.CareHeard,
    _("What you heard when you asked"),
    "h",
    (Field("text", hint=_("I asked, and heard …"), needed=True),),
)

TOUGH_TIME = Form(
    kinds.ToughTime,
    _("I am having a hard time"),
    "t",
    (
        Field(
            "need",
            _("What I need now"),
            "choice",
            choices=tuple((each, NEED_NAMES[each]) for each in CARE_NEEDS),
        ),
        Field(
            "situation",
            _("Which part of my care guide fits"),
            "choice",
            choices=(("", _("none of it")), *_SITUATIONS),
        ),
        _NAME,
        Field("text", _("In your own words, if you like"), "line"),
    ),
    choice_is_enough=True,
)

OWN = "own:"
"""Before the name of an own situation, where it is chosen by that."""


def tough_time(guide: Iterable[kinds.CareLine]) -> Form:
    """Make the form of a hard time that offers the parts one's care guide has, and no others."""
    offered: dict[str, str] = {}
    for each in guide:
        if each.situation in WHEN:
            offered[each.situation] = SITUATION_NAMES[each.situation]
        elif each.name:
            offered[f"{OWN}{each.name}"] = one_line(each.name)
    fields = [each for each in TOUGH_TIME.fields if each.name not in ("situation", "name")]
    if offered:
        field = next(each for each in TOUGH_TIME.fields if each.name == "situation")
        choices = (("", _("none of it")), *offered.items())
        fields.insert(1, replace(field, choices=choices))
    return replace(TOUGH_TIME, fields=tuple(fields), make=_named)


def _named(read: dict[str, Any], _old: Record | None, _today: date) -> dict[str, Any]:
    """Part an own situation from its name."""
    chosen = read.get("situation", "")
    if not chosen.startswith(OWN):
        return read
    return read | {"situation": "own", "name": chosen.removeprefix(OWN)}


THANKS = Form(
    kinds.Thanks,
    _("Thank you"),
    "t",
    (Field("text", _("For what, if you like to say"), "line", hint=_("It meant a lot that …")),),
    choice_is_enough=True,
)

GUESS = Form(
    kinds.Guess,
    _("A guess, for you alone"),
    "g",
    (Field("text", hint=_("I could imagine that …"), needed=True),),
)

SURPRISE = Form(
    kinds.Surprise,
    _("What surprised you"),
    "s",
    (Field("text", "", "line", hint=_("I had not thought that …"), needed=True),),
)

NEUTRAL_VIEW = Form(
    kinds.NeutralView,
    _("Seven quiet minutes, with neutral eyes"),
    "y",
    (
        Field("what", _("What it was about, in a line"), "line"),
        Field("text", hint=_("Someone who likes them both would say …"), needed=True),
    ),
)
