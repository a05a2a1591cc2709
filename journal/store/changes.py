"""What a commit changes: a few documents in a few tables, as JSON in one frame of the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from journal.store.snapshot import Tables

WHOLE = -1
"""No document has this number."""

_NONE = msgspec.Raw(b"null")
_encoder = msgspec.json.Encoder()


class Change(NamedTuple):
    """One document put in its place, or taken away where `document` is none.

    With `WHOLE` in place of a number the whole table goes, before anything is put.
    """

    table: str
    doc_id: int
    document: Mapping[str, Any] | msgspec.Raw | None


class Body(msgspec.Struct, omit_defaults=True):
    """The body of a frame: whole tables to drop, then table → number → document, or null."""

    drop: list[str] = []
    put: dict[str, dict[str, msgspec.Raw]] = {}


_decoder = msgspec.json.Decoder(Body)


def encode_changes(changes: Sequence[Change]) -> bytes:
    """Return the body of the frame that makes these changes."""
    body = Body()
    for table, doc_id, document in changes:
        if doc_id == WHOLE:
            body.drop.append(table)
            continue
        body.put.setdefault(table, {})[str(doc_id)] = _raw(document)
    return _encoder.encode(body)


def encode_difference(
    before: Tables, after: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> bytes:
    """Return the body of the frame that makes the tables `after` out of those `before`."""
    body = Body(drop=[name for name in before if name not in after])
    for name, documents in after.items():
        old = before.get(name, {})
        new = {str(number): msgspec.Raw(_encoder.encode(doc)) for number, doc in documents.items()}
        put = {number: raw for number, raw in new.items() if old.get(number) != raw}
        put |= {number: _NONE for number in old if number not in new}
        if put or name not in before:
            body.put[name] = put
    return _encoder.encode(body)


def _raw(document: Mapping[str, Any] | msgspec.Raw | None) -> msgspec.Raw:
    if document is None:
        return _NONE
    if isinstance(document, msgspec.Raw):
        return document
    return msgspec.Raw(_encoder.encode(document))


def decode_body(data: bytes) -> Body:
    """Read the body of a frame; raises `ValueError`."""
    try:
        data.decode()  # what waits is checked to be JSON, but not to be UTF-8
        return _decoder.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError from error


def replay(tables: Tables, body: Body) -> None:
    """Make the changes of a frame in `tables`."""
    for name in body.drop:
        tables.pop(name, None)
    for name, documents in body.put.items():
        table = tables.setdefault(name, {})
        for number, raw in documents.items():
            if raw == _NONE:
                table.pop(number, None)
            else:
                table[number] = raw
