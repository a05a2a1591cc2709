"""Between a document in the file and a record: the only place that knows both."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from journal.i18n import ngettext
from journal.model.kinds import KINDS
from journal.model.record import Record, Reference
from journal.model.said import ENVELOPE
from journal.store.changes import Change
from journal.store.received import EMPTIED, is_believable
from journal.store.snapshot import TABLE as SNAPSHOT
from journal.store.snapshot import Tables
from journal.store.spoken import FIXED, SENT, VERSIONS

OWN_KEY, OWN_SEALED = "own-key", "own-sealed"
"""The tables of the second key: the row that holds it, and the documents that only it opens."""

_OUR_OWN = (SENT, FIXED, VERSIONS, OWN_KEY, "twofold", SNAPSHOT)
_SYNC = "sync."

_decoders = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Found(msgspec.Struct):
    """What a file holds of the kinds this version knows."""

    records: list[Record] = []
    hidden: int = 0
    """Documents of a known kind that are not what their kind asks for; they stay as they are."""
    foreign: dict[Reference, str] = {}
    """Everything of others, by the kind under which it is kept."""
    taken_back: set[Reference] = set()
    """What others deleted or withdrew."""
    unseen: int = 0
    """Documents of others that this version does not understand; they stay as they are."""

    @property
    def notice(self) -> str:
        """What a person has to know of the hidden ones, or nothing."""
        if not self.hidden:
            return ""
        return ngettext(
            "{count} entry in the file could not be understood; it is kept there, out of sight.",
            "{count} entries in the file could not be understood; "
            "they are kept there, out of sight.",
            self.hidden,
        ).format(count=self.hidden)


def read_records(tables: Tables) -> Found:
    """Build every record that this version understands; it changes nothing."""
    found = Found()
    is_shut = bool(tables.get(OWN_KEY))
    for name, decoder in _decoders.items():
        if name not in tables or (is_shut and KINDS[name].OWN_KEY):
            continue
        decode, keep = decoder.decode, found.records.append
        for doc_id, raw in tables[name].items():
            try:
                record = decode(raw)
                if str(int(record.id, 16)) == doc_id:
                    if record.gone is None or not is_emptied(raw):
                        keep(record)
                    continue
            except (msgspec.DecodeError, ValueError, RecursionError):
                pass
            if not is_emptied(raw):
                found.hidden += 1
    for name, documents in tables.items():
        kind, at, author = name.rpartition("@")
        if at:
            for doc_id, raw in documents.items():
                if doc_id.isdecimal():
                    _read_foreign(Reference(author, f"{int(doc_id):032x}"), kind, raw, found)
    return found


def _read_foreign(name: Reference, kind: str, raw: msgspec.Raw, found: Found) -> None:
    found.foreign[name] = kind
    record = foreign_record(name, kind, raw)
    if record is not None:
        found.records.append(record)
    elif is_emptied(raw):
        found.taken_back.add(name)
    else:
        found.unseen += 1


def foreign_record(name: Reference, kind: str, raw: bytes | msgspec.Raw) -> Record | None:
    """Build a record of another's; none where this version shows nothing of it."""
    record = record_in(name, kind, raw)
    return record if record is not None and is_believable(record) else None


def record_in(name: Reference, kind: str, raw: bytes | msgspec.Raw) -> Record | None:
    """Build the living record that a document holds; none where this version understands none."""
    decoder = _decoders.get(kind)
    if decoder is None:
        return None
    try:
        record = decoder.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return record if record.reference == name and record.gone is None else None


def own_record(kind: str, number: str, raw: bytes | msgspec.Raw) -> Record | None:
    """Build an own record, be it in the bin; none where this version understands none."""
    decoder = _decoders.get(kind)
    try:
        record = None if decoder is None else decoder.decode(raw)
        return record if record is not None and str(int(record.id, 16)) == number else None
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def foreign_table(kind: str, author: str) -> str:
    """Name the table of one kind of another's records."""
    return f"{kind}@{author}"


def holds_own_records(table: str) -> bool:
    """Tell whether a table is one's own of some kind, known to this version or not."""
    return "@" not in table and not table.startswith(_SYNC) and table not in _OUR_OWN


def has_own_key(table: str) -> bool:
    """Tell whether a table is of a kind that a second passphrase can shut."""
    return table in KINDS and KINDS[table].OWN_KEY


def holds_records(table: str) -> bool:
    """Tell whether a table is of records, one's own or another's."""
    return "@" in table or holds_own_records(table)


def put(record: Record, tables: Tables) -> Change:
    """Say how a record gets into `tables`; fields that this version does not know stay."""
    doc_id = int(record.id, 16)
    known: dict[str, Any] = msgspec.to_builtins(record)
    stored = _stored(tables, record.kind, doc_id)
    return Change(record.kind, doc_id, {**stored, **known})


def emptied(record: Record, tables: Tables) -> Change:
    """Say how a deleted record loses its body, fields that this version does not know included."""
    doc_id = int(record.id, 16)
    stored = _stored(tables, record.kind, doc_id)
    known: dict[str, Any] = msgspec.to_builtins(record)
    envelope = {name: {**stored, **known}[name] for name in known if name in ENVELOPE}
    return Change(record.kind, doc_id, {**envelope, EMPTIED: True})


def without_body(raw: msgspec.Raw) -> msgspec.Raw:
    """Return a document as it is once its body has left the bin; the same where it has."""
    if is_emptied(raw):
        return raw
    stored = _fields.decode(raw)
    envelope: dict[str, Any] = {name: stored[name] for name in stored if name in ENVELOPE}
    return msgspec.Raw(msgspec.json.encode({**envelope, EMPTIED: True}))


def is_taken(record_id: str, tables: Tables) -> bool:
    """Tell whether any document of one's own, of whatever kind, has this record's number."""
    doc_id = str(int(record_id, 16))
    return any(
        doc_id in documents for table, documents in tables.items() if holds_own_records(table)
    )


def is_known(record: Record) -> bool:
    """Tell whether this version may write a record: it is of no newer schema than its own."""
    return record.schema <= type(record).SCHEMA


def _stored(tables: Tables, table: str, doc_id: int) -> Mapping[str, msgspec.Raw]:
    raw = tables.get(table, {}).get(str(doc_id))
    return {} if raw is None else _fields.decode(raw)


def is_emptied(raw: msgspec.Raw) -> bool:
    """Tell whether a document is that of a deleted record which has lost its body."""
    try:
        return _fields.decode(raw).get(EMPTIED) == msgspec.Raw(b"true")
    except msgspec.DecodeError:
        return False


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking through what is only being built: half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
