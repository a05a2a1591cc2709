"""Walks the command line: the help of every command, what it says of wrong use, what it prints."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from journal.cli import journal as command_line
from journal.cli import run
from tests.clocks import FixedClock
from tests.pseudo.reading import Found


def commands(group: click.Group, *before: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """List every command with the words that call it."""
    for name, command in group.commands.items():
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


class CommandLine:
    """Runs commands and reads all that they say."""

    def __init__(self, clock: FixedClock, found: Found) -> None:
        self.clock = clock
        self.found = found

    def __call__(self, *args: str, text: str = "") -> str:
        """Run a command with this on its standard input, and read what it says."""
        out = io.StringIO()
        sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            run(args, clock=self.clock)
        # what was typed, and ids, are no words of ours
        self.found.read(f"journal {' '.join(args)}", out.getvalue())
        return out.getvalue()

    def walk(self, folder: Path) -> None:
        """Ask every command for help, use it wrongly, then do the common things."""
        for words, command in commands(command_line):
            self(*words, "--help")
            self(*words, "1", "--0")
            for option in command.params:
                if isinstance(option, click.Option) and not option.is_flag:
                    self(*words, option.opts[0], "?")
        self("list")
        self("init", "--name", "Ana", "--partner", "Ben", "--no-passphrase")
        for words, _command in commands(command_line):
            if words not in {("demo",), ("init",)}:
                self(*words, text="4\n")
        self("--as", "4", "list")
        kept = self("add", "share", text="1 2 3").strip()
        self("share", kept)
        self("memory", "add", "--day", "2026-11-20", text="4")
        self("plan", "add", "--day", "2026-12-24", text="4")
        self("checkin", "--pleasant", "2", "--energy", "1")
        self("list", "--since", "2026-01-01")
        self("pair", "invite", "--folder", str(folder))
        self("pair", "status")
        self("sync")
        self("backup", "list")
        self("backup", "restore", "newest", "--into", "2")
        self("doctor")
        self("export", "--format", "markdown", "3.md")
        self.found.read("the exported file", _text(Path("3.md")))
        self("demo", "--into", "4")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
