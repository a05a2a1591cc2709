"""What the exchange costs while nobody does anything, and how long one waits for the other's words.

Real programs in ptys of their own, on plain journals, so that none asks for a passphrase.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from statistics import median

from journal.clock import SystemClock
from journal.model.kinds import Entry
from journal.store import Home, Journal
from tests.benchmarks.bench import Bench
from tests.benchmarks.store import Line
from tests.benchmarks.terminal import PATIENCE, NotPainted, Terminal

MOST_SECONDS = 3.0
"""From *share* on one side to *shown* on the other."""
QUIET = 4.0
"""Seconds after which a program that was just opened has nothing more to do."""


def idle(paired: Home, alone: Home, seconds: float) -> Iterator[Line]:
    """Leave two programs alone, one with a partner and one without, side by side."""
    bench = Bench(quick=True)
    with bench.ours(paired) as ours, bench.ours(alone) as reference:
        for terminal in (ours, reference):
            bench.open(terminal)
        _let_be((ours, reference), QUIET)
        before = ours.cpu(), reference.cpu()
        _let_be((ours, reference), seconds)
        shares = [
            (terminal.cpu() - then) / seconds
            for terminal, then in zip((ours, reference), before, strict=True)
        ]
    what = "an idle program: share of a core; floor: one without a partner"
    yield Line(what, 0, shares[0], shares[1], unit="%")


def shown(ana: Home, ben: Home, times: int) -> Iterator[Line]:
    """Share one entry after another by keys, and wait until each is painted on the other side."""
    day = SystemClock().now().date()
    words = [f"quokka{number}" for number in range(times)]  # on days of their own: newest first
    with Journal.open(ana, ana.people()[0], clock=SystemClock()) as journal:
        for number, word in enumerate(words):
            earlier = day - timedelta(days=number)
            journal.add(Entry(day=earlier, step="share", text=word)).result()
    bench, taken = Bench(quick=True), []
    with ExitStack() as stack:
        ours, theirs = (stack.enter_context(bench.ours(home)) for home in (ana, ben))
        for terminal in (ours, theirs):
            bench.open(terminal)
            terminal.press("J")
            terminal.settle(0.3)
        for word in words:
            ours.press("js")
            ours.wait("y or Enter")
            theirs.painted = b""
            taken.append(_until_painted(ours, theirs, ours.press("y"), word))
    goal, met = f"≤ {MOST_SECONDS:.0f} s", max(taken) <= MOST_SECONDS
    yield Line("from “share” to “shown”, two programs", times, median(taken))
    yield Line("  the slowest", times, max(taken), None, goal, met)


def _let_be(terminals: tuple[Terminal, ...], seconds: float) -> None:
    """Press nothing; what is painted all the same is taken, so that nobody waits for us."""
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        terminals[0].settle(min(left, 0.5))
        for terminal in terminals[1:]:
            terminal.settle(0.001)


def _until_painted(ours: Terminal, theirs: Terminal, began: float, word: str) -> float:
    """Wait for a word on the other's screen; return the seconds it took."""
    while word.encode() not in theirs.painted:
        came = theirs.settle(0.01)
        ours.settle(0.001)
        if time.perf_counter() - began > PATIENCE:
            raise NotPainted(f"“{word}” never came.")
        if word.encode() in theirs.painted:
            return came - began
    return time.perf_counter() - began
