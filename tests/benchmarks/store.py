"""The store from 100 to 100,000 entries: saving, opening, folding, searching, memory.

Each number stands beside its floor, measured in the same run on the same disk: a save beside one
bare append with fdatasync, opening beside stock TinyDB's first answer. Everything is in turns, so
that a disk that is slow for a while is slow for all.

Opening to the first answer is, on both sides, all that one process does to get the entries of one
day from a closed journal whose bytes the system still has in memory: `Journal.open` and `on_day`;
`TinyDB(path)` and a search for that day. It is measured before anything is saved, so the journal
has just as many entries as the table says, and small ones are opened hundreds of times: below a
millisecond a single figure says nothing. Figures are medians.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec
import tinydb

from journal.clock import SystemClock
from journal.model.kinds import Entry
from journal.model.record import Stamp, new_id
from journal.model.search import Query
from journal.store import Home, Journal
from journal.store.bookkeeping import Bookkeeping
from journal.store.documents import put
from journal.store.files import Files
from journal.store.home import JOURNAL
from journal.store.opening import begin_files
from journal.store.seal import PLAIN, Seal
from journal.store.sealed import Sealed, VaultKey

SIZES = (100, 1_000, 10_000, 36_500, 100_000)
TEXT = "We walked along the river and talked about small things, for once, and it rained. " * 2
"""Makes a document of about 500 bytes, its envelope included."""
DAY = date(2026, 11, 22)
MOST_BYTES_OF_STOCK = 40_000
"""Beyond this many entries stock TinyDB's insert is tried only twice: it takes a second each."""


SCALES = {"ms": 1e-3, "µs": 1e-6, "%": 1e-2, "MB": 1e6, "kB": 1e3}
"""A unit of the table → what one of it is, in seconds, bytes or the whole."""


class Line(NamedTuple):
    """One thing measured at one size."""

    what: str
    size: int
    ours: float
    """Seconds, or bytes where `unit` is MB or kB, or a share of the whole where it is %."""
    floor: float | None = None
    goal: str = ""
    met: bool | None = None
    unit: str = "ms"


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure and print. TMPDIR says on which disk."""
    lines: list[Line] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="twofold-store-") as folder:
            lines += measure(Path(folder), size)
    print(show(lines))  # noqa: T201 - this is what it is for


def measure(folder: Path, size: int) -> Iterator[Line]:
    """Measure everything at one size."""
    key = Sealed(VaultKey.random())
    plain = made(folder / "plain", size, PLAIN)
    sealed = made(folder / "sealed", size, key)
    yield from _openings(size, plain, (sealed, key))
    yield from _saves(folder, size, plain, (sealed, key))
    yield from _folds(size, plain, (sealed, key))
    yield from _searches(size, plain)
    yield from _memory(folder, size, plain)


def made(root: Path, size: int, seal: Seal) -> Home:
    """Write a journal of so many entries, folded and closed."""
    home = Home(root / "home", root / "state")
    folder = home.people_dir / "Ana"
    Files().make_folder(folder)
    book = Bookkeeping.begin("Ana", "Ben")
    db = begin_files(Files(), folder / JOURNAL, book, seal)
    for start in range(0, size, 5_000):
        db.apply(
            [
                put(_entry(book.me.id, number), {})
                for number in range(start, min(size, start + 5_000))
            ]
        )
    db.bottom.fold(closing=True)
    db.close()
    return home


def _entry(author: str, number: int) -> Entry:
    written = datetime(2016, 1, 1, tzinfo=UTC).timestamp() + number * 8_640
    moment = datetime.fromtimestamp(written, UTC)
    return Entry(
        id=new_id(), author=author, day=moment.date(), step="share", text=f"{number} {TEXT}",
        written=moment, stamp=Stamp(int(written * 1000), 0, "0" * 16),
    )  # fmt: skip


def _saves(folder: Path, size: int, plain: Home, sealed: tuple[Home, Seal]) -> Iterator[Line]:
    entry = Entry(day=DAY, step="share", text=TEXT)
    document = msgspec.to_builtins(entry)
    stock_path = Path(shutil.copy(plain.folder("Ana") / JOURNAL, folder / "stock.json"))
    log = os.open(folder / "floor", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    frame = b"x" * 1_000

    def floor() -> None:
        os.write(log, frame)
        os.fdatasync(log)

    clock = SystemClock()
    with (
        Journal.open(plain, "Ana", clock=clock) as ours,
        Journal.open(sealed[0], "Ana", clock=clock, seal=sealed[1]) as shut,
    ):
        took = in_turns(
            120,
            floor,
            lambda: ours.commit([entry]).result(),
            lambda: shut.commit([entry]).result(),
        )
    os.close(log)
    with tinydb.TinyDB(stock_path) as stock:
        (inserts,) = in_turns(
            2 if size > MOST_BYTES_OF_STOCK else 5, lambda: stock.table("entry").insert(document)
        )
    base, save, shut_save = (median(each) for each in took)
    goal = "≤ floor + 1 ms" if size <= MOST_BYTES_OF_STOCK else "≤ 2 × (floor + 1 ms)"
    most = (base + 0.001) * (1 if size <= MOST_BYTES_OF_STOCK else 2)
    yield Line("a save; floor: append + fdatasync", size, save, base, goal, save <= most)
    yield Line(
        "a save, encrypted; floor: plain", size, shut_save, save, "≤ 1.3 ×", shut_save <= save * 1.3
    )
    yield Line("a save; beside: stock TinyDB's insert", size, save, median(inserts))


def _openings(size: int, plain: Home, sealed: tuple[Home, Seal]) -> Iterator[Line]:
    clock = SystemClock()
    path = plain.folder("Ana") / JOURNAL
    took: dict[object, list[float]] = {"stock": [], PLAIN: [], sealed[1]: []}

    def stock() -> None:
        began = time.perf_counter()
        with tinydb.TinyDB(path) as db:
            db.table("entry").search(tinydb.where("day") == "2020-01-01")
            took["stock"].append(time.perf_counter() - began)

    def ours(home: Home, seal: Seal) -> None:
        began = time.perf_counter()
        with Journal.open(home, "Ana", clock=clock, seal=seal) as journal:
            journal.on_day(date(2020, 1, 1))
            took[seal].append(time.perf_counter() - began)

    in_turns(
        5 if size > 10_000 else 300_000 // max(size, 1_000),
        stock,
        lambda: ours(plain, PLAIN),
        lambda: ours(*sealed),
    )
    base, opened, shut = (median(each[1:]) for each in took.values())
    yield Line(
        "open to first answer; beside: stock TinyDB", size, opened, base, "≤ 1 ×", opened <= base
    )
    yield Line("open, encrypted; floor: plain", size, shut, opened, "≤ 1.5 ×", shut <= opened * 1.5)


def _folds(size: int, plain: Home, sealed: tuple[Home, Seal]) -> Iterator[Line]:
    clock = SystemClock()
    with (
        Journal.open(plain, "Ana", clock=clock) as ours,
        Journal.open(sealed[0], "Ana", clock=clock, seal=sealed[1]) as shut,
    ):
        took = in_turns(
            7 if size <= 10_000 else 4,
            lambda: ours.fold().result(),
            lambda: shut.fold().result(),
        )
    folded, folded_shut = (median(each) for each in took)
    yield Line("a fold, read back", size, folded)
    met = folded_shut <= folded * 1.5
    yield Line("a fold, encrypted; floor: plain", size, folded_shut, folded, "≤ 1.5 ×", met)


def _searches(size: int, plain: Home) -> Iterator[Line]:
    with Journal.open(plain, "Ana", clock=SystemClock()) as journal:
        typed = [Query.parse("river walked 9"[:end]) for end in range(1, 15)]
        journal.search(typed[0])
        took = in_turns(1, *(lambda query=query: journal.search(query) for query in typed))
        worst = max(min(each) for each in took)
        drafts: list[float] = []
        for length in range(20_000, 20_200):
            began = time.perf_counter()
            journal.drafts.keep("x", day=DAY, kind="entry", values={"text": "a" * length})
            drafts.append(time.perf_counter() - began)
        journal.drafts.drop("x")
    goal, met = ("≤ 50 ms", worst <= 0.05) if size <= MOST_BYTES_OF_STOCK else ("", None)
    yield Line("search, the slowest keystroke", size, worst, None, goal, met)
    yield Line("a keystroke's draft of 20,000 signs, where typed", size, median(drafts))


PEAK = """
import re, resource, sys
from pathlib import Path
if sys.argv[1] == "ours":
    from journal.clock import SystemClock
    from journal.store import Home, Journal
    home = Home(Path(sys.argv[2]), Path(sys.argv[3]))
    with Journal.open(home, "Ana", clock=SystemClock()) as journal:
        journal.records()
        journal.fold().result()
else:
    import tinydb
    with tinydb.TinyDB(sys.argv[2], access_mode="r") as stock:
        stock.table("entry").all()
status = Path("/proc/self/status")  # ru_maxrss counts what the parent had, too
found = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
print(int(found[1]) * 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _memory(folder: Path, size: int, plain: Home) -> Iterator[Line]:
    path = str(plain.folder("Ana") / JOURNAL)
    stock = _peak("stock", path)
    ours = _peak("ours", str(plain.root), str(folder / "state"))
    yield Line("peak memory, folds too; beside: stock TinyDB", size, ours, stock, unit="MB")


def _peak(*arguments: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *arguments], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def in_turns(n: int, *doings: Callable[[], object]) -> tuple[list[float], ...]:
    """Do each in turn, `n` times; the first round is for warming up and does not count."""
    taken: tuple[list[float], ...] = tuple([] for _ in doings)
    for turn in range(n + 1):
        for times, do in zip(taken, doings, strict=True):
            gc.collect() if n < 10 else None
            began = time.perf_counter()
            do()
            if turn:
                times.append(time.perf_counter() - began)
    return taken


def show(lines: list[Line]) -> str:
    """Lay the lines out, thing by thing."""
    out = [f"{'what':<50}{'entries':>9}{'ours':>12}{'beside':>12}{'ratio':>8}  goal"]
    for what in dict.fromkeys(line.what for line in lines):
        for line in (line for line in lines if line.what == what):
            scale = SCALES[line.unit]
            beside = f"{line.floor / scale:.2f} {line.unit}" if line.floor else ""
            ratio = f"{line.ours / line.floor:.2f}" if line.floor else ""
            verdict = "" if line.met is None else "met" if line.met else "NOT MET"
            ours = f"{line.ours / scale:.2f} {line.unit}"
            out.append(
                f"{what:<50}{line.size:>9,}{ours:>12}{beside:>12}{ratio:>8}  {line.goal} {verdict}"
            )
    return "\n".join(out)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
