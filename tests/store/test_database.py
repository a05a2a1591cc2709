"""TinyDB's own verbs over our storage do what TinyDB does, all or nothing."""

from __future__ import annotations

import copy
import errno
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from journal.store.database import JournalDB
from journal.store.storage import Change, JournalStorage
from tests.store.faulty import FaultyFiles


@pytest.fixture
def files() -> FaultyFiles:
    """The disk under the database."""
    return FaultyFiles()


@pytest.fixture
def db(tmp_path: Path, files: FaultyFiles) -> Iterator[JournalDB]:
    """An empty database of ours."""
    with JournalDB(JournalStorage(tmp_path / "db.json", files, {})) as opened:
        yield opened


numbers = st.integers(1, 6)
documents = st.fixed_dictionaries({"n": st.integers(0, 3), "t": st.text("ab[", max_size=2)})
steps = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), documents),
        st.tuples(st.just("insert_at"), numbers, documents),
        st.tuples(st.just("update"), st.integers(0, 3), documents),
        st.tuples(st.just("update_all"), documents),
        st.tuples(st.just("change"), numbers),
        st.tuples(st.just("upsert"), st.integers(0, 3), documents),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.just("remove_at"), numbers),
        st.tuples(st.just("truncate")),
        st.tuples(st.just("insert_many"), st.lists(documents, max_size=3)),
    ),
    max_size=12,
)


VERBS: dict[str, Callable[..., object]] = {
    "insert": Table.insert,
    "insert_at": lambda table, number, new: table.insert(Document(new, doc_id=number)),
    "update": lambda table, n, new: table.update(new, where("n") == n),
    "update_all": Table.update,
    "change": lambda table, number: table.update(_change, doc_ids=[number]),
    "upsert": lambda table, n, new: table.upsert(new, where("n") == n),
    "remove": lambda table, n: table.remove(where("n") == n),
    "remove_at": lambda table, number: table.remove(doc_ids=[number]),
    "truncate": Table.truncate,
    "insert_many": Table.insert_multiple,
}


def _change(document: MutableMapping[Any, Any]) -> None:
    """Change a document in place, as an operation of TinyDB does."""
    document["x"] = [*document.get("x", []), 1]


def do(table: Table, step: tuple[Any, ...]) -> object:
    """Do one step with TinyDB's verbs; return what comes out, an error by its type and text."""
    try:
        return VERBS[step[0]](table, *step[1:])
    except (KeyError, ValueError) as error:
        return type(error), str(error)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps)
def test_every_verb_does_what_tinydb_does(tmp_path: Path, given_steps: list[Any]) -> None:
    """Any series of TinyDB's verbs gives the same answers, the same table and a file of it."""
    path = tmp_path / "db.json"
    for left in tmp_path.iterdir():
        left.unlink()
    with (
        JournalDB(JournalStorage(path, FaultyFiles(), {})) as ours,
        TinyDB(storage=MemoryStorage) as theirs,
    ):
        for step in given_steps:
            assert do(ours.table("t"), step) == do(theirs.table("t"), step)
            assert ours.table("t").all() == theirs.table("t").all()
            assert ours.table("t").search(where("n") > 1) == theirs.table("t").search(
                where("n") > 1
            )
            assert len(ours.table("t")) == len(theirs.table("t"))
        ours.bottom.fold()
        with TinyDB(path) as stock:
            assert stock.table("t").all() == theirs.table("t").all()


def test_an_updater_that_raises_leaves_nothing_behind(db: JournalDB, files: FaultyFiles) -> None:
    """Neither memory nor disk has any of what an updater did before it raised."""
    table = db.table("t")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    before = (copy.deepcopy(db.bottom.tables), table.all())

    def change(document: Any) -> None:
        document["n"] += 10
        if document["n"] == 12:
            raise RuntimeError

    files.arm(0, 0)
    with pytest.raises(RuntimeError):
        table.update(change)
    assert (db.bottom.tables, table.all()) == before
    assert files.steps == []


def test_a_document_handed_out_is_not_the_one_that_is_kept(db: JournalDB) -> None:
    """Changing what TinyDB gave changes nothing in the database."""
    db.table("t").insert({"n": {"deep": 1}})
    db.table("t").all()[0]["n"]["deep"] = 2
    assert db.table("t").all() == [{"n": {"deep": 1}}]


def test_an_update_is_one_save_and_none_where_nothing_changes(
    db: JournalDB, files: FaultyFiles
) -> None:
    """Many documents changed by one verb are one append and one sync; no change is not written."""
    db.table("t").insert_multiple([{"n": number} for number in range(9)])
    files.arm(0, 0)
    db.table("t").update({"m": 1})
    assert files.steps == ["write", "sync_data"]
    db.table("t").update({"m": 1})
    assert files.steps == ["write", "sync_data"]


def test_several_tables_change_as_one(db: JournalDB, files: FaultyFiles) -> None:
    """Changes in several tables are all kept, or, where the disk fails, none."""
    table = db.table("a")
    table.insert(Document({"n": 1}, doc_id=1))
    assert table.search(where("n") == 1) == [{"n": 1}]
    changes = [Change("a", 1, None), Change("b", 2, {"n": 2}), Change("b", 3, None)]
    files.arm(1, errno.ENOSPC)
    with pytest.raises(OSError, match="space"):
        db.apply(changes)
    assert table.search(where("n") == 1) == [{"n": 1}]
    files.arm(0, 0)
    db.apply(changes)
    assert table.search(where("n") == 1) == []
    assert db.table("b").all() == [{"n": 2}]


def test_tables_can_be_dropped(db: JournalDB, tmp_path: Path) -> None:
    """One table dropped, or all, are gone from the file too."""
    for name in ("a", "b", "c"):
        db.table(name).insert({"n": 1})
    db.drop_table("a")
    assert db.tables() == {"b", "c"}
    db.bottom.fold()
    with TinyDB(tmp_path / "db.json") as stock:
        assert stock.tables() == {"b", "c", "twofold-snapshot"}
    db.drop_tables()
    assert db.tables() == set()


def test_numbers_of_128_bits_are_document_ids(db: JournalDB, tmp_path: Path) -> None:
    """A document's number can be as large as a record's id is."""
    number = 2**128 - 1
    db.apply([Change("t", number, {"n": 1})])
    db.bottom.fold()
    with TinyDB(tmp_path / "db.json") as stock:
        assert stock.table("t").get(doc_id=number) == {"n": 1}
        assert stock.table("t").all()[0].doc_id == number
