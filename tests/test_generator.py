"""The generator of large journals: mixed, repeatable, and a journal like any other."""

from __future__ import annotations

from datetime import date

import msgspec

from journal.model.record import Record
from journal.store import Home, Journal
from tests.benchmarks.generator import A_DAY, entries, make_journal
from tests.clocks import FixedClock

LAST = date(2026, 11, 22)


def some(count: int, seed: int = 1) -> list[Record]:
    """Make a few."""
    return list(entries(count, last=LAST, author="a" * 32, seed=seed))


def test_the_same_seed_gives_the_same_entries() -> None:
    """Two runs measure the same journal, and another seed gives another one."""
    assert some(200) == some(200)
    assert some(200) != some(200, seed=2)


def test_there_are_ten_a_day_up_to_the_last_day() -> None:
    """Ten entries stand on each day, the oldest first, and the last on the last day."""
    made = some(10 * A_DAY)
    days = [record.day for record in made]
    assert days == sorted(days)
    assert days[-1] == LAST
    assert {days.count(day) for day in days} == {A_DAY}


def test_kinds_are_mixed_and_about_each_other() -> None:
    """A few weeks hold most kinds, and every mark or outcome is about a record made before it."""
    made = some(60 * A_DAY)
    assert len({record.kind for record in made}) >= 12
    known = set()
    for record in made:
        assert record.about is None or record.about in known
        known.add(record.reference)
    assert any(record.MARK for record in made)


def test_documents_are_about_five_hundred_bytes() -> None:
    """A document is on the average as long as the figures that we compare with suppose."""
    sizes = [len(msgspec.json.encode(record)) for record in some(100 * A_DAY)]
    assert 450 < sum(sizes) / len(sizes) < 650


def test_the_journal_opens_with_all_of_it(home: Home, clock: FixedClock) -> None:
    """A generated journal is closed and opened with every entry, read and understood."""
    make_journal(home, 300, last=LAST, clock=clock).close()
    with Journal.open(home, "Ana", clock=clock) as journal:
        assert len(journal.records()) == 300
        assert journal.notices == []
        assert len(journal.days()) == 30
