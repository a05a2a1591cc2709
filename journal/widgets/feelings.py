"""The feelings grid, pleasantness across and energy up, and the words that fit a place on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from journal.i18n import _
from journal.widgets.words import clean

EDGE = 4
"""Both axes go from -EDGE to EDGE."""

Place = tuple[int, int]
"""Pleasant, energy."""


class FeelingsGrid(Widget, can_focus=True):
    """A place to stand between unpleasant and pleasant, low and high energy.

    The mark is a shape of its own, and whoever shows the grid says the place in words beside it.
    """

    ALLOW_SELECT = False
    HELP = _("The arrows move to where you are. Enter goes on to the words.")
    BINDINGS = [
        Binding("left", "move(-1, 0)", _("Less pleasant"), show=False, id="feelings.left"),
        Binding("right", "move(1, 0)", _("More pleasant"), show=False, id="feelings.right"),
        Binding("up", "move(0, 1)", _("More energy"), show=False, id="feelings.up"),
        Binding("down", "move(0, -1)", _("Less energy"), show=False, id="feelings.down"),
        Binding("enter,space", "take", _("To the words"), show=False, id="feelings.take"),
    ]
    DEFAULT_CSS = """
    FeelingsGrid {
        width: 23;
        height: 11;
        padding: 0 2;
        border: round $line;
        border-title-color: $muted;
        border-title-align: center;
        border-subtitle-color: $muted;
        border-subtitle-align: center;
        &:focus {
            border: round $accent;
            border-title-color: $muted;
            border-subtitle-color: $muted;
        }
    }
    """

    place: reactive[Place | None] = reactive(None)
    """Where one stands; None before anything was chosen."""

    class Moved(Message):
        """Another place was chosen."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class Taken(Message):
        """The place is the right one; now the words."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.border_title = Content(_("high energy"))
        self.border_subtitle = Content(_("low energy"))

    def render(self) -> Content:
        """Draw a field of points, and the mark."""
        here = self.place or ((0, 0) if self.has_focus else None)
        rows = [self._row(energy, here) for energy in range(EDGE, -EDGE - 1, -1)]
        return Content("\n").join(rows)

    def _row(self, energy: int, here: Place | None) -> Content:
        parts: list[tuple[str, str]] = []
        for pleasant in range(-EDGE, EDGE + 1):
            if (pleasant, energy) == here:
                parts.append(("◆" if self.place else "◇", "bold $accent"))
            else:
                parts.append(("·" if pleasant % 2 == 0 and energy % 2 == 0 else " ", "$muted"))
            parts.append((" ", ""))
        return Content.assemble(*parts[:-1])

    def action_move(self, right: int, up: int) -> None:
        """Move one step; the edge holds."""
        pleasant, energy = self.place or (0, 0)
        self._go(pleasant + right, energy + up)

    def action_take(self) -> None:
        """Go on with this place, the middle if none was chosen."""
        if self.place is None:
            self._go(0, 0)
        self.post_message(self.Taken())

    def on_click(self, event: Click) -> None:
        """Go to where was clicked."""
        at = event.get_content_offset(self)
        if at is not None:
            event.stop()
            self._go(round(at.x / 2) - EDGE, EDGE - at.y)

    def _go(self, pleasant: int, energy: int) -> None:
        place = (_within(pleasant), _within(energy))
        if place != self.place:
            self.place = place
            self.post_message(self.Moved(place))


def _within(value: int) -> int:
    return max(-EDGE, min(EDGE, value))


BATCH = 8
"""How many words are offered at once; more come as one walks past the last."""


class FeelingWords(Widget, can_focus=True):
    """Words to choose from, several at a time; a chosen one has a mark before it."""

    ALLOW_SELECT = False
    HELP = _(
        "The arrows walk among the words, past the last one come more. Space chooses, Enter keeps."
    )
    BINDINGS = [
        Binding("left", "step(-1)", _("Previous word"), show=False, id="words.left"),
        Binding("right", "step(1)", _("Next word"), show=False, id="words.right"),
        Binding("up", "row(-1)", _("Row above"), show=False, id="words.up"),
        Binding("down", "row(1)", _("Row below"), show=False, id="words.down"),
        Binding("space", "choose", _("Choose this word"), show=False, id="words.choose"),
        Binding("enter", "finish", _("Keep"), show=False, id="words.finish"),
    ]
    DEFAULT_CSS = """
    FeelingWords { height: auto; width: 100%; }
    """

    chosen: reactive[tuple[str, ...]] = reactive((), layout=True)
    """The words that are chosen, in the order in which they were."""

    class Changed(Message):
        """A word was chosen, or not any more."""

    class Finished(Message):
        """No more words are wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._fitting: Sequence[str] = ()
        self._limit = BATCH
        self._at = 0

    @property
    def offered(self) -> list[str]:
        """The words that are shown: what fits, and what was chosen before one moved on."""
        fitting = list(self._fitting[: self._limit])
        return [*fitting, *(word for word in self.chosen if word not in fitting)]

    def offer(self, fitting: Iterable[str]) -> None:
        """Offer the words that fit another place, the nearest first; chosen ones stay."""
        fitting = tuple(fitting)
        if fitting != self._fitting:
            self._fitting, self._limit, self._at = fitting, BATCH, 0
            self.refresh(layout=True)

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the words need at this width."""
        return max(1, len(rows(self._labels(), width)))

    def _labels(self) -> list[str]:
        return [f"{'●' if word in self.chosen else '○'} {clean(word)}" for word in self.offered]

    def render(self) -> Content:
        """Show the words in rows."""
        labels, offered = self._labels(), self.offered
        lines = []
        for row in rows(labels, self.content_size.width):
            parts: list[tuple[str, str]] = []
            for number in row:
                parts += [(labels[number], self._style(number, offered[number])), ("  ", "")]
            lines.append(Content.assemble(*parts[:-1]))
        return Content("\n").join(lines)

    def _style(self, number: int, word: str) -> str:
        if self.has_focus and number == self._at:
            return "reverse $accent"
        return "bold $accent" if word in self.chosen else ""

    # Acting

    def action_step(self, by: int) -> None:
        """Go to the next or previous word; past the last one more are offered."""
        self._at = max(0, self._at + by)
        if self._at >= len(self.offered) and self._limit < len(self._fitting):
            self._at = self._limit
            self._limit += BATCH
        self._at = min(self._at, len(self.offered) - 1)
        self.refresh(layout=True)

    def action_row(self, by: int) -> None:
        """Go one row up or down, to the nearest word there."""
        labels = self._labels()
        table = rows(labels, self.content_size.width)
        at = next(number for number, row in enumerate(table) if self._at in row)
        if not 0 <= at + by < len(table):
            self.action_step(len(self.offered) - self._at if by > 0 else -self._at)
            return
        column = _column(labels, table[at], self._at)
        nearest = min(
            table[at + by], key=lambda number: abs(_column(labels, table[at + by], number) - column)
        )
        self.action_step(nearest - self._at)

    def action_choose(self) -> None:
        """Choose this word, or not any more."""
        offered = self.offered
        if not offered:
            return
        word = offered[self._at]
        if word in self.chosen:
            self.chosen = tuple(each for each in self.chosen if each != word)
        else:
            self.chosen = (*self.chosen, word)
        self._at = min(self._at, max(0, len(self.offered) - 1))
        self.post_message(self.Changed())

    def action_finish(self) -> None:
        """These are the words."""
        self.post_message(self.Finished())

    def on_click(self, event: Click) -> None:
        """Choose the word that was clicked."""
        at = event.get_content_offset(self)
        labels = self._labels()
        table = rows(labels, self.content_size.width)
        if at is None or at.y >= len(table):
            return
        event.stop()
        for number in table[at.y]:
            begin = _column(labels, table[at.y], number)
            if begin <= at.x < begin + len(labels[number]):
                self._at = number
                self.action_choose()


def rows(labels: Sequence[str], width: int) -> list[list[int]]:
    """Lay labels out in rows of at most `width` cells, two apart; their numbers, row by row."""
    table: list[list[int]] = []
    left = 0
    for number, label in enumerate(labels):
        if table and len(label) + 2 <= left:
            table[-1].append(number)
            left -= len(label) + 2
        else:
            table.append([number])
            left = width - len(label)
    return table


def _column(labels: Sequence[str], row: Sequence[int], number: int) -> int:
    return sum(len(labels[each]) + 2 for each in row[: row.index(number)])
