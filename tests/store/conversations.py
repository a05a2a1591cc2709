"""Ana's journal with Ben as her partner, and what is asked of it again and again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import msgspec

from journal.model.kinds import Entry
from journal.model.record import Record, Stamp
from journal.model.said import Said
from journal.store import Journal
from journal.store.outgoing import Outgoing
from tests.sync.paired import SAID, VOICE

AnyRecord = TypeVar("AnyRecord", bound=Record)

DAY = date(2026, 11, 22)
OTHER_VOICE = "00112233445566ff"


def entry(text: str, **envelope: Any) -> Entry:
    """Make a free entry."""
    return Entry(day=DAY, step="share", text=text, **envelope)


def own(record_id: str, text: str, ms: int, voice: str = VOICE, **fields: Any) -> Said:
    """Make an own version, as the own stream has it."""
    body = msgspec.json.encode({"step": "share", "text": text, "prompt": "", "asked": ""})
    return Said(
        id=record_id,
        kind="entry",
        stamp=Stamp(ms, 0, voice),
        audience="both",
        day=DAY,
        written=SAID,
        body=msgspec.Raw(body),
        **fields,
    )


def read_back(journal: Journal, *versions: Said) -> list[bool]:
    """Take in versions of the own old stream."""
    me = journal.me.id
    return journal.exchange(lambda sync: [sync.receive(me, each) for each in versions]).result()


def outbox(journal: Journal) -> list[Outgoing]:
    """List what is to be sent."""
    return journal.exchange(lambda sync: sync.outbox(100)).result()


def texts(records: Iterable[Record]) -> list[str]:
    """Return the first text of each record."""
    return [record.texts()[0] for record in records]


def ids(records: Iterable[Record]) -> set[str]:
    """Return the ids of records."""
    return {record.id for record in records}


def with_text(record: AnyRecord, text: str) -> AnyRecord:
    """Return a record with other words."""
    changed: AnyRecord = msgspec.structs.replace(record, text=text)
    return changed
