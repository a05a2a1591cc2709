"""Every file operation of the store, through one small object that tests can stop at any step."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_OPEN_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)


class Files:
    """The few file operations that a journal needs; each may raise `OSError`."""

    def read(self, path: Path) -> bytes:
        """Return the whole file."""
        return path.read_bytes()

    def mark(self, path: Path) -> tuple[int, int, int]:
        """Tell this file from any that later takes its place: inode, size, time of change in ns."""
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

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

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of `data`."""
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]

    def sync(self, descriptor: int) -> None:
        """Wait until what was written is on the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a descriptor that `create` gave."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`, in one step."""
        source.replace(target)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        if os.name == "nt":
            return  # Windows has no such call; its rename is in the file system's own journal
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise  # those two only say that this file system syncs no folders
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file; it is no error if it is not there."""
        path.unlink(missing_ok=True)


def new_name(path: Path) -> Path:
    """Return the name that the next content of `path` has until it is whole."""
    return path.with_name(path.name + ".new")


def replace_whole(files: Files, path: Path, data: bytes) -> None:
    """Put `data` in place of the file at `path`, so that a crash leaves either the old or the new.

    Temp file in the same folder, fsync, rename, fsync the folder. Raises `OSError`; the old file
    then still stands, or, if only the last step failed, the new one does.
    """
    temporary = new_name(path)
    try:
        descriptor = files.create(temporary)
        try:
            files.write(descriptor, data)
            files.sync(descriptor)
        finally:
            files.close(descriptor)
        files.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(temporary)
        raise
    files.sync_folder(path.parent)
