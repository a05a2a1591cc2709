"""What holds of every screen at every size: nothing is cut off, keys are said, the cursor shows."""

from __future__ import annotations

from typing import Any

from textual.errors import NoWidget
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tests.screens.driving import painted

LOOKS = 10
"""How often one looks whether the cursor shows."""


def cut_off(screen: Screen[Any]) -> list[str]:
    """Name what reaches beyond the screen's sides, or has more lines than it has room for."""
    found = []
    for widget in screen.walk_children(Widget):
        if not (widget.display and widget.region.area and all_shown(widget)):
            continue
        if widget.region.x < 0 or widget.region.right > screen.size.width:
            found.append(f"{named(widget)} reaches to {widget.region}")
        if isinstance(widget, Static) and not ends_by_itself(widget):
            width = widget.content_size.width
            needed = widget.get_content_height(widget.size, screen.size, width)
            if needed > widget.content_size.height:
                found.append(
                    f"{named(widget)} shows {widget.content_size.height} of {needed} lines"
                )
    return found


def all_shown(widget: Widget) -> bool:
    """Tell whether nothing around it is hidden."""
    return all(each.display for each in widget.ancestors if isinstance(each, Widget))


def ends_by_itself(widget: Static) -> bool:
    """Tell whether it says less where there is less room, as the first and the last line do."""
    return widget.styles.text_overflow == "ellipsis" or widget.styles.text_wrap == "nowrap"


def named(widget: Widget) -> str:
    """Name a widget so that it can be found."""
    return f"{type(widget).__name__}#{widget.id or ''} {str(getattr(widget, 'content', ''))[:40]!r}"


def in_sight(widget: Widget, line: Region | None = None) -> bool:
    """Tell whether a line of a widget, else its first one, is within all that it scrolls in."""
    try:
        at = widget.screen.find_widget(widget)
    except NoWidget:
        return False
    region, clip = at.region, at.clip
    wanted = line or Region(region.x, region.y, region.width, 1)
    within = wanted.intersection(clip).intersection(widget.screen.region)
    return within.height == wanted.height and within.width > 0


def cursor_in_sight(screen: Screen[Any]) -> bool:
    """Tell whether one sees where the cursor is; true where there is none."""
    focused = screen.focused
    if focused is None:
        return True
    if isinstance(focused, TextArea):
        at = focused.cursor_screen_offset
        return in_sight(focused, Region(at.x, at.y, 1, 1))
    if isinstance(focused, Input):
        inside = focused.content_region
        return in_sight(focused, Region(inside.x, inside.y, 1, 1))
    return in_sight(focused)


async def faults(pilot: Pilot[Any], *moves: str) -> list[str]:
    """Name all that is wrong with the screen in front, while the cursor goes over it."""
    screen = pilot.app.screen
    found = cut_off(screen)
    for key in moves:
        before = screen.focused
        await pilot.press(key)
        for _look in range(LOOKS):  # it is scrolled to once all is laid out
            await pilot.pause()
            if screen.focused is before or cursor_in_sight(screen):
                break
        if pilot.app.screen is not screen:
            return [*found, f"{key} closed it"]
        focused = screen.focused
        if focused is not None and focused is not before and not cursor_in_sight(screen):
            found.append(f"after {key} {named(focused)} is out of sight")
    return [*found, *(each for each in cut_off(screen) if each not in found)]


def says_keys(pilot: Pilot[Any], *keys: str) -> list[str]:
    """Name those of these keys that cannot be read on the screen."""
    shown = " ".join(painted(pilot).split())
    return [f"{key!r} is not said" for key in keys if key not in shown]
