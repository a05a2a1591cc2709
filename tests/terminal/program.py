"""Runs the program as the command does, offline for certain and with a clock that may run faster.

Usage: `python -m tests.terminal.program SPEED [arguments of journal …]`.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta

from journal.clock import SystemClock

NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
REACHED_OUT = 97


class FastClock(SystemClock):
    """The system's clock, its time since the start multiplied."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._began = time.monotonic()
        self._wall = super().now()

    def _passed(self) -> float:
        return (time.monotonic() - self._began) * self._speed

    def now(self) -> datetime:
        """Return the wall time, run ahead."""
        return self._wall + timedelta(seconds=self._passed())

    def monotonic(self) -> float:
        """Return seconds that only ever run forward, faster."""
        return self._began + self._passed()


def _stay_home(event: str, _arguments: tuple[object, ...]) -> None:
    if event in NETWORK:
        os._exit(REACHED_OUT)


if __name__ == "__main__":
    sys.addaudithook(_stay_home)
    from journal.cli import main

    main(sys.argv[2:], clock=FastClock(float(sys.argv[1])))
