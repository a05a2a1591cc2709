"""Today's question: light, personal or tender; one's answer to it meets the other's."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.content import DEPTHS, Depth, Prompt
from journal.i18n import _
from journal.model.answers import Meeting, Stand, meetings
from journal.model.asked import first, is_live, others
from journal.model.kinds import STEPS, Answer
from journal.model.prompts import question_of_day
from journal.session import Session
from journal.widgets.answers import Answers
from journal.widgets.cards.card import Card, heading, settle
from journal.widgets.composer import Composer
from journal.widgets.forms.steps import ANSWER
from journal.widgets.sealing import Sealing
from journal.widgets.words import clean
from journal.wording.records import RUNGS

LONGEST = 300
"""Signs of a question in the other's words that are shown; our own have at most 140."""


class Question(NamedTuple):
    """What is asked."""

    id: str
    text: str
    depth: str = ""
    """One of the depths; nothing where the prompt is not known here."""


class QuestionCard(Card):
    """One question, and what each has answered."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.day = session.today
        self.depth: Depth = DEPTHS[0]
        self.answer: Answer | None = None
        """One's own answer to the question that is shown."""
        self._turned_to: date | None = None
        self._chosen = ""
        """The id of another question than the day's own that is shown; nothing is kept of it."""
        self._by_hand = False
        """Whether one turned to what is shown."""
        self._found: dict[str, Meeting] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="question-heading", classes="card-heading")
        yield Static(id="question", classes="prose")
        yield Answers(self.session, id="answers")
        yield Composer(self.session, ANSWER, self.place, day=self.day, fixed=self._fixed())
        yield Sealing(self.session)

    @on(Composer.AudienceChosen)
    def _seen(self, event: Composer.AudienceChosen) -> None:
        event.stop()
        self.query_one(Sealing).say(event.audience)

    # Which question

    @property
    def question(self) -> Question:
        """The question that is shown."""
        return self._other(self._chosen) if self._chosen else self._own

    @property
    def _own(self) -> Question:
        """The question of this depth for the day that is shown."""
        prompt = question_of_day(
            self.session.catalogue.questions_of(self.depth),
            self.day,
            self.session.seed,
            self.depth,
        )
        return Question(prompt.id, prompt.text, prompt.depth)

    def _other(self, question: str) -> Question:
        """A question by its id: in our words where it is known here, else as it was asked."""
        prompt = _prompt(self.session, question)
        if prompt is not None:
            return Question(prompt.id, prompt.text, prompt.depth)
        meeting = self._found.get(question, Meeting(question))
        return Question(question, clean(meeting.asked)[:LONGEST])

    @property
    def place(self) -> str:
        """Where the draft of an answer to this question is kept."""
        return self._place(self.question.id)

    def _place(self, question: str) -> str:
        return f"today/{self.day.isoformat()}/answer/{question}"

    def _fixed(self) -> dict[str, str]:
        return {"question": self.question.id, "asked": self.question.text}

    @property
    def composer(self) -> Composer:
        """Where the answer is written."""
        return self.query_one(Composer)

    @property
    def others(self) -> list[str]:
        """The questions to turn to besides the day's own, by id."""
        found = others(self._found, self._own.id, self.day, self.session.today)
        ids = [each.question for each in found]
        return ids if self._chosen in ("", *ids) else [self._chosen, *ids]

    # Showing

    async def show(self, day: date) -> None:
        """Show the question that was answered or begun, what is offered, else the light one."""
        self.day = day
        journal = self.session.journal
        self._found = meetings(journal.of_kind(Answer), journal.me.id, journal.partner.id)
        if self._turned_to != day:
            self._turned_to, self._chosen, self._by_hand = day, "", False
            self.depth = self._begun()
            self._chosen = self._begin_with()
        meeting = self._meeting()
        self.answer = meeting.mine
        self._say_question()
        await self.query_one(Answers).show(meeting)
        self.composer.display = self.answer is None
        settle(self.composer, self.place, day=self.day, fixed=self._fixed())
        self.query_one(Sealing).say(self.composer.audience)

    def leave(self) -> bool:
        """Tell whether another question comes first at the next arrival: one sealed since."""
        comes = not (self._chosen or self._by_hand) and bool(self._begin_with())
        if comes:
            self._turned_to = None
        return comes

    def _begun(self) -> Depth:
        """The depth at which there is an answer or a draft, the lightest one first."""
        answered = {each.question for each in self._answers_of_day()}
        for depth in DEPTHS:
            self.depth = depth
            own = self._own.id
            if own in answered or self.session.journal.drafts.at(self._place(own)):
                return depth
        return DEPTHS[0]

    def _answers_of_day(self) -> list[Answer]:
        journal = self.session.journal
        return [
            each
            for each in journal.on_day(self.day)
            if isinstance(each, Answer) and journal.is_mine(each)
        ]

    def _begin_with(self) -> str:
        """The id of the question to begin with, or nothing for the day's own."""
        drafts = self.session.journal.drafts
        if drafts.at(self._place(self._own.id)):
            return ""
        found = others(self._found, self._own.id, self.day, self.session.today)
        for each in found:
            if drafts.at(self._place(each.question)):
                return each.question
        begin = first(found, self.day)
        return begin.question if begin is not None else ""

    def _meeting(self) -> Meeting:
        """What each has answered, as far as it belongs to the day that is shown."""
        question = self.question.id
        meeting = self._found.get(question, Meeting(question))
        mine = meeting.mine
        if meeting.stand is Stand.OFFERED and mine is not None and mine.day != self.day:
            meeting = meeting._replace(mine=None)  # one's own words of another day stay there
        if self._chosen or is_live(meeting, self.day, self.session.today):
            return meeting
        today = [each for each in self._answers_of_day() if each.question == question]
        return Meeting(question, today[-1] if today else None)

    def deeper(self) -> None:
        """Go from light to personal to tender, and round again; first back to the day's own."""
        if not self._chosen:
            self.depth = DEPTHS[(DEPTHS.index(self.depth) + 1) % len(DEPTHS)]
        self._chosen, self._by_hand = "", True

    def turn(self) -> None:
        """Go to the next question, the day's own last, and round again."""
        ids = [*self.others, ""]
        self._chosen, self._by_hand = ids[(ids.index(self._chosen) + 1) % len(ids)], True

    def _say_question(self) -> None:
        asked, keys = self.question, []
        if not self._chosen:
            keys.append((self.key("question.depth"), self._turn_name()))
        if self.others:
            last = self._chosen == self.others[-1]
            name = _("the day’s own") if last else _("another one")
            keys.append((self.key("question.other"), name))
        rung = RUNGS.get(asked.depth, "")
        self.query_one("#question-heading", Static).update(
            heading(self.asked) + Content.assemble("   ", (rung, "$muted")) + heading("", *keys)
        )
        self.query_one("#question", Static).update(Content(asked.text))

    @property
    def asked(self) -> str:
        """What the question is called, today's or another day's, or one that waits for both."""
        if self._chosen:
            offered = self._found.get(self._chosen, Meeting("")).stand is Stand.OFFERED
            return _("A question, if you like") if offered else _("You both answered")
        today = self.day == self.session.today
        return _("Today’s question") if today else _("The question of that day")

    def _turn_name(self) -> str:
        return _("lighter") if self.depth == DEPTHS[-1] else _("deeper")


def _prompt(session: Session, question: str) -> Prompt | None:
    """Find a prompt of the catalogue by its id, of Today or of a step."""
    catalogue = session.catalogue
    steps = (prompt for step in STEPS for prompt in catalogue.step(step).prompts)
    return next((each for each in chain(catalogue.questions, steps) if each.id == question), None)
