"""What the program is measured against: a bare Textual app with header, text area and footer.

`python -m tests.benchmarks.bare_app [FILE]` opens it, with the text of a file if one is named.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, TextArea

READY = "palette"
"""A word on its screen once it is painted: the footer's."""


class Bare(App[None]):
    """Nothing but the frame that every program has, and a place to write."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Header, text area, footer."""
        yield Header()
        yield TextArea(self._text)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor at the end, where one would go on writing."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()


if __name__ == "__main__":
    Bare(Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else "").run()
