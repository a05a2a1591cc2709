"""Who carries the exchange folder, in a thread: what is new in one replica goes to the other."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

ROUND = 0.2
"""Seconds between two rounds."""


class Carrier:
    """Copies new files both ways, each whole or not at all, while it is used with `with`."""

    def __init__(self, one: Path, other: Path) -> None:
        self._replicas = (one, other)
        self._ended = Event()
        self._thread = Thread(target=self._go_round, daemon=True)
        for folder in self._replicas:
            folder.mkdir()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _go_round(self) -> None:
        one, other = self._replicas
        while not self._ended.wait(ROUND):
            self._carry(one, other)
            self._carry(other, one)

    def _carry(self, source: Path, target: Path) -> None:
        for path in source.rglob("*"):
            there = target / path.relative_to(source)
            if path.suffix in (".duo", ".pair") or path.name == "marker":
                self._copy(path, there)

    def _copy(self, path: Path, there: Path) -> None:
        if there.exists():
            return
        there.parent.mkdir(parents=True, exist_ok=True)
        coming = there.with_name(f".{there.name}.coming")
        try:
            coming.write_bytes(path.read_bytes())
        except FileNotFoundError:
            return  # taken out since it was listed
        coming.replace(there)
