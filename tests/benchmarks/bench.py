"""What every section measures with: the journals of this run, and the two programs."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from journal.clock import SystemClock
from journal.store import Home
from tests.benchmarks.generator import TEN_YEARS, make_journal
from tests.benchmarks.terminal import Terminal

OPEN = "commands"
"""A word on the program's screen once it is painted: the footer's."""
LONG_TEXT = "\n".join(f"Line {number}: we walked along the river." for number in range(1, 1001))
SIZES = {"empty": 0, "36,500 entries": TEN_YEARS}
"""What a journal is called in the table → how many entries it has."""


class Bench:
    """One run: homes in a temporary folder (`TMPDIR` says where), made when first asked for."""

    def __init__(self, *, quick: bool) -> None:
        self.quick = quick
        self._stack = ExitStack()
        self._homes: dict[str, Home] = {}

    def __enter__(self) -> Self:
        self.folder = Path(
            self._stack.enter_context(tempfile.TemporaryDirectory(prefix="twofold-bench-"))
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def times(self, many: int, few: int) -> int:
        """Say how often to repeat, in earnest and in a quick run."""
        return few if self.quick else many

    def home(self, name: str, count: int = 0) -> Home:
        """Return the home of one journal of `count` entries; the same name, the same home."""
        if name not in self._homes:
            place = self.folder / name.replace(" ", "-").replace(",", "")
            home = Home(place / "home", place / "state" / "twofold")
            clock = SystemClock()
            make_journal(home, count, last=clock.now().date(), clock=clock).close()
            self._homes[name] = home
        return self._homes[name]

    def environment(self, home: Home) -> dict[str, str]:
        """Return what a program finds around it: this home, an English and colourful terminal."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        return kept | {
            "JOURNAL_HOME": str(home.root),
            "XDG_STATE_HOME": str(home.state.parent),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }

    def ours(self, home: Home) -> Terminal:
        """Start the program on a journal."""
        return Terminal(["journal"], self.environment(home))

    def bare(self, text: Path | None = None) -> Terminal:
        """Start the bare app, on a file if one is given."""
        arguments = ["tests.benchmarks.bare_app", *([] if text is None else [str(text)])]
        return Terminal(arguments, self.environment(self.home("empty")))

    @cached_property
    def long_file(self) -> Path:
        """A file with a thousand lines."""
        path = self.folder / "long.txt"
        path.write_text(LONG_TEXT, encoding="utf-8")
        return path

    def open(self, terminal: Terminal, word: str = OPEN) -> float:
        """Wait until a program is painted whole, `word` and all; return when it was."""
        came = terminal.wait(word)
        return max(came, terminal.settle(0.3))
