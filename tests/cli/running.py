"""Running one command as a shell would, without a shell."""

from __future__ import annotations

import io
import json
import sys
from typing import Any, NamedTuple

import pytest

from journal.cli import run
from tests.clocks import FixedClock


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def id(self) -> str:
        """The one id it printed."""
        (only,) = self.out.split()
        return only

    @property
    def objects(self) -> list[dict[str, Any]]:
        """What it printed as JSON."""
        found: list[dict[str, Any]] = json.loads(self.out)
        return found


class Shell:
    """Runs commands, one after another, at the time that its clock shows."""

    def __init__(
        self,
        clock: FixedClock,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.clock = clock
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *args: str, text: str | bytes = b"") -> Ran:
        """Run a command with this on its standard input."""
        data = text.encode() if isinstance(text, str) else text
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = run(args, clock=self.clock)
        out, err = self._capsys.readouterr()
        return Ran(code, out, err)

    def ok(self, *args: str, text: str | bytes = b"") -> Ran:
        """Run a command that must succeed without a word on standard error."""
        ran = self(*args, text=text)
        assert (ran.code, ran.err) == (0, "")
        return ran

    def refused(self, code: int, *args: str, text: str | bytes = b"") -> str:
        """Run a command that must fail with this code and one plain line; give the line."""
        ran = self(*args, text=text)
        assert (ran.code, ran.out) == (code, "")
        assert ran.err.startswith("journal: ")
        assert ran.err.endswith("\n")
        assert ran.err.count("\n") == 1
        return ran.err.removeprefix("journal: ").rstrip("\n")
