"""The tables of a journal in which some kinds lie under a second key.

Each of their documents is in the table `own-sealed`: its number, and what is sealed, which is the
table it belongs to and the document itself. All of it is part of the journal's own file, and shut
once more with that.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from journal.model.kinds import KINDS
from journal.model.padding import padded_size
from journal.model.record import Record
from journal.store.changes import WHOLE, Change
from journal.store.documents import OWN_KEY, OWN_SEALED, has_own_key, is_emptied, own_record
from journal.store.key_errors import OwnKeyShut
from journal.store.own_seal import LEAST_BYTES, RECORD, ROW, OwnSeal, Row
from journal.store.received import EMPTIED
from journal.store.sealed import OVERHEAD
from journal.store.snapshot import Tables

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_NONE = msgspec.Raw(b"null")


class Found(NamedTuple):
    """What the second key opens."""

    records: list[Record]
    unread: int
    """Documents that do not open, or that this version does not understand."""


def read_sealed(tables: Tables, seal: OwnSeal) -> Found:
    """Build every record that is sealed with this key."""
    found, unread = [], 0
    for number, raw in _numbered(tables, OWN_SEALED):
        if is_emptied(raw):
            continue
        inside = opened(raw, number, seal)
        record = None if inside is None else own_record(inside.table, number, inside.document)
        if record is None or not record.OWN_KEY:
            unread += 1
        else:
            found.append(record)
    return Found(found, unread)


class Inside(NamedTuple):
    """What is sealed: a document, and the table to which it belongs."""

    table: str
    document: msgspec.Raw


_inside = msgspec.json.Decoder(Inside)


def opened(raw: msgspec.Raw, number: str, seal: OwnSeal) -> Inside | None:
    """Return what is sealed in a document of the table `own-sealed`, or none."""
    try:
        sealed = msgspec.json.decode(_fields.decode(raw).get("sealed", _NONE))
        data = seal.open(RECORD, f"{int(number):032x}", sealed)
        return None if data is None else _inside.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def making(tables: Tables, seal: OwnSeal, row: Row) -> list[Change]:
    """Say how everything of these kinds gets under a new key, whose row this is."""
    return [_row_change(row), *moving_in(tables, seal)]


def settling(row: Row) -> list[Change]:
    """Say how former keys are forgotten."""
    return [_row_change(msgspec.structs.replace(row, former=()))]


def moving_in(tables: Tables, seal: OwnSeal) -> list[Change]:
    """Say how documents that lie in the clear get under the key."""
    found = [
        _sealed(int(number), Inside(table, raw), seal)
        for table, number, raw in plain_documents(tables)
    ]
    return [*found, *_taking_away(tables)]


def moving_out(tables: Tables, seal: OwnSeal) -> list[Change]:
    """Say how the key goes, and what it opens lies as in any other journal.

    What does not open stays as it is; of what was emptied not even the number stays.
    """
    found, gone = [Change(OWN_KEY, WHOLE, None)], []
    for number, raw in _numbered(tables, OWN_SEALED):
        inside = opened(raw, number, seal)
        if inside is not None:
            found.append(Change(inside.table, int(number), inside.document))
        if inside is not None or is_emptied(raw):
            gone.append(Change(OWN_SEALED, int(number), None))
    is_all = len(gone) == len(tables.get(OWN_SEALED, {}))
    return [*found, *([Change(OWN_SEALED, WHOLE, None)] if is_all else gone)]


def resealing(tables: Tables, seal: OwnSeal, row: Row) -> list[Change]:
    """Say how everything gets from former keys under this; what does not open stays as it is."""
    found = making(tables, seal, row)
    for number, raw in _numbered(tables, OWN_SEALED):
        inside = opened(raw, number, seal)
        if inside is not None:
            found.append(_sealed(int(number), inside, seal))
    return found


def throwing_away(tables: Tables) -> list[Change]:
    """Say how the key goes, and all that is sealed with it."""
    away = [Change(OWN_KEY, WHOLE, None), Change(OWN_SEALED, WHOLE, None)]
    return [*away, *_taking_away(tables)]


def under(changes: Sequence[Change], tables: Tables, seal: OwnSeal | None) -> Sequence[Change]:
    """Return changes as they are kept while there is a second key: none of its kinds in the clear.

    Raises `OwnKeyShut` where the key is needed and not there.
    """
    if not any(has_own_key(change.table) for change in changes):
        return changes
    if seal is None:
        raise OwnKeyShut
    found = []
    for change in changes:
        found += _under(change, tables, seal) if has_own_key(change.table) else [change]
    return found


def plain_documents(tables: Tables) -> Iterator[tuple[str, str, msgspec.Raw]]:
    """Go through all documents of these kinds that lie in the clear: table, number, document."""
    for kind in KINDS:
        if has_own_key(kind):
            for number, raw in _numbered(tables, kind):
                yield kind, number, raw


def is_sealed_rightly(raw: msgspec.Raw) -> bool:
    """Tell whether a document of the table `own-sealed` looks as it ought to, from outside."""
    if is_emptied(raw):
        return True
    try:
        sealed = msgspec.json.decode(_fields.decode(raw)["sealed"], type=str)
        size = len(base64.b64decode(sealed, validate=True)) - OVERHEAD
        return size >= LEAST_BYTES and padded_size(size) == size
    except (msgspec.DecodeError, ValueError, KeyError, RecursionError):
        return False


def _taking_away(tables: Tables) -> list[Change]:
    """Say how what lies in the clear goes, and with it that there ever was such a table."""
    found = []
    for kind in filter(has_own_key, KINDS):
        numbers = [int(number) for number, _raw in _numbered(tables, kind)]
        if kind in tables and len(numbers) == len(tables[kind]):
            found.append(Change(kind, WHOLE, None))
        else:
            found += [Change(kind, number, None) for number in numbers]
    return found


def _numbered(tables: Tables, table: str) -> Iterator[tuple[str, msgspec.Raw]]:
    """Go through a table's documents, but for those whose number no program of ours wrote."""
    for number, raw in tables.get(table, {}).items():
        if number.isdecimal() and str(int(number)) == number:
            yield number, raw


def _row_change(row: Row) -> Change:
    return Change(OWN_KEY, ROW, msgspec.Raw(msgspec.json.encode(row)))


def _under(change: Change, tables: Tables, seal: OwnSeal) -> list[Change]:
    """Return one change of a document of these kinds, sealed; what is not known in it stays."""
    table, number, document = change
    stray = str(number) in tables.get(table, {})
    away = [Change(table, number, None)] if stray else []
    if document is None:
        return [Change(OWN_SEALED, number, None), *away]
    fields: Mapping[str, Any] = (
        _fields.decode(document) if isinstance(document, msgspec.Raw) else document
    )
    if EMPTIED not in fields:
        raw = tables.get(OWN_SEALED, {}).get(str(number))
        before = None if raw is None else opened(raw, str(number), seal)
        fields = {**(_fields.decode(before.document) if before is not None else {}), **fields}
    inside = Inside(table, msgspec.Raw(msgspec.json.encode(fields)))
    return [_sealed(number, inside, seal), *away]


def _sealed(number: int, inside: Inside, seal: OwnSeal) -> Change:
    """Seal a document; of one without its body nothing stays but that its number was used."""
    name = f"{number:032x}"
    if is_emptied(inside.document):
        return Change(OWN_SEALED, number, {"id": name, EMPTIED: True})
    sealed = seal.shut(RECORD, name, msgspec.json.encode(inside))
    return Change(OWN_SEALED, number, {"id": name, "sealed": sealed})
