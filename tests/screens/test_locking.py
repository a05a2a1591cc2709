"""The lock: app and journal are gone, the door asks, and one is back where one was."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from journal import settings as settings_file
from journal.app import Twofold
from journal.cli import open as opening
from journal.cli.here import Here
from journal.door import Door
from journal.model.kinds import Entry
from journal.model.passphrase import Passphrase
from journal.screens.dialogs import Confirm
from journal.screens.entry import ComposeScreen
from journal.screens.hidden import Hidden
from journal.screens.timer import ListeningTimer
from journal.screens.unlock import Unlock
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal, NotSaved
from journal.store.seal import Seal
from journal.unlocking import create
from journal.widgets.composer import Composer
from tests.clocks import FixedClock
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write
from tests.store.vaults import quick_stretch

PHRASE = "anvil mirth"
SECRET = "canary"

Step = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try, and nothing moves."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch, home: Home, clock: FixedClock) -> Callable[..., None]:
    """Run the program as the command does, each app driven by the next step."""
    journal, _code = create(home, "Ana", "Ben", clock, Passphrase.typed(PHRASE))
    journal.close()

    def run(*steps: Step) -> None:
        waiting = list(steps)

        def draw(app: Any) -> object:
            step = waiting.pop(0)

            async def driven() -> object:
                async with app.run_test(size=(80, 24), notifications=True) as pilot:
                    await pilot.pause()
                    await step(pilot)
                    answer: object = app.return_value
                    return answer

            return asyncio.run(driven())

        monkeypatch.setattr(opening, "draw", draw)
        opening.open_until_closed(Here(home, clock))
        assert waiting == []

    return run


def program(pilot: Pilot[Any]) -> Twofold:
    """The program that the pilot drives."""
    assert isinstance(pilot.app, Twofold)
    return pilot.app


async def unlock(pilot: Pilot[Any]) -> None:
    """Type the passphrase."""
    assert isinstance(pilot.app.screen, Unlock)
    await write(pilot, PHRASE)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app._exit)


async def leave(pilot: Pilot[Any]) -> None:
    """Quit."""
    await pilot.press("ctrl+q")
    await until(pilot, lambda: pilot.app._exit)


def test_back_at_the_same_place_with_the_draft(evening: Callable[..., None]) -> None:
    """After Ctrl+G and the passphrase the page and the form are there, with what was typed."""

    async def writes(pilot: Pilot[Any]) -> None:
        await pilot.press("4", "a")
        await write(pilot, SECRET)
        await pilot.press("ctrl+g")
        assert isinstance(pilot.app.screen, Hidden)
        assert SECRET not in painted(pilot)
        await until(pilot, lambda: pilot.app._exit)

    async def finds(pilot: Pilot[Any]) -> None:
        assert pilot.app.current_mode == "transparent"
        await until(pilot, lambda: isinstance(pilot.app.screen, ComposeScreen))
        await until(pilot, lambda: SECRET in painted(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ComposeScreen))
        await leave(pilot)

    evening(unlock, writes, unlock, finds)


def test_back_in_the_form_of_the_page(evening: Callable[..., None]) -> None:
    """What was typed on the page itself is there, with the cursor in it."""

    async def writes(pilot: Pilot[Any]) -> None:
        await pilot.press("3", "n")
        await pilot.pause()
        if pilot.app.focused is None:  # it asked which
            await pilot.press("enter")
            await pilot.pause()
        await write(pilot, SECRET)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app._exit)

    async def finds(pilot: Pilot[Any]) -> None:
        def has_it() -> bool:
            return any(SECRET in str(each.values) for each in pilot.app.screen.query(Composer))

        await until(pilot, has_it)
        await until(
            pilot, lambda: any(c.has_focus_within for c in pilot.app.screen.query(Composer))
        )
        await leave(pilot)

    evening(unlock, writes, unlock, finds)


def test_nothing_is_left_behind_the_lock(evening: Callable[..., None], home: Home) -> None:
    """While the lock screen asks, no app, page, session, journal or record of before is alive."""
    seals: list[Seal] = []
    alive: list[weakref.ref[object]] = []
    word = "solitarycanary"

    async def writes(pilot: Pilot[Any]) -> None:
        session = program(pilot).session
        await session.keep(Entry(step="share", text=word, day=session.today))
        await pilot.press("J")
        await until(pilot, lambda: word in painted(pilot))
        await pilot.press("slash")
        await write(pilot, word)
        await until(pilot, lambda: painted(pilot).count(word) > 1)
        alive.extend(map(weakref.ref, (pilot.app, pilot.app.screen, session, session.journal)))
        seals.append(session.journal.seal)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app._exit)

    async def looks(pilot: Pilot[Any]) -> None:
        gc.collect()
        assert [each() for each in alive] == [None] * 4
        entries = [each for each in gc.get_objects() if isinstance(each, Entry)]
        assert not [each for each in entries if each.text == word]
        assert repr(seals[0]) == "<Sealed, forgotten>"
        assert word not in painted(pilot)
        assert "Ana" not in painted(pilot)
        await leave(pilot)

    evening(unlock, writes, looks)
    for path in home.root.rglob("*"):
        assert not path.is_file() or word.encode() not in path.read_bytes()


def test_wrong_passphrases_are_told_and_paused(
    evening: Callable[..., None], clock: FixedClock
) -> None:
    """A wrong one is said so; after the third the next try waits, counting down, then it opens."""

    async def tries(pilot: Pilot[Any]) -> None:
        for _try in range(3):
            await write(pilot, "wrong")
            await pilot.press("enter")
            await until(pilot, lambda: "does not open" in painted(pilot))
            pilot.app.screen.query_one(Input).value = ""
        await until(pilot, lambda: "in 2 seconds" in painted(pilot))
        await write(pilot, PHRASE)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Unlock)
        clock.advance(1)
        await until(pilot, lambda: "in 1 second." in painted(pilot))
        clock.advance(1)
        await until(pilot, lambda: "The next try" not in painted(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app._exit)

    evening(tries, leave)


def test_idle_locks_after_a_warning(evening: Callable[..., None], clock: FixedClock) -> None:
    """At 4:40 it warns, a key takes that back; left alone for five minutes it locks."""

    async def idles(pilot: Pilot[Any]) -> None:
        app = program(pilot)
        clock.advance(281)
        app.look()
        await until(pilot, lambda: "Still there?" in painted(pilot))
        await pilot.press("j")
        await until(pilot, lambda: "Still there?" not in painted(pilot))
        clock.advance(270)
        app.look()
        assert not app.is_hidden
        clock.advance(31)
        app.look()
        await until(pilot, lambda: app._exit)

    evening(unlock, idles, unlock, leave)


async def test_without_a_passphrase_idle_hides(opened: Open, clock: FixedClock) -> None:
    """Without encryption the screen is blank after five minutes, and Enter leads back."""
    async with opened("plans") as pilot:
        clock.advance(301)
        program(pilot).look()
        await until(pilot, lambda: isinstance(pilot.app.screen, Hidden))
        await pilot.press("enter")
        await until(pilot, lambda: not program(pilot).is_hidden)
        assert not pilot.app._exit
        assert "not encrypted" in painted(pilot)


async def test_idle_can_be_off_and_a_sleep_counts(
    opened: Open, session: Session, clock: FixedClock
) -> None:
    """Off is off for days; a machine that slept is hidden by the very key that wakes it."""
    session.settings = replace(session.settings, lock_after=0)
    async with opened("plans") as pilot:
        clock.advance(days=3)
        program(pilot).look()
        assert not program(pilot).is_hidden
        session.settings = replace(session.settings, lock_after=5)
        program(pilot).touch()
        clock.suspend(9000)
        await pilot.press("J")
        assert program(pilot).is_hidden
        assert pilot.app.current_mode == "plans"


async def test_a_running_talk_is_activity(opened: Open, clock: FixedClock) -> None:
    """While a talk runs nothing locks, however long nobody presses a key."""
    async with opened("timer") as pilot:
        await pilot.press("enter")
        await pilot.pause()
        if isinstance(pilot.app.screen, Confirm):  # before a hard talk it asks
            await pilot.press("y")
        page = pilot.app.screen_stack[0]
        assert isinstance(page, ListeningTimer)
        await until(pilot, lambda: page.held.talk is not None and page.held.talk.counting)
        for _minute in range(7):
            clock.advance(20)
            page.tick()
            clock.advance(25)
            page.tick()
            program(pilot).look()
            assert not program(pilot).is_hidden


def test_a_talk_is_saved_and_stands_still(evening: Callable[..., None], clock: FixedClock) -> None:
    """Ctrl+G during a talk keeps it to the second; after the lock it waits to be taken up."""

    async def talks(pilot: Pilot[Any]) -> None:
        await pilot.press("L", "enter")
        await pilot.pause()
        if isinstance(pilot.app.screen, Confirm):
            await pilot.press("y")
        page = pilot.app.screen_stack[0]
        assert isinstance(page, ListeningTimer)
        await until(pilot, lambda: page.held.talk is not None and page.held.talk.counting)
        for _second in range(40):
            clock.advance(1)
            page.tick()
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app._exit)
        clock.advance(3600)

    async def takes_up(pilot: Pilot[Any]) -> None:
        page = pilot.app.screen_stack[0]
        assert isinstance(page, ListeningTimer)
        await until(pilot, lambda: page.held.stage == "left")
        await pilot.press("enter")
        await until(pilot, lambda: page.held.stage == "talk")
        talk = page.held.talk
        assert talk is not None
        assert not talk.counting
        assert talk.stretch.counted == pytest.approx(40, abs=2)
        await leave(pilot)

    evening(unlock, talks, unlock, takes_up)


async def test_a_full_disk_hides_but_does_not_lose(
    opened: Open, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be put on the disk stays: the screen is hidden, says so, and Enter returns."""
    session.unlocking.encrypt(session.journal, Passphrase.typed(PHRASE))
    async with opened("communicate") as pilot:
        assert "not encrypted" not in painted(pilot)

        def fails() -> object:
            raise NotSaved("no")

        monkeypatch.setattr(session.journal.drafts, "flush", fails)
        await pilot.press("a")
        await write(pilot, SECRET)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "not locked" in painted(pilot))
        assert not pilot.app._exit
        await pilot.press("enter")
        await until(pilot, lambda: SECRET in painted(pilot))


async def test_someone_else_from_the_lock(home: Home, clock: FixedClock) -> None:
    """Ctrl+O leads to the names, and each journal asks for its own passphrase."""
    for name, phrase in (("Ana", PHRASE), ("Ben", "quiet lantern")):
        create(home, name, "", clock, Passphrase.typed(phrase))[0].close()
    here = Here(home, clock)
    settings, _problems = settings_file.load(home.settings_path)
    assert settings == Settings()
    from journal.content import catalogue

    door = Door(home, settings, clock, catalogue(), "unlock", unlocking=here.unlocking, name="Ana")
    async with door.run_test() as pilot:
        await until(pilot, lambda: isinstance(door.screen, Unlock))
        assert "Ana" not in painted(pilot)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "Whose journal" in painted(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(door.screen, Unlock) and "Ben" in painted(pilot))
        await write(pilot, PHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "does not open" in painted(pilot))
        await write(pilot, "quiet lantern")
        await pilot.press("enter")
        await until(pilot, lambda: door._exit)
    journal = door.return_value
    assert isinstance(journal, Journal)
    assert journal.name == "Ben"
    journal.close()
