"""A disk, a queue and a lock in memory, in the place of real ones; and how the power goes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from typing import TypeVar

from journal.store.errors import Closed
from journal.store.files import Mark
from journal.store.home import DRAFTS
from journal.sync.folder_files import FolderFiles, Look

T = TypeVar("T")

NO_MARK: Mark = (0, 0, 0)


class Crash(BaseException):
    """The power goes: whatever was under way ends here, and nothing catches it."""


class MemoryFolder(FolderFiles):
    """Exchange folders in memory; `stop_at` lets the power go before the so-many-th change."""

    def __init__(self) -> None:
        self.files: dict[Path, bytes] = {}
        self.folders: set[Path] = set()
        self.marks: dict[Path, Mark] = {}
        self.looks: list[Path] = []
        """Every path that was looked at."""
        self.listed: list[Path] = []
        self.stop_at: int | None = None
        self._ticks = count(1)

    def look(self, path: Path) -> Look | None:
        self.looks.append(path)
        mark = self.marks.get(path, NO_MARK)
        if path in self.files:
            return Look(True, False, mark)
        return Look(False, True, mark) if path in self.folders else None

    def read_regular(self, path: Path, limit: int) -> bytes | None:
        data = self.files.get(path)
        return data if data is not None and len(data) <= limit else None

    def names(self, folder: Path) -> list[str]:
        self.listed.append(folder)
        top = f"{folder}/"
        below = [str(path) for path in (*self.files, *self.folders)]
        names = (path.removeprefix(top) for path in below if path.startswith(top))
        return sorted(name for name in names if "/" not in name)

    def may_write(self, folder: Path) -> bool:
        return folder in self.folders

    def make_shared_folder(self, path: Path) -> None:
        if path not in self.folders:
            if path.parent not in self.folders:
                raise FileNotFoundError(2, "no such folder")
            self._change(path.parent)
            self.folders.add(path)
            self.marks[path] = self._mark(0)

    def make_folder(self, path: Path) -> None:
        for folder in (*reversed(path.parents), path):
            if folder not in self.folders:
                self.folders.add(folder)
                self.marks[folder.parent] = self._mark(0)
                self.marks[folder] = self._mark(0)

    def put_new(self, path: Path, data: bytes) -> bool:
        if path in self.files:
            return False
        self._change(path.parent)
        self.files[path] = data
        self.marks[path] = self._mark(len(data))
        return True

    def remove(self, path: Path) -> None:
        if path in self.files:
            self._change(path.parent)
            del self.files[path]

    def remove_folder(self, path: Path) -> None:
        self.folders.discard(path)

    def sync_folder(self, path: Path) -> None:
        pass

    def lay(self, path: Path, data: bytes) -> None:
        """Let a carrier put a file anywhere, over whatever is there."""
        self.make_folder(path.parent)
        if path not in self.files:
            self.marks[path.parent] = self._mark(0)
        self.files[path] = data
        self.marks[path] = self._mark(len(data))

    def lose(self, path: Path) -> None:
        """Let a carrier take a file away."""
        if self.files.pop(path, None) is not None:
            self.marks[path.parent] = self._mark(0)

    def _change(self, folder: Path) -> None:
        if self.stop_at is not None:
            self.stop_at -= 1
            if self.stop_at < 0:
                raise Crash
        self.marks[folder] = self._mark(0)

    def _mark(self, size: int) -> Mark:
        tick = next(self._ticks)
        return tick, size, tick


class Inline:
    """In the queue's place: each job is done at once, on the thread that asks for it."""

    is_busy = False

    def __init__(self) -> None:
        self._closed = False

    def submit(self, job: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        if self._closed:
            future.set_exception(Closed("closed"))
            return future
        try:
            future.set_result(job())
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        self._closed = True


class NoLock:
    """In the lock's place: the world opens each journal once."""

    is_held = True
    names = frozenset({DRAFTS})

    def release(self) -> None:
        """Nothing is held."""

    def say_who(self) -> None:
        """Nobody asks."""
