"""Between what the other's machine sent and a document of it: nothing in it is believed.

Source of the rules: *Reading what another machine wrote* in the design. A version is brought into
one form when it comes, and comes out of its document in that very form.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from journal.model.kinds import KINDS
from journal.model.plain import harmless
from journal.model.record import BOTH, SEALED, Record, Reference, Stamp
from journal.model.said import ENVELOPE, Said, body_of

EMPTIED = "emptied"
RESERVED = ENVELOPE | {"sealed", "commitment", EMPTIED}
"""The names in a document that no body may use."""

DEPTH = 16
LARGEST = 2**63
MOST_DEVICES = 100
"""No person speaks with more devices than this in one pairing: each is a stream of theirs."""

_KIND = re.compile(r"[a-z][a-z0-9-]{0,47}\Z")
_RESERVED_KINDS = (
    "sent", "fixed", "versions", "twofold", "twofold-snapshot", "own-key", "own-sealed",
)  # fmt: skip
_ID = re.compile(r"[0-9a-f]{32}\Z")
_DEVICE = re.compile(r"[0-9a-f]{16}\Z")

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_values = msgspec.json.Decoder(dict[str, Any])
_encoder = msgspec.json.Encoder()


class Stored(msgspec.Struct):
    """The document of a version that shows, its body aside."""

    id: str
    kind: str
    author: str
    stamp: Stamp
    schema: int = 1
    replaces: dict[str, tuple[int, int]] = {}
    audience: str = ""
    pairing: str = ""
    about: Reference | None = None
    day: date | None = None
    said: datetime | None = None
    offset: int = 0
    gone: datetime | None = None
    sealed: str = ""
    commitment: str = ""
    emptied: bool = False


def normal(said: Said) -> Said:
    """Bring a version that came from elsewhere into the one form in which it is kept.

    Control characters and what turns the direction of writing are out of it. Raises `ValueError`
    for what no program of ours would say: its names, numbers or JSON are not what they must be.
    """
    _check_names(said)
    if said.gone:
        return Said(id=said.id, kind=said.kind, stamp=said.stamp, replaces=said.replaces, gone=True)
    if said.day is None:
        raise ValueError("no day")
    fields = _normal_fields(bytes(said.body))
    sealed = said.audience == SEALED and bool(said.sealed)
    if sealed:
        fields = {name: raw for name, raw in fields.items() if name not in _texts(said.kind)}
    about = said.about if said.about is not None and all(map(_ID.match, said.about)) else None
    return Said(
        id=said.id,
        kind=said.kind,
        schema=said.schema,
        stamp=said.stamp,
        replaces=said.replaces,
        audience=SEALED if sealed else BOTH,
        about=about,
        day=said.day,
        written=_instant(said.written),
        body=msgspec.Raw(_encoder.encode(fields)),
        sealed=harmless(said.sealed) if sealed else "",
        commitment=harmless(said.commitment) if sealed else "",
    )


def document_of(said: Said, author: str, pairing: str, offset: int) -> msgspec.Raw:
    """Return the document of a version that shows, flat as one's own are.

    Its body goes into it as it is: no name of `RESERVED` is in it, nor words that are shut.
    """
    envelope: dict[str, Any] = {
        "kind": said.kind,
        "id": said.id,
        "schema": said.schema,
        "author": author,
        "audience": said.audience,
        "pairing": pairing,
        "said": said.written,
        "about": said.about,
        "day": said.day,
        "written": said.written,
        "offset": offset,
        "stamp": said.stamp,
        "replaces": said.replaces,
        "gone": None,
    }
    if said.audience == SEALED:
        envelope |= {"sealed": said.sealed, "commitment": said.commitment}
    if said.sealed:
        envelope |= dict.fromkeys(_texts(said.kind), "")
    start, rest = _encoder.encode(envelope), bytes(said.body)[1:].lstrip()
    return msgspec.Raw(start if rest == b"}" else b"".join((start[:-1], b",", rest)))


def tombstone_of(
    said: Said, author: str, pairing: str, gone: datetime, day: date
) -> dict[str, Any]:
    """Return the document of a record that was taken back: its names, and no word."""
    return {
        "kind": said.kind,
        "id": said.id,
        "schema": 1,
        "author": author,
        "audience": BOTH,
        "pairing": pairing,
        "day": day,
        "stamp": said.stamp,
        "replaces": said.replaces,
        "gone": gone,
        EMPTIED: True,
    }


def said_in(raw: msgspec.Raw) -> tuple[Said, Stored]:
    """Read a document back into the version it was made of. Raises `msgspec.DecodeError`."""
    stored = msgspec.json.decode(raw, type=Stored)
    if stored.gone is not None:
        return Said(
            id=stored.id, kind=stored.kind, stamp=stored.stamp, replaces=stored.replaces, gone=True
        ), stored
    left_out = RESERVED | set(_texts(stored.kind)) if stored.sealed else RESERVED
    fields = {name: value for name, value in _fields.decode(raw).items() if name not in left_out}
    return Said(
        id=stored.id,
        kind=stored.kind,
        schema=stored.schema,
        stamp=stored.stamp,
        replaces=stored.replaces,
        audience=stored.audience,
        about=stored.about,
        day=stored.day,
        written=stored.said,
        body=msgspec.Raw(_encoder.encode(fields)),
        sealed=stored.sealed,
        commitment=stored.commitment,
    ), stored


def bare(raw: msgspec.Raw) -> Record | None:
    """Read the envelope of a document whose body is gone; none where it is not one."""
    try:
        stored = msgspec.json.decode(raw, type=Stored)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return Record(
        id=stored.id,
        author=stored.author,
        audience=stored.audience,
        pairing=stored.pairing,
        day=stored.day or date.min,
        stamp=stored.stamp,
        replaces=stored.replaces,
        gone=stored.gone,
    )


def said_of(record: Record) -> Said:
    """Return the version that an own record is, sealed words included; it stays here."""
    return Said(
        id=record.id,
        kind=record.kind,
        schema=record.schema,
        stamp=record.stamp,
        replaces=record.replaces,
        gone=record.gone is not None,
        audience="" if record.gone else record.audience,
        about=None if record.gone else record.about,
        day=None if record.gone else record.day,
        written=None if record.gone else record.said,
        body=msgspec.Raw(b"{}" if record.gone else _encoder.encode(body_of(record))),
    )


def is_believable(record: Record) -> bool:
    """Tell whether days and numbers of the other's are such that nothing stumbles over them."""
    if record.PRIVATE or not 1000 <= record.day.year <= 9000:
        return False
    names = _body_names(type(record))
    return not names or all(_is_believable(getattr(record, name)) for name in names)


def _is_believable(value: object) -> bool:
    if type(value) in _PLAIN:
        return True
    if isinstance(value, date):
        return 1000 <= value.year <= 9000
    if isinstance(value, int | float):
        return abs(value) <= 10**9
    if isinstance(value, tuple | list):
        return all(map(_is_believable, value))
    if isinstance(value, msgspec.Struct):
        return all(_is_believable(getattr(value, name)) for name in value.__struct_fields__)
    return True


_OURS = frozenset(name for kind in KINDS.values() for name in kind.__struct_fields__)
"""The names of all fields that this version knows: nothing in them steers a terminal."""

_PLAIN = frozenset((str, bool, type(None)))

_names: dict[type[Record], tuple[str, ...]] = {}


def _body_names(kind: type[Record]) -> tuple[str, ...]:
    """Name the fields of a kind's body that may be more than text."""
    if kind not in _names:
        fields = msgspec.structs.fields(kind)
        _names[kind] = tuple(
            field.name for field in fields if field.name not in ENVELOPE and field.type is not str
        )
    return _names[kind]


def _texts(kind: str) -> tuple[str, ...]:
    return KINDS[kind].TEXTS if kind in KINDS else ()


def _check_names(said: Said) -> None:
    ms, counter, device = said.stamp
    right = (
        _ID.match(said.id)
        and _KIND.match(said.kind)
        and said.kind not in _RESERVED_KINDS
        and 1 <= said.schema < 2**31
        and _DEVICE.match(device)
        and 0 <= ms < LARGEST
        and 0 <= counter < LARGEST
        and len(said.replaces) <= MOST_DEVICES
    )
    for seen, (of_ms, of_counter) in said.replaces.items():
        right = right and _DEVICE.match(seen) and 0 <= of_ms < LARGEST and 0 <= of_counter < LARGEST
    if not right:
        raise ValueError("not a version of ours")


def _instant(written: datetime | None) -> datetime | None:
    """Return an instant that every clock on earth can show."""
    if written is None or not 1000 <= written.year <= 9000:
        return None
    return written.replace(tzinfo=UTC) if written.tzinfo is None else written.astimezone(UTC)


def _normal_fields(body: bytes) -> dict[str, Any]:
    try:
        body.decode()  # what waits is checked to be JSON, but not to be UTF-8
        fields = _values.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("not a body") from error
    clean = {
        name if name in _OURS else harmless(name): _clean(value) for name, value in fields.items()
    }
    for name in RESERVED & clean.keys():
        del clean[name]
    return clean


def _clean(value: Any, depth: int = 0) -> Any:
    """Return a value without anything that steers a terminal. Raises `ValueError`."""
    if isinstance(value, str):
        return harmless(value)
    if depth > DEPTH:
        raise ValueError("too deep")
    if isinstance(value, dict):
        return {harmless(name): _clean(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner, depth + 1) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("no number")
    if isinstance(value, int) and abs(value) >= LARGEST:
        raise ValueError("too large")
    return value
