"""What the exchange costs: ten years at once, one entry, an idle program, from *share* to *shown*.

Both journals are encrypted and lie, like the folder between them, where TMPDIR says. Beside each
number stands its floor, measured in the same run on the same disk: the same bytes put into a
folder, or read from it, and nothing else; for an idle program, the same program without a partner.
"""

from __future__ import annotations

import gc
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import msgspec

from journal.clock import SystemClock
from journal.model.kinds import Entry, Star
from journal.model.record import BOTH, Record
from journal.store import Home, Journal
from journal.store.seal import PLAIN, Seal
from journal.store.sealed import Sealed, VaultKey
from journal.sync.conversation import Conversation
from journal.sync.folder_files import FolderFiles
from tests.benchmarks.generator import TEN_YEARS, entries
from tests.benchmarks.store import TEXT, Line, show
from tests.benchmarks.waiting import idle, shown
from tests.store.vaults import quick_stretch

FEW = 100
POLLS = 2_000
MOST_SECONDS = 2.0
"""For ten years at once, each way."""


class Side:
    """One person: a journal and its conversation."""

    def __init__(self, root: Path, name: str, seal: Seal) -> None:
        self.home = Home(root / name / "home", root / name / "state" / "twofold")
        clock = SystemClock()
        self.journal = Journal.create(self.home, name, clock=clock, seal=seal)
        self.conversation = Conversation(self.journal, self.home, clock, stretch=quick_stretch)

    def sync(self) -> float:
        """Do one pass; return the seconds it took."""
        began = time.perf_counter()
        self.conversation.sync()
        return time.perf_counter() - began

    def share(self, records: Iterable[Record]) -> None:
        """Keep records, shared."""
        self.journal.commit(
            [msgspec.structs.replace(record, audience=BOTH) for record in records]
        ).result()


def main(*, quick: bool = False) -> None:
    """Measure and print. TMPDIR says on which disk."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="twofold-sync-") as folder:
        for size in (FEW, TEN_YEARS // 10 if quick else TEN_YEARS):
            with paired(Path(folder) / str(size)) as (ana, ben, exchange):
                lines += _all_at_once(ana, ben, exchange, size)
                lines += _one(ana, ben, exchange, size, 5 if quick else 40)
                lines += _polls(ben, size)
        with paired(Path(folder) / "open", encrypted=False) as (ana, ben, exchange):
            alone = Side(Path(folder) / "alone", "Cleo", PLAIN)
            for side in (ana, ben, alone):
                side.journal.close()
            lines += idle(ana.home, alone.home, 6.0 if quick else 60.0)
            lines += shown(ana.home, ben.home, 2 if quick else 7)
    print(show(lines))  # noqa: T201 - this is what it is for


@contextmanager
def paired(root: Path, *, encrypted: bool = True) -> Iterator[tuple[Side, Side, Path]]:
    """Make two journals that are paired over a folder on the disk; close them at the end."""
    with ExitStack() as stack:
        sides = [
            Side(root, name, Sealed(VaultKey.random()) if encrypted else PLAIN)
            for name in ("Ana", "Ben")
        ]
        for side in sides:
            stack.callback(side.journal.close)
        ana, ben = sides
        exchange = root / "exchange"
        exchange.mkdir()
        code = ana.conversation.invite(exchange)
        ben.conversation.accept(exchange, code)
        ana.sync()
        for side in sides:
            side.conversation.confirm()
        for side in sides * 3:
            side.sync()
        assert all(side.journal.pairing for side in sides)
        yield ana, ben, exchange


def _all_at_once(ana: Side, ben: Side, exchange: Path, size: int) -> Iterator[Line]:
    today = SystemClock().now().date()
    made = [
        record
        for record in entries(size + size // 20, last=today, author=ana.journal.me.id)
        if not isinstance(record, Star)  # those are nobody else's
    ][:size]
    ana.share(made)
    gc.collect()
    wrote = ana.sync()
    gc.collect()
    took = ben.sync()
    assert len(ben.journal.records()) == size
    assert ana.journal.waiting == 0
    files = _files(exchange)
    put, read = _floor(files, exchange.parent / "floor")
    met = (wrote <= MOST_SECONDS, took <= MOST_SECONDS) if size == TEN_YEARS else (None, None)
    goal = f"≤ {MOST_SECONDS:.0f} s" if size == TEN_YEARS else ""
    yield Line("all written; floor: the same files put there", size, wrote, put, goal, met[0])
    yield Line("all taken in; floor: the same files read", size, took, read, goal, met[1])
    yield Line("bytes in the folder", size, sum(map(len, files)), unit="MB")


def _one(ana: Side, ben: Side, exchange: Path, size: int, times: int) -> Iterator[Line]:
    """Share one entry after another, each in a file of its own."""
    wrote, took, sizes, put, read = [], [], [], [], []
    for turn in range(times):
        before = set(exchange.rglob("*.duo"))
        ana.share([Entry(day=SystemClock().now().date(), step="share", text=f"{turn} {TEXT}")])
        wrote.append(ana.sync())
        took.append(ben.sync())
        new = [path.read_bytes() for path in set(exchange.rglob("*.duo")) - before]
        sizes.append(len(new[0]))
        floor = _floor(new[:1], exchange.parent / f"one{turn}")
        put.append(floor[0])
        read.append(floor[1])
    yield Line("one entry: bytes", size, max(sizes), unit="kB")
    yield Line("one entry written; floor: its file put there", size, median(wrote), median(put))
    yield Line("one entry taken in; floor: its file read", size, median(took), median(read))


def _polls(side: Side, size: int) -> Iterator[Line]:
    """Look at a folder in which nothing happens."""
    while side.conversation.poll():
        side.sync()
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(POLLS):
        assert not side.conversation.poll()
    spent = (time.process_time() - cpu) / POLLS
    yield Line("one look: time", size, (time.perf_counter() - began) / POLLS, unit="µs")
    yield Line("one look: processor time, every 2 s", size, spent, unit="µs")


def _floor(files: list[bytes], folder: Path) -> tuple[float, float]:
    """Put bytes into files of a folder, one after another, and read them; return both times."""
    disk = FolderFiles()
    disk.make_shared_folder(folder)
    began = time.perf_counter()
    for number, data in enumerate(files):
        disk.put_new(folder / f"{number}", data)
    disk.sync_folder(folder)
    put = time.perf_counter() - began
    began = time.perf_counter()
    for number in range(len(files)):
        (folder / f"{number}").read_bytes()
    return put, time.perf_counter() - began


def _files(exchange: Path) -> list[bytes]:
    return [
        path.read_bytes()
        for path in sorted(exchange.rglob("*.duo"))
        if re.fullmatch(r"[0-9]{8}\.duo", path.name)
    ]


if __name__ == "__main__":
    main()
