"""The two clocks of a talk, and what a gap between two looks at them means."""

from __future__ import annotations

import math

from msgspec import Struct

CLOCKS_APART = 5.0
"""Seconds by which wall time may outrun counted time before it means that the machine slept
(product, *Listening timer*)."""

LONGEST_LOOK_AWAY = 30.0
"""Seconds between two looks that can still be a busy machine.

Some platforms go on counting monotonic time while they sleep (Windows does), so there both clocks
agree about a night with the lid closed. A running talk is looked at every second; thirty missed
looks in a row are no slow tick but a machine, or a program, that stood still. A shorter sleep on
such a platform is counted: pausing a talk because a disk was slow would be worse.
"""


class Instant(Struct, frozen=True):
    """One moment on both clocks, in seconds."""

    mono: float
    """Monotonic time, from any start: its differences are what is counted."""

    wall: float
    """Wall time since 1970: what a clock in the room shows. It may be set at any moment."""


def slept(seen: Instant, now: Instant) -> bool:
    """Whether the machine stood still somewhere between two looks."""
    counted, passed = now.mono - seen.mono, now.wall - seen.wall
    return passed - counted > CLOCKS_APART or counted > LONGEST_LOOK_AWAY


def shown(seconds: float) -> int:
    """The whole seconds a clock shows for what remains, negative in overtime.

    Rounded up, so a turn starts at its full minutes, reads 0 just as it is up, and overtime has its
    first second only when that second is over. Anything under a millisecond is the noise of adding.
    """
    return math.ceil(round(seconds, 3))
