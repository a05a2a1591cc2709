"""Writing past the end of a day: a text belongs to the day on which it was begun."""

from __future__ import annotations

from datetime import date

from journal.model.kinds import Entry
from journal.session import Session
from tests.clocks import EVENING, FixedClock
from tests.screens.conftest import Open
from tests.screens.driving import until, write

BEGUN = EVENING.replace(day=23, hour=3, minute=59)
ENDED = EVENING.replace(day=23, hour=4, minute=1)


async def test_a_text_belongs_to_the_day_it_was_begun_on(
    session: Session, clock: FixedClock, opened: Open
) -> None:
    """Begun at 03:59 and kept at 04:01 it is the evening's; the next text is the new day's."""
    clock.set(BEGUN)
    async with opened("communicate") as pilot:
        await pilot.press("n", "n")
        await write(pilot, "late")
        clock.set(ENDED)
        await write(pilot, "r")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(session.journal.records()) == 1)
        await pilot.press("n", "n")
        await write(pilot, "early")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(session.journal.records()) == 2)
    kept = {(entry.text, entry.day) for entry in session.journal.of_kind(Entry)}
    assert kept == {("later", date(2026, 11, 22)), ("early", date(2026, 11, 23))}
