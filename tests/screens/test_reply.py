"""Saying something to what the other shared."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Entry, Need, Reply
from journal.model.record import BOTH, Record
from journal.screens.composing import ComposeScreen
from journal.screens.dialogs import Choose
from journal.screens.sharing import Travels
from journal.session import Session
from journal.store import Journal
from journal.widgets.entry import AddedView, EntryView
from tests.screens.ben import Ben
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write


@pytest.fixture
def ben(journal: Journal) -> Ben:
    """Ana is paired with Ben."""
    return Ben(journal)


async def choose(pilot: Pilot[Any], letter: str) -> None:
    """Press `r` on the first entry, and a letter."""
    await until(pilot, lambda: pilot.app.screen.query(EntryView))
    await pilot.press("j", "r")
    await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
    assert "To Ben" in painted(pilot)
    await pilot.press(letter)


@pytest.mark.parametrize(
    ("letter", "sort", "words"),
    [
        ("t", "thanks", "Thank you for telling me."),
        ("m", "more", "I would like to know more."),
        ("i", "here", "I am here whenever you need me."),
    ],
)
async def test_a_ready_sentence(
    session: Session, journal: Journal, ben: Ben, opened: Open, letter: str, sort: str, words: str
) -> None:
    """It is shown as it goes, kept as one's own record about the other's, and stands below it."""
    entry = ben.shares(Entry(step="help", text="A hard call", day=session.today))
    async with opened("journal") as pilot:
        await choose(pilot, letter)
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await until(pilot, lambda: words in painted(pilot) and "A hard call" in painted(pilot))
        assert journal.of_kind(Reply) == []
        await pilot.press("enter")
        await until(pilot, lambda: journal.of_kind(Reply))
        (reply,) = journal.of_kind(Reply)
        assert (reply.sort, reply.text, reply.about) == (sort, "", entry.reference)
        assert (reply.seen_by, journal.is_mine(reply)) == (BOTH, True)
        await until(pilot, lambda: pilot.app.screen.query(AddedView))
        assert words in painted(pilot)


@pytest.mark.parametrize(("letter", "sort"), [("h", "heard"), ("o", "own")])
async def test_in_one_s_own_words(
    session: Session, journal: Journal, ben: Ben, opened: Open, letter: str, sort: str
) -> None:
    """Two of them take words; the form says first who will see them."""
    ben.shares(Entry(step="help", text="A hard call", day=session.today))
    async with opened("journal") as pilot:
        await choose(pilot, letter)
        await until(pilot, lambda: isinstance(pilot.app.screen, ComposeScreen))
        await until(pilot, lambda: "Ben will see this" in painted(pilot))
        assert "A hard call" in painted(pilot)
        await write(pilot, "you were scared")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ComposeScreen))
        assert journal.of_kind(Reply) == []
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(Reply))
        (reply,) = journal.of_kind(Reply)
        assert (reply.sort, reply.text, reply.seen_by) == (sort, "you were scared", BOTH)
        await until(pilot, lambda: not isinstance(pilot.app.screen, (ComposeScreen, Travels)))
        await until(pilot, lambda: pilot.app.screen.query(AddedView))
        opening = "What I hear is …  " if sort == "heard" else ""
        assert f"{opening}you were scared" in painted(pilot)


async def test_a_reply_to_a_reply_stands_with_it(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """What the other replied can be replied to; both stand below the same entry."""
    need = journal.add(Need(happened="Late", audience=BOTH, day=session.today)).result()
    ben.shares(Reply(sort="thanks", about=need.reference, day=session.today))
    async with opened("journal") as pilot:
        await until(pilot, lambda: pilot.app.screen.query(AddedView))
        await pilot.press("j", "j", "r", "i", "enter")
        await until(pilot, lambda: len(journal.of_kind(Reply)) == 2)
        assert {reply.about for reply in journal.of_kind(Reply)} == {need.reference}
        await until(pilot, lambda: len(pilot.app.screen.query(AddedView)) == 2)


async def test_there_is_nothing_to_reply_to_oneself(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """`r` acts on what the other shared in this pairing, and on nothing else."""
    record: Record = journal.add(Need(happened="Late", day=session.today)).result()
    theirs = ben.shares(Entry(step="help", text="A hard call", day=session.today))
    async with opened("journal") as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: len(screen.query(EntryView)) == 2)
        for _key in range(2):
            await pilot.press("j")
            view = pilot.app.focused
            assert isinstance(view, EntryView)
            can = screen.check_action("entry_reply", ())
            assert can is (True if view.item.id == theirs.id else None)
            assert view.item.id in (record.id, theirs.id)
        journal.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
        assert screen.check_action("entry_reply", ()) is None


async def test_a_reply_left_unfinished(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """A reply that was begun waits in the journal, and is finished as what it was begun as."""
    entry = ben.shares(Entry(step="help", text="A hard call", day=session.today))
    async with opened("journal") as pilot:
        await choose(pilot, "h")
        await until(pilot, lambda: isinstance(pilot.app.screen, ComposeScreen))
        await pilot.pause()
        await write(pilot, "you")
        await pilot.press("escape")
        await until(pilot, lambda: len(pilot.app.screen.query(EntryView)) == 2)
        await pilot.press("g", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ComposeScreen))
        await until(pilot, lambda: "Ben will see this" in painted(pilot))
        assert "A hard call" in painted(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(Reply))
        (reply,) = journal.of_kind(Reply)
        assert (reply.sort, reply.text, reply.about) == ("heard", "you", entry.reference)
