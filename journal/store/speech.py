"""How a record is said to the partner: who may hear it, when it was said, what it has replaced.

Source: *Records* and *Sync* in the design. What is said gets its stamp from the pairing's own
clock, and names only versions that were sent: nothing of a private save can be seen in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import msgspec

from journal.i18n import _
from journal.model.kinds import Answer
from journal.model.record import BOTH, ME, SEALED, Record, Reference, Stamp, next_stamp
from journal.model.said import Said, Shared, share
from journal.model.standing import stand
from journal.store.bookkeeping import Pairing
from journal.store.documents import foreign_record, record_in
from journal.store.errors import ReadOnly, StoreError
from journal.store.received import document_of, said_of
from journal.store.spoken import Row, Staged

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Speech:
    """What one commit says in the pairing that is going on; without one it says nothing."""

    def __init__(
        self,
        staged: Staged,
        pairing: Pairing | None,
        *,
        now: datetime,
        about: Callable[[Reference], Iterable[Record]],
        chosen: Iterable[Said] = (),
    ) -> None:
        self.staged = staged
        self.pairing = pairing
        self._now = now.astimezone(UTC).replace(microsecond=now.microsecond // 1000 * 1000)
        self._about = about
        self._chosen = {said.words for said in chosen}

    @property
    def pairing_id(self) -> str:
        """The pairing that is going on, or nothing."""
        return self.pairing.id if self.pairing else ""

    def is_live(self, record: Record) -> bool:
        """Tell whether a record is said to the pairing that is going on."""
        return record.seen_by != ME and bool(record.pairing) and record.pairing == self.pairing_id

    def was_sent(self, record: Record) -> bool:
        """Tell whether any version of an own record was sent in this pairing."""
        return self.is_live(record) and self.staged.sent.get(record.id) is not None

    def check_open(self, record: Record) -> None:
        """Raise `ReadOnly` for an answer that both have opened."""
        if self.is_live(record) and self.staged.fixed.get(record.id):
            raise ReadOnly(_("You have both opened your answers; they stay as they are now."))

    def begin(self, record: Record, said: datetime | None) -> Record:
        """Make the version of an own record with which it is first said. Raises `StoreError`."""
        pairing = self._check(record)
        return msgspec.structs.replace(
            record,
            pairing=pairing.id,
            said=said or self._now,
            stamp=self._stamp(pairing, record.stamp if self.is_live(record) else Stamp(0, 0, "")),
            replaces={},
        )

    def next(self, record: Record, before: Record) -> Record:
        """Make the next version of what is being said; it has seen all that stands.

        While a version is unsent a newer one takes its place. Raises `StoreError`.
        """
        pairing = self._check(record)
        if before.seen_by == BOTH and record.seen_by == SEALED and self.was_sent(before):
            raise StoreError(_("This was shared openly already; it cannot be sealed any more."))
        rows = self.staged.rows_of(before.reference, self.pairing_id)
        sent = [row for row in rows if not row.unsent]
        if self.staged.is_sent(before):
            sent.append(self._row(before))
        seen = dict(before.replaces)
        for said in (row.said for row in sent):
            _see(seen, said)
        newest = max([before.stamp, *(row.said.stamp for row in rows)])
        return msgspec.structs.replace(
            record, stamp=self._stamp(pairing, newest), replaces=seen, pairing=pairing.id
        )

    def kept_beside(self, before: Record, after: Record) -> list[Record]:
        """List what stood beside `before`, was not chosen, and so becomes records of their own.

        What `after` has replaced is an earlier version from now on.
        """
        name = before.reference
        if not self.is_live(before):
            if before.pairing and before.pairing != after.pairing:
                self._forget(name, before.pairing)
            return []
        rows = self.staged.rows_of(name, before.pairing)
        if not rows and not self.staged.is_sent(before):
            return []
        beside = stand([said_of(before), *(row.said for row in rows)]).beside
        kept = [
            record
            for said in beside
            if said.words not in self._chosen and (record := record_of(said, before)) is not None
        ]
        if after.pairing != before.pairing or after.seen_by == ME:
            self._forget(name, before.pairing)
            return [
                msgspec.structs.replace(record, audience=ME, pairing="", said=None)
                for record in kept
            ]
        sent = [row for row in rows if not row.unsent]
        if self.staged.is_sent(before):
            sent.append(self._row(before))
        others = [row for row in self.staged.rows.get(name) or () if row.pairing != before.pairing]
        self.staged.put_rows(name, [*others, *sent])
        return kept

    def private_about(self, record: Record) -> list[Record]:
        """List one's own private records about a record."""
        return [
            mark
            for mark in self._about(record.reference)
            if mark.author == record.author and mark.seen_by == ME
        ]

    def _forget(self, name: Reference, pairing: str) -> None:
        rows = self.staged.rows.get(name) or ()
        self.staged.put_rows(name, [row for row in rows if row.pairing != pairing])

    def _row(self, record: Record) -> Row:
        sent = self.staged.sent.get(record.id)
        number = sent.number if sent else 0
        return Row(record.author, record.id, record.pairing, said_of(record), number)

    def _check(self, record: Record) -> Pairing:
        if record.PRIVATE:
            raise StoreError(_("This stays with you: it is not of a sort that can be shared."))
        if record.audience == SEALED and not isinstance(record, Answer):
            raise StoreError(_("Only an answer to a question can be sealed."))
        if self.pairing is None:
            raise StoreError(_("You have no partner here yet; it stays with you until you do."))
        return self.pairing

    def _stamp(self, pairing: Pairing, seen: Stamp) -> Stamp:
        now_ms = (self._now - _EPOCH) // timedelta(milliseconds=1)
        stamp = next_stamp(now_ms, Stamp(*pairing.last, pairing.voice), seen, pairing.voice)
        self.pairing = msgspec.structs.replace(pairing, last=(stamp.ms, stamp.counter))
        return stamp


def record_of(said: Said, like: Record) -> Record | None:
    """Build the record of its own that a version beside `like` becomes.

    Its id is made from the record's and the stamp, so that two devices make the same one.
    """
    shown = version_of(said, like, own=True)
    if shown is None:
        return None
    name = f"{said.id}{said.stamp.ms}.{said.stamp.counter}.{said.stamp.device}"
    record_id = blake2b(name.encode(), digest_size=16).hexdigest()
    return msgspec.structs.replace(shown, id=record_id, written=shown.said or like.written)


def version_of(said: Said, like: Record, *, own: bool) -> Record | None:
    """Build the record that another version of `like` is; none where nothing of it is shown."""
    if said.gone:
        return None
    raw = document_of(said, like.author, like.pairing, like.offset)
    find = record_in if own else foreign_record
    return find(Reference(like.author, said.id), said.kind, raw)


def preview(record: Record, *, about_is_shared: bool, now: datetime, pairing: str) -> Shared:
    """Return what would travel if a record were shared; a sealed answer's words are shown.

    Raises `NotShared`.
    """
    return share(
        msgspec.structs.replace(
            record,
            id=record.id or "0" * 32,
            audience=BOTH,
            pairing=pairing,
            said=(record.said if record.pairing == pairing else None) or now.astimezone(UTC),
            stamp=Stamp(0, 0, ""),
            replaces={},
        ),
        about_is_shared=about_is_shared,
    )


def _see(seen: dict[str, tuple[int, int]], said: Said) -> None:
    """Count a version, and all that it has seen, as seen."""
    stamp = said.stamp
    for device, moment in (*said.replaces.items(), (stamp.device, (stamp.ms, stamp.counter))):
        seen[device] = max((moment[0], moment[1]), seen.get(device, (0, 0)))
