"""What a person is told when a journal is not as it was left, and what becomes of the files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tinydb import TinyDB

from journal.model.kinds import Entry
from journal.store import (
    CannotRead,
    ChangedOutside,
    Home,
    Journal,
    NeedsKey,
)
from journal.store.aside import opened
from journal.store.log import decode_head, encode_frame, encode_head, scan
from journal.store.seal import PLAIN, Seal
from journal.store.sealed import Sealed, VaultKey
from tests.clocks import FixedClock
from tests.store.faulty import EVERY, FaultyFiles

DAY = date(2026, 11, 22)
KEY = VaultKey(bytes(16), VaultKey.random().key)


@pytest.fixture(params=["plain", "sealed"])
def seal(request: pytest.FixtureRequest) -> Seal:
    """The seal of the journal."""
    return Sealed(KEY) if request.param == "sealed" else PLAIN


Crash = Callable[[], tuple[Path, Path]]


@pytest.fixture
def crashed(home: Home, clock: FixedClock, seal: Seal) -> Crash:
    """Leave a journal with one entry in its snapshot and three in its log, not closed."""

    def crash() -> tuple[Path, Path]:
        with Journal.create(home, "Ana", clock=clock, seal=seal) as journal:
            journal.add(Entry(day=DAY, step="share", text="folded")).result()
            journal.fold().result()
            for text in ("one", "two", "three"):
                journal.add(Entry(day=DAY, step="share", text=text)).result()
            folder = journal.path.parent
            shutil.copytree(folder, home.root / "copy")
        for name in ("journal.json", "journal.log"):
            shutil.copy(home.root / "copy" / name, folder / name)
        return folder / "journal.json", folder / "journal.log"

    return crash


def texts(journal: Journal) -> set[str]:
    """Return the texts of all entries."""
    return {entry.text for entry in journal.of_kind(Entry)}


def test_after_a_crash_the_log_is_replayed_without_a_word(
    home: Home, clock: FixedClock, seal: Seal, crashed: Crash
) -> None:
    """What was saved and not folded is there, and closing makes one file of it again."""
    _path, log = crashed()
    with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
        assert texts(journal) == {"folded", "one", "two", "three"}
        assert journal.notices == []
    assert not log.exists()


def test_a_torn_end_is_dropped_in_silence_and_saves_go_on_behind_it(
    home: Home, clock: FixedClock, seal: Seal, crashed: Crash
) -> None:
    """Half a frame is cut off by the first save; neither it nor the next save is in doubt."""
    _path, log = crashed()
    log.write_bytes(log.read_bytes()[:-9])
    with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
        assert journal.notices == []
        assert texts(journal) == {"folded", "one", "two"}
        journal.add(Entry(day=DAY, step="share", text="four")).result()
        found = scan(log.read_bytes())
        assert (len(found.frames), found.gaps, found.torn) == (3, 0, False)


def test_a_damaged_frame_is_said_in_numbers_and_the_file_is_kept(
    home: Home, clock: FixedClock, seal: Seal, crashed: Crash
) -> None:
    """One of three saves is damaged: two are there, the log lies aside, and it is said once."""
    path, log = crashed()
    data = bytearray(log.read_bytes())
    data[scan(bytes(data)).frames[1].end - 20] ^= 1
    log.write_bytes(data)
    with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
        assert texts(journal) == {"folded", "one", "three"}
        (aside,) = path.parent.glob("journal-damaged-2026-11-22-*.log")
        assert journal.notices == [
            "Of the latest saves of this journal, 2 could be read and at least 1 is damaged. "
            f"The damaged file is kept as {aside.name}."
        ]
        assert opened(aside, aside.read_bytes(), seal) == data
    with Journal.open(home, "Ana", clock=clock, seal=seal) as again:
        assert again.notices == []
        assert texts(again) == {"folded", "one", "three"}


def test_where_nothing_is_lost_that_is_said_too(
    home: Home, clock: FixedClock, seal: Seal, crashed: Crash
) -> None:
    """A log whose head alone is damaged gives up all its saves."""
    _path, log = crashed()
    data = bytearray(log.read_bytes())
    data[40] ^= 1
    log.write_bytes(data)
    with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
        assert texts(journal) == {"folded", "one", "two", "three"}
        assert "all 3 saves in it could be read" in journal.notices[0]


def test_a_damaged_journal_on_a_full_disk_is_left_alone(
    home: Home, clock: FixedClock, seal: Seal, crashed: Crash
) -> None:
    """Where the damaged file cannot be kept aside, nothing is opened and nothing changed."""
    path, log = crashed()
    data = bytearray(log.read_bytes())
    data[-20] ^= 1
    log.write_bytes(data)
    files = FaultyFiles()
    files.arm(EVERY, 28)
    home.files = files
    with pytest.raises(CannotRead, match="cannot be kept: the disk is full"):
        Journal.open(home, "Ana", clock=clock, seal=seal)
    assert log.read_bytes() == data
    assert sorted(entry.name for entry in path.parent.glob("*-damaged-*")) == []


def test_a_log_of_another_state_is_kept_salvaged_and_said(
    home: Home, clock: FixedClock, seal: Seal, crashed: Crash
) -> None:
    """An old snapshot put back beside a newer log: nothing is mixed, nothing is lost."""
    path, log = crashed()
    older = path.read_bytes()
    with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
        journal.fold().result()
        for text in ("four", "five", "six"):
            journal.add(Entry(day=DAY, step="share", text=text)).result()
        newer = log.read_bytes()
    path.write_bytes(older)
    log.write_bytes(newer)
    with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
        assert texts(journal) == {"folded"}
        (aside,) = path.parent.glob("journal-elsewhere-*.log")
        (salvaged,) = path.parent.glob("journal-salvaged-*.json")
        assert len(journal.notices) == 1
        assert "3 saves that belong to an older or newer state" in journal.notices[0]
        assert aside.name in journal.notices[0]
        assert salvaged.name in journal.notices[0]
        tables = json.loads(opened(salvaged, salvaged.read_bytes(), seal))
    assert {entry["text"] for entry in tables["entry"].values()} == {"four", "five", "six"}
    if not seal.sealed:
        with TinyDB(salvaged) as stock:
            assert len(stock.table("entry").all()) == 3


def test_a_file_changed_by_another_program_is_refused_until_it_is_accepted(
    home: Home, clock: FixedClock
) -> None:
    """It is said, left alone, and opened as it is now only when asked, a copy being kept."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        journal.add(Entry(day=DAY, step="share", text="mine")).result()
    with TinyDB(journal.path) as stock:
        stock.table("entry").update({"text": "changed"})
    changed = journal.path.read_bytes()
    with pytest.raises(ChangedOutside, match="changed outside this program or damaged"):
        Journal.open(home, "Ana", clock=clock)
    assert journal.path.read_bytes() == changed
    with Journal.open(home, "Ana", clock=clock, accept_changes=True) as again:
        assert texts(again) == {"changed"}
        (aside,) = journal.path.parent.glob("journal-changed-*.json")
        assert aside.read_bytes() == changed
        assert aside.name in again.notices[0]
    with Journal.open(home, "Ana", clock=clock) as again:
        assert again.notices == []


def test_saves_after_a_change_from_outside_are_replayed_over_it(
    home: Home, clock: FixedClock
) -> None:
    """A log that continues the file as it was before the change still belongs to it."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        journal.add(Entry(day=DAY, step="share", text="in the log")).result()
        copy = {path: path.read_bytes() for path in journal.path.parent.glob("journal.*")}
    for path, data in copy.items():
        path.write_bytes(data)
    with TinyDB(journal.path) as stock:
        stock.table("entry").insert({"text": "no entry"})
    with Journal.open(home, "Ana", clock=clock, accept_changes=True) as again:
        assert texts(again) == {"in the log"}
        assert len(again.notices) == 2


def test_a_journal_of_the_first_format_opens_and_becomes_one_of_this(
    home: Home, clock: FixedClock
) -> None:
    """A file without checksum and log is read; the first save makes it one that has them."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        journal.add(Entry(day=DAY, step="share", text="old")).result()
    tables = json.loads(journal.path.read_bytes())
    del tables["twofold-snapshot"]
    tables["twofold"]["1"]["format"] = 1
    journal.path.write_text(json.dumps(tables), "utf-8")
    first = journal.path.read_bytes()
    Journal.open(home, "Ana", clock=clock).close()
    assert journal.path.read_bytes() == first
    with Journal.open(home, "Ana", clock=clock) as again:
        assert (again.notices, texts(again)) == ([], {"old"})
        again.add(Entry(day=DAY, step="share", text="new")).result()
        tables = json.loads(journal.path.read_bytes())
        assert tables["twofold"]["1"]["format"] == 2
        assert tables["twofold-snapshot"]["1"]["generation"] == 1
    with Journal.open(home, "Ana", clock=clock) as again:
        assert (again.notices, texts(again)) == ([], {"old", "new"})


def test_plain_and_sealed_are_never_mixed_up(home: Home, clock: FixedClock) -> None:
    """A sealed journal asks for its key; a plain file in its place is damage."""
    key = Sealed(KEY)
    with Journal.create(home, "Ana", clock=clock, seal=key) as journal:
        journal.add(Entry(day=DAY, step="share", text="canary")).result()
        assert b"canary" not in b"".join(
            path.read_bytes() for path in journal.path.parent.rglob("*") if path.is_file()
        )
    with pytest.raises(NeedsKey):
        Journal.open(home, "Ana", clock=clock)
    with pytest.raises(CannotRead, match="does not open with its key"):
        Journal.open(home, "Ana", clock=clock, seal=Sealed(VaultKey.random()))
    with Journal.create(home, "Ben", clock=clock) as ben:
        shutil.copy(ben.path, journal.path)
    with pytest.raises(CannotRead, match="it is encrypted, and its file is not"):
        Journal.open(home, "Ana", clock=clock, seal=key)


@pytest.mark.parametrize("seal", ["sealed"], indirect=True)
def test_plain_saves_put_into_a_sealed_journal_are_damage(
    home: Home, clock: FixedClock, crashed: Crash, seal: Seal
) -> None:
    """A log whose frames are not sealed under the journal's key is not believed."""
    path, log = crashed()
    head = decode_head(log.read_bytes())
    assert head is not None
    body = b'{"put":{"entry":{"1":{"text":"forged"}}}}'
    log.write_bytes(encode_head(head) + encode_frame(head, head.number + 1, body))
    with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
        assert texts(journal) == {"folded"}
        assert "0 could be read and at least 1 is damaged" in journal.notices[0]
    assert len(list(path.parent.glob("journal-damaged-*.log"))) == 1
