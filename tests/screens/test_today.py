"""Today: the check-in, the question, the day, walking to other days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import TextArea

from journal.model.kinds import (
    Answer,
    Appreciation,
    CheckIn,
    Entry,
    Heard,
    Memory,
    Promise,
)
from journal.screens.entry import EntryScreen
from journal.screens.today import Today
from journal.session import Session
from journal.widgets.cards.feeling import FeelingCard
from journal.widgets.cards.line import Line
from journal.widgets.cards.my_day import MyDay
from journal.widgets.cards.question import QuestionCard
from journal.widgets.cards.written import Written
from journal.widgets.entry import EntryView
from journal.widgets.feelings import FeelingsGrid
from tests.clocks import FixedClock
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

TODAY = date(2026, 11, 22)


def page(pilot: Pilot[Any]) -> Today:
    """The page, which has to be the one on the screen."""
    assert isinstance(pilot.app.screen, Today)
    return pilot.app.screen


async def whole(pilot: Pilot[Any]) -> Today:
    """The page, once all its cards are there."""
    await until(pilot, lambda: any(each.is_mounted for each in pilot.app.screen.query(Written)))
    await pilot.pause()
    return page(pilot)


def listed(today: Today) -> list[str]:
    """What stands in the list of the day, as text."""
    return [str(view.content) for view in today.query_one(Written).query(EntryView)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_check_in_and_its_line_are_kept_as_two_records(
    session: Session, opened: Open, size: tuple[int, int]
) -> None:
    """f, arrows, Enter, Space on two words, a line, Ctrl+S: a check-in and an entry about it."""
    async with opened(size=size) as pilot:
        await pilot.press("f", "right", "right", "down", "enter", "space", "right", "space", "tab")
        await write(pilot, "long day")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.journal.of_kind(CheckIn))
        (checkin,) = session.journal.of_kind(CheckIn)
        near = session.catalogue.feelings_near(2, -1)
        assert (checkin.pleasant, checkin.energy, checkin.day) == (2, -1, TODAY)
        assert checkin.words == (near[0].word, near[1].word)
        (line,) = session.journal.about(checkin)
        assert isinstance(line, Entry)
        assert (line.text, line.step) == ("long day", "communicate")
        await until(pilot, lambda: not page(pilot).query_one(FeelingCard).is_open)
        await pilot.pause()
        assert "21:40" in painted(pilot)
        assert page(pilot).query_one(FeelingsGrid).region.height == (0 if size[0] == 80 else 11)
        assert session.journal.drafts.all() == []


async def test_the_grid_says_in_words_where_one_stands(opened: Open) -> None:
    """Moving on the grid changes words on the screen, not only a mark."""
    async with opened() as pilot:
        await pilot.press("f", "left", "left", "up")
        await pilot.pause()
        assert "rather unpleasant · some energy" in painted(pilot)


async def test_a_day_holds_several_check_ins(session: Session, opened: Open) -> None:
    """f again makes another check-in; both are shown with their time."""
    await session.keep(CheckIn(pleasant=1, energy=1, words=("calm",), day=TODAY))
    async with opened() as pilot:
        await pilot.press("f", "left", "enter", "enter")
        await until(pilot, lambda: len(session.journal.of_kind(CheckIn)) == 2)
        await until(pilot, lambda: not page(pilot).query_one(FeelingCard).is_open)
        await pilot.pause()
        assert painted(pilot).count("21:40") >= 2
        assert "calm" in painted(pilot)
        assert "a little unpleasant" in painted(pilot)


async def test_a_half_made_check_in_survives(session: Session, opened: Open) -> None:
    """What was moved, chosen and typed is there again when the program is opened anew."""
    async with opened() as pilot:
        await pilot.press("f", "right", "enter", "space", "tab")
        await write(pilot, "half")
    (draft,) = session.journal.drafts.all()
    assert (draft.kind, draft.day) == ("check-in", TODAY)
    async with opened() as pilot:
        await pilot.press("f")
        card = page(pilot).query_one(FeelingCard)
        assert card.made.place == (1, 0)
        assert card.made.line == "half"
        assert len(card.made.words) == 1
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.journal.of_kind(CheckIn))
        assert session.journal.of_kind(CheckIn)[0].id == draft.id
        assert session.journal.drafts.all() == []


async def test_looking_at_the_grid_keeps_nothing(session: Session, opened: Open) -> None:
    """f and Esc leave neither a check-in nor a draft, and the grid closes."""
    async with opened() as pilot:
        await pilot.press("f", "escape")
        await until(pilot, lambda: not page(pilot).query_one(FeelingCard).is_open)
        assert pilot.app.focused is None
        assert session.journal.records() == []
        assert session.journal.drafts.all() == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_shows_the_feelings_and_the_question(
    session: Session, opened: Open, size: tuple[int, int]
) -> None:
    """Without scrolling one sees the grid, today's question, and where the answer is written."""
    async with opened(size=size) as pilot:
        today = await whole(pilot)
        seen = painted(pilot)
        assert "How are you feeling today?" in seen
        assert "low energy" in seen
        assert today.query_one(QuestionCard).question.text[:20] in seen
        assert "Write your answer" in seen
        assert pilot.app.focused is None
        assert session.journal.records() == []


async def test_an_answer_names_its_question(session: Session, opened: Open) -> None:
    """d turns the question deeper; the answer carries the id and words of the one answered."""
    async with opened() as pilot:
        light = page(pilot).query_one(QuestionCard).question
        await pilot.press("d")
        question = page(pilot).query_one(QuestionCard).question
        assert (light.depth, question.depth) == ("light", "personal")
        await pilot.press("n", "q")
        await pilot.pause()
        await write(pilot, "soup")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.journal.of_kind(Answer))
        (answer,) = session.journal.of_kind(Answer)
        assert (answer.question, answer.asked) == (question.id, question.text)
        assert (answer.text, answer.day) == ("soup", TODAY)
        card = page(pilot).query_one(QuestionCard)
        await until(pilot, lambda: not card.composer.display)
        await pilot.press("d", "d")
        assert card.question == light
        assert card.composer.display


async def test_what_was_heard_is_asked_by_name(session: Session, opened: Open) -> None:
    """n and h ask about Ben's day by his name and keep what was heard."""
    async with opened() as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "I asked how Ben’s was, and heard …" in painted(pilot)
        await pilot.press("h")
        await pilot.pause()
        await write(pilot, "fine")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.journal.of_kind(Heard))
        assert session.journal.of_kind(Heard)[0].text == "fine"


async def test_another_day_is_written_for_kindly(session: Session, opened: Open) -> None:
    """After [ the page says which day it writes for, what is kept has that day, 0 comes back."""
    yesterday = TODAY - timedelta(days=1)
    async with opened() as pilot:
        await whole(pilot)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "Saturday 21 November 2026 · you are writing for this day" in painted(pilot)
        await pilot.press("n", "d")
        await pilot.pause()
        await write(pilot, "rain")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.journal.on_day(yesterday))
        (entry,) = session.journal.on_day(yesterday)
        assert isinstance(entry, Entry)
        assert (entry.text, entry.step) == ("rain", "communicate")
        assert page(pilot).day == yesterday
        await pilot.press("a")
        await pilot.pause()
        await write(pilot, "soup")
        await pilot.press("enter")
        await until(pilot, lambda: session.journal.of_kind(Appreciation))
        assert session.journal.of_kind(Appreciation)[0].day == yesterday
        await until(pilot, lambda: isinstance(pilot.app.screen, Today))
        assert page(pilot).day == yesterday
        await pilot.press("0")
        await pilot.pause()
        assert page(pilot).day == TODAY
        assert "you are writing for this day" not in painted(pilot)


async def test_today_is_the_last_day(opened: Open) -> None:
    """] stops at today, and a day that has not come is refused in one sentence."""
    async with opened() as pilot:
        await pilot.press("left_square_bracket", "right_square_bracket", "right_square_bracket")
        assert page(pilot).day == TODAY
        await pilot.press("at")
        await write(pilot, "tomorrow")
        await pilot.press("enter")
        await pilot.pause()
        assert page(pilot).day == TODAY
        assert "has not come yet" in str([each.message for each in pilot.app._notifications])


async def test_a_day_long_ago_is_there_to_be_written(opened: Open) -> None:
    """@ goes to a day in words; nothing written there is said kindly, with the key that begins."""
    async with opened(size=(120, 40)) as pilot:
        await whole(pilot)
        await pilot.press("at")
        await write(pilot, "12 march 1999")
        await pilot.press("enter")
        await until(pilot, lambda: page(pilot).day == date(1999, 3, 12))
        await pilot.pause()
        assert "Nothing is written for this day yet" in painted(pilot)


async def test_coming_from_another_page_leads_to_today(opened: Open) -> None:
    """A day that was walked to is left behind when one goes elsewhere and comes back."""
    async with opened() as pilot:
        await pilot.press("left_square_bracket", "1", "0")
        await pilot.pause()
        assert page(pilot).day == TODAY


async def test_today_turns_over_at_an_arrival_only(
    session: Session, opened: Open, clock: FixedClock
) -> None:
    """Past the end of the day what is being typed still belongs to the evening it was begun on."""
    session.settings = replace(session.settings, lock_after=0)
    async with opened() as pilot:
        today = await whole(pilot)
        await pilot.press("n", "d")
        await pilot.pause()
        await write(pilot, "late")
        clock.advance(days=1)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.journal.of_kind(Entry))
        assert session.journal.of_kind(Entry)[0].day == TODAY
        assert today.day == TODAY
        await pilot.press("1", "0")
        await pilot.pause()
        assert today.day == TODAY + timedelta(days=1)


async def test_a_text_left_without_saving_is_unfinished(session: Session, opened: Open) -> None:
    """It stands in the day's list, Enter goes on with it, x discards it and empties its form."""
    async with opened(size=(120, 40)) as pilot:
        today = await whole(pilot)
        await pilot.press("n", "d")
        await pilot.pause()
        await write(pilot, "half a text")
        await pilot.press("escape")
        await until(pilot, lambda: any("unfinished" in text for text in listed(today)))
        assert "half a text" in listed(today)[0]
        today.query_one(Written).query(EntryView).first().focus()
        await pilot.press("enter")
        await pilot.pause()
        composer = today.query_one(MyDay).composer
        assert composer.has_focus_within
        await pilot.press("escape")
        await until(pilot, lambda: bool(listed(today)))
        today.query_one(Written).query(EntryView).first().focus()
        await pilot.press("x", "y")
        await until(pilot, lambda: not session.journal.drafts.all())
        await until(pilot, lambda: composer.is_blank)
        assert listed(today) == []


async def test_a_draft_stays_with_its_day(session: Session, opened: Open) -> None:
    """Walking away from a half-typed text leaves it on its day, and it is there again on return."""
    async with opened() as pilot:
        today = await whole(pilot)
        await pilot.press("n", "d")
        await pilot.pause()
        await write(pilot, "half")
        await pilot.press("escape", "left_square_bracket")
        await pilot.pause()
        composer = today.query_one(MyDay).composer
        assert composer.is_blank
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert composer.query_one(TextArea).text == "half"
        assert [draft.day for draft in session.journal.drafts.all()] == [TODAY]


async def test_what_comes_back_and_what_comes_up_can_be_opened(
    session: Session, opened: Open
) -> None:
    """Memories of earlier years and promises due stand beside the day; Enter opens one."""
    memory = Memory(title="The rainy market [b]", place="Lisbon", day=date(2024, 11, 22))
    promise = Promise(promise="The bicycle light", by=date(2026, 11, 24), day=TODAY)
    await session.keep(memory, promise)
    async with opened(size=(120, 40)) as pilot:
        today = await whole(pilot)
        seen = painted(pilot)
        assert "2024    The rainy market [b]" in seen
        assert "Tue     The bicycle light" in seen
        today.query(Line).first().focus()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EntryScreen)
        assert isinstance(pilot.app.screen.record, Memory)


async def test_an_anniversary_says_its_years_and_days(session: Session, opened: Open) -> None:
    """An anniversary stands under what is coming up with its years and the days to go."""
    from journal.model.kinds import Plan, RuleFrom

    first = date(2020, 12, 12)
    rules = (RuleFrom(first, "FREQ=YEARLY"),)
    await session.keep(Plan(title="Together", rules=rules, anniversary=True, day=first))
    async with opened(size=(120, 40)) as pilot:
        await whole(pilot)
        assert "12 Dec  Together" in painted(pilot)
        assert "6 years · in 20 days" in painted(pilot)


async def test_the_gentle_step_names_its_key(opened: Open) -> None:
    """One invitation stands there with the digit that leads to its step, and nothing else."""
    async with opened(size=(120, 40)) as pilot:
        today = await whole(pilot)
        said = str(today.query_one("#tonight").render())
        assert said[-1] in "123456"
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert not today.query_one("Tonight").display


async def test_a_check_in_that_is_gone_says_nothing(opened: Open) -> None:
    """What the grid has yet to say when a lock takes it away does not stop the program."""
    async with opened("today") as pilot:
        card, screen = pilot.app.screen.query_one(FeelingCard), pilot.app.screen
        await pilot.press("f", "right")
        await until(pilot, lambda: card.is_open)
        await card.remove()
        screen.call_after_refresh(card._say_hint)
        await pilot.pause()
        assert not card.is_attached
        assert pilot.app.is_running
        assert pilot.app.return_code in (None, 0)
