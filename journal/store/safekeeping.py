"""What keeps an open journal's words safe: the disk, copies, backups, seals, and letting go."""

from __future__ import annotations

import contextlib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path

from journal.i18n import _
from journal.model.clock import Clock
from journal.model.record import Record
from journal.store.aside import is_aside
from journal.store.backups import Backup, Backups, write_journal
from journal.store.bookkeeping import Bookkeeping
from journal.store.drafts import Drafts
from journal.store.errors import KeptInMemory, OnlyInMemory, ReadOnly, saving
from journal.store.files import Files, replace_whole
from journal.store.home import DRAFTS, JOURNAL, Home
from journal.store.keeping import Keeper
from journal.store.keys_file import KEYS
from journal.store.opening import Opened
from journal.store.own_drafts import OwnDrafts
from journal.store.own_jobs import Hands
from journal.store.own_key import OwnLock
from journal.store.queue import Changed, Queue, Result, Subscribers
from journal.store.reading import Reading
from journal.store.seal import Seal
from journal.store.storage import Change
from journal.store.switching import Holding
from journal.store.synced import synced_notice


class Safekeeping(Reading):
    """The part of a journal that owns its files; everything here goes through the one queue."""

    def __init__(
        self, records: Iterable[Record], opened: Opened, *, home: Home, clock: Clock
    ) -> None:
        super().__init__(records, author=opened.book.me.id, clock=clock)
        self._machine = ""
        self.path = opened.folder / JOURNAL
        """The TinyDB file."""
        self._notices = list(opened.notices)
        self._home = home
        self._folder_lock = opened.lock
        self._book = opened.book
        self._db = opened.db
        self._subscribers = Subscribers()
        self._queue = Queue()
        self._unsaved: dict[str, Record] = {}
        self.backups = Backups(opened.folder, home.files, opened.book.journal_id)
        """The backups of this journal; `journal.seal` opens them."""
        self._keeper = Keeper(
            opened.db.bottom,
            self.backups,
            clock=clock,
            submit=self._queue.submit,
            folded=self._all_saved,
        )
        self.drafts = Drafts(
            opened.folder / DRAFTS,
            clock=clock,
            files=home.files,
            submit=self._queue.submit,
            tell=self._tell_of_drafts,
            seal=opened.db.bottom.seal,
            plain_too=opened.plain_drafts,
            own=OwnDrafts(lambda: self.own_key),
        )
        self.own_key = OwnLock(self._hands(home.files))
        """The passphrase of their own of kinds that are `OWN_KEY`."""

    @cached_property
    def notices(self) -> list[str]:
        """What a person has to know after opening, a plain sentence each.

        Whoever asks stays a while: only now is it looked at where the journal lies, and written
        down who has it open.
        """
        self._folder_lock.say_who()
        synced = synced_notice(self.path.parent)
        return [*self._notices, synced] if synced else self._notices

    @property
    def seal(self) -> Seal:
        """What the journal is shut with; `PLAIN` where it has no passphrase."""
        return self._db.bottom.seal

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody reads the files without a key."""
        return self.seal.sealed

    @property
    def unsaved(self) -> list[Record]:
        """List the records that are in memory alone: the disk did not take them, nor was a copy
        saved elsewhere since.
        """
        with self._lock:
            return list(self._unsaved.values())

    def save_again(self) -> Future[None]:
        """Write everything in memory here, into new files. The future may raise `NotSaved`."""
        return self._queue.submit(self._save_again)

    def save_copy(self, folder: Path) -> Future[Path]:
        """Write everything in memory, drafts too, as a journal into a new or empty folder.

        It is sealed as this one is, its keys beside it. The future gives the path of the
        journal's file there, and may raise `NotSaved`.
        """
        return self._queue.submit(lambda: self._save_copy(folder))

    def fold(self) -> Future[None]:
        """Write a new snapshot now, and begin a new log. The future may raise `NotSaved`."""
        return self._queue.submit(self._save_again)

    def switch(self, job: Callable[[Holding], Result]) -> Future[Result]:
        """Do a job of `switching` on this journal's files, while nothing else is written."""
        return self._queue.submit(lambda: self._switch(job))

    def delete_for_good(self, *records: Record) -> Future[list[Backup]]:
        """Take the words of records out of journal and log at once; no bin, no undo.

        The future gives the backups that still hold them, for `take_out_of_backups`. It may raise
        `NotSaved` and `ReadOnly`.
        """
        return self._queue.submit(lambda: self._delete_for_good(records))

    @property
    def kept_aside(self) -> list[str]:
        """Name the files kept aside after damage or a swap: any of them may hold older words."""
        with contextlib.suppress(OSError):
            return [name for name in self._home.files.names(self.path.parent) if is_aside(name)]
        return []

    def take_out_of_backups(self, *records: Record) -> Future[list[Backup]]:
        """Rewrite the backups without some records' words.

        The future gives those that cannot be read, and so were left. It may raise `NotSaved`.
        """
        doc_ids = _doc_ids(records)
        return self._queue.submit(lambda: self.backups.rewrite_without(doc_ids, self.seal))

    def close(self) -> None:
        """Wait until all is on disk, fold it into the one file, and let go of the lock.

        A fold that fails leaves the log, which is read at the next opening. A second time does
        nothing.
        """
        if not self._folder_lock.is_held:
            return
        self._keeper.stop()
        self._queue.close()
        self._keeper.join()
        if self._db.bottom.needs_fold:
            with contextlib.suppress(OSError):
                self._keeper.now(closing=True)
        elif self._db.bottom.log_bytes:
            with contextlib.suppress(OSError):  # it holds nothing that the snapshot lacks
                self._db.bottom.drop_stale_log()
        self._db.close()
        self.own_key.closed()
        self._folder_lock.release()

    def _keep(self, changes: Sequence[Change]) -> OnlyInMemory | None:
        """Bring changes to the disk; return what to raise where they are in memory alone.

        What has a key of its own is sealed on its way. May raise `OwnKeyShut`.
        """
        return self._keep_as_is(self.own_key.under(changes))

    def _keep_as_is(self, changes: Sequence[Change]) -> OnlyInMemory | None:
        self._folder_lock.say_who()
        try:
            with saving():
                self._db.apply(changes)
        except OnlyInMemory as error:
            return error
        self._keeper.saved()
        return None

    def _book_here(self) -> Bookkeeping:
        """Return the row in which this machine has a device id."""
        with saving():
            self._machine = self._machine or self._home.machine()
        return self._book.with_device(self._machine)

    def _done(self, changed: Sequence[Record], failed: OnlyInMemory | None) -> None:
        """Tell of what is kept now; raise where that is so in memory alone."""
        self._subscribers.tell(Changed(tuple(changed)))
        if failed is not None:
            self._only_in_memory(changed)
            raise failed

    def _only_in_memory(self, records: Iterable[Record]) -> None:
        with self._lock:
            self._unsaved |= {record.id: record for record in records}

    def _all_saved(self) -> None:
        with self._lock:
            self._unsaved = {}

    def _say_if_unsaved(self) -> None:
        """Raise `OnlyInMemory` where something is: nothing may then be called saved."""
        trouble = self._db.bottom.trouble
        if self._db.bottom.unsaved:
            with saving():
                raise KeptInMemory from trouble

    def _save_again(self) -> None:
        with saving():
            self._keeper.now()

    def _save_copy(self, folder: Path) -> Path:
        files, storage, seal = self._home.files, self._db.bottom, self.seal
        imprint = storage.imprint._replace(follows=bytes(32))
        write_journal(
            files, folder, storage.tables, imprint._replace(generation=imprint.generation + 1),
            journal=self._book.journal_id, seal=seal, keys=self.path.with_name(KEYS),
        )  # fmt: skip
        with saving():
            if drafts := self.drafts.encoded(seal):
                replace_whole(files, folder / DRAFTS, drafts, read_back=True)
        self._all_saved()
        return folder / JOURNAL

    def _switch(self, job: Callable[[Holding], Result]) -> Result:
        self._keeper.join()
        return job(
            Holding(
                self.path.parent,
                self._home.files,
                self._db.bottom,
                self._book.journal_id,
                self.drafts.reseal,
            )
        )

    def _delete_for_good(self, records: Sequence[Record]) -> list[Backup]:
        ids = [record.id for record in records]
        if any(not self.is_mine(record) for record in records):
            raise ReadOnly(_("This is not yours to change."))
        self.own_key.check(records)
        self._put_into_bin(records)
        with self._lock:
            gone = [found for name in ids if (found := self._index.get(name)) is not None]
        self._empty(gone)
        self._subscribers.tell(Changed())
        self.drafts.forget(ids)
        self._save_again()
        return self.backups.holding(_doc_ids(records), self.seal)

    def _hands(self, files: Files) -> Hands:
        return Hands(
            lambda: self._db.bottom.tables, lambda: self.seal,
            self._queue.submit, self._keep_as_is, self._show_own, self._hide_own, self._save_again,
            self.drafts, self.backups, self.path.parent, files, self.clock,
        )  # fmt: skip

    def _show_own(self, records: Sequence[Record]) -> None:
        """Take in what the second key has opened; what has been in the bin too long goes."""
        with self._lock:
            self._index.put(*records)
        self.drafts.show_own(self._index.get)
        self._empty_bin()
        self._subscribers.tell(Changed(tuple(records)))

    @abstractmethod
    def _hide_own(self) -> None:
        """Let go of all that the second key opened."""

    @abstractmethod
    def _empty_bin(self) -> None:
        """Have what was deleted long ago lose its body."""

    @abstractmethod
    def _put_into_bin(self, records: Sequence[Record]) -> None:
        """Delete what is not deleted yet."""

    @abstractmethod
    def _empty(self, old: Sequence[Record]) -> None:
        """Have deleted records lose their body, and all that they once said."""

    def _tell_of_drafts(self) -> None:
        self._subscribers.tell(Changed(drafts=True))


def _doc_ids(records: Iterable[Record]) -> set[str]:
    return {str(int(record.id, 16)) for record in records}
