"""Today's question: light, personal or tender; the answer is written here."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.content import DEPTHS, Depth, Prompt
from journal.i18n import _
from journal.model.kinds import Answer
from journal.model.prompts import question_of_day
from journal.session import Session
from journal.widgets.cards.card import Card, heading, settle
from journal.widgets.composer import Composer
from journal.widgets.forms.steps import ANSWER
from journal.widgets.words import clean
from journal.wording.records import RUNGS, say_audience


class QuestionCard(Card):
    """One question of the day, and its answer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.day = session.today
        self.depth: Depth = DEPTHS[0]
        self.answer: Answer | None = None
        """The answer that was given to the question that is shown."""
        self._turned_to: date | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="question-heading", classes="card-heading")
        yield Static(id="question", classes="prose")
        yield Static(id="answer", markup=False)
        yield Composer(self.session, ANSWER, self.place, day=self.day, fixed=self._fixed())

    @property
    def question(self) -> Prompt:
        """The question of this depth for the day that is shown."""
        return self._question(self.depth)

    def _question(self, depth: Depth) -> Prompt:
        return question_of_day(
            self.session.catalogue.questions, self.day, self.session.journal.id, depth
        )

    @property
    def place(self) -> str:
        """Where the draft of an answer to this question is kept."""
        return f"today/{self.day.isoformat()}/answer/{self.question.id}"

    def _fixed(self) -> dict[str, str]:
        return {"question": self.question.id, "asked": self.question.text}

    @property
    def composer(self) -> Composer:
        """Where the answer is written."""
        return self.query_one(Composer)

    async def show(self, day: date) -> None:
        """Show the day's question: the one that was answered, or begun, else the light one."""
        self.day = day
        answers = {
            each.question: each
            for each in self.session.journal.on_day(day)
            if isinstance(each, Answer)
        }
        if self._turned_to != day:
            self._turned_to = day
            self.depth = self._begun(answers)
        self.answer = answers.get(self.question.id)
        self._show()

    def _begun(self, answers: dict[str, Answer]) -> Depth:
        """The depth at which there is an answer or a draft, the lightest one first."""
        for depth in DEPTHS:
            self.depth = depth
            if self.question.id in answers or self.session.journal.drafts.at(self.place):
                return depth
        return DEPTHS[0]

    def deeper(self) -> None:
        """Go from light to personal to tender, and round again."""
        self.depth = DEPTHS[(DEPTHS.index(self.depth) + 1) % len(DEPTHS)]

    def _show(self) -> None:
        self.query_one("#question-heading", Static).update(
            heading(self.asked) + Content.assemble("   ", (RUNGS[self.depth], "$muted"))
            + heading("", (self.key("question.depth"), self._turn_name()))
        )  # fmt: skip
        self.query_one("#question", Static).update(Content(self.question.text))
        said = self.query_one("#answer", Static)
        said.display = self.answer is not None
        if self.answer is not None:
            said.update(
                Content.assemble(
                    clean(self.answer.text), "\n", (say_audience(self.answer), "$muted")
                )
            )
        self.composer.display = self.answer is None
        settle(self.composer, self.place, day=self.day, fixed=self._fixed())

    @property
    def asked(self) -> str:
        """What the question is called, today's or another day's."""
        today = self.day == self.session.today
        return _("Today’s question") if today else _("The question of that day")

    def _turn_name(self) -> str:
        return _("lighter") if self.depth == DEPTHS[-1] else _("deeper")
