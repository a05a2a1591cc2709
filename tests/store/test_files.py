"""The branches for other systems, with systems that are not there."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.store.database import JournalDB
from journal.store.files import Files, replace_whole, write_new
from journal.store.loading import LogState, load
from journal.store.log import scan
from journal.store.seal import PLAIN
from journal.store.storage import JournalStorage


class Mac(Files):
    """A Mac: what it is asked to sync is written down."""

    system = "darwin"

    def __init__(self, *, full: bool) -> None:
        self.asked: list[str] = []
        self.full = full

    def _full_sync(self, descriptor: int) -> bool:
        self.asked.append("full")
        return self.full

    def _fsync(self, descriptor: int) -> None:
        self.asked.append("fsync")

    def _fdatasync(self, descriptor: int) -> None:
        self.asked.append("fdatasync")


class Windows(Files):
    """A Windows on which a scanner holds each file for some tries."""

    system = "win32"

    def __init__(self, held: int = 0) -> None:
        self.held = held
        self.waited: list[float] = []
        self.sleep = self.waited.append

    def _rename(self, source: Path, target: Path) -> None:
        if self.held:
            self.held -= 1
            raise PermissionError(errno.EACCES, "held by a scanner")
        super()._rename(source, target)

    def _fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def _fdatasync(self, descriptor: int) -> None:
        raise AssertionError("Windows has none")


class ShortWrites(Files):
    """A system that takes a few bytes at a time."""

    def _write_some(self, descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data[:3])


@pytest.fixture
def descriptor(tmp_path: Path) -> Iterator[int]:
    """An open file."""
    files = Files()
    opened = files.create(tmp_path / "x")
    yield opened
    files.close(opened)


def test_a_mac_is_asked_to_empty_the_drives_cache(descriptor: int, tmp_path: Path) -> None:
    """Every sync on macOS, of data, file or folder, is F_FULLFSYNC, which fsync there is not."""
    mac = Mac(full=True)
    mac.sync(descriptor)
    mac.sync_data(descriptor)
    mac.sync_folder(tmp_path)
    assert mac.asked == ["full"] * 3


def test_where_a_mac_cannot_fsync_must_do(descriptor: int) -> None:
    """On a network drive without F_FULLFSYNC, fsync is the best there is."""
    mac = Mac(full=False)
    mac.sync(descriptor)
    assert mac.asked == ["full", "fsync"]


@pytest.mark.parametrize("error", [errno.ENOTSUP, errno.EIO])
def test_a_full_sync_that_fails_is_an_error_unless_there_is_none(
    monkeypatch: pytest.MonkeyPatch, descriptor: int, error: int
) -> None:
    """An I/O error of F_FULLFSYNC comes out; that a file system knows none does not."""
    import fcntl

    asked: list[int] = []

    def control(_descriptor: int, command: int) -> int:
        asked.append(command)
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "fcntl", control)
    files = Files()
    files.system = "darwin"
    if error == errno.EIO:
        with pytest.raises(OSError, match="error"):
            files.sync(descriptor)
    else:
        files.sync(descriptor)
    assert asked == [51]


def test_windows_syncs_no_folder_and_waits_for_a_scanner(tmp_path: Path) -> None:
    """A rename that a scanner stands in the way of is tried again, a little later each time."""
    windows = Windows(held=4)
    (tmp_path / "f").write_bytes(b"old")
    replace_whole(windows, tmp_path / "f", b"new")
    assert (tmp_path / "f").read_bytes() == b"new"
    assert windows.waited == [0.01, 0.02, 0.05, 0.1]
    windows.sync_folder(tmp_path / "nowhere")


def test_a_scanner_that_stays_is_an_error_and_the_old_file_stands(tmp_path: Path) -> None:
    """After less than a second the rename is given up; nothing is left lying about."""
    windows = Windows(held=99)
    (tmp_path / "f").write_bytes(b"old")
    with pytest.raises(PermissionError):
        replace_whole(windows, tmp_path / "f", b"new")
    assert (tmp_path / "f").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["f"]
    assert sum(windows.waited) < 1


def test_data_alone_is_synced_as_each_system_can(descriptor: int) -> None:
    """Linux has fdatasync; elsewhere the whole file is synced."""
    Files().sync_data(descriptor)
    Windows().sync_data(descriptor)


def test_a_short_write_goes_on(tmp_path: Path) -> None:
    """A system that takes a few bytes at a time gets them all."""
    write_new(ShortWrites(), tmp_path / "x", b"all of these bytes")
    assert (tmp_path / "x").read_bytes() == b"all of these bytes"


def test_what_is_read_back_otherwise_never_takes_the_old_ones_place(tmp_path: Path) -> None:
    """A file that reads back as something else is thrown away."""

    class Liar(Files):
        def read(self, path: Path) -> bytes:
            return super().read(path)[:-1]

    (tmp_path / "f").write_bytes(b"old")
    with pytest.raises(OSError, match="error"):
        replace_whole(Liar(), tmp_path / "f", b"new", read_back=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("f", b"old")]


def test_on_windows_a_fold_waits_for_the_scanner_and_a_save_does_not(tmp_path: Path) -> None:
    """While a scanner holds the snapshot, saves go to the log; later the fold works after all."""
    windows = Windows()
    with JournalDB(JournalStorage(tmp_path / "db.json", windows, {})) as db:
        db.table("t").insert({"n": 1})
        windows.held = 99
        with pytest.raises(PermissionError):
            db.bottom.fold()
        db.table("t").insert({"n": 2})
        assert len(scan((tmp_path / "db.log").read_bytes()).frames) == 2
        windows.held = 0
        db.bottom.fold()
        db.table("t").insert({"n": 3})
        assert len(scan((tmp_path / "db.log").read_bytes()).frames) == 1
        windows.held = 1
        db.bottom.fold(closing=True)
    assert not (tmp_path / "db.log").exists()
    assert json.loads((tmp_path / "db.json").read_bytes())["t"] == {
        "1": {"n": 1},
        "2": {"n": 2},
        "3": {"n": 3},
    }


def test_on_windows_a_log_that_cannot_be_renewed_goes_on(tmp_path: Path) -> None:
    """Where the snapshot got its name and the new log did not, the old log takes the next saves."""

    class HoldsTheLog(Windows):
        def _rename(self, source: Path, target: Path) -> None:
            if target.suffix == ".log" and self.held:
                raise PermissionError(errno.EACCES, "held by a scanner")
            source.replace(target)

    windows = HoldsTheLog()
    with JournalDB(JournalStorage(tmp_path / "db.json", windows, {})) as db:
        db.table("t").insert({"n": 1})
        windows.held = 1
        with pytest.raises(PermissionError):
            db.bottom.fold()
        db.table("t").insert({"n": 2})
        assert len(scan((tmp_path / "db.log").read_bytes()).frames) == 2
    loaded = load(windows, tmp_path / "db.json", tmp_path / "db.log", PLAIN)
    assert loaded.log.state is LogState.GOOD
    assert {number: bytes(raw) for number, raw in loaded.tables["t"].items()} == {
        "1": b'{"n":1}',
        "2": b'{"n":2}',
    }
