"""Where something that is not a file lies in the place of one: said at once, and left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.model.passphrase import Passphrase
from journal.store import CannotRead, Home, Journal
from journal.store.doctor import examine
from journal.store.key_errors import KeysDamaged
from journal.store.keys_file import State
from journal.store.vault import Vault
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such pipes there")


def replaced(path: Path, kind: str) -> None:
    """Put a pipe or a folder in the place of a file."""
    path.unlink(missing_ok=True)
    path.mkdir() if kind == "folder" else os.mkfifo(path)


@pytest.mark.parametrize("kind", ["folder", "pipe"])
@pytest.mark.parametrize("name", ["journal.json", "journal.log"])
def test_the_journal_is_refused_with_the_reason(
    home: Home, clock: FixedClock, name: str, kind: str
) -> None:
    """Neither waits for bytes that never come, nor takes it for an empty journal."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        path = journal.path.with_name(name)
    replaced(path, kind)
    with pytest.raises(CannotRead, match="something that is not a file lies in the place of one"):
        Journal.open(home, "Ana", clock=clock)
    assert not examine(home, "Ana").ok
    assert path.is_dir() or path.is_fifo()


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_drafts_that_are_none_do_not_keep_a_journal_shut(
    home: Home, clock: FixedClock, kind: str
) -> None:
    """It opens, and says that what was being typed could not be read."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        path = journal.path.with_name("drafts.json")
    replaced(path, kind)
    with Journal.open(home, "Ana", clock=clock) as opened:
        assert opened.notices == ["What you were last typing could not be read from the disk."]


def test_who_has_it_open_is_not_waited_for(home: Home, clock: FixedClock) -> None:
    """A pipe where the holder's name goes, or where the next file is written, stops nothing."""
    with Journal.create(home, "Ana", clock=clock) as journal:
        folder = journal.path.parent
    os.mkfifo(folder / "journal.holder")
    os.mkfifo(folder / "journal.json.new")
    with Journal.open(home, "Ana", clock=clock) as opened:
        opened.fold().result()
    assert Journal.open(home, "Ana", clock=clock).notices == []


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_keys_that_are_none_count_as_damaged(tmp_path: Path, clock: FixedClock, kind: str) -> None:
    """Their copy is used; without one they are damaged, and not missing."""
    vault = Vault(tmp_path, clock=clock, stretch=quick_stretch)
    vault.create(Passphrase.typed("anvil mirth"))
    replaced(tmp_path / "keys.json", kind)
    assert vault.state() is State.SEALED
    (tmp_path / "backups" / "keys.json").unlink()
    with pytest.raises(KeysDamaged):
        vault.state()
