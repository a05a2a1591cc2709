"""Keeping in sight where one types, and who will see it, on however small a screen."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from journal.widgets.choice import Choice


def bring_into_sight(widget: Widget, whole: Widget | None = None) -> None:
    """Scroll what scrolls around a widget until the row that has the cursor is in sight.

    So is the lower end of `whole`, the form it belongs to, where the screen has room for both.
    """
    below = widget
    for around in widget.ancestors:
        if not isinstance(around, Widget):
            return
        # What does not scroll, such as columns taller than the page, may have a way to go, too.
        if around.max_scroll_y and around.styles.overflow_y != "hidden":
            docked, seen = below.dock_gutter, around.content_region
            first, last = seen.y + docked.top, seen.bottom - docked.bottom
            _scroll(around, _rows(widget), whole, first, last)
            return
        below = around


def _rows(widget: Widget) -> tuple[int, int]:
    """The rows that have to be seen: those about the cursor, or all of what has one line."""
    if isinstance(widget, TextArea):
        row = widget.cursor_screen_offset.y
        return row - 1, row + 2  # a border has a row, too
    return widget.region.y, widget.region.bottom


def _scroll(
    around: Widget, rows: tuple[int, int], whole: Widget | None, first: int, last: int
) -> None:
    top, bottom = rows
    end = max(bottom, whole.region.bottom) if whole is not None else bottom
    if end - top > last - first:
        end = bottom
        if bottom + around.scroll_offset.y <= last:  # what stands above it is worth more then
            around.scroll_home(animate=False)
            return
    below, above = end - last, top - first
    if below > 0 or above < 0:
        around.scroll_relative(y=min(below, above) if below > 0 else above, animate=False)


def keep_typing_in_sight(screen: Screen[Any]) -> None:
    """Bring back into sight where one types, after the screen has another size."""

    def look() -> None:
        focused = screen.focused
        if isinstance(focused, (TextArea, Input, Choice)):
            bring_into_sight(focused)

    screen.call_after_refresh(look)
    screen.call_after_refresh(lambda: screen.call_after_refresh(look))  # once it has wrapped anew
