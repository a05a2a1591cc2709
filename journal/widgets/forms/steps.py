"""The forms of the first four steps, and of what belongs to a day."""

from __future__ import annotations

from journal.content import PARTS, catalogue
from journal.i18n import _
from journal.model import kinds
from journal.widgets.forms.form import Field, Form
from journal.wording.records import PROMISE_STATES, RUNGS

ENTRY = Form(
    kinds.Entry,
    _("Your own words"),
    "n",
    (Field("text", hint=_("Write here …"), needed=True),),
)

ANSWER = Form(
    kinds.Answer,
    _("Today’s question"),
    "q",
    (Field("text", hint=_("Write your answer …"), needed=True),),
)

APPRECIATION = Form(
    kinds.Appreciation,
    _("Something you are glad of"),
    "a",
    (Field("text", "", "line", hint=_("You waited up for me on Thursday …"), needed=True),),
)

HEARD = Form(
    kinds.Heard,
    _("What you heard of the other’s day"),
    "h",
    (Field("text", hint=_("I asked how the day was, and heard …"), needed=True),),
)


def _need_hint(name: str, text: str) -> str:
    """Find the first kind thought about how a part of the need is worded."""
    for part in PARTS:
        if part == name:
            return next((hint.text for hint in catalogue().hints_for(part, text)), "")
    return ""


NEED = Form(
    kinds.Need,
    _("A need, in four short parts"),
    "d",
    (
        Field("happened", _("What happened"), hint=_("What a camera would have seen.")),
        Field("felt", _("What I felt"), hint=_("A feeling: sad, glad, uneasy, tender …")),
        Field("need", _("What I need"), hint=_("Rest, closeness, to be asked …")),
        Field("ask", _("What I ask"), hint=_("Something small that can be answered yes or no.")),
    ),
    hint=_need_hint,
)

CAME_OF_IT = Form(
    kinds.CameOfIt,
    _("What came of it"),
    "c",
    (Field("text", hint=_("How it went when you said it …"), needed=True),),
)

LISTENING_LINE = Form(
    kinds.ListeningLine,
    _("How I like to be listened to"),
    "l",
    (Field("text", "", "line", hint=_("Stay close, say little, ask at the end …"), needed=True),),
)

SHARING = Form(
    kinds.Sharing,
    _("Something you would normally keep"),
    "n",
    (
        Field("text", hint=_("It stays yours until you decide otherwise …"), needed=True),
        Field("how_it_was", _("How it was to write this"), "line"),
        Field("rung", _("How deep it goes"), "choice", choices=tuple(RUNGS.items())),
    ),
)

HINDRANCE = Form(
    kinds.Hindrance,
    _("What stands in my way"),
    "w",
    (Field("text", hint=_("A fear, an old hurt, something about trust …"), needed=True),),
)


TRUTH = Form(
    kinds.Truth,
    _("A plain truth"),
    "n",
    (
        Field("truth", hint=_("Something true, small things included …"), needed=True),
        Field("hard", _("What made it hard to say"), "line"),
        Field(
            "ask",
            _("What I ask now"),
            "choice",
            choices=(
                ("nothing", _("nothing")),
                ("know", _("only to know")),
                ("talk", _("to talk")),
            ),
        ),
        Field(
            "talk_on",
            _("On which day"),
            "day",
            hint=_("friday, in 3 days …"),
            looking="ahead",
            needed=True,
            only_with=("ask", "talk"),
        ),
    ),
)

PROMISE = Form(
    kinds.Promise,
    _("A promise"),
    "p",
    (
        Field("promise", "", "line", hint=_("What I will do …"), needed=True),
        Field("by", _("By when, if there is a day"), "day", hint=_("sunday …"), looking="ahead"),
    ),
)

PROMISE_MARK = Form(
    kinds.PromiseMark,
    _("How it went"),
    "h",
    (
        Field("state", _("How it stands"), "choice", choices=tuple(PROMISE_STATES.items())),
        Field("text", _("In your own words, if you like"), "line"),
        Field(
            "by",
            _("A new day, if there is one"),
            "day",
            hint=_("friday …"),
            looking="ahead",
            only_with=("state", "changed", "open"),
        ),
    ),
    choice_is_enough=True,
)
