"""The bytes of a whole journal: a plain TinyDB file, or an envelope around one; no file is touched.

Both carry a checksum over every byte; its value is the snapshot's *name*, by which a log says what
it continues. Source: *The store* in the design; the layout byte by byte is in FORMAT.md.
"""

from __future__ import annotations

import hashlib
import re
import struct
from typing import Any, NamedTuple

import msgspec

from journal.i18n import _
from journal.store.errors import CannotRead, ChangedOutside, NeedsKey
from journal.store.reports import CUT_SHORT, NEWER, NOT_A_JOURNAL
from journal.store.seal import Purpose, Seal, Unsealable

Tables = dict[str, dict[str, msgspec.Raw]]
"""Table's name → document's number in decimal → its JSON."""

TABLE = "twofold-snapshot"
"""The table of a plain snapshot that says which one it is; it is never among the tables."""

NAMELESS = bytes(32)

_MAGIC = {Purpose.SNAPSHOT: b"TWOFSNAP", Purpose.BACKUP: b"TWOFBACK"}
_VERSION = 1
_HEAD = struct.Struct(">8sHH16sQQ32sQ")
_NAME = 32
_TAIL = re.compile(
    rb'"twofold-snapshot":\{"1":\{"generation":(\d{1,19}),"number":(\d{1,19}),'
    rb'"follows":"([0-9a-f]{64})","blake2b":"([0-9a-f]{64})"\}\}\}\Z'
)
_TAIL_ROOM = 320
_tables = msgspec.json.Decoder(Tables)
_encoder = msgspec.json.Encoder()


class Imprint(NamedTuple):
    """Which snapshot one is."""

    generation: int = 0
    """0: of the time before snapshots were counted; such a one is never continued by a log."""
    number: int = 0
    """That of the last frame it holds."""
    follows: bytes = NAMELESS
    """The name of the snapshot that the log with this frame continues."""
    name: bytes = NAMELESS
    """The checksum of its bytes."""


class Snapshot(NamedTuple):
    """A snapshot as it was read."""

    tables: Tables
    imprint: Imprint
    journal: bytes = bytes(16)
    """The id on its envelope; zeros where it has none."""
    changed: bool = False
    """Whether it is not what this program wrote, and was accepted as it is."""


def encode(
    tables: Tables, imprint: Imprint, *, journal: bytes, seal: Seal, purpose: Purpose
) -> tuple[bytes, Imprint]:
    """Return the bytes of a snapshot, and its imprint with the name they give it."""
    if seal.sealed:
        return _encode_sealed(tables, imprint, journal=journal, seal=seal, purpose=purpose)
    data = _encoder.encode(tables)
    start = data[:-1] + (b"," if tables else b"")
    row = {
        "generation": imprint.generation,
        "number": imprint.number,
        "follows": imprint.follows.hex(),
        "blake2b": "",
    }
    start += _encoder.encode({TABLE: {"1": row}})[1:].removesuffix(b'"}}}')
    name = hashlib.blake2b(start, digest_size=_NAME).digest()
    return b"".join((start, name.hex().encode(), b'"}}}')), imprint._replace(name=name)


def decode(data: bytes, seal: Seal, purpose: Purpose, *, accept_changes: bool = False) -> Snapshot:
    """Read the bytes of a snapshot, and let each document wait.

    Raises `CannotRead`: `NeedsKey` for an envelope where the seal is none, `ChangedOutside` for a
    plain one with other bytes than were written, unless those are accepted.
    """
    if is_envelope(data):
        return _decode_sealed(data, seal, purpose)
    if seal.sealed:
        raise CannotRead(
            _(
                "This journal cannot be read: it is encrypted, and its file is not. "
                "It was left as it is."
            )
        )
    return _decode_plain(data, accept_changes=accept_changes)


def is_envelope(data: bytes) -> bool:
    """Tell whether these bytes are an envelope rather than JSON."""
    return data[:4] == b"TWOF"


def decode_tables(data: bytes, *, known_good: bool = False) -> Tables:
    """Read a whole file of tables, and let each document wait. Raises `CannotRead`."""
    if not data.strip(b"\0 \t\r\n"):
        raise CannotRead(_("This journal cannot be read: its file is empty. It was left as it is."))
    try:
        if not known_good and not data.isascii():
            data.decode()  # what waits is checked to be JSON, but not to be UTF-8
        return _tables.decode(data)
    except msgspec.ValidationError:
        raise CannotRead(NOT_A_JOURNAL) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise CannotRead(CUT_SHORT) from None


def _decode_plain(data: bytes, *, accept_changes: bool) -> Snapshot:
    tail = _TAIL.search(data, max(0, len(data) - _TAIL_ROOM))
    whole = tail is not None and _name_of(data, tail) == tail[4]
    tables = decode_tables(data, known_good=whole)
    row = tables.pop(TABLE, None)
    if tail is not None and whole:
        name = bytes.fromhex(tail[4].decode())
        follows = bytes.fromhex(tail[3].decode())
        return Snapshot(tables, Imprint(int(tail[1]), int(tail[2]), follows, name))
    if row is None and not _must_have_a_checksum(tables):
        return Snapshot(tables, Imprint())
    if not accept_changes:
        raise ChangedOutside(
            _(
                "The file of this journal was changed outside this program or damaged. "
                "It was left as it is; you can open it as it is now, or a backup of it."
            )
        )
    return Snapshot(tables, _imprint(row or {}), changed=True)


def _name_of(data: bytes, tail: re.Match[bytes]) -> bytes:
    covered = memoryview(data)[: tail.start(4)]
    return hashlib.blake2b(covered, digest_size=_NAME).hexdigest().encode()


def _must_have_a_checksum(tables: Tables) -> bool:
    """Tell whether the journal's own row says that the program which wrote it counts snapshots."""
    try:
        row = msgspec.json.decode(tables["twofold"]["1"], type=dict[str, Any])
    except (KeyError, msgspec.DecodeError, UnicodeDecodeError):
        return False
    return row.get("format") == 2


def _imprint(row: dict[str, msgspec.Raw]) -> Imprint:
    """Read which snapshot a changed file was; none that a log continues where it does not say."""
    try:
        said = msgspec.json.decode(row["1"], type=dict[str, Any])
        imprint = Imprint(
            int(said["generation"]),
            int(said["number"]),
            bytes.fromhex(said["follows"]),
            bytes.fromhex(said["blake2b"]),
        )
    except (KeyError, ValueError, TypeError, msgspec.DecodeError, UnicodeDecodeError):
        return Imprint()
    sizes = (len(imprint.follows), len(imprint.name))
    counted = 0 <= imprint.generation < 2**63 and 0 <= imprint.number < 2**63
    return imprint if sizes == (_NAME, _NAME) and counted else Imprint()


def _encode_sealed(
    tables: Tables, imprint: Imprint, *, journal: bytes, seal: Seal, purpose: Purpose
) -> tuple[bytes, Imprint]:
    head = _head(imprint, journal, purpose)
    body = seal.shut(purpose, head, _encoder.encode(tables))
    name = _checksum(head, body)
    return b"".join((head, name, body)), imprint._replace(name=name)


def _decode_sealed(data: bytes, seal: Seal, purpose: Purpose) -> Snapshot:
    head, name = data[: _HEAD.size], data[_HEAD.size : _HEAD.size + _NAME]
    body = memoryview(data)[_HEAD.size + _NAME :]
    if len(name) < _NAME or name != _checksum(head, body):
        raise CannotRead(CUT_SHORT)
    magic, version, _flags, journal, generation, number, follows, _reserved = _HEAD.unpack(head)
    if version > _VERSION:
        raise CannotRead(NEWER)
    if magic != _MAGIC[purpose]:
        raise CannotRead(NOT_A_JOURNAL)
    if not seal.sealed:
        raise NeedsKey(_("This journal is encrypted; it opens with its passphrase."))
    try:
        tables = decode_tables(seal.open(purpose, head, body), known_good=True)
    except Unsealable:
        raise CannotRead(
            _("This journal does not open with its key: the file is another's, or damaged.")
        ) from None
    return Snapshot(tables, Imprint(generation, number, follows, name), journal)


def _head(imprint: Imprint, journal: bytes, purpose: Purpose) -> bytes:
    return _HEAD.pack(
        _MAGIC[purpose], _VERSION, 1, journal, imprint.generation, imprint.number,
        imprint.follows, 0,
    )  # fmt: skip


def _checksum(head: bytes, body: bytes | memoryview) -> bytes:
    checksum = hashlib.blake2b(head, digest_size=_NAME)
    checksum.update(body)
    return checksum.digest()
