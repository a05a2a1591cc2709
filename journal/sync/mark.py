"""The mark outside the journal: which machine writes a stream, and how far it has come.

A journal that is brought back from a backup, or copied to another machine, does not bring the mark
with it. Source of the rule: *A restored backup or a copied folder* in the design.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from journal.store.files import Files, replace_whole
from journal.store.home import Home
from journal.sync.ledger import Mine

FOLDER = "exchange"
"""The folder for marks, in the folder for what belongs to this machine alone."""


class Mark(msgspec.Struct, frozen=True):
    """What the last file of one stream was that was written on this machine."""

    machine: str
    number: int
    hash: str


class Marks:
    """The marks of one journal's streams."""

    def __init__(self, home: Home, journal_id: str) -> None:
        self._home = home
        self._journal = journal_id

    def read(self, stream: str) -> Mark | None:
        """Read the mark of a stream; none where there is none that can be read."""
        try:
            return msgspec.json.decode(self._files.read(self._path(stream)), type=Mark)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    def write(self, stream: str, number: int, hash_: str) -> None:
        """Leave a mark, before the file it tells of is published. Raises `OSError`."""
        mark = Mark(self._home.machine(), number, hash_)
        path = self._path(stream)
        self._files.make_folder(path.parent)
        replace_whole(self._files, path, msgspec.json.encode(mark))

    def forget(self, stream: str) -> None:
        """Take the mark of a stream away that is written no more. Raises `OSError`."""
        self._files.remove(self._path(stream))

    def fits(self, mine: Mine) -> bool:
        """Tell whether this journal is the one that last wrote its stream here. `OSError`."""
        mark = self.read(mine.stream)
        return mark is not None and self._is_ours(mark, mine)

    def _is_ours(self, mark: Mark, mine: Mine) -> bool:
        if mark.machine != self._home.machine() or mark.number > mine.number:
            return False
        return mark.number < mine.number or mark.hash == mine.hash

    @property
    def _files(self) -> Files:
        return self._home.files

    def _path(self, stream: str) -> Path:
        return self._home.state / FOLDER / f"{self._journal}-{stream}.json"
