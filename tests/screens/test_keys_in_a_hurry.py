"""Keys that come faster than the screens: each dialog answers once, and nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from journal.app import Twofold
from journal.model.kinds import Entry
from journal.screens.hidden import Hidden
from journal.screens.manual import Manual
from journal.screens.palette import search_for
from journal.screens.search import Search
from journal.session import Session
from tests.screens.conftest import Open


async def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Send keys without waiting for what each of them does."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(
    ("opens", "twice"),
    [
        (("1", "n"), ("n", "d")),
        (("1", "n"), ("h", "d")),
        (("at",), ("escape", "escape")),
        (("question_mark",), ("enter", "enter")),
        (("ctrl+g",), ("enter", "enter")),
        (("ctrl+p",), ("escape", "escape")),
    ],
    ids=["choice", "choice-left", "day", "help", "hidden", "palette"],
)
async def test_a_second_key_closes_nothing_more(
    opened: Open, opens: tuple[str, ...], twice: tuple[str, str]
) -> None:
    """The second of two keys that close a dialog does not close what lies below it."""
    async with opened("today") as pilot:
        await pilot.press(*opens)
        page = pilot.app.screen_stack[0]
        await at_once(pilot, *twice)
        assert page in pilot.app.screen_stack
        assert pilot.app.is_running


async def test_a_key_on_its_way_does_not_bring_the_screen_back(opened: Open) -> None:
    """A key that closes a dialog and Ctrl+G right after it leave the screen hidden."""
    async with opened("communicate") as pilot:
        await pilot.press("question_mark")
        await at_once(pilot, "escape", "ctrl+g")
        assert isinstance(pilot.app.screen, Hidden)


@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+p", "escape", "ctrl+p", "escape", "ctrl+p"),
        ("ctrl+p", "f1", "ctrl+p"),
        ("ctrl+p", "pageup", "pagedown", "pageup"),
        ("ctrl+p", "s", "pageup", "x", "pagedown"),
    ],
)
async def test_the_palette_stands_whatever_comes(opened: Open, keys: tuple[str, ...]) -> None:
    """Opening it while it closes, over the help, or paging too early breaks nothing."""
    async with opened("communicate") as pilot:
        await at_once(pilot, *keys)
        assert pilot.app.is_running
        assert pilot.app.return_code in (None, 0)


async def test_the_palette_leads_through_an_open_dialog(session: Session, opened: Open) -> None:
    """A tag chosen while an entry lies open over Search is looked for there, the entry closed."""
    await session.keep(Entry(step="share", text="with #garden", day=session.today))
    async with opened("search") as pilot:
        pilot.app.push_screen(Manual.of(pilot.app.screen, {}))
        await pilot.pause()
        assert isinstance(pilot.app, Twofold)
        await search_for(pilot.app, "#garden")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Search)
        assert pilot.app.screen.query_one(Input).value == "#garden"


async def test_a_hint_without_a_column_breaks_nothing(opened: Open) -> None:
    """In a terminal of a few columns the places to write show nothing, and stand again later."""
    async with opened("communicate") as pilot:
        await pilot.press("n", "n")
        for size in ((6, 4), (3, 2), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert pilot.app.is_running
