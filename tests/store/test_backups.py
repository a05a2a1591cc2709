"""Backups: made once a day, thinned out, put back elsewhere, freed of what is deleted."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from journal.model.kinds import Entry
from journal.store import CannotRead, Home, Journal, NotSaved, ReadOnly, StoreError
from journal.store.backups import Backups, worth_keeping
from journal.store.seal import PLAIN, Seal
from journal.store.sealed import Sealed, VaultKey
from tests.clocks import FixedClock
from tests.store.faulty import FaultyFiles

DAY = date(2026, 11, 22)
KEY = VaultKey.random()


@pytest.fixture(params=["plain", "sealed"])
def seal(request: pytest.FixtureRequest) -> Seal:
    """The seal of the journal."""
    return Sealed(KEY) if request.param == "sealed" else PLAIN


@pytest.fixture
def journal(home: Home, clock: FixedClock, seal: Seal) -> Journal:
    """Ana's journal; the test closes it."""
    return Journal.create(home, "Ana", clock=clock, seal=seal)


def add(journal: Journal, text: str) -> Entry:
    """Keep an entry, and wait for it."""
    return journal.add(Entry(day=DAY, step="share", text=text)).result()


def texts(home: Home, clock: FixedClock, seal: Seal, name: str = "Ana") -> set[str]:
    """Open somebody's journal and return what is in it."""
    with Journal.open(home, name, clock=clock, seal=seal) as journal:
        assert journal.notices == []
        return {entry.text for entry in journal.of_kind(Entry)}


def test_the_first_fold_of_a_day_makes_a_backup(
    journal: Journal, clock: FixedClock, seal: Seal
) -> None:
    """One a day, sealed like the journal; a plain one is a file that a stock TinyDB reads."""
    add(journal, "one")
    journal.fold().result()
    add(journal, "two")
    journal.fold().result()
    clock.advance(days=1)
    add(journal, "three")
    journal.close()
    backups = journal.backups.all()
    assert [backup.name for backup in backups] == ["2026-11-23", "2026-11-22"]
    assert [backup.sealed for backup in backups] == [seal.sealed] * 2
    counts = [len(journal.backups.read(each, seal).tables["entry"]) for each in backups]
    assert counts == [3, 1]
    if not seal.sealed:
        with TinyDB(backups[0].path) as stock:
            assert len(stock.table("entry").all()) == 3
    else:
        assert b"three" not in backups[0].path.read_bytes()


@given(st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=120))
def test_the_newest_of_each_day_week_and_month_stay(days: set[date]) -> None:
    """At most 7 + 4 + 12 are kept, the newest always, and those of the last periods there are."""
    kept = worth_keeping(days)
    newest = sorted(days, reverse=True)
    assert kept <= days
    assert len(kept) <= 7 + 4 + 12
    assert set(newest[:7]) <= kept
    months = sorted({(day.year, day.month) for day in days}, reverse=True)[:12]
    for month in months:
        assert max(day for day in days if (day.year, day.month) == month) in kept


def test_a_year_of_days_keeps_seven_four_and_twelve() -> None:
    """After a year of daily folds there are a week of days, four weeks and twelve months."""
    last = date(2026, 12, 31)
    days: set[date] = set()
    for ago in range(400, -1, -1):
        days = worth_keeping({*days, last - timedelta(days=ago)})
    assert {last - timedelta(days=ago) for ago in range(7)} <= days
    assert {(day.year, day.month) for day in days} == {(2026, month) for month in range(1, 13)}
    assert 18 <= len(days) <= 23


def test_old_backups_go_only_once_the_new_one_is_whole(
    journal: Journal, clock: FixedClock, home: Home
) -> None:
    """A backup that cannot be written fails no fold, and takes none of the others away."""
    for _ in range(9):
        add(journal, "more")
        journal.fold().result()
        clock.advance(days=1)
    assert len(journal.backups.all()) == 8, "seven days, and the newest of the week before"
    before = journal.backups.all()
    folder = before[0].path.parent
    folder.rename(folder.with_name("moved"))
    folder.write_bytes(b"in the way")
    add(journal, "more")
    journal.fold().result()
    folder.unlink()
    folder.with_name("moved").rename(folder)
    assert journal.backups.all() == before
    journal.close()


def test_a_backup_is_restored_into_a_new_folder_only(
    journal: Journal, home: Home, clock: FixedClock, seal: Seal
) -> None:
    """What comes back is a journal of its own; nothing is ever written over another."""
    add(journal, "one")
    journal.fold().result()
    add(journal, "two")
    journal.close()
    where = home.people_dir / "Then"
    assert journal.backups.restore("2026-11-22", where, seal).name == "2026-11-22"
    assert texts(home, clock, seal, "Then") == {"one"}
    assert texts(home, clock, seal) == {"one", "two"}
    with pytest.raises(NotSaved, match="something in that folder"):
        journal.backups.restore("newest", where, seal)
    with pytest.raises(StoreError, match="no backup of 1999-01-01"):
        journal.backups.restore("1999-01-01", home.people_dir / "New", seal)


def test_a_journal_that_does_not_open_comes_back_from_backup_and_log(
    journal: Journal, home: Home, clock: FixedClock, seal: Seal
) -> None:
    """The newest good backup and what the log holds beyond it make a journal again."""
    add(journal, "one")
    journal.fold().result()
    clock.advance(days=1)
    add(journal, "two")
    journal.fold().result()
    add(journal, "three")
    shutil.copytree(journal.path.parent, home.people_dir / "Broken")
    journal.close()
    broken = home.people_dir / "Broken"
    (broken / "journal.json").write_bytes(b"nothing of it")
    with pytest.raises(CannotRead):
        Journal.open(home, "Broken", clock=clock, seal=seal)
    recovered = Backups(broken, home.files).recover(home.people_dir / "New", seal)
    assert (recovered.backup.name, recovered.entries) == ("2026-11-23", 2)
    assert (recovered.saves, recovered.is_complete) == (1, True)
    assert texts(home, clock, seal, "New") == {"one", "two", "three"}
    log = broken / "journal.log"
    whole = log.read_bytes()
    log.write_bytes(whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])
    damaged = Backups(broken, home.files).recover(home.people_dir / "Damaged", seal)
    assert (damaged.saves, damaged.is_complete) == (0, False)
    log.unlink()
    without = Backups(broken, home.files).recover(home.people_dir / "Without", seal)
    assert (without.saves, without.is_complete) == (0, False)
    log.write_bytes(whole)
    for newest in broken.glob("backups/2026-11-23.*"):
        newest.write_bytes(newest.read_bytes()[:-5])
    recovered = Backups(broken, home.files).recover(home.people_dir / "Older", seal)
    assert (recovered.backup.name, recovered.saves, recovered.is_complete) == (
        "2026-11-22",
        1,
        False,
    )
    assert texts(home, clock, seal, "Older") == {"one", "three"}


def test_without_any_backup_nothing_is_recovered(home: Home, tmp_path: Path) -> None:
    """Where there is no backup that can be read, that is said."""
    with pytest.raises(StoreError, match="no backup that can be read"):
        Backups(tmp_path, home.files).recover(tmp_path / "new", PLAIN)


def test_deleting_for_good_leaves_the_words_in_backups_only_until_those_are_rewritten(
    journal: Journal, home: Home, clock: FixedClock, seal: Seal
) -> None:
    """Journal and log are free of it at once; which backups hold it is said; they can be freed."""
    secret, kept = add(journal, "secret words"), add(journal, "kept")
    journal.fold().result()
    journal.drafts.keep("edit", day=DAY, kind="entry", values={"text": "secret"}, editing=secret)
    add(journal, "in the log")
    (holding,) = journal.delete_for_good(secret).result()
    assert holding.name == "2026-11-22"
    for name in ("journal.json", "journal.log", "drafts.json"):
        path = journal.path.with_name(name)
        assert not path.exists() or b"secret" not in path.read_bytes()
    assert journal.get(secret.id) is None
    assert journal.in_bin() == []
    assert journal.drafts.all() == []
    undone = journal.undo()
    assert undone is None or undone.result() == []
    again = journal.add(secret)
    with pytest.raises(ReadOnly):
        again.result()
    assert "secret words" in str(_texts_in(journal, seal))
    assert journal.take_out_of_backups(secret).result() == []
    assert journal.backups.holding({str(int(secret.id, 16))}, seal) == []
    assert _texts_in(journal, seal) == [None, "kept"]
    assert journal.get(kept.id) == kept
    journal.close()
    assert texts(home, clock, seal) == {"kept", "in the log"}


def _texts_in(journal: Journal, seal: Seal) -> list[str | None]:
    snapshot = journal.backups.read(journal.backups.all()[0], seal)
    return [json.loads(bytes(raw)).get("text") for raw in snapshot.tables["entry"].values()]


def test_a_damaged_backup_counts_as_holding_it_and_is_left_as_it_is(
    journal: Journal, seal: Seal
) -> None:
    """What cannot be read may hold it: it is named, and not touched."""
    secret = add(journal, "secret words")
    journal.fold().result()
    path = journal.backups.all()[0].path
    path.write_bytes(path.read_bytes()[:-7])
    before = path.read_bytes()
    assert [backup.path for backup in journal.delete_for_good(secret).result()] == [path]
    assert [backup.path for backup in journal.take_out_of_backups(secret).result()] == [path]
    assert path.read_bytes() == before
    journal.close()


def test_backups_fail_in_words(home: Home, clock: FixedClock, tmp_path: Path) -> None:
    """A full disk while restoring is said, and leaves the journal and its backups alone."""
    files = FaultyFiles()
    home.files = files
    with Journal.create(home, "Ana", clock=clock) as journal:
        add(journal, "one")
    files.arm(2, 28)
    with pytest.raises(NotSaved, match="the disk is full"):
        journal.backups.restore("newest", tmp_path / "new", PLAIN)
    files.arm(0, 0)
    assert texts(home, clock, PLAIN) == {"one"}
