"""The front door: who is here, before any journal is open.

A small app of its own, so that the program itself always has exactly one open journal.
"""

from __future__ import annotations

from typing import Literal

from textual.binding import Binding

from journal.commands import picked
from journal.content import Catalogue
from journal.i18n import _
from journal.model.clock import Clock
from journal.settings import Settings
from journal.shell import Shell
from journal.store import Home


class SwitchTo:
    """What the program returns when someone else's journal is to be opened."""

    def __init__(self, want: Literal["choose", "add"] = "choose") -> None:
        self.want: Literal["choose", "add"] = want
        """`choose` asks who, `add` adds someone."""


class Door(Shell[str | None]):
    """Asks who is here, or welcomes someone new; returns the name of the journal to open."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        *picked("app.hide"),
        Binding("ctrl+q", "quit", _("Quit"), priority=True, id="door.quit"),
    ]

    def __init__(
        self,
        home: Home,
        settings: Settings,
        clock: Clock,
        catalogue: Catalogue,
        want: Literal["first-run", "choose", "add"],
    ) -> None:
        super().__init__(settings.theme)
        self.home = home
        self.settings = settings
        self.clock = clock
        self.catalogue = catalogue
        self._want = want

    def on_mount(self) -> None:
        """Begin with the question that is wanted."""
        if self._want == "choose":
            from journal.screens.people import People

            self.push_screen(People(self.home), self._chosen)
        else:
            self._welcome()

    def _chosen(self, name: str | None) -> None:
        if name == "":
            self._welcome()
        else:
            self.exit(name)

    def _welcome(self) -> None:
        from journal.screens.welcome import Welcome

        self.push_screen(Welcome(self.home, self.clock, self.catalogue.welcome), self.exit)
