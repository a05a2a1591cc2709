"""A copy elsewhere, the backups, and deleting for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from journal.model.kinds import Entry
from journal.screens.bin import Bin
from journal.screens.dialogs import Confirm
from journal.screens.safekeeping import BackupList, SaveCopy
from journal.session import Session
from journal.store import Journal, OnlyInMemory
from tests.clocks import FixedClock
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write

CANARY = "canary"


def told(pilot: Pilot[Any]) -> str:
    """What the notices on the screen say."""
    return " ".join(notice.message for notice in pilot.app._notifications)


async def test_a_copy_is_written_elsewhere(
    opened: Open, session: Session, tmp_path: Path, clock: FixedClock
) -> None:
    """From the palette, into a folder that is named; one that holds something is refused."""
    await session.keep(Entry(step="share", text=CANARY, day=session.today))
    full, empty = tmp_path / "full", tmp_path / "stick" / "journal"
    full.mkdir()
    (full / "something").write_text("here")
    async with opened("today", size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await write(pilot, "save a copy")
        await until(pilot, lambda: "Save a copy elsewhere" in painted(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveCopy))
        pilot.app.screen.query_one(Input).value = str(full)
        await pilot.press("enter")
        await until(pilot, lambda: "something in that folder" in painted(pilot))
        pilot.app.screen.query_one(Input).value = str(empty)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, SaveCopy))
    assert CANARY in (empty / "journal.json").read_text()
    assert sorted(path.name for path in full.iterdir()) == ["something"]


async def test_a_failing_save_names_the_way_out(opened: Open, session: Session) -> None:
    """What is in memory alone is said to be unsaved, with the command that helps."""
    async with opened("today", size=(80, 24)) as pilot:
        session.say_not_saved(OnlyInMemory("This is not saved: the disk is full."))
        await until(pilot, lambda: "not saved" in painted(pilot))
        assert "Save a copy elsewhere" in told(pilot)


async def test_a_backup_is_put_into_a_new_folder(
    opened: Open, session: Session, clock: FixedClock
) -> None:
    """The list says day, size and whether it is encrypted; Enter restores beside the journal."""
    await session.keep(Entry(step="share", text=CANARY, day=session.today))
    session.journal.fold().result()
    async with opened("settings", size=(120, 40)) as pilot:
        pilot.app.screen.query_one("#backups").focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, BackupList))
        assert "Sunday 22 November 2026" in painted(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: "Done." in painted(pilot))
    name = "Ana restored 2026-11-22"
    assert session.home.people() == ["Ana", name]
    with Journal.open(session.home, name, clock=clock) as restored:
        assert [entry.text for entry in restored.of_kind(Entry)] == [CANARY]


async def test_deleting_for_good_asks_about_backups(
    opened: Open, session: Session, clock: FixedClock
) -> None:
    """The words leave journal and screen; the backup that holds them is named, and rewritten if
    wanted; a file kept aside is named.
    """
    kept = await session.keep(Entry(step="share", text=CANARY, day=session.today))
    assert kept is not None
    session.journal.fold().result()
    await session.delete(kept[0])
    folder = session.journal.path.parent
    aside = folder / "journal-changed-2026-11-20-101010-abcd.json"
    aside.write_text("{}")
    async with opened("journal", size=(80, 24)) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, Bin))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: "2026-11-22" in painted(pilot))
        assert [
            path.parent.name
            for path in folder.rglob("*")
            if path.is_file() and CANARY.encode() in path.read_bytes()
        ] == ["backups"]
        await pilot.press("y")
        await until(pilot, lambda: "from the backups too" in told(pilot))
        assert f"may still hold it; delete it yourself: {aside.name}" in told(pilot)
        await until(pilot, lambda: CANARY not in painted(pilot))
    assert not [
        path
        for path in folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
