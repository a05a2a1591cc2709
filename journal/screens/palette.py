"""The command palette: every action of our table by name, and days, tags and memories to jump to.

What a person wrote is wrapped as `Content`: the palette reads a plain string as markup. The help
lines are ours alone and hold nothing that a person wrote.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.types import IgnoreReturnCallbackType

from journal.commands import COMMANDS
from journal.i18n import _
from journal.model.kinds import Memory
from journal.screens.manual import say_keys
from journal.screens.once import Once
from journal.session import Session
from journal.widgets.words import clean
from journal.wording.dates import say_long, understand_day

if TYPE_CHECKING:
    from journal.app import Twofold


class Palette(CommandPalette, Once[None]):
    """Textual's palette, which stays standing whatever keys come, and however fast."""

    BINDINGS = [
        Binding("pageup", "page('up')", show=False, id="palette.up"),
        Binding("pagedown", "page('down')", show=False, id="palette.down"),
    ]

    def action_page(self, way: str) -> None:
        """Go a page up or down in the list, as soon as it has been laid out."""
        # Textual looks up a line of the list that is not there before it was drawn
        with contextlib.suppress(KeyError):
            getattr(self.query_one(CommandList), f"action_page_{way}")()


class Offer(NamedTuple):
    """One line of the palette."""

    text: str
    help: str
    run: IgnoreReturnCallbackType


class TwofoldProvider(Provider):
    """Offers what the table of commands holds, and what the journal holds."""

    @property
    def _app(self) -> Twofold:
        from journal.app import Twofold

        assert isinstance(self.app, Twofold)
        return self.app

    @property
    def _session(self) -> Session:
        return self._app.session

    def _commands(self) -> Iterable[Offer]:
        """List the actions that can run here and now."""
        screen = self.screen
        places = {"everywhere", *getattr(screen, "places", ())}
        for command in COMMANDS:
            if command.place not in places or command.id == "app.palette":
                continue
            if not self._session.offers(command):
                continue
            action = command.action.removeprefix("app.")
            node = screen if action == command.action else self._app
            name = action.partition("(")[0]
            if node.check_action(name, ()) is not True:
                continue
            keys = say_keys(self._session.keys, command)
            text = f"{command.name}  ({keys})" if keys else command.name
            yield Offer(text, command.help, partial(node.run_action, action))

    def _places(self, typed: str) -> Iterable[Offer]:
        """List the day that was typed, and tags and memories with those letters in them."""
        app, journal = self._app, self._session.journal
        try:
            day = understand_day(typed, self._session.today, looking="back")
        except ValueError:
            pass
        else:
            yield Offer(
                say_long(day, year=True), _("Go to this day."), partial(go_to_day, app, day)
            )
        folded = typed.casefold().lstrip("#")
        for tag, _count in journal.tags():
            if folded in tag.casefold():
                yield Offer(
                    f"#{clean(tag)}", _("Find this tag."), partial(search_for, app, f"#{tag}")
                )
        for memory in journal.of_kind(Memory):
            if folded in memory.title.casefold():
                yield Offer(
                    clean(memory.title),
                    _("Open this memory of {day}.").format(day=say_long(memory.day, year=True)),
                    partial(open_memory, app, memory),
                )

    async def discover(self) -> Hits:
        """Offer every action before anything is typed."""
        for offer in self._commands():
            yield DiscoveryHit(Content(offer.text), offer.run, offer.text, offer.help)

    async def search(self, query: str) -> Hits:
        """Offer the actions that match, then days, tags and memories."""
        matcher = self.matcher(query)
        for offer in self._commands():
            score = matcher.match(offer.text)
            if score > 0:
                yield Hit(score, Content(offer.text), offer.run, offer.text, offer.help)
        for number, offer in enumerate(self._places(query)):
            if number >= 12:
                break
            yield Hit(0.5, Content(offer.text), offer.run, offer.text, offer.help)


async def page(app: Twofold, mode: str) -> Screen[Any]:
    """Go to a page, and close what still lies over it; what is typed there stays a draft."""
    await app.switch_mode(mode)
    base = app.screen_stack[0]
    base.pop_until_active()
    return base


async def go_to_day(app: Twofold, day: date) -> None:
    """Show Today's page on another day."""
    await (await page(app, "today")).run_action(f"show_day('{day.isoformat()}')")


async def search_for(app: Twofold, text: str) -> None:
    """Show what a search finds."""
    from journal.screens.search import Search

    search = await page(app, "search")
    assert isinstance(search, Search)
    search.search_for(text)


def open_memory(app: Twofold, memory: Memory) -> None:
    """Open a memory over the page."""
    from journal.screens.entry import EntryScreen

    app.push_screen(EntryScreen(app.session, memory))


def open_palette(app: App[Any]) -> None:
    """Open the palette with our own words in it, unless it is open already."""
    if not any(isinstance(screen, CommandPalette) for screen in app.screen_stack):
        hint = _("A command, a day, a tag, a memory …")
        app.push_screen(Palette([TwofoldProvider], placeholder=hint))
