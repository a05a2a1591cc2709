"""Walks through the program by keys alone, as somebody in front of it would take them."""

from __future__ import annotations

from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from journal.model.record import Record
from journal.store import Journal
from journal.widgets.composer import Composer
from tests.screens.driving import painted, until, write

R = TypeVar("R", bound=Record)

FAR = 40
"""More steps than any page of these tests has entries."""


class Walk:
    """One way through the program, from Today and back to it."""

    def __init__(self, pilot: Pilot[Any], journal: Journal) -> None:
        self.pilot = pilot
        self.journal = journal

    @property
    def mode(self) -> str:
        """Where one is."""
        return self.pilot.app.current_mode

    @property
    def is_on_page(self) -> bool:
        """Whether nothing lies over the page."""
        return len(self.pilot.app.screen_stack) == 1

    async def press(self, *keys: str) -> None:
        """Press keys, and let what they do be done."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def to(self, key: str, mode: str) -> None:
        """Go somewhere with its one key; arriving puts the cursor in no text."""
        await self.press(key)
        await until(self.pilot, lambda: self.mode == mode)
        await self.pilot.pause()
        assert not isinstance(self.pilot.app.focused, (Input, TextArea))

    async def begin(self, *keys: str) -> None:
        """Begin to write: afterwards a form has the cursor."""
        await self.press(*keys)
        await until(self.pilot, self._has_cursor_in_a_form)

    async def begin_line(self, key: str) -> None:
        """Begin one of several lines that stand outside a form, as in a talk."""
        await self.press(key)
        await until(self.pilot, lambda: isinstance(self.pilot.app.focused, (Input, TextArea)))

    def _has_cursor_in_a_form(self) -> bool:
        focused = self.pilot.app.focused
        around = focused.ancestors if focused is not None else ()
        return any(isinstance(each, Composer) for each in around)

    async def writes(self, text: str) -> None:
        """Type where the cursor is, and see it there."""
        await write(self.pilot, text)

    async def keeps(self, kind: type[R], count: int = 1) -> list[R]:
        """Ctrl+S: that many of one's own are in the journal, and the page is there again."""
        await self.press("ctrl+s")
        await until(self.pilot, lambda: len(self.mine(kind)) == count)
        await until(self.pilot, lambda: self.is_on_page)
        return self.mine(kind)

    def mine(self, kind: type[R]) -> list[R]:
        """One's own records of a kind, newest first."""
        return [each for each in self.journal.of_kind(kind) if self.journal.is_mine(each)]

    async def sees(self, *words: str) -> None:
        """Wait until all these words are on the screen, scrolled away or not."""
        for each in words:
            await until(self.pilot, lambda each=each: each in self.shown)  # type: ignore[misc]  # bound now

    @property
    def shown(self) -> str:
        """What can be read just now, line breaks taken as gaps."""
        return " ".join(painted(self.pilot).split())

    async def comes_to(self, words: str) -> None:
        """Move through the page, if need be from its top on, until these words are in sight."""
        await until(self.pilot, lambda: self.is_on_page)
        self.pilot.app.clear_notifications()  # they go by themselves in a few seconds
        for key in ("j", "g", *["pageup"] * 3, *["j"] * FAR):
            await self.pilot.pause()
            if words in self.shown:
                return
            await self.pilot.press(key)
        raise AssertionError(f"{words!r} cannot be come to:\n{painted(self.pilot)}")

    async def on_to(self, kind: type[Record], words: str) -> None:
        """Move down from the first entry to one of that kind that says these words."""
        for key in ("g", *["j"] * FAR):
            view = self.pilot.app.focused
            item = getattr(view, "item", None)
            if isinstance(item, kind) and words in str(getattr(view, "content", "")):
                return
            await self.press(key)
        raise AssertionError(f"{words!r} cannot be come to:\n{painted(self.pilot)}")

    async def home(self) -> None:
        """Back to Today by Esc alone, however deep one is in."""
        for _step in range(4):
            if self.mode == "today":
                break
            await self.press("escape")
        await until(self.pilot, lambda: self.mode == "today" and self.is_on_page)
