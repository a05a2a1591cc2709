"""One commit of what comes from, and goes to, the other: all that it changes, until it is kept.

Nothing here touches the disk; what it reads is what was kept, with its own changes above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from journal.model.kinds import Answer
from journal.model.record import ME, Record, Reference, Stamp, new_id, next_stamp
from journal.store.bookkeeping import Bookkeeping, Pairing
from journal.store.changes import Change
from journal.store.documents import put
from journal.store.errors import StoreError
from journal.store.index import Index
from journal.store.snapshot import Tables
from journal.store.spoken import Layer, Spoken, Staged

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


Document = Mapping[str, Any] | msgspec.Raw


class Kept(msgspec.Struct):
    """What a journal holds in memory, for a commit to read and, once it is kept, to change."""

    tables: Tables
    index: Index
    spoken: Spoken
    foreign: dict[Reference, str]
    taken_back: dict[Reference, bool]


class Staging:
    """What one commit makes of a journal."""

    def __init__(self, kept: Kept, book: Bookkeeping, device: str, now: datetime) -> None:
        self.kept = kept
        self.book = book
        self.begun = book
        self.now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        self.offset = (now.utcoffset() or timedelta()) // timedelta(minutes=1)
        """Minutes east of UTC, here and now."""
        self.spoken = Staged(kept.spoken)
        self.foreign = Layer(kept.foreign)
        self.taken_back = Layer(kept.taken_back)
        self.records: dict[Reference, Record] = {}
        """Every record it changes; another's that goes has `gone`. `note` puts them in."""
        self.answers: dict[str, dict[Reference, None]] = {}
        """The answers among them, by question."""
        self._device = device
        self._documents: dict[str, dict[int, Document | None]] = {}
        """By table and number."""

    @property
    def pairing(self) -> Pairing:
        """The pairing that is going on. Raises `StoreError` while there is none."""
        if self.book.pairing is None:
            raise StoreError("no pairing")
        return self.book.pairing

    @property
    def pairing_id(self) -> str:
        """Its id, or nothing."""
        return self.book.pairing.id if self.book.pairing else ""

    def raw(self, table: str, number: int) -> msgspec.Raw | None:
        """Find a document, as this commit has it."""
        changed = self._documents.get(table)
        if changed and number in changed:
            document = changed[number]
            if document is None or isinstance(document, msgspec.Raw):
                return document
            return msgspec.Raw(msgspec.json.encode(document))
        kept = self.kept.tables.get(table)
        return kept.get(str(number)) if kept else None

    def put(self, table: str, number: int, document: Document | None) -> None:
        """Put a document in its place, or take it away."""
        changed = self._documents.setdefault(table, {})
        if document is None and str(number) not in self.kept.tables.get(table, {}):
            changed.pop(number, None)
        else:
            changed[number] = document

    def numbers(self, table: str) -> Iterator[int]:
        """Name every document of a table."""
        kept, changed = self.kept.tables.get(table, {}), self._documents.get(table, {})
        yield from (number for number in map(int, kept) if changed.get(number, ...) is not None)
        for number, document in changed.items():
            if document is not None and str(number) not in kept:
                yield number

    def own(self, record_id: str) -> Record | None:
        """Find an own record, one in the bin too."""
        staged = self.records.get(Reference(self.book.me.id, record_id)) if self.records else None
        return staged if staged is not None else self.kept.index.get(record_id)

    def find(self, name: Reference) -> Record | None:
        """Find anyone's record that shows."""
        staged = self.records.get(name)
        record = staged if staged is not None else self.kept.index.find(name)
        return None if record is None or record.gone is not None else record

    def is_live(self, record: Record) -> bool:
        """Tell whether an own record is said to the pairing that is going on."""
        return record.seen_by != ME and bool(record.pairing) and record.pairing == self.pairing_id

    def note(self, name: Reference, record: Record) -> None:
        """Let a record be as it is now."""
        self.records[name] = record
        if isinstance(record, Answer):
            self.answers.setdefault(record.question, {})[name] = None

    def put_own(self, record: Record) -> None:
        """Keep an own record as it is, and find out whether it waits."""
        change = put(record, self.kept.tables)
        self.put(change.table, change.doc_id, change.document)
        self.note(record.reference, record)
        self.spoken.note(record, self.pairing_id)

    def keep_private(self, record: Record, record_id: str = "") -> None:
        """Keep the words of a version as a private record of its own, or under the id given."""
        now_ms = (self.now - _EPOCH) // timedelta(milliseconds=1)
        last = Stamp(*self.book.last, self._device)
        seen = record.stamp if record_id == record.id else Stamp(0, 0, "")
        stamp = next_stamp(now_ms, last, seen, self._device)
        self.book = msgspec.structs.replace(self.book, last=(stamp.ms, stamp.counter))
        self.put_own(
            msgspec.structs.replace(
                record,
                id=record_id or new_id(),
                audience=ME,
                pairing="",
                said=None,
                written=record.written or self.now.astimezone(UTC),
                stamp=stamp,
                replaces={},
                gone=None,
            )
        )

    def changes(self) -> list[Change]:
        """Say all that it changes in the tables; nothing where that is nothing."""
        found = [
            Change(table, number, document)
            for table, changed in self._documents.items()
            for number, document in changed.items()
        ]
        found += self.spoken.changes()
        if self.book != self.begun or found:
            found.append(self.book.change(self.kept.tables))
        return found

    def settle(self) -> None:
        """It is on the disk: let it be in memory."""
        self.kept.index.put(*self.records.values())
        self.spoken.settle()
        self.foreign.settle()
        self.taken_back.settle()
