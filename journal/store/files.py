"""Every file operation of the store, through one small object that tests can stop at any step."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from journal.store.errors import NotAFile

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

Mark = tuple[int, int, int]
"""What tells a file from any that takes its place: inode, size, time of change in ns."""

_COMMON = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
"""Not to wait only matters for a pipe that lies where a file should: it would be for ever."""
_OPEN_READ = os.O_RDONLY | _COMMON
_OPEN_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _COMMON
_OPEN_END = os.O_WRONLY | os.O_APPEND | _COMMON

_FULL_SYNC = 51
"""macOS's F_FULLFSYNC: there, fsync leaves the bytes in the drive's own cache."""


class Files:
    """The few file operations that a journal needs; each may raise `OSError`."""

    system: str = sys.platform
    sleep: Callable[[float], None] = staticmethod(time.sleep)
    """How to wait before a rename is tried again."""
    PATIENCE: ClassVar[tuple[float, ...]] = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
    """Seconds between tries to rename a file that a scanner holds; Windows only."""

    @property
    def is_windows(self) -> bool:
        """Whether an open file keeps its name, and folders cannot be synced."""
        return self.system == "win32"

    def read(self, path: Path) -> bytes:
        """Return the whole file. Raises `NotAFile` for a folder, a pipe and the like."""
        descriptor = os.open(path, _OPEN_READ)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise NotAFile
            data = os.read(descriptor, found.st_size + 1)
            if len(data) == found.st_size:
                return data
            return data + io.FileIO(descriptor, closefd=False).readall()
        finally:
            os.close(descriptor)

    def mark(self, path: Path) -> Mark:
        """Tell this file from any that later takes its place."""
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def mark_open(self, descriptor: int) -> Mark:
        """Tell the file behind a descriptor from any other."""
        found = os.fstat(descriptor)
        return found.st_ino, found.st_size, found.st_mtime_ns

    def names(self, folder: Path) -> list[str]:
        """List the names in a folder, sorted; none where there is no such folder."""
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208 - a Path for each is slow
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folder(self, path: Path) -> None:
        """Make a folder that only its owner may enter, and the folders above it likewise."""
        if path.is_dir():
            return
        self.make_folder(path.parent)
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=PRIVATE_FOLDER)
            path.chmod(PRIVATE_FOLDER)  # whatever the umask took away

    def create(self, path: Path) -> int:
        """Open an empty file for writing that only its owner may read; return its descriptor."""
        descriptor = os.open(path, _OPEN_NEW, PRIVATE_FILE)
        path.chmod(PRIVATE_FILE)  # whatever the umask took away, or an older file had
        return descriptor

    def open_end(self, path: Path) -> int:
        """Open a file that is there to write at its end; return its descriptor."""
        return os.open(path, _OPEN_END)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of `data`."""
        left = memoryview(data)
        while left:
            left = left[self._write_some(descriptor, left) :]

    def cut(self, descriptor: int, size: int) -> None:
        """Let a file end after `size` bytes."""
        os.ftruncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        """Wait until what was written, and what is known of the file, is on the disk."""
        if self.system != "darwin" or not self._full_sync(descriptor):
            self._fsync(descriptor)

    def sync_data(self, descriptor: int) -> None:
        """Wait until what was written is on the disk: all that reading it again needs."""
        if self.system == "linux":
            self._fdatasync(descriptor)
        else:
            self.sync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a descriptor that `create` or `open_end` gave."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`, in one step."""
        for pause in self.PATIENCE if self.is_windows else ():
            try:
                return self._rename(source, target)
            except PermissionError:
                self.sleep(pause)
        return self._rename(source, target)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        if self.is_windows:
            return  # Windows has no such call; its rename is in the file system's own journal
        descriptor = os.open(path, os.O_RDONLY)
        try:
            self.sync(descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise  # those two only say that this file system syncs no folders
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file; it is no error if it is not there."""
        path.unlink(missing_ok=True)

    def _write_some(self, descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data)

    def _rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def _fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def _fdatasync(self, descriptor: int) -> None:
        os.fdatasync(descriptor)

    def _full_sync(self, descriptor: int) -> bool:
        """Ask macOS to empty the drive's cache too; false where the file system cannot."""
        import fcntl

        try:
            fcntl.fcntl(descriptor, _FULL_SYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
            return False
        return True


def new_name(path: Path) -> Path:
    """Return the name that the next content of `path` has until it is whole."""
    return path.with_name(path.name + ".new")


def write_new(files: Files, path: Path, data: bytes) -> None:
    """Write a file that is not the journal's yet, down to the disk, its name aside.

    Raises `OSError`; then it is gone again.
    """
    try:
        descriptor = files.create(path)
        try:
            files.write(descriptor, data)
            files.sync(descriptor)
        finally:
            files.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(path)
        raise


def replace_whole(files: Files, path: Path, data: bytes, *, read_back: bool = False) -> None:
    """Put `data` in place of the file at `path`, so that a crash leaves either the old or the new.

    Temp file in the same folder, fsync, rename, fsync the folder; if asked, it is read back before
    the rename. Raises `OSError`; the old file then still stands, or, if only the last step failed,
    the new one does.
    """
    temporary = new_name(path)
    write_new(files, temporary, data)
    try:
        if read_back and files.read(temporary) != data:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        files.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(temporary)
        raise
    files.sync_folder(path.parent)
