"""A shell to run commands in, empty or with Ana's journal in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Person, Shell, Two, make_keys_quick
from tests.clocks import FixedClock


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases and pairing codes cost nothing to try."""
    make_keys_quick(monkeypatch)


@pytest.fixture
def shell(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A shell where nobody has a journal yet."""
    return Shell(clock, monkeypatch, capsys)


@pytest.fixture
def ana(shell: Shell) -> Shell:
    """A shell where Ana has an empty journal, with Ben as her partner."""
    shell.ok("init", "--name", "Ana", "--partner", "Ben", "--no-passphrase")
    return shell


@pytest.fixture
def two(shell: Shell, tmp_path: Path) -> Two:
    """Ana and Ben on two machines, not encrypted, and an empty folder between them."""
    folder = tmp_path / "between"
    folder.mkdir()
    people = Person(shell, tmp_path / "ana"), Person(shell, tmp_path / "ben")
    for person, name in zip(people, ("Ana", "Ben"), strict=True):
        person.ok("init", "--name", name, "--no-passphrase")
    return Two(*people, folder)


@pytest.fixture
def paired(two: Two) -> Two:
    """Ana and Ben, paired by commands alone."""
    two.pair()
    return two
