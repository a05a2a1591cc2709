"""One person's journal: open it, ask it, hand it records.

All writes go through one queue with one thread behind it. A future that is done means: on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self, cast

import msgspec

from journal.i18n import _
from journal.model.clock import Clock
from journal.model.record import BIN_DAYS, AnyRecord, Record
from journal.model.said import Said
from journal.store.bookkeeping import Bookkeeping, Person
from journal.store.conversing import Conversing
from journal.store.documents import (
    emptied,
    is_known,
    is_taken,
    put,
    read_records,
    uncollected,
)
from journal.store.drafts import Draft
from journal.store.errors import BadName
from journal.store.home import DRAFTS, Home
from journal.store.opening import Key, Opened, begin, look, take
from journal.store.queue import Changed
from journal.store.seal import PLAIN, Seal
from journal.store.speech import Speech
from journal.store.spoken import Staged
from journal.store.versions import Version, Versions


class Journal(Conversing):
    """An open journal; it is made with `create` or `open`, and closed with `close` or `with`."""

    def __init__(self, home: Home, opened: Opened, *, clock: Clock) -> None:
        book, db = opened.book, opened.db
        with uncollected():
            found = read_records(db.bottom.tables)
            super().__init__(found, opened, home=home, clock=clock)
        self._written = datetime(1970, 1, 1, tzinfo=UTC)
        typed = self.drafts.load(self._index.get) if DRAFTS in opened.lock.names else ""
        said = (typed, found.notice)
        self._notices.extend(notice for notice in said if notice)
        self._book = book
        self._empty_bin()

    @classmethod
    def create(
        cls, home: Home, name: str, partner: str = "", *, clock: Clock, seal: Seal = PLAIN
    ) -> Self:
        """Begin the journal of a new person, sealed from its first byte, and open it.

        Raises `BadName`, `NameTaken`, `InUse`, `CannotLock` and `NotSaved`.
        """
        return cls(home, begin(home, name, partner, clock, seal), clock=clock)

    @classmethod
    def open(
        cls,
        home: Home,
        name: str,
        *,
        clock: Clock,
        seal: Seal = PLAIN,
        accept_changes: bool = False,
        take_over: bool = False,
        plain_drafts: bool = False,
    ) -> Self:
        """Open a person's journal, for this program alone; one that is well is not written to.

        `accept_changes` takes a plain file that was changed outside this program as it is now;
        `take_over` goes on although another machine left it open; `plain_drafts` reads those of a
        journal whose encryption was cut short. Raises `BadName`,
        `NoSuchPerson`, `CannotRead` (`ChangedOutside`, `NeedsKey`), `CannotLock` and `InUse`
        (`HeldElsewhere`).
        """
        key = Key(seal, accept_changes, take_over, plain_drafts)
        return cls(home, take(home, look(home, name, key), clock, key), clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The name of the person's folder, which never changes."""
        return self.path.parent.name

    @property
    def id(self) -> str:
        """The journal's own id, 32 random hex digits, the same for as long as it lives."""
        return self._book.journal

    @property
    def me(self) -> Person:
        """Whose journal this is."""
        return self._book.me

    @property
    def partner(self) -> Person:
        """The other; the name may be empty."""
        return self._book.partner

    def commit(self, records: Sequence[Record], *, ends: str | None = None) -> Future[list[Record]]:
        """Keep several records as one; the future gives them as they were kept, in their order.

        One without an id, or with an id that nothing has, is new; with a known id it is a new
        version of that record. `ends` names the place of a draft that ends with this: the first
        new record gets the draft's id; the draft is back if the save fails. The future may raise
        `NotSaved`, `ReadOnly`, `Closed` or another `StoreError`; then nothing has changed.
        """
        now, records, draft = self.clock.now(), list(records), self.drafts.end(ends)
        if draft is not None and not draft.editing:
            _name_after(draft, records)
        return self._queue.submit(lambda: self._commit(records, now, draft))

    def add(self, record: AnyRecord) -> Future[AnyRecord]:
        """Keep one record; see `commit`."""
        now = self.clock.now()
        return self._queue.submit(lambda: cast(AnyRecord, self._commit([record], now)[0]))

    def edit(self, record: AnyRecord) -> Future[AnyRecord]:
        """Keep a new version of a record; where nothing differs, nothing is written."""
        return self.add(record)

    def delete(self, *records: Record) -> Future[list[Record]]:
        """Put records into the bin, where they stay thirty days."""
        gone = _instant(self.clock.now())
        return self.commit([msgspec.structs.replace(record, gone=gone) for record in records])

    def restore(self, record: AnyRecord) -> Future[AnyRecord]:
        """Take a record out of the bin."""
        return self.add(msgspec.structs.replace(record, gone=None))

    def undo(self) -> Future[list[Record]] | None:
        """Take back this session's last deletion, edit or mark, by newer versions.

        Each further call takes back the one before it. None when nothing is left; what was newly
        written is never taken back. An empty list comes out where what was on its way when this
        was called turned out to leave nothing to take back.
        """
        with self._lock:
            if not self._undo and not self._queue.is_busy:
                return None
        now = self.clock.now()
        return self._queue.submit(lambda: self._take_back(now))

    def rename(self, *, me: str | None = None, partner: str | None = None) -> Future[None]:
        """Change the names in the journal; the folder keeps its own. May raise `BadName`."""
        return self._queue.submit(lambda: self._rename(me, partner))

    def subscribe(self, callback: Callable[[Changed], None]) -> Callable[[], None]:
        """Call back after every change, once it is on disk and in memory; return what ends that.

        It is called on the writing thread: it must hand the change on (`call_from_thread`,
        `post_message`), wait for no future of this journal, and its errors go nowhere.
        """
        return self._subscribers.add(callback)

    def _commit(
        self, records: Sequence[Record], now: datetime, draft: Draft | None = None
    ) -> list[Record]:
        kept = False
        try:
            versions = self._write(records, now)[: len(records)]
            kept = True
        finally:
            if draft is not None:
                self.drafts.ended(draft, kept=kept)
        with self._lock:
            self._undo.remember([version for version in versions if version.is_change])
        return [version.after for version in versions]

    def _take_back(self, now: datetime) -> list[Record]:
        step = self._undo.pop(self._index.get)
        gone = _instant(now)
        try:
            versions = self._write(
                [
                    version.before or msgspec.structs.replace(version.after, gone=gone)
                    for version in step.values()
                ],
                now,
                withdraw=True,
            )
        except BaseException:
            self._undo.put_back(step)
            raise
        self._undo.now_stands(versions, step)
        return [version.after for version in versions[: len(step)]]

    def _write(
        self,
        records: Sequence[Record],
        now: datetime,
        *,
        withdraw: bool = False,
        chosen: Collection[Said] | None = None,
    ) -> list[Version]:
        """Make versions, put them on disk, then into memory, then tell; extra ones come last."""
        self.own_key.check(records)
        book, tables, staged = self._book_here(), self._db.bottom.tables, Staged(self._spoken)
        maker = self._versions(book, staged, now, chosen or ())
        versions = maker.make(records, withdraw=withdraw, anew=chosen is not None) + maker.extra
        every = [version for version in versions if version.is_change]
        if not every:
            self._say_if_unsaved()
            return versions
        book = msgspec.structs.replace(book, last=maker.last, pairing=maker.speech.pairing)
        for version in every:
            staged.note(version.after, maker.speech.pairing_id)
        put_all = [(emptied if each.emptied else put)(each.after, tables) for each in every]
        failed = self._keep([*put_all, *staged.changes(), book.change(tables)])
        self._written = maker.written
        with self._lock:
            self._book = book
            staged.settle()
            self._index.put(*(version.after for version in every))
            for version in every:
                if version.emptied:
                    self._index.take(version.after.id)
        self._done([version.after for version in every], failed)
        return versions

    def _versions(
        self, book: Bookkeeping, staged: Staged, now: datetime, chosen: Collection[Said]
    ) -> Versions:
        """Return what makes versions here and now."""
        tables = self._db.bottom.tables
        return Versions(
            self._index.get,
            is_taken=lambda name: is_taken(name, tables),
            author=book.me.id,
            device=book.devices[self._machine],
            last=book.last,
            now=now,
            not_before=self._written,
            speech=Speech(staged, book.pairing, now=now, about=self._index.about, chosen=chosen),
        )

    def _put_into_bin(self, records: Sequence[Record]) -> None:
        now = self.clock.now()
        gone = [msgspec.structs.replace(record, gone=_instant(now)) for record in records]
        self._write([record for record in gone if self._index.get(record.id)], now)

    def _rename(self, me: str | None, partner: str | None) -> None:
        if me is not None and not me.strip():
            raise BadName(_("Please give a name."))
        book = self._book
        if me is not None:
            book = msgspec.structs.replace(book, me=Person(book.me.id, me.strip()))
        if partner is not None:
            book = msgspec.structs.replace(book, partner=Person(book.partner.id, partner.strip()))
        failed = self._keep([book.change(self._db.bottom.tables)])
        self._book = book
        self._subscribers.tell(Changed())
        if failed is not None:
            raise failed

    def _empty_bin(self) -> None:
        """Have what was deleted long ago lose its body, if there is any."""
        if not self._index.bin:
            return
        until = self.clock.now().astimezone(UTC) - timedelta(days=BIN_DAYS)
        old = [
            record
            for record in self._index.bin.values()
            if record.gone is not None and record.gone <= until and is_known(record)
        ]
        if old:
            self._queue.submit(lambda: self._empty(old))


def _instant(now: datetime) -> datetime:
    """Return an instant as it is kept: UTC, whole milliseconds."""
    return now.astimezone(UTC).replace(microsecond=now.microsecond // 1000 * 1000)


def _name_after(draft: Draft, records: list[Record]) -> None:
    """Give the first new record the id of the draft it was."""
    if any(record.id == draft.id for record in records):
        return
    for number, record in enumerate(records):
        if not record.id:
            records[number] = msgspec.structs.replace(record, id=draft.id)
            return
