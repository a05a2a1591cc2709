"""The part of a journal that is said to the other, and what the other said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Literal

import msgspec

from journal.i18n import _
from journal.model.answers import Opens, opens
from journal.model.clock import Clock
from journal.model.kinds import Answer
from journal.model.record import BOTH, ME, AnyRecord, Record, Reference
from journal.model.said import NotShared, Said, Shared, body_of
from journal.model.standing import Standing, stand
from journal.store.documents import Found, emptied, foreign_table, is_taken, uncollected
from journal.store.errors import ReadOnly
from journal.store.exchanging import Exchanging
from journal.store.home import Home
from journal.store.opening import Opened
from journal.store.queue import Changed, Result
from journal.store.received import said_in, said_of
from journal.store.safekeeping import Safekeeping
from journal.store.speech import preview, version_of
from journal.store.spoken import Spoken, Staged
from journal.store.staging import Kept, Staging
from journal.store.undo import Undo
from journal.store.versions import Version


class Conversing(Safekeeping):
    """What two people say to each other; whose a record is, who hears it, what it said before."""

    def __init__(self, found: Found, opened: Opened, *, home: Home, clock: Clock) -> None:
        super().__init__(found.records, opened, home=home, clock=clock)
        tables = opened.db.bottom.tables
        self._undo = Undo()
        self._spoken = Spoken(tables)
        self._foreign = found.foreign
        self._taken_back = dict.fromkeys(found.taken_back, True)
        self._spoken.begin(self._index.own(), self.pairing, opened.book.me.id, tables)

    @property
    def pairing(self) -> str:
        """The id of the pairing whose words travel now; empty while there is none."""
        return self._book.pairing.id if self._book.pairing else ""

    @property
    def waiting(self) -> int:
        """How many own records have something that is yet to be sent."""
        return len(self._spoken.waiting)

    def exchange(self, job: Callable[[Exchanging], Result]) -> Future[Result]:
        """Do a job on the writing thread, and keep all it changes as one commit.

        Where it raises, nothing has changed, and the future raises the same. It may also raise as
        `commit`.
        """
        now = self.clock.now()
        return self._queue.submit(lambda: self._exchange(job, now))

    def share(self, record: AnyRecord, audience: str = BOTH) -> Future[AnyRecord]:
        """Say a record, as it is given here, to the partner; see `commit`.

        One that was said in a former pairing is said anew to this one.
        """
        return self.add(msgspec.structs.replace(record, audience=audience, pairing=""))

    def unshare(self, record: AnyRecord) -> Future[AnyRecord]:
        """Make a record private again; the future gives the one that stands now.

        What was not sent keeps its id. What was is taken back at the other's, and a private copy
        with a new id stands for it; own private marks on it follow. Undo does not take this back:
        sharing again is an act of its own, which shows what goes.
        """
        now = self.clock.now()
        private = msgspec.structs.replace(record, audience=ME)
        return self._queue.submit(lambda: self._unshare(private, now))

    def keep_this(
        self, record: Record, choice: Literal["mine", "that", "both"], that: Record
    ) -> Future[list[Record]]:
        """Choose between an own record as it shows (`mine`) and a version that stands beside it.

        The future gives the record as it stands then, and what became a record of its own: with
        `both` that is the other version, and always each that was not asked about.
        """
        now = self.clock.now()
        return self._queue.submit(lambda: self._keep_this(record, choice, that, now))

    def would_share(self, record: Record) -> Shared:
        """Return what exactly would travel if a record, kept or not, were shared as it is.

        For a sealed answer that is with its words. Raises `NotShared` for what is for its author
        alone, for what is deleted or the other's, and while there is no partner.
        """
        if not self.pairing or not self.is_mine(record):
            raise NotShared(record.kind)
        about = record.about
        shared = about is not None and (
            self._is_said(about)
            or (about in self._foreign and about.author == self._book.partner.id)
        )
        return preview(record, about_is_shared=shared, now=self.clock.now(), pairing=self.pairing)

    def was_sent(self, record: Record) -> bool:
        """Tell whether any version of an own record was sent in this pairing."""
        return record.author == self._author and record.id in self._spoken.sent

    def withdrawn_as(self, copy: Record) -> str:
        """Tell for whom that was which undo took back after it had gone, given its private copy.

        Empty for everything else that undo brings back.
        """
        return self._undo.withdrawn.get(copy.id, "")

    def is_fixed(self, record: Record) -> bool:
        """Tell whether it is an own answer that both have opened: it stays as it is."""
        return record.author == self._author and record.id in self._spoken.fixed

    def is_travelling(self, record: Record) -> bool:
        """Tell whether a record is said to the pairing that is going on now."""
        return record.seen_by != ME and bool(record.pairing) and record.pairing == self.pairing

    def was_taken_back(self, name: Reference) -> bool:
        """Tell whether another deleted or withdrew what a reference names."""
        return Reference(*name) in self._taken_back

    def took_back(self, name: Reference) -> bool:
        """Tell whether one has oneself deleted or withdrawn what a reference names."""
        if name.author != self._author:
            return False
        record = self._index.find(Reference(*name))
        if record is not None:
            return record.gone is not None
        return is_taken(name.id, dict(self._db.bottom.tables))  # a copy: another thread writes

    def opens(self, record: Record) -> Opens:
        """Tell when an own answer opens that is sealed, or is about to be."""
        if not isinstance(record, Answer) or not self.is_mine(record):
            return Opens.LATER
        theirs = [each for each in self.of_kind(Answer) if self._is_theirs_now(each)]
        return opens(theirs, record.question)

    def _is_theirs_now(self, record: Record) -> bool:
        return record.author == self._book.partner.id and self.is_travelling(record)

    def author_name(self, record: Record) -> str:
        """Name whose a record is, a former partner too; empty where nobody is known by that id."""
        if self.is_mine(record):
            return self._book.me.name
        if record.author == self._book.partner.id:
            return self._book.partner.name
        return self._book.former.get(record.author, "")

    def earlier(self, record: AnyRecord) -> list[AnyRecord]:
        """List the earlier words of a shared record, the newest first; not those it says now."""
        standing = self._standing(record)
        if standing is None:
            return []
        now = standing.current.words
        return self._shown(record, [said for said in standing.earlier if said.words != now])

    def beside(self, record: AnyRecord) -> list[AnyRecord]:
        """List the versions that stand beside a record, none having seen it, the newest first."""
        standing = self._standing(record)
        return self._shown(record, standing.beside) if standing else []

    def _is_said(self, name: Reference) -> bool:
        """Tell whether an own record of that name was sent in this pairing, or waits to be."""
        spoken = self._spoken
        return name.author == self._author and (name.id in spoken.sent or name.id in spoken.waiting)

    def _standing(self, record: Record) -> Standing | None:
        with self._lock:
            rows = self._spoken.rows.get(record.reference)
            current = self._index.find(record.reference)
            if not rows or current is None or not current.pairing:
                return None
            said = said_of(current) if self.is_mine(current) else self._said(current)
        versions = [row.said for row in rows if row.pairing == current.pairing]
        return stand([said, *versions]) if said is not None else None

    def _said(self, record: Record) -> Said | None:
        table = self._db.bottom.tables.get(foreign_table(record.kind, record.author), {})
        raw = table.get(str(int(record.id, 16)))
        return None if raw is None else said_in(raw)[0]

    def _shown(self, like: AnyRecord, said: Sequence[Said]) -> list[AnyRecord]:
        own = self.is_mine(like)
        found = [version_of(each, like, own=own) for each in said]
        return [each for each in found if isinstance(each, type(like))]

    def _exchange(self, job: Callable[[Exchanging], Result], now: datetime) -> Result:
        book = self._book_here()
        kept = Kept(
            self._db.bottom.tables, self._index, self._spoken, self._foreign, self._taken_back
        )
        staging = Staging(kept, book, book.devices[self._machine], now)
        with uncollected():
            result = job(Exchanging(staging))
        changes = staging.changes()
        if not changes:
            self._say_if_unsaved()
            return result
        failed = self._keep(changes)
        with self._lock, uncollected():
            self._book = staging.book
            staging.settle()
        self._done(list(staging.records.values()), failed)
        return result

    def _empty(self, old: Sequence[Record]) -> None:
        tables, staged = self._db.bottom.tables, Staged(self._spoken)
        for record in old:
            if staged.rows.get(record.reference):
                staged.put_rows(record.reference, ())
        failed = self._keep([*(emptied(record, tables) for record in old), *staged.changes()])
        with self._lock:
            staged.settle()
            for record in old:
                self._index.take(record.id)
        if failed is not None:
            raise failed

    def _hide_own(self) -> None:
        with self._lock:
            for record_id in [record.id for record in self._index.own() if record.OWN_KEY]:
                self._index.take(record_id)
            self._undo.forget_own()
        self._searcher.forget_own()
        self._subscribers.tell(Changed())

    def _unshare(self, private: AnyRecord, now: datetime) -> AnyRecord:
        current = self._index.get(private.id)
        if current is None or current.author != private.author:
            raise ReadOnly(_("This is not yours to change."))
        version = self._write([private], now, withdraw=True)[0]
        assert isinstance(version.after, type(private))
        return version.after

    def _keep_this(self, record: Record, choice: str, that: Record, now: datetime) -> list[Record]:
        current = self._index.get(record.id)
        if current is None or current.author != record.author or current.gone is not None:
            raise ReadOnly(_("This is not yours to change."))
        rows = self._spoken.rows.get(current.reference, ())
        chosen = [row.said for row in rows if row.said.stamp == that.stamp]
        if choice == "that":
            fields = {name: getattr(that, name) for name in ("day", *body_of(that))}
            current = msgspec.structs.replace(current, **fields)
        versions = self._write([current], now, chosen=() if choice == "both" else chosen)
        return [version.after for version in versions]

    @abstractmethod
    def add(self, record: AnyRecord) -> Future[AnyRecord]:
        """Keep one record."""

    @abstractmethod
    def _write(
        self,
        records: Sequence[Record],
        now: datetime,
        *,
        withdraw: bool = False,
        chosen: Collection[Said] | None = None,
    ) -> list[Version]:
        """Make versions and keep them; return those, then what else came of it."""
