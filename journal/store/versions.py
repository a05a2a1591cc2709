"""How a record becomes the next version of itself: who, when, and what it has replaced.

Source: *Records* in the design. Nobody's record but one's own is ever changed, a stamp never falls
behind an older one, and what a newer program wrote is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec

from journal.i18n import _
from journal.model.record import Record, Stamp, new_id, next_stamp, replacing
from journal.store.documents import is_known
from journal.store.errors import ReadOnly, StoreError
from journal.store.home import is_hex

NOTHING = Stamp(0, 0, "")

_MOMENT = timedelta(seconds=1)
"""By no more than this is anything said to be written later than the clock says."""


class Version(NamedTuple):
    """A record as it was, if it was, and as it is to be."""

    before: Record | None
    after: Record

    @property
    def is_change(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after


class Versions:
    """Makes the next versions of several records, at one instant, on one device."""

    def __init__(
        self,
        find: Callable[[str], Record | None],
        *,
        is_taken: Callable[[str], bool],
        author: str,
        device: str,
        last: tuple[int, int],
        now: datetime,
        not_before: datetime,
    ) -> None:
        self._find = find
        self._is_taken = is_taken
        self._author = author
        self._device = device
        self._now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        self.last = last
        """Milliseconds and counter of the newest stamp made so far."""
        self.written = self._now.astimezone(UTC)
        """When the newest record was written; a moment later than now, right after a commit."""
        if timedelta() < not_before - self.written < _MOMENT:
            self.written = not_before

    def make(self, records: Sequence[Record]) -> list[Version]:
        """Make a version of each; raises `ReadOnly` or `StoreError` for any that may not be."""
        if len({record.id for record in records if record.id}) < sum(bool(r.id) for r in records):
            raise StoreError(_("The same entry cannot be changed twice at once."))
        made = []
        for number, record in enumerate(records):
            before = self._find(record.id) if record.id else None
            if number:
                self.written += timedelta(milliseconds=1)
            after = self._first(record) if before is None else self._next(record, before)
            made.append(Version(before, after))
        return made

    def _first(self, record: Record) -> Record:
        """Begin a record.

        What is kept at one instant is written a millisecond apart, so that its order holds when
        one of it is edited later. `written` is respected where it is given. A name that a document
        has which is not shown (emptied, hidden) is refused.
        """
        if record.id and (not is_hex(record.id, 32) or self._is_taken(record.id)):
            raise ReadOnly(_("This cannot be kept under the name it has; write it anew."))
        if record.written is None:
            written = self.written
            offset = (self._now.utcoffset() or timedelta()) // timedelta(minutes=1)
        else:
            written, offset = record.written.astimezone(UTC), record.offset
        return msgspec.structs.replace(
            record,
            id=record.id or new_id(),
            written=written,
            offset=offset,
            schema=type(record).SCHEMA,
            author=self._author,
            stamp=self._stamp(NOTHING),
            replaces={},
        )

    def _next(self, record: Record, before: Record) -> Record:
        """Make a newer version of `before`; the same one where nothing differs."""
        if not is_known(before):
            raise ReadOnly(
                _("This was written by a newer version of Twofold; it can only be read.")
            )
        if before.author != self._author:
            raise ReadOnly(_("This is not yours to change."))
        if type(record) is not type(before):
            raise StoreError(_("An entry cannot become one of another kind."))
        envelope = {
            name: getattr(before, name)
            for name in ("schema", "author", "written", "offset", "stamp", "replaces")
        }
        after = msgspec.structs.replace(record, **envelope)
        if after == before:
            return before
        return msgspec.structs.replace(
            after, stamp=self._stamp(before.stamp), replaces=replacing(before)
        )

    def _stamp(self, seen: Stamp) -> Stamp:
        now_ms = (self._now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
        stamp = next_stamp(now_ms, Stamp(*self.last, self._device), seen, self._device)
        self.last = (stamp.ms, stamp.counter)
        return stamp


class Undo:
    """What can be taken back in this session: deletions, edits and marks, the newest first."""

    def __init__(self) -> None:
        self._steps: list[dict[str, Version]] = []

    def __bool__(self) -> bool:
        return bool(self._steps)

    def remember(self, versions: Sequence[Version]) -> None:
        """Remember a commit, if it changed or deleted something or made a mark."""
        step = {
            version.after.id: version
            for version in versions
            if (version.after.MARK if version.before is None else version.before.gone is None)
        }
        if step:
            self._steps.append(step)

    def pop(self, find: Callable[[str], Record | None]) -> dict[str, Version]:
        """Take the newest step whose outcome still stands; an empty one where none does."""
        while self._steps:
            step = {
                name: version
                for name, version in self._steps.pop().items()
                if (current := find(name)) is not None and current.stamp == version.after.stamp
            }
            if step:
                return step
        return {}

    def put_back(self, step: dict[str, Version]) -> None:
        """Remember again a step that could not be taken back."""
        if step:
            self._steps.append(step)

    def now_stands(self, taken_back: Sequence[Version], step: dict[str, Version]) -> None:
        """Let what a step brought back count as the outcome of the step before it."""
        for version in taken_back:
            undone = step[version.after.id]
            for earlier in self._steps:
                known = earlier.get(version.after.id)
                if known and undone.before and known.after.stamp == undone.before.stamp:
                    earlier[version.after.id] = Version(known.before, version.after)
