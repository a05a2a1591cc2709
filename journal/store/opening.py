"""From a name to a journal that is read and locked, or to a plain sentence why not."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

import msgspec

from journal.i18n import _
from journal.model.clock import Clock
from journal.store.bookkeeping import ROW, TABLE, Bookkeeping, read_bookkeeping
from journal.store.errors import CannotRead, NameTaken, NoSuchPerson, saving
from journal.store.files import replace_whole
from journal.store.home import JOURNAL, Home, checked_name, holds_a_journal
from journal.store.lock import Lock
from journal.store.storage import Tables, decode_tables


class Seen(NamedTuple):
    """A journal's file as it was read, and what tells it from a later one."""

    path: Path
    mark: tuple[int, int, int]
    book: Bookkeeping
    tables: Tables


def begin(
    home: Home, name: str, partner: str, clock: Clock
) -> tuple[Path, Lock, Bookkeeping, Tables]:
    """Write the first, empty snapshot of a new person's journal, and lock it."""
    folder = home.new_folder(name)
    lock = Lock(folder, clock=clock, files=home.files)
    try:
        if holds_a_journal(folder):  # another program was faster
            raise NameTaken(
                _(
                    "{name} already has a journal here. Open that one, or choose another name."
                ).format(name=folder.name)
            )
        book = Bookkeeping.begin(checked_name(name), partner.strip())
        tables: Tables = {TABLE: {str(ROW): msgspec.Raw(msgspec.json.encode(book))}}
        try:
            with saving():
                replace_whole(home.files, folder / JOURNAL, msgspec.json.encode(tables))
        except BaseException:
            with contextlib.suppress(OSError):
                home.files.remove(folder / JOURNAL)
            raise
    except BaseException:
        lock.release()
        raise
    return folder, lock, book, tables


def look(home: Home, name: str) -> Seen:
    """Read a journal without locking it, so that one that cannot be read is left quite alone."""
    folder = home.folder(name)
    if not holds_a_journal(folder):
        raise NoSuchPerson(_("There is no journal of {name} here.").format(name=name.strip()))
    return _read(home, folder / JOURNAL)


def take(home: Home, seen: Seen, clock: Clock) -> tuple[Lock, Bookkeeping, Tables]:
    """Lock a journal that was looked at, and read it again if somebody wrote in between."""
    lock = Lock(seen.path.parent, clock=clock, files=home.files)
    try:
        try:
            changed = home.files.mark(seen.path) != seen.mark
        except OSError:
            changed = True
        if changed:
            seen = _read(home, seen.path)
    except BaseException:
        lock.release()
        raise
    return lock, seen.book, seen.tables


def _read(home: Home, path: Path) -> Seen:
    try:
        mark = home.files.mark(path)
        data = home.files.read(path)
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
                reason=_("the system does not allow it")
                if isinstance(error, PermissionError)
                else _("the disk gives no file")
            )
        ) from error
    tables = decode_tables(data)
    return Seen(path, mark, read_bookkeeping(tables), tables)
