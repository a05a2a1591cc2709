"""File operations in a folder that others write into too: nothing is followed, nothing replaced."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from journal.store.files import Files, Mark, new_name

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_READ |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # no link, and no FIFO waits
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NEW |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK)
"""What file systems without hard links (a stick's) answer when one is asked for."""


class Look(NamedTuple):
    """What one look at a path tells."""

    is_file: bool
    is_folder: bool
    mark: Mark


class FolderFiles(Files):
    """What the exchange folder needs beyond the store's file operations."""

    def look(self, path: Path) -> Look | None:
        """Look at what lies at a path, itself and not what it points to; none for nothing."""
        try:
            found = path.lstat()
        except (OSError, ValueError):
            return None
        mark = (found.st_ino, found.st_size, found.st_mtime_ns)
        return Look(stat.S_ISREG(found.st_mode), stat.S_ISDIR(found.st_mode), mark)

    def read_regular(self, path: Path, limit: int) -> bytes | None:
        """Read a regular file of at most `limit` bytes; none for anything else. `OSError`."""
        seen = self.look(path)
        if seen is None or not seen.is_file:
            return None
        try:
            descriptor = os.open(path, _READ)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ELOOP):
                return None
            raise
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > limit:
                return None
            data = file.read(limit + 1)
        return data if len(data) <= limit else None

    def may_write(self, folder: Path) -> bool:
        """Tell whether the system lets files be made in a folder."""
        return os.access(folder, os.W_OK)

    def make_shared_folder(self, path: Path) -> None:
        """Make a folder in one that is there, open to whomever the system lets in. `OSError`."""
        with contextlib.suppress(FileExistsError):
            path.mkdir()
        seen = self.look(path)
        if seen is None or not seen.is_folder:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))

    def put_new(self, path: Path, data: bytes) -> bool:
        """Write a file, whole or not at all, where there is none; false where there is one.

        The bytes are on the disk afterwards, the name once the folder is synced. Raises `OSError`.
        """
        temporary = new_name(path)
        self.remove(temporary)  # what a crash left behind
        if self.look(path) is not None:
            return False
        descriptor = os.open(temporary, _NEW, 0o666)  # sealed; another user may be the carrier
        try:
            try:
                self.write(descriptor, data)
                self.sync(descriptor)
            finally:
                self.close(descriptor)
            return self._name_new(temporary, path)
        finally:
            self.remove(temporary)

    def remove_folder(self, path: Path) -> None:
        """Take an empty folder away. Raises `OSError`."""
        path.rmdir()

    def _name_new(self, temporary: Path, path: Path) -> bool:
        try:
            if self.is_windows:
                temporary.rename(path)  # refuses there to replace anything
                return True
            os.link(temporary, path, follow_symlinks=False)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if self.look(path) is not None:
                return False
            temporary.rename(path)
        return True
