"""From the shell to the first usable paint: a key pressed as soon as one sees it is answered.

What still follows that paint (the cards further down Today) counts as far as it keeps the key
waiting; what an eye sees first, before any key, is given beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks import bare_app
from tests.benchmarks.bench import OPEN, SIZES, Bench
from tests.benchmarks.table import Row, median
from tests.benchmarks.terminal import Terminal

GOAL = 1.5
ECHOED = "λ"
"""A letter that no screen shows before it is typed."""
CHOOSING = "◇"
"""What shows on the grid of feelings once the cursor is there, and at no other time."""


def measure(bench: Bench) -> Iterator[Row]:
    """Start the program and the bare app in turns."""
    n = bench.times(9, 3)
    for name, count in SIZES.items():
        bench.home(name, count)
    bare: list[tuple[float, float]] = []
    ours: dict[str, list[tuple[float, float]]] = {name: [] for name in SIZES}
    for turn in range(n + 1):
        first = [_bare(bench), *(_ours(bench, name) for name in SIZES)]
        if turn:  # the first of all only brings the files into the system's memory
            bare.append(first[0])
            for name, taken in zip(SIZES, first[1:], strict=True):
                ours[name].append(taken)
    seen, usable = _medians(bare)
    for name in SIZES:
        ours_seen, ours_usable = _medians(ours[name])
        yield Row(f"start to first usable paint, {name}", ours_usable, n, usable, GOAL)
        yield Row("  the paint alone", ours_seen, n, seen)


def _medians(taken: list[tuple[float, float]]) -> tuple[float, float]:
    return median([seen for seen, _ in taken]), median([usable for _, usable in taken])


def _bare(bench: Bench) -> tuple[float, float]:
    with bench.bare() as terminal:
        return _answered(terminal, bare_app.READY, ECHOED, ECHOED)


def _ours(bench: Bench, name: str) -> tuple[float, float]:
    with bench.ours(bench.home(name)) as terminal:
        return _answered(terminal, OPEN, "f", CHOOSING)


def _answered(terminal: Terminal, word: str, key: str, answer: str) -> tuple[float, float]:
    """Return seconds from the start until `word` is painted, and until a key is answered."""
    seen = terminal.wait(word) - terminal.began
    terminal.press(key)
    return seen, terminal.wait(answer) - terminal.began
