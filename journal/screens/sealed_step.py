"""A step whose prompts both can answer sealed: the two answers stand below the prompt they answer.

A sealed answer to a prompt is kept as an answer, wherever it was written; it stands among what was
written in the step, too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from textual import on
from textual.app import ComposeResult

from journal.model.answers import Meeting, Stand, is_shut, meetings
from journal.model.kinds import Answer
from journal.model.record import Record, Stamp
from journal.screens.step import StepPage
from journal.widgets.answering import Answering
from journal.widgets.answers import Answers
from journal.widgets.composer import Composer
from journal.widgets.prompt import PromptCard
from journal.widgets.sealing import Sealing
from journal.wording.answers import ABOUT_SEALING


class SealedStep(StepPage):
    """Step 3 or 4."""

    def compose_body(self) -> ComposeResult:
        """Below the prompt what each has answered, below the form what sealing means."""
        for widget in super().compose_body():
            yield widget
            if isinstance(widget, PromptCard):
                yield Answers(self.session, id="answers")
            elif isinstance(widget, Composer):
                yield Sealing(self.session)

    def main_form(self) -> Composer:
        """Make the form that stands on the page; what it answers can be sealed."""
        place = f"step/{self.STEP}"
        return Answering(self.session, self.MAIN, place, seals=True, id="main")

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - as in StepPage
        """The guide's own help, and what sealing means."""
        return "\n\n".join((super().HELP, ABOUT_SEALING))

    async def show(self) -> None:
        """Show what was written, and the answers to the prompt that is shown."""
        await super().show()
        await self._show_answers()

    async def _show_answers(self) -> None:
        journal, question = self.session.journal, self.query_one(PromptCard).prompt.id
        answers = (each for each in journal.of_kind(Answer) if each.question == question)
        found = meetings(answers, journal.me.id, journal.partner.id)
        meeting = found.get(question, Meeting(question))
        if meeting.stand in (Stand.PRIVATE, Stand.SHARED):
            meeting = Meeting(question)  # it stands below, among what was written
        await self.query_one("#answers", Answers).show(meeting)

    @on(PromptCard.Turned)
    async def _turned_to_another(self) -> None:
        await self._show_answers()

    @on(Composer.AudienceChosen)
    def _seen(self, event: Composer.AudienceChosen) -> None:
        event.stop()
        self.query_one(Sealing).say(event.audience)

    def written(self) -> list[Record]:
        """What stands under *Written here*, the answers to this step's prompts among it."""
        prompts = {each.id for each in self.session.catalogue.step(self.STEP).prompts}
        own = f"{self.STEP}-own-"  # as the ids of own prompts begin
        answers = [
            each
            for each in self.session.journal.of_kind(Answer)
            if (each.question in prompts or each.question.startswith(own)) and not is_shut(each)
        ]
        return sorted([*super().written(), *answers], key=_when, reverse=True)


def _when(record: Record) -> tuple[date, datetime, Stamp]:
    """The order of lists: by day, then as it was written."""
    return record.day, record.written or datetime.min.replace(tzinfo=UTC), record.stamp
