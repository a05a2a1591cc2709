"""Closing the program: what is being typed is on the disk first, and if not, it is said."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from journal.model.kinds import Entry
from journal.session import Session
from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.screens.conftest import Open
from tests.screens.driving import until, write
from tests.store.faulty import EVERY, FaultyFiles

DAY = date(2026, 11, 22)


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


async def test_what_is_in_memory_alone_is_said_before_closing(
    session: Session, opened: Open, tmp_path: Path
) -> None:
    """After the journal's files were swapped, Ctrl+Q stays once and says so; with a copy saved
    elsewhere it closes, and the copy has every entry.
    """
    journal = session.journal
    journal.add(Entry(day=DAY, step="share", text="before")).result()
    other = journal.path.with_name("other")
    other.write_bytes(journal.path.read_bytes())
    async with opened("help") as pilot:
        other.replace(journal.path)
        told: list[str] = []
        session.complain = told.append
        assert await session.keep(Entry(day=DAY, step="share", text="after")) is None
        assert "Nothing more is written there" in told.pop()
        await pilot.press("ctrl+q")
        assert "Save a copy elsewhere" in told[-1]
        assert "Ctrl+Q again closes all the same" in told.pop()
        assert pilot.app.is_running
        journal.save_copy(tmp_path / "copy").result()
        pilot.app._said_so = False  # type: ignore[attr-defined]  # as if it had not been said yet
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
        assert told == []
    saved = (tmp_path / "copy" / "journal.json").read_text()
    assert "before" in saved
    assert "after" in saved
