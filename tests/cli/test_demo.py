"""`journal demo`: made where it was told, or opened and thrown away."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from journal.cli import demo as demo_command
from journal.cli import open as opening
from journal.cli.here import Here
from journal.store import Home, Journal
from tests.cli.running import Shell


def test_into_only_makes_it(ana: Shell, home: Home, tmp_path: Path) -> None:
    """The demo is made in the folder alone; the real journal does not change by a byte."""
    file = home.folder("Ana") / "journal.json"
    before = file.read_bytes()
    folder = tmp_path / "new" / "demo"
    assert ana.ok("demo", "--into", str(folder)).out == f"{folder}\n"
    assert file.read_bytes() == before
    made = Home(folder, tmp_path / "state")
    assert made.people() == ["Ana"]
    with Journal.open(made, "Ana", clock=ana.clock) as journal:
        assert (journal.partner.name, len(journal.records()) > 500) == ("Ben", True)
        assert journal.notices == []


def test_into_an_empty_folder_is_fine(shell: Shell, tmp_path: Path) -> None:
    """A folder that is there and empty is used."""
    (tmp_path / "empty").mkdir()
    shell.ok("demo", "--into", str(tmp_path / "empty"))


def test_into_something_else_is_refused(shell: Shell, tmp_path: Path) -> None:
    """A folder with anything in it, or a file, is refused and left alone."""
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "note.txt").write_text("mine")
    for path in (folder, folder / "note.txt", folder / "note.txt" / "x"):
        shell.refused(1, "demo", "--into", str(path))
    assert [entry.name for entry in folder.iterdir()] == ["note.txt"]


def test_a_demo_that_fails_leaves_the_folder_as_it_was(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was begun is taken away again."""

    def broken(here: Here) -> None:
        for name in ("people", "exchange"):
            (here.home.root / name).mkdir(parents=True)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(demo_command, "make", broken)
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        shell.refused(1, "demo", "--into", str(tmp_path / name))
    assert not (tmp_path / "new").exists()
    assert list((tmp_path / "empty").iterdir()) == []


def test_without_a_terminal_it_is_not_opened(shell: Shell) -> None:
    """Nothing is made where nothing can be drawn."""
    shell.refused(1, "demo")


def test_opened_in_a_folder_that_is_thrown_away(
    ana: Shell, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program opens on a throwaway home, as a demo, and nothing of it is left."""
    seen: list[tuple[list[str], bool, Path]] = []

    def look(here: Here, *, demo: bool = False) -> None:
        seen.append((here.home.people(), demo, here.home.root))

    monkeypatch.setattr(opening, "check_terminal", lambda: None)
    monkeypatch.setattr(opening, "open_until_closed", look)
    before = (home.folder("Ana") / "journal.json").read_bytes()
    ana.ok("demo")
    ((people, demo, root),) = seen
    assert (people, demo) == (["Ana"], True)
    assert root != home.root
    assert not root.exists()
    assert (home.folder("Ana") / "journal.json").read_bytes() == before


def test_it_is_made_quickly(shell: Shell, tmp_path: Path) -> None:
    """A year, and a month of two, are made before anybody wonders what takes so long."""
    begun = time.perf_counter()
    shell.ok("demo", "--into", str(tmp_path / "demo"))
    assert time.perf_counter() - begun < 5  # generous: other tests run beside this one
