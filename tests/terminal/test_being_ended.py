"""The system ends the program while somebody is typing: no letter is lost."""

from __future__ import annotations

import os
import signal

import pytest

from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.terminal.terminal import Terminal


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_typed_just_now_is_kept(
    home: Home, clock: FixedClock, how: signal.Signals
) -> None:
    """Asked to end, the program keeps what is half typed, closes and exits with 0."""
    Journal.create(home, "Ana", clock=clock).close()
    with Terminal() as terminal:
        terminal.wait_for("How are you feeling today?")
        terminal.settle()
        terminal.press("6", "1", "n", "n")
        terminal.type("typed just now")
        terminal.wait_for("typed just now")
        os.kill(terminal.pid, how)
        assert terminal.wait_for_end() == 0
    assert b"typed just now" in (home.folder("Ana") / "drafts.json").read_bytes()
