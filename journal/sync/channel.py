"""What reading and writing need of one pairing: its keys, its folder, the journal, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol, TypeVar

from journal.model.clock import Clock
from journal.store.exchanging import Exchanging
from journal.sync.folder import Folder
from journal.sync.mark import Marks
from journal.sync.pairing_state import Paired

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Exchange(Protocol):
    """One commit on the journal's writing thread; waits for it, and raises as it does."""

    def __call__(self, job: Callable[[Exchanging], T], /) -> T:
        """Do the job, all of it or nothing."""
        ...


class Channel(NamedTuple):
    """One pairing and where it is carried."""

    paired: Paired
    folder: Folder
    exchange: Exchange
    marks: Marks
    clock: Clock

    @property
    def me(self) -> str:
        """One's own author id."""
        return self.paired.me.author

    @property
    def partner(self) -> str:
        """The partner's author id."""
        return self.paired.partner.author

    @property
    def now_ms(self) -> int:
        """Milliseconds since 1970."""
        return (self.clock.now() - _EPOCH) // timedelta(milliseconds=1)

    @property
    def today(self) -> str:
        """The day, as it is told from the day before."""
        return self.clock.now().date().isoformat()
