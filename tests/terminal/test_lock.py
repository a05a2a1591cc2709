"""The lock in a real terminal: a passphrase at the first run, Ctrl+G, and back with the draft."""

from __future__ import annotations

import re

from journal.store import Home
from tests.terminal.terminal import Terminal

PHRASE = "quiet lantern hill seven"
CANARY = "canarybird"


def begin_with_a_passphrase(terminal: Terminal) -> None:
    """Go through the first run, with a passphrase and its code."""
    terminal.wait_for("Welcome")
    terminal.press("enter", "enter")
    terminal.wait_for("What shall the journal call you?")
    terminal.type("Ana")
    terminal.press("enter")
    terminal.wait_for("And your partner?")
    terminal.press("enter")
    terminal.wait_for("A passphrase")
    terminal.press("enter")
    terminal.wait_for("Choose a passphrase")
    for _time in range(2):
        terminal.type(PHRASE)
        terminal.press("enter")
    terminal.wait_for("I have written it down")
    code = " ".join(re.findall(r"\b[0-9A-Z]{4}\b", terminal.text))
    terminal.press("enter")
    terminal.wait_for("Type it from your paper")
    terminal.type(code)
    terminal.press("enter")
    terminal.wait_for("How are you feeling today?")


def test_locked_and_back(home: Home) -> None:
    """Nothing of the words is on the lock screen or the disk, and the draft is back after it."""
    with Terminal() as terminal:
        begin_with_a_passphrase(terminal)
        assert "not encrypted" not in terminal.text
        terminal.press("P")
        terminal.wait_for("Coming up")
        terminal.press("a")
        terminal.wait_for("Esc back")
        terminal.type(CANARY)
        terminal.wait_for(CANARY)
        terminal.press("ctrl+g")
        terminal.wait_for("passphrase, then Enter")
        assert CANARY not in terminal.text
        assert "Ana" not in terminal.text
        terminal.type("wrong")
        terminal.press("enter")
        terminal.wait_for("does not open")
        terminal.type(PHRASE)
        terminal.press("enter")
        terminal.wait_for(CANARY)
        terminal.press("ctrl+s")
        terminal.wait_until_gone(CANARY)
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        assert CANARY not in terminal.text
    for path in home.root.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes()
