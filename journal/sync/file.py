"""One file of a stream: how it is written, and how one that somebody else wrote is read.

Source of the format: *Sync* in the design; `FORMAT.md` beside this file says it byte by byte.
Size is known before anything is read, authenticity before anything is parsed, and only what is
exactly of the right shape is taken.
"""

# ruff: noqa: N818 - errors are named for what is the case
from __future__ import annotations

from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from journal.model.record import Stamp
from journal.model.said import Said
from journal.model.secret import Secret
from journal.sync.seal import (
    HASH,
    Place,
    author_mac,
    author_mac_fits,
    file_hash,
    pack,
    seal_file,
    unpack,
)
from journal.sync.seal import open_file as unseal

MAGIC = b"\x89TWODUO1"
VERSION = 1
"""The version of what is inside that this program writes."""

MOST_RECORDS = 1000
"""No more records than this are in one file, nor keys, nor streams in `seen`."""

LONGEST_QUESTION = 500
"""No question's id is longer, in characters."""

NOTHING_BEFORE = bytes(HASH)
"""What the first file of a stream names as the file before it."""

Hex16 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{16}\Z")]
Hex32 = Annotated[str, Meta(pattern=r"\A(?!0{32})[0-9a-f]{32}\Z")]
"""A random name; none is zero, which no row could be kept under."""
Hex64 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Number = Annotated[int, Meta(ge=0, le=99_999_999)]
Instant = Annotated[int, Meta(ge=-(2**53), le=2**53)]

Seen = tuple[Number, Hex64]
"""Up to which number a stream was read, and that file's hash."""


class Refused(Exception):
    """This file is not taken; the stream waits where it is."""


class Damaged(Refused):
    """It is not a file of this stream, number and predecessor: cut short, changed, swapped."""


class Misplaced(Damaged):
    """It says that it follows another file than the one that was read before it."""


class Newer(Refused):
    """A newer version of the program wrote it: it can be read once this one is renewed."""


class Malformed(Refused):
    """One of the two wrote it, and it is nothing that this program writes."""


class Continues(msgspec.Struct, frozen=True, kw_only=True):
    """Which stream another one takes the place of, and up to where its writer knew it."""

    stream: Hex32
    number: Number
    hash: Hex64


class Opening(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the first file of a stream says of the stream."""

    author: Hex32
    voice: Hex16
    """The device in the stamps that are made in this stream."""
    pairing: Hex32
    continues: Continues | None = None


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What opens one version of a sealed answer."""

    id: Hex32
    question: Annotated[str, Meta(max_length=LONGEST_QUESTION)]
    """The question that it answers."""
    stamp: Stamp
    key: Hex64


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is inside one file."""

    v: int = VERSION
    at: Instant
    """When it was written, milliseconds since 1970."""
    opening: Opening | None = None
    seen: Annotated[dict[Hex32, Seen], Meta(max_length=MOST_RECORDS)] = {}
    records: Annotated[tuple[Said, ...], Meta(max_length=MOST_RECORDS)] = ()
    keys: Annotated[tuple[Key, ...], Meta(max_length=MOST_RECORDS)] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is more in it than whose it is and how far its writer has read."""
        return bool(self.records or self.keys)


class Opened(NamedTuple):
    """A file that opened under the pair's key: it came from one of the two."""

    place: Place
    json: bytes
    mac: bytes
    hash: bytes

    def is_by(self, author_key: Secret) -> bool:
        """Tell whether whoever holds this author's key wrote it, at this very place."""
        return author_mac_fits(author_key, MAGIC, self.place, self.json, self.mac)


class _Version(msgspec.Struct):
    v: int


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Content)
_version = msgspec.json.Decoder(_Version)


def encode_file(content: Content, place: Place, pair_key: Secret, author_key: Secret) -> bytes:
    """Return the bytes of a file; the same content gives other bytes each time."""
    json = _encoder.encode(content)
    inner = pack(author_mac(author_key, MAGIC, place, json), json)
    return MAGIC + place.previous + seal_file(pair_key, MAGIC, place, inner)


def open_file(data: bytes, place: Place, pair_key: Secret) -> Opened:
    """Open a file that stands at this place. Raises `Damaged`."""
    if data[: len(MAGIC)] != MAGIC or previous_in(data) != place.previous:
        raise Damaged
    inner = unseal(pair_key, MAGIC, place, data[len(MAGIC) + HASH :])
    parts = None if inner is None else unpack(inner)
    if parts is None:
        raise Damaged
    mac, json = parts
    return Opened(place, json, mac, file_hash(data))


def previous_in(data: bytes) -> bytes:
    """Return which file this one says it follows: a claim, until it has been opened."""
    return data[len(MAGIC) : len(MAGIC) + HASH]


def read_content(opened: Opened) -> Content:
    """Read what is inside a file that opened. Raises `Newer` and `Malformed`."""
    try:
        content = _decoder.decode(opened.json)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if _version_of(opened.json) > VERSION:
            raise Newer from None
        raise Malformed from error
    if content.v > VERSION:
        raise Newer
    if content.v != VERSION or (content.opening is not None) != (opened.place.number == 1):
        raise Malformed
    return content


def _version_of(json: bytes) -> int:
    try:
        return _version.decode(json).v
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return 0
