"""What of one's own goes, or went, to the other: derived from records and from what was sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import NamedTuple

import msgspec

from journal.model.record import SEALED, Record, Reference
from journal.model.said import Said
from journal.model.standing import covers, stand
from journal.store.received import bare, said_of
from journal.store.speech import record_of, version_of
from journal.store.staging import Staging


class Outgoing(NamedTuple):
    """A version that is to be sent, for `share` or, where it is gone, `withdraw`."""

    record: Record
    """Where it is gone, no more than its envelope may be left of it."""
    kind: str
    about_is_shared: bool
    gone: bool


class Outbox:
    """Finds what is to be sent, within one commit."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging

    def current(self, record_id: str) -> tuple[Record | None, str]:
        """Find how an own record stands now, the envelope of one whose body is gone too."""
        record = self._staging.own(record_id)
        if record is not None:
            return record, record.kind
        sent = self._staging.spoken.sent.get(record_id)
        raw = self._staging.raw(sent.kind, int(record_id, 16)) if sent else None
        return (None, "") if sent is None or raw is None else (bare(raw), sent.kind)

    def unsent(self, record_id: str) -> list[Outgoing]:
        """List the versions of an own record that are to be sent."""
        current, kind = self.current(record_id)
        if current is None:
            return []
        found = []
        if not self._staging.spoken.is_sent(current):
            found.append(self._outgoing(current, kind))
        rows = self._staging.spoken.rows_of(current.reference, self._staging.pairing_id)
        if rows:
            found += self._versions([row.said for row in rows if row.unsent], current, kind)
        return found

    def sent(self, record_id: str) -> list[Outgoing]:
        """List the versions of an own record that were sent and stand."""
        current, kind = self.current(record_id)
        if current is None or current.pairing != self._staging.pairing_id:
            return []
        found = []
        if self._staging.spoken.is_sent(current):
            found.append(self._outgoing(current, kind))
        rows = self._staging.spoken.rows_of(current.reference, self._staging.pairing_id)
        if rows and current.gone is None:
            every = [said_of(current), *(row.said for row in rows)]
            standing = stand(every)
            sent = [row.said for row in rows if not row.unsent]
            standing_still = [
                said
                for said in sent
                if said in standing.beside
                or (said.gone and not any(covers(other, said) for other in every))
            ]
            found += self._versions(standing_still, current, kind)
        return found

    def _versions(self, versions: Iterable[Said], like: Record, kind: str) -> list[Outgoing]:
        """Make versions that do not show ready to be sent, deletions among them."""
        gone = self._staging.now.astimezone(UTC)
        found = []
        for said in versions:
            record = version_of(said, like, own=True)
            if said.gone:
                record = msgspec.structs.replace(
                    like, stamp=said.stamp, replaces=said.replaces, gone=gone
                )
            if record is not None:
                found.append(self._outgoing(record, kind))
        return found

    def _outgoing(self, record: Record, kind: str) -> Outgoing:
        about = record.about
        shared = about is not None and self._is_shared(about)
        return Outgoing(record, kind, shared, record.gone is not None)

    def _is_shared(self, name: Reference) -> bool:
        """Tell whether the partner knows of a record, or will before what is said about it."""
        staging = self._staging
        if name.author != staging.book.me.id:
            return (
                name.author == self._staging.book.partner.id
                and staging.foreign.get(name) is not None
            )
        if staging.spoken.sent.get(name.id) is not None:
            return True
        record = staging.own(name.id)
        return record is not None and record.gone is None and staging.is_live(record)


def own_beside(staging: Staging, record: Record) -> list[Record]:
    """List the versions that stand beside an own record, each as a record of its own."""
    rows = staging.spoken.rows_of(record.reference, record.pairing)
    if not rows:
        return []
    beside = stand([said_of(record), *(row.said for row in rows)]).beside
    return [found for said in beside if (found := record_of(said, record)) is not None]


def never_opened(staging: Staging) -> list[Record]:
    """List the own sealed answers of the pairing that is going on whose key has not gone out."""
    own = [staging.own(each.id) for each in staging.kept.index.own()]
    return [
        each
        for each in own
        if each is not None and each.gone is None and each.seen_by == SEALED
        and staging.is_live(each) and staging.spoken.fixed.get(each.id) is None
    ]  # fmt: skip
