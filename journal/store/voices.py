"""How a journal that may have spoken from two places goes on with a voice of its own.

Source: *A restored backup or a copied folder* in the design.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from journal.model.record import Record, Stamp
from journal.store.merging import stand_anew
from journal.store.spoken import Row, Sent
from journal.store.staging import Staging


def speak_anew(staging: Staging, voice: str, contested: Collection[str]) -> None:
    """Give everything unsent, and own records that are contested, stamps of a new device.

    A version sent in a contested file was perhaps never seen, and another may bear its stamp: so
    nothing names it as replaced any more, and it is not kept as an earlier one.
    """
    spoken, pairing = staging.spoken, staging.pairing
    numbers = [sent.number for name in contested if (sent := spoken.sent.get(name))]
    first = min(numbers, default=0)
    staging.book = msgspec.structs.replace(
        staging.book, pairing=msgspec.structs.replace(pairing, voice=voice)
    )
    for record_id in {*spoken.waiting.names(), *contested}:
        record = staging.own(record_id)
        if record is None or not staging.is_live(record):
            continue  # a deletion whose body has left the bin keeps its stamp
        rows = spoken.rows_of(record.reference, pairing.id)
        certain = [row for row in rows if row.unsent or not _is_contested(row, first)]
        lost = [row for row in rows if row not in certain]
        is_contested = record_id in contested
        if is_contested:
            _count_as_sent(staging, record, [row for row in certain if not row.unsent])
        if is_contested or not spoken.is_sent(record):
            _say_anew(staging, record, voice, lost, certain)
        spoken.put_rows(record.reference, [_anew(row, voice) for row in certain])
        again = staging.own(record_id)
        if again is not None:
            stand_anew(staging, again)


def speak_apart(staging: Staging, voice: str) -> None:
    """Give what is unsent stamps of a new device, and leave all else for `speak_anew`.

    This comes before the old stream is read through: what another said in it with the old voice
    has seen none of what was not sent from here, whatever its stamps say.
    """
    spoken, pairing = staging.spoken, staging.pairing
    staging.book = msgspec.structs.replace(
        staging.book, pairing=msgspec.structs.replace(pairing, voice=voice)
    )
    for record_id in [*spoken.waiting.names()]:
        record = staging.own(record_id)
        if record is None or not staging.is_live(record):
            continue
        if not spoken.is_sent(record):
            record = msgspec.structs.replace(record, stamp=_of(record.stamp, voice))
            staging.put_own(record)
        rows = spoken.rows_of(record.reference, pairing.id)
        spoken.put_rows(
            record.reference, [_anew(row, voice) if row.unsent else row for row in rows]
        )
        stand_anew(staging, record)


def _is_contested(row: Row, first: int) -> bool:
    return bool(first) and row.number >= first


def _count_as_sent(staging: Staging, record: Record, known: list[Row]) -> None:
    """Let the newest of what the other is known to have be what was sent, if there is any."""
    newest = max(known, key=lambda row: row.said.stamp, default=None)
    sent = None if newest is None else Sent(newest.said.stamp, newest.number, record.kind)
    staging.spoken.sent.put(record.id, sent)


def _say_anew(
    staging: Staging, record: Record, voice: str, lost: list[Row], certain: list[Row]
) -> None:
    lowered = {row.said.stamp.device for row in lost}
    replaces = {device: seen for device, seen in record.replaces.items() if device not in lowered}
    for stamp in (row.said.stamp for row in certain if not row.unsent):
        if stamp.device in lowered:
            seen = (stamp.ms, stamp.counter)
            replaces[stamp.device] = max(seen, replaces.get(stamp.device, seen))
    staging.put_own(
        msgspec.structs.replace(record, stamp=_of(record.stamp, voice), replaces=replaces)
    )


def _anew(row: Row, voice: str) -> Row:
    """An unsent version beside is said with the new voice too; what was sent is long ago now."""
    if not row.unsent:
        return msgspec.structs.replace(row, number=0)
    said = msgspec.structs.replace(row.said, stamp=_of(row.said.stamp, voice))
    return msgspec.structs.replace(row, said=said)


def _of(stamp: Stamp, voice: str) -> Stamp:
    return Stamp(stamp.ms, stamp.counter, voice)
