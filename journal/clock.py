"""The system's clock, the only place of the program that asks for the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The clock on the wall, and the one that only runs forward."""

    def now(self) -> datetime:
        """Return the present instant in the machine's local time zone."""
        return datetime.now(tz=UTC).astimezone()

    def monotonic(self) -> float:
        """Return seconds that only ever run forward."""
        return time.monotonic()
