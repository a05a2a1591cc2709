"""From words to the disk: a save, against an append and against TinyDB as it comes.

As yet a save rewrites the whole file, so its cost grows with the journal; no goal is set for it.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import tinydb

from journal.clock import SystemClock
from journal.model.kinds import Entry
from journal.model.record import Record
from journal.store import Journal
from tests.benchmarks.bench import SIZES, Bench
from tests.benchmarks.table import Row, median

TEXT = "We walked along the river and talked about small things, for once. " * 4


def measure(bench: Bench) -> Iterator[Row]:
    """Save, append and insert in turns, in copies of the same journal."""
    n = bench.times(25, 5)
    for name, count in SIZES.items():
        home = bench.home(name, count)
        copy = Path(shutil.copy(home.folder("Ana") / "journal.json", bench.folder / "stock.json"))
        clock = SystemClock()
        with Journal.open(home, "Ana", clock=clock) as journal, tinydb.TinyDB(copy) as stock:
            entry = Entry(day=clock.now().date(), step="communicate", text=TEXT)
            document = msgspec.to_builtins(entry)
            line = msgspec.json.encode(entry) + b"\n"
            log = os.open(bench.folder / "log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            saves, appends, inserts = _in_turns(
                n,
                lambda: _save(journal, entry),  # noqa: B023 - called within this turn
                lambda: _append(log, line),  # noqa: B023
                lambda: stock.table("entry").insert(document),  # noqa: B023
            )
            os.close(log)
        yield Row(f"a save, {name}; one append + fdatasync", median(saves), n, median(appends))
        yield Row(f"a save, {name}; TinyDB’s own insert", median(saves), n, median(inserts))


def _save(journal: Journal, entry: Record) -> None:
    journal.commit([entry]).result()


def _append(log: int, line: bytes) -> None:
    os.write(log, line)
    os.fdatasync(log) if hasattr(os, "fdatasync") else os.fsync(log)


def _in_turns(n: int, *doings: Callable[[], object]) -> tuple[list[float], ...]:
    """Do each in turn, `n` times; the first round is for warming up and does not count."""
    taken: tuple[list[float], ...] = tuple([] for _ in doings)
    for turn in range(n + 1):
        for times, do in zip(taken, doings, strict=True):
            began = time.perf_counter()
            do()
            if turn:
                times.append(time.perf_counter() - began)
    return taken
