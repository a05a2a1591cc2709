"""Argon2id as RFC 9106 describes it, slow and plain: what libsodium is held against.

libsodium takes neither several lanes, nor a secret, nor associated data, so the RFC's own vector is
tried on this, and this then on libsodium.
"""

from __future__ import annotations

import hashlib
from itertools import product

MASK = (1 << 64) - 1
Block = list[int]
VERSION, TYPE_ID, SLICES, WORDS = 0x13, 2, 4, 128


def argon2id(
    password: bytes,
    salt: bytes,
    *,
    passes: int,
    kib: int,
    lanes: int = 1,
    length: int = 32,
    secret: bytes = b"",
    data: bytes = b"",
) -> bytes:
    """Return the tag; section 3.2 of the RFC."""
    sizes = (lanes, length, kib, passes, VERSION, TYPE_ID)
    first = b"".join(map(_le32, sizes))
    first += b"".join(_le32(len(part)) + part for part in (password, salt, secret, data))
    seed = hashlib.blake2b(first).digest()
    columns = kib // (SLICES * lanes) * SLICES
    memory: list[list[Block]] = [
        [_words(_long_hash(seed + _le32(n) + _le32(lane), 1024)) for n in (0, 1)]
        + [[0] * WORDS for _n in range(columns - 2)]
        for lane in range(lanes)
    ]
    for turn, part, lane in product(range(passes), range(SLICES), range(lanes)):
        _fill(memory, turn, part, lane, passes)
    final = memory[0][-1]
    for lane_blocks in memory[1:]:
        final = _xor(final, lane_blocks[-1])
    return _long_hash(b"".join(word.to_bytes(8, "little") for word in final), length)


def _fill(memory: list[list[Block]], turn: int, part: int, lane: int, passes: int) -> None:
    lanes, columns = len(memory), len(memory[0])
    size = columns // SLICES
    by_place = turn == 0 and part < SLICES // 2
    places = _places([turn, lane, part, lanes * columns, passes, TYPE_ID], size) if by_place else []
    for n in range(2 if turn == 0 and part == 0 else 0, size):
        column = part * size + n
        before = memory[lane][column - 1]
        word = places[n] if by_place else before[0]
        low, other = word & 0xFFFFFFFF, (word >> 32) % lanes
        if turn == 0 and part == 0:
            other = lane
        if turn == 0:
            reach = column - 1 if other == lane else part * size - (n == 0)
            start = 0
        else:
            reach = columns - size + (n - 1 if other == lane else -(n == 0))
            start = (part + 1) * size % columns
        back = reach - 1 - (reach * (low * low >> 32) >> 32)
        made = _mix(before, memory[other][(start + back) % columns])
        memory[lane][column] = _xor(made, memory[lane][column]) if turn else made


def _places(told: list[int], size: int) -> list[int]:
    zero, found = [0] * WORDS, list[int]()
    counter = 0
    while len(found) < size:
        counter += 1
        block = [*told, counter]
        found += _mix(zero, _mix(zero, block + [0] * (WORDS - len(block))))
    return found


def _mix(one: Block, other: Block) -> Block:
    before = _xor(one, other)
    block = list(before)
    for row in range(8):
        _permute(block, [16 * row + n for n in range(16)])
    for column in range(8):
        _permute(block, [16 * n + 2 * column + m for n in range(8) for m in (0, 1)])
    return _xor(before, block)


def _permute(block: Block, at: list[int]) -> None:
    for a, b, c, d in (
        (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
        (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
    ):  # fmt: skip
        _quarter(block, at[a], at[b], at[c], at[d])


def _quarter(v: Block, a: int, b: int, c: int, d: int) -> None:
    for first, second in ((32, 24), (16, 63)):
        v[a] = _times(v[a], v[b])
        v[d] = _turned(v[d] ^ v[a], first)
        v[c] = _times(v[c], v[d])
        v[b] = _turned(v[b] ^ v[c], second)


def _times(x: int, y: int) -> int:
    return (x + y + 2 * (x & 0xFFFFFFFF) * (y & 0xFFFFFFFF)) & MASK


def _turned(word: int, bits: int) -> int:
    return (word >> bits | word << 64 - bits) & MASK


def _xor(one: Block, other: Block) -> Block:
    return [x ^ y for x, y in zip(one, other, strict=True)]


def _words(data: bytes) -> Block:
    return [int.from_bytes(data[n : n + 8], "little") for n in range(0, len(data), 8)]


def _le32(number: int) -> bytes:
    return number.to_bytes(4, "little")


def _long_hash(data: bytes, length: int) -> bytes:
    data = _le32(length) + data
    if length <= 64:
        return hashlib.blake2b(data, digest_size=length).digest()
    out, last = b"", hashlib.blake2b(data).digest()
    while length - len(out) > 64:
        out += last[:32]
        last = hashlib.blake2b(last, digest_size=min(64, length - len(out))).digest()
    return out + last
