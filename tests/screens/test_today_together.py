"""Today of two people: what the other shared, sealed answers that are offered and that open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from journal.model import kinds
from journal.model.kinds import Answer
from journal.model.record import BOTH, ME, SEALED
from journal.screens.sharing import Travels
from journal.screens.today import Today
from journal.session import Session
from journal.store import Journal
from journal.widgets.answers import Answers, AnswerView
from journal.widgets.cards.question import QuestionCard
from journal.widgets.cards.their_day import TheirDay, TheirLine
from journal.widgets.cards.written import Written
from journal.widgets.entry import EntryView
from journal.widgets.sealing import Sealing
from journal.wording.answers import SEALED_UNTIL
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

TODAY, MONDAY = date(2026, 11, 22), date(2026, 11, 16)
NASTY = "zq[/b][love]$accent"
WIDE = (120, 40)


def page(pilot: Pilot[Any]) -> Today:
    """The page, which has to be the one on the screen."""
    assert isinstance(pilot.app.screen, Today)
    return pilot.app.screen


async def whole(pilot: Pilot[Any]) -> Today:
    """The page, once all its cards are there."""
    await until(pilot, lambda: any(each.is_mounted for each in pilot.app.screen.query(Written)))
    await pilot.pause()
    return page(pilot)


def card(pilot: Pilot[Any]) -> QuestionCard:
    """The card of the question."""
    return page(pilot).query_one(QuestionCard)


def other_question(session: Session) -> str:
    """A question of ours that is not the day's own, at any depth."""
    return session.catalogue.step("vulnerable").prompts[0].id


# Ben today


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_other_shared_today(
    opened: Open, session: Session, journal: Journal, size: tuple[int, int]
) -> None:
    """Their feeling words come first, then their lines; one's own day lists one's own alone."""
    ben = Ben(journal)
    ben.shares(kinds.Appreciation(text="You waited up.", day=TODAY))
    ben.shares(kinds.CheckIn(pleasant=2, energy=-1, words=("calm", "grateful"), day=TODAY))
    ben.shares(kinds.Entry(step="communicate", text="Elsewhere", day=MONDAY))
    await session.keep(kinds.Entry(step="communicate", text="Mine", day=TODAY))
    async with opened(size=size) as pilot:
        today = await whole(pilot)
        theirs = today.query_one(TheirDay)
        assert theirs.display
        assert "Ben today" in str(theirs.query_one("#their-day-heading").render())
        said = [str(line.render()) for line in theirs.query(TheirLine)]
        assert said == ["calm · grateful", "“You waited up.”"]
        assert [str(each.render()) for each in today.query_one(Written).query(EntryView)] != []
        assert "waited" not in "".join(
            str(each.render()) for each in today.query_one(Written).query(EntryView)
        )
        assert theirs.parent is today.query_one("#aside" if size[0] == 120 else "#body")


async def test_what_was_asked_is_not_put_into_their_mouth(opened: Open, journal: Journal) -> None:
    """To a prompt or a question, their own words stand in quotes and what was asked below."""
    ben = Ben(journal)
    ben.shares(kinds.Entry(step="share", text="Rowing.", asked="What would you try?", day=TODAY))
    ben.shares(kinds.Answer(question="q", asked="Which cake?", text="Plum.", day=TODAY))
    async with opened(size=WIDE) as pilot:
        today = await whole(pilot)
        said = {str(line.render()) for line in today.query(TheirLine)}
        assert said == {"“Rowing.”\nWhat would you try?", "“Plum.”\nWhich cake?"}


async def test_without_anything_of_theirs_there_is_no_card(opened: Open, journal: Journal) -> None:
    """Neither before pairing nor after, nor for what is still sealed, does the page speak of it."""
    ben = Ben(journal)
    async with opened(size=WIDE) as pilot:
        today = await whole(pilot)
        assert not today.query_one(TheirDay).display
        ben.seals(card(pilot).question.id, TODAY)
        await until(pilot, lambda: "sealed an answer" in painted(pilot))
        assert not today.query_one(TheirDay).display


async def test_what_arrives_is_shown_without_disturbing_what_is_typed(
    opened: Open, journal: Journal
) -> None:
    """While one writes an answer, what the other shares appears, and cursor and words stay."""
    ben = Ben(journal)
    async with opened(size=WIDE) as pilot:
        today = await whole(pilot)
        await pilot.press("n", "q")
        await write(pilot, "half")
        held = pilot.app.focused
        ben.shares(kinds.Appreciation(text="Soup.", day=TODAY))
        await until(pilot, lambda: today.query_one(TheirDay).display)
        await write(pilot, " way")
        assert pilot.app.focused is held
        assert card(pilot).composer.values["text"] == "half way"


# Sealed answers


async def test_what_is_sealed_meanwhile_is_offered_at_the_next_arrival(
    opened: Open, session: Session, journal: Journal
) -> None:
    """Nothing turns over while one looks; whoever turned away from it is not led back to it."""
    question, ben = other_question(session), Ben(journal)
    async with opened() as pilot:
        own = card(pilot).question.id
        ben.seals(question, MONDAY)
        await until(pilot, lambda: card(pilot).others)
        assert card(pilot).question.id == own
        await pilot.press("J")
        await until(pilot, lambda: pilot.app.current_mode == "journal")
        await pilot.press("0")
        await until(pilot, lambda: card(pilot).question.id == question)
        await pilot.press("o")
        await until(pilot, lambda: card(pilot).question.id == own)
        await pilot.press("J")
        await until(pilot, lambda: pilot.app.current_mode == "journal")
        ben.shares(kinds.Appreciation(text="Soup.", day=TODAY))
        await pilot.press("0")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await until(pilot, lambda: pilot.app.screen.query_one(TheirDay).display)
        assert card(pilot).question.id == own


async def test_a_sealed_answer_is_offered_first(
    opened: Open, session: Session, journal: Journal
) -> None:
    """The question that the other sealed an answer to comes before the day's own, if one likes."""
    question = other_question(session)
    Ben(journal).seals(question, MONDAY)
    async with opened() as pilot:
        await until(pilot, lambda: card(pilot).question.id == question)
        seen = " ".join(painted(pilot).split())
        assert "A question, if you like" in seen
        assert "Ben has sealed an answer to this; yours would open both." in seen
        assert session.catalogue.step("vulnerable").prompts[0].text[:30] in seen
        await pilot.press("n", "q")
        await write(pilot, "mine")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any(map(journal.is_mine, journal.of_kind(Answer))))
        mine = next(each for each in journal.of_kind(Answer) if journal.is_mine(each))
        assert (mine.question, mine.text, mine.day) == (question, "mine", TODAY)


async def test_declining_leaves_no_trace(opened: Open, session: Session, journal: Journal) -> None:
    """o turns to the day's own question and back; nothing is written, and it is offered again."""
    question = other_question(session)
    Ben(journal).seals(question, MONDAY)
    before = sorted(path.stat().st_size for path in session.home.root.rglob("*") if path.is_file())
    async with opened() as pilot:
        await until(pilot, lambda: card(pilot).question.id == question)
        await pilot.press("o")
        await until(pilot, lambda: card(pilot).question.id != question)
        assert "Today’s question" in painted(pilot)
        assert "sealed an answer" not in painted(pilot)
        await pilot.press("o")
        await until(pilot, lambda: card(pilot).question.id == question)
        await pilot.press("o")
    assert journal.drafts.all() == []
    assert len(journal.of_kind(Answer)) == 1
    assert before == sorted(
        path.stat().st_size for path in session.home.root.rglob("*") if path.is_file()
    )
    async with opened() as pilot:
        await until(pilot, lambda: card(pilot).question.id == question)


async def test_nobody_is_told_that_the_other_has_not_answered(
    opened: Open, session: Session, journal: Journal
) -> None:
    """One's own sealed answer says only until when it is sealed."""
    Ben(journal)
    async with opened() as pilot:
        question = card(pilot).question
        await session.keep(
            Answer(
                question=question.id, asked=question.text, text="Mine.", day=TODAY, audience=SEALED
            )
        )
        await until(pilot, lambda: card(pilot).answer is not None)
        await until(pilot, lambda: SEALED_UNTIL in painted(pilot))
        assert "Mine." in painted(pilot)
        assert "has not" not in painted(pilot)
        assert not card(pilot).composer.display


@pytest.mark.parametrize("size", SIZES)
async def test_both_answers_stand_side_by_side_once_they_are_open(
    opened: Open, session: Session, journal: Journal, size: tuple[int, int]
) -> None:
    """Each with whose it is: beside each other where there is room, else one below the other."""
    ben, question = Ben(journal), other_question(session)
    sealed = ben.seals(question, MONDAY)
    await session.keep(
        Answer(question=question, asked="What?", text="Mine.", day=TODAY, audience=SEALED)
    )
    async with opened(size=size) as pilot:
        await until(
            pilot, lambda: "Both open at the next" in str(card(pilot).query_one(".stand").render())
        )
        assert len(card(pilot).query(AnswerView)) == 1
        ben.opens(sealed, f"His {NASTY}")
        await until(pilot, lambda: len(card(pilot).query(AnswerView)) == 2)
        await pilot.pause()
        mine, his = card(pilot).query(AnswerView)
        assert str(mine.render()) == "You\nMine."
        assert str(his.render()) == f"Ben\nHis {NASTY}"
        beside = mine.region.y == his.region.y
        assert beside is (size[0] == 120)
        assert mine.region.height >= 2
        await pilot.press("j")
        assert pilot.app.focused in (mine, his, *page(pilot).query(EntryView))


async def test_a_fixed_answer_is_not_edited(
    opened: Open, session: Session, journal: Journal
) -> None:
    """Once one's key has gone out, n says in one sentence that the answer stays as it is."""
    ben = Ben(journal)
    async with opened() as pilot:
        question = card(pilot).question
        sealed = ben.seals(question.id, TODAY)
        answer = Answer(question=question.id, asked="?", text="Mine.", day=TODAY, audience=SEALED)
        kept = await session.keep(answer)
        assert kept is not None
        journal.exchange(lambda sync: sync.fix(kept[0].id)).result()
        ben.opens(sealed, "His.")
        await until(pilot, lambda: len(card(pilot).query(AnswerView)) == 2)
        await pilot.press("n", "q")
        await until(pilot, lambda: "stays as it is" in painted(pilot))
        assert page(pilot) is pilot.app.screen


async def test_an_unknown_question_of_the_other(opened: Open, journal: Journal) -> None:
    """A prompt that is not known here is asked in the other's words, which are never markup."""
    Ben(journal, NASTY).seals("their-own-7", TODAY, asked=f"Why {NASTY}?")
    async with opened() as pilot:
        await until(pilot, lambda: card(pilot).question.id == "their-own-7")
        assert f"Why {NASTY}?" in painted(pilot)
        assert f"{NASTY} has sealed an answer" in painted(pilot)


async def test_both_are_asked_the_same_question(
    opened: Open, session: Session, journal: Journal
) -> None:
    """Once they are paired the day's question is drawn with the pairing, for both the same."""
    Ben(journal)
    assert session.seed == journal.pairing
    assert session.seed != journal.id


# Appreciations, plans, days of before


async def test_cards_name_whose_it_is(opened: Open, session: Session, journal: Journal) -> None:
    """An appreciation of before, a plan, a promise and a memory of theirs say that they are."""
    ben = Ben(journal, NASTY)
    friday = date(2026, 11, 27)
    ben.shares(kinds.Appreciation(text="You waited up.", day=MONDAY))
    ben.shares(kinds.Plan(day=friday, title="Dinner", rules=(kinds.RuleFrom(friday),)))
    ben.shares(kinds.Promise(promise="The light", by=friday, day=MONDAY))
    ben.shares(kinds.Truth(truth="Tired", ask="talk", talk_on=friday, day=MONDAY))
    memory = ben.shares(kinds.Memory(day=date(2024, 11, 22), title="Market", words="Pears."))
    await session.keep(
        kinds.OwnWords(day=TODAY, text="Rain.", about=memory.reference, audience=BOTH)
    )
    async with opened(size=WIDE) as pilot:
        today = await whole(pilot)
        await until(pilot, lambda: "Dinner" in painted(pilot))
        assert f"from {NASTY}, " in str(today.query_one("#appreciated").render())
        said = "\n".join(str(view.render()) for view in today.query("#aside EntryView"))
        assert f"{NASTY} promised" in said
        assert f"{NASTY} asks to talk" in said
        assert "you both wrote" in said
        assert f" {NASTY}" in said.split("Dinner")[1].split("\n")[1]


async def test_a_check_in_of_theirs_is_not_mine(opened: Open, journal: Journal) -> None:
    """The check-in asks me still, though the other has said how they feel."""
    Ben(journal).shares(kinds.CheckIn(pleasant=2, energy=-1, words=("calm",), day=TODAY))
    async with opened(size=WIDE) as pilot:
        today = await whole(pilot)
        assert "and the arrows move you" in str(today.query_one("#felt").render())
        assert today.feeling._checkins == []


async def test_what_was_taken_back_is_gone(opened: Open, journal: Journal) -> None:
    """When the other takes back the last thing they shared, the card goes with it."""
    ben = Ben(journal)
    line = ben.shares(kinds.Appreciation(text="Soup.", day=TODAY))
    async with opened(size=WIDE) as pilot:
        today = await whole(pilot)
        assert today.query_one(TheirDay).display
        ben.takes_back(line)
        await until(pilot, lambda: not today.query_one(TheirDay).display)


async def test_a_private_answer_and_an_offer(
    opened: Open, session: Session, journal: Journal
) -> None:
    """An answer of an earlier day that is mine alone stays there; the offer asks anew."""
    question = other_question(session)
    mine = Answer(question=question, asked="What?", text="Old.", day=MONDAY)
    await session.keep(replace(mine, audience=ME))
    Ben(journal).seals(question, TODAY)
    async with opened() as pilot:
        await until(pilot, lambda: card(pilot).question.id == question)
        assert card(pilot).answer is None
        assert card(pilot).composer.display
        assert "Old." not in str(card(pilot).query_one(Answers).render())


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_are_shared_and_the_line_stays_private(
    opened: Open, session: Session, journal: Journal, size: tuple[int, int]
) -> None:
    """Who sees the words is chosen below them; what travels is shown, and the line is not in it."""
    Ben(journal)
    async with opened(size=size) as pilot:
        await pilot.press("f", "right", "enter", "space", "tab", "right", "tab")
        await write(pilot, "private")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        said = "\n".join(str(each.render()) for each in pilot.app.screen.query(".text"))
        word = session.catalogue.feelings_near(1, 0)[0].word
        assert word in said
        assert "private" not in said
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(kinds.CheckIn))
        (checkin,) = journal.of_kind(kinds.CheckIn)
        (line,) = journal.of_kind(kinds.Entry)
        assert (checkin.words, checkin.audience) == ((word,), BOTH)
        assert (line.text, line.audience, line.about) == ("private", ME, checkin.reference)
        await until(pilot, lambda: not page(pilot).feeling.is_open)
        assert journal.drafts.all() == []


async def test_a_check_in_that_is_not_shared_after_all(opened: Open, journal: Journal) -> None:
    """Esc at what would travel leads back to the half-made check-in; nothing is kept yet."""
    Ben(journal)
    async with opened() as pilot:
        await pilot.press("f", "right", "enter", "space", "tab", "right", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Today))
        assert journal.of_kind(kinds.CheckIn) == []
        assert page(pilot).feeling.is_open
        assert page(pilot).feeling.made.audience == BOTH


async def test_an_answer_is_sealed_and_taken_back(opened: Open, journal: Journal) -> None:
    """Tab, *sealed*, Ctrl+S and a yes seal it; s takes it back before the other's has arrived."""
    Ben(journal)
    async with opened(size=WIDE) as pilot:
        await pilot.press("n", "q")
        await write(pilot, "mine")
        await pilot.press("tab", "right", "right")
        await until(pilot, lambda: card(pilot).composer.audience == SEALED)
        await until(pilot, lambda: card(pilot).query_one(Sealing).display)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: len(card(pilot).query(AnswerView)) == 1)
        assert journal.of_kind(Answer)[0].audience == SEALED
        assert not card(pilot).query_one(Sealing).display
        card(pilot).query_one(AnswerView).focus()
        await pilot.press("s")
        await until(pilot, lambda: journal.of_kind(Answer)[0].audience == ME)
        assert journal.of_kind(Answer)[0].text == "mine"
