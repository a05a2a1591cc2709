"""The second guide, row by row: from Today by keys to what is kept, seen there, and back to Today.

The rows are those of the table *six practices to keep it*; each is walked at both sizes.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Static

from journal.model.kinds import (
    Answer,
    CameOfIt,
    CareHeard,
    CareLine,
    CheckIn,
    FeltSafe,
    Guess,
    Need,
    Plan,
    Promise,
    PromiseMark,
    Reply,
    SignCheck,
    Surprise,
    Talk,
    Thanks,
    Touch,
    TouchNote,
    TouchToday,
    ToughTime,
    WasGood,
)
from journal.model.record import BOTH, ME, SEALED
from journal.session import Session
from journal.store import Journal
from tests.clocks import EVENING, FixedClock
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import until
from tests.screens.walking import Walk

TODAY = EVENING.date()

both_sizes = pytest.mark.parametrize("size", SIZES, ids=["small", "wide"])


@both_sizes
async def test_row_1_open_the_doors(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """How one feels is kept on Today; a need is said in four parts, and what came of it later."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.sees("How are you feeling today?")
        await walk.press("f", "left", "down", "enter", "space", "ctrl+s")
        await until(pilot, lambda: walk.mine(CheckIn))
        (checkin,) = walk.mine(CheckIn)
        assert (checkin.pleasant, checkin.energy, checkin.audience) == (-1, -1, ME)
        (word,) = checkin.words
        await walk.sees(word, "21:40")
        await walk.to("1", "communicate")
        await walk.begin("n", "d")
        for number, part in enumerate(("Late", "Alone", "Rest", "Call me")):
            await walk.press(*["tab"] * bool(number))
            await walk.writes(part)
        (need,) = await walk.keeps(Need)
        assert (need.happened, need.felt, need.need, need.ask) == (
            "Late",
            "Alone",
            "Rest",
            "Call me",
        )
        assert need.audience == ME
        await walk.on_to(Need, "Call me")
        await walk.begin("w")
        await walk.writes("You did")
        (came,) = await walk.keeps(CameOfIt)
        assert (came.text, came.about, came.audience) == ("You did", need.reference, ME)
        for words in ("Call me", "↳ what came of it", "You did"):
            await walk.comes_to(words)
        await walk.home()


@both_sizes
async def test_row_2_active_listening(
    opened: Open, journal: Journal, clock: FixedClock, size: tuple[int, int]
) -> None:
    """What the speaker needs is asked before the timer starts, shown to the listener, and kept."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("2", "listen")
        await walk.to("L", "timer")
        await walk.press(*["down"] * 6)
        await walk.sees("Ana needs to be ● heard ○ comforted ○ helped")
        await walk.press("right")
        await walk.sees("Ana needs to be ○ heard ● comforted ○ helped")
        await walk.press("enter")
        assert journal.of_kind(Talk) == []
        await walk.sees("Ana needs to be comforted", "There is nothing to fix.")
        clock.advance(2)
        await walk.press("full_stop", "y")
        (talk,) = await walk.keeps(Talk)
        assert (talk.speakers, talk.needs) == (("Ana", "Ben"), ("comforted", "heard"))
        await walk.to("2", "listen")
        await walk.comes_to("Ana spoke 1 minute")
        await walk.home()


@both_sizes
@pytest.mark.parametrize(("presses", "sort", "said"), [
    (0, "", ""), (1, "finish", "finish something together"), (3, "quiet", "quietly in one room"),
])  # fmt: skip
async def test_row_3_quality_time(
    opened: Open, journal: Journal, size: tuple[int, int], presses: int, sort: str, said: str
) -> None:
    """A thing done together, a task finished, being quietly in one room; then what was good."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("5", "share")
        await walk.begin("n", "p")
        await walk.writes("Shelf")
        await walk.press("tab")
        await walk.writes("today")
        await walk.press("tab", "tab", "tab", *["right"] * presses, "tab", "right", "tab", "right")
        (plan,) = await walk.keeps(Plan)
        assert (plan.title, plan.together, plan.day) == ("Shelf", sort, TODAY)
        assert (plan.minutes > 0, plan.phones_away, plan.audience) == (True, True, ME)
        await walk.to("P", "plans")
        await walk.comes_to("Shelf")
        await walk.sees(said, "phones away")
        await walk.on_to(Plan, "Shelf")
        await walk.begin("o")
        await walk.writes("Fun")
        (good,) = await walk.keeps(WasGood)
        assert (good.text, good.about, good.occasion) == ("Fun", plan.reference, TODAY)
        await walk.sees("“Fun” was good")
        await walk.home()


# Empathy


@both_sizes
async def test_row_4_empathy_alone(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """One asks aloud and keeps what was said; the guide, a hard time and a guess need nobody."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("E", "empathy")
        await walk.begin("c", "2")
        await walk.writes("Stay")
        (care,) = await walk.keeps(CareLine)
        assert (care.situation, care.be_there, care.audience) == ("sad", "Stay", ME)
        await walk.begin("t")
        await walk.press("right", "tab", "right")
        (card,) = await walk.keeps(ToughTime)
        assert (card.need, card.situation, card.audience) == ("comfort", "sad", ME)
        await walk.comes_to("I need comfort")
        await walk.comes_to("When I am sad")
        await walk.comes_to("Stay")
        await walk.comes_to("How would you like me to be there?")
        await walk.begin("n", "h")
        await walk.writes("A hand")
        (heard,) = await walk.keeps(CareHeard)
        assert (heard.text, heard.audience) == ("A hand", ME)
        await walk.comes_to("A hand")
        await walk.begin("i", "f")
        await walk.writes("Low")
        (guess,) = await walk.keeps(Guess)
        await walk.on_to(Guess, "Low")
        await walk.begin("w")
        await walk.writes("Glad")
        (surprise,) = await walk.keeps(Surprise)
        assert (surprise.text, surprise.about, guess.PRIVATE) == ("Glad", guess.reference, True)
        await walk.comes_to("Glad")
        await walk.press("o")
        await until(pilot, lambda: walk.mine(ToughTime)[0].eased == TODAY)
        await walk.home()


@both_sizes
async def test_row_4_empathy_with_the_other(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """Their moods, their guide and promises are seen; *I am here* and thanks are one key away."""
    ben = Ben(journal)
    ben.shares(CheckIn(pleasant=-1, energy=0, words=("weary",), day=TODAY - timedelta(days=1)))
    ben.shares(CareLine(situation="sad", be_there="Sit by me", day=TODAY))
    promise = ben.shares(Promise(promise="Call Mum", day=TODAY))
    ben.shares(PromiseMark(state="kept", about=promise.reference, day=TODAY))
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("E", "empathy")
        await walk.press("h")
        await walk.sees("I am here whenever you need me", "This goes to Ben")
        await walk.press("y")
        await until(pilot, lambda: walk.mine(Reply))
        (here,) = walk.mine(Reply)
        assert (here.sort, here.about, here.audience) == ("here", None, BOTH)
        for words in ("Sit by me", "weary", "Call Mum"):
            await walk.comes_to(words)
        await walk.on_to(Promise, "Call Mum")
        await walk.sees("kept")
        await walk.begin("w")
        await walk.press("ctrl+s")
        await walk.sees("This goes to Ben")
        await walk.press("y")
        await until(pilot, lambda: walk.mine(Thanks))
        (thanks,) = walk.mine(Thanks)
        assert (thanks.about, thanks.audience) == (promise.reference, BOTH)
        await walk.comes_to("Thank you")
        await walk.home()


# Touch and Signs


@both_sizes
async def test_row_5_touch(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """Welcome and then not today; a touch that is welcome; ideas from it; what felt good."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("T", "touch")
        await walk.press("y")
        await walk.sees("Touch is welcome")
        await walk.press("t")
        await until(pilot, lambda: [each.welcome for each in walk.mine(TouchToday)] == [False])
        await walk.sees("Not today")
        await walk.press("t")
        await until(pilot, lambda: walk.mine(TouchToday) == [])
        await walk.on_to(Touch, "A long hug")
        await walk.press("right")
        await until(pilot, lambda: [each.how for each in walk.mine(Touch)] == ["welcome"])
        await walk.press("escape")
        await walk.comes_to("ask for: A long hug")
        await walk.begin("n", "f")
        await walk.writes("Feet")
        (note,) = await walk.keeps(TouchNote)
        assert (note.text, note.audience, note.day) == ("Feet", ME, TODAY)
        await walk.comes_to("Feet")
        await walk.home()


@both_sizes
async def test_row_7_signs(
    opened: Open, session: Session, journal: Journal, size: tuple[int, int]
) -> None:
    """All six and how safe are set with arrows; the trend grows; a low one leads to its page."""
    journal.add(SignCheck(day=TODAY - timedelta(days=7), near=5)).result()
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("S", "signs")
        await walk.press("n")
        for sign in range(7):
            await walk.press(*["right"] * (2 if sign == 3 else 4), *["down"] * (sign < 6))
        await walk.sees("T Touch")
        check, _before = await walk.keeps(SignCheck, 2)
        assert [check.supported, check.warmth, check.understood, check.near, check.company,
                check.serious] == [4, 4, 4, 2, 4, 4]  # fmt: skip
        (safe,) = walk.mine(FeltSafe)
        assert (safe.safe, safe.audience, check.audience) == (4, ME, ME)
        await walk.press("G")
        await walk.comes_to("not a validated")
        await walk.to("T", "touch")
        await walk.to("S", "signs")
        await walk.home()


@both_sizes
async def test_row_7_signs_sealed_for_both(
    opened: Open, session: Session, journal: Journal, size: tuple[int, int]
) -> None:
    """A round shows first what goes, and of how safe one felt nothing goes with it."""
    Ben(journal)
    journal.commit([SignCheck(day=TODAY, near=4), FeltSafe(day=TODAY, safe=1)]).result()
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("S", "signs")
        await walk.press("s")
        await walk.sees("I felt near my partner: often")
        goes = " ".join(str(each.content) for each in pilot.app.screen.query(Static))
        assert "near my partner: often" in goes
        assert "safe" not in goes
        await walk.press("y")
        await until(pilot, lambda: walk.mine(Answer))
        (answer,) = walk.mine(Answer)
        assert (answer.question, answer.seen_by) == ("signs/1", SEALED)
        assert "safe" not in answer.text
        await walk.home()
