"""The bottom of the database: documents kept as the JSON they are on disk, written as one snapshot.

A document is decoded only when somebody looks at it, anew each time: nobody can change what is in
memory by changing what they were given, and what this version does not know goes back to the disk
byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from tinydb.storages import Storage

from journal.i18n import _
from journal.store.errors import CannotRead, Swapped
from journal.store.files import Files, replace_whole

Tables = dict[str, dict[str, msgspec.Raw]]
"""Table's name → document's number in decimal → its JSON."""

_tables = msgspec.json.Decoder(Tables)
_document = msgspec.json.Decoder(dict[str, Any])
_encoder = msgspec.json.Encoder()


class Change(NamedTuple):
    """One document put in its place, or taken away where `document` is none."""

    table: str
    doc_id: int
    document: Mapping[str, Any] | None


class Documents(Mapping[str, dict[str, Any]]):
    """The documents of one table, each decoded when it is asked for."""

    def __init__(self, raw: Mapping[str, msgspec.Raw]) -> None:
        self._raw = raw

    def __getitem__(self, doc_id: str) -> dict[str, Any]:
        return _document.decode(self._raw[doc_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


class SnapshotStorage(Storage):
    """A TinyDB storage whose every change is on disk before it is in memory.

    `tables` is what the file at `path` holds already; see `decode_tables`. Errors of the disk come
    out as `OSError`, and nothing has changed then. A file that another program has put in its
    place is never written over: `Swapped` comes out, until the journal is opened anew.
    """

    def __init__(self, path: Path, files: Files, tables: Tables) -> None:
        self._path = path
        self._files = files
        self._current = tables
        self._mark = self._look()

    @property
    def tables(self) -> Tables:
        """What is kept now, as it is on disk; not to be changed."""
        return self._current

    def read(self) -> dict[str, Documents]:  # type: ignore[override]  # views, not copies
        """Return every table; the documents are decoded when they are looked at."""
        return {name: Documents(raw) for name, raw in self._current.items()}

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Keep `data` and nothing else, as TinyDB does when it drops a table."""
        self._keep(
            {
                name: {str(doc_id): _raw(document) for doc_id, document in documents.items()}
                for name, documents in data.items()
            }
        )

    def apply(self, changes: Sequence[Change]) -> None:
        """Keep several changes as one: all of them, or, where an error comes out, none."""
        after = dict(self._current)
        for name in {change.table for change in changes}:
            after[name] = dict(after.get(name, {}))
        for table, doc_id, document in changes:
            if document is None:
                after[table].pop(str(doc_id), None)
            else:
                after[table][str(doc_id)] = _raw(document)
        self._keep(after)

    def _keep(self, after: Tables) -> None:
        if (mark := self._look()) != self._mark and mark is not None and not self._is_ours():
            raise Swapped(
                _(
                    "This could not be saved: another program has changed the journal’s file. "
                    "Nothing was written over it; close Twofold and open it again."
                )
            )
        try:
            replace_whole(self._files, self._path, _encoder.encode(after))
        except BaseException:
            # where only the last step failed it is our new file that stands there
            self._mark = self._look()
            raise
        self._mark = self._look()
        self._current = after

    def _look(self) -> tuple[int, int, int] | None:
        """Tell which file is there now; None where there is none, which loses nothing."""
        try:
            return self._files.mark(self._path)
        except FileNotFoundError:
            return None

    def _is_ours(self) -> bool:
        """Tell whether a file that looks like another holds what ours does.

        Some disks give a file another number or a rounder time after a while.
        """
        try:
            return decode_tables(self._files.read(self._path)) == self._current
        except CannotRead:
            return False


def decode_tables(data: bytes) -> Tables:
    """Read a whole file of tables, and let each document wait. Raises `CannotRead`."""
    if not data.strip(b"\0 \t\r\n"):
        raise CannotRead(_("This journal cannot be read: its file is empty. It was left as it is."))
    try:
        if not data.isascii():
            data.decode()  # what waits is checked to be JSON, but not to be UTF-8
        return _tables.decode(data)
    except msgspec.ValidationError:
        raise CannotRead(
            _("This is not a journal: its file holds something else. It was left as it is.")
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise CannotRead(
            _("This journal cannot be read: its file is cut short or damaged. Nothing was changed.")
        ) from None


def _raw(document: Mapping[str, Any]) -> msgspec.Raw:
    return msgspec.Raw(_encoder.encode(document))
