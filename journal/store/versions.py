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
from journal.model.record import ME, Record, Stamp, new_id, next_stamp, replacing
from journal.store.documents import is_known
from journal.store.errors import ReadOnly, StoreError
from journal.store.home import is_hex
from journal.store.speech import Speech

NOTHING = Stamp(0, 0, "")

_KEPT = ("schema", "author", "pairing", "said", "written", "offset", "stamp", "replaces")
"""What of a record is never the caller's to change."""

_MOMENT = timedelta(seconds=1)
"""By no more than this is anything said to be written later than the clock says."""


class Version(NamedTuple):
    """A record as it was, if it was, and as it is to be."""

    before: Record | None
    after: Record
    emptied: bool = False
    """Whether the body goes at once: it was withdrawn."""

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
        speech: Speech,
    ) -> None:
        self._find = find
        self.speech = speech
        """What is said to the partner by it."""
        self.extra: list[Version] = []
        """What else comes of it: versions that stood beside, as records of their own; …"""
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

    def make(
        self, records: Sequence[Record], *, withdraw: bool = False, anew: bool = False
    ) -> list[Version]:
        """Make a version of each; raises `ReadOnly` or `StoreError` for any that may not be.

        With `withdraw`, what was sent and is to be private is taken back: the version is then of
        the private copy. With `anew`, one is made although nothing differs.
        """
        if len({record.id for record in records if record.id}) < sum(bool(r.id) for r in records):
            raise StoreError(_("The same entry cannot be changed twice at once."))
        made = []
        for number, record in enumerate(records):
            before = self._find(record.id) if record.id else None
            if number:
                self.written += timedelta(milliseconds=1)
            if before is None:
                made.append(Version(None, self._first(record)))
            else:
                made.append(self._next(record, before, withdraw=withdraw, anew=anew))
        return made

    def _first(self, record: Record) -> Record:
        """Begin a record.

        What is kept at one instant is written a millisecond apart, so that its order holds when
        one of it is edited later. `written` is respected where it is given. A name that a document
        has which is not shown (emptied, hidden) is refused.
        """
        if record.author not in ("", self._author):
            raise ReadOnly(_("This is not yours to change."))
        if record.id and (not is_hex(record.id, 32) or self._is_taken(record.id)):
            raise ReadOnly(_("This cannot be kept under the name it has; write it anew."))
        if record.written is None:
            written = self.written
            offset = (self._now.utcoffset() or timedelta()) // timedelta(minutes=1)
        else:
            written, offset = record.written.astimezone(UTC), record.offset
        begun = msgspec.structs.replace(
            record,
            id=record.id or new_id(),
            written=written,
            offset=offset,
            schema=type(record).SCHEMA,
            author=self._author,
            pairing="",
            replaces={},
        )
        if begun.seen_by != ME:
            return self.speech.begin(begun, record.said)
        return msgspec.structs.replace(begun, said=None, stamp=self._stamp(NOTHING))

    def _next(self, record: Record, before: Record, *, withdraw: bool, anew: bool) -> Version:
        """Make a newer version of `before`; the same one where nothing differs."""
        self._check(record, before)
        wants = record.seen_by != ME
        if before.seen_by != ME and not self.speech.is_live(before):
            wants = wants and record.pairing != before.pairing  # else it is only edited
        after = msgspec.structs.replace(record, **{name: getattr(before, name) for name in _KEPT})
        live = self.speech.is_live(before)
        if after == before and not anew and (live or not wants):
            return Version(before, before)
        if live and wants:
            return self._spoken(before, self.speech.next(after, before))
        if self.speech.was_sent(before):
            if not withdraw:
                raise StoreError(_("This was shared already; take it back to make it private."))
            return self._withdraw(after, before)
        if wants:
            return self._spoken(before, self.speech.begin(after, None))
        return self._spoken(before, self._to_oneself(after, before))

    def _check(self, record: Record, before: Record) -> None:
        if not is_known(before):
            raise ReadOnly(
                _("This was written by a newer version of Twofold; it can only be read.")
            )
        if before.author != self._author:
            raise ReadOnly(_("This is not yours to change."))
        if type(record) is not type(before):
            raise StoreError(_("An entry cannot become one of another kind."))
        self.speech.check_open(before)

    def _to_oneself(self, after: Record, before: Record) -> Record:
        """Make a private version; one of what was said to a former pairing is private from now.

        Putting such a one into the bin, or taking it out, does not count as a change of it.
        """
        stamp = self._stamp(before.stamp)
        if before.seen_by == ME:
            return msgspec.structs.replace(after, stamp=stamp, replaces=replacing(before))
        if after.seen_by != ME and msgspec.structs.replace(after, gone=before.gone) == before:
            return msgspec.structs.replace(after, stamp=stamp)
        return msgspec.structs.replace(
            after, audience=ME, pairing="", said=None, stamp=stamp, replaces={}
        )

    def _spoken(self, before: Record, after: Record) -> Version:
        """Keep what stood beside as records of their own."""
        for record in self.speech.kept_beside(before, after):
            if self._find(record.id) is None and not self._is_taken(record.id):
                made = self.speech.begin(record, record.said) if record.seen_by != ME else (
                    msgspec.structs.replace(record, stamp=self._stamp(NOTHING))
                )  # fmt: skip
                self.extra.append(Version(None, made))
        return Version(before, after)

    def _withdraw(self, after: Record, before: Record) -> Version:
        """Take back what was sent: a private copy stands for it from now on."""
        gone = self.speech.next(
            msgspec.structs.replace(before, gone=self._now.astimezone(UTC)), before
        )
        self._spoken(before, msgspec.structs.replace(gone, audience=ME))
        self.extra.append(Version(before, gone, emptied=True))
        copy = msgspec.structs.replace(
            after,
            id=new_id(),
            audience=ME,
            pairing="",
            said=None,
            stamp=self._stamp(NOTHING),
            replaces={},
        )
        for mark in self.speech.private_about(before):
            moved = msgspec.structs.replace(
                mark,
                about=copy.reference,
                stamp=self._stamp(mark.stamp),
                replaces=replacing(mark),
            )
            self.extra.append(Version(mark, moved))
        return Version(None, copy)

    def _stamp(self, seen: Stamp) -> Stamp:
        now_ms = (self._now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
        stamp = next_stamp(now_ms, Stamp(*self.last, self._device), seen, self._device)
        self.last = (stamp.ms, stamp.counter)
        return stamp
