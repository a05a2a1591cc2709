"""The write-ahead log as an open file: one append and one sync for each commit."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Sequence
from pathlib import Path

from journal.store.errors import KeptInMemory
from journal.store.files import Files, Mark, new_name, write_new
from journal.store.log import Head, encode_frame, encode_head, frame_context
from journal.store.seal import Purpose, Seal

MAY_BE_TRIED_AGAIN = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EINTR, errno.EAGAIN))
"""What a system says when it took a part of a write, or nothing, and the file is none the worse."""


class LogFile:
    """A log at a path; `number` and `size` are of its whole part.

    It stays closed until something is appended.
    """

    def __init__(
        self,
        files: Files,
        path: Path,
        head: Head,
        seal: Seal,
        *,
        number: int,
        size: int,
        mark: Mark,
        torn: bool = False,
    ) -> None:
        self.head = head
        self.number = number
        self.size = size
        self._files = files
        self._path = path
        self._seal = seal
        self._inode = mark[0]
        self._there = mark[1]
        self._torn = torn
        self._is_unsure = False
        """Whether nobody knows how much of the last frame the file has."""
        self._descriptor: int | None = None

    @classmethod
    def begin(
        cls, files: Files, path: Path, head: Head, seal: Seal, bodies: Sequence[bytes]
    ) -> LogFile:
        """Put a new log with these frames at `path`, in place of one that is there.

        Raises `OSError`. Only when this returns are name and bytes on the disk.
        """
        data = [encode_head(head)]
        for number, body in enumerate(bodies, head.number + 1):
            data.append(_frame(head, seal, number, body))
        temporary, whole = new_name(path), b"".join(data)
        write_new(files, temporary, whole)
        try:
            files.replace(temporary, path)
        except OSError:
            with contextlib.suppress(OSError):
                files.remove(temporary)
            raise
        files.sync_folder(path.parent)
        number = head.number + len(bodies)
        return cls(files, path, head, seal, number=number, size=len(whole), mark=files.mark(path))

    def is_at(self, found: Mark | None) -> bool:
        """Tell whether what was found at the path is this file, as this program left it."""
        if found is None or found[0] != self._inode:
            return False
        return self._is_unsure or found[1] == self._there

    def append(self, body: bytes) -> None:
        """Append a frame and wait until it is on the disk.

        Raises `OSError` where nothing of it is left and it may be tried again, and `KeptInMemory`
        where nobody knows what the disk has: nothing may then be appended here any more.
        """
        data = _frame(self.head, self._seal, self.number + 1, body)
        descriptor = self._made_ready()
        try:
            self._files.write(descriptor, data)
        except OSError as error:
            self._take_back(descriptor, error)
            raise
        self._sync(descriptor)
        self.number += 1
        self.size += len(data)
        self._there = self.size

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):  # all that counts was synced
                self._files.close(self._descriptor)
            self._descriptor = None

    def _made_ready(self) -> int:
        """Open the file, and cut off what a crash left unfinished at its end."""
        if self._descriptor is None:
            self._descriptor = self._files.open_end(self._path)
        if self._torn:
            self._files.cut(self._descriptor, self.size)
            self._sync(self._descriptor)
            self._there = self.size
            self._torn = False
        return self._descriptor

    def _take_back(self, descriptor: int, error: OSError) -> None:
        """Cut off the piece that a full disk took; give up where it is not as simple as that."""
        self._is_unsure = True
        if error.errno not in MAY_BE_TRIED_AGAIN:
            raise KeptInMemory from error
        try:
            self._files.cut(descriptor, self.size)
        except OSError:
            raise KeptInMemory from error
        self._is_unsure = False

    def _sync(self, descriptor: int) -> None:
        try:
            self._files.sync_data(descriptor)
        except OSError as error:
            self._is_unsure = True
            raise KeptInMemory from error


def _frame(head: Head, seal: Seal, number: int, body: bytes) -> bytes:
    context = frame_context(head, number, head.generation)
    return encode_frame(head, number, seal.shut(Purpose.LOG, context, body))
