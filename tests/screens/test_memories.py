"""The memory log: by year, by tag, starred, on this day; writing one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Memory, Star
from journal.store import Journal
from tests.clocks import FixedClock
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import until, write


def keep(journal: Journal, title: str, day: date, **parts: Any) -> Memory:
    """A memory that is in the journal before the page is opened."""
    return journal.add(Memory(day=day, title=title, **parts)).result()


def listed(pilot: Pilot[Any], part: str = "#memories") -> list[str]:
    """Headings and titles, in the order in which they stand."""
    found = []
    for row in pilot.app.screen.query_one(part).children:
        text = str(row.render()).split("\n")
        found.append(text[1] if len(text) > 1 else text[0])
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_by_year_and_on_this_day(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """Memories stand newest first below their years; those of this day stand beside."""
    keep(journal, "Rain [b]market", date(2024, 11, 22))
    keep(journal, "Soup", date(2026, 11, 14))
    keep(journal, "Lake", date(2026, 7, 3), until=date(2026, 7, 5))
    async with opened("memories", size) as pilot:
        await until(pilot, lambda: len(listed(pilot)) == 5)
        assert listed(pilot) == ["2026", "Soup", "Lake", "2024", "Rain [b]market"]
        assert listed(pilot, "#same-day") == ["Rain [b]market"]
        short = pilot.app.screen.query_one("#same-day-short")
        assert short.display is (size[0] < 100)


async def test_on_this_day_of_a_leap_day(opened: Open, journal: Journal, clock: FixedClock) -> None:
    """On 28 February of a common year a memory of the 29th stands beside."""
    clock.set(datetime(2027, 2, 28, 21, tzinfo=UTC))
    keep(journal, "A day that hardly exists", date(2024, 2, 29))
    async with opened("memories") as pilot:
        await until(pilot, lambda: listed(pilot, "#same-day") == ["A day that hardly exists"])


async def test_starred_tag_and_year(opened: Open, journal: Journal) -> None:
    """o shows the starred ones, h those with a tag, y a year; c shows all of them again."""
    snow = keep(journal, "Snow", date(2025, 11, 22), tags=("winter",))
    keep(journal, "Ice", date(2024, 1, 3), words="Cold #winter")
    keep(journal, "Lake", date(2026, 7, 3))
    journal.add(Star(day=date(2026, 7, 3), about=snow.reference)).result()
    async with opened("memories") as pilot:
        await until(pilot, lambda: len(listed(pilot)) == 6)
        await pilot.press("o")
        await until(pilot, lambda: listed(pilot) == ["2025", "Snow"])
        await pilot.press("o", "h")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: listed(pilot) == ["2025", "Snow", "2024", "Ice"])
        await pilot.press("y")
        await pilot.pause()
        await write(pilot, "2024")
        await pilot.press("enter")
        await until(pilot, lambda: listed(pilot) == ["2024", "Ice"])
        shown = str(pilot.app.screen.query_one("#shown").render())
        assert shown.startswith("#winter · 2024   1 memory")
        await pilot.press("c")
        await until(pilot, lambda: len(listed(pilot)) == 6)


async def test_writing_one(opened: Open, journal: Journal) -> None:
    """n begins a memory; a span that runs backwards is one sentence, put right it is kept."""
    async with opened("memories") as pilot:
        empty = str(pilot.app.screen.query_one("#memories .empty").render())
        assert "n writes the first one" in empty
        await pilot.press("n")
        await pilot.pause()
        form = pilot.app.screen
        await write(pilot, "Lake")
        await pilot.press("tab")
        await write(pilot, "2026-07-05")
        await pilot.press("tab")
        await write(pilot, "2026-07-03")
        await pilot.press("ctrl+s")
        note = form.query_one("#note")
        await until(pilot, lambda: "A memory ends on or after" in str(note.render()))
        assert pilot.app.focused is form.query_one("#field-until")
        await pilot.press("backspace")
        await write(pilot, "8")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Memory))
        memory = journal.of_kind(Memory)[0]
        assert (memory.day, memory.until) == (date(2026, 7, 5), date(2026, 7, 8))
        await until(pilot, lambda: listed(pilot) == ["2026", "Lake"])


async def test_star_and_edit(opened: Open, journal: Journal) -> None:
    """The memory one is on takes a star, and is changed in its form."""
    keep(journal, "Lake", date(2026, 7, 3))
    async with opened("memories") as pilot:
        await pilot.press("j", "asterisk")
        await until(pilot, lambda: journal.of_kind(Star))
        await until(pilot, lambda: pilot.app.focused is not None)
        await pilot.press("e")
        await pilot.pause()
        await write(pilot, " house")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Memory)[0].title == "Lake house")
        await until(pilot, lambda: listed(pilot) == ["2026", "Lake house"])
