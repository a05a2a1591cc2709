"""From a key to its letter on the screen, where one writes, with drafts being kept.

The bare app's text area fills the screen and the composer does not, so a ratio below 1 means less
to paint, not less to do for a key.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle

from journal.clock import SystemClock
from journal.store import Journal
from tests.benchmarks import bare_app
from tests.benchmarks.bench import LONG_TEXT, SIZES, Bench
from tests.benchmarks.table import Row, median, p95
from tests.benchmarks.terminal import Terminal

GOAL = 1.3
BLOCK = 20
"""Keys typed in one program before it is the other's turn: long enough for a draft to be kept."""
LETTERS = [
    chr(number) for number in range(0x3B1, 0x500) if unicodedata.category(chr(number)) == "Ll"
]
"""Letters that no screen shows before they are typed."""
LONG = "text of 1,000 lines"


def measure(bench: Bench) -> Iterator[Row]:
    """Type into the program and the bare app in turns."""
    with ExitStack() as stack:
        writing = {name: stack.enter_context(_composer(bench, name)) for name in (*SIZES, LONG)}
        bare = {
            "short": stack.enter_context(bench.bare()),
            LONG: stack.enter_context(bench.bare(bench.long_file)),
        }
        for terminal in bare.values():
            bench.open(terminal, bare_app.READY)
        every = {**writing, **{f"bare {name}": terminal for name, terminal in bare.items()}}
        taken: dict[str, list[float]] = {name: [] for name in every}
        letters = cycle(LETTERS)
        for block in range(bench.times(6, 2) + 1):
            for name, terminal in every.items():
                times = [_echo(terminal, next(letters)) for _ in range(BLOCK)]
                if block:  # the first is for warming up
                    taken[name] += times
    for name in writing:
        reference = taken[f"bare {LONG if name == LONG else 'short'}"]
        ours = taken[name]
        yield Row(f"key to echo, {name}", median(ours), len(ours), median(reference), GOAL)
        yield Row("  95 of 100 within", p95(ours), len(ours), p95(reference))


def _echo(terminal: Terminal, letter: str) -> float:
    sent = terminal.press(letter)
    taken = terminal.wait(letter) - sent
    terminal.settle(0.04)
    return taken


def _composer(bench: Bench, name: str) -> Terminal:
    """Open the program with the cursor in the composer of the first step."""
    if name == LONG:
        _leave_draft(bench)
    else:
        bench.home(name, SIZES[name])
    terminal = bench.ours(bench.home(name))
    try:
        bench.open(terminal)
        for keys in ("1", "n", "n"):
            terminal.press(keys)
            terminal.settle(0.3)
    except BaseException:
        terminal.close()
        raise
    return terminal


def _leave_draft(bench: Bench) -> None:
    """Leave a long text unfinished where the composer will find it."""
    home, clock = bench.home(LONG), SystemClock()
    with Journal.open(home, "Ana", clock=clock) as journal:
        values = {"step": "communicate", "text": LONG_TEXT}
        journal.drafts.keep("step/communicate", day=clock.now().date(), kind="entry", values=values)
        journal.drafts.flush().result()
