"""When a journal is folded and backed up: on closing, at a few megabytes, and when nobody saves.

A fold that fails is thrown away and tried later; it never fails a save or quitting.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from threading import RLock, Thread, Timer
from typing import Protocol

from journal.model.clock import Clock
from journal.store.backups import Backups
from journal.store.errors import StoreError
from journal.store.folding import Fold
from journal.store.seal import Seal
from journal.store.storage import JournalStorage

FOLD_AT = 4 * 2**20
"""A log this long, in bytes, and as long as its snapshot, is folded even while saves go on.

So much at once costs few folds, however much it is, and opening reads about twice as much at most.
"""
FOLD_WHEN_IDLE = 2**18
"""A log this long, in bytes, is folded once nobody has saved for `IDLE` seconds."""
IDLE = 30.0


class Waiting(Protocol):
    """Something that happens later, unless it is cancelled."""

    daemon: bool

    def start(self) -> None:
        """Begin to wait."""

    def cancel(self) -> None:
        """Let it not happen."""


class Keeper:
    """Folds one journal in the background; saves wait only for the moment of the swap."""

    def __init__(
        self,
        storage: JournalStorage,
        backups: Backups,
        *,
        clock: Clock,
        submit: Callable[[Callable[[], None]], Future[None]],
        folded: Callable[[], None],
        timer: Callable[[float, Callable[[], None]], Waiting] = Timer,
    ) -> None:
        self._storage = storage
        self._backups = backups
        self._clock = clock
        self._submit = submit
        self._folded = folded
        self._timer = timer
        self._lock = RLock()
        self._waiting: Waiting | None = None
        self._thread: Thread | None = None
        self._stopped = False
        self._unfinished = False
        """Whether a fold was begun, and its end is still to come or in the queue."""

    def saved(self) -> None:
        """After each save, on the writing thread: fold now, or when it has become quiet."""
        size = self._storage.log_bytes
        if size >= max(FOLD_AT, self._storage.snapshot_bytes):
            self.begin()
        elif size >= FOLD_WHEN_IDLE:
            self._wait()

    def begin(self) -> None:
        """Begin a fold in the background, on the writing thread, unless one is under way."""
        with self._lock:
            busy = self._thread is not None and self._thread.is_alive()
            # another begun before the end of one that is written would throw that one away
            if busy or self._unfinished or self._stopped or self._storage.trouble is not None:
                return
            with contextlib.suppress(OSError):
                fold = self._storage.begin_fold()
                self._unfinished = True
                self._run(self._write, fold)

    def now(self, seal: Seal | None = None, *, closing: bool = False) -> None:
        """Fold at once, on the writing thread. Raises `OSError`."""
        self.join()
        written = self._storage.fold(seal, closing=closing)
        self._folded()
        self._back_up(written)

    def join(self) -> None:
        """Wait until nothing is written in the background; a fold's end may be in the queue."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def stop(self) -> None:
        """Begin no more folds in the background, and let the last one be written."""
        with self._lock:
            self._stopped = True
            if self._waiting is not None:
                self._waiting.cancel()
        self.join()

    def _run(self, job: Callable[[Fold], None], fold: Fold) -> None:
        """Do a job in the background."""
        with self._lock:
            self._thread = Thread(target=job, args=(fold,), name="journal-fold", daemon=True)
            self._thread.start()

    def _write(self, fold: Fold) -> None:
        """Write a fold beside the journal, then let the writing thread put it in place."""
        try:
            written = fold.write()
        except (OSError, StoreError):
            self._unfinished = False
            return
        self._submit(lambda: self._finish(written))

    def _finish(self, written: Fold) -> None:
        self._unfinished = False
        with contextlib.suppress(OSError):
            self._storage.finish_fold(written)
            self._folded()
            self._run(self._back_up, written)

    def _back_up(self, written: Fold) -> None:
        """Keep the backup of today, if there is none yet; a failure waits for the next fold."""
        with contextlib.suppress(OSError, StoreError):
            self._backups.keep(
                written.tables, written.imprint, self._clock.now().date(), written.seal
            )

    def _wait(self) -> None:
        """Begin to wait for quiet anew."""
        with self._lock:
            if self._waiting is not None:
                self._waiting.cancel()
            if not self._stopped:
                self._waiting = self._timer(IDLE, self._quiet)
                self._waiting.daemon = True
                self._waiting.start()

    def _quiet(self) -> None:
        self._submit(self.begin)
