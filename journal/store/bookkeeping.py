"""What a journal knows of itself: one row in a table of its own."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from journal.i18n import _
from journal.model.record import new_id
from journal.store.changes import Change
from journal.store.errors import CannotRead
from journal.store.home import is_hex
from journal.store.snapshot import Tables

TABLE = "twofold"
ROW = 1

FORMAT = 2
"""The version of the layout that this program writes; 1 had neither a log nor a checksum."""


class Person(msgspec.Struct, frozen=True):
    """Someone who writes, or is written to."""

    id: str
    """32 hex digits; empty for a partner who has not joined."""
    name: str


class Pairing(msgspec.Struct, frozen=True):
    """The conversation that is going on now."""

    id: str
    """32 hex digits."""
    voice: str
    """16 hex digits: the device in the stamps of what is said in it from here."""
    last: tuple[int, int] = (0, 0)
    """Milliseconds and counter of the newest stamp said in it; private saves never move it."""


class Bookkeeping(msgspec.Struct, frozen=True, kw_only=True):
    """The one row of the table `twofold`."""

    format: int
    journal: str
    """This journal's own id, 32 hex digits."""
    me: Person
    partner: Person
    devices: dict[str, str] = {}
    """A machine's marker → the 16 hex digits that name it in stamps."""
    last: tuple[int, int] = (0, 0)
    """Milliseconds and counter of the newest stamp made here."""
    pairing: Pairing | None = None
    former: dict[str, str] = {}
    """Author's id → name of those who were the partner in an earlier pairing."""

    @property
    def journal_id(self) -> bytes:
        """The journal's id as the 16 bytes that logs and envelopes carry."""
        return bytes.fromhex(self.journal)

    @classmethod
    def begin(cls, name: str, partner: str) -> Bookkeeping:
        """Make the row of a new journal."""
        return cls(
            format=FORMAT,
            journal=new_id(),
            me=Person(new_id(), name),
            partner=Person("", partner),
        )

    def with_device(self, machine: str) -> Bookkeeping:
        """Return a row in which this machine has a device id."""
        if machine in self.devices:
            return self
        return msgspec.structs.replace(
            self, devices={**self.devices, machine: secrets.token_hex(8)}
        )

    def change(self, tables: Tables) -> Change:
        """Say how the row in `tables` becomes this one; what this version does not know stays."""
        stored = _row(tables)
        known: dict[str, Any] = msgspec.to_builtins(self)
        for who in ("me", "partner"):
            if who in stored:
                known[who] = {**_fields.decode(stored[who]), **known[who]}
        return Change(TABLE, ROW, {**stored, **known})


_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])


class _Format(msgspec.Struct):
    format: int


_format = msgspec.json.Decoder(_Format)
_book = msgspec.json.Decoder(Bookkeeping)


def read_bookkeeping(tables: Tables) -> Bookkeeping:
    """Find the row, as this version would write it.

    Raises `CannotRead` where there is none, or one of a newer version.
    """
    raw = tables.get(TABLE, {}).get(str(ROW))
    try:
        written = _format.decode(raw).format if raw is not None else 0
        if raw is None or written < 1:
            raise CannotRead(
                _("This is not a journal: its file holds something else. It was left as it is.")
            )
        if written > FORMAT:
            raise CannotRead(
                _(
                    "This journal was written by a newer version of Twofold. "
                    "Install that version to open it; the file was left as it is."
                )
            )
        book = _book.decode(raw)
        if not is_hex(book.journal, 32):
            raise msgspec.ValidationError
        return msgspec.structs.replace(book, format=FORMAT)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise CannotRead(
            _("This journal cannot be read: its first row is damaged. It was left as it is.")
        ) from None


def _row(tables: Tables) -> dict[str, msgspec.Raw]:
    raw = tables.get(TABLE, {}).get(str(ROW))
    return {} if raw is None else _fields.decode(raw)
