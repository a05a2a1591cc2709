"""The clock as the model sees it: something that is passed in."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests pass one that stands still."""

    def now(self) -> datetime:
        """Return the present instant, aware, in the local time zone."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever run forward."""
        ...
