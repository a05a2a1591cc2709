"""Whose journals there are, how they are called, and on which machine one writes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from journal.model.kinds import Entry
from journal.store import BadName, Home, Journal, NameTaken, NoSuchPerson
from tests.clocks import FixedClock

DAY = date(2026, 11, 22)


def test_people_are_found_in_any_case_and_are_sorted(home: Home, clock: FixedClock) -> None:
    """`ana` is *Ana*; two who differ only in case or in how an accent is written are one."""
    for name in ("Zoë", "ana", "Ben"):
        Journal.create(home, name, clock=clock).close()
    assert home.people() == ["ana", "Ben", "Zoë"]
    assert home.folder("ANA").name == "ana"
    for taken in ("ANA", "Zoe\u0308", " ben "):
        with pytest.raises(NameTaken):
            Journal.create(home, taken, clock=clock)
    with pytest.raises(NoSuchPerson):
        Journal.open(home, "Carl", clock=clock)
    assert home.people() == ["ana", "Ben", "Zoë"]


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", ".", "..", ".hidden", "a/b", "a\\b", "a\nb", "a\u202eb", "\x1b[1m"),
        *("x" * 61, "é" * 31, "C:", "con", "NUL.txt", "end.", "\ud800"),
    ],
)
def test_names_that_cannot_name_a_folder_are_refused(home: Home, name: str) -> None:
    """A name is never a path, never hidden, and one that every system takes."""
    with pytest.raises(BadName):
        home.folder(name)


@pytest.mark.parametrize(
    "name", ["Ana", "José María", "李", "нина", "O'Neil", "مینا\u200cجان", "x" * 60]
)
def test_names_of_people_are_taken(home: Home, clock: FixedClock, name: str) -> None:
    """Names of any script are names."""
    with Journal.create(home, name, clock=clock) as journal:
        assert journal.me.name == name
    assert home.people() == [name]


def test_home_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`JOURNAL_HOME` says where everything lies; the machine's marker lies elsewhere."""
    monkeypatch.setenv("JOURNAL_HOME", str(tmp_path / "there"))
    home = Home.default()
    assert home.root == tmp_path / "there"
    assert home.settings_path == tmp_path / "there" / "settings.toml"
    assert home.root not in home.state.parents


def test_a_machine_has_one_marker_and_a_damaged_one_is_made_anew(home: Home) -> None:
    """The marker stays the same; one that is no marker is replaced."""
    marker = home.machine()
    assert len(marker) == 32
    assert home.machine() == marker
    (home.state / "machine").write_text("\n", "ascii")
    assert home.machine() != marker
    assert home.machine() == home.machine()


def test_each_machine_gets_a_device_of_its_own_at_its_first_save(
    home: Home, clock: FixedClock, tmp_path: Path
) -> None:
    """A home that is carried to another machine speaks with another device's name there."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        here = journal.add(Entry(day=DAY, step="share", text="here")).result()
    with Journal.open(home, "Ana", clock=clock) as journal:
        again = journal.add(Entry(day=DAY, step="share", text="again")).result()
    elsewhere = Home(home.root, tmp_path / "another machine")
    with Journal.open(elsewhere, "Ana", clock=clock) as journal:
        there = journal.add(Entry(day=DAY, step="share", text="there")).result()
    assert here.stamp.device == again.stamp.device
    assert len(there.stamp.device) == 16
    assert there.stamp.device != here.stamp.device
    assert here.stamp < again.stamp
    row = json.loads(journal.path.read_bytes())["twofold"]["1"]
    assert set(row["devices"].values()) == {here.stamp.device, there.stamp.device}
