"""The steps name what belongs to them elsewhere: the practices of the second guide."""

from __future__ import annotations

import pytest

from journal.screens.step import StepPage
from journal.session import Session
from journal.store import Journal
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import until
from tests.sync.paired import pair_up

WAYS = {
    "communicate": ("E", "empathy"),
    "listen": ("W", "meeting"),
    "transparent": ("E", "empathy"),
    "share": ("T", "touch"),
    "help": ("S", "signs"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", WAYS)
async def test_a_step_names_what_belongs_to_it(
    opened: Open, step: str, size: tuple[int, int]
) -> None:
    """One quiet line with the key, and the key leads there."""
    key, mode = WAYS[step]
    async with opened(step, size=size) as pilot:
        assert f"{key}  " in ways(pilot.app.screen)
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.current_mode == mode)


async def test_the_key_is_the_one_in_force(opened: Open, session: Session) -> None:
    """A key that was changed is named as it is now; one that was taken off is not named."""
    session.keys = {"go.meeting": "Z"}
    async with opened("listen") as pilot:
        assert ways(pilot.app.screen).startswith("Z  ")
    session.keys = {"go.meeting": ""}
    async with opened("listen") as pilot:
        assert ways(pilot.app.screen) == ""


async def test_sharing_later_is_named_where_there_is_somebody(
    opened: Open, journal: Journal
) -> None:
    """Step 3 says that an entry can be shared later, and says nothing of it to one alone."""
    async with opened("vulnerable") as pilot:
        assert ways(pilot.app.screen) == ""
    pair_up(journal)
    async with opened("vulnerable") as pilot:
        assert ways(pilot.app.screen).startswith("s  ")
        assert "on a later day" in ways(pilot.app.screen)


def ways(page: object) -> str:
    """What the line says; nothing where it is not shown."""
    assert isinstance(page, StepPage)
    line = page.query_one("#ways")
    return str(getattr(line, "content", "")) if line.display else ""
