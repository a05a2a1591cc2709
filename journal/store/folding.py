"""A fold: everything in memory written as a new snapshot, while saves go on to the log.

Begun on the writing thread, `write` on any, then finished by the storage on the writing thread
again. Nothing that a fold does before it is finished changes a file of the journal.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from journal.store.files import Files, new_name, write_new
from journal.store.seal import Purpose, Seal
from journal.store.snapshot import Imprint, Tables, encode


class Fold(NamedTuple):
    """What is to become the next snapshot."""

    tables: Tables
    """A copy of the tables as they were when it began; the documents are shared."""
    imprint: Imprint
    """Without a name until it is written."""
    journal: bytes
    seal: Seal
    path: Path
    files: Files

    @property
    def temporary(self) -> Path:
        """Where it lies until it takes the snapshot's place."""
        return new_name(self.path)

    def write(self) -> Fold:
        """Write it beside the journal, down to the disk, and read it back.

        Return it with its name. Raises `OSError`; then nothing is left of it.
        """
        data, imprint = encode(
            self.tables, self.imprint, journal=self.journal, seal=self.seal,
            purpose=Purpose.SNAPSHOT,
        )  # fmt: skip
        write_new(self.files, self.temporary, data)
        try:
            found = self.files.read(self.temporary)
            if _digest(found) != _digest(data):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        except BaseException:
            self.throw_away()
            raise
        return self._replace(imprint=imprint)

    def throw_away(self) -> None:
        """Remove what was written of it."""
        with contextlib.suppress(OSError):
            self.files.remove(self.temporary)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data).digest()
