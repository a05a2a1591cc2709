"""The forms: for each kind of record what is asked, in which words and order.

`FORMS` finds the form of a kind; `FOLLOW_UPS` says what can be added to an entry of a kind.
"""

from __future__ import annotations

from journal.i18n import _
from journal.model import kinds
from journal.model.record import Record
from journal.widgets.forms.care import (
    CARE_HEARD,
    CARE_LINE,
    GUESS,
    NEUTRAL_VIEW,
    SURPRISE,
    THANKS,
    TOUGH_TIME,
)
from journal.widgets.forms.desire import DESIRE_NOTE, WISH
from journal.widgets.forms.form import BadField, Field, Form, Values
from journal.widgets.forms.help import AFTER_NOTE, APPOINTMENT, BRING_QUESTION, HELPER
from journal.widgets.forms.steps import (
    ANSWER,
    APPRECIATION,
    CAME_OF_IT,
    ENTRY,
    HEARD,
    HINDRANCE,
    LISTENING_LINE,
    NEED,
    PROMISE,
    PROMISE_MARK,
    SHARING,
    TRUTH,
)
from journal.widgets.forms.together import INTEREST, MEMORY, OWN_WORDS, PLAN, REPLY, WAS_GOOD
from journal.widgets.forms.touch import TOUCH, TOUCH_NOTE

DAY = Field("day", _("Day"), "day", hint=_("today, last friday, 2024-03-12 …"))
"""The day of an entry, where it can be changed."""

FORMS: dict[type[Record], Form] = {
    form.kind: form
    for form in (
        ENTRY, ANSWER, APPRECIATION, CAME_OF_IT, HEARD, NEED, LISTENING_LINE, SHARING, HINDRANCE,
        TRUTH, PROMISE, PROMISE_MARK, INTEREST, PLAN, MEMORY, HELPER, APPOINTMENT, BRING_QUESTION,
        AFTER_NOTE, OWN_WORDS, REPLY, TOUCH, TOUCH_NOTE, WAS_GOOD,
        CARE_LINE, CARE_HEARD, TOUGH_TIME, THANKS, GUESS, SURPRISE, NEUTRAL_VIEW,
        WISH, DESIRE_NOTE,
    )
}  # fmt: skip

FOLLOW_UPS: dict[type[Record], tuple[Form, ...]] = {
    kinds.Need: (CAME_OF_IT,),
    kinds.Hindrance: (BRING_QUESTION,),
    kinds.Promise: (PROMISE_MARK, THANKS),
    kinds.Guess: (SURPRISE,),
    kinds.Appointment: (AFTER_NOTE,),
    kinds.Memory: (OWN_WORDS,),
    kinds.Plan: (OWN_WORDS,),
}

__all__ = [
    "DAY",
    "FOLLOW_UPS",
    "FORMS",
    "BadField",
    "Field",
    "Form",
    "Values",
]
