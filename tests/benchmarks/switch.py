"""From one page to another: the first time, when its code is read, and later."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.bench import SIZES, Bench
from tests.benchmarks.table import Row, median
from tests.benchmarks.terminal import Terminal

PAGES = {
    "1": "Communicate", "2": "Listen", "3": "Be vulnerable", "4": "Be transparent",
    "5": "Share", "6": "Get help", "J": "Journal", "M": "Memories", "P": "Plans", "L": "Timer",
    ",": "Settings", "/": "Search", "0": "Today",
}  # fmt: skip
"""The key of each page → its name here; Today last, as every run begins on it."""


def measure(bench: Bench) -> Iterator[Row]:
    """Go through all pages, once and then again."""
    runs, rounds = bench.times(5, 2), 3
    for name, count in SIZES.items():
        home = bench.home(name, count)
        first: dict[str, list[float]] = {key: [] for key in PAGES if key != "0"}
        later: dict[str, list[float]] = {key: [] for key in PAGES}
        for _ in range(runs):
            with bench.ours(home) as terminal:
                bench.open(terminal)
                for key in PAGES:
                    taken = go(terminal, key)
                    if key in first:
                        first[key].append(taken)
                for key in list(PAGES) * (rounds - 1):
                    later[key].append(go(terminal, key))
        yield from _rows(f"first visit, {name}", first)
        yield from _rows(f"later visit, {name}", later)


def go(terminal: Terminal, key: str) -> float:
    """Go to a page; return seconds until the last of it is painted."""
    sent = terminal.press(key)
    answered = terminal.answer()
    taken = max(answered, terminal.settle(0.2)) - sent
    if key == "/":  # the cursor stands in a text there, which would take the next key
        terminal.press("\x1b")
        terminal.settle(0.3)
    return taken


def _rows(what: str, taken: dict[str, list[float]]) -> Iterator[Row]:
    medians = {PAGES[key]: median(times) for key, times in taken.items()}
    slowest = max(medians, key=lambda name: medians[name])
    n = sum(map(len, taken.values()))
    yield Row(f"switching, {what}", median(time for times in taken.values() for time in times), n)
    yield Row(f"  the slowest: {slowest}", medians[slowest], n // len(taken))
