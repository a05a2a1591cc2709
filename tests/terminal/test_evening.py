"""One evening in a real terminal, by keys alone, from the first run to opening it again."""

from __future__ import annotations

from tests.terminal.terminal import Terminal

SPEED = 15
"""How much faster the clock runs during the talk: still under half a minute between two looks."""


def welcome(terminal: Terminal) -> None:
    """Go through the first run as Ana, with Ben as partner."""
    terminal.wait_for("Welcome")
    terminal.press("enter", "enter")
    terminal.wait_for("What shall the journal call you?")
    terminal.type("Ana")
    terminal.press("enter")
    terminal.wait_for("And your partner?")
    terminal.type("Ben")
    terminal.press("enter")
    terminal.wait_for("How are you feeling today?")


def check_in(terminal: Terminal) -> None:
    """Say how one feels, with two words and a line."""
    terminal.press("f", "right", "right", "up", "enter", "space", "right", "space", "tab")
    terminal.type("A long day, but the walk was lovely.")
    terminal.press("ctrl+s")
    terminal.wait_for("f again", "A long day, but the walk was lovely.")


def write_in_step(terminal: Terminal, number: int, text: str) -> None:
    """Write in the form that stands on a step's page."""
    terminal.press(str(number), "n")
    if "What would you like to write?" in terminal.text:
        terminal.press("enter")
    terminal.type(text)
    terminal.press("ctrl+s")
    terminal.wait_for("Kept.")
    terminal.press("0")
    terminal.wait_for("How are you feeling today?")


def talk(terminal: Terminal) -> None:
    """Time a talk of one minute each way, one round, and keep it."""
    terminal.press("L")
    terminal.wait_for("The listening timer")
    terminal.press("down", "down", "down", "left", "left", "tab", "left", "left")
    terminal.wait_for("1 turn each")
    terminal.press("enter")
    terminal.wait_for("Ana speaks")
    terminal.wait_for("Finish your sentence")
    terminal.press("enter")
    terminal.wait_for("y")
    terminal.press("y")
    terminal.press("enter")
    terminal.wait_for("Ben speaks")
    terminal.press("enter", "y")
    terminal.wait_for("keep")


def remember(terminal: Terminal) -> None:
    """Log a memory from anywhere."""
    terminal.press("0", "m")
    terminal.wait_for("A memory")
    terminal.type("The rainy market")
    terminal.press("tab", "tab", "tab")
    terminal.type("Lisbon")
    terminal.press("ctrl+s")
    terminal.wait_until_gone("Your own words")
