"""The first run, and choosing who is here."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static

from journal.content import catalogue
from journal.door import Door
from journal.screens.welcome import Welcome
from journal.settings import Settings
from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.screens.driving import until, write


@pytest.fixture
def door(home: Home, clock: FixedClock) -> Door:
    """The door, opened for the first time."""
    return Door(home, Settings(), clock, catalogue(), "first-run")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("partner", ["Ben", ""])
async def test_two_names_make_a_journal(
    door: Door, home: Home, clock: FixedClock, size: tuple[int, int], partner: str
) -> None:
    """Enter leads through; the name is needed, the partner's is not, and the journal is there."""
    async with door.run_test(size=size) as pilot:
        await pilot.press("enter", "enter")
        await write(pilot, "Ana")
        await pilot.press("enter")
        await write(pilot, partner)
        assert home.people() == []
        await pilot.press("enter")
        await pilot.pause()
    assert door.return_value == "Ana"
    with Journal.open(home, "Ana", clock=clock) as journal:
        assert (journal.me.name, journal.partner.name) == ("Ana", partner)
        assert journal.records() == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_everything_to_know_stands_on_the_first_two_sheets(
    door: Door, size: tuple[int, int]
) -> None:
    """What it is, what it is not, and the hide key with its limits, without any scrolling."""
    words = catalogue().welcome
    async with door.run_test(size=size) as pilot:
        sheet = door.screen.query_one(".sheet")
        parts = door.screen.query("#words Static").results(Static)
        shown = "\n".join(str(part.content) for part in parts)
        for line in (words.intro, *words.it_is, *words.it_is_not):
            assert line in shown
        assert sheet.max_scroll_y == 0
        await pilot.press("enter")
        hide = str(door.screen.query_one("#hide", Static).content)
        assert words.hide in hide
        assert words.hide_limits in hide
        assert sheet.max_scroll_y == 0


@pytest.mark.parametrize("name", ["", "   ", "a/b", ".hidden", "con", "x" * 99, "ANA"])
async def test_a_name_that_cannot_be_is_said_in_one_sentence(
    door: Door, home: Home, clock: FixedClock, name: str
) -> None:
    """A bad or taken name is told at once, and nothing is created."""
    Journal.create(home, "Ana", clock=clock).close()
    async with door.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        door.screen.query_one("#me", Input).value = name
        await pilot.press("enter")
        said = door.screen.query_one("#said", Static)
        await until(pilot, lambda: str(said.content))
        assert str(said.content).endswith(".")
        assert door.screen.query_one("#me").has_focus
    assert home.people() == ["Ana"]


async def test_leaving_creates_nothing(door: Door, home: Home) -> None:
    """Ctrl+Q leaves at any moment, also with names typed; no journal is there then."""
    async with door.run_test() as pilot:
        await pilot.press("enter", "enter")
        await write(pilot, "Ana")
        await pilot.press("enter")
        await write(pilot, "Ben")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert door.return_value is None
    assert not home.people_dir.exists()


async def test_one_can_go_back_and_hide_without_losing_a_word(door: Door) -> None:
    """Esc goes back a sheet, Ctrl+G blanks the screen; what was typed is still there."""
    async with door.run_test() as pilot:
        await pilot.press("enter", "enter")
        await write(pilot, "Ana")
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert door.screen.id == "hidden"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(door.screen, Welcome)
        await pilot.press("escape", "enter")
        assert door.screen.query_one("#me", Input).value == "Ana"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(["enter"], "Ana"), (["j", "enter"], "[b]Ben"), (["escape"], None)],
)
async def test_a_person_is_picked_by_name(
    home: Home, clock: FixedClock, keys: list[str], answer: str | None
) -> None:
    """The arrows or j and k go through the names, Enter takes one, Esc takes none."""
    for name in ("Ana", "[b]Ben"):
        Journal.create(home, name, clock=clock).close()
    door = Door(home, Settings(), clock, catalogue(), "choose")
    if answer == "[b]Ben":
        keys = [*(["j"] * home.people().index("[b]Ben")), "enter"]
    elif answer == "Ana":
        keys = [*(["down"] * home.people().index("Ana")), "enter"]
    async with door.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    assert door.return_value == answer


async def test_someone_can_be_added_from_the_names(home: Home, clock: FixedClock) -> None:
    """`n` leads to the welcome of someone new."""
    Journal.create(home, "Ana", clock=clock).close()
    door = Door(home, Settings(), clock, catalogue(), "choose")
    async with door.run_test() as pilot:
        await pilot.pause()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(door.screen, Welcome))
