"""TinyDB's own interface over our storage: its verbs, all or nothing, on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any

import tinydb
from tinydb.table import Table

from journal.store.storage import Change, JournalStorage


class Overlay(MutableMapping[int, Any]):
    """A table as an updater sees it: what it changes lies above the table and leaves it alone."""

    def __init__(self, below: Mapping[str, Mapping[str, Any]]) -> None:
        self._below = below
        self._seen: dict[int, Any] = {}
        """Documents handed out or put in; an updater may have changed them in place."""
        self._removed: set[int] = set()

    def __getitem__(self, doc_id: int) -> Any:
        if doc_id in self._removed:
            raise KeyError(doc_id)
        if doc_id not in self._seen:
            self._seen[doc_id] = self._below[str(doc_id)]
        return self._seen[doc_id]

    def __setitem__(self, doc_id: int, document: Any) -> None:
        self._removed.discard(doc_id)
        self._seen[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._seen.pop(doc_id, None)
        if str(doc_id) in self._below:
            self._removed.add(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id not in self._removed and (doc_id in self._seen or str(doc_id) in self._below)

    def __iter__(self) -> Iterator[int]:
        yield from (number for text in self._below if (number := int(text)) not in self._removed)
        yield from (number for number in self._seen if str(number) not in self._below)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self, table: str) -> list[Change]:
        """List what an updater has changed."""
        removed = [Change(table, doc_id, None) for doc_id in self._removed]
        return removed + [
            Change(table, doc_id, document)
            for doc_id, document in self._seen.items()
            if str(doc_id) not in self._below or self._below[str(doc_id)] != document
        ]


class JournalTable(Table):
    """A table whose updates go to the storage as one list of changes."""

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """Let `updater` work on an overlay, then keep the difference: none if it raises."""
        overlay = Overlay(self._storage.read().get(self.name, {}))  # type: ignore[union-attr]
        updater(overlay)
        try:
            if changes := overlay.changes(self.name):
                self._storage.apply(changes)  # type: ignore[attr-defined]
        finally:
            self.clear_cache()  # a change that did not get to the disk may still be in memory


class JournalDB(tinydb.TinyDB):
    """The one TinyDB file of a journal, with its log; see `JournalStorage`."""

    table_class = JournalTable

    def __init__(self, bottom: JournalStorage) -> None:
        self.bottom = bottom
        super().__init__(storage=lambda: bottom)

    def apply(self, changes: Sequence[Change]) -> None:
        """Keep changes in several tables as one. Raises as `JournalStorage` says."""
        try:
            self.bottom.apply(changes)
        finally:
            for name in {change.table for change in changes}:
                table = self.table(name)
                table.clear_cache()
                table._next_id = None  # the number it remembers may be taken by now
