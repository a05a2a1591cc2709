"""Step 2: past talks, one's own line, free entries, and the way to the timer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.model.kinds import Entry, ListeningLine, Talk, TalkLine
from journal.screens.listen import Invitation, Listen
from journal.screens.timer import ListeningTimer
from journal.session import Session
from journal.store import Journal
from journal.widgets.entry import EntryView
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write


def a_talk(session: Session) -> Talk:
    """A talk of three days ago, with a word from each."""
    return Talk(
        day=session.today - timedelta(days=3),
        speakers=("Ana", "Ben"),
        minutes=3,
        rounds=3,
        spoken=(560, 480),
        lines=(
            TalkLine(who="Ben", about="heard", text="Too much at the clinic."),
            TalkLine(who="Ana", about="felt", text="Very."),
        ),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_past_talks_and_my_line(
    session: Session, journal: Journal, opened: Open, size: tuple[int, int]
) -> None:
    """A talk shows how long, what was heard and how heard each felt; my newest line is in sight."""
    line = ListeningLine(day=session.today, text="Stay close.")
    older = ListeningLine(day=session.today - timedelta(days=9), text="Ask me.")
    journal.commit([older, a_talk(session), line]).result()
    async with opened("listen", size=size) as pilot:
        await pilot.pause()
        assert "Stay close." in painted(pilot)
        views = [
            str(view.content)
            for view in pilot.app.screen.query("#talks EntryView").results(EntryView)
        ]
        assert len(views) == 1
        for words in ("Ana spoke 9 minutes", "Ben heard", "Too much", "How heard Ana felt", "Very"):
            assert words in views[0]


async def test_a_new_line_and_a_free_entry(journal: Journal, opened: Open) -> None:
    """n, then l, writes how I like to be listened to; n twice writes on the page."""
    async with opened("listen") as pilot:
        await pilot.press("n", "l")
        await pilot.pause()
        await write(pilot, "say little")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(ListeningLine))
        await until(pilot, lambda: isinstance(pilot.app.screen, Listen))
        await until(pilot, lambda: "say little" in painted(pilot))
        await pilot.press("n", "n")
        await pilot.pause()
        await write(pilot, "he talked")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Entry))
        entry = journal.of_kind(Entry)[0]
        assert (entry.text, entry.step) == ("he talked", "listen")


@pytest.mark.parametrize("keys", [("L",), ("tab", "enter")])
async def test_the_way_to_the_timer(opened: Open, keys: tuple[str, ...]) -> None:
    """L leads to the timer, and so does Enter on the invitation."""
    async with opened("listen") as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: isinstance(pilot.app.screen, ListeningTimer))


async def test_an_empty_place_says_what_will_be_there(journal: Journal, opened: Open) -> None:
    """Without talks one kind sentence stands there, and nothing is made by looking."""
    async with opened("listen", size=(80, 60)) as pilot:
        await pilot.pause()
        assert "Talks you keep will stand here" in painted(pilot)
        assert not journal.records()


async def test_a_talk_in_progress_reads_as_one(opened: Open) -> None:
    """It stands first, in words, never as what is stored of it; opening it leads to the timer."""
    async with opened("timer", size=(80, 60)) as pilot:
        await pilot.press("enter", "2")
        await until(pilot, lambda: "a talk in progress" in painted(pilot))
        assert "{" not in painted(pilot)
        assert "A talk waits" in str(pilot.app.screen.query_one(Invitation).content)
        pilot.app.screen.query("#talks EntryView").first(EntryView).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListeningTimer))
