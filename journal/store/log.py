"""The bytes of the write-ahead log: a head, then frames; nothing here touches a file.

A frame is one commit. A file that ends inside its last frame, or in which what is missing of it is
zeros, is *torn*: that commit was never acknowledged. Anything else that does not verify is damage,
and each frame after it is still found by its mark. Source: *The store* in the design; the layout
byte by byte is in FORMAT.md.
"""

from __future__ import annotations

import hashlib
import struct
from typing import NamedTuple

MAGIC = b"TWOFLOG\n"
VERSION = 1
MARK = b"\xfe2f\xff"
"""Begins each frame; it occurs in no UTF-8 text."""

SECTOR = 512
"""What a disk writes whole or not at all."""

_HEAD = struct.Struct(">8sHH16sQQ32s")
_HEAD_SUM = 16
HEAD_SIZE = _HEAD.size + _HEAD_SUM
_FRAME = struct.Struct(">4sIQQ8s")
_FRAME_HEAD_SUM = 8
_FRAME_SUM = 16
FRAME_HEAD_SIZE = _FRAME.size + _FRAME_HEAD_SUM
OVERHEAD = FRAME_HEAD_SIZE + _FRAME_SUM
"""What a frame adds to its body, in bytes."""

_SEALED = 1
_NEVER_ZERO = 0x81


class Head(NamedTuple):
    """What a log says of itself."""

    journal: bytes
    """The journal's id, 16 bytes."""
    generation: int
    """That of the snapshot it continues; 0 where that is not known and every one will do."""
    number: int
    """That of the last frame which that snapshot holds; the first one here is the next."""
    continues: bytes
    """The name (checksum) of that snapshot, 32 bytes."""
    sealed: bool


class Frame(NamedTuple):
    """One commit, as it was found; its body may be sealed."""

    number: int
    generation: int
    body: bytes
    end: int
    """Where the next one begins."""


class Scan(NamedTuple):
    """What a log's bytes hold."""

    head: Head | None
    """None where it does not verify."""
    frames: list[Frame]
    end: int
    """Where the whole part ends: a torn piece behind it may be cut off."""
    torn: bool
    gaps: int
    """Stretches of bytes that are no frame; 0 where nothing is damaged."""
    ends_badly: bool = False
    """Whether the last such stretch has no frame behind it."""


def encode_head(head: Head) -> bytes:
    """Return the bytes with which a log begins."""
    flags = _SEALED if head.sealed else 0
    packed = _HEAD.pack(
        MAGIC, VERSION, flags, head.journal, head.generation, head.number, head.continues
    )
    return packed + _sum(packed, _HEAD_SUM)


def encode_frame(head: Head, number: int, body: bytes) -> bytes:
    """Return a frame of the log that begins with `head`."""
    packed = _FRAME.pack(MARK, len(body), number, head.generation, head.continues[:8])
    packed += _sum(packed, _FRAME_HEAD_SUM) + body
    return packed + _frame_sum(packed)


def frame_context(head: Head, number: int, generation: int) -> bytes:
    """Say what the body of a frame is, for its seal."""
    return struct.pack(
        ">16s16sQQ8s", b"twofold frame v1", head.journal, generation, number, head.continues[:8]
    )


def decode_head(data: bytes) -> Head | None:
    """Read a log's head; None where it is none, or does not verify."""
    packed = data[: _HEAD.size]
    if len(data) < HEAD_SIZE or data[_HEAD.size : HEAD_SIZE] != _sum(packed, _HEAD_SUM):
        return None
    magic, version, flags, journal, generation, number, continues = _HEAD.unpack(packed)
    if magic != MAGIC or version != VERSION:
        return None
    return Head(journal, generation, number, continues, bool(flags & _SEALED))


def is_newer(data: bytes) -> bool:
    """Tell whether a log with a head that verifies was written by a newer version."""
    packed = data[: _HEAD.size]
    return (
        len(data) >= HEAD_SIZE
        and data[_HEAD.size : HEAD_SIZE] == _sum(packed, _HEAD_SUM)
        and _HEAD.unpack(packed)[:1] == (MAGIC,)
        and _HEAD.unpack(packed)[1] > VERSION
    )


def scan(data: bytes, *, otherwise: Head | None = None) -> Scan:
    """Find every frame of a log that verifies by itself, and what is wrong with the rest.

    `otherwise` is whom frames must belong to where the log's own head does not verify.
    """
    head = decode_head(data)
    of = head or otherwise
    if of is None:
        return Scan(None, [], 0, torn=False, gaps=1, ends_badly=True)
    frames: list[Frame] = []
    gaps = 0 if head else 1
    offset = end = min(HEAD_SIZE, len(data))
    if head is None and len(data) < HEAD_SIZE:
        return Scan(None, [], end, torn=False, gaps=1, ends_badly=True)
    number = of.number
    while offset < len(data):
        frame = _frame_at(data, offset, of)
        if frame is not None and frame.number == number + 1:
            frames.append(frame)
            number, offset = frame.number, frame.end
            if not gaps:
                end = offset
            continue
        if _is_torn(data, offset, of, number + 1):
            return Scan(head, frames, end, torn=True, gaps=gaps)
        gaps += 1
        following = _next_frame(data, offset, of, number)
        if following is None:
            return Scan(head, frames, end, torn=False, gaps=gaps, ends_badly=True)
        number, offset = following[0] - 1, following[1]
    return Scan(head, frames, end, torn=False, gaps=gaps)


def _frame_at(data: bytes, offset: int, head: Head) -> Frame | None:
    """Read the frame at `offset` if it verifies and belongs to this log."""
    found = _frame_head_at(data, offset, head)
    if found is None:
        return None
    number, generation, length = found
    body = offset + FRAME_HEAD_SIZE
    end = body + length + _FRAME_SUM
    if end > len(data):
        return None
    if data[body + length : end] != _frame_sum(data[offset : body + length]):
        return None
    return Frame(number, generation, data[body : body + length], end)


def _frame_head_at(data: bytes, offset: int, head: Head) -> tuple[int, int, int] | None:
    """Return number, generation and length of the frame at `offset` if its head verifies."""
    packed = data[offset : offset + _FRAME.size]
    check = data[offset + _FRAME.size : offset + FRAME_HEAD_SIZE]
    if len(check) < _FRAME_HEAD_SUM or check != _sum(packed, _FRAME_HEAD_SUM):
        return None
    mark, length, number, generation, continues = _FRAME.unpack(packed)
    if (mark, continues) != (MARK, head.continues[:8]):
        return None
    if head.generation not in (0, generation):
        return None
    return number, generation, length


def _next_frame(data: bytes, offset: int, head: Head, number: int) -> tuple[int, int] | None:
    """Find number and place of the next frame behind `offset` that verifies and is newer."""
    offset = data.find(MARK, offset + 1)
    while offset >= 0:
        frame = _frame_at(data, offset, head)
        if frame is not None and frame.number > number:
            return frame.number, offset
        offset = data.find(MARK, offset + 1)
    return None


def _is_torn(data: bytes, offset: int, head: Head, number: int) -> bool:
    """Tell whether what begins at `offset` is the last frame, and what it lacks is zeros or end."""
    there = data[offset:].rstrip(b"\0")
    if len(there) < FRAME_HEAD_SIZE:
        return _begins_a_frame(there, head, number)
    found = _frame_head_at(data, offset, head)
    if found is None or found[0] != number:
        return False
    end = offset + OVERHEAD + found[2]
    if end > len(data):
        return True
    if data[end:].strip(b"\0"):
        return False
    return _lacks_its_end(data[offset:end]) or _has_a_hole(data, offset, end)


def _begins_a_frame(there: bytes, head: Head, number: int) -> bool:
    """Tell whether less than a frame's head is the beginning of the next one."""
    packed = _FRAME.pack(MARK, 0, number, head.generation, head.continues[:8])
    unknown = (*range(4, 8), *range(_FRAME.size, FRAME_HEAD_SIZE))
    return all(place in unknown or byte == packed[place] for place, byte in enumerate(there))


def _lacks_its_end(frame: bytes) -> bool:
    """Tell whether a frame was written up to some byte, and zeros stand behind that.

    A checksum never ends with a zero, nor with a byte that one wrong bit makes zero.
    """
    check = frame[-_FRAME_SUM:]
    written = check.rstrip(b"\0")
    return len(written) < _FRAME_SUM and _frame_sum(frame[:-_FRAME_SUM]).startswith(written)


def _has_a_hole(data: bytes, offset: int, end: int) -> bool:
    """Tell whether a whole sector of a frame was never written."""
    first = offset // SECTOR * SECTOR
    return any(
        not data[max(at, offset) : min(at + SECTOR, end)].strip(b"\0")
        and min(at + SECTOR, end) - max(at, offset) >= _FRAME_SUM
        for at in range(first, end, SECTOR)
    )


def _sum(data: bytes, size: int) -> bytes:
    return hashlib.blake2b(data, digest_size=size).digest()


def _frame_sum(data: bytes) -> bytes:
    digest = _sum(data, _FRAME_SUM)
    return digest[:-1] + bytes([digest[-1] | _NEVER_ZERO])
