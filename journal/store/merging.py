"""What becomes of a version that was read from a stream: the other's, or one's own old one.

Source: *Merge* in the design. How a record stands depends on the set of its versions alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date

import msgspec

from journal.model.record import ME, Record, Reference
from journal.model.said import Said
from journal.model.standing import covers, stand
from journal.store.documents import foreign_record, foreign_table, record_in
from journal.store.received import (
    bare,
    document_of,
    normal,
    said_in,
    said_of,
    tombstone_of,
)
from journal.store.spoken import Row, Sent
from journal.store.staging import Staging

MOST = 100
"""So many versions of one record of the other's are kept beside the one that shows."""


def receive(staging: Staging, author: str, said: Said) -> bool:
    """Take in a version; tell whether anything changed.

    Raises `ValueError` where it is not what any program of ours says, or its author is neither
    the partner nor oneself; then nothing has changed.
    """
    said = normal(said)
    if author == staging.book.me.id:
        return _receive_own(staging, said)
    if author != staging.book.partner.id or not staging.pairing_id:
        raise ValueError("a stranger")
    return _receive_theirs(staging, author, said)


def _receive_theirs(staging: Staging, author: str, said: Said) -> bool:
    name = Reference(author, said.id)
    if said.about == name:
        said = msgspec.structs.replace(said, about=None)  # nothing is about itself
    kind = staging.foreign.get(name)
    raw = staging.raw(foreign_table(kind, author), int(said.id, 16)) if kind else None
    if raw is None:
        _show(staging, name, said)
        return True
    current, stored = said_in(raw)
    if stored.pairing != staging.pairing_id:  # what was said in a former pairing gives way
        staging.spoken.put_rows(name, ())
        _show(staging, name, said)
        return True
    rows = staging.spoken.rows_of(name, staging.pairing_id)
    if said.digest in {known.digest for known in (current, *(row.said for row in rows))}:
        return False
    now = stand([current, *(row.said for row in rows), said]).current
    others = [each for each in (current, *(row.said for row in rows), said) if each is not now]
    others = _worth_keeping(now, others)[:MOST]
    known = {row.said.digest: row for row in rows}
    new = {each.digest: each for each in others}
    if now is current and new.keys() == known.keys():
        return False
    staging.spoken.put_rows(
        name, [Row(author, said.id, staging.pairing_id, each) for each in new.values()]
    )
    if now is not current:
        _show(staging, name, now)
    return True


def _worth_keeping(now: Said, others: Iterable[Said]) -> list[Said]:
    """Leave out the words that were taken back; what is left is in order, the newest first."""
    others = sorted(others, key=lambda said: (said.stamp, said.digest), reverse=True)
    deletions = [said for said in (now, *others) if said.gone]
    return [
        said
        for said in others
        if said.gone or not any(covers(deletion, said) for deletion in deletions)
    ]


def _show(staging: Staging, name: Reference, said: Said) -> None:
    """Let a version of the other's be the one that shows."""
    number, kind = int(name.id, 16), staging.foreign.get(name)
    if kind is not None and kind != said.kind:
        staging.put(foreign_table(kind, name.author), number, None)
    staging.foreign.put(name, said.kind)
    if said.gone:
        _show_gone(staging, name, said)
        return
    raw = document_of(said, name.author, staging.pairing_id, staging.offset)
    staging.put(foreign_table(said.kind, name.author), number, raw)
    if staging.taken_back.get(name):
        staging.taken_back.put(name, None)
    record = foreign_record(name, said.kind, raw)
    if record is None:
        _hide(staging, name)
    else:
        staging.note(name, record)


def _show_gone(staging: Staging, name: Reference, said: Said) -> None:
    before, gone = staging.find(name), staging.now.astimezone(UTC)
    day = before.day if before else staging.now.date()
    document = tombstone_of(said, name.author, staging.pairing_id, gone, day)
    staging.put(foreign_table(said.kind, name.author), int(name.id, 16), document)
    staging.taken_back.put(name, True)
    _hide(staging, name)


def _hide(staging: Staging, name: Reference) -> None:
    """Let nothing of the other's be shown under a name any more."""
    before = staging.find(name)
    if before is not None:
        gone = staging.now.astimezone(UTC)
        staging.note(name, msgspec.structs.replace(before, gone=gone))


def _receive_own(staging: Staging, said: Said) -> bool:
    pairing = staging.pairing
    moment = (said.stamp.ms, said.stamp.counter)
    staging.book = msgspec.structs.replace(
        staging.book, pairing=msgspec.structs.replace(pairing, last=max(pairing.last, moment))
    )
    record = staging.own(said.id)
    if record is not None and staging.is_live(record):
        return _merge_own(staging, said, said_of(record), record)
    raw = staging.raw(said.kind, int(said.id, 16))
    if record is None and raw is not None:
        current, stored = said_in(raw)
        if stored.pairing == pairing.id and stored.audience != ME:
            return _merge_own(staging, said, current, None)
    if record is not None and not said.gone:
        shared = version(staging, said, record)
        if shared is None or _words(shared) != _words(record):
            staging.keep_private(record)
    if record is not None and said.gone:
        return False  # it was private again before it was taken back
    _show_own(staging, said, record)
    return True


def _merge_own(staging: Staging, said: Said, current: Said, record: Record | None) -> bool:
    name = Reference(staging.book.me.id, said.id)
    rows = staging.spoken.rows_of(name, staging.pairing_id)
    if said.about is None and record is not None and not said.gone:
        said = msgspec.structs.replace(said, about=record.about)
    sent = staging.spoken.sent.get(said.id)
    for known in (current, *(row.said for row in rows)):
        if _is_same(known, said):
            return _was_sent_after_all(staging, known, record)
    every = [*rows, _row_of(staging, name, current), Row(*name, staging.pairing_id, said)]
    now = stand([row.said for row in every]).current
    others = _own_rows(now, every)
    staging.spoken.put_rows(name, others)
    if now is said or sent is None:
        staging.spoken.sent.put(said.id, Sent(said.stamp, 0, said.kind))
    if now is not current:
        _count_as_sent(staging, now, rows)
        _show_own(staging, now, record)
    _note(staging, now, record)
    return now is not current or {row.doc_id for row in rows} != {row.doc_id for row in others}


def stand_anew(staging: Staging, record: Record) -> None:
    """Find out again which version of an own record shows, since stamps of some were changed."""
    name, said = record.reference, said_of(record)
    rows = staging.spoken.rows_of(name, staging.pairing_id)
    shown = _row_of(staging, name, said)
    now = stand([said, *(row.said for row in rows)]).current
    if now is not said:
        staging.spoken.put_rows(name, _own_rows(now, [*rows, shown]))
        _count_as_sent(staging, now, rows)
        _show_own(staging, now, record)
    _note(staging, now, record)


def _row_of(staging: Staging, name: Reference, shown: Said) -> Row:
    """Return the row that an own version that shows becomes if another one takes its place."""
    sent = staging.spoken.sent.get(name.id)
    number = sent.number if sent is not None and sent.stamp == shown.stamp else None
    return Row(*name, staging.pairing_id, shown, number=number or 0, unsent=number is None)


def _count_as_sent(staging: Staging, now: Said, rows: Iterable[Row]) -> None:
    """Let an own version that stood in a row be the newest that was sent, if it was."""
    for row in rows:
        if row.said is now and not row.unsent:
            staging.spoken.sent.put(now.id, Sent(now.stamp, row.number, now.kind))


def _own_rows(now: Said, every: Sequence[Row]) -> list[Row]:
    """Choose the own versions that are kept although they do not show."""
    worth = {each.digest for each in _worth_keeping(now, (row.said for row in every))}
    return [
        row
        for row in every
        if row.said is not now
        and row.said.digest in worth
        and not (row.unsent and _is_settled(row.said, every))
    ]


def _is_settled(unsent: Said, every: Iterable[Row]) -> bool:
    """Tell whether an own version need not be sent any more: replaced, or it deletes nothing."""
    deletes_nothing = unsent.gone and not unsent.replaces
    return deletes_nothing or any(covers(each.said, unsent) for each in every)


def _was_sent_after_all(staging: Staging, known: Said, record: Record | None) -> bool:
    """What was read from an own stream is sent, whatever was known of it.

    It is in no file of one's own that may be contested, either: everyone comes to read it there.
    """
    name = Reference(staging.book.me.id, known.id)
    rows = staging.spoken.rows_of(name, staging.pairing_id)
    if any(row.said is known for row in rows):
        is_new = any(row.said is known and row.unsent for row in rows)
        staging.spoken.put_rows(name, [_confirmed(row, known) for row in rows])
    else:
        sent = staging.spoken.sent.get(known.id)
        is_new = sent is None or sent.stamp != known.stamp
        staging.spoken.sent.put(known.id, Sent(known.stamp, 0, known.kind))
    if is_new:
        _note(staging, known, record)
    return is_new


def _confirmed(row: Row, known: Said) -> Row:
    return msgspec.structs.replace(row, unsent=False, number=0) if row.said is known else row


def _note(staging: Staging, said: Said, record: Record | None) -> None:
    """Find out whether an own record waits, be it no more than the envelope of a deleted one."""
    current = staging.own(said.id) or record
    if current is None:
        raw = staging.raw(said.kind, int(said.id, 16))
        current = None if raw is None else bare(raw)
    if current is not None:
        staging.spoken.note(current, staging.pairing_id)


def _is_same(known: Said, said: Said) -> bool:
    """Tell whether a version from the own stream is here; sealed words are not in it."""
    if known.stamp != said.stamp or known.gone != said.gone:
        return False
    return said.gone or bool(said.sealed) or bytes(known.body) == bytes(said.body)


def _show_own(staging: Staging, said: Said, record: Record | None) -> None:
    """Let a version from the own stream be the one that shows; deleted words stay in the bin."""
    me, pairing = staging.book.me.id, staging.pairing_id
    gone = staging.now.astimezone(UTC)
    if staging.spoken.sent.get(said.id) is None:
        staging.spoken.sent.put(said.id, Sent(said.stamp, 0, said.kind))
    if said.gone and record is not None:
        staging.put_own(
            msgspec.structs.replace(
                record, gone=record.gone or gone, stamp=said.stamp, replaces=said.replaces
            )
        )
    elif said.gone:
        document = tombstone_of(said, me, pairing, gone, staging.now.date())
        staging.put(said.kind, int(said.id, 16), document)
        _note(staging, said, None)
    elif (shown := version(staging, said, record)) is not None:
        staging.put_own(shown)
    else:
        raw = document_of(said, me, pairing, staging.offset)
        staging.put(said.kind, int(said.id, 16), raw)


def version(staging: Staging, said: Said, record: Record | None) -> Record | None:
    """Build the own record that a version from the own stream is; what never travels stays."""
    me = staging.book.me.id
    raw = document_of(said, me, staging.pairing_id, staging.offset)
    made = record_in(Reference(me, said.id), said.kind, raw)
    if made is None:
        return None
    written = said.written or staging.now.astimezone(UTC)
    if record is None:
        return msgspec.structs.replace(made, written=written)
    return msgspec.structs.replace(
        made, written=record.written, offset=record.offset, about=said.about or record.about
    )


def _words(record: Record) -> tuple[date, bytes]:
    return record.day, bytes(said_of(record).body)
