"""Between a document in the file and a record: the only place that knows both."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from journal.i18n import ngettext
from journal.model.kinds import KINDS
from journal.model.record import Record
from journal.store.changes import Change
from journal.store.snapshot import Tables

EMPTIED = "emptied"
"""The flag of a document whose body has left the bin: only its envelope is kept."""

ENVELOPE = frozenset(("kind", *Record.__struct_fields__))

_decoders = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Found(msgspec.Struct):
    """What a file holds of the kinds this version knows."""

    records: list[Record] = []
    hidden: int = 0
    """Documents of a known kind that are not what their kind asks for; they stay as they are."""

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
    for name, decoder in _decoders.items():
        if name not in tables:
            continue
        decode, keep = decoder.decode, found.records.append
        for doc_id, raw in tables[name].items():
            try:
                record = decode(raw)
                if str(int(record.id, 16)) == doc_id:
                    if record.gone is None or not _is_emptied(raw):
                        keep(record)
                    continue
            except (msgspec.DecodeError, ValueError, RecursionError):
                pass
            if not _is_emptied(raw):
                found.hidden += 1
    return found


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
    envelope: dict[str, Any] = {name: stored[name] for name in stored if name in ENVELOPE}
    return Change(record.kind, doc_id, {**envelope, EMPTIED: True})


def without_body(raw: msgspec.Raw) -> msgspec.Raw:
    """Return a document as it is once its body has left the bin; the same where it has."""
    if _is_emptied(raw):
        return raw
    stored = _fields.decode(raw)
    envelope: dict[str, Any] = {name: stored[name] for name in stored if name in ENVELOPE}
    return msgspec.Raw(msgspec.json.encode({**envelope, EMPTIED: True}))


def is_taken(record_id: str, tables: Tables) -> bool:
    """Tell whether any document, of whatever kind, has this record's number."""
    doc_id = str(int(record_id, 16))
    return any(doc_id in documents for documents in tables.values())


def is_known(record: Record) -> bool:
    """Tell whether this version may write a record: it is of no newer schema than its own."""
    return record.schema <= type(record).SCHEMA


def _stored(tables: Tables, table: str, doc_id: int) -> Mapping[str, msgspec.Raw]:
    raw = tables.get(table, {}).get(str(doc_id))
    return {} if raw is None else _fields.decode(raw)


def _is_emptied(raw: msgspec.Raw) -> bool:
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
