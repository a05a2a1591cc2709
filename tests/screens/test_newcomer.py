"""What somebody who has never seen the program stumbles over first."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from journal.widgets.entry import EntryView
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write


@pytest.mark.parametrize("size", SIZES)
async def test_dialogs_are_panels_in_the_middle(opened: Open, size: tuple[int, int]) -> None:
    """A dialog lies in the middle of the screen with a border around it, at every size."""
    async with opened(size=size) as pilot:
        await pilot.press("at")
        panel = pilot.app.screen.query_one(".panel")
        await until(pilot, lambda: panel.region.width > 0)
        left, right = panel.region.x, size[0] - panel.region.right
        assert left > 0
        assert abs(left - right) <= 1
        assert panel.styles.border_top[0] == "round"


async def test_another_day_never_puts_the_cursor_in_a_text(opened: Open) -> None:
    """Whoever goes to a day with an entry chosen can use letters there at once."""
    async with opened() as pilot:
        await pilot.press("a")
        await write(pilot, "soup")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen.query(EntryView))
        await pilot.press("j")
        assert pilot.app.focused is not None
        await pilot.press("at")
        await write(pilot, "last friday")
        await pilot.press("enter")
        await until(pilot, lambda: "you are writing for this day" in painted(pilot))
        assert not isinstance(pilot.app.focused, (Input, TextArea))


async def test_long_form_keeps_its_keys_in_sight(opened: Open) -> None:
    """However long a form is, how to keep it and how to leave it can be read, at 80 by 24 too."""
    async with opened("memories") as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "The rainy market" in painted(pilot))
        shown = painted(pilot)
        assert "Ctrl+S keep" in shown
        assert "Esc back" in shown


async def test_help_scrolls_by_the_page(opened: Open) -> None:
    """Page Down goes on in the help, and End shows its last line."""
    async with opened() as pilot:
        await pilot.press("f1")
        panel = pilot.app.screen.query_one("#manual")
        await until(pilot, lambda: panel.max_scroll_y > 0)
        await pilot.press("pagedown")
        assert panel.scroll_offset.y > 0
        await pilot.press("end")
        assert panel.scroll_offset.y == panel.max_scroll_y


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_key_line_always_says_how_to_hide(opened: Open, width: int) -> None:
    """Where keys do not all fit, those for help, commands and hiding are not the ones left out."""
    async with opened(size=(width, 24)) as pilot:
        await pilot.press("f")
        last = painted(pilot).splitlines()[-1]
        assert "f1 help" in last
        assert "^p commands" in last
        assert "^g hide" in last
