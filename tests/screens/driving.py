"""How tests wait for what happens on another thread: they look again, up to a bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

TRIES = 200


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Let the app go on until the condition holds; fail when it never does."""
    for _try in range(TRIES):
        await pilot.pause()
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("what was waited for did not happen")


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type a text, key by key."""
    names = {" ": "space", "#": "number_sign", "-": "minus", ".": "full_stop"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


def painted(pilot: Pilot[Any]) -> str:
    """All that is on the screen just now, as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
