"""Empathy, by keys from Today to a kept entry and back, alone and with Ben."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from journal.content import DEPTHS
from journal.model import kinds
from journal.model.prompts import question_of_day
from journal.model.record import BOTH, ME, Record
from journal.model.said import NotShared
from journal.screens.composing import ComposeScreen
from journal.screens.dialogs import Choose
from journal.screens.empathy import Empathy
from journal.screens.neutral_eyes import NeutralEyes
from journal.screens.sharing import Travels
from journal.session import Session
from journal.store import Journal
from journal.widgets.cards.hard_time import HardTime
from journal.widgets.entry import EntryView
from journal.widgets.guesses import SideView
from tests.clocks import EVENING, FixedClock
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

TODAY = EVENING.date()
WIDE = (120, 40)


async def go(pilot: Pilot[Any]) -> Empathy:
    """From Today to Empathy."""
    await pilot.press("E")
    await until(pilot, lambda: isinstance(pilot.app.screen, Empathy))
    page = pilot.app.screen
    assert isinstance(page, Empathy)
    await pilot.pause()
    return page


async def dialog(pilot: Pilot[Any], kind: type[Any], *keys: str) -> None:
    """Wait for a dialog, then press keys in it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    await pilot.press(*keys)


async def back(pilot: Pilot[Any]) -> None:
    """To Today again."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Empathy))
    await pilot.press("escape", "escape", "0")
    await until(pilot, lambda: pilot.app.current_mode == "today")


def one(journal: Journal, kind: type[Any]) -> Any:
    """The only own record of a kind, or nothing."""
    found = [each for each in journal.of_kind(kind) if journal.is_mine(each)]
    assert len(found) < 2
    return found[0] if found else None


def said(page: Empathy, where: str) -> str:
    """All that stands in one place of the page."""
    return "\n".join(str(each.render()) for each in page.query(f"{where} Static").results(Static))


# Alone


@pytest.mark.parametrize("size", SIZES)
async def test_a_part_of_the_care_guide(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """A situation is chosen, written and kept for oneself; chosen again, that part is changed."""
    async with opened(size=size) as pilot:
        page = await go(pilot)
        assert "will stand here" in said(page, "#mine")
        assert not page.query_one("#theirs-side").display
        await pilot.press("c")
        await dialog(pilot, Choose, "1")
        await dialog(pilot, ComposeScreen)
        await write(pilot, "Sit with me")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.CareLine))
        kept = one(journal, kinds.CareLine)
        assert (kept.situation, kept.be_there, kept.audience) == ("stressed", "Sit with me", ME)
        await until(pilot, lambda: "When I am stressed · only me" in said(page, "#mine"))
        await until(pilot, lambda: page.record == kept)
        assert "Kept." in painted(pilot)
        await pilot.press("c")
        await dialog(pilot, Choose, "1")
        await dialog(pilot, ComposeScreen)
        await write(pilot, " please")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.CareLine).be_there == "Sit with me please")
        await back(pilot)


async def test_an_own_situation_is_named_first(opened: Open, journal: Journal) -> None:
    """The cursor begins in the name, and without one nothing is kept."""
    async with opened() as pilot:
        await go(pilot)
        await pilot.press("c")
        await dialog(pilot, Choose, "7")
        await dialog(pilot, ComposeScreen, "tab")
        await write(pilot, "An hour alone")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert one(journal, kinds.CareLine) is None
        await write(pilot, "before a concert")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.CareLine))
        kept = one(journal, kinds.CareLine)
        assert (kept.situation, kept.name) == ("own", "before a concert")
        assert kept.be_there == "An hour alone"


@pytest.mark.parametrize("size", SIZES)
async def test_a_hard_time_alone(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """A need is enough; it stands in front until it is said that it eased; nobody is answered."""
    async with opened(size=size) as pilot:
        page = await go(pilot)
        await pilot.press("t")
        await dialog(pilot, ComposeScreen, "right", "ctrl+s")
        await until(pilot, lambda: one(journal, kinds.ToughTime))
        assert one(journal, kinds.ToughTime).need == "comfort"
        await until(pilot, lambda: "I need comfort" in said(page, "#now"))
        assert page.check_action("say_here", ()) is None
        await pilot.press("o")
        await until(pilot, lambda: one(journal, kinds.ToughTime).eased == TODAY)
        await until(pilot, lambda: not page.query_one("#now").display)
        await back(pilot)


async def test_easing_what_is_shared_shows_first_what_goes(opened: Open, journal: Journal) -> None:
    """With Ben, nothing of a shared hard time travels before it was seen: Esc changes nothing."""
    Ben(journal)
    kept = journal.commit([kinds.ToughTime(day=TODAY, need="space", audience=BOTH)]).result()
    async with opened(size=WIDE) as pilot:
        await go(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        assert "Sunday 22 November 2026" in painted(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Empathy))
        assert journal.of_kind(kinds.ToughTime) == kept
        await pilot.press("o")
        await dialog(pilot, Travels, "y")
        await until(pilot, lambda: one(journal, kinds.ToughTime).eased == TODAY)
        assert journal.is_travelling(one(journal, kinds.ToughTime))


async def test_what_was_heard_when_asked(opened: Open, journal: Journal) -> None:
    """The line to ask aloud stands there, and a place for the answer."""
    async with opened(size=WIDE) as pilot:
        page = await go(pilot)
        assert "How would you like me to be there?" in str(page.query_one("#ask", Static).render())
        await pilot.press("n")
        await dialog(pilot, Choose, "h")
        await until(pilot, lambda: isinstance(pilot.app.screen, Empathy))
        await write(pilot, "Hold my hand")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.CareHeard))
        assert one(journal, kinds.CareHeard).text == "Hold my hand"
        await until(pilot, lambda: "Hold my hand" in said(page, "#heard"))
        await back(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_neutral_eyes(
    opened: Open, journal: Journal, session: Session, clock: FixedClock, size: tuple[int, int]
) -> None:
    """Seven minutes are counted and cut nobody short; what is left waits, and stays private."""
    async with opened(size=size) as pilot:
        page = await go(pilot)
        await pilot.press("y")
        await dialog(pilot, NeutralEyes)
        await write(pilot, "The dishes")
        await pilot.press("escape")
        await until(pilot, lambda: "unfinished" in said(page, "#unfinished"))
        await pilot.press("y")
        await dialog(pilot, NeutralEyes, "tab")
        eyes = pilot.app.screen
        assert isinstance(eyes, NeutralEyes)
        eyes.look()
        assert "07:00" in str(eyes.query_one("#clock", Static).render())
        for _second in range(105):
            clock.advance(4)
            eyes.look()
        assert "Finish your sentence" in str(eyes.query_one("#clock", Static).render())
        await write(pilot, "Both were tired")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.NeutralView))
        kept = one(journal, kinds.NeutralView)
        assert (kept.what, kept.text) == ("The dishes", "Both were tired")
        await until(pilot, lambda: "Both were tired" in said(page, "#neutral-views"))
        await back(pilot)


async def test_the_quiet_clock_stands_still_under_a_blank_screen(
    opened: Open, session: Session, clock: FixedClock
) -> None:
    """What lies over the writing takes nothing of the seven minutes."""
    async with opened() as pilot:
        await go(pilot)
        await pilot.press("y")
        await dialog(pilot, NeutralEyes, "f1")
        eyes = next(each for each in pilot.app.screen_stack if isinstance(each, NeutralEyes))
        await until(pilot, lambda: pilot.app.screen is not eyes)
        eyes.look()
        clock.advance(4)
        eyes.look()
        assert eyes.quiet.left == 7 * 60


async def test_a_guess_alone(opened: Open, journal: Journal) -> None:
    """Without a partner's journal one guesses, asks aloud, and keeps what surprised."""
    async with opened() as pilot:
        page = await go(pilot)
        await pilot.press("i")
        await dialog(pilot, Choose, "f")
        await dialog(pilot, ComposeScreen)
        await write(pilot, "A bit low")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.Guess))
        await until(pilot, lambda: "ask aloud" in said(page, "#guesses"))
        assert "What surprised you?" not in said(page, "#guesses")
        page.query_one(SideView).focus()
        await pilot.pause()
        await pilot.press("w")
        await dialog(pilot, ComposeScreen)
        await write(pilot, "Glad of it")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.Surprise))
        assert one(journal, kinds.Surprise).about == one(journal, kinds.Guess).reference
        await until(pilot, lambda: "Glad of it" in said(page, "#guesses"))
        await back(pilot)


# With Ben


@pytest.mark.parametrize("size", SIZES)
async def test_the_two_guides_side_by_side(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """The partner's shared guide stands beside one's own where there is room, else below."""
    ben = Ben(journal)
    journal.add(kinds.CareLine(situation="ill", be_there="Soup", day=TODAY)).result()
    ben.shares(kinds.CareLine(situation="sad", be_there="Stay near", day=TODAY))
    ben.shares(kinds.CheckIn(pleasant=1, energy=0, words=("calm",), day=TODAY - timedelta(days=1)))
    async with opened(size=size) as pilot:
        page = await go(pilot)
        await until(pilot, lambda: "Stay near" in said(page, "#theirs"))
        mine, theirs = page.query_one("#mine").region, page.query_one("#theirs").region
        if size == WIDE:
            assert (mine.y, mine.right <= theirs.x) == (theirs.y, True)
        else:
            assert (mine.x, mine.bottom <= theirs.y) == (theirs.x, True)
        assert "Yesterday" in said(page, "#lately")
        assert "calm" in said(page, "#lately")


@pytest.mark.parametrize("size", SIZES)
async def test_their_hard_time_and_one_key(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """It stands on Today and here with the part of their guide that fits; `h` answers it."""
    ben = Ben(journal)
    ben.shares(kinds.CareLine(situation="sad", be_there="Stay near", day=TODAY))
    card = ben.shares(kinds.ToughTime(need="space", situation="sad", text="It is a lot", day=TODAY))
    async with opened(size=size) as pilot:
        await until(pilot, lambda: any(each.display for each in pilot.app.screen.query(HardTime)))
        await pilot.pause()
        shown = painted(pilot)
        for words in ("Ben is having a hard time", "Ben needs space", "Stay near"):
            assert words in shown
        await pilot.press("h")
        await dialog(pilot, Travels, "y")
        await until(pilot, lambda: one(journal, kinds.Reply))
        reply = one(journal, kinds.Reply)
        assert (reply.sort, reply.about, reply.audience) == ("here", card.reference, BOTH)
        page = await go(pilot)
        await until(pilot, lambda: "Ben needs space" in said(page, "#now"))
        assert "I am here whenever you need me" in said(page, "#now")  # as the reply below it
        await back(pilot)


async def test_i_am_here_just_so(opened: Open, journal: Journal) -> None:
    """Without a hard time it is said about nothing; before that it is shown, and can be left."""
    Ben(journal)
    async with opened() as pilot:
        await go(pilot)
        await pilot.press("h")
        await dialog(pilot, Travels, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Empathy))
        assert one(journal, kinds.Reply) is None
        await pilot.press("h")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.pause()
        assert "a few words, just so" in painted(pilot)
        await pilot.press("y")
        await until(pilot, lambda: one(journal, kinds.Reply))
        assert one(journal, kinds.Reply).about is None
        await until(pilot, lambda: "Journal has it" in painted(pilot))
        await pilot.press("J")
        await until(pilot, lambda: pilot.app.current_mode == "journal")
        await until(pilot, lambda: "I am here whenever you need me." in painted(pilot))


async def test_a_hard_time_names_only_what_the_guide_has(opened: Open, journal: Journal) -> None:
    """Only written parts are offered, an own situation by its name, which is all that is shown."""
    Ben(journal)
    for line in (
        kinds.CareLine(situation="sad", be_there="Stay near", day=TODAY),
        kinds.CareLine(situation="own", name="before a concert", helps="quiet", day=TODAY),
    ):
        journal.add(line).result()
    async with opened(size=WIDE) as pilot:
        await go(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ComposeScreen))
        await pilot.pause()
        assert "○ sad   ○ before a concert" in painted(pilot)
        assert "angry" not in painted(pilot)
        await pilot.press("tab", "right", "right", "tab", "tab", "right", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.pause()
        rows = [line.split() for line in painted(pilot).splitlines() if "care guide" in line]
        assert any(row[-4:-1] == ["before", "a", "concert"] for row in rows)
        await pilot.press("y")
        await until(pilot, lambda: one(journal, kinds.ToughTime))
        kept = one(journal, kinds.ToughTime)
        assert (kept.situation, kept.name) == ("own", "before a concert")


async def test_an_unfinished_hard_time_goes_on_where_it_was(opened: Open, journal: Journal) -> None:
    """What was chosen of the guide is still chosen when the unfinished text is opened."""
    line = kinds.CareLine(situation="own", name="before a concert", helps="quiet", day=TODAY)
    journal.add(line).result()
    async with opened(size=WIDE) as pilot:
        page = await go(pilot)
        await pilot.press("t")
        await dialog(pilot, ComposeScreen, "tab", "right", "tab")
        await write(pilot, "It is a lot")
        await pilot.press("escape")
        await until(pilot, lambda: "It is a lot" in said(page, "#unfinished"))
        page.query_one("#unfinished EntryView", EntryView).focus()
        await pilot.press("enter")
        await dialog(pilot, ComposeScreen, "ctrl+s")
        await until(pilot, lambda: one(journal, kinds.ToughTime))
        kept = one(journal, kinds.ToughTime)
        assert (kept.situation, kept.name) == ("own", "before a concert")


async def test_a_hard_time_is_shared_by_act(opened: Open, journal: Journal) -> None:
    """It begins as *only me*; for both, what travels is shown first."""
    Ben(journal)
    async with opened(size=WIDE) as pilot:
        await go(pilot)
        await pilot.press("t")
        await dialog(pilot, ComposeScreen, "tab", "tab", "right", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.pause()
        assert "to be heard" in painted(pilot)
        assert one(journal, kinds.ToughTime) is None
        await pilot.press("y")
        await until(pilot, lambda: one(journal, kinds.ToughTime))
        assert one(journal, kinds.ToughTime).audience == BOTH


@pytest.mark.parametrize("size", SIZES)
async def test_guess_then_check(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """When theirs can be read both stand together, the effort is thanked, nothing is graded."""
    ben = Ben(journal)
    journal.add(kinds.Guess(sort="feeling", text="Worn out", day=TODAY)).result()
    async with opened(size=size) as pilot:
        page = await go(pilot)
        await until(pilot, lambda: len(page.query(SideView)) == 1)
        ben.shares(kinds.CheckIn(pleasant=1, energy=0, words=("calm",), day=TODAY))
        await until(pilot, lambda: len(page.query(SideView)) == 2)
        await pilot.pause()
        mine, theirs = (each.region for each in page.query(SideView))
        assert (mine.y == theirs.y) is (size == WIDE)
        shown = said(page, "#guesses")
        assert page.session.catalogue.care.thanks_for(TODAY) in shown
        assert "What surprised you?" in shown
        await pilot.press("i")  # how he feels is known: nothing but the question is left
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.pause()
        assert "feels today" not in painted(pilot)


async def test_a_guess_at_an_answer_waits_for_theirs_to_open(
    opened: Open, journal: Journal, session: Session
) -> None:
    """A question that Ben sealed is the one to guess at; his words stand there once they open."""
    ben = Ben(journal)
    tender = session.catalogue.questions_of(DEPTHS[2])
    question = question_of_day(tender, session.today, session.seed, DEPTHS[2])
    sealed = ben.seals(question.id, TODAY, question.text)
    async with opened(size=WIDE) as pilot:
        page = await go(pilot)
        await pilot.press("i")
        await dialog(pilot, Choose, "q")
        await dialog(pilot, ComposeScreen)
        await write(pilot, "The garden")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: one(journal, kinds.Guess))
        guess = one(journal, kinds.Guess)
        assert (guess.question, guess.asked) == (question.id, question.text)
        await until(pilot, lambda: len(page.query(SideView)) == 1)
        ben.opens(sealed, "The pond")
        await until(pilot, lambda: len(page.query(SideView)) == 2)
        assert "The pond" in said(page, "#guesses")
        await back(pilot)


async def test_thanks_for_a_promise_and_nothing_else(opened: Open, journal: Journal) -> None:
    """On Ben's promise `w` says thank you, to both; only who promised marks it."""
    ben = Ben(journal)
    promise = ben.shares(kinds.Promise(promise="Call the plumber", day=TODAY))
    ben.shares(kinds.PromiseMark(state="kept", about=promise.reference, day=TODAY))
    async with opened(size=WIDE) as pilot:
        page = await go(pilot)
        await until(pilot, lambda: "Call the plumber" in said(page, "#promises"))
        assert "kept" in said(page, "#promises")
        views = page.query("#promises EntryView").results(EntryView)
        next(view for view in views if view.item == promise).focus()
        await pilot.pause()
        assert page.check_action("entry_edit", ()) is None
        await pilot.press("w")
        await dialog(pilot, ComposeScreen, "ctrl+s")
        await dialog(pilot, Travels, "y")
        await until(pilot, lambda: one(journal, kinds.Thanks))
        thanks = one(journal, kinds.Thanks)
        assert (thanks.about, thanks.audience) == (promise.reference, BOTH)
        await until(pilot, lambda: "Thank you" in said(page, "#promises"))
        await back(pilot)


async def test_an_own_promise_is_not_thanked_for(opened: Open, journal: Journal) -> None:
    """On one's own, `w` marks how it went, as in step 4."""
    Ben(journal)
    journal.add(kinds.Promise(promise="Book the train", day=TODAY)).result()
    async with opened(size=WIDE) as pilot:
        page = await go(pilot)
        page.query_one("#promises EntryView", EntryView).focus()
        await pilot.pause()
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, ComposeScreen))
        form = pilot.app.screen
        assert isinstance(form, ComposeScreen)
        assert form.composer.form.kind is kinds.PromiseMark


@pytest.mark.parametrize(
    "record",
    [
        kinds.Guess(sort="feeling", text="low", day=TODAY),
        kinds.Surprise(text="glad", day=TODAY),
        kinds.NeutralView(text="both meant well", day=TODAY),
    ],
)
def test_private_kinds_are_never_shared(journal: Journal, record: Record) -> None:
    """A guess, what surprised, and neutral eyes stay with their author, whatever is asked."""
    Ben(journal)
    with pytest.raises(NotShared):
        journal.would_share(journal.add(record).result())


@pytest.mark.parametrize("mode", ["communicate", "transparent"])
async def test_reached_from_its_steps(opened: Open, mode: str) -> None:
    """Steps 1 and 4 name the key that goes there."""
    async with opened(mode) as pilot:
        await pilot.pause()
        lines = [str(each.render()) for each in pilot.app.screen.query(".prose").results(Static)]
        assert any(line.startswith("E  ") for line in lines)
