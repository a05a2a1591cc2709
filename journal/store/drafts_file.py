"""The file of what is being typed, as it lies on the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from journal.model.record import Stamp
from journal.store.seal import Purpose, Seal, Unsealable

VERSION = 1

MAGIC = b"TWOFDRAF"
_CONTEXT = b"twofold drafts v1"


class Draft(msgspec.Struct, frozen=True):
    """A text that is not saved yet."""

    id: str
    """The id its record will have; of the record, where one is being edited."""
    place: str
    day: date
    kind: str
    values: dict[str, str]
    """Field or widget → what is typed in it."""
    since: datetime
    """When it was begun."""
    editing: str = ""
    """The id of the record that is being edited, or nothing."""
    over: Stamp | None = None
    """The version of it that was being edited."""


class _File(msgspec.Struct):
    version: int
    drafts: msgspec.Raw
    blake2b: str = ""
    """Of the bytes of `drafts`, 16 bytes in hex; files of the first version had none."""


def encode_drafts(drafts: Sequence[Draft], seal: Seal) -> bytes:
    """Return the whole file."""
    raw = msgspec.json.encode(drafts)
    data = msgspec.json.encode(_File(VERSION, msgspec.Raw(raw), _checksum(raw)))
    return MAGIC + seal.shut(Purpose.DRAFTS, _CONTEXT, data) if seal.sealed else data


def decode_drafts(data: bytes, seal: Seal, *, plain_too: bool) -> list[Draft]:
    """Read a whole file. Raises `ValueError`, `RecursionError` and `Unsealable`."""
    is_sealed = data.startswith(MAGIC)
    if is_sealed != seal.sealed and not (plain_too and not is_sealed):
        raise Unsealable
    if is_sealed:
        data = seal.open(Purpose.DRAFTS, _CONTEXT, data[len(MAGIC) :])
    found = msgspec.json.decode(data, type=_File)
    if found.version != VERSION or found.blake2b not in ("", _checksum(bytes(found.drafts))):
        raise ValueError
    return msgspec.json.decode(found.drafts, type=list[Draft])


def _checksum(drafts: bytes) -> str:
    return hashlib.blake2b(drafts, digest_size=16).hexdigest()
