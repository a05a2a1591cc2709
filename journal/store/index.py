"""Records in memory, found by id, kind, step, day, and by what they are about.

Every list is kept in order as records come and go, so that showing a day or a step never sorts.
Nothing here locks; the journal does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from itertools import chain, islice
from operator import attrgetter, eq
from typing import Any

from journal.model.record import Record, Reference, Stamp

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def by_day(record: Record) -> tuple[date, datetime, Stamp, str, str]:
    """Return the order in which records are shown: by day, then as they were written."""
    return record.day, record.written or _EPOCH, record.stamp, record.id, record.author


_day = attrgetter("day")
_by_day_at_once = attrgetter("day", "written", "stamp", "id", "author")
"""The same order, without a call for each record, where all have the instant they were written."""
_written = attrgetter("written")


def by_writing(record: Record) -> tuple[datetime, Stamp, str, str]:
    """Return the order in which records were written, whatever day they are about."""
    return record.written or _EPOCH, record.stamp, record.id, record.author


_FEW = 16
"""Sorting a list anew costs as much as finding the places for this part of it, one by one."""


class Shelf:
    """Records in one order, the oldest first."""

    __slots__ = ("_order", "records")

    def __init__(
        self, order: Callable[[Record], Any] = by_day, records: list[Record] | None = None
    ) -> None:
        self._order = order
        self.records = [] if records is None else records

    def add_many(self, records: list[Record]) -> None:
        """Put records, in any order, in their places."""
        records.sort(key=self._order)
        if not self.records or self._order(self.records[-1]) <= self._order(records[0]):
            self.records += records  # as most do
        elif len(records) * _FEW < len(self.records):
            for record in records:
                insort(self.records, record, key=self._order)
        else:
            self.records += records
            self.sort()

    def take(self, record: Record) -> None:
        """Take a record out; it must be there."""
        del self.records[bisect_left(self.records, self._order(record), key=self._order)]

    def sort(self) -> None:
        """Bring records that were only appended into order."""
        self.records.sort(key=self._order)

    def newest_first(self) -> list[Record]:
        """Return a list of its own, the newest first."""
        return self.records[::-1]

    def between(self, first: date | None, last: date | None) -> list[Record]:
        """Return those of a span of days, both ends included, the newest first."""
        low = 0 if first is None else bisect_left(self.records, first, key=_day)
        high = len(self.records) if last is None else bisect_right(self.records, last, key=_day)
        return self.records[low:high][::-1]


class Index:
    """All records of one journal that this version understands, those in the bin apart."""

    def __init__(self, records: Iterable[Record] = (), author: str | None = None) -> None:
        self._author = author
        """Whose journal it is; none where everything counts as one person's."""
        self._known: dict[str, Record] = {}
        self._foreign: dict[Reference, Record] = {}
        self._theirs: dict[str, Reference] = {}
        """The id of another's record → the whole name; one's own always come first."""
        self._all = Shelf()
        self._kinds: dict[str, Shelf] = {}
        self._steps: dict[str, Shelf] = {}
        self._about: dict[Reference, Shelf] = {}
        self.bin: dict[str, Record] = {}
        """Deleted records that still have their body."""
        self._worded: Counter[date] | None = None
        """Day → how many records there are on it, once asked for; marks do not count."""
        self._fill(records)

    def _fill(self, records: Iterable[Record]) -> None:
        """Take in many at once: sorted once, then appended everywhere."""
        if self._author is None:
            self._known = {record.id: record for record in records}
        else:
            self._sort_out(records)
        known = self._known
        shown = [record for record in known.values() if record.gone is None]
        if len(shown) < len(known):
            self.bin = {name: record for name, record in known.items() if record.gone is not None}
        shown += self._foreign.values()
        _sort(shown)
        apart = [record for record in shown if record.APART]
        if apart:
            shown = [record for record in shown if not record.APART]
        # one list at a time, plainly: this is most of what opening a large journal costs
        kinds: defaultdict[type[Record], list[Record]] = defaultdict(list)
        steps: defaultdict[str, list[Record]] = defaultdict(list)
        abouts: defaultdict[Reference, list[Record]] = defaultdict(list)
        for record in shown:
            kinds[type(record)].append(record)
            if step := record.step:
                steps[step].append(record)
            if (about := record.about) is not None:
                abouts[about].append(record)
        self._kinds = {kept[0].kind: Shelf(records=kept) for kept in kinds.values()}
        self._all.records = shown
        self._steps = {step: Shelf(records=kept) for step, kept in steps.items()}
        self._about = {about: Shelf(by_writing, kept) for about, kept in abouts.items()}
        for shelf in self._about.values():
            shelf.sort()
        for record in apart:
            _shelf(self._kinds, record.kind).records.append(record)

    def _sort_out(self, records: Iterable[Record]) -> None:
        """Keep one's own apart from what another wrote."""
        author, known = self._author, self._known
        for record in records:
            if record.author == author:
                known[record.id] = record
            elif record.gone is None:
                self._foreign[record.reference] = record
                self._theirs[record.id] = record.reference

    def get(self, record_id: str) -> Record | None:
        """Find an own record by its id, one in the bin too."""
        return self._known.get(record_id)

    def find(self, name: Reference) -> Record | None:
        """Find anyone's record by author and id, an own one in the bin too."""
        return self._known.get(name.id) if self._is_own(name.author) else self._foreign.get(name)

    def theirs(self, record_id: str) -> Record | None:
        """Find another's record by its id alone."""
        name = self._theirs.get(record_id)
        return None if name is None else self._foreign.get(name)

    def of_author(self, author: str) -> list[Record]:
        """List what another has written, in no order."""
        return [record for name, record in self._foreign.items() if name.author == author]

    def own(self) -> Iterable[Record]:
        """Go through every own record, those in the bin too."""
        return self._known.values()

    def put(self, *records: Record) -> None:
        """Take in records, each in place of the version that was here."""
        latest = {(record.author, record.id): record for record in records}
        added: defaultdict[Shelf, list[Record]] = defaultdict(list)
        for record in latest.values():
            if not self._know(record):
                continue
            for shelf in self._shelves(record):
                added[shelf].append(record)
            if not record.APART:
                added[self._all].append(record)
                if not record.MARK:
                    self._count(record, 1)
        for shelf, new in added.items():
            shelf.add_many(new)

    def _know(self, record: Record) -> bool:
        """Find it by its name from now on; tell whether it is to be shown, not in the bin.

        Others' records are never in the bin.
        """
        if self._is_own(record.author):
            self.take(record.id)
            self._known[record.id] = record
            if record.gone is not None:
                self.bin[record.id] = record
        else:
            name = record.reference
            self.take_theirs(name)
            if record.gone is None:
                self._foreign[name] = record
                self._theirs[record.id] = name
        return record.gone is None

    def take(self, record_id: str) -> None:
        """Forget an own record, if it is here."""
        before = self._known.pop(record_id, None)
        if before is not None and self.bin.pop(record_id, None) is None:
            self._take(before)

    def take_theirs(self, name: Reference) -> None:
        """Forget another's record, if it is here."""
        before = self._foreign.pop(name, None)
        if before is not None:
            if self._theirs.get(name.id) == name:
                del self._theirs[name.id]
            self._take(before)

    def _take(self, before: Record) -> None:
        for shelf in self._shelves(before):
            shelf.take(before)
        if not before.APART:
            self._all.take(before)
            if not before.MARK:
                self._count(before, -1)

    def _is_own(self, author: str) -> bool:
        return self._author is None or author == self._author

    def newest_first(self) -> list[Record]:
        """List every record that is shown."""
        return self._all.newest_first()

    def of_kind(self, *kinds: str) -> list[Record]:
        """List the records of some kinds, the newest first."""
        if len(kinds) == 1:
            return self._kinds[kinds[0]].newest_first() if kinds[0] in self._kinds else []
        kept = (self._kinds[kind].records for kind in kinds if kind in self._kinds)
        return sorted(chain.from_iterable(kept), key=by_day, reverse=True)

    def in_step(self, step: str) -> list[Record]:
        """List the records of a step, the newest first."""
        return self._steps[step].newest_first() if step in self._steps else []

    def on_day(self, day: date) -> list[Record]:
        """List the records of a day, the oldest first."""
        return self._all.between(day, day)[::-1]

    def between(
        self, first: date | None, last: date | None, *, step: str = "", kind: str = ""
    ) -> list[Record]:
        """List the records of a span of days, of one step or one kind if asked, newest first."""
        if kind:
            shelf = self._kinds.get(kind, Shelf())
        elif step:
            shelf = self._steps.get(step, Shelf())
        else:
            shelf = self._all
        return shelf.between(first, last)

    def about(self, reference: Reference) -> list[Record]:
        """List what refers to a record, as it was written, the oldest first."""
        return list(self._about[reference].records) if reference in self._about else []

    def days(self) -> frozenset[date]:
        """List the days on which something was written."""
        if self._worded is None:
            self._worded = Counter(record.day for record in self._all.records if not record.MARK)
        return frozenset(self._worded)

    def _shelves(self, record: Record) -> list[Shelf]:
        """Name the lists, beside that of all, in which a record stands; that of its kind first."""
        shelves = [_shelf(self._kinds, record.kind)]
        if record.APART:
            return shelves
        if step := record.step:
            shelves.append(_shelf(self._steps, step))
        if record.about is not None:
            if record.about not in self._about:
                self._about[record.about] = Shelf(by_writing)
            shelves.append(self._about[record.about])
        return shelves

    def _count(self, record: Record, one: int) -> None:
        if self._worded is None:
            return
        self._worded[record.day] += one
        if not self._worded[record.day]:
            del self._worded[record.day]


def _sort(records: list[Record]) -> None:
    """Bring many into the order of `by_day`.

    Two sorts by one thing each cost less than one by a tuple, and hardly any two records were
    written in the same instant.
    """
    try:
        records.sort(key=_written)
    except TypeError:  # some have no instant
        records.sort(key=by_day)
        return
    instants = list(map(_written, records))
    tied = any(map(eq, instants, islice(instants, 1, None)))
    records.sort(key=_by_day_at_once if tied else _day)


def _shelf(shelves: dict[Any, Shelf], key: Any) -> Shelf:
    if key not in shelves:
        shelves[key] = Shelf()
    return shelves[key]
