"""Closing the program: what is being typed is on the disk first, and if not, it is said."""

from __future__ import annotations

import errno

import pytest

from journal.session import Session
from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.screens.conftest import Open
from tests.screens.driving import until, write
from tests.store.faulty import EVERY, FaultyFiles


@pytest.fixture
def files(home: Home) -> FaultyFiles:
    """The disk that the home lies on."""
    home.files = FaultyFiles()
    return home.files


@pytest.fixture
def journal(home: Home, clock: FixedClock, files: FaultyFiles) -> Journal:
    """Ana's journal on that disk."""
    return Journal.create(home, "Ana", "Ben", clock=clock)


async def test_quitting_at_once_loses_no_letter(session: Session, opened: Open) -> None:
    """What was typed a moment before Ctrl+Q is in the drafts file."""
    async with opened("help") as pilot:
        await pilot.press("1", "n", "n")
        await write(pilot, "justnow")
        await pilot.press("ctrl+q")
    session.journal.close()
    assert b"justnow" in (session.journal.path.parent / "drafts.json").read_bytes()


async def test_words_that_the_disk_does_not_take_are_said_before_closing(
    session: Session, opened: Open, files: FaultyFiles
) -> None:
    """The first Ctrl+Q says that the disk is full and stays; the second one closes."""
    async with opened("help") as pilot:
        await pilot.press("1", "n", "n")
        await write(pilot, "precious")
        told: list[str] = []
        session.complain = told.append
        files.arm(EVERY, errno.ENOSPC)
        await pilot.press("ctrl+q")
        assert [each for each in told if "the disk is full" in each] == told != []
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
    files.arm(0, 0)
