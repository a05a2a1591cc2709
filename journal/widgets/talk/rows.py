"""The rows of a set-up: one of a few, or a number, each on a line of its own."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.widgets import Static

from journal.i18n import _
from journal.widgets.choice import Choice
from journal.widgets.focusing import focus_now
from journal.widgets.words import clean


class RowChoice(Choice, inherit_bindings=False):
    """A choice without a box; the accent is only where one is, and Enter is the page's."""

    BINDINGS = [
        Binding("left", "step(-1)", _("Previous choice"), show=False, id="choice.left"),
        Binding("right,space", "step(1)", _("Next choice"), show=False, id="choice.right"),
    ]
    DEFAULT_CSS = """
    RowChoice { border: none; padding: 0; width: 1fr; &:focus { border: none; } }
    """

    def _option(self, option: tuple[str, str]) -> Content:
        value, label = option
        shown = super()._option((value, clean(label)))
        if value == self.value and not self.has_focus:
            return shown.stylize("$foreground")
        return shown

    def action_step(self, by: int) -> None:
        """Choose the next or previous one, round the ends."""
        values = [value for value, _words in self._options]
        if self.value not in values:
            self.value = values[0 if by > 0 else -1]
        else:
            super().action_step(by)

    def on_focus(self) -> None:
        """Take the accent."""
        self.refresh()

    def on_blur(self) -> None:
        """Give the accent back."""
        self.refresh()


class Amount(RowChoice):
    """A whole number between two bounds, made smaller and larger with the arrows."""

    DEFAULT_CSS = """
    Amount { width: auto; margin-right: 3; }
    """

    def __init__(
        self,
        numbers: range,
        value: int,
        unit: str,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__([(str(number), str(number)) for number in numbers], str(value), id=id)
        self._unit = unit

    @property
    def number(self) -> int:
        """The number that is chosen."""
        return int(self.value)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the largest number and what is counted."""
        return max(len(value) for value, _words in self._options) + len(self._unit) + 5

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row."""
        return 1

    def render(self) -> Content:
        """Show the number between its arrows, and what is counted."""
        accent = "$accent" if self.has_focus else "$muted"
        number = "bold $accent" if self.has_focus else "bold"
        return Content.assemble(
            ("‹ ", accent), (self.value, number), (" › ", accent), (self._unit, "$muted")
        )

    def action_step(self, by: int) -> None:
        """Make it smaller or larger, never past its bounds."""
        values = [value for value, _words in self._options]
        at = values.index(self.value) + by
        self.value = values[min(max(at, 0), len(values) - 1)]

    def on_click(self, event: Click) -> None:
        """Smaller left of the number, larger on it and right of it."""
        event.stop()
        focus_now(self)
        at = event.get_content_offset(self)
        self.action_step(-1 if at is not None and at.x < 2 else 1)


class Row(Horizontal):
    """A label and what is chosen beside it; the bar at its left says that one is here."""

    DEFAULT_CSS = """
    Row {
        height: auto;
        border-left: blank;
        &:focus-within { border-left: thick $accent; }
        & > .label { width: 19; color: $muted; padding: 0 1; }
    }
    """

    def __init__(self, label: str, *choices: RowChoice, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._label = label
        self._choices = choices

    def compose(self) -> ComposeResult:
        yield Static(Content(clean(self._label)), classes="label")
        yield from self._choices

    def relabel(self, label: str) -> None:
        """Call the row something else."""
        self.query_one(".label", Static).update(Content(clean(label)))
