"""The bin, and what can be undone."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from tinydb import TinyDB

from journal.model.kinds import (
    Entry,
    Memory,
    Need,
    Plan,
    PlanMark,
    RuleFrom,
    Star,
)
from journal.model.record import Record
from journal.model.search import Query
from journal.store import Home, Journal, ReadOnly
from tests.clocks import EVENING, FixedClock

DAY = date(2026, 11, 22)


def entry(text: str, day: date = DAY, step: str = "share") -> Entry:
    """Make a free entry."""
    return Entry(day=day, step=step, text=text)


def undo(journal: Journal) -> list[Record]:
    """Take one step back, and wait for it."""
    future = journal.undo()
    assert future is not None
    return future.result()


def test_deleted_lies_in_the_bin_for_thirty_days_and_can_be_restored(
    journal: Journal, clock: FixedClock
) -> None:
    """Deleted records are in no list, stay in the bin with their body, and come back whole."""
    first, second = journal.commit([entry("one"), entry("two")]).result()
    journal.delete(first).result()
    clock.advance(60)
    journal.delete(second).result()
    assert journal.records() == journal.on_day(DAY) == journal.in_step("share") == []
    assert journal.get(first.id) is None
    assert journal.days() == frozenset()
    assert journal.search(Query.parse("one")) == []
    assert [record.id for record in journal.in_bin()] == [second.id, first.id]
    clock.advance(days=29)
    back = journal.restore(journal.in_bin()[1]).result()
    assert isinstance(back, Entry)
    assert back.text == "one"
    assert journal.records() == [back]
    clock.advance(days=1, seconds=1)
    assert journal.in_bin() == []


def test_after_thirty_days_only_the_envelope_is_left(
    home: Home, journal: Journal, clock: FixedClock
) -> None:
    """At the next opening a body deleted long ago leaves the file; its envelope survives there."""
    old = journal.add(entry("secret")).result()
    need = journal.add(Need(day=DAY)).result()  # a kind whose body may be empty altogether
    journal.delete(old, need).result()
    clock.advance(days=15)
    recent = journal.add(entry("recent")).result()
    journal.delete(recent).result()
    journal.close()
    clock.advance(days=15, seconds=1)
    written: list[int] = []
    for _ in range(2):
        with Journal.open(home, "Ana", clock=clock) as again:
            assert [record.id for record in again.in_bin()] == [recent.id]
            assert again.records() == []
            assert again.notices == []
            for emptied in (old, need):
                with pytest.raises(ReadOnly):
                    again.add(emptied).result()
        assert b"secret" not in again.path.read_bytes()
        written.append(again.path.stat().st_mtime_ns)
        with TinyDB(again.path) as stock:
            left = stock.table("entry").get(doc_id=int(old.id, 16))
            needs = stock.table("need").all()
    assert isinstance(left, dict)
    assert left["emptied"] is True
    assert left["id"] == old.id
    assert left["stamp"][0] == int(EVENING.timestamp() * 1000)
    assert "text" not in left
    assert len(needs) == 1
    assert written[0] == written[1], "once emptied, opening writes nothing"


def test_undo_takes_back_deletion_edit_and_mark_one_after_the_other(
    journal: Journal, clock: FixedClock
) -> None:
    """Each undo takes back one step by a newer version, until nothing is left; new words stay."""
    kept = journal.add(entry("one")).result()
    journal.edit(msgspec.structs.replace(kept, text="two")).result()
    journal.edit(msgspec.structs.replace(kept, text="three")).result()
    journal.add(Star(day=DAY, about=kept.reference)).result()
    journal.delete(kept).result()
    assert [type(record) for record in journal.records()] == [Star]
    assert [getattr(record, "text", "") for record in undo(journal)] == ["three"]
    assert [type(record) for record in undo(journal)] == [Star]
    assert journal.of_kind(Star) == []
    assert [getattr(record, "text", "") for record in undo(journal)] == ["two"]
    last = undo(journal)
    assert journal.records() == last
    assert [getattr(record, "text", "") for record in last] == ["one"]
    assert last[0].stamp > kept.stamp
    assert journal.undo() is None


def test_undo_leaves_alone_what_was_changed_since(journal: Journal) -> None:
    """A deletion that was restored from the bin is not taken back a second time."""
    first, second = journal.commit([entry("one"), entry("two")]).result()
    changed = journal.edit(msgspec.structs.replace(second, text="two, later")).result()
    journal.delete(first).result()
    restored = journal.restore(first).result()
    assert [record.id for record in undo(journal)] == [second.id]
    assert journal.get(first.id) == restored
    assert journal.get(second.id) != changed
    assert journal.undo() is None


def test_undo_asked_for_while_a_deletion_is_on_its_way_waits_for_it(journal: Journal) -> None:
    """Delete and undo pressed faster than the disk is: the undo comes after the deletion."""
    kept = journal.add(entry("one")).result()
    deleting = journal.delete(kept)
    undone = journal.undo()
    assert undone is not None
    assert deleting.result()[0].gone is not None
    assert [record.id for record in undone.result()] == [kept.id]
    assert [record.text for record in journal.of_kind(Entry)] == ["one"]


def test_a_plan_done_with_a_memory_is_undone_without_losing_the_memory(journal: Journal) -> None:
    """Undo of a commit takes back its marks and edits, never words newly written with them."""
    plan = journal.add(Plan(day=DAY, title="Wine", rules=(RuleFrom(DAY),))).result()
    done = PlanMark(day=DAY, about=plan.reference, occasion=DAY, state="done")
    journal.commit([done, Memory(day=DAY, title="Wine and cheese")]).result()
    assert [type(record) for record in undo(journal)] == [PlanMark]
    assert journal.about(plan) == []
    assert [memory.title for memory in journal.of_kind(Memory)] == ["Wine and cheese"]
