"""Two sides of a pairing over one folder, their journals only what a pairing sees of them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

from journal.model.sync_status import PairingStage
from journal.store.bookkeeping import Person
from journal.sync.folder_files import FolderFiles
from journal.sync.pairing import Pairing
from journal.sync.pairing_state import CHORES, NOW, TABLE, Held
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch

T = TypeVar("T")


class Stopped(BaseException):
    """The program was killed here."""


class Paper:
    """What a journal keeps, as a pairing sees it; a commit is all or nothing."""

    def __init__(self, name: str, author: str, partner: str = "") -> None:
        self.me = Person(author, name)
        self.partner = Person("", partner)
        self.pairing = ""
        self.voice = ""
        self.tables: dict[str, dict[int, dict[str, Any]]] = {}
        self.commits = 0
        self.stop_at = 0
        """Before which commit, counted from now, the program is killed; 0 is never."""

    def get(self, table: str, number: int, /) -> dict[str, Any] | None:
        """Read a document."""
        return deepcopy(self.tables.get(table, {}).get(number))

    def put(self, table: str, number: int, doc: dict[str, Any] | None, /) -> None:
        """Write a document, or take it away."""
        rows = self.tables.setdefault(table, {})
        rows.pop(number, None)
        if doc is not None:
            rows[number] = deepcopy(doc)

    def all(self, table: str, /) -> dict[int, dict[str, Any]]:
        """Read a whole table."""
        return deepcopy(self.tables.get(table, {}))

    def begin_pairing(self, pairing: str, voice: str, partner: Person, /) -> None:
        """Note whom words may be said to."""
        assert not self.pairing
        self.pairing, self.voice, self.partner = pairing, voice, partner

    def exchange(self, job: Callable[[Held], T], /) -> T:
        """Do a job as one commit."""
        before = deepcopy(self.tables), self.pairing, self.voice, self.partner
        found = job(self)
        if self.tables != before[0]:
            self.commits += 1
            if self.commits == self.stop_at:
                self.tables, self.pairing, self.voice, self.partner = before
                raise Stopped
        return found

    @property
    def rest(self) -> dict[str, dict[int, dict[str, Any]]]:
        """What is left of pairings, empty tables left out."""
        return {name: rows for name, rows in self.tables.items() if rows}


class StoppingFiles(FolderFiles):
    """The real disk, on which the program is killed, or fails, before a step of one's choice."""

    def __init__(self) -> None:
        self.steps = 0
        self.stop_at = 0
        self.fails = False
        """Whether every step that writes fails."""

    def _step(self) -> None:
        self.steps += 1
        if self.fails:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if self.steps == self.stop_at:
            raise Stopped

    def write(self, descriptor: int, data: bytes) -> None:
        super().write(descriptor, data[: len(data) // 2])
        self._step()
        super().write(descriptor, data[len(data) // 2 :])

    def sync(self, descriptor: int) -> None:
        self._step()

    def make_shared_folder(self, path: Path) -> None:
        self._step()
        super().make_shared_folder(path)

    def put_new(self, path: Path, data: bytes) -> bool:
        self._step()
        return super().put_new(path, data)

    def remove(self, path: Path) -> None:
        if path.exists():
            self._step()
        super().remove(path)


class Side:
    """One person's program: a journal, a clock, a disk; `start` starts it again."""

    def __init__(self, name: str, folder: Path, author: str = "") -> None:
        self.paper = Paper(name, author or name.encode().hex().ljust(32, "0"))
        self.clock = FixedClock()
        self.files = StoppingFiles()
        self.folder = folder
        self.start()

    def start(self) -> None:
        """Open the program; it knows what the journal holds, and nothing else."""
        self.files.stop_at = self.paper.stop_at = 0
        self.files.steps = self.paper.commits = 0
        self.pairing = Pairing(self.paper.exchange, self.files, self.clock, stretch=quick_stretch)
        self.pairing.load()

    @property
    def stage(self) -> PairingStage:
        """How far this side has come."""
        return self.pairing.stage

    def state(self) -> dict[str, Any]:
        """The document of the pairing that has begun."""
        return self.paper.tables[TABLE][NOW]

    def is_clean(self) -> bool:
        """Tell whether nothing is left of any pairing but what is swept at the next."""
        chores = self.paper.tables.get(CHORES, {}).values()
        idle = all(not chore["publish"] and not chore["remove"] for chore in chores)
        return NOW not in self.paper.tables.get(TABLE, {}) and idle


def until_words(ana: Side, ben: Side) -> None:
    """Go through the two hops."""
    code = ana.pairing.invite(ana.folder)
    ben.pairing.accept(ben.folder, code.shown())
    assert ana.pairing.hop()
    ben.pairing.hop()


def until_paired(ana: Side, ben: Side) -> None:
    """Go through all of it."""
    until_words(ana, ben)
    ana.pairing.confirm()
    ben.pairing.confirm()
    ana.pairing.hop()
    ben.pairing.hop()
    assert (ana.stage, ben.stage) == (PairingStage.PAIRED, PairingStage.PAIRED)


def pieces(folder: Path) -> dict[str, bytes]:
    """What lies in the folder of a pairing, by the last part of its name."""
    found = (folder / "duo1").glob("*.pair")
    return {path.stem.split("-", 1)[1]: path.read_bytes() for path in found}


def path_of(folder: Path, piece: str) -> Path:
    """Where a message of the only pairing lies."""
    (path,) = (folder / "duo1").glob(f"*-{piece}.pair")
    return path
