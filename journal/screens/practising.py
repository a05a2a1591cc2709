"""What the pages of the second guide's practices share: a quiet prompt, and a way to answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.widget import Widget

from journal.i18n import _
from journal.model.kinds import Entry
from journal.model.record import Record
from journal.screens.composing import ComposeScreen
from journal.screens.prompting import Prompting
from journal.store import Draft
from journal.widgets.entry import EntryList
from journal.widgets.forms.steps import ENTRY
from journal.widgets.prompt import PromptCard

FEW = 3
"""How many answers stand below the prompt; the step and the journal have them all."""


class Practising(Prompting):
    """A page that offers the prompts of its practice; what answers one is kept in a step."""

    STEP: ClassVar[str]
    """The step that the practice belongs to: where its answers stand, too."""

    @property
    def _drafts_at(self) -> str:
        return f"practice/{self.PLACE}/"

    def compose_practice(self) -> Iterator[Widget]:
        """The prompt, and what was written to the prompts of this practice."""
        yield PromptCard(self.session, self.PLACE, also=[("prompt.write", _("answer"))])
        answered = EntryList("", id="answered")
        answered.display = False
        yield answered

    def arrive(self) -> None:
        """Turn the prompt to today's."""
        super().arrive()
        if self.is_mounted:
            self.card.turn_to_day(self.day)

    async def show_practice(self) -> None:
        """Show the newest answers, unfinished ones first."""
        journal = self.session.journal
        begins = f"{self.PLACE}-"
        drafts = [each for each in journal.drafts.all() if each.place.startswith(self._drafts_at)]
        kept = [each for each in journal.of_kind(Entry) if each.prompt.startswith(begins)][:FEW]
        items: list[Record | Draft] = [*drafts, *kept]
        answered = self.query_one("#answered", EntryList)
        answered.display = bool(items)
        await answered.show(items, self.session.today, starred=self.starred(), about=journal.about)

    def action_prompt_write(self) -> None:
        """Write to the prompt that is shown, over the page."""
        prompt = self.card.prompt
        fixed = {"prompt": prompt.id, "asked": prompt.text, "step": self.STEP}
        form, place = replace(ENTRY, title=prompt.text), f"{self._drafts_at}{prompt.id}"
        self.app.push_screen(ComposeScreen(self.session, form, place, fixed=fixed))
