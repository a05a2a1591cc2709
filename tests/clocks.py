"""Clocks that tests hold in their hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

EVENING = datetime(2026, 11, 22, 21, 40, tzinfo=timezone(timedelta(hours=1)))
"""The evening on which tests begin: Sunday 22 November 2026, 21:40, one hour east of UTC."""


class FixedClock:
    """A clock that stands still until it is moved; the wall and the running one can move apart."""

    def __init__(self, now: datetime = EVENING) -> None:
        if now.tzinfo is None:
            now = now.replace(tzinfo=UTC)
        self._now = now
        self._monotonic = 1000.0

    def now(self) -> datetime:
        """Return the instant at which this clock stands."""
        return self._now

    def monotonic(self) -> float:
        """Return seconds that only ever run forward."""
        return self._monotonic

    def advance(self, seconds: float = 0.0, *, days: int = 0) -> None:
        """Let time pass, on the wall and on the running clock alike."""
        passed = timedelta(days=days, seconds=seconds)
        self._now += passed
        self._monotonic += passed.total_seconds()

    def suspend(self, seconds: float) -> None:
        """Let time pass on the wall only, as a laptop that sleeps does."""
        self._now += timedelta(seconds=seconds)

    def set(self, now: datetime) -> None:
        """Turn the clock on the wall to `now` (aware), forward or back."""
        self._now = now
