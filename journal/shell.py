"""What both apps share, the door and the program: our themes, hiding the screen, telling nothing.

A crash shows no traceback: Textual's would print the values of variables, and with them what a
person wrote. The command line says one plain sentence instead.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from textual.app import App, ScreenStackError
from textual.notifications import SeverityLevel

from journal.themes import THEMES, own_colours
from journal.widgets.words import clean

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

Returned = TypeVar("Returned")

ALWAYS = frozenset({"hide", "quit"})
"""What can be done even while a screen is still being put together."""

AT_MOST = 5.0
"""Seconds that closing may take once the system asked for it."""


class Shell(App[Returned]):
    """An app that can be hidden at once, and that never prints a person's words."""

    TITLE = "Twofold"
    CSS_PATH = ["app.tcss"]

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.error_console = Console(quiet=True)
        for ours in THEMES:
            self.register_theme(ours)
        self.theme = theme if theme in self.available_themes else THEMES[0].name
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours, for themes that do not name them."""
        return own_colours(self.current_theme)

    def on_mount(self) -> None:
        """Close in good order when the system asks for it, or the terminal goes."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # where there are no such signals, or this is not the main thread, they end it as ever
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self._asked_to_end)

    def _asked_to_end(self) -> None:
        """Close in any case: a terminal that is gone may hold it up."""
        last = threading.Timer(AT_MOST, os._exit, [1])
        last.daemon = True
        last.start()
        self.exit()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; one that comes before its screen stands is left out, but for ALWAYS."""
        name = action if isinstance(action, str) else action[1]
        if not self._stands and name.removeprefix("app.") not in ALWAYS:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    @property
    def _stands(self) -> bool:
        """Whether the screen in front has all that a key could act on."""
        try:
            return self.screen.is_mounted
        except ScreenStackError:  # before the first screen
            return False

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles anew, unless nothing that stands was read with other colours.

        Textual asks for it before the first screen and again for each new one, and reads every
        style sheet each time.
        """
        colours = self.get_css_variables()
        if self._stands or colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    @property
    def is_hidden(self) -> bool:
        """Whether the screen is blank just now."""
        try:
            return self.screen.id == "hidden"
        except ScreenStackError:  # before the first screen
            return False

    def action_hide(self) -> None:
        """Blank the screen at once, over whatever is on it."""
        from journal.screens.hidden import Hidden

        self.clear_notifications()
        self.push_screen(Hidden())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the screen is hidden nothing works but quitting; a priority key fires anywhere."""
        return action == "quit" if self.is_hidden else True

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say one sentence, never as markup, and never while the screen is hidden."""
        if not self.is_hidden:
            said = clean(message)
            super().notify(said, title=title, severity=severity, timeout=timeout, markup=markup)
