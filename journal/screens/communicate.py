"""Step 1, Communicate: how the day was, what one heard, a need in four short parts."""

from __future__ import annotations

from dataclasses import replace

from journal.i18n import _
from journal.screens.step import StepPage
from journal.widgets.answering import Answering
from journal.widgets.cards.my_day import heard_form
from journal.widgets.composer import Composer
from journal.widgets.forms import Form
from journal.widgets.forms.form import Field
from journal.widgets.forms.steps import ENTRY, NEED
from journal.widgets.prompt import PromptCard

DAY = replace(
    ENTRY,
    title=_("How your day was"),
    fields=(Field("text", hint=_("How was your day?"), needed=True),),
)
"""The form of an entry, asked for in the words of this step."""


class Communicate(StepPage):
    """Step 1."""

    PLACE = "communicate"
    STEP = "communicate"
    MAIN = DAY
    EMPTY = _(
        "Your days, your needs and what you heard will stand here. n begins; w on a need adds what"
        " came of it."
    )

    def main_form(self) -> Composer:
        """Small talk first: it answers the practice only where that is chosen."""
        return Answering(
            self.session,
            DAY,
            f"step/{self.STEP}",
            own=_("about my day"),
            begins_own=True,
            id="main",
        )

    def ways(self) -> tuple[tuple[str, str], ...]:
        """How the other would like to be cared for."""
        return (("go.empathy", _("how you would like to be cared for, and hard times")),)

    def forms(self) -> tuple[Form, ...]:
        """One's own day, a need, the other's day."""
        return (DAY, NEED, heard_form(self.session.partner_name))

    def prompted(self, card: PromptCard) -> dict[str, str]:
        """An entry names its step, too."""
        return super().prompted(card) | {"step": self.STEP}
