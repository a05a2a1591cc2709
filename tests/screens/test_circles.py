"""A partner's changed program sends circles, records about each other: nothing hangs or falls."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import get_args

import msgspec

from journal.export import Format, export_text, seen_in
from journal.model.kinds import (
    Answer,
    Memory,
    OwnWords,
    Plan,
    Promise,
    PromiseMark,
    Reply,
    Thanks,
    ToughTime,
)
from journal.model.record import Record
from journal.screens import PAGES
from journal.screens.filters import below_what_they_answer
from journal.store import Journal
from tests.clocks import EVENING
from tests.records import every_kind
from tests.screens.ben import Ben
from tests.screens.conftest import Open
from tests.sync.paired import their_stamp

PATIENCE = 600.0
"""Seconds until a page counts as hanging; a thousandth of it is plenty."""
DAY: date = EVENING.date()


def circle(ben: Ben, records: Sequence[Record]) -> list[Record]:
    """Have records arrive, each about the one before it, and the first about the last."""
    heard: list[Record] = []
    for record in records:
        about = heard[-1].reference if heard else None
        heard.append(ben.shares(msgspec.structs.replace(record, id="", about=about)))
    first = heard[0]
    closed = msgspec.structs.replace(
        first,
        about=heard[-1].reference,
        stamp=their_stamp(),
        replaces={first.stamp.device: (first.stamp.ms, first.stamp.counter)},
    )
    return [ben.shares(closed), *heard[1:]]


SOME = (Answer, Memory, OwnWords, Plan, Promise, PromiseMark, Reply, Thanks, ToughTime)
"""Kinds that pages show below each other, or look through for what is about them."""
SHARED = [each for each in every_kind("words", DAY, author="") if not each.PRIVATE]


def test_what_goes_round_is_kept_listed_and_exported(
    journal: Journal,
) -> None:
    """One circle through every kind, and of each kind one of two: each is there, and once."""
    ben = Ben(journal)
    round_and_round = circle(ben, SHARED)
    for record in SHARED:
        round_and_round += circle(ben, [record, record])
    kept = {record.reference for record in journal.records()}
    listed = [record for record in round_and_round if not (record.MARK or record.APART)]
    assert listed
    assert kept >= {record.reference for record in listed}
    assert all(record.about is not None for record in round_and_round)
    for record in round_and_round:
        assert not seen_in(journal, record).mine
        assert record.reference not in {each.reference for each in journal.about(record)}
    assert below_what_they_answer(round_and_round)
    for form in get_args(Format):
        assert export_text(round_and_round, form, known=journal).count("words") > len(listed)


async def test_every_page_shows_what_goes_round(journal: Journal, opened: Open) -> None:
    """Each page is drawn and walked into, and an entry opened and left."""
    ben = Ben(journal)
    some = [each for each in SHARED if isinstance(each, SOME)]
    circle(ben, some)
    for record in some:
        circle(ben, [record, record])
    async with asyncio.timeout(PATIENCE), opened("today", size=(120, 40)) as pilot:
        for mode in PAGES:
            await pilot.app.run_action(f"go('{mode}')")
            await pilot.pause()
            assert pilot.app.current_mode == mode
            await pilot.press("j", "enter", "escape")
