"""Keeps control codes in what can be edited from the terminal.

What is only shown goes through `words.clean`. What stands in a field stays as it was written, to
the last character, so that an edit changes nothing else; but a code in it, which a clipboard or a
file may have brought along, must not be carried out by the terminal.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import Input

from journal.widgets.words import is_shown


def without_codes(strip: Strip) -> Strip:
    """Take what is never shown out of a line, which stays as wide as it was."""
    if all(is_shown(letter) for segment in strip for letter in segment.text):
        return strip
    return Strip(
        [
            Segment("".join(map(_shown, segment.text)), segment.style, segment.control)
            for segment in strip
        ],
        strip.cell_length,
    )


def _shown(letter: str) -> str:
    return letter if is_shown(letter) else " " * cell_len(letter)


def in_one_line(text: str) -> str:
    """Join the lines of a text with single spaces; what has one line stays as it is."""
    lines = text.splitlines()
    if len(lines) == 1:
        return lines[0]
    return " ".join(line.strip() for line in lines if line.strip())


class LineInput(Input):
    """A line for words; what is pasted into it is kept whole, as one line."""

    def _on_paste(self, event: events.Paste) -> None:
        """Take every line; Textual takes the first alone."""
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in the program."""
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        if line := in_one_line(text):
            self.replace(line, *self.selection)

    def render_line(self, y: int) -> Strip:
        """Render the line without its codes."""
        return without_codes(super().render_line(y))
