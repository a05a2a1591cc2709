"""When nobody has pressed a key for long: first a warning, then the screen is locked."""

from __future__ import annotations

import enum

from journal.model.timer import Instant

WARNING = 20.0
"""Seconds of warning before the end."""


class Idleness(enum.Enum):
    """How long nothing has happened."""

    ACTIVE = enum.auto()
    WARNING = enum.auto()
    """The last seconds; any key ends them."""
    OVER = enum.auto()


class IdleWatch:
    """Counts since the last sign of life, on both clocks: a machine that slept was idle, too."""

    def __init__(self, now: Instant) -> None:
        self._since = now

    def touch(self, now: Instant) -> None:
        """Begin anew: a key was pressed, or something is going on without keys."""
        self._since = now

    def left(self, now: Instant, limit: float) -> float:
        """Return how many seconds are left of `limit`; negative when it is over."""
        passed = max(now.mono - self._since.mono, now.wall - self._since.wall, 0.0)
        return limit - passed

    def look(self, now: Instant, limit: float) -> Idleness:
        """Tell where it stands; a `limit` of 0 seconds never ends."""
        left = self.left(now, limit)
        if limit <= 0 or left > WARNING:
            return Idleness.ACTIVE
        return Idleness.WARNING if left > 0 else Idleness.OVER
