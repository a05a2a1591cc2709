"""`init`, `where`, and whose journal a command means."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.store import Home, Journal
from tests.cli.running import Shell

INIT = ("init", "--no-passphrase")


def test_init_makes_a_journal_with_both_names(shell: Shell, home: Home) -> None:
    """A journal made without questions knows both names and prints its file."""
    path = Path(shell.ok(*INIT, "--name", "Ana", "--partner", "Ben").out.strip())
    assert path == home.root / "people" / "Ana" / "journal.json"
    with Journal.open(home, "Ana", clock=shell.clock) as journal:
        assert (journal.me.name, journal.partner.name) == ("Ana", "Ben")


def test_init_refuses_what_exists_and_leaves_it_alone(ana: Shell, home: Home) -> None:
    """A second `init` of the same name, in any case of letters, changes no byte."""
    file = home.folder("Ana") / "journal.json"
    before = file.read_bytes()
    assert "Ana" in ana.refused(1, *INIT, "--name", "ANA")
    assert file.read_bytes() == before
    assert home.people() == ["Ana"]


@pytest.mark.parametrize("name", ["", "  ", ".hidden", "a/b", "nul", "x" * 200])
def test_init_refuses_a_name_that_no_folder_can_have(shell: Shell, home: Home, name: str) -> None:
    """A name that cannot name a folder is wrong use and makes nothing."""
    shell.refused(2, *INIT, "--name", name)
    assert home.people() == []


def test_where_prints_the_file_without_opening_it(ana: Shell, home: Home) -> None:
    """The path is printed even while the program has the journal open, and nothing is written."""
    with Journal.open(home, "Ana", clock=ana.clock) as journal:
        assert ana.ok("where").out == f"{journal.path}\n"


def test_a_damaged_journal_still_has_a_place_but_is_never_written(ana: Shell) -> None:
    """A file cut short is named by `where`, refused by the rest with one line, and left alone."""
    file = Path(ana.ok("where").out.strip())
    file.write_bytes(file.read_bytes()[:40])
    before = file.read_bytes()
    assert ana.ok("where").out.strip() == str(file)
    for command in (["list"], ["add", "share"], ["export", "--into", str(file.parent / "x.md")]):
        ana.refused(1, *command, text="hello")
    assert file.read_bytes() == before


def test_without_a_journal_a_command_says_how_to_begin(shell: Shell, home: Home) -> None:
    """With nobody here every command says so in one line and makes nothing."""
    for command in (["where"], ["list"], ["add", "share"], ["search", "x"]):
        assert "journal init" in shell.refused(1, *command, text="hello")
    assert not home.root.exists()


def test_several_people_must_be_told_apart(ana: Shell) -> None:
    """With several people and no `--as` a command exits 2 and names them all."""
    ana.ok(*INIT, "--name", "Ben")
    line = ana.refused(2, "add", "share", text="whose is this?")
    assert "Ana, Ben" in line
    assert "whose is this" not in line
    ben = ana.ok("--as", "ben", "add", "share", text="mine").id
    assert [entry["id"] for entry in ana.ok("--as", "Ben", "list", "--json").objects] == [ben]
    assert ana.ok("--as", "Ana", "list", "--json").objects == []


def test_a_person_who_is_not_here(ana: Shell, home: Home) -> None:
    """`--as` with an unknown name opens nobody else's journal and makes none."""
    ana.refused(1, "--as", "Carla", "list")
    assert home.people() == ["Ana"]


def test_a_journal_that_is_open_elsewhere(ana: Shell, home: Home) -> None:
    """While the program is open a command exits 1 with a line that names who holds it."""
    with Journal.open(home, "Ana", clock=ana.clock) as journal:
        assert journal.notices == []  # as the program asks when it opens, and stays
        assert "process" in ana.refused(1, "add", "share", text="hello")
        assert list(journal.records()) == []
