"""The n-th operation on the disk fails, for every n: nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.store import StoreError
from journal.store.errors import KeptInMemory
from journal.store.files import Mark
from tests.store.disk import MemoryFiles, Op, Platter
from tests.store.life import Life, State, fixed_random, open_image, state_of

KINDS = {
    "EIO": errno.EIO,
    "ENOSPC": errno.ENOSPC,
    "EINTR": errno.EINTR,
    "short write": errno.ENOSPC,
    "EACCES": errno.EACCES,
}


class FailingMemory(MemoryFiles):
    """Fails the n-th operation, questions included; a sync that fails loses what it should sync.

    That is what Linux does: the pages are clean afterwards, and the next sync says that all is
    well.
    """

    def __init__(self, fail_at: int, kind: str) -> None:
        super().__init__()
        self.fail_at = fail_at
        self.kind = kind
        self.done = 0

    def mark(self, path: Path) -> Mark:
        self._count_one(None)
        return super().mark(path)

    def read(self, path: Path) -> bytes:
        self._count_one(None)
        return super().read(path)

    def _do(self, op: Op) -> None:
        self._count_one(op)
        super()._do(op)

    def _count_one(self, op: Op | None) -> None:
        self.done += 1
        if self.done != self.fail_at:
            return
        if op is not None and op.kind == "write" and self.kind == "short write":
            half = op.data[: len(op.data) // 2]
            super()._do(op._replace(data=half))
            self._data[op.inode] += half
        if op is not None and op.kind == "sync":
            self.ops = [done for done in self.ops if not self._is_dropped(done, op.inode)]
        raise OSError(KINDS[self.kind], os.strerror(KINDS[self.kind]))

    def _is_dropped(self, op: Op, inode: int) -> bool:
        """Tell whether an operation on a file was not synced yet."""
        if op.inode != inode or op.kind not in ("write", "cut"):
            return False
        place = next(number for number, done in enumerate(self.ops) if done is op)
        return not any(later.kind == "sync" and later.inode == inode for later in self.ops[place:])


class FailingLife(Life):
    """A life whose steps may fail; `may_be` is what may be there when it is opened again."""

    def __init__(self, files: FailingMemory) -> None:
        super().__init__(files, lambda: None)
        self.may_be: list[State] = []

    def save(self, words: int = 6) -> None:
        try:
            super().save(words)
        except KeptInMemory:
            self.may_be.append(state_of(self.db.bottom.tables))
        except OSError:
            assert state_of(self.db.bottom.tables) == self.may_be[-1]

    def drop(self) -> None:
        with contextlib.suppress(OSError):
            super().drop()

    def _done(self) -> None:
        super()._done()
        self.may_be = [self.states[-1]]

    def live(self) -> bool:
        """Live through as much of it as the disk lets; tell whether there is a journal at all."""
        try:
            self.begin()
        except (OSError, StoreError):
            return False
        steps: tuple[Callable[[], None], ...] = (
            self.save, self.save, self.draft, self.fold, self.save, self.drop, self.fold_meanwhile,
            self.save, self.encrypt, self.save, self.save, self.fold_meanwhile, self.save,
            self.new_key, self.save, self.decrypt, self.save, self.fold, self.save,
        )  # fmt: skip
        for step in steps:
            with contextlib.suppress(OSError, StoreError):
                step()
            if not self.db.bottom.unsaved:
                self.may_be = [state_of(self.db.bottom.tables)]
        return True


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_acknowledged_is_lost_whichever_operation_fails(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """n = 1, 2, 3 … until a run passes untouched: each entry acknowledged is there, whole, once.

    Looked at twice: as the program left the files, and as a power cut right after would.
    """
    for fail_at in range(1, 2000):
        fixed_random(monkeypatch, 1)
        files = FailingMemory(fail_at, kind)
        life = FailingLife(files)
        begun = life.live()
        untouched = files.done < fail_at
        files.fail_at = 0
        if begun:
            for contents in (files.contents(), after_a_power_cut(files)):
                image = open_image(MemoryFiles(contents))
                assert image.state in life.may_be, fail_at
                assert not image.is_reported, fail_at
        if untouched:
            assert fail_at > 150
            assert not life.db.bottom.unsaved
            return
    pytest.fail("no run passed untouched")


def after_a_power_cut(files: FailingMemory) -> dict[Path, bytes]:
    """Return what is on the disk for sure."""
    platter = Platter()
    for op in files.ops:
        platter.step(op)
    return platter.image([], [])
