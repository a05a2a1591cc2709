"""One of a few, chosen with the arrows: a quiet row, no box that opens."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from journal.i18n import _
from journal.widgets.focusing import focus_now

MARK = 2
"""Cells of the mark before an option and the blank behind it."""
GAP = 3
"""Cells between two options."""


class Choice(Widget, can_focus=True):
    """A row of words of which one is chosen; the mark before it says which, not colour alone."""

    ALLOW_SELECT = False
    HELP = _("Left and right choose.")
    BINDINGS = [
        Binding("left", "step(-1)", _("Previous choice"), show=False, id="choice.left"),
        Binding("right,space", "step(1)", _("Next choice"), show=False, id="choice.right"),
        Binding("enter", "app.focus_next", _("Next field"), show=False, id="choice.on"),
    ]
    DEFAULT_CSS = """
    Choice {
        height: auto;
        width: 100%;
        padding: 0 1;
        border: round $line;
        border-title-color: $muted;
        &:focus { border: round $accent; border-title-color: $muted; }
    }
    """

    value: reactive[str] = reactive("", layout=True)

    class Changed(Message):
        """Another one was chosen."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The row it happened in."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        values = [each for each, _words in self._options]
        self.set_reactive(Choice.value, value if value in values else values[0])

    def offer(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """Offer other words, and choose one of them."""
        self._options = tuple(options)
        self.value = value
        self.refresh(layout=True)

    def _rows(self, width: int) -> list[list[tuple[str, str]]]:
        """Put the options in rows; a mark is never parted from its words."""
        rows: list[list[tuple[str, str]]] = [[]]
        left = width
        for value, label in self._options:
            if rows[-1] and left < cell_len(label) + MARK:
                rows.append([])
                left = width
            rows[-1].append((value, label))
            left -= cell_len(label) + MARK + GAP
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the options need."""
        return len(self._rows(width))

    def choose(self, value: str) -> None:
        """Choose one of those offered, or the first where this one is not."""
        values = [each for each, _words in self._options]
        self.value = value if value in values else values[0]

    def render(self) -> Content:
        """Show the words in rows, the chosen one marked."""
        gap = " " * GAP
        rows = self._rows(self.content_size.width)
        return Content("\n").join(Content(gap).join(map(self._option, row)) for row in rows)

    def _option(self, option: tuple[str, str]) -> Content:
        """Show one; a click on it finds its value there."""
        value, label = option
        here = value == self.value
        words = f"{'●' if here else '○'} {label}"
        shown = Content.assemble((words, self._chosen_style if here else "$muted"))
        return shown.stylize(Style.from_meta({"choice": value}))

    @property
    def _chosen_style(self) -> str:
        return "bold $accent" if self.has_focus else "bold"

    def action_step(self, by: int) -> None:
        """Choose the next or previous one, round the ends."""
        values = [value for value, _words in self._options]
        self.value = values[(values.index(self.value) + by) % len(values)]

    def on_click(self, event: Click) -> None:
        """Choose the one that was clicked."""
        event.stop()
        focus_now(self)
        value = event.style.meta.get("choice")
        if value is not None:
            self.value = value

    def watch_value(self, value: str) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self, value))
