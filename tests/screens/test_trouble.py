"""A journal that does not open: said why, looked through, and put together in a new folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journal.cli.here import Here
from journal.content import catalogue
from journal.door import Door
from journal.model.kinds import Entry
from journal.model.passphrase import Passphrase
from journal.screens.dialogs import Confirm
from journal.screens.trouble import Trouble
from journal.screens.unlock import Unlock
from journal.settings import Settings
from journal.store import Home, Journal
from journal.unlocking import create
from tests.clocks import FixedClock
from tests.screens.driving import painted, until, write
from tests.store.vaults import quick_stretch

PHRASE = "anvil mirth"
DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)


def broken(home: Home, clock: FixedClock, passphrase: str) -> Path:
    """A journal with a backup, whose file was damaged since."""
    made = Passphrase.typed(passphrase) if passphrase else None
    journal, _code = create(home, "Ana", "Ben", clock, made)
    with journal:
        journal.add(Entry(day=DAY, step="share", text="kept in the backup")).result()
        journal.fold().result()
        assert journal.backups.all()
    data = bytearray(journal.path.read_bytes())
    del data[len(data) // 2 :]
    journal.path.write_bytes(data)
    return journal.path


def door_of(home: Home, clock: FixedClock) -> Door:
    """The door in front of Ana's journal."""
    here = Here(home, clock)
    return Door(home, Settings(), clock, catalogue(), "open", unlocking=here.unlocking, name="Ana")


@pytest.mark.parametrize("phrase", ["", PHRASE], ids=["plain", "encrypted"])
async def test_the_newest_backup_is_put_into_a_new_folder(
    home: Home, clock: FixedClock, phrase: str
) -> None:
    """The sentence, the report, `r` and Enter: the backup is open, the damaged file as it was."""
    path = broken(home, clock, phrase)
    before = path.read_bytes()
    door = door_of(home, clock)
    async with door.run_test(size=(80, 24)) as pilot:
        if phrase:
            await until(pilot, lambda: isinstance(door.screen, Unlock))
            await write(pilot, phrase)
            await pilot.press("enter")
        await until(pilot, lambda: isinstance(door.screen, Trouble))
        await until(pilot, lambda: "1 backup is whole" in painted(pilot))
        assert "The newest backup is of 2026-11-22" in painted(pilot)
        await pilot.press("r")
        await until(pilot, lambda: "Put together" in painted(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: door._exit)
    assert isinstance(door.return_value, Journal)
    with door.return_value as journal:
        assert journal.name == "Ana restored 2026-11-22"
        assert [entry.text for entry in journal.of_kind(Entry)] == ["kept in the backup"]
        assert journal.is_encrypted is bool(phrase)
    assert path.read_bytes() == before
    assert home.people() == ["Ana", "Ana restored 2026-11-22"]


async def test_damaged_keys_are_said_so(home: Home, clock: FixedClock) -> None:
    """Without keys no backup helps: the sentence stands alone, and Esc leaves."""
    path = broken(home, clock, PHRASE)
    for keys in path.parent.rglob("keys.json"):
        keys.write_bytes(b"{}")
    door = door_of(home, clock)
    async with door.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(door.screen, Trouble))
        await until(pilot, lambda: "keys is damaged" in " ".join(painted(pilot).split()))
        await pilot.press("r")
        assert "Put together" not in painted(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: door._exit)
    assert door.return_value is None


async def test_another_machine_is_asked_about(home: Home, clock: FixedClock) -> None:
    """A journal that another machine left open is opened here only when that is agreed to."""
    create(home, "Ana", "Ben", clock, None)[0].close()
    holder = home.folder("Ana") / "journal.holder"
    holder.write_text('{"pid": 7, "host": "attic", "since": "2026-11-21T08:00:00+00:00"}')
    door = door_of(home, clock)
    async with door.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(door.screen, Confirm))
        assert "attic" in painted(pilot)
        await pilot.press("y")
        await until(pilot, lambda: door._exit)
    assert isinstance(door.return_value, Journal)
    door.return_value.close()


async def test_a_newer_journal_offers_no_older_state(home: Home, clock: FixedClock) -> None:
    """A journal of a newer version is whole: its sentence stands alone, no backup is offered."""
    from journal.store import CannotRead, reports

    broken(home, clock, "")
    door = door_of(home, clock)
    async with door.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(door.screen, Trouble))
        door._failed(CannotRead(reports.NEWER), None)
        await until(pilot, lambda: "newer version" in painted(pilot))
        await pilot.press("r")
        await pilot.pause()
        assert "newest backup" not in painted(pilot)


async def test_a_changed_file_is_asked_about(home: Home, clock: FixedClock) -> None:
    """A plain file changed outside the program opens as it is now, once that was agreed to."""
    with create(home, "Ana", "Ben", clock, None)[0] as journal:
        journal.add(Entry(day=DAY, step="share", text="before")).result()
    path = journal.path
    path.write_text(path.read_text().replace("before", "after!"))
    door = door_of(home, clock)
    async with door.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(door.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: door._exit)
    assert isinstance(door.return_value, Journal)
    with door.return_value as again:
        assert [entry.text for entry in again.of_kind(Entry)] == ["after!"]
        assert again.notices
