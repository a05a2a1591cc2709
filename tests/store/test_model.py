"""Any history of the store, against a dictionary and against stock TinyDB in memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from journal.store.changes import Change
from journal.store.database import JournalDB
from journal.store.folding import Fold
from journal.store.opening import Key, begin_files, read, settle
from journal.store.seal import PLAIN, Seal
from journal.store.sealed import Sealed, VaultKey
from journal.store.snapshot import TABLE
from tests.clocks import FixedClock
from tests.store.disk import MemoryFiles, Op, Platter
from tests.store.life import BOOK, PATH

Model = dict[str, dict[int, dict[str, Any]]]
tables = st.sampled_from(["a", "b", "c"])
numbers = st.integers(1, 5)
documents = st.fixed_dictionaries({"n": st.integers(0, 3), "t": st.text(max_size=3)})


class Stores(RuleBasedStateMachine):
    """One journal's database, through saves, folds with saves going on, kills and openings."""

    @initialize(sealed=st.booleans())
    def begin(self, sealed: bool) -> None:
        """Begin with an empty journal, plain or sealed."""
        self.seal: Seal = Sealed(VaultKey.random()) if sealed else PLAIN
        self.files = MemoryFiles()
        self.db: JournalDB = begin_files(self.files, PATH, BOOK, self.seal)
        self.stock = TinyDB(storage=MemoryStorage)
        self.model: Model = {}
        self.fold: Fold | None = None

    def both(self, table: str, verb: Callable[[Table], Any]) -> None:
        """Do the same to our table and to the stock one; the answers are the same."""
        assert verb(self.db.table(table)) == verb(self.stock.table(table))

    @rule(table=tables, document=documents)
    def insert(self, table: str, document: dict[str, Any]) -> None:
        """Insert under the next number."""
        self.both(table, lambda on: on.insert(dict(document)))
        mine = self.model.setdefault(table, {})
        mine[self.stock.table(table).all()[-1].doc_id] = document

    @rule(table=tables, document=documents, n=st.integers(0, 3))
    def update(self, table: str, document: dict[str, Any], n: int) -> None:
        """Update what a query finds."""
        # what was put in its place anew comes last in a stock table, and stays where it was in ours
        self.both(table, lambda on: sorted(on.update(dict(document), where("n") == n)))
        for number, mine in self.model.get(table, {}).items():
            if mine["n"] == n:
                self.model[table][number] = {**mine, **document}

    @rule(table=tables, n=st.integers(0, 3))
    def remove(self, table: str, n: int) -> None:
        """Remove what a query finds."""
        self.both(table, lambda on: sorted(on.remove(where("n") == n)))
        mine = self.model.get(table, {})
        self.model[table] = {number: doc for number, doc in mine.items() if doc["n"] != n}

    @rule(table=tables, number=numbers, document=documents)
    def upsert(self, table: str, number: int, document: dict[str, Any]) -> None:
        """Put a document at a number, new or not."""
        self.both(table, lambda on: on.upsert(Document(dict(document), doc_id=number)))
        mine = self.model.setdefault(table, {})
        mine[number] = {**mine.get(number, {}), **document}

    @rule(table=tables)
    def truncate(self, table: str) -> None:
        """Empty a table."""
        self.both(table, lambda on: on.truncate())
        self.model[table] = {}

    @rule(table=tables)
    def drop(self, table: str) -> None:
        """Drop a table."""
        self.db.drop_table(table)
        self.stock.drop_table(table)
        self.model.pop(table, None)

    @rule(first=documents, second=documents, number=numbers)
    def several(self, first: dict[str, Any], second: dict[str, Any], number: int) -> None:
        """Change three tables in one commit."""
        self.db.apply(
            [Change("a", number, first), Change("b", number, second), Change("c", number, None)]
        )
        for table, document in (("a", first), ("b", second)):
            stock = self.stock.table(table)
            stock.remove(doc_ids=[number] if stock.contains(doc_id=number) else [])
            stock.insert(Document(dict(document), doc_id=number))
            self.model.setdefault(table, {})[number] = document
        if self.stock.table("c").contains(doc_id=number):
            self.stock.table("c").remove(doc_ids=[number])
        self.model.get("c", {}).pop(number, None)
        self.stock._tables.clear()  # where it remembers the next number; ours looks again

    @rule()
    def begin_fold(self) -> None:
        """Begin a fold, and write it; saves may come before it is finished."""
        self.fold = self.db.bottom.begin_fold().write()

    @precondition(lambda self: self.fold is not None)
    @rule()
    def finish_fold(self) -> None:
        """Let the fold take the snapshot's place."""
        assert self.fold is not None
        self.db.bottom.finish_fold(self.fold)
        self.fold = None

    @rule(fold=st.booleans())
    def reopen(self, fold: bool) -> None:
        """Close, with a fold or without, and open again."""
        if fold:
            self.db.bottom.fold(closing=True)
            self.read_by_stock()
        self.db.close()
        self.open(self.files)

    @rule(seed=st.integers(0, 999))
    def kill(self, seed: int) -> None:
        """Cut the power: what is left is any part of what was not synced, and all that was."""
        random = Random(seed)
        platter = Platter()
        for op in self.files.ops:
            platter.step(op)
        names = [name for name in platter.names_coming if random.random() < 0.5]
        data = [piece for piece in platter.data_coming if random.random() < 0.5]
        self.open(MemoryFiles(platter.image(names, data)))

    def open(self, files: MemoryFiles) -> None:
        """Open the files as a new program does."""
        after = MemoryFiles(files.contents())
        after.ops = _as_written(after)
        seen = read(after, PATH, Key(self.seal))
        self.db, said = settle(after, seen, FixedClock(), self.seal)
        assert said == []
        self.files, self.fold = after, None
        self.stock._tables.clear()  # where it remembers the next number, as a new program does not

    def read_by_stock(self) -> None:
        """A stock TinyDB reads every table of the closed file of a plain journal."""
        if self.seal.sealed:
            return
        with TinyDB(storage=lambda: _Closed(json.loads(self.files.read(PATH)))) as stock:
            for name in stock.tables() - {TABLE, "twofold"}:
                theirs = {document.doc_id: dict(document) for document in stock.table(name)}
                assert theirs == self.model.get(name, {})
            assert {name for name, mine in self.model.items() if mine} <= stock.tables()

    @invariant()
    def holds_what_it_should(self) -> None:
        """Every table is what the dictionary and the stock TinyDB say."""
        if not hasattr(self, "db"):
            return
        for table in ("a", "b", "c"):
            ours = {document.doc_id: dict(document) for document in self.db.table(table)}
            theirs = {document.doc_id: dict(document) for document in self.stock.table(table)}
            assert ours == theirs == self.model.get(table, {})
            assert len(self.db.table(table)) == len(ours)


class _Closed(MemoryStorage):
    """What a file of JSON holds."""

    def __init__(self, held: Any) -> None:
        self.memory = held


def _as_written(files: MemoryFiles) -> list[Op]:
    """Return operations that make what is there now, all of it synced."""
    ops = []
    for path in files.contents():
        inode = files.mark(path)[0]
        ops += [
            Op("name", inode, path),
            Op("write", inode, at=0, data=files.read(path)),
            Op("sync", inode),
            Op("sync_folder", path=path.parent),
        ]
    return ops


TestStores = Stores.TestCase
TestStores.settings = settings(
    max_examples=250, stateful_step_count=40, deadline=None, derandomize=True
)
