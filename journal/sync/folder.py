"""The exchange folder: what lies where in it, and how it is read and written.

Source of the rules: *Sync* and *Reading what another machine wrote* in the design. Whatever lies
there was carried by something else: names are taken by pattern alone, only regular files are
opened and never more of them than is allowed, and no file that is there is ever replaced.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from journal.store.files import Mark, new_name
from journal.store.home import is_hex
from journal.sync.folder_files import FolderFiles

FORMAT_FOLDER = "duo1"
"""The folder in the exchange folder that holds everything of this format."""

MARKER = "marker"
"""The file that tells a folder that is there from an empty place where one would be."""
MARKER_DIGITS = 32

LARGEST_FILE = 8 * 2**20
"""No file of a stream is longer, in bytes; a longer one is not opened."""
MOST_STREAMS = 1000
"""No more streams than this are looked at in one folder."""
LAST_NUMBER = 99_999_999

_FILE = re.compile(r"[0-9]{8}\.duo", re.ASCII)
_PIECE = re.compile(r"[a-z0-9-]{1,100}\.pair", re.ASCII)


class Folder:
    """One exchange folder; nothing is read from it before something is asked of it."""

    def __init__(self, path: Path, files: FolderFiles) -> None:
        self.path = path
        self._files = files
        self._root = path / FORMAT_FOLDER

    def is_there(self, marker: str) -> bool:
        """Tell whether this is the folder that was marked so at pairing."""
        return self.marker() == marker

    def marker(self) -> str | None:
        """Read what the folder was marked with, 32 hex digits, or none."""
        with contextlib.suppress(OSError):
            data = self.read(MARKER, MARKER_DIGITS + 2)
            text = "" if data is None else data.decode("ascii", "replace").strip()
            return text if is_hex(text, MARKER_DIGITS) else None
        return None

    def make(self, marker: str) -> None:
        """Make what a first pairing needs in an existing folder. Raises `OSError`."""
        self._files.make_shared_folder(self._root)
        self._files.put_new(self._root / MARKER, f"{marker}\n".encode("ascii"))
        self._files.sync_folder(self._root)

    def names(self) -> list[str]:
        """List the names beside the streams: the marker and the pieces of pairings."""
        names = self._files.names(self._root) if self._is_folder(self._root) else []
        return [name for name in names if _is_piece(name)]

    def read(self, name: str, limit: int) -> bytes | None:
        """Read a piece, or none where it is no regular file or longer than `limit` bytes."""
        if not _is_piece(name) or not self._is_folder(self._root):
            return None
        return self._files.read_regular(self._root / name, limit)

    def publish(self, name: str, data: bytes) -> bool:
        """Put a piece into the folder; false where there is one of that name. `OSError`."""
        if not _is_piece(name):
            raise ValueError(name)
        done = self._files.put_new(self._root / name, data)
        self._files.sync_folder(self._root)
        return done

    def remove(self, name: str) -> None:
        """Take a piece out; it is no error if it is not there. Raises `OSError`."""
        if _is_piece(name):
            self._files.remove(new_name(self._root / name))  # what a crash left behind
            self._files.remove(self._root / name)

    def mark(self) -> Mark | None:
        """Look at the folder once: what changes when a stream comes; none if it is not there."""
        seen = self._files.look(self._root)
        return seen.mark if seen is not None and seen.is_folder else None

    def file_mark(self, stream: str, number: int) -> Mark | None:
        """Look at one file of a stream once; none where it is not there, or not a regular one."""
        seen = self._files.look(self._path(stream, number))
        return seen.mark if seen is not None and seen.is_file else None

    def stream_mark(self, stream: str) -> Mark | None:
        """Look at a stream once: what changes when a file of it comes; none if it is not there."""
        seen = self._files.look(self._root / stream)
        return seen.mark if seen is not None and seen.is_folder else None

    def may_write(self) -> bool:
        """Tell whether files can be put here."""
        return self._files.may_write(self._root)

    def streams(self) -> list[str]:
        """List the streams that lie here, sorted."""
        names = self._files.names(self._root) if self._is_folder(self._root) else []
        return [name for name in names if is_name(name)][:MOST_STREAMS]

    def numbers(self, stream: str) -> list[int]:
        """List the numbers of a stream's files that lie here, sorted, by their names alone."""
        if not self._is_folder(self._root / stream):
            return []
        names = self._files.names(self._root / stream)
        return [int(name[:8]) for name in names if _FILE.fullmatch(name)]

    def read_file(self, stream: str, number: int) -> bytes | None:
        """Read a stream's file, or none where it is no regular file or too long. `OSError`."""
        if number > LAST_NUMBER or not self._is_folder(self._root / stream):
            return None
        return self._files.read_regular(self._path(stream, number), LARGEST_FILE)

    def publish_file(self, stream: str, number: int, data: bytes) -> bool:
        """Put a file into a stream of one's own; false where there is one. Raises `OSError`."""
        self._files.make_shared_folder(self._root / stream)
        return self._files.put_new(self._path(stream, number), data)

    def settle(self, stream: str) -> None:
        """Wait until the names of what was published are on the disk. Raises `OSError`."""
        self._files.sync_folder(self._root / stream)
        self._files.sync_folder(self._root)

    def remove_file(self, stream: str, number: int) -> None:
        """Take a file of one's own out of a stream. Raises `OSError`."""
        self._files.remove(self._path(stream, number))

    def remove_stream(self, stream: str) -> None:
        """Take all files of a stream of one's own out, and the stream. Raises `OSError`."""
        for number in self.numbers(stream):
            self.remove_file(stream, number)
        with contextlib.suppress(OSError):
            self._files.remove_folder(self._root / stream)

    def _path(self, stream: str, number: int) -> Path:
        return self._root / stream / f"{number:08}.duo"

    def _is_folder(self, path: Path) -> bool:
        seen = self._files.look(path)
        return seen is not None and seen.is_folder


def is_name(text: str) -> bool:
    """Tell whether this is what a random name looks like: 32 hex digits, not all of them zeros."""
    return is_hex(text, 32) and text.strip("0") != ""


def _is_piece(name: str) -> bool:
    return name == MARKER or _PIECE.fullmatch(name) is not None
