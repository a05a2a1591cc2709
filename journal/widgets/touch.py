"""The rows of Touch: one touch each, and how it is for whoever has the journal open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content

from journal.model.kinds import Touch, TouchToday
from journal.model.record import Record
from journal.store import Draft
from journal.widgets.entry import EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.words import clean
from journal.wording.touch import HOW, TODAY

STYLES = {"welcome": "bold $secondary", "sometimes": "$secondary", "not": "$muted"}
"""How a touch is → how that word is shown; the word itself says it, not the colour alone."""


class Row(NamedTuple):
    """One line of the list."""

    touch: Touch
    """What was said of it; one without an id is of our list and nothing was said of it yet."""
    seen: str = ""
    """Who sees it, where that is not only oneself."""


def touch_content(row: Row) -> Content:
    """One touch: how it is, its words, who sees it."""
    width = max(map(cell_len, HOW.values()))
    how = HOW[row.touch.how] if row.touch.id else "·"
    how += " " * (width - cell_len(how))
    style = STYLES[row.touch.how] if row.touch.id else "$muted"
    quiet = f"   {row.seen}" if row.seen else ""
    said = Content(" ".join(clean(row.touch.text).split()))
    return Content.assemble((how, style), "  ", said, (clean(quiet), "$muted"))


class TouchRow(EntryView):
    """One touch; keys act on what was said of it as on every entry."""

    def __init__(self, row: Row, today: date) -> None:
        super().__init__(row.touch, today)
        self.turn_to(row)

    def turn_to(self, row: Row) -> None:
        """Show this one, or the same one anew."""
        self.item: Record | Draft = row.touch
        self.touch = row.touch
        self.content = touch_content(row)


class TouchList(Vertical):
    """Our list, then one's own words, each in a line of its own."""

    DEFAULT_CSS = """
    TouchList { height: auto; max-width: 76; margin-bottom: 1; }
    TouchList TouchRow { margin: 0; }
    """

    async def show(self, rows: Sequence[Row], today: date) -> None:
        """Show these; a row stays where it is, so that a word changed moves nothing."""
        views = list(self.query(TouchRow))
        for view, row in zip(views, rows, strict=False):
            view.turn_to(row)
        focused = self.screen.focused
        with self.app.batch_update():
            await self.remove_children(views[len(rows) :])
            await self.mount(*(TouchRow(row, today) for row in rows[len(views) :]))
        if focused in views[len(rows) :] and rows:
            focus_now(list(self.query(TouchRow))[-1])


class TodayRow(EntryView):
    """What was said for today; keys act on it as on every entry."""

    def __init__(self, said: TouchToday, seen: str) -> None:
        super().__init__(said, date.min)
        self.content = Content.assemble(
            (TODAY[said.welcome], "bold"), (f"   {clean(seen)}", "$muted")
        )
        self.add_class("-today")
