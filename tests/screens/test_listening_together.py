"""Listening of two people: the other's own line, a talk kept for both, promises of the other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import ListeningLine, Promise, PromiseMark
from journal.model.kinds import Talk as TalkRecord
from journal.model.record import BOTH, ME
from journal.screens.sharing import Travels
from journal.screens.timer import ListeningTimer
from journal.screens.transparent import Transparent
from journal.store import Journal
from tests.clocks import FixedClock
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)
NASTY = "zq[/b][love]$accent"


def timer(pilot: Pilot[Any]) -> ListeningTimer:
    """The page itself, whatever lies over it."""
    page = pilot.app.screen_stack[0]
    assert isinstance(page, ListeningTimer)
    return page


def lines(journal: Journal, words: str = "Sit close.") -> None:
    """Each has said how they like to be listened to."""
    Ben(journal).shares(ListeningLine(text=words, day=TODAY))
    journal.add(ListeningLine(text="Ask me twice.", day=YESTERDAY)).result()


@pytest.mark.parametrize("size", SIZES)
async def test_the_listener_sees_the_line_of_whoever_speaks(
    opened: Open, journal: Journal, clock: FixedClock, size: tuple[int, int]
) -> None:
    """In the set-up and while they speak: Ben's own line where Ben speaks, Ana's where she does."""
    lines(journal)
    async with opened("timer", size) as pilot:
        assert "How Ana likes to be listened to" in painted(pilot)
        await pilot.press("j", "right")
        await until(pilot, lambda: "How Ben likes to be listened to" in painted(pilot))
        assert "Sit close." in painted(pilot)
        await pilot.press("enter")
        clock.advance(1)
        timer(pilot).tick()
        await until(pilot, lambda: "Ben speaks" in painted(pilot))
        assert "Sit close." in painted(pilot)
        assert "Ask me twice." not in painted(pilot)


async def test_both_lines_stand_in_step_2(opened: Open, journal: Journal) -> None:
    """My own line is mine, however new the other's is; theirs stands below with their name."""
    lines(journal, NASTY)
    async with opened("listen", (120, 40)) as pilot:
        await until(pilot, lambda: "Ask me twice." in painted(pilot))
        said = str(pilot.app.screen.query_one("#line").render())
        assert said == f"Ask me twice.\n\nHow Ben likes to be listened to\n{NASTY}"


async def closing(pilot: Pilot[Any], clock: FixedClock) -> None:
    """A talk that has come to its closing words, with nothing written yet."""
    await pilot.press("enter")
    for _second in range(5):
        clock.advance(1)
        timer(pilot).tick()
    await pilot.press("full_stop", "y")
    await until(pilot, lambda: timer(pilot).held.stage == "closing")


async def test_keep_for_both_is_not_there_alone(
    opened: Open, journal: Journal, clock: FixedClock
) -> None:
    """While nobody is paired, a talk is kept for oneself or not at all."""
    async with opened("timer") as pilot:
        await closing(pilot, clock)
        assert "keep for both" not in painted(pilot)
        await pilot.press("s")
        assert timer(pilot).held.stage == "closing"


async def test_a_promise_of_the_other(opened: Open, journal: Journal) -> None:
    """It stands among the promises as theirs; it asks me nothing, and I do not mark it."""
    ben = Ben(journal, NASTY)
    promise = ben.shares(Promise(promise=f"The light {NASTY}", by=YESTERDAY, day=YESTERDAY))
    async with opened("transparent", (120, 40)) as pilot:
        await until(pilot, lambda: "The light" in painted(pilot))
        page = pilot.app.screen
        assert isinstance(page, Transparent)
        (view,) = page.query("#promises EntryView")
        assert str(view.render()).startswith(f"The light {NASTY}\n{NASTY} promised · by yesterday")
        assert "Still open" not in painted(pilot)
        assert page.check_action("still_open", ()) is None
        await pilot.press("j")
        assert page.check_action("entry_add", ()) is None
        ben.shares(PromiseMark(state="kept", about=promise.reference, day=TODAY))
        await until(pilot, lambda: not page.query("#promises EntryView"))


async def test_a_talk_is_kept_for_both(opened: Open, journal: Journal, clock: FixedClock) -> None:
    """s shows what travels of it, word for word; a yes keeps it, a no leaves it as it was."""
    Ben(journal)
    async with opened("timer") as pilot:
        await closing(pilot, clock)
        assert "keep for both" in painted(pilot)
        await pilot.press("enter")
        await write(pilot, "the clinic")
        await pilot.press("escape", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await until(pilot, lambda: "the clinic" in painted(pilot))
        await pilot.press("escape")
        assert journal.of_kind(TalkRecord) == []
        assert timer(pilot).held.stage == "closing"
        await pilot.press("s", "y")
        await until(pilot, lambda: journal.of_kind(TalkRecord))
        (talk,) = journal.of_kind(TalkRecord)
        assert (talk.audience, talk.texts()) == (BOTH, ("the clinic",))
        await until(pilot, lambda: "Kept, for both of you." in painted(pilot))


async def test_a_talk_kept_for_oneself_stays_private(
    opened: Open, journal: Journal, clock: FixedClock
) -> None:
    """Ctrl+S keeps it for oneself alone, also where somebody is paired."""
    Ben(journal)
    async with opened("timer") as pilot:
        await closing(pilot, clock)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(TalkRecord))
        assert journal.of_kind(TalkRecord)[0].audience == ME
