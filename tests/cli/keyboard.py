"""A person at the keyboard: what is typed with and without echo, and files that hold secrets."""

from __future__ import annotations

import getpass
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.cli import run
from tests.cli.running import Ran
from tests.clocks import FixedClock

CODE = re.compile(r"\b(?:[0-9A-Z]{4} ){6}[0-9A-Z]{4}\b")


def codes(text: str) -> list[str]:
    """Find the recovery codes in what was shown."""
    return [found[0] for found in CODE.finditer(text)]


class Console:
    """Standard input that is a keyboard; a line may depend on what was shown so far."""

    def __init__(self, lines: list[str | Callable[[], str]]) -> None:
        self._lines = lines

    def isatty(self) -> bool:
        """Say that somebody sits there."""
        return True

    def readline(self) -> str:
        """Give the next line."""
        if not self._lines:
            return ""
        line = self._lines.pop(0)
        return f"{line if isinstance(line, str) else line()}\n"


class Keyboard:
    """Runs a command at which somebody types: `hidden` without echo, `lines` with."""

    def __init__(
        self,
        clock: FixedClock,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self._clock, self._monkeypatch, self._capsys = clock, monkeypatch, capsys
        self.shown = ""

    def __call__(self, *args: str, hidden: list[str], lines: list[str] | None = None) -> Ran:
        """Run it; the line `CODE` stands for the recovery code that was shown last."""
        answers = [*hidden]
        out = ""

        def typed_blind(prompt: str = "") -> str:
            return answers.pop(0)

        def code() -> str:
            nonlocal out
            more, err = self._capsys.readouterr()
            out, self.shown = out + more, self.shown + err
            return codes(self.shown)[-1]

        typed: list[str | Callable[[], str]] = [
            code if line == "CODE" else line for line in lines or []
        ]
        self.shown = ""
        self._monkeypatch.setattr(getpass, "getpass", typed_blind)
        self._monkeypatch.setattr(sys, "stdin", Console(typed))
        exit_code = run(args, clock=self._clock)
        more, err = self._capsys.readouterr()
        self.shown += err
        assert answers == []
        return Ran(exit_code, out + more, self.shown)


def secret(path: Path, text: str) -> str:
    """Write a file that only its owner can read; give its path."""
    path.write_text(f"{text}\n", encoding="utf-8")
    path.chmod(0o600)
    return str(path)
