"""A disk in memory that remembers every operation, and what a power cut would leave of them.

Rules of the model, as loose as POSIX lets a file system be: the bytes of a file are safe once the
file was synced, a name once its folder was; until then any of them may be there, in any part. What
was written but not synced may be missing in whole sectors, which are then zeros.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from journal.store.files import Files, Mark
from journal.store.log import SECTOR

Contents = dict[Path, bytes]


class Op(NamedTuple):
    """One thing done to the disk."""

    kind: str
    """`write`, `cut`, `sync`, `name`, `move`, `remove`, `sync_folder`, `ack`."""
    inode: int = 0
    path: Path = Path()
    target: Path = Path()
    at: int = 0
    data: bytes = b""


class MemoryFiles(Files):
    """Files in memory; `ops` is what was done to them. Folders are always there."""

    system = "linux"

    def __init__(self, contents: Mapping[Path, bytes] | None = None) -> None:
        self.ops: list[Op] = []
        self._inodes: dict[Path, int] = {}
        self._data: dict[int, bytes] = {}
        self._changed: dict[int, int] = {}
        self._open: dict[int, int] = {}
        self._count = 0
        for path, data in (contents or {}).items():
            self._inodes[path] = inode = self._next()
            self._data[inode], self._changed[inode] = data, inode

    def contents(self) -> Contents:
        """Return every file as it is now."""
        return {path: self._data[inode] for path, inode in self._inodes.items()}

    def ack(self) -> None:
        """Say that something was told to be saved."""
        self.ops.append(Op("ack"))

    def read(self, path: Path) -> bytes:
        return self._data[self._found(path)]

    def mark(self, path: Path) -> Mark:
        inode = self._found(path)
        return inode, len(self._data[inode]), self._changed[inode]

    def names(self, folder: Path) -> list[str]:
        return sorted(path.name for path in self._inodes if path.parent == folder)

    def make_folder(self, path: Path) -> None:
        pass

    def create(self, path: Path) -> int:
        inode = self._inodes.get(path)
        if inode is None:
            self._inodes[path] = inode = self._next()
            self._data[inode] = b""
            self._do(Op("name", inode, path))
        elif self._data[inode]:
            self._data[inode] = b""
            self._do(Op("cut", inode, at=0))
        self._changed[inode] = self._next()
        return self._opened(inode)

    def open_end(self, path: Path) -> int:
        return self._opened(self._found(path))

    def write(self, descriptor: int, data: bytes) -> None:
        inode = self._open[descriptor]
        self._do(Op("write", inode, at=len(self._data[inode]), data=data))
        self._data[inode] += data
        self._changed[inode] = self._next()

    def cut(self, descriptor: int, size: int) -> None:
        inode = self._open[descriptor]
        self._do(Op("cut", inode, at=size))
        self._data[inode] = self._data[inode][:size]
        self._changed[inode] = self._next()

    def sync(self, descriptor: int) -> None:
        self._do(Op("sync", self._open[descriptor]))

    def close(self, descriptor: int) -> None:
        del self._open[descriptor]

    def replace(self, source: Path, target: Path) -> None:
        inode = self._found(source)
        self._do(Op("move", inode, source, target))
        del self._inodes[source]
        self._inodes[target] = inode

    def sync_folder(self, path: Path) -> None:
        self._do(Op("sync_folder", path=path))

    def remove(self, path: Path) -> None:
        if path in self._inodes:
            self._do(Op("remove", path=path))
            del self._inodes[path]

    def _fdatasync(self, descriptor: int) -> None:
        self.sync(descriptor)

    def _do(self, op: Op) -> None:
        """Remember an operation that is about to be done; a subclass may fail it."""
        self.ops.append(op)

    def _found(self, path: Path) -> int:
        if path not in self._inodes:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return self._inodes[path]

    def _opened(self, inode: int) -> int:
        descriptor = self._next()
        self._open[descriptor] = inode
        return descriptor

    def _next(self) -> int:
        self._count += 1
        return self._count


class Platter:
    """What is on the disk for sure after some operations, and what is only on its way there."""

    def __init__(self) -> None:
        self.safe_names: dict[Path, int] = {}
        self.safe_data: dict[int, bytes] = {}
        self.names_coming: list[Op] = []
        self.data_coming: list[Op] = []
        self.acked = 0

    def step(self, op: Op) -> None:
        """Take in the next operation."""
        if op.kind == "ack":
            self.acked += 1
        elif op.kind in ("write", "cut"):
            self.data_coming.append(op)
        elif op.kind == "sync":
            mine = [coming for coming in self.data_coming if coming.inode == op.inode]
            self.data_coming = [coming for coming in self.data_coming if coming.inode != op.inode]
            self.safe_data = with_data(self.safe_data, mine)
            self.safe_data.setdefault(op.inode, b"")
        elif op.kind == "sync_folder":
            mine = [name for name in self.names_coming if _folder(name) == op.path]
            self.names_coming = [name for name in self.names_coming if _folder(name) != op.path]
            self.safe_names = with_names(self.safe_names, mine)
        else:
            self.names_coming.append(op)

    def image(self, names: list[Op], data: list[Op]) -> Contents:
        """Return the files that are there if these of the coming operations arrived."""
        inodes = with_names(self.safe_names, names)
        contents = with_data(self.safe_data, data)
        return {path: contents.get(inode, b"") for path, inode in inodes.items()}


def images(ops: list[Op], seed: int, *, chances: int) -> Iterator[tuple[str, int, Contents]]:
    """Give what a power cut after each operation may leave: how, what was acknowledged, the files.

    `chances` is how many random mixtures there are for each moment.
    """
    random, platter = Random(seed), Platter()
    for op in ops:
        platter.step(op)
        names, data, acked = platter.names_coming, platter.data_coming, platter.acked
        yield "all kept", acked, platter.image(names, data)
        if op.kind == "ack":
            continue
        yield "only what was synced", acked, platter.image([], [])
        yield "names kept, data not", acked, platter.image(names, [])
        if op.kind == "write":
            for torn in _torn(op, random):
                yield "torn last write", acked, platter.image(names, [*data[:-1], torn])
        for _chance in range(chances if names or data else 0):
            some_names = [name for name in names if random.random() < 0.5]
            some_data = [part for piece in data for part in _some_of(piece, random)]
            yield "some of it", acked, platter.image(some_names, some_data)


def damaged(contents: Contents, random: Random) -> tuple[Path, Contents]:
    """Return the files with one of them damaged, and which: a bit, some bytes, or a lost sector."""
    path = random.choice(sorted(path for path, data in contents.items() if data))
    data = bytearray(contents[path])
    at = random.randrange(len(data))
    kind = random.randrange(3)
    if kind == 0:
        data[at] ^= 1 << random.randrange(8)
    elif kind == 1:
        data[at : at + 16] = random.randbytes(len(data[at : at + 16]))
    else:
        at = at // SECTOR * SECTOR
        data[at : at + SECTOR] = random.randbytes(len(data[at : at + SECTOR]))
    return path, {**contents, path: bytes(data)}


def with_names(names: Mapping[Path, int], ops: list[Op]) -> dict[Path, int]:
    """Return names after some operations."""
    after = dict(names)
    for op in ops:
        if op.kind == "name":
            after[op.path] = op.inode
        elif op.kind == "remove":
            after.pop(op.path, None)
        else:
            after.pop(op.path, None)
            after[op.target] = op.inode
    return after


def with_data(contents: Mapping[int, bytes], ops: list[Op]) -> dict[int, bytes]:
    """Return bytes after some writes and cuts; what lies between is zeros."""
    after = dict(contents)
    for op in ops:
        data = after.get(op.inode, b"")
        if op.kind == "cut":
            after[op.inode] = data[: op.at].ljust(op.at, b"\0")
        else:
            data = data.ljust(op.at, b"\0")
            after[op.inode] = data[: op.at] + op.data + data[op.at + len(op.data) :]
    return after


def _torn(op: Op, random: Random) -> Iterator[Op]:
    """Give a write cut at a few places, and with zeros in place of the rest."""
    for _again in range(4):
        there = op.data[: random.randrange(len(op.data))]
        yield op._replace(data=there)
        yield op._replace(data=there.ljust(len(op.data), b"\0"))
    yield op._replace(data=op.data[:-1])
    yield op._replace(data=op.data[:-1] + b"\0")


def _some_of(op: Op, random: Random) -> Iterator[Op]:
    """Give all of an operation, nothing, or some sectors of a write, the others zeros."""
    chance = random.random()
    if chance < 0.4 or (op.kind == "cut" and chance < 0.7):
        yield op
    elif chance > 0.7 and op.kind == "write":
        data = bytearray(op.data)
        for at in range(-(op.at % SECTOR), len(data), SECTOR):
            if random.random() < 0.5:
                start = max(at, 0)
                data[start : at + SECTOR] = bytes(len(data[start : at + SECTOR]))
        yield op._replace(data=bytes(data))


def _folder(op: Op) -> Path:
    return op.target.parent if op.kind == "move" else op.path.parent
