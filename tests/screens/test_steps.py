"""The pages of steps 1, 3 and 4, and what all step pages share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from journal.model.kinds import (
    BringQuestion,
    CameOfIt,
    Entry,
    Heard,
    Hindrance,
    Need,
    Promise,
    PromiseMark,
    Sharing,
    Truth,
)
from journal.session import Session
from journal.store import Journal
from journal.widgets.answering import Answering
from journal.widgets.composer import Composer
from journal.widgets.entry import AddedView, EntryView
from journal.widgets.prompt import PromptCard
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)


def form(pilot: Pilot[Any]) -> Answering:
    """The form on the page."""
    return pilot.app.screen.query_one("#main", Answering)


def words(pilot: Pilot[Any], where: str) -> list[str]:
    """The entries of a list, each as text."""
    views = pilot.app.screen.query_one(where).query(EntryView)
    return [str(view.content) for view in views]


async def keep(pilot: Pilot[Any], text: str) -> None:
    """Type a text where the cursor is, and save."""
    await pilot.pause()
    await write(pilot, text)
    await pilot.press("ctrl+s")


# Every step


@pytest.mark.parametrize("mode", ["communicate", "vulnerable", "transparent"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screenful(
    session: Session, journal: Journal, opened: Open, mode: str, size: tuple[int, int]
) -> None:
    """Without scrolling one sees the prompt, the place to write and the beginning of the list."""
    journal.commit(
        [
            Entry(step="communicate", text="My first lines", day=TODAY),
            Sharing(text="My first lines", day=TODAY),
            Truth(truth="My first lines", day=TODAY),
        ]
    ).result()
    async with opened(mode, size=size) as pilot:
        await until(pilot, lambda: words(pilot, "#written"))
        await pilot.pause()
        shown = painted(pilot)
        asked = str(pilot.app.screen.query_one("#asked", Static).content)
        assert asked[:30].rsplit(" ", 1)[0] in shown
        assert "only me" in shown
        assert "Written here" in shown
        assert "My first lines" in shown


async def test_nothing_is_focused_at_arrival(opened: Open, journal: Journal) -> None:
    """Arriving puts the cursor in no text; Esc leads out of one and loses nothing."""
    async with opened("vulnerable") as pilot:
        assert pilot.app.focused is None
        await pilot.press("n", "n")
        await write(pilot, "half a thought")
        await pilot.press("escape")
        assert pilot.app.focused is None
        draft = journal.drafts.at("step/vulnerable")
        assert draft is not None
        assert draft.values["text"] == "half a thought"
        await pilot.press("0")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await pilot.press("3")
        await until(pilot, lambda: pilot.app.current_mode == "vulnerable")
        assert form(pilot).values["text"] == "half a thought"


async def test_a_draft_keeps_its_prompt(session: Session, journal: Journal, opened: Open) -> None:
    """What was begun under a prompt is found under it again, on another day too."""
    sought = session.catalogue.step("vulnerable").prompts[-1]
    values = {"text": "begun", "rung": "light", "prompt": sought.id, "asked": sought.text}
    journal.drafts.keep("step/vulnerable", day=TODAY, kind="sharing", values=values)
    async with opened("vulnerable") as pilot:
        card = pilot.app.screen.query_one(PromptCard)
        assert card.prompt == sought
        await pilot.press("p")
        assert card.prompt != sought
        assert form(pilot).values["asked"] == sought.text
        assert form(pilot).values["rung"] == "light"


async def test_the_prompt_is_answered_by_choice(journal: Journal, opened: Open) -> None:
    """In step 3 writing answers the prompt unless one says otherwise."""
    async with opened("vulnerable", size=(120, 40)) as pilot:
        asked = pilot.app.screen.query_one(PromptCard).prompt
        await pilot.press("n", "n")
        await keep(pilot, "An answer")
        await until(pilot, lambda: len(journal.of_kind(Sharing)) == 1)
        await pilot.press("n", "n")
        await write(pilot, "No answer")
        await pilot.press("tab", "tab", "tab", "right", "ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Sharing)) == 2)
        found = {each.text: (each.prompt, each.asked) for each in journal.of_kind(Sharing)}
        assert found == {"An answer": (asked.id, asked.text), "No answer": ("", "")}


async def test_discarding_from_the_list(journal: Journal, opened: Open) -> None:
    """A text left unfinished in a panel stands in the list, and can be discarded there."""
    async with opened("communicate", size=(120, 40)) as pilot:
        await pilot.press("n", "d")
        await pilot.pause()
        await write(pilot, "You came late")
        await pilot.press("escape")
        await until(pilot, lambda: any("unfinished" in each for each in words(pilot, "#written")))
        await pilot.press("j", "x")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: not words(pilot, "#written"))
        assert journal.drafts.all() == []


async def test_what_stands_beside_moves(journal: Journal, opened: Open) -> None:
    """What stands beside comes above the list where the screen is narrow, and goes back."""
    journal.add(Hindrance(text="That I will be a burden.", day=TODAY)).result()
    async with opened("vulnerable", size=(120, 40)) as pilot:

        def parent() -> str | None:
            found = pilot.app.screen.query("#beside")
            return found.first().parent.id if found and words(pilot, "#hindrances") else None  # type: ignore[union-attr]

        await until(pilot, lambda: parent() == "aside")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: parent() == "body")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: parent() == "aside")
        assert len(pilot.app.screen.query("#beside")) == 1


# Step 1


async def test_how_the_day_was(journal: Journal, opened: Open) -> None:
    """What is written about the day answers no prompt unless that is chosen."""
    async with opened("communicate", size=(120, 40)) as pilot:
        prompt = pilot.app.screen.query_one(PromptCard).prompt
        await pilot.press("n", "n")
        await keep(pilot, "A long day")
        await until(pilot, lambda: journal.of_kind(Entry))
        first = journal.of_kind(Entry)[0]
        assert (first.step, first.text, first.asked) == ("communicate", "A long day", "")
        await until(pilot, lambda: form(pilot).is_blank)
        await pilot.press("n", "n")
        await write(pilot, "That")
        await pilot.press("tab", "right", "ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Entry)) == 2)
        assert {each.asked for each in journal.of_kind(Entry)} == {"", prompt.text}


async def test_a_need_and_what_came_of_it(journal: Journal, opened: Open) -> None:
    """What came of a need is added with w, stands under the need and nowhere else."""
    async with opened("communicate", size=(120, 40)) as pilot:
        await pilot.press("n", "d")
        await pilot.pause()
        await write(pilot, "You came late")
        await pilot.press("tab")
        await keep(pilot, "alone")
        await until(pilot, lambda: journal.of_kind(Need))
        await until(pilot, lambda: words(pilot, "#written"))
        await pilot.press("j", "w")
        await keep(pilot, "You called")
        await until(pilot, lambda: journal.of_kind(CameOfIt))
        need, came = journal.of_kind(Need)[0], journal.of_kind(CameOfIt)[0]
        assert (need.happened, need.felt, came.about) == (
            "You came late", "alone", need.reference,
        )  # fmt: skip
        await until(pilot, lambda: len(words(pilot, "#written")) == 2)
        first, second = words(pilot, "#written")
        assert "You came late" in first
        assert second.startswith("↳ what came of it")
        assert "You called" in second
        await pilot.press("j")
        assert isinstance(pilot.app.focused, AddedView)
        assert pilot.app.focused.item == came


@pytest.mark.parametrize(("partner", "asks"), [("Ben", "Ben’s"), ("", "your partner’s")])
async def test_the_other_day(journal: Journal, opened: Open, partner: str, asks: str) -> None:
    """“I asked how Ben’s was, and heard …” has the partner's name, or says “your partner”."""
    journal.rename(partner=partner).result()
    async with opened("communicate") as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert asks in painted(pilot)
        await pilot.press("h")
        await keep(pilot, "A slow train")
        await until(pilot, lambda: journal.of_kind(Heard))
        assert journal.of_kind(Heard)[0].text == "A slow train"


# Step 3


async def test_the_rung_follows_the_prompt(journal: Journal, opened: Open) -> None:
    """A deeper prompt sets a deeper rung; what is begun keeps the rung it has."""
    async with opened("vulnerable") as pilot:
        assert form(pilot).values["rung"] == "light"
        await pilot.press("d", "d")
        await pilot.pause()
        assert form(pilot).values["rung"] == "tender"
        await pilot.press("n", "n")
        await write(pilot, "words")
        await pilot.press("escape", "d")
        await pilot.pause()
        assert form(pilot).values["rung"] == "tender"
        await pilot.press("n", "n", "ctrl+s")
        await until(pilot, lambda: journal.of_kind(Sharing))
        sharing = journal.of_kind(Sharing)[0]
        assert (sharing.rung, sharing.audience) == ("tender", "me")


async def test_taking_it_to_step_6(journal: Journal, opened: Open) -> None:
    """What stands in the way becomes a question to bring, beginning with its own words."""
    async with opened("vulnerable") as pilot:
        await pilot.press("n", "w")
        await keep(pilot, "Being a burden")
        await until(pilot, lambda: words(pilot, "#hindrances"))
        assert words(pilot, "#written") == []
        await pilot.press("j", "w")
        await keep(pilot, "?")
        await until(pilot, lambda: journal.of_kind(BringQuestion))
        question, hindrance = journal.of_kind(BringQuestion)[0], journal.of_kind(Hindrance)[0]
        assert (question.text, question.about) == ("Being a burden?", hindrance.reference)
        await until(pilot, lambda: "taken to step 6" in words(pilot, "#hindrances")[0])


async def test_looking_at_the_question_leaves_nothing(journal: Journal, opened: Open) -> None:
    """Opening the prefilled question and leaving it creates no entry and no draft."""
    journal.add(Hindrance(text="Being a burden", day=TODAY)).result()
    async with opened("vulnerable") as pilot:
        await until(pilot, lambda: words(pilot, "#hindrances"))
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.query_one(Composer).values["text"] == "Being a burden"
        await pilot.press("escape")
        await pilot.pause()
        assert journal.drafts.all() == []
        assert journal.of_kind(BringQuestion) == []


# Step 4


async def test_still_open(journal: Journal, opened: Open) -> None:
    """Past its day a promise asks; y answers, and it is not asked again for that day."""
    promise = journal.add(Promise(promise="Call", by=FRIDAY, day=FRIDAY)).result()
    async with opened("transparent") as pilot:
        await until(pilot, lambda: any("Still open?" in each for each in words(pilot, "#promises")))
        await pilot.press("y")
        await until(pilot, lambda: "Still open?" not in words(pilot, "#promises")[0])
        mark = journal.about(promise)[-1]
        assert isinstance(mark, PromiseMark)
        assert (mark.state, mark.day) == ("open", TODAY)
        assert "not yet" in words(pilot, "#promises")[0]
        await pilot.press("y")
        await pilot.pause()
        assert journal.about(promise) == [mark]


async def test_a_kept_promise(journal: Journal, opened: Open) -> None:
    """A promise that is kept leaves the open ones and stands in the list with its mark."""
    journal.add(Promise(promise="Call", by=TODAY + timedelta(days=2), day=TODAY)).result()
    async with opened("transparent", size=(120, 40)) as pilot:
        await until(pilot, lambda: words(pilot, "#promises"))
        assert "Still open?" not in words(pilot, "#promises")[0]
        assert words(pilot, "#written") == []
        await pilot.press("j", "w")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: words(pilot, "#written"))
        assert words(pilot, "#promises") == []
        promise, mark = words(pilot, "#written")
        assert "Call" in promise
        assert mark.startswith("↳ kept · today")


async def test_a_changed_promise_has_a_new_day(journal: Journal, opened: Open) -> None:
    """Changed, with a new day: the new day is in force."""
    promise = journal.add(Promise(promise="Call", by=FRIDAY, day=FRIDAY)).result()
    async with opened("transparent") as pilot:
        await until(pilot, lambda: words(pilot, "#promises"))
        await pilot.press("w")  # what asks is answered from anywhere on the page
        await pilot.pause()
        await pilot.press("right", "tab", "tab")
        await keep(pilot, "friday")
        await until(pilot, lambda: journal.about(promise))
        mark = journal.about(promise)[0]
        assert isinstance(mark, PromiseMark)
        assert (mark.state, mark.by) == ("changed", FRIDAY + timedelta(days=7))
        await until(pilot, lambda: "by this Friday" in words(pilot, "#promises")[0])


async def test_a_truth(journal: Journal, opened: Open) -> None:
    """A plain truth has three parts; the day is asked only for a talk."""
    async with opened("transparent") as pilot:
        await pilot.press("n", "n")
        await write(pilot, "The sofa")
        await pilot.press("tab")
        await write(pilot, "You love it")
        await pilot.press("tab", "left", "tab")
        await keep(pilot, "friday")
        await until(pilot, lambda: journal.of_kind(Truth))
        truth = journal.of_kind(Truth)[0]
        assert (truth.truth, truth.hard, truth.ask) == ("The sofa", "You love it", "talk")
        assert truth.talk_on == FRIDAY + timedelta(days=7)
