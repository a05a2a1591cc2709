"""Walks the program: every page, empty and filled, its help, and what each command brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from journal.app import Twofold
from journal.commands import COMMANDS, EVERYWHERE, Command
from journal.model.pairing_code import PairingCode
from journal.model.sync_status import PairingStage
from journal.screens import PAGES, SWITCHED
from journal.screens.composing import ComposeScreen
from journal.screens.desire_key import AskOwnPassphrase, OwnPassphrase
from journal.screens.entry import EntryScreen
from journal.screens.pairing_here import PairHere
from journal.screens.passphrases import AskPassphrase
from journal.screens.versions import Versions
from journal.session import Session
from journal.widgets.entry import EntryView
from journal.widgets.forms import FORMS
from tests.pseudo.allowed import four_words
from tests.pseudo.reading import Found
from tests.screens.driving import until
from tests.screens.partner import Partner

SIZE = (112, 30)
"""Wide enough for all that stands beside a page."""

ELSEWHERE = frozenset(
    {"app.quit", "app.hide", "app.help", "app.palette", "do.person", "settings.add"}
)
"""Commands that close the program, or are walked by themselves."""


class Walk:
    """One walk through the program on one journal."""

    def __init__(self, pilot: Pilot[Any], session: Session, found: Found) -> None:
        self.pilot = pilot
        assert isinstance(pilot.app, Twofold)
        self.app = pilot.app
        self.session = session
        self.found = found
        self._done: set[str] = set()

    async def read(self, where: str) -> None:
        """Read what is on the screen, once it stands still."""
        await self.pilot.pause()
        conversation = self.session.conversation
        if conversation is not None:
            self.found.paths.add(conversation.status.folder)
        self.found.read_screen(where, self.app)

    async def leave(self) -> None:
        """Close whatever lies over the page."""
        while len(self.app.screen_stack) > 1:
            await self.app.pop_screen()
        self.app.clear_notifications()

    async def over(self, screen: Screen[Any], where: str) -> None:
        """Show a screen over the page, read it, and close it."""
        await self.app.push_screen(screen)
        await self.read(where)
        await self.leave()

    async def page(self, mode: str) -> Screen[Any]:
        """Go to a page, with its first entry in hand."""
        await self.leave()
        await self.app.switch_mode(mode)
        await self.pilot.pause()
        entries = self.app.screen.query(EntryView)
        self.app.screen.set_focus(entries.first() if entries else None)
        return self.app.screen

    async def pages(self) -> None:
        """Read every page and its help."""
        for mode in PAGES | SWITCHED:
            await self.page(mode)
            await self.read(mode)
            self.found.read(f"{mode}, help", self.app.screen.HELP or "")
        await self._press("help", "f1")

    async def commands(self) -> None:
        """Do every command once, on the first page where it can be done."""
        for command in COMMANDS:
            self.found.read(command.id, f"{command.name}\n{command.help}")
        for mode in PAGES | SWITCHED:
            screen = await self.page(mode)
            await self.read(mode)
            places = {EVERYWHERE, *getattr(screen, "places", ())}
            for command in COMMANDS:
                if command.id.startswith("go.") or command.id in ELSEWHERE | self._done:
                    continue
                if command.place in places:
                    await self._do(mode, command)

    async def _do(self, mode: str, command: Command) -> None:
        """Do a command where it can be done, read what comes, and what Enter makes of that."""
        screen = await self.page(mode)
        action = command.action.removeprefix("app.")
        node = screen if action == command.action else self.app
        if node.check_action(action.partition("(")[0], ()) is not True:
            return
        self._done.add(command.id)
        node.call_later(node.run_action, action)  # as a key does it: on the screen's own task
        await self.pilot.pause()
        await self.read(f"{mode}, {command.id}")
        if len(self.app.screen_stack) > 1:
            await self.pilot.press("enter")
            await self.read(f"{mode}, {command.id}, enter")

    async def forms(self) -> None:
        """Begin every form."""
        await self.page("today")
        for form in FORMS.values():
            await self.over(ComposeScreen(self.session, form, f"walk/{form.name}"), form.name)

    async def entries(self) -> None:
        """Open an entry of every kind."""
        await self.page("journal")
        for record in self.session.journal.records():
            await self.over(EntryScreen(self.session, record), f"an entry, {record.kind}")

    async def palette(self, *typed: str) -> None:
        """Open the palette, and type something into it."""
        await self.page("today")
        await self.pilot.press("ctrl+p")
        await self.read("the palette")
        for text in typed:
            self.app.screen.query_one(Input).value = text
            await self.pilot.pause(0.1)
            await self.read(f"the palette, {text}")

    async def others(self) -> None:
        """Show the dialogs that wait for more than a key."""
        kept = self.session.journal.records()[0]
        await self.page("settings")
        for screen in (
            AskPassphrase("1", lambda _passphrase: None),
            AskOwnPassphrase("1", lambda _passphrase: None),
            Versions(self.session, kept),
            PairHere(self.session),
            OwnPassphrase(self.session),
        ):
            await self.app.push_screen(screen)
            await self._press(type(screen).__name__, "1", "enter", "f1", "escape")
            await self.leave()

    async def talk(self) -> None:
        """Hold a talk, from setting it up to keeping nothing of it."""
        await self.page("timer")
        await self._press("a talk", *["enter"] * 6, "t", "y", "exclamation_mark", "enter")
        await self._press(
            "a talk", "full_stop", "enter", "n", "escape", "s", "escape", "x", "enter"
        )

    async def meeting(self) -> None:
        """Hold a meeting, from its beginning to keeping nothing of it."""
        await self.page("meeting")
        await self._press("a meeting", "enter", "escape", *["right"] * 7, "full_stop", "enter")
        await self._press("a meeting", "s", "escape", "x", "enter")

    async def pairing(self) -> None:
        """Invite and take it back, then accept, compare the words, and leave."""
        ben = Partner(self.session, Path("between").absolute())
        await self.page("us")
        await until(self.pilot, lambda: self.session.conversation is not None)
        await self._press("inviting", "i", "y")
        await self._type("inviting", Input, str(ben.folder))
        await self._press("inviting", "enter")
        await until(self.pilot, lambda: self._stage is PairingStage.INVITED)
        await self._press("inviting", "t", "enter")
        await until(self.pilot, lambda: self._stage is PairingStage.ALONE)
        code = ben.conversation.invite(ben.folder)
        await self._press("accepting", "c", "y")
        await self._type("accepting", Input, str(ben.folder))
        await self._press("accepting", "enter")
        self.found.allowed |= four_words()
        for typed in ("?", PairingCode.of(range(11)).shown(), code):
            await self._type("accepting", "#typed", typed)
            await self._press("accepting", "enter")
        await until(self.pilot, lambda: self._stage is PairingStage.WORDS)
        await self._press("comparing", "f1", "escape", "y")
        ben.conversation.sync()
        ben.conversation.confirm()
        self.app.look_for_news()
        await until(self.pilot, lambda: self._stage is PairingStage.PAIRED)
        await self.read("paired")
        await self._press("leaving", "q", "y")
        ben.close()

    @property
    def _stage(self) -> PairingStage | None:
        conversation = self.session.conversation
        return None if conversation is None else conversation.status.stage

    async def _type(self, where: str, field: str | type[Input], text: str) -> None:
        await until(self.pilot, lambda: self.app.screen.query(field))
        self.app.screen.query(field).first(Input).value = text
        await self.read(where)

    async def _press(self, where: str, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.read(f"{where}, {key}")
