"""The bottom of the database: documents kept as the JSON they are on disk, and a log of changes.

A document is decoded only when somebody looks at it, anew each time: nobody can change what is in
memory by changing what they were given, and what this version does not know goes back to the disk
byte for byte. Every change is appended to the log, and synced, before it is in memory; from time
to time all of it is folded into a new snapshot. One thread at a time may write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.storages import Storage

from journal.store.changes import (
    Body,
    Change,
    decode_body,
    encode_changes,
    encode_difference,
    replay,
)
from journal.store.errors import KeptInMemory, Swapped
from journal.store.files import Files, Mark
from journal.store.folding import Fold
from journal.store.log import Head
from journal.store.log_file import LogFile
from journal.store.seal import PLAIN, Seal
from journal.store.snapshot import NAMELESS, Imprint, Tables
from journal.store.views import Documents

__all__ = ["Change", "Documents", "JournalStorage", "Standing", "Tables"]

LOG_SUFFIX = ".log"


class Standing(NamedTuple):
    """How the files stand when a storage begins; by default there are none yet."""

    imprint: Imprint = Imprint()
    mark: Mark | None = None
    """Of the snapshot."""
    number: int = 0
    """That of the newest frame."""
    log: LogFile | None = None
    """The log to which more may be appended."""
    stale: Mark | None = None
    """Of a log to which nothing may be appended: the next one takes its place."""
    follows: bytes = NAMELESS
    """The name of the snapshot that the log which lies there continues."""
    must_fold: bool = True
    """Whether nothing can be saved before everything was written as a new snapshot."""


class JournalStorage(Storage):
    """A TinyDB storage whose every change is on disk before it is in memory.

    `tables` is what the files hold already. Errors of the disk come out as `OSError`, and nothing
    has changed then, except with `KeptInMemory`: then it is in memory alone.
    """

    def __init__(
        self,
        path: Path,
        files: Files,
        tables: Tables,
        *,
        standing: Standing | None = None,
        journal: bytes = bytes(16),
        seal: Seal = PLAIN,
    ) -> None:
        standing = standing or Standing()
        self._path, self._log_path = path, log_path(path)
        self._files = files
        self._current = tables
        self._journal = journal
        self._seal = seal
        self._imprint = standing.imprint
        self._mark, self._number = standing.mark, standing.number
        self._log = standing.log
        self._stale = standing.stale
        self._follows = standing.follows
        self._must_fold = standing.must_fold
        self._fold: Fold | None = None
        self._since: list[bytes] = []
        """The bodies of the frames appended since the fold under way began."""
        self.trouble: OSError | None = None
        """Why nothing can be written any more, if that is so."""
        self.unsaved = 0
        """Commits that are in memory alone."""

    @property
    def tables(self) -> Tables:
        """What is kept now, as it is on disk; not to be changed."""
        return self._current

    @property
    def imprint(self) -> Imprint:
        """Which snapshot lies on the disk."""
        return self._imprint

    @property
    def seal(self) -> Seal:
        """What everything is shut with."""
        return self._seal

    @property
    def log_bytes(self) -> int:
        """How long the log is; 0 where there is none."""
        return self._log.size if self._log is not None else 0

    @property
    def snapshot_bytes(self) -> int:
        """How long the snapshot is; 0 where there is none."""
        return self._mark[1] if self._mark is not None else 0

    @property
    def needs_fold(self) -> bool:
        """Whether the snapshot lacks anything; one of the first format waits for the first save."""
        must = self._must_fold and self._imprint.generation > 0
        return must or self._number != self._imprint.number

    def read(self) -> dict[str, Documents]:  # type: ignore[override]  # views, not copies
        """Return every table; the documents are decoded when they are looked at."""
        return {name: Documents(raw) for name, raw in self._current.items()}

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Keep `data` and nothing else, as TinyDB does when it drops a table."""
        self._keep(encode_difference(self._current, data))

    def apply(self, changes: Sequence[Change]) -> None:
        """Keep several changes as one: all of them, or, where an `OSError` comes out, none."""
        self._keep(encode_changes(changes))

    def begin_fold(self, seal: Seal | None = None) -> Fold:
        """Begin a fold, in place of one under way. Raises `Swapped`."""
        self._look_out()
        self._since = []
        self._fold = Fold(
            {name: dict(documents) for name, documents in self._current.items()},
            Imprint(self._imprint.generation + 1, self._number, self._follows),
            self._journal,
            seal or self._seal,
            self._path,
            self._files,
        )
        return self._fold

    def finish_fold(self, written: Fold, *, closing: bool = False) -> None:
        """Let a fold that was written take the snapshot's place, then begin a new log.

        Raises `OSError`: until the new snapshot has its name for good, snapshot and log are as
        they were, and it may be tried again with another fold.
        """
        if self._fold is None or written.tables is not self._fold.tables:
            return  # another was begun since; the file there is its own
        self._fold = None
        try:
            self._look_out()
            self._files.replace(written.temporary, self._path)
        except OSError:
            written.throw_away()
            raise
        if written.seal is not self._seal:
            self._must_fold = True  # nothing under this seal may go to the log that is there
            self._seal = written.seal
        self._imprint, self._mark = written.imprint, self._files.mark(self._path)
        self._files.sync_folder(self._path.parent)
        self._renew_log(closing=closing)
        self.trouble, self.unsaved, self._must_fold = None, 0, False

    def fold(self, seal: Seal | None = None, *, closing: bool = False) -> Fold:
        """Write everything as a new snapshot, while nothing else is saved; return what was.

        Raises `OSError`, as `finish_fold`.
        """
        written = self.begin_fold(seal).write()
        self.finish_fold(written, closing=closing)
        return written

    def drop_stale_log(self) -> None:
        """Remove a log all of whose frames the snapshot holds. Raises `OSError`."""
        self._look_out()
        self.close()  # there are systems where an open file keeps its name
        self._log = None
        self._files.remove(self._log_path)
        self._stale, self._follows = None, NAMELESS

    def close(self) -> None:
        """Let go of the log; a second time does nothing."""
        if self._log is not None:
            self._log.close()

    def _keep(self, data: bytes) -> None:
        """Bring a frame to the disk, then into memory."""
        body = decode_body(data)
        try:
            self._append(data)
        except KeptInMemory:
            self.unsaved += 1
            self._take_in(body, data)
            raise
        self._take_in(body, data)

    def _take_in(self, body: Body, data: bytes) -> None:
        replay(self._current, body)
        self._number += 1
        if self._fold is not None:
            self._since.append(data)

    def _append(self, data: bytes) -> None:
        if self.trouble is None:
            try:
                self._look_out()
            except OSError as error:
                self.trouble = error
        if self.trouble is not None:
            raise KeptInMemory from self.trouble
        if self._must_fold:
            self.fold()
        if self._log is None:
            self._log = self._new_log([])
        try:
            self._log.append(data)
        except KeptInMemory as error:
            if isinstance(error.__cause__, OSError):
                self.trouble = error.__cause__
            raise

    def _look_out(self) -> None:
        """Make sure that the files at their paths are still the ones this program knows.

        Raises `Swapped`, or another `OSError` where they cannot be looked at.
        """
        if self._mark is not None and self._files.mark(self._path)[1:] != self._mark[1:]:
            raise Swapped
        try:
            there = self._files.mark(self._log_path)
        except FileNotFoundError:
            there = None
        if self._log is not None:
            if not self._log.is_at(there):
                raise Swapped
        elif there is not None and (self._stale is None or there[:2] != self._stale[:2]):
            raise Swapped

    def _renew_log(self, *, closing: bool) -> None:
        """Begin a log that continues the snapshot just written, with what was saved meanwhile."""
        old, since = self._log, self._since
        if old is not None and (closing or self._files.is_windows):
            old.close()  # there, its name could not be given away while it is open
        if closing and not since:
            self._files.remove(self._log_path)
            self._log, self._stale, self._follows = None, None, NAMELESS
            return
        self._log = self._new_log(since)
        self._since = []
        if old is not None:
            old.close()

    def _new_log(self, bodies: Sequence[bytes]) -> LogFile:
        """Put a new log in place of any other.

        Where that is cut short, the log that was there goes on if it still is there; else only a
        fold makes things sure again.
        """
        imprint = self._imprint
        head = Head(
            self._journal, imprint.generation, imprint.number, imprint.name, self._seal.sealed
        )
        try:
            log = LogFile.begin(self._files, self._log_path, head, self._seal, bodies)
        except OSError:
            self._see_what_lies_there()
            raise
        self._stale, self._follows = None, imprint.name
        return log

    def _see_what_lies_there(self) -> None:
        """After a new log may have been put in place, or not: go on with the old one, or fold."""
        try:
            there = self._files.mark(self._log_path)
        except OSError:
            there = None
        if self._log is not None and self._log.is_at(there):
            return
        if self._log is None and there == self._stale:
            return
        self._must_fold, self._stale = True, there
        self._follows = self._imprint.name if there is not None else NAMELESS
        if self._log is not None:
            self._log.close()
            self._log = None


def log_path(path: Path) -> Path:
    """Return where the log of the journal at `path` lies."""
    return path.with_suffix(LOG_SUFFIX)
