"""The command line in a real terminal: passphrases are asked for and never shown."""

from __future__ import annotations

import re

import pytest

from journal.store import Home, Journal, NeedsKey
from tests.clocks import FixedClock
from tests.terminal.terminal import Terminal

PHRASE = "tundra anvil mirth copper"
CODE = re.compile(r"(?:[0-9A-Z]{4} ){6}[0-9A-Z]{4}")


def test_a_journal_made_and_opened_on_a_terminal(home: Home, clock: FixedClock) -> None:
    """Twice without echo, the code asked back; then one wrong try and the right one."""
    with Terminal("init", "--name", "Ana", size=(120, 40)) as terminal:
        terminal.wait_for("New passphrase (empty for none):")
        terminal.type(f"{PHRASE}\r")
        terminal.wait_for("Once more:")
        terminal.type(f"{PHRASE}\r")
        terminal.wait_for("Now type it from the paper:")
        found = CODE.search(terminal.text)
        assert found is not None
        terminal.type(f"{found[0]}\r")
        terminal.wait_for("That is right.")
        assert terminal.wait_for_end() == 0
        assert "anvil" not in terminal.text
    with pytest.raises(NeedsKey):
        Journal.open(home, "Ana", clock=clock)
    with Terminal("list") as terminal:
        terminal.wait_for("Passphrase:")
        terminal.type("wrong\r")
        terminal.wait_for("does not open", "by it.\nPassphrase:")
        terminal.type(f"{PHRASE}\r")
        terminal.wait_for("There is no such entry.")
        assert terminal.wait_for_end() == 0
        assert "anvil" not in terminal.text
        assert "wrong" not in terminal.text
