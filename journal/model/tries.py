"""The pause after wrong passphrases, which grows with every one."""

from __future__ import annotations

FREE = 2
"""So many wrong tries cost nothing: everyone mistypes."""

LONGEST = 60.0
"""The longest pause, in seconds: whoever forgot theirs for a moment is not shut out."""


def pause_after(wrong: int) -> float:
    """Return how many seconds to wait after so many wrong tries in a row: 0, 0, 0, 2, 4, 8 … 60."""
    return min(LONGEST, 2.0 ** min(wrong - FREE, 10)) if wrong > FREE else 0.0


class Tries:
    """Counts wrong tries while the program runs; times are monotonic seconds that are passed in."""

    def __init__(self) -> None:
        self._wrong = 0
        self._next = 0.0

    def left(self, now: float) -> float:
        """Return how many seconds are left until the next try."""
        return max(0.0, self._next - now)

    def wrong(self, now: float) -> None:
        """Count a wrong try."""
        self._wrong += 1
        self._next = now + pause_after(self._wrong)

    def right(self) -> None:
        """Forget the wrong ones."""
        self._wrong, self._next = 0, 0.0
