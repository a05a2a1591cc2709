"""Writing more than a small screen holds: the line one types in is always in sight."""

from __future__ import annotations

from textual import events

from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write


async def test_the_line_typed_in_stays_in_sight(opened: Open) -> None:
    """At 80×24 a text that grows beyond the page scrolls the page with it, down and up again."""
    async with opened("communicate") as pilot:
        await pilot.press("n", "n", *["enter"] * 16)
        await write(pilot, "last")
        await until(pilot, lambda: "last" in painted(pilot))
        await pilot.press("ctrl+home")
        await write(pilot, "first")
        await until(pilot, lambda: "first" in painted(pilot))


async def test_a_long_paste_ends_in_sight(opened: Open) -> None:
    """After many lines were pasted at once the end of them shows."""
    async with opened("communicate") as pilot:
        await pilot.press("n", "n")
        pilot.app.post_message(events.Paste("\n".join(f"line {n}" for n in range(1000))))
        await until(pilot, lambda: "line 999" in painted(pilot))
