"""The lock, where it does not reach, and folders that other programs carry elsewhere."""

from __future__ import annotations

import errno
import os
import platform
from pathlib import Path

import pytest
from filelock import lock_descriptor

from journal.store import CannotLock, HeldElsewhere, Home, InUse, Journal
from journal.store import lock as locking
from journal.store.synced import carrier
from tests.clocks import FixedClock


@pytest.fixture
def left_elsewhere(home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal that the machine *attic* did not close; the file that says so."""
    with monkeypatch.context() as patch:
        patch.setattr(platform, "node", lambda: "attic")
        journal = Journal.create(home, "Ana", clock=clock)
        holder = journal.path.with_name("journal.holder")
        said = holder.read_bytes()
        journal.close()
    holder.write_bytes(said)
    return holder


def test_a_journal_left_open_on_another_machine_is_asked_about(
    home: Home, clock: FixedClock, left_elsewhere: Path
) -> None:
    """It names the machine and since when, opens only when told to, and says so until then."""
    before = left_elsewhere.read_bytes()
    for _ in range(2):
        with pytest.raises(HeldElsewhere, match=r"open on attic, .*since 21:40") as caught:
            Journal.open(home, "Ana", clock=clock)
        assert caught.value.host == "attic"
        assert isinstance(caught.value, InUse)
        assert left_elsewhere.read_bytes() == before
    with Journal.open(home, "Ana", clock=clock, take_over=True):
        assert left_elsewhere.read_bytes() != before
    Journal.open(home, "Ana", clock=clock).close()


def test_taking_over_does_not_override_a_program_of_this_machine(
    home: Home, clock: FixedClock, left_elsewhere: Path
) -> None:
    """Whoever really holds the lock keeps it."""
    with (
        Journal.open(home, "Ana", clock=clock, take_over=True),
        pytest.raises(InUse, match="on this machine"),
    ):
        Journal.open(home, "Ana", clock=clock, take_over=True)


def test_a_journal_that_this_machine_did_not_close_just_opens(
    home: Home, clock: FixedClock
) -> None:
    """After a crash here, the system has let go of the lock, and nobody is asked anything."""
    journal = Journal.create(home, "Ana", clock=clock)
    holder = journal.path.with_name("journal.holder")
    said = holder.read_bytes()
    journal.close()
    holder.write_bytes(said)
    Journal.open(home, "Ana", clock=clock).close()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP])
def test_a_file_system_that_keeps_no_locks_is_refused_with_the_reason(
    home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Where nothing keeps two programs apart, no journal is opened."""
    Journal.create(home, "Ana", clock=clock).close()

    def refuse(*_given: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locking, "lock_descriptor", refuse)
    with pytest.raises(CannotLock, match="cannot be locked") as caught:
        Journal.open(home, "Ana", clock=clock)
    assert os.strerror(number) in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="flock is of Unix")
def test_a_system_without_locks_is_refused(
    home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No makeshift takes a lock's place: a file that a crash leaves behind would be none."""
    import fcntl

    Journal.create(home, "Ana", clock=clock).close()

    def missing(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", missing)
    with pytest.raises(CannotLock, match="cannot be locked"):
        Journal.open(home, "Ana", clock=clock)


@pytest.mark.skipif(os.name == "nt", reason="there, an open file keeps its name")
def test_a_lock_is_on_the_file_that_has_the_name(
    home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody removes the file while it is being locked, the next one is locked."""
    Journal.create(home, "Ana", clock=clock).close()
    path = home.folder("Ana") / "journal.lock"

    def too_late(descriptor: int, *, blocking: bool) -> bool:
        path.unlink(missing_ok=True)
        monkeypatch.undo()
        return lock_descriptor(descriptor, blocking=blocking)

    monkeypatch.setattr(locking, "lock_descriptor", too_late)
    with Journal.open(home, "Ana", clock=clock):
        assert path.stat().st_mode & 0o777 == 0o600
        with pytest.raises(InUse):
            Journal.open(home, "Ana", clock=clock)
    Journal.open(home, "Ana", clock=clock).close()


@pytest.mark.parametrize(
    ("inside", "program"),
    [
        ("Dropbox/x", "Dropbox"),
        ("Dropbox (Private)/x", "Dropbox"),
        ("OneDrive - Home/x", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud Drive"),
        ("Google Drive/x", "Google Drive"),
        ("Nextcloud/x", "Nextcloud"),
        ("plain/x", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, inside: str, program: str) -> None:
    """The usual names of the usual programs, anywhere above the journal."""
    assert carrier(tmp_path / inside) == program


def test_a_synced_folder_is_explained_at_every_start(home: Home, clock: FixedClock) -> None:
    """Syncthing's mark above the journal gives one notice, when it is made and opened."""
    home.root.mkdir(parents=True)
    (home.root / ".stfolder").mkdir()
    for journal in (Journal.create(home, "Ana", clock=clock), None):
        with journal or Journal.open(home, "Ana", clock=clock) as opened:
            (notice,) = opened.notices
            assert "Syncthing carries to other machines" in notice
