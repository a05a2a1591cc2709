"""Several threads on one journal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

from tinydb import TinyDB

from journal.model.kinds import CheckIn, Entry
from journal.model.search import Query
from journal.store import Journal

DAY = date(2026, 11, 22)
WRITERS, EACH = 4, 8


def test_threads_write_while_others_read(journal: Journal) -> None:
    """Nothing is lost between writers, and a reader never sees half of a commit."""
    done = Event()

    def write(writer: int) -> None:
        for number in range(EACH):
            text = f"{writer} {number}"
            pair = [Entry(day=DAY, step="share", text=text), CheckIn(day=DAY, pleasant=1, energy=1)]
            future = journal.commit(pair)
            journal.drafts.keep(str(writer), day=DAY, kind="entry", values={"text": text})
            future.result()

    def read() -> int:
        looked = 0
        while not done.is_set() or not looked:
            records = journal.records()
            entries = sum(isinstance(record, Entry) for record in records)
            assert entries * 2 == len(records)
            assert records == sorted(
                records, key=lambda record: (record.written, record.stamp), reverse=True
            )
            journal.search(Query.parse("1"))
            journal.tags()
            looked += 1
        return looked

    with ThreadPoolExecutor() as threads:
        readers = [threads.submit(read) for _ in range(2)]
        writers = [threads.submit(write, number) for number in range(WRITERS)]
        for writer in writers:
            writer.result()
        done.set()
        assert all(reader.result() > 0 for reader in readers)
    expected = {f"{writer} {number}" for writer in range(WRITERS) for number in range(EACH)}
    assert {entry.text for entry in journal.of_kind(Entry)} == expected
    stamps = [record.stamp for record in journal.records()]
    assert len(set(stamps)) == len(stamps)
    journal.close()
    with TinyDB(journal.path) as stock:
        assert len(stock.table("entry")) == len(stock.table("check-in")) == WRITERS * EACH


def test_futures_are_done_in_the_order_of_their_commits(journal: Journal) -> None:
    """Edits of one record, sent one after the other without waiting, end as the last one."""
    kept = journal.add(Entry(day=DAY, step="share", text="")).result()
    futures = [
        journal.edit(Entry(id=kept.id, day=DAY, step="share", text=str(number)))
        for number in range(20)
    ]
    assert [future.result().text for future in futures] == [str(number) for number in range(20)]
    assert [entry.text for entry in journal.of_kind(Entry)] == ["19"]


def test_closing_waits_for_everything(journal: Journal) -> None:
    """What was handed over before closing is on disk afterwards, drafts included."""
    futures = [journal.add(Entry(day=DAY, step="share", text=str(n))) for n in range(10)]
    journal.drafts.keep("a", day=DAY, kind="entry", values={"text": "typing"})
    ending = journal.commit([Entry(day=DAY, step="share", text="10")], ends="a")
    journal.close()
    assert ending.done()
    assert all(future.done() for future in futures)
    assert not (journal.path.parent / "drafts.json").exists()
    with TinyDB(journal.path) as stock:
        assert len(stock.table("entry")) == 11
