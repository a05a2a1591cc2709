"""A shell to run commands in, empty or with Ana's journal in it."""

from __future__ import annotations

import pytest

from tests.cli.running import Shell
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)


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
