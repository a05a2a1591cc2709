"""Snapshot and log as they lie on the disk, put together; nothing is written by looking.

A log is replayed only where it continues this very snapshot, or the one before it whose frames
this snapshot holds up to a number. Each frame that verifies is used; what does not is counted.
"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import NamedTuple

from journal.store.changes import decode_body, replay
from journal.store.errors import CannotRead
from journal.store.files import Files, Mark
from journal.store.log import Frame, Head, Scan, decode_head, frame_context, is_newer, scan
from journal.store.reports import NEWER
from journal.store.seal import Purpose, Seal, Unsealable
from journal.store.snapshot import NAMELESS, Imprint, Snapshot, Tables, decode


class LogState(enum.Enum):
    """What a log is to the snapshot beside it."""

    NONE = enum.auto()
    """There is none."""
    GOOD = enum.auto()
    """It continues the snapshot; more may be appended to it."""
    HELD = enum.auto()
    """The snapshot holds all of it: a fold was cut short."""
    DAMAGED = enum.auto()
    """It continues the snapshot, and some of it could not be read."""
    FOREIGN = enum.auto()
    """It continues another snapshot, and is no part of this journal."""


class Log(NamedTuple):
    """A log as it was found."""

    state: LogState = LogState.NONE
    data: bytes = b""
    mark: Mark | None = None
    head: Head | None = None
    end: int = 0
    """Where its whole part ends."""
    torn: bool = False
    read: int = 0
    """Frames that were replayed, or, of a foreign one, that verify."""
    lost: int = 0
    """Frames that are known to be missing: at least so many."""


class Loaded(NamedTuple):
    """A journal as it was read."""

    tables: Tables
    imprint: Imprint
    number: int
    """That of the newest frame."""
    log: Log
    mark: Mark
    """Of the snapshot's file."""
    data: bytes
    """The snapshot's bytes."""
    journal: bytes
    """The id on the envelope, zeros where there is none."""
    changed: bool
    """Whether the snapshot was changed outside this program, and that was accepted."""


def load(
    files: Files, snapshot: Path, log: Path, seal: Seal, *, accept_changes: bool = False
) -> Loaded:
    """Read a journal's two files. Raises `CannotRead` and `OSError`."""
    mark, log_mark = files.mark(snapshot), _mark(files, log)
    data = files.read(snapshot)
    read = decode(data, seal, Purpose.SNAPSHOT, accept_changes=accept_changes)
    log_data = files.read(log) if log_mark is not None else b""
    found, number = _join(read, log_data, log_mark, seal)
    return Loaded(read.tables, read.imprint, number, found, mark, data, read.journal, read.changed)


def _mark(files: Files, path: Path) -> Mark | None:
    try:
        return files.mark(path)
    except FileNotFoundError:
        return None


def _join(read: Snapshot, data: bytes, mark: Mark | None, seal: Seal) -> tuple[Log, int]:
    """Replay a log onto the snapshot's tables; return what it is, and the newest number."""
    imprint = read.imprint
    if mark is None:
        return Log(), imprint.number
    if is_newer(data):
        raise CannotRead(NEWER)
    head = decode_head(data)
    if head is not None and not _belongs(head, imprint):
        frames = scan(data).frames
        return Log(LogState.FOREIGN, data, mark, head, read=len(frames)), imprint.number
    found = scan(data) if head is not None else _scan_headless(data, imprint, read.journal)
    count, unread = _replay(read, found, head, seal)
    number = max([imprint.number, *(frame.number for frame in found.frames)])
    log = Log(
        _state(found, number, imprint, unread), data, mark, head, found.end, found.torn,
        count, _lost(found, imprint, number) + unread,
    )  # fmt: skip
    return log, number


def _belongs(head: Head, imprint: Imprint) -> bool:
    """Tell whether a log continues this snapshot, or the one whose log this snapshot follows."""
    if head.continues == NAMELESS or imprint.generation == 0:
        return False
    if head.continues == imprint.name:
        return (head.generation, head.number) == (imprint.generation, imprint.number)
    return head.continues == imprint.follows


def _scan_headless(data: bytes, imprint: Imprint, journal: bytes) -> Scan:
    """Find the frames of a log whose head is damaged: they name what they continue, too."""
    direct = scan(
        data, otherwise=Head(journal, imprint.generation, imprint.number, imprint.name, False)
    )
    before = scan(data, otherwise=Head(journal, 0, 0, imprint.follows, False))
    return before if len(before.frames) > len(direct.frames) else direct


def _replay(read: Snapshot, found: Scan, head: Head | None, seal: Seal) -> tuple[int, int]:
    """Replay the frames that the snapshot does not hold; count them, and those that do not open."""
    count = unread = 0
    for frame in found.frames:
        if frame.number <= read.imprint.number:
            continue
        try:
            replay(read.tables, decode_body(_opened(frame, read, head, seal)))
            count += 1
        except (Unsealable, ValueError):
            unread += 1
    return count, unread


def _opened(frame: Frame, read: Snapshot, head: Head | None, seal: Seal) -> bytes:
    of = head or Head(read.journal, 0, 0, read.imprint.name, False)
    if head is None and frame.generation != read.imprint.generation:
        of = of._replace(continues=read.imprint.follows)
    return seal.open(Purpose.LOG, frame_context(of, frame.number, frame.generation), frame.body)


def _state(found: Scan, number: int, imprint: Imprint, unread: int) -> LogState:
    if found.gaps or unread:
        return LogState.DAMAGED
    if number == imprint.number and (found.head and found.head.continues != imprint.name):
        return LogState.HELD
    return LogState.GOOD


def _lost(found: Scan, imprint: Imprint, number: int) -> int:
    """Count the frames that must have been there and are not, as far as that is known."""
    if not found.gaps:
        return 0
    there = sum(1 for frame in found.frames if frame.number > imprint.number)
    return number - imprint.number - there + int(found.ends_badly)
