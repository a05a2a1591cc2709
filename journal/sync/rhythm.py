"""When a pass is due although nothing in the folder looks other than before."""

from __future__ import annotations

from journal.model.clock import Clock

LOOK_AGAIN = 4.0
"""So many seconds after something was found the folder is looked at once more: clocks of file
systems are coarse, and what comes within one tick of the last look would not be noticed."""
TRY_AGAIN = 60.0
"""So many seconds later what could not be sent is tried again."""
LOOK_ANYWAY = 600.0
"""So many seconds later everything is looked at, though nothing seems to have changed."""


class Rhythm:
    """What the last pass left, by the clock that only runs forward."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._passed_at: float | None = None
        self._changed_at: float | None = None
        self._unsent = 0

    def passed(self, unsent: int) -> None:
        """A pass is done, and so much still waits."""
        self._passed_at, self._unsent = self._clock.monotonic(), unsent

    def changed(self) -> None:
        """Something was found in the folder, or put there."""
        self._changed_at = self._clock.monotonic()

    def ask(self) -> None:
        """Somebody asked for something that only a pass can do: it is due."""
        self._passed_at = None

    @property
    def is_due(self) -> bool:
        """Whether it is time to look at everything."""
        return self._passed_at is None or self._since(self._passed_at) >= LOOK_ANYWAY

    def looks_again(self) -> bool:
        """Tell, once, that it is time to look again at what changed a moment ago."""
        due = self._changed_at is not None and self._since(self._changed_at) >= LOOK_AGAIN
        if due:
            self._changed_at = None
        return due

    def may_send(self, unsent: int) -> bool:
        """Tell whether there is something to send that was not just now in vain."""
        if not unsent or self._passed_at is None:
            return bool(unsent)
        return unsent != self._unsent or self._since(self._passed_at) >= TRY_AGAIN

    def _since(self, then: float) -> float:
        return self._clock.monotonic() - then
