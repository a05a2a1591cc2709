"""All that can be asked of an open journal: no answer waits, none touches the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, timedelta
from threading import RLock
from typing import cast

from journal.model.clock import Clock
from journal.model.record import BIN_DAYS, AnyRecord, Record, Reference
from journal.model.search import Query
from journal.store.documents import is_known
from journal.store.index import Index
from journal.store.search import Searcher


class Reading:
    """The nouns of a journal, for any thread.

    What is returned is a list of its own, the newest first (by day, then as written) unless said
    otherwise; deleted records are never in it. Records of a kind that stands `APART` are given
    only where their kind is named, or they are themselves.
    """

    def __init__(self, records: Iterable[Record], *, author: str, clock: Clock) -> None:
        self.clock = clock
        self._author = author
        self._lock = RLock()
        self._index = Index(records, author)
        self._searcher = Searcher()

    def get(self, record_id: str) -> Record | None:
        """Find a record by its id, an own one first; none where it is unknown or deleted."""
        with self._lock:
            record = self._index.get(record_id) or self._index.theirs(record_id)
        return record if record is not None and record.gone is None else None

    def find(self, name: Reference) -> Record | None:
        """Find anyone's record by author and id; none where it is unknown or deleted."""
        with self._lock:
            record = self._index.find(Reference(*name))
        return record if record is not None and record.gone is None else None

    def is_mine(self, record: Record) -> bool:
        """Tell whether a record is the own person's; one that is not kept yet is."""
        return record.author in ("", self._author)

    def records(self) -> Sequence[Record]:
        """List every record of a kind that this version knows."""
        with self._lock:
            return self._index.newest_first()

    def of_kind(self, *kinds: type[AnyRecord]) -> list[AnyRecord]:
        """List the records of one kind or several."""
        names = [str(kind.__struct_config__.tag) for kind in kinds]
        with self._lock:
            return cast(list[AnyRecord], self._index.of_kind(*names))

    def in_step(self, step: str) -> list[Record]:
        """List the records that belong to one of the six steps."""
        with self._lock:
            return self._index.in_step(step)

    def on_day(self, day: date) -> list[Record]:
        """List the records about a day, the oldest first."""
        with self._lock:
            return self._index.on_day(day)

    def between(self, first: date | None, last: date | None) -> list[Record]:
        """List the records about a span of days, both ends included; none leaves an end open."""
        with self._lock:
            return self._index.between(first, last)

    def about(self, record: Record) -> list[Record]:
        """List what refers to a record, in the order in which it was written, the oldest first.

        A mark of the other's on what is not theirs is left out, but for a kind that is `OF_BOTH`.
        """
        with self._lock:
            found = self._index.about(record.reference)
        mine = (self._author, record.author)
        return [each for each in found if not each.MARK or each.OF_BOTH or each.author in mine]

    def days(self) -> frozenset[date]:
        """Return the days that have a record on them, marks aside."""
        with self._lock:
            return self._index.days()

    def in_bin(self) -> list[Record]:
        """List what was deleted within the last thirty days, the newest deletion first."""
        since = self.clock.now().astimezone(UTC) - timedelta(days=BIN_DAYS)
        with self._lock:
            deleted = [(record.gone, record) for record in self._index.bin.values()]
        kept = [
            (gone, record)
            for gone, record in deleted
            if gone is not None and gone > since and not record.APART
        ]
        kept.sort(key=lambda pair: (pair[0], pair[1].stamp), reverse=True)
        return [record for _, record in kept]

    def is_read_only(self, record: Record) -> bool:
        """Tell whether a record can only be read: of a newer schema, or not one's own."""
        return not is_known(record) or record.author != self._author

    def search(
        self,
        query: Query,
        *,
        step: str = "",
        kind: str = "",
        first: date | None = None,
        last: date | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """Find records that have all a query asks for; an empty query finds all that is left.

        `step`, `kind`, `first` and `last` (days, both included) narrow what is looked through.
        """
        with self._lock:
            records = self._index.between(first, last, step=step, kind=kind)
        if step and kind:
            records = [record for record in records if record.step == step]
        return self._searcher.search(query, records, limit)

    def tags(self) -> list[tuple[str, int]]:
        """List all tags as they were last spelled, with the number of records, most used first."""
        return self._searcher.tags(self.records())
