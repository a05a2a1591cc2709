"""A disk that fails, or is looked at, at a step of one's choice."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from journal.store.files import Files

EVERY = -1
"""Fail at each step."""


class FaultyFiles(Files):
    """Counts what changes the disk; fails at step `fail_at` (from 1), with `error`."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.fail_at = 0
        self.error = 0
        self.before_step: Callable[[], None] | None = None

    def arm(self, step: int, error: int) -> None:
        """Start to count anew, and fail at `step`, or at `EVERY` one; 0 never fails."""
        self.steps, self.fail_at, self.error = [], step, error

    def _step(self, name: str) -> None:
        if self.before_step is not None:
            self.before_step()
        self.steps.append(name)
        if self.fail_at in (EVERY, len(self.steps)):
            raise OSError(self.error, os.strerror(self.error))

    def make_folder(self, path: Path) -> None:
        if not path.is_dir():
            self._step("make_folder")
        super().make_folder(path)

    def create(self, path: Path) -> int:
        self._step("create")
        return super().create(path)

    def write(self, descriptor: int, data: bytes) -> None:
        super().write(descriptor, data[: len(data) // 2])
        self._step("write")
        super().write(descriptor, data[len(data) // 2 :])

    def sync(self, descriptor: int) -> None:
        self._step("sync")
        super().sync(descriptor)

    def open_end(self, path: Path) -> int:
        self._step("open_end")
        return super().open_end(path)

    def cut(self, descriptor: int, size: int) -> None:
        self._step("cut")
        super().cut(descriptor, size)

    def sync_data(self, descriptor: int) -> None:
        self._step("sync_data")
        super().sync_data(descriptor)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._step("close")

    def replace(self, source: Path, target: Path) -> None:
        self._step("replace")
        super().replace(source, target)

    def sync_folder(self, path: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(path)

    def remove(self, path: Path) -> None:
        if path.exists():
            self._step("remove")
        super().remove(path)
