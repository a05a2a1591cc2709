"""Walks the front door: first run, who is here, passphrase, recovery code, a damaged file."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widgets import Input

from journal.content import catalogue
from journal.door import Door, Want
from journal.model.kinds import Entry
from journal.model.passphrase import Passphrase
from journal.settings import Settings
from journal.store import Home, Journal
from journal.unlocking import Unlocking, create
from tests.clocks import FixedClock
from tests.pseudo.pages import SIZE
from tests.pseudo.reading import Found
from tests.screens.driving import until

PHRASE = "anvil mirth"


class Doors:
    """Opens one door after another in one home, and reads what stands there."""

    def __init__(self, home: Home, clock: FixedClock, found: Found) -> None:
        self.home = home
        self.clock = clock
        self.found = found

    async def _read(self, want: Want, steps: Iterable[str], name: str = "") -> None:
        """Open the door; each step is a key, or a text after `=`; read after each."""
        door = Door(
            self.home,
            Settings(),
            self.clock,
            catalogue(),
            want,
            unlocking=lambda name: Unlocking(self.home, name, self.clock),
            name=name,
        )
        async with door.run_test(size=SIZE, notifications=True) as pilot:
            for step in ("", *steps):
                if step.startswith("="):
                    await until(pilot, lambda: isinstance(door.focused, Input))
                    assert isinstance(door.focused, Input)
                    door.focused.value = step[1:]
                elif step:
                    await pilot.press(step)
                await pilot.pause(0.05)
                if door._exit:
                    break
                self.found.read_screen(f"the door, {want}, {step}", door)
        if isinstance(door.return_value, Journal):
            door.return_value.close()

    async def walk(self) -> None:
        """Go through every door there is."""
        names = ("enter", "enter", "=Ana", "enter", "=Ben", "enter", "enter")
        asked = ("=1", "enter", "=2", "enter", "=1", "enter", "enter", "=0", "enter", "escape")
        await self._read("first-run", (*names, *asked, "ctrl+g"))
        create(self.home, "Ben", "Ana", self.clock, Passphrase.typed(PHRASE))[0].close()
        await self._read("add", ("enter",))
        await self._read("choose", ("n", "escape", "ctrl+g", "enter"))
        await self._read("open", ("=0", "enter", "f1"), "Ben")
        await self._read("open", ("ctrl+r", "=0", "enter"), "Ben")
        journal, _code = create(self.home, "42", "", self.clock, None)
        with journal:
            journal.add(Entry(day=self.clock.now().date(), step="share", text="4")).result()
            journal.fold().result()
        data = journal.path.read_bytes()
        journal.path.write_bytes(data.replace(b"42", b"43"))
        await self._read("open", ("n",), "42")
        journal.path.write_bytes(data[: len(data) // 2])
        await self._read("open", ("r", "enter"), "42")
