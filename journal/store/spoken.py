"""What was said in the pairing that is going on: what was sent, what is fixed, what was replaced.

Three tables keep it, `sent`, `fixed` and `versions`; what still waits to be sent is derived from
them and from the records. A commit works on a `Staged`, which settles once all is on the disk.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

from journal.model.record import ME, Record, Reference, Stamp
from journal.model.said import Said
from journal.store.changes import Change
from journal.store.received import bare
from journal.store.snapshot import Tables

SENT, FIXED, VERSIONS = "sent", "fixed", "versions"

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Read = TypeVar("Read")


class Sent(msgspec.Struct, frozen=True, gc=False):
    """The newest version of an own record that was sent."""

    stamp: Stamp
    number: int
    """That of the file of the own stream in which it was sent; 0: in a former stream."""
    kind: str


class Row(msgspec.Struct, frozen=True):
    """A version of a record that does not show."""

    author: str
    record: str
    pairing: str
    said: Said
    number: int = 0
    """As in `Sent`; for own versions only."""
    unsent: bool = False
    """Whether it is an own version that stands beside the one that shows, and is yet to be sent."""

    @property
    def doc_id(self) -> int:
        """Its number in the table, made from all it is named by."""
        name = "\n".join((self.author, self.record, self.pairing, self.said.digest))
        return int.from_bytes(blake2b(name.encode(), digest_size=16).digest())


Rows = tuple[Row, ...]

_sent, _row = msgspec.json.Decoder(Sent), msgspec.json.Decoder(Row)
_document = msgspec.json.Decoder(dict[str, Any])


class Layer(Generic[Key, Value]):
    """A dictionary, and what a commit that is not on the disk yet changes in it."""

    def __init__(self, below: dict[Key, Value]) -> None:
        self.below = below
        self.top: dict[Key, Value | None] = {}

    def get(self, key: Key) -> Value | None:
        """Find a value, as the commit has it."""
        return self.top[key] if key in self.top else self.below.get(key)

    def put(self, key: Key, value: Value | None) -> None:
        """Put a value in its place; none takes it away."""
        self.top[key] = value

    def names(self) -> Iterator[Key]:
        """Go through every key that has a value."""
        yield from (key for key in self.below if key not in self.top)
        yield from (key for key, value in self.top.items() if value is not None)

    def settle(self) -> None:
        """Make the changes in the dictionary below."""
        for key, value in self.top.items():
            if value is None:
                self.below.pop(key, None)
            else:
                self.below[key] = value
        self.top = {}


class Spoken:
    """What is known now, in memory; only `Staged.settle` changes it."""

    def __init__(self, tables: Tables) -> None:
        self.sent = {
            f"{int(number):032x}": sent
            for number, raw in tables.get(SENT, {}).items()
            if number.isdecimal() and (sent := _read(raw, _sent)) is not None
        }
        fixed = [number for number in tables.get(FIXED, {}) if number.isdecimal()]
        self.fixed = {f"{int(number):032x}": True for number in fixed}
        self.rows: dict[Reference, Rows] = {}
        for raw in tables.get(VERSIONS, {}).values():
            row = _read(raw, _row)
            if row is not None:
                name = Reference(row.author, row.record)
                self.rows[name] = (*self.rows.get(name, ()), row)
        self.waiting: dict[str, Stamp] = {}
        """Own records with something to send, by the stamp of the oldest of it."""

    def begin(self, records: Iterable[Record], pairing: str, me: str, tables: Tables) -> None:
        """Find what waits, after opening."""
        if not pairing:
            return
        staged, unknown = Staged(self), dict(self.sent)
        for record in records:
            if record.pairing == pairing and record.author == me:
                sent = unknown.pop(record.id, None)
                if self.rows or sent is None or sent.stamp != record.stamp:
                    staged.note(record, pairing)
        for record_id in unknown:
            kind = self.sent[record_id].kind
            raw = tables.get(kind, {}).get(str(int(record_id, 16)))
            if raw is not None:
                emptied = bare(raw)
                if emptied is not None and emptied.gone is not None:
                    staged.note(emptied, pairing)
        staged.settle()


class Staged:
    """What one commit makes of it."""

    def __init__(self, spoken: Spoken) -> None:
        self._spoken = spoken
        self.sent = Layer(spoken.sent)
        self.fixed = Layer(spoken.fixed)
        self.rows = Layer(spoken.rows)
        self.waiting = Layer(spoken.waiting)

    def rows_of(self, name: Reference, pairing: str) -> Rows:
        """List the versions of a record in a pairing that do not show."""
        rows = self.rows.get(name)
        return tuple(row for row in rows if row.pairing == pairing) if rows else ()

    def put_rows(self, name: Reference, rows: Iterable[Row]) -> None:
        """Let these, and no others, be a record's versions that do not show."""
        self.rows.put(name, tuple(rows) or None)

    def is_sent(self, record: Record) -> bool:
        """Tell whether this very version of an own record was sent."""
        sent = self.sent.get(record.id)
        return sent is not None and sent.stamp == record.stamp

    def note(self, record: Record, pairing: str) -> None:
        """Find out whether anything of an own record as it now stands waits to be sent."""
        stamps: list[Stamp] = []
        if pairing and record.pairing == pairing and record.seen_by != ME:
            sent = self.sent.get(record.id)
            is_new = record.gone is None if sent is None else sent.stamp != record.stamp
            if is_new:
                stamps.append(record.stamp)
            if sent is not None and (rows := self.rows_of(record.reference, pairing)):
                stamps += [row.said.stamp for row in rows if row.unsent]
        if stamps or self.waiting.get(record.id) is not None:
            self.waiting.put(record.id, min(stamps, default=None))

    def oldest_waiting(self, limit: int) -> list[str]:
        """Name own records with something to send, the oldest first."""
        top = self.waiting.top
        below = islice((name for name in self._spoken.waiting if name not in top), limit)
        new = [name for name, stamp in top.items() if stamp is not None]
        return sorted([*below, *new], key=self._waiting_since)[:limit]

    def changes(self) -> list[Change]:
        """Say what the commit changes in the tables."""
        found = [Change(SENT, int(name, 16), _plain(sent)) for name, sent in self.sent.top.items()]
        found += [
            Change(FIXED, int(name, 16), None if fixed is None else {"id": name})
            for name, fixed in self.fixed.top.items()
        ]
        for name, rows in self.rows.top.items():
            before = {row.doc_id: row for row in self._spoken.rows.get(name, ())}
            after = {row.doc_id: row for row in rows or ()}
            found += [Change(VERSIONS, number, None) for number in before if number not in after]
            found += [
                Change(VERSIONS, number, _plain(row))
                for number, row in after.items()
                if before.get(number) != row
            ]
        return found

    def settle(self) -> None:
        """The commit is on the disk: let it be in memory."""
        waiting = self._spoken.waiting
        newest = next(reversed(waiting.values()), None)
        new = [stamp for stamp in self.waiting.top.values() if stamp is not None]
        for name in self.waiting.top:
            waiting.pop(name, None)  # so that it comes back at the end
        for layer in (self.sent, self.fixed, self.rows, self.waiting):
            layer.settle()
        if new and not (new == sorted(new) and (newest is None or newest <= new[0])):
            self._spoken.waiting.update(_in_order(waiting))

    def _waiting_since(self, name: str) -> tuple[Stamp, str]:
        return self.waiting.get(name) or Stamp(0, 0, ""), name


def rows_of(doc_ids: Collection[str], tables: Tables) -> list[str]:
    """Name the rows that hold other versions of some records, by these records' numbers."""
    return [
        number
        for number, raw in tables.get(VERSIONS, {}).items()
        if (row := _read(raw, _row)) is not None and str(int(row.record, 16)) in doc_ids
    ]


def unreadable(tables: Tables) -> int:
    """Count the rows that are not what they ought to be; they are left as they are."""
    wanted: tuple[tuple[str, msgspec.json.Decoder[Any]], ...] = ((SENT, _sent), (VERSIONS, _row))
    wanted += tuple((name, _document) for name in tables if name.startswith("sync."))
    rows = ((raw, decoder) for name, decoder in wanted for raw in tables.get(name, {}).values())
    return sum(_read(raw, decoder) is None for raw, decoder in rows)


def _read(raw: msgspec.Raw, decoder: msgspec.json.Decoder[Read]) -> Read | None:
    try:
        return decoder.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _in_order(waiting: dict[str, Stamp]) -> dict[str, Stamp]:
    ordered = dict(sorted(waiting.items(), key=lambda item: (item[1], item[0])))
    waiting.clear()
    return ordered


def _plain(struct: msgspec.Struct | None) -> dict[str, Any] | None:
    """Return a document; Raw JSON stays as it is."""
    if struct is None:
        return None
    return {name: getattr(struct, name) for name in struct.__struct_fields__}
