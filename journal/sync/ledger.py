"""What sync remembers in the journal: rows in tables of its own, read and written in one commit.

Nothing is remembered anywhere else but in the mark (`mark.py`), so a journal that is brought back
from a copy brings all of this back too, and the mark tells.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

import msgspec

from journal.model.record import Stamp
from journal.sync.file import Continues
from journal.sync.seal import HASH

STATE, STREAM, FILE, HASHES = "sync.state", "sync.stream", "sync.file", "sync.hash"
AGAIN, KEY, GIVEN = "sync.again", "sync.key", "sync.given"
ANSWER, OWN = "sync.answer", "sync.own"
TABLES = (STATE, STREAM, FILE, HASHES, AGAIN, KEY, GIVEN, ANSWER, OWN)
"""All that belongs to one pairing; it goes when that is left."""
LEFT = "sync.left"
"""What is still to be taken out of the folder of a pairing that was left."""

ROW = 1
NO_HASH = bytes(HASH).hex()
"""What the first file of a stream follows, as it is written in rows."""


class Rows(Protocol):
    """The part of a commit that holds rows; `journal.store.exchanging` has it."""

    def get(self, table: str, number: int) -> dict[str, Any] | None:
        """Return a row, or none."""

    def put(self, table: str, number: int, doc: dict[str, Any] | None) -> None:
        """Put a row in its place, or take it away."""

    def all(self, table: str) -> dict[int, dict[str, Any]]:
        """Return all rows of a table."""


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """The stream that is written here."""

    stream: str
    voice: str
    number: int = 0
    """The last file whose bytes are fixed."""
    hash: str = NO_HASH
    continues: Continues | None = None
    """What the first file is to say that this stream continues."""
    known: int = 0
    """Up to which number the partner is known to have read, by number and hash."""
    owes_seen: bool = False
    """Whether something was read since the last file that says how far was read."""
    seen_on: str = ""
    """The day of the last file that says nothing else."""
    doubted_on: str = ""
    """The day of the last restart on the word of the partner's `seen` alone."""
    restarting: bool = False
    """Whether this stream is given up: it is only read through until a new one begins."""
    sure: int = 0
    """Up to which number it was shared with whoever else spoke in it, once it is given up."""
    keys: tuple[str, ...] = ()
    """The answers whose keys are to go out."""
    new_machine: bool = False
    """Whether the partner began to write from a new machine, and it was not said yet."""


class Theirs(msgspec.Struct, frozen=True, kw_only=True):
    """A stream that is read here: the partner's, or an older or other one of one's own."""

    stream: str
    author: str
    voice: str = ""
    number: int = 0
    """The last file that was read."""
    hash: str = NO_HASH
    heard: int | None = None
    """When that file was written, milliseconds since 1970, by its writer's clock."""
    continued: bool = False
    """Whether another stream took its place: what is missing of it is not waited for."""


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """A file whose bytes are fixed, until it lies in the folder."""

    data: str
    """The bytes, in base64."""
    records: int = 0
    keys: tuple[str, ...] = ()
    """The questions to which one's own answers open with it."""
    questions: tuple[str, ...] = ()
    """The questions that it answers."""

    @classmethod
    def of(cls, data: bytes, records: int, keys: Iterable[str], questions: Iterable[str]) -> Fixed:
        """Make a row of a file's bytes."""
        told = b64encode(data).decode("ascii")
        return cls(
            data=told,
            records=records,
            keys=tuple(dict.fromkeys(keys)),
            questions=tuple(dict.fromkeys(questions)),
        )

    @property
    def bytes(self) -> bytes:
        """The bytes to publish."""
        return b64decode(self.data)


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """An own answer whose key goes out, or went."""

    id: str
    stamps: tuple[Stamp, ...] = ()
    """Of which versions the keys went out, from any machine of one's own."""


class TheirAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What opens a sealed answer of the partner's."""

    keys: tuple[tuple[Stamp, str], ...] = ()
    """For versions by their stamps, 64 hex digits each."""
    settled: Stamp | None = None
    """For which version the key came in the very stream in which that version was said."""


Row = TypeVar("Row", bound=msgspec.Struct)


def read(x: Rows, table: str, number: int, kind: type[Row]) -> Row | None:
    """Return a row as what it is, or none."""
    doc = x.get(table, number)
    return None if doc is None else msgspec.convert(doc, kind)


def write(x: Rows, table: str, number: int, row: msgspec.Struct) -> None:
    """Put a row in its place."""
    x.put(table, number, msgspec.to_builtins(row))


def mine(x: Rows) -> Mine | None:
    """Return the stream that is written here; none before the first pass of a pairing."""
    return read(x, STATE, ROW, Mine)


def put_mine(x: Rows, row: Mine) -> None:
    """Remember the stream that is written here."""
    write(x, STATE, ROW, row)


def streams(x: Rows) -> list[Theirs]:
    """List the streams that are read here."""
    return [msgspec.convert(doc, Theirs) for doc in x.all(STREAM).values()]


def stream(x: Rows, name: str) -> Theirs | None:
    """Return one of the streams that are read here."""
    return read(x, STREAM, int(name, 16), Theirs)


def put_stream(x: Rows, row: Theirs) -> None:
    """Remember a stream that is read here."""
    write(x, STREAM, int(row.stream, 16), row)


def fixed(x: Rows) -> list[tuple[int, Fixed]]:
    """List the files that are not known to lie in the folder, in their order."""
    rows = sorted(x.all(FILE).items())
    return [(number, msgspec.convert(doc, Fixed)) for number, doc in rows]


def hash_at(x: Rows, number: int) -> str | None:
    """Return the hash of a file of one's own stream, as long as it is remembered."""
    if number == 0:
        return NO_HASH
    doc = x.get(HASHES, number)
    return None if doc is None else str(doc["hash"])


def hashes(x: Rows) -> dict[int, str]:
    """Return the hashes of one's own files that are remembered."""
    return {0: NO_HASH, **{number: str(doc["hash"]) for number, doc in x.all(HASHES).items()}}


def put_hash(x: Rows, number: int, hash_: str | None) -> None:
    """Remember, or forget, the hash of a file of one's own stream."""
    x.put(HASHES, number, None if hash_ is None else {"hash": hash_})


def again(x: Rows) -> Iterator[tuple[int, list[str]]]:
    """Give what a new stream has yet to say again: piece by piece, each for one file."""
    for number, doc in sorted(x.all(AGAIN).items()):
        yield number, list(doc["ids"])


def forget(x: Rows, *tables: str) -> None:
    """Empty tables."""
    for table in tables:
        for number in list(x.all(table)):
            x.put(table, number, None)
