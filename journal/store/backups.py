"""Backups: the last good snapshot of a day, read back when it is made, thinned out as time passes.

`backups/2026-11-22.json` is a plain snapshot, byte for byte; `backups/2026-11-22.sealed` is an
envelope under `Purpose.BACKUP`. Kept are the newest of each of the last 7 days, 4 weeks and 12
months that have one: days without the program cost no backup.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from threading import RLock
from typing import NamedTuple

import msgspec

from journal.i18n import _
from journal.store.changes import decode_body, replay
from journal.store.documents import holds_own_records, holds_records, without_body
from journal.store.errors import CannotRead, NotSaved, StoreError, saving
from journal.store.files import Files, replace_whole
from journal.store.home import BACKUPS, JOURNAL
from journal.store.keys_file import KEYS
from journal.store.log import decode_head, frame_context, scan
from journal.store.seal import Purpose, Seal, Unsealable
from journal.store.snapshot import Imprint, Snapshot, Tables, decode, encode
from journal.store.spoken import VERSIONS, rows_of
from journal.store.storage import log_path

DAYS, WEEKS, MONTHS = 7, 4, 12

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.(json|sealed)\Z")


class Backup(NamedTuple):
    """One backup as it lies in the folder."""

    day: date
    path: Path
    size: int
    """In bytes."""
    sealed: bool

    @property
    def name(self) -> str:
        """How a person says which one: its day."""
        return self.day.isoformat()


class Recovered(NamedTuple):
    """What came of putting a journal together again."""

    backup: Backup
    entries: int
    """Records in the backup, the other's too."""
    saves: int
    """Newer saves that were found in the log and are in it too."""
    is_complete: bool
    """Whether nothing lies between the backup and those saves."""


class Backups:
    """The backups of one journal; any thread may use them."""

    def __init__(self, folder: Path, files: Files, journal: bytes = bytes(16)) -> None:
        self._journal = folder
        self._id = journal
        self._folder = folder / BACKUPS
        self._files = files
        self._lock = RLock()

    def all(self) -> list[Backup]:
        """List every backup, the newest first; whether they are whole, `read` says."""
        found = []
        for name in self._files.names(self._folder):
            match = _NAME.match(name)
            with contextlib.suppress(ValueError, OSError):
                if match is not None:
                    path = self._folder / name
                    size, sealed = self._files.mark(path)[1], match[2] == "sealed"
                    found.append(Backup(date.fromisoformat(match[1]), path, size, sealed))
        return sorted(found, key=lambda backup: (backup.day, backup.path.name), reverse=True)

    def find(self, which: str) -> Backup:
        """Find a backup by its day, or the newest by `newest`. Raises `StoreError`."""
        for backup in self.all():
            if which in (backup.name, "newest"):
                return backup
        raise StoreError(_("There is no backup of {day}.").format(day=which))

    def read(self, backup: Backup, seal: Seal) -> Snapshot:
        """Read a backup and verify every byte of it. Raises `CannotRead`."""
        try:
            data = self._files.read(backup.path)
        except OSError as error:
            raise CannotRead(
                _("The backup of {day} cannot be read from the disk.").format(day=backup.name)
            ) from error
        return decode(data, seal, Purpose.BACKUP if backup.sealed else Purpose.SNAPSHOT)

    def keep(self, tables: Tables, imprint: Imprint, day: date, seal: Seal) -> bool:
        """Keep this state as the backup of a day that has none yet, and let old ones go.

        Returns whether it did. Raises `OSError`; what was there before then still is.
        """
        with self._lock:
            if any(backup.day == day for backup in self.all()):
                return False
            self._files.make_folder(self._folder)
            self._put(self._path(day, seal), tables, imprint, seal)
            self._thin_out()
            return True

    def restore(self, which: str, into: Path, seal: Seal) -> Backup:
        """Write a backup as a journal into a folder that is new or empty.

        Raises `CannotRead`, `StoreError` and `NotSaved`.
        """
        backup = self.find(which)
        self._write_journal(self.read(backup, seal), into, seal)
        return backup

    def recover(self, into: Path, seal: Seal) -> Recovered:
        """Put the newest good backup and the log together, in a folder that is new or empty.

        For a journal that does not open. Raises as `restore`.
        """
        backup, snapshot = self._newest_good(seal)
        tables = snapshot.tables
        count = sum(len(tables[name]) for name in tables if holds_records(name))
        saves, complete = self._add_log(snapshot, seal)
        self._write_journal(snapshot, into, seal)
        return Recovered(backup, count, saves, complete)

    def holding(self, doc_ids: Collection[str], seal: Seal) -> list[Backup]:
        """List the backups that hold the body of any of these documents, or cannot be read."""
        found = []
        for backup in self.all():
            try:
                tables = self.read(backup, seal).tables
            except CannotRead:
                found.append(backup)
                continue
            bodies = (without_body(raw) != raw for raw in _documents(tables, doc_ids))
            if any(bodies) or rows_of(doc_ids, tables):
                found.append(backup)
        return found

    def rewrite_without(
        self, doc_ids: Collection[str], seal: Seal, backups: Iterable[Backup] | None = None
    ) -> list[Backup]:
        """Take the bodies of some documents out of backups; return which could not be rewritten.

        Those cannot be read, and stay as they are. Raises `NotSaved`.
        """
        left = []
        with self._lock, saving():
            for backup in self.holding(doc_ids, seal) if backups is None else backups:
                try:
                    snapshot = self.read(backup, seal)
                except CannotRead:
                    left.append(backup)
                    continue
                _take_out(snapshot.tables, doc_ids)
                self._put(backup.path, snapshot.tables, snapshot.imprint, seal)
        return left

    def replace(self, backup: Backup, snapshot: Snapshot, seal: Seal) -> None:
        """Write a backup anew, as it was read or changed since. Raises `OSError`."""
        with self._lock:
            self._put(backup.path, snapshot.tables, snapshot.imprint, seal)

    def _path(self, day: date, seal: Seal) -> Path:
        return self._folder / f"{day.isoformat()}.{'sealed' if seal.sealed else 'json'}"

    def _put(self, path: Path, tables: Tables, imprint: Imprint, seal: Seal) -> None:
        data, _imprint = encode(
            tables, imprint, journal=self._id, seal=seal, purpose=Purpose.BACKUP
        )
        replace_whole(self._files, path, data, read_back=True)

    def _thin_out(self) -> None:
        backups = self.all()
        kept = worth_keeping({backup.day for backup in backups})
        for backup in backups:
            if backup.day not in kept:
                self._files.remove(backup.path)

    def _newest_good(self, seal: Seal) -> tuple[Backup, Snapshot]:
        for backup in self.all():
            with contextlib.suppress(CannotRead):
                return backup, self.read(backup, seal)
        raise StoreError(_("There is no backup that can be read."))

    def _add_log(self, snapshot: Snapshot, seal: Seal) -> tuple[int, bool]:
        """Replay what the log holds and the backup does not; say whether anything is between."""
        try:
            data = self._files.read(log_path(self._journal / JOURNAL))
        except OSError:
            return 0, False  # the file that does not open held all since, and nobody knows what
        head = decode_head(data)
        if head is None:
            return 0, False
        found, count, unread = scan(data), 0, 0
        for frame in found.frames:
            if frame.number <= snapshot.imprint.number:
                continue
            context = frame_context(head, frame.number, frame.generation)
            try:
                replay(snapshot.tables, decode_body(seal.open(Purpose.LOG, context, frame.body)))
                count += 1
            except (Unsealable, ValueError):
                unread += 1
        return count, head.number <= snapshot.imprint.number and not (found.gaps or unread)

    def _write_journal(self, snapshot: Snapshot, into: Path, seal: Seal) -> None:
        write_journal(
            self._files, into, snapshot.tables, snapshot.imprint._replace(follows=bytes(32)),
            journal=snapshot.journal, seal=seal, keys=self._journal / KEYS,
        )  # fmt: skip


def write_journal(
    files: Files,
    into: Path,
    tables: Tables,
    imprint: Imprint,
    *,
    journal: bytes,
    seal: Seal,
    keys: Path,
) -> None:
    """Write a whole journal into a folder that is new or empty, with its keys if it is sealed.

    Raises `NotSaved`.
    """
    with saving():
        if files.names(into):
            raise NotSaved(_("There is something in that folder already; name a new one."))
        files.make_folder(into)
        data, _imprint = encode(
            tables, imprint, journal=journal, seal=seal, purpose=Purpose.SNAPSHOT
        )
        if seal.sealed and keys.name in files.names(keys.parent):
            replace_whole(files, into / keys.name, files.read(keys), read_back=True)
        replace_whole(files, into / JOURNAL, data, read_back=True)


def worth_keeping(days: Collection[date]) -> set[date]:
    """Choose which days' backups stay; no clock is asked, so a wrong one deletes nothing."""
    newest = sorted(days, reverse=True)
    kept: set[date] = set()
    periods: tuple[tuple[int, Callable[[date], object]], ...] = (
        (DAYS, lambda day: day),
        (WEEKS, lambda day: day.isocalendar()[:2]),
        (MONTHS, lambda day: (day.year, day.month)),
    )
    for count, period in periods:
        seen: set[object] = set()
        for day in newest:
            if period(day) not in seen and len(seen) < count:
                seen.add(period(day))
                kept.add(day)
    return kept


def _documents(tables: Tables, doc_ids: Collection[str]) -> Iterable[msgspec.Raw]:
    for table, documents in tables.items():
        if holds_own_records(table):
            yield from (documents[doc_id] for doc_id in doc_ids if doc_id in documents)


def _take_out(tables: Tables, doc_ids: Collection[str]) -> None:
    for table, documents in tables.items():
        if holds_own_records(table):
            for doc_id in documents.keys() & set(doc_ids):
                documents[doc_id] = without_body(documents[doc_id])
    for row in rows_of(doc_ids, tables):
        del tables[VERSIONS][row]
