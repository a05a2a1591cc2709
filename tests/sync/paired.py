"""A journal with a partner, and words of the partner in it, without any cryptography."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

import msgspec

from journal.model.record import BOTH, ME, Record, Reference, Stamp, new_id
from journal.model.said import Said, share
from journal.store import Journal, Person
from journal.store.exchanging import Exchanging

VOICE = "0123456789abcdef"
"""The device with which a journal of `pair_up` speaks."""
THEIR_VOICE = "fedcba9876543210"
"""The device with which the partner speaks in `hear`."""

SAID = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)

_ticks = count(1)


def pair_up(journal: Journal, partner_name: str = "Ben") -> str:
    """Let a pairing with a new partner begin; return its id."""
    pairing = new_id()
    partner = Person(new_id(), partner_name)
    journal.exchange(lambda sync: sync.begin_pairing(pairing, VOICE, partner)).result()
    return pairing


def said(journal: Journal, record: Record) -> Said:
    """Return what travels of a record that the partner made, with id and stamp where it has none.

    A sealed one needs its box and commitment from elsewhere; here they are signs.
    """
    made = msgspec.structs.replace(
        record,
        id=record.id or new_id(),
        author=journal.partner.id,
        audience=BOTH if record.audience == ME else record.audience,
        pairing=journal.pairing,
        said=record.said or SAID,
        stamp=record.stamp if record.stamp.ms else their_stamp(),
    )
    box, bound = ("Ym94", "0" * 64) if made.audience == "sealed" else ("", "")
    return share(made, about_is_shared=True, sealed=box, commitment=bound).said


def their_stamp() -> Stamp:
    """Make the next stamp of the partner's."""
    return Stamp(1_700_000_000_000 + next(_ticks), 0, THEIR_VOICE)


def hear(journal: Journal, *records: Record) -> list[Record]:
    """Take in records that the partner made; return them as they are here."""
    heard = [said(journal, record) for record in records]
    author = journal.partner.id
    journal.exchange(lambda sync: [sync.receive(author, each) for each in heard]).result()
    found = [journal.find(Reference(author, each.id)) for each in heard]
    assert all(record is not None for record in found)
    return [record for record in found if record is not None]


def hear_gone(journal: Journal, record: Record) -> None:
    """Let the partner take a record back."""
    seen = {**record.replaces, record.stamp.device: (record.stamp.ms, record.stamp.counter)}
    gone = Said(id=record.id, kind=record.kind, stamp=their_stamp(), replaces=seen, gone=True)
    journal.exchange(lambda sync: sync.receive(record.author, gone)).result()


def send_all(journal: Journal, number: int = 1) -> int:
    """Count everything that waits as sent in one file; return how much it was."""

    def job(sync: Exchanging) -> int:
        out = sync.outbox(1_000_000)
        for each in out:
            sync.mark_sent(each.record.id, each.record.stamp, number)
        return len(out)

    return journal.exchange(job).result()
