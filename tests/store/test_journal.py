"""An open journal: what is handed to it, and what becomes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from tinydb import TinyDB

from journal.model.kinds import (
    CheckIn,
    Entry,
    Need,
)
from journal.model.record import Reference, Stamp, new_id
from journal.store import BadName, Changed, Home, Journal, ReadOnly, StoreError
from tests.clocks import EVENING, FixedClock

DAY = date(2026, 11, 22)


def entry(text: str, day: date = DAY, step: str = "share") -> Entry:
    """Make a free entry."""
    return Entry(day=day, step=step, text=text)


def test_what_is_kept_gets_its_envelope(journal: Journal) -> None:
    """A new record gets id, author, time and stamp from the journal; its body is what it was."""
    kept = journal.add(entry("hello")).result()
    assert (kept.day, kept.step, kept.text) == (DAY, "share", "hello")
    assert len(kept.id) == 32
    assert kept.author == journal.me.id
    assert kept.written == datetime(2026, 11, 22, 20, 40, tzinfo=UTC)
    assert kept.offset == 60
    assert kept.local_written == EVENING
    assert kept.stamp == Stamp(int(EVENING.timestamp() * 1000), 0, kept.stamp.device)
    assert (kept.audience, kept.replaces, kept.gone) == ("me", {}, None)
    assert journal.get(kept.id) == kept


def test_time_west_of_utc_has_a_negative_offset(home: Home) -> None:
    """Half hours and the west are offsets like any other, and micros are cut to millis."""
    clock = FixedClock(datetime.fromisoformat("2026-11-22T21:40:00.123456-03:30"))
    with Journal.create(home, "Ana", clock=clock) as journal:
        kept = journal.add(entry("hello")).result()
    assert kept.offset == -210
    assert kept.written == datetime(2026, 11, 23, 1, 10, 0, 123000, tzinfo=UTC)


def test_saved_is_in_the_file_that_a_stock_tinydb_reads(journal: Journal) -> None:
    """Once the journal is closed, a stock TinyDB reads every table and every document of it."""
    kept = journal.add(entry("hello")).result()
    with TinyDB(journal.path) as stock:
        assert stock.tables() == {"twofold", "twofold-snapshot"}, "an older but whole file"
    journal.close()
    with TinyDB(journal.path) as stock:
        assert stock.tables() == {"twofold", "twofold-snapshot", "entry"}
        assert [len(stock.table(name).all()) for name in sorted(stock.tables())] == [1, 1, 1]
        document = stock.table("entry").get(doc_id=int(kept.id, 16))
        row = stock.table("twofold").get(doc_id=1)
    assert isinstance(document, dict)
    assert document["id"] == kept.id
    assert document["text"] == "hello"
    assert isinstance(row, dict)
    assert row["me"] == {"id": journal.me.id, "name": "Ana"}


def test_everything_is_there_when_it_is_opened_again(
    home: Home, clock: FixedClock, journal: Journal
) -> None:
    """What was kept, changed and deleted is the same in the journal that is opened next."""
    first, second, third = journal.commit([entry("one"), entry("two"), entry("three")]).result()
    journal.edit(msgspec.structs.replace(first, text="one, later")).result()
    journal.delete(second).result()
    records, deleted, identity = journal.records(), journal.in_bin(), (journal.id, journal.me)
    journal.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        assert again.records() == records
        assert again.in_bin() == deleted
        assert (again.id, again.me) == identity
        assert again.partner.name == "Ben"
        assert again.name == "Ana"
        assert {record.id for record in records} == {first.id, third.id}


def test_an_edit_is_a_newer_version_that_names_what_it_has_seen(
    journal: Journal, clock: FixedClock
) -> None:
    """An edit keeps author and time of writing, stamps anew, and lists the version it replaces."""
    first = journal.add(entry("one")).result()
    clock.advance(60)
    second = journal.edit(msgspec.structs.replace(first, text="two", author="someone")).result()
    assert second.text == "two"
    assert (second.id, second.author, second.written) == (first.id, first.author, first.written)
    assert second.stamp.ms == first.stamp.ms + 60_000
    assert second.replaces == {first.stamp.device: (first.stamp.ms, 0)}
    assert journal.records() == [second]


def test_an_edit_that_changes_nothing_writes_nothing(journal: Journal) -> None:
    """Saving what is already there makes no version and touches no file."""
    kept = journal.add(entry("one")).result()
    log = journal.path.with_suffix(".log")
    before = (journal.path.stat().st_mtime_ns, log.stat().st_mtime_ns)
    assert journal.edit(msgspec.structs.replace(kept)).result() == kept
    assert (journal.path.stat().st_mtime_ns, log.stat().st_mtime_ns) == before
    assert journal.undo() is None


def test_stamps_rise_when_the_clock_is_set_back(
    home: Home, journal: Journal, clock: FixedClock
) -> None:
    """A clock set back by a year, in one session or between two, never makes an older stamp."""
    first = journal.add(entry("one")).result()
    clock.set(EVENING - timedelta(days=365))
    second = journal.add(entry("two")).result()
    journal.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        third = again.edit(msgspec.structs.replace(first, text="three")).result()
    assert first.stamp < second.stamp < third.stamp
    assert (second.stamp.ms, second.stamp.counter) == (first.stamp.ms, 1)
    assert second.written == datetime(2025, 11, 22, 20, 40, tzinfo=UTC)


def test_what_belongs_together_is_kept_as_one_and_in_its_order(journal: Journal) -> None:
    """A check-in and its line are one commit; the order in which they came holds after an edit."""
    check_in = CheckIn(id=new_id(), day=DAY, pleasant=2, energy=-3, words=("tired",))
    line = msgspec.structs.replace(entry("long"), about=Reference(journal.me.id, check_in.id))
    kept = journal.commit([check_in, line, entry("after")]).result()
    assert kept[0].id == check_in.id
    assert journal.on_day(DAY) == kept
    assert journal.about(kept[0]) == [kept[1]]
    changed = journal.edit(msgspec.structs.replace(check_in, words=("calm",))).result()
    assert journal.on_day(DAY) == [changed, *kept[1:]]
    last = journal.add(entry("at the same instant")).result()
    assert journal.on_day(DAY) == [changed, *kept[1:], last]


def test_one_that_may_not_be_kept_keeps_all_others_out(journal: Journal) -> None:
    """Where one record of a commit is refused, none of it is kept."""
    kept = journal.add(entry("one")).result()
    wrong = [
        Need(id=kept.id, day=DAY, felt="of another kind"),
        msgspec.structs.replace(entry("two"), id="not hex"),
    ]
    for record in wrong:
        with pytest.raises(StoreError):
            journal.commit([entry("new"), record]).result()
    twice = msgspec.structs.replace(kept, text="twice")
    with pytest.raises(StoreError):
        journal.commit([entry("new"), twice, twice]).result()
    assert journal.records() == [kept]


def test_a_broken_character_is_refused_in_words(journal: Journal) -> None:
    """Half of a character, which no file can hold, is said, and nothing else suffers."""
    with pytest.raises(StoreError, match="broken character"):
        journal.add(entry("half \ud83d")).result()
    journal.add(entry("whole 😀")).result()
    assert [kept.text for kept in journal.of_kind(Entry)] == ["whole 😀"]


def test_subscribers_are_told_after_each_change_and_their_errors_go_nowhere(
    journal: Journal,
) -> None:
    """Who subscribes sees the change in memory already; one that raises stops nothing."""
    told: list[tuple[Changed, int]] = []

    def broken(change: Changed) -> None:
        raise RuntimeError

    journal.subscribe(broken)
    end = journal.subscribe(lambda change: told.append((change, len(journal.records()))))
    kept = journal.add(entry("one")).result()
    assert told == [(Changed((kept,)), 1)]
    deleted = journal.delete(kept).result()
    assert told[1] == (Changed(tuple(deleted)), 0)
    journal.rename(partner="Bea").result()
    assert told[2][0] == Changed()
    end()
    end()
    journal.add(entry("two")).result()
    assert len(told) == 3


def test_names_can_be_changed_and_the_folder_keeps_its_own(
    home: Home, clock: FixedClock, journal: Journal
) -> None:
    """A new name is in the file; ids stay, and the person is still opened by the folder's name."""
    me, partner = journal.me, journal.partner
    journal.rename(me=" Anna ").result()
    journal.rename(partner="").result()
    with pytest.raises(BadName):
        journal.rename(me=" ").result()
    journal.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        assert (again.me.id, again.me.name) == (me.id, "Anna")
        assert (again.partner.id, again.partner.name) == (partner.id, "")
        assert again.name == "Ana"


def test_somebody_elses_record_can_only_be_read(
    home: Home, clock: FixedClock, journal: Journal
) -> None:
    """A record with another author is shown, and neither edited nor deleted."""
    kept = journal.add(entry("one")).result()
    journal.close()
    data = journal.path.read_bytes().replace(
        b'"author":"' + kept.author.encode() + b'"', b'"author":"' + b"b" * 32 + b'"'
    )
    journal.path.write_bytes(data)
    with Journal.open(home, "Ana", clock=clock, accept_changes=True) as again:
        theirs = again.records()[0]
        assert again.is_read_only(theirs)
        with pytest.raises(ReadOnly):
            again.edit(theirs if theirs.gone else msgspec.structs.replace(theirs, day=DAY)).result()
        with pytest.raises(ReadOnly):
            again.delete(theirs).result()
