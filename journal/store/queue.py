"""The one queue that everything written goes through, and who is told afterwards."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar, cast

import msgspec

from journal.i18n import _
from journal.model.record import Record
from journal.store.errors import Closed

Result = TypeVar("Result")


class Changed(msgspec.Struct, frozen=True):
    """The journal changed: the new versions of records (deleted ones have `gone`), or drafts."""

    records: tuple[Record, ...] = ()
    drafts: bool = False


class Queue:
    """Jobs done one after the other on one thread, in the order in which they came."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal-writer")
        self._latest: Future[object] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to be done."""
        return self._latest is not None and not self._latest.done()

    def submit(self, job: Callable[[], Result]) -> Future[Result]:
        """Do a job after all others; the future gives what it returns, or raises, or `Closed`."""
        try:
            future = self._executor.submit(job)
        except RuntimeError:
            future = Future()
            future.set_exception(Closed(_("This journal is closed; open it again.")))
        self._latest = cast(Future[object], future)
        return future

    def close(self) -> None:
        """Wait until everything is done, and take nothing more."""
        with contextlib.suppress(Closed):
            # what is waiting may itself add to the queue (the end of a draft): first that, …
            self.submit(lambda: None).result()
        self._executor.shutdown(wait=True)  # … then no more


class Subscribers:
    """Who wants to know of changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._callbacks: list[Callable[[Changed], None]] = []

    def add(self, callback: Callable[[Changed], None]) -> Callable[[], None]:
        """Tell `callback` from now on; return what ends that."""
        with self._lock:
            self._callbacks.append(callback)

        def end() -> None:
            with self._lock, contextlib.suppress(ValueError):
                self._callbacks.remove(callback)

        return end

    def tell(self, change: Changed) -> None:
        """Tell everyone; nobody's error stops it."""
        with self._lock:
            callbacks = list(self._callbacks)
        for callback in callbacks:
            # what is on disk is saved, whatever a screen makes of it
            with contextlib.suppress(Exception):
                callback(change)
