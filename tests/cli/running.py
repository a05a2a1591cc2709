"""Running one command as a shell would, without a shell."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from journal.cli import run
from journal.store import Home, Journal
from journal.sync.conversation import Conversation
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch


def make_keys_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passphrases and pairing codes cost nothing to try."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    defaults = Conversation.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "stretch", quick_stretch)


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

    def said(self, *args: str, text: str | bytes = b"") -> Ran:
        """Run a command that must succeed and has a remark on standard error."""
        ran = self(*args, text=text)
        assert ran.code == 0, ran.err
        assert ran.err.endswith("\n")
        return ran


class Person(Shell):
    """A shell on a machine of its own; `before` stands before each command."""

    def __init__(self, shell: Shell, root: Path, *before: str) -> None:
        super().__init__(shell.clock, shell._monkeypatch, shell._capsys)
        self.root = root
        self.before = before

    def __call__(self, *args: str, text: str | bytes = b"") -> Ran:
        """Run a command on this person's machine."""
        self._monkeypatch.setenv("JOURNAL_HOME", str(self.root / "home"))
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            self._monkeypatch.setenv(f"XDG_{name}_HOME", str(self.root / name.lower()))
        return super().__call__(*self.before, *args, text=text)

    def listed(self, *args: str) -> dict[str, dict[str, Any]]:
        """List as JSON, by the words of each."""
        return {found["text"]: found for found in self.ok("list", "--json", *args).objects}

    def shares(self, text: str, *, step: str = "share") -> str:
        """Write an entry and share it; give its id."""
        kept = self.ok("add", step, text=text).id
        assert self("share", kept).code == 0
        return kept

    def opened(self) -> Journal:
        """Open this person's journal, not encrypted, to do what no command does."""
        self.ok("where")
        (name,) = Home.default().people()
        return Journal.open(Home.default(), name, clock=self.clock)

    def status(self) -> dict[str, Any]:
        """How things stand, as scripts see it."""
        found: dict[str, Any] = json.loads(self("pair", "status", "--json").out)
        return found

    def sync(self) -> dict[str, Any]:
        """Exchange once."""
        found: dict[str, Any] = json.loads(self.ok("sync", "--json").out)
        return found


class Two(NamedTuple):
    """Two people, each on a machine of their own, and a folder that both see."""

    ana: Person
    ben: Person
    folder: Path

    def begin(self) -> None:
        """Invite, accept, and read what came: the four words are on both sides."""
        where = ("--folder", str(self.folder))
        code = self.ana("pair", "invite", *where).out.splitlines()[-1]
        assert self.ben("pair", "accept", *where, text=f"{code}\n").code == 0
        for person in (self.ana, self.ben):
            assert person("pair", "status").code == 0

    def pair(self) -> None:
        """Pair them wholly, by alternating commands."""
        self.begin()
        for person in (self.ana, self.ben):
            assert person("pair", "confirm").code == 0
        self.carry()

    def carry(self) -> None:
        """Exchange until nothing moves any more."""
        for turn in range(8):
            moved = [person.sync() for person in (self.ana, self.ben)]
            if not any(each["sent"] or each["received"] for each in moved) and turn > 1:
                return
        raise AssertionError("the exchange does not come to rest")
