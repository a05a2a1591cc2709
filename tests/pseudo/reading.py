"""Reads a screen, or what a command said, for words that are in English all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from textual.app import App
from textual.widget import Widget

from tests.pseudo.allowed import FILES, NAMES, NO_WORDS

WORD = re.compile(r"[A-Za-z]{2,}")
"""Two letters of English side by side; a single one is the name of a key."""


class Found:
    """The words that were found, each with the first place where it stood."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self.words: dict[str, str] = {}
        self.allowed = NAMES | FILES | set(allowed)
        self.paths: set[str] = set()
        """Folders of this walk; where one is broken into two lines, each piece is a part of it."""
        self.used: set[str] = set()
        """What was met of the words that are allowed."""
        self.screens: set[str] = set()
        """The names of the classes of screens that were read."""

    def read(self, where: str, text: str) -> None:
        """Read lines of text."""
        for line in text.splitlines():
            for word in WORD.findall(NO_WORDS.sub(" ", line)):
                if word in self.allowed:
                    self.used.add(word)
                elif not any(word in path for path in self.paths):
                    self.words.setdefault(word, f"{where}: {line.strip()}")

    def read_screen(self, where: str, app: App[Any]) -> None:
        """Read all that stands on a screen, out of sight too, and what the mouse would bring."""
        self.screens.add(type(app.screen).__name__)
        for widget in app.screen.walk_children(Widget):
            if widget.tooltip is not None:
                self.read(f"{where}, tooltip", str(widget.tooltip))
            self.read(where, f"{widget.border_title or ''}\n{widget.border_subtitle or ''}")
            if not widget.children:
                lines = (widget.render_line(y).text for y in range(widget.size.height))
                self.read(where, "\n".join(lines))


def told(found: Mapping[str, str]) -> str:
    """Write the words that were found for whoever has to mend them."""
    return "\n".join(f"{word!r} at {where}" for word, where in sorted(found.items()))
