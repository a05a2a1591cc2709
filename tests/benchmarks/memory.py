"""The most memory the program ever had: just opened, and after every page was shown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks import bare_app
from tests.benchmarks.bench import SIZES, Bench
from tests.benchmarks.switch import PAGES, go
from tests.benchmarks.table import Row, median


def measure(bench: Bench) -> Iterator[Row]:
    """Open the bare app, then the program on each journal, and walk through it."""
    n = bench.times(3, 1)
    bare = median([_bare(bench) for _ in range(n)])
    for name, count in SIZES.items():
        bench.home(name, count)
        opened, walked = zip(*(_ours(bench, name) for _ in range(n)), strict=True)
        yield Row(f"peak memory, {name}, opened", median(opened), n, bare, unit="MB")
        yield Row(f"peak memory, {name}, every page shown", median(walked), n, bare, unit="MB")


def _bare(bench: Bench) -> int:
    with bench.bare() as terminal:
        bench.open(terminal, bare_app.READY)
        return terminal.peak()


def _ours(bench: Bench, name: str) -> tuple[int, int]:
    with bench.ours(bench.home(name)) as terminal:
        bench.open(terminal)
        opened = terminal.peak()
        for key in PAGES:
            go(terminal, key)
        return opened, terminal.peak()
