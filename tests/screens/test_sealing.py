"""Sealing an answer by keys: in Today's question, and in the prompts of steps 3 and 4."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Answer, Sharing, Truth
from journal.model.record import SEALED
from journal.screens.step import StepPage
from journal.store import Journal
from journal.widgets.answering import Answering
from journal.widgets.answers import Answers, AnswerView
from journal.widgets.audience import Audience
from journal.widgets.prompt import PromptCard
from journal.widgets.sealing import Sealing
from journal.wording.answers import ABOUT_SEALING
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

TODAY = date(2026, 11, 22)
NASTY = "zq[/b][love]$accent"


def page(pilot: Pilot[Any]) -> StepPage:
    """The step's page, which has to be the one on the screen."""
    assert isinstance(pilot.app.screen, StepPage)
    return pilot.app.screen


def prompt(pilot: Pilot[Any]) -> str:
    """The id of the prompt that is shown."""
    return page(pilot).query_one(PromptCard).prompt.id


async def seal(pilot: Pilot[Any]) -> None:
    """Choose *sealed* in the row below the form that has the cursor, and keep it."""
    row = next(each for each in pilot.app.screen.query(Audience) if each.display)
    row.focus()
    await until(pilot, lambda: row.has_focus)
    await pilot.press("right", "right")
    await until(pilot, lambda: row.value == SEALED)


@pytest.mark.parametrize("step", ["vulnerable", "transparent"])
async def test_a_sealed_text_answers_the_prompt(opened: Open, journal: Journal, step: str) -> None:
    """What is written in steps 3 and 4 can be sealed: it is kept as an answer to the prompt."""
    Ben(journal)
    async with opened(step) as pilot:
        await pilot.press("n")
        if step in ("vulnerable", "transparent"):
            await pilot.press("n")
        await until(pilot, lambda: page(pilot).form.has_focus_within)
        await write(pilot, "mine")
        await seal(pilot)
        await until(pilot, lambda: page(pilot).query_one(Sealing).display)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is not pilot.app.screen_stack[0])
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(Answer))
        (answer,) = journal.of_kind(Answer)
        assert (answer.text, answer.question, answer.audience) == ("mine", prompt(pilot), SEALED)
        assert journal.of_kind(Sharing, Truth) == []
        assert journal.drafts.all() == []
        await until(pilot, lambda: page(pilot).form.is_blank)
        written = [str(each.render()) for each in page(pilot).query("#written EntryView")]
        assert any("mine" in each for each in written)
        assert not page(pilot).query_one(Sealing).display


async def test_words_that_answer_no_prompt_cannot_be_sealed(opened: Open, journal: Journal) -> None:
    """*Sealed* is offered with the prompt, and goes where something else is chosen."""
    Ben(journal)
    async with opened("vulnerable") as pilot:
        await pilot.press("n", "n")
        form = page(pilot).form
        assert isinstance(form, Answering)
        await write(pilot, "mine")
        assert SEALED in form.audiences
        form.answers.value = "no"
        await until(pilot, lambda: SEALED not in form.audiences)


@pytest.mark.parametrize("size", SIZES)
async def test_the_answers_stand_below_their_prompt(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """What the other sealed is said below the prompt; once open both stand there, as they are."""
    ben = Ben(journal)
    async with opened("vulnerable", size) as pilot:
        question = prompt(pilot)
        sealed = ben.seals(question, TODAY)
        answers = page(pilot).query_one("#answers", Answers)
        await until(pilot, lambda: "Ben has sealed an answer" in " ".join(painted(pilot).split()))
        assert len(answers.query(AnswerView)) == 0
        journal.add(
            Answer(question=question, asked="?", text="Mine.", day=TODAY, audience=SEALED)
        ).result()
        ben.opens(sealed, NASTY)
        await until(pilot, lambda: len(answers.query(AnswerView)) == 2)
        mine, his = (str(each.render()) for each in answers.query(AnswerView))
        assert (mine, his) == ("You\nMine.", f"Ben\n{NASTY}")
        await pilot.press("p")
        await until(pilot, lambda: not answers.display)


async def test_the_help_says_what_sealing_leaves_to_trust(opened: Open, journal: Journal) -> None:
    """What a changed program could still do stands in the help of the pages that seal."""
    async with opened("vulnerable") as pilot:
        assert ABOUT_SEALING in page(pilot).HELP
    async with opened("today") as pilot:
        assert ABOUT_SEALING in (pilot.app.screen.HELP or "")
