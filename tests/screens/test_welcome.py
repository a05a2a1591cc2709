"""The first run, and choosing who is here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input, Static

from journal.content import catalogue
from journal.door import Door
from journal.model.passphrase import Passphrase
from journal.screens.passphrases import NewPassphrase, ShowCode
from journal.screens.welcome import Welcome
from journal.settings import Settings
from journal.store import Home, Journal
from journal.unlocking import Unlocking
from tests.clocks import FixedClock
from tests.screens.driving import painted, until, write
from tests.store.vaults import quick_stretch


def asking(home: Home, clock: FixedClock) -> Callable[[str], Unlocking]:
    """How journals are opened."""
    return lambda name: Unlocking(home, name, clock)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)


@pytest.fixture
def door(home: Home, clock: FixedClock) -> Door:
    """The door, opened for the first time."""
    return Door(home, Settings(), clock, catalogue(), "first-run", unlocking=asking(home, clock))


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
        await pilot.press("enter")
        assert home.people() == []
        await pilot.press("ctrl+n")
        await until(pilot, lambda: door._exit)
    assert isinstance(door.return_value, Journal)
    with door.return_value as journal:
        assert (journal.me.name, journal.partner.name) == ("Ana", partner)
        assert journal.records() == []
        assert not journal.is_encrypted


async def test_a_passphrase_and_a_code_that_is_asked_back(
    door: Door, home: Home, clock: FixedClock
) -> None:
    """Typed twice, with its strength in words; the code is shown until it is typed rightly."""
    async with door.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await write(pilot, "Ana")
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: isinstance(door.screen, NewPassphrase))
        await write(pilot, "ana")
        await until(pilot, lambda: "Easy to guess" in painted(pilot))
        await pilot.press("enter")
        await write(pilot, "anb")
        await pilot.press("enter")
        await until(pilot, lambda: "not the same" in painted(pilot))
        await write(pilot, "ana")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(door.screen, ShowCode))
        await until(pilot, lambda: str(door.screen.query_one("#code", Static).content))
        code = str(door.screen.query_one("#code", Static).content)
        group = code[:4]
        await pilot.press("enter")
        await until(pilot, lambda: group not in painted(pilot))
        door.screen.query_one(Input).value = code.replace(code[0], "0" if code[0] != "0" else "1")
        await pilot.press("enter")
        await until(pilot, lambda: str(door.screen.query_one("#said", Static).content))
        assert not door._exit
        await pilot.press("escape")
        await until(pilot, lambda: group in painted(pilot))
        await pilot.press("enter")
        door.screen.query_one(Input).value = code.lower()
        await pilot.press("enter")
        await until(pilot, lambda: door._exit)
    assert isinstance(door.return_value, Journal)
    with door.return_value as journal:
        assert journal.is_encrypted
    asking(home, clock)("Ana").check(Passphrase.typed("ana"))


async def test_leaving_before_the_code_is_typed_closes_the_journal(
    door: Door, home: Home, clock: FixedClock
) -> None:
    """Who leaves while the code is shown has a journal with a passphrase, and nothing holds it."""
    async with door.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await write(pilot, "Ana")
        await pilot.press("enter", "enter", "enter")
        await write(pilot, "ab")
        await pilot.press("enter")
        await write(pilot, "ab")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(door.screen, ShowCode))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: door._exit)
    assert door.return_value is None
    asking(home, clock)("Ana").open_with(Passphrase.typed("ab")).close()


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


async def test_a_passphrase_typed_too_soon_declines_nothing(door: Door, home: Home) -> None:
    """Letters typed on the sheet before its field is open do nothing, an `n` among them too."""
    async with door.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await write(pilot, "Ana")
        await pilot.press("enter", "enter")
        await pilot.press(*"lantern")
        await pilot.pause()
        assert not door._exit
        assert home.people() == []


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
    door = Door(home, Settings(), clock, catalogue(), "choose", unlocking=asking(home, clock))
    if answer == "[b]Ben":
        keys = [*(["j"] * home.people().index("[b]Ben")), "enter"]
    elif answer == "Ana":
        keys = [*(["down"] * home.people().index("Ana")), "enter"]
    async with door.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await until(pilot, lambda: door._exit)
    opened = door.return_value
    if opened is not None:
        opened.close()
    assert (None if opened is None else opened.name) == answer


async def test_someone_can_be_added_from_the_names(home: Home, clock: FixedClock) -> None:
    """`n` leads to the welcome of someone new."""
    Journal.create(home, "Ana", clock=clock).close()
    door = Door(home, Settings(), clock, catalogue(), "choose", unlocking=asking(home, clock))
    async with door.run_test() as pilot:
        await pilot.pause()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(door.screen, Welcome))
