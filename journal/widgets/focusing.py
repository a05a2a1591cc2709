"""Moving the cursor at once.

`Widget.focus` waits for the next turn of the loop; keys typed faster than that would go to where
the cursor was.
"""

from __future__ import annotations

from textual.widget import Widget


def focus_now(widget: Widget, *, scroll_visible: bool = True) -> None:
    """Give a widget the focus before the next key is looked at."""
    widget.screen.set_focus(widget, scroll_visible=scroll_visible)
