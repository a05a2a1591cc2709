"""From a name to a journal that is read and locked, or to a plain sentence why not."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import msgspec

from journal.i18n import _
from journal.model.clock import Clock
from journal.store import reports
from journal.store.aside import keep_aside, salvaged
from journal.store.bookkeeping import ROW, TABLE, Bookkeeping, read_bookkeeping
from journal.store.database import JournalDB
from journal.store.errors import CannotRead, NameTaken, NoSuchPerson, NotAFile, reason, saving
from journal.store.files import Files, Mark, replace_whole
from journal.store.home import BACKUPS, JOURNAL, LOG, Home, checked_name, holds_a_journal
from journal.store.loading import Loaded, LogState, load
from journal.store.lock import Lock
from journal.store.log_file import LogFile
from journal.store.seal import PLAIN, Purpose, Seal
from journal.store.snapshot import Imprint, Tables, encode
from journal.store.storage import JournalStorage, Standing, log_path


class Key(NamedTuple):
    """What a person says when opening: with which seal, and what they have agreed to."""

    seal: Seal = PLAIN
    accept_changes: bool = False
    take_over: bool = False
    plain_drafts: bool = False
    """Whether plain drafts may lie beside an encrypted journal: it is only just becoming one."""


class Seen(NamedTuple):
    """A journal's files as they were read."""

    path: Path
    loaded: Loaded
    book: Bookkeeping


class Opened(NamedTuple):
    """A journal that is read and locked."""

    folder: Path
    lock: Lock
    book: Bookkeeping
    db: JournalDB
    notices: list[str]
    plain_drafts: bool = False


def begin(home: Home, name: str, partner: str, clock: Clock, seal: Seal = PLAIN) -> Opened:
    """Write the first, empty snapshot of a new person's journal, and lock it."""
    folder = home.new_folder(name)
    lock = Lock(folder, clock=clock, files=home.files)
    lock.say_who()
    try:
        if holds_a_journal(folder):  # another program was faster
            raise NameTaken(
                _(
                    "{name} already has a journal here. Open that one, or choose another name."
                ).format(name=folder.name)
            )
        book = Bookkeeping.begin(checked_name(name), partner.strip())
        db = begin_files(home.files, folder / JOURNAL, book, seal)
    except BaseException:
        lock.release()
        raise
    return Opened(folder, lock, book, db, [])


def look(home: Home, name: str, key: Key) -> Seen:
    """Read a journal without locking it, so that one that cannot be read is left quite alone."""
    folder = home.folder(name)
    try:
        return read(home.files, folder / JOURNAL, key)
    except CannotRead:
        if holds_a_journal(folder):
            raise
    raise NoSuchPerson(_("There is no journal of {name} here.").format(name=name.strip()))


def take(home: Home, seen: Seen, clock: Clock, key: Key) -> Opened:
    """Lock a journal that was looked at, and read it again if somebody wrote in between."""
    path, files = seen.path, home.files
    lock = Lock(path.parent, clock=clock, files=files, take_over=key.take_over)
    try:
        if not _is_as_seen(files, seen, lock.names):
            seen = read(files, path, key)
        sweep(files, path.parent, lock.names)
        db, said = settle(files, seen, clock, key.seal)
    except BaseException:
        lock.release()
        raise
    return Opened(path.parent, lock, seen.book, db, said, key.plain_drafts)


def read(files: Files, path: Path, key: Key) -> Seen:
    """Read a journal's files. Raises `CannotRead`."""
    try:
        loaded = load(files, path, log_path(path), key.seal, accept_changes=key.accept_changes)
    except FileNotFoundError:
        raise CannotRead(
            _(
                "The file {file} of this journal is missing, though other files of it are there. "
                "Put it back from a backup; nothing was changed."
            ).format(file=JOURNAL)
        ) from None
    except OSError as error:
        raise CannotRead(
            _("This journal cannot be read: {reason}. It was left as it is.").format(
                reason=_why_unread(error)
            )
        ) from error
    return Seen(path, loaded, read_bookkeeping(loaded.tables))


def settle(files: Files, seen: Seen, clock: Clock, seal: Seal) -> tuple[JournalDB, list[str]]:
    """Make a database of what was read; keep aside what is damaged or belongs elsewhere.

    A journal that is as it was left is not written to. Raises `CannotRead` where there is no room
    for what has to be kept aside.
    """
    path, loaded, book = seen
    try:
        said = _keep_aside(files, path, loaded, seal, clock)
    except OSError as error:
        raise CannotRead(reports.NO_ROOM_ASIDE.format(reason=reason(error))) from error
    if loaded.imprint.generation == 0:  # of format 1, or changed beyond telling
        loaded.tables.update(_with_format(loaded.tables, book))
    standing = _standing(files, path, loaded, seal)
    storage = JournalStorage(
        path, files, loaded.tables, standing=standing, journal=book.journal_id, seal=seal
    )
    if said:
        with contextlib.suppress(OSError):  # it is tried again before the next save
            storage.fold()
    elif loaded.log.state is LogState.HELD:
        with contextlib.suppress(OSError):
            storage.drop_stale_log()
    return JournalDB(storage), said


def begin_files(files: Files, path: Path, book: Bookkeeping, seal: Seal) -> JournalDB:
    """Write the first snapshot of a journal. Raises `NotSaved`; then there is none."""
    tables: Tables = {TABLE: {str(ROW): msgspec.Raw(msgspec.json.encode(book))}}
    data, imprint = encode(
        tables, Imprint(generation=1), journal=book.journal_id, seal=seal, purpose=Purpose.SNAPSHOT
    )
    try:
        with saving():
            replace_whole(files, path, data)
            mark = files.mark(path)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(path)
        raise
    standing = Standing(imprint, mark, must_fold=False)
    return JournalDB(
        JournalStorage(path, files, tables, standing=standing, journal=book.journal_id, seal=seal)
    )


def _is_as_seen(files: Files, seen: Seen, names: Collection[str]) -> bool:
    log: Mark | None = None
    if LOG in names:
        with contextlib.suppress(OSError):
            log = files.mark(log_path(seen.path))
    try:
        return (files.mark(seen.path), log) == (seen.loaded.mark, seen.loaded.log.mark)
    except OSError:
        return False


def _keep_aside(files: Files, path: Path, loaded: Loaded, seal: Seal, clock: Clock) -> list[str]:
    """Keep copies of what must not be lost; return what a person has to know of it."""
    said, log = [], loaded.log
    if loaded.changed:
        kept = keep_aside(files, path, loaded.data, why="changed", seal=seal, clock=clock)
        said.append(reports.accepted_changes(kept.name))
    if log.state is LogState.DAMAGED:
        place = log_path(path)
        kept = keep_aside(files, place, log.data, why="damaged", seal=seal, clock=clock)
        said.append(reports.damaged_log(log.read, log.lost, kept.name))
    if log.state is LogState.FOREIGN:
        place = log_path(path)
        kept = keep_aside(files, place, log.data, why="elsewhere", seal=seal, clock=clock)
        readable, name = salvaged(log.data, seal), ""
        if readable is not None:
            name = keep_aside(files, path, readable, why="salvaged", seal=seal, clock=clock).name
        said.append(reports.foreign_log(log.read, kept.name, name))
    return said


def _standing(files: Files, path: Path, loaded: Loaded, seal: Seal) -> Standing:
    log, imprint = loaded.log, loaded.imprint
    changed = loaded.changed or imprint.generation == 0
    if log.state is LogState.GOOD and log.head is not None and log.mark is not None:
        log_file = LogFile(
            files, log_path(path), log.head, seal,
            number=loaded.number, size=log.end, mark=log.mark, torn=log.torn,
        )  # fmt: skip
        return Standing(
            imprint, loaded.mark, loaded.number, log_file,
            follows=log.head.continues, must_fold=changed,
        )  # fmt: skip
    return Standing(
        imprint,
        loaded.mark,
        loaded.number,
        stale=log.mark,
        follows=_continued(loaded),
        must_fold=changed or log.state in (LogState.DAMAGED, LogState.FOREIGN),
    )


def _continued(loaded: Loaded) -> bytes:
    """Return what the log that lies there continues, where its frames are in memory."""
    log, imprint = loaded.log, loaded.imprint
    if log.state not in (LogState.DAMAGED, LogState.HELD):
        return bytes(len(imprint.follows))
    return log.head.continues if log.head is not None else imprint.name


def _with_format(tables: Tables, book: Bookkeeping) -> Tables:
    """Return the table of the journal's own row with the format that this version writes."""
    fields = msgspec.json.decode(tables[TABLE][str(ROW)], type=dict[str, msgspec.Raw])
    fields["format"] = msgspec.Raw(msgspec.json.encode(book.format))
    return {TABLE: {**tables[TABLE], str(ROW): msgspec.Raw(msgspec.json.encode(fields))}}


def sweep(files: Files, folder: Path, names: Collection[str]) -> None:
    """Remove what was being written when the program was stopped: it never took its place."""
    places = [(folder, names)]
    if BACKUPS in names:
        with contextlib.suppress(OSError):
            places.append((folder / BACKUPS, files.names(folder / BACKUPS)))
    for place, found in places:
        for name in found:
            if name.endswith(".new"):
                with contextlib.suppress(OSError):
                    files.remove(place / name)


def _why_unread(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _("the system does not allow it")
    return reason(error) if isinstance(error, NotAFile) else _("the disk gives no file")
