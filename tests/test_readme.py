"""The README is true: its commands are CI's, its keys are the table's, its picture is there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from journal.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_finds_the_test_command() -> None:
    """The line that `.ci/run` takes out of the README is the one that a person reads."""
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    found = re.search(r"command=\$\((.*)\)\n", script)
    assert found is not None
    line = subprocess.run(
        ["bash", "-c", found[1]], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert line == (
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest"
    )


def test_the_picture_is_there() -> None:
    """The screenshot exists, is an SVG of our program, and shows the demo."""
    picture = (ROOT / ".github/today.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "Demo" in picture


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.id))
def test_the_keys_are_the_tables(command: object) -> None:
    """Every place to go and every single letter that works everywhere stands in the table."""
    from journal.commands import Command
    from journal.screens.manual import say_key

    assert isinstance(command, Command)
    if command.place != "everywhere" or not command.key:
        return
    key = say_key(command.key.split(",")[0])
    assert f"`{key}`" in README or key in README or (key in "123456" and "`1`–`6`" in README)
