"""Opening: what cannot be read is left alone, one program at a time, only its owner may look."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.model.kinds import Entry
from journal.store import (
    CannotRead,
    Closed,
    Home,
    InUse,
    Journal,
    NameTaken,
    NotSaved,
)
from journal.store.files import Files
from tests.clocks import FixedClock

DAY = date(2026, 11, 22)

BROKEN = {
    "empty": b"",
    "zeros": b"\0" * 512,
    "cut short": b'{"twofold":{"1":{"format":1,"jou',
    "not JSON": b"Dear diary,\n",
    "not UTF-8": b'{"twofold":{"1":{"format":1,"x":"\xff"}}}',
    "a list": b"[]",
    "a number": b"7",
    "nothing at all": b"{}",
    "a foreign TinyDB file": b'{"_default":{"1":{"name":"x"}}}',
    "a table that is none": b'{"twofold":{"1":{"format":1}},"entry":null}',
    "an unfinished row": b'{"twofold":{"1":{"format":1}}}',
    "a row that is none": b'{"twofold":{"1":7}}',
    "a format that is none": b'{"twofold":{"1":{"format":0}}}',
    "a newer version": b'{"twofold":{"1":{"format":3,"wrapped":"elsewhere"}}}',
    "much too deep": b'{"entry":{"1":' + b"[" * 200_000 + b"]" * 200_000 + b"}}",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_unreadable_journal_is_said_in_one_line_and_left_alone(
    home: Home, clock: FixedClock, content: bytes
) -> None:
    """What cannot be read is never opened, never taken for new, and not touched by a byte."""
    folder = home.people_dir / "Ana"
    folder.mkdir(parents=True)
    path = folder / "journal.json"
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))
    with pytest.raises(CannotRead) as caught:
        Journal.open(home, "Ana", clock=clock)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")
    with pytest.raises(NameTaken):
        Journal.create(home, "Ana", clock=clock)
    assert path.read_bytes() == content
    assert path.stat().st_mtime_ns == 1
    assert list(folder.iterdir()) == [path]
    assert home.people() == ["Ana"]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_cut_of_a_journal_is_unreadable(
    home: Home, clock: FixedClock, data: st.DataObject
) -> None:
    """A file that ends anywhere before its end is never opened."""
    if not home.people():
        with Journal.create(home, "Ana", clock=clock) as journal:
            journal.add(Entry(day=DAY, step="share", text="whole")).result()
        (home.root / "whole").write_bytes(journal.path.read_bytes())
    whole = (home.root / "whole").read_bytes()
    end = data.draw(st.integers(0, len(whole) - 1))
    (home.people_dir / "Ana" / "journal.json").write_bytes(whole[:end])
    with pytest.raises(CannotRead):
        Journal.open(home, "Ana", clock=clock)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=3))
def test_any_damage_is_opened_or_refused_but_nothing_else(
    home: Home, clock: FixedClock, where: int, what: bytes
) -> None:
    """Bytes that were changed anywhere bring out a journal or `CannotRead`, and nothing else."""
    if not home.people():
        with Journal.create(home, "Ana", clock=clock) as journal:
            journal.add(Entry(day=DAY, step="share", text="whole")).result()
        (home.root / "whole").write_bytes(journal.path.read_bytes())
    whole = (home.root / "whole").read_bytes()
    where %= len(whole)
    damaged = whole[:where] + what + whole[where + len(what) :]
    path = home.people_dir / "Ana" / "journal.json"
    path.write_bytes(damaged)
    with contextlib.suppress(CannotRead):
        Journal.open(home, "Ana", clock=clock).close()
    assert path.read_bytes() == damaged


def test_opening_and_closing_writes_nothing(home: Home, clock: FixedClock) -> None:
    """A journal that is only looked at has the same bytes and the same date afterwards."""
    Journal.create(home, "Ana", clock=clock).close()
    path = home.folder("Ana") / "journal.json"
    os.utime(path, ns=(1, 1))
    before = path.read_bytes()
    with Journal.open(home, "Ana", clock=clock) as journal:
        assert journal.records() == []
        assert journal.notices == []
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, 1)
    assert not (home.state / "machine").exists()


@pytest.mark.parametrize("left", ["drafts.json", "journal-2026-11-01.json"])
def test_missing_file_beside_others_is_not_a_new_journal(
    home: Home, clock: FixedClock, left: str
) -> None:
    """A folder with other files of a journal but not the journal itself is said, not begun anew."""
    Journal.create(home, "Ana", clock=clock).close()
    folder = home.folder("Ana")
    (folder / "journal.json").rename(folder / left)
    assert home.people() == ["Ana"]
    with pytest.raises(CannotRead, match="missing"):
        Journal.open(home, "Ana", clock=clock)
    with pytest.raises(NameTaken):
        Journal.create(home, "Ana", clock=clock)


def test_a_second_handle_is_refused_and_names_the_first(home: Home, clock: FixedClock) -> None:
    """Who is second is told who is first, in one line; once the first closes, it opens."""
    with Journal.create(home, "Ana", clock=clock):
        clock.advance(60)
        with pytest.raises(InUse) as caught:
            Journal.open(home, "ana", clock=clock)
    assert str(caught.value) == (
        f"Twofold is already open on this journal (process {os.getpid()} on this machine, "
        "since 21:40). Close it there first."
    )
    Journal.open(home, "Ana", clock=clock).close()


def test_a_lock_held_since_another_day_says_the_day(home: Home, clock: FixedClock) -> None:
    """A journal left open since yesterday is said with its date."""
    with Journal.create(home, "Ana", clock=clock):
        clock.advance(days=1)
        with pytest.raises(InUse, match="since 2026-11-22 21:40"):
            Journal.open(home, "Ana", clock=clock)


def test_an_unreadable_holder_still_says_that_it_is_open(home: Home, clock: FixedClock) -> None:
    """Where nobody knows who holds the journal, that it is held is said all the same."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        (journal.path.parent / "journal.holder").write_bytes(b"{")
        with pytest.raises(InUse, match=r"^Twofold is already open on this journal\. Close"):
            Journal.open(home, "Ana", clock=clock)


class Overtaken(Files):
    """A disk on which another program saves just after this one has first read the journal."""

    def __init__(self, newer: bytes) -> None:
        self.newer = newer

    def read(self, path: Path) -> bytes:
        data = super().read(path)
        if path.name == "journal.json" and self.newer:
            path.write_bytes(self.newer)
            self.newer = b""
        return data


def test_what_another_program_saved_just_before_is_not_lost(home: Home, clock: FixedClock) -> None:
    """A journal that is written between being read and being locked is read again."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        older = journal.path.read_bytes()
        journal.add(Entry(day=DAY, step="share", text="by the other")).result()
    newer = journal.path.read_bytes()
    journal.path.write_bytes(older)
    home.files = Overtaken(newer)
    with Journal.open(home, "Ana", clock=clock) as journal:
        journal.add(Entry(day=DAY, step="share", text="by this one")).result()
        assert len(journal.records()) == 2


RACER = """
import sys
from pathlib import Path
from journal.store import Home, InUse, Journal
from tests.clocks import FixedClock
try:
    journal = Journal.open(Home(Path(sys.argv[1]), Path(sys.argv[2])), "Ana", clock=FixedClock())
except InUse:
    print("lost", flush=True)
else:
    print("won", flush=True)
sys.stdin.read()
"""


def test_of_four_programs_exactly_one_wins(home: Home, clock: FixedClock) -> None:
    """Four processes that open one journal at the same time: one has it, three are refused."""
    Journal.create(home, "Ana", clock=clock).close()
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(home.root), str(home.state)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    try:
        said = [racer.stdout.readline().strip() for racer in racers if racer.stdout]
    finally:
        for racer in racers:
            racer.communicate()
    assert sorted(said) == ["lost", "lost", "lost", "won"]
    Journal.open(home, "Ana", clock=clock).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_files_and_folders_are_their_owners_alone(
    home: Home, clock: FixedClock, umask: int
) -> None:
    """Files are 0600 and folders 0700, whatever the umask."""
    before = os.umask(umask)
    try:
        with Journal.create(home, "Ana", clock=clock) as journal:
            journal.add(Entry(day=DAY, step="share", text="one")).result()
            journal.drafts.keep("compose", day=DAY, kind="entry", values={"text": "two"})
            journal.drafts.flush().result()
            inside = [*home.root.rglob("*"), *home.state.rglob("*")]
            modes = {path: stat.S_IMODE(path.stat().st_mode) for path in inside}
            root_mode = stat.S_IMODE(home.root.stat().st_mode)
    finally:
        os.umask(before)
    assert root_mode == 0o700
    assert {path.name for path in modes} == {
        "people",
        "Ana",
        "journal.json",
        "journal.log",
        "journal.lock",
        "journal.holder",
        "drafts.json",
        "machine",
    }
    for path, mode in modes.items():
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_journal_that_is_closed_takes_nothing_more(journal: Journal) -> None:
    """What is asked of a closed journal is refused in words, and closing again does nothing."""
    journal.close()
    journal.close()
    with pytest.raises(Closed):
        journal.add(Entry(day=DAY, step="share", text="late")).result()
    assert journal.records() == []


def test_a_folder_that_cannot_be_written_says_so(home: Home, clock: FixedClock) -> None:
    """A journal cannot begin where a file stands in the way, and that is said in words."""
    home.root.parent.mkdir(parents=True, exist_ok=True)
    home.root.write_text("in the way", "utf-8")
    with pytest.raises(NotSaved):
        Journal.create(home, "Ana", clock=clock)


def test_a_closed_journal_has_no_log(home: Home, clock: FixedClock) -> None:
    """An empty one, begun by a fold after which nothing was saved, goes on closing."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        journal.fold().result()
        log = journal.path.with_name("journal.log")
        assert log.exists()
    assert not log.exists()
    Journal.open(home, "Ana", clock=clock).close()
