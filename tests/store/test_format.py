"""FORMAT.md tells the truth: a journal is read here by that text alone, without the store."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

import pytest

from journal.store.seal import Purpose
from journal.store.sealed import Sealed
from tests.store.life import PATH, fixed_random
from tests.store.test_flipped_bits import LOG, lived

Tables = dict[str, dict[str, Any]]


def checksum(data: bytes, size: int) -> bytes:
    """BLAKE2b of so many bytes."""
    return blake2b(data, digest_size=size).digest()


def read_plain(data: bytes) -> tuple[Tables, dict[str, Any], bytes]:
    """Return the tables of a plain snapshot, what it says of itself, and its name."""
    start = data.rindex(b'"blake2b":"') + len(b'"blake2b":"')
    assert data[start + 64 :] == b'"}}}'
    assert data[start : start + 64].decode() == checksum(data[:start], 32).hex()
    tables = json.loads(data)
    own = tables.pop("twofold-snapshot")["1"]
    return tables, own, bytes.fromhex(data[start : start + 64].decode())


def apply_log(data: bytes, tables: Tables, number: int, name: bytes, seal: Sealed | None) -> int:
    """Apply the frames of a log; return the number of the last."""
    assert data[:8] == b"TWOFLOG\n"
    assert data[8:12] == (b"\0\1\0\1" if seal else b"\0\1\0\0")
    assert data[76:92] == checksum(data[:76], 16)
    assert data[44:76] == name
    at = 92
    while at < len(data):
        length = int.from_bytes(data[at + 4 : at + 8])
        frame = data[at : at + 56 + length]
        assert frame[:4] == bytes.fromhex("FE3266FF")
        assert int.from_bytes(frame[8:16]) == number + 1
        assert frame[16:24] == data[28:36]
        assert frame[24:32] == name[:8]
        assert frame[32:40] == checksum(frame[:32], 8)
        end = bytearray(checksum(frame[: 40 + length], 16))
        end[-1] |= 0x81
        assert frame[40 + length :] == end
        body = frame[40 : 40 + length]
        if seal is not None:
            context = b"twofold frame v1" + data[12:28] + frame[16:24] + frame[8:16] + name[:8]
            body = seal.open(Purpose.LOG, context, body)
        _apply(json.loads(body), tables)
        number, at = number + 1, at + len(frame)
    return number


def _apply(body: dict[str, Any], tables: Tables) -> None:
    for table in body.get("drop", []):
        tables.pop(table, None)
    for table, documents in body.get("put", {}).items():
        place = tables.setdefault(table, {})
        for key, document in documents.items():
            if document is None:
                place.pop(key, None)
            else:
                place[key] = document


def test_a_plain_journal_is_read_by_the_text_alone() -> None:
    """Snapshot, then frames: the same documents that the program has in memory."""
    life, contents = lived(encrypted=False, words=3)
    tables, own, name = read_plain(contents[PATH])
    assert apply_log(contents[LOG], tables, own["number"], name, None) == 5
    assert _as_kept(tables) == _as_lived(life.states[-1])


def test_an_encrypted_journal_is_read_by_the_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the seal in hand, envelope and frames open as they are described."""
    fixed_random(monkeypatch, 1)
    life, contents = lived(encrypted=True, words=3)
    seal, data = life.db.bottom.seal, contents[PATH]
    assert isinstance(seal, Sealed)
    assert data[:12] == b"TWOFSNAP\0\1\0\1"
    assert data[76:84] == bytes(8)
    assert data[84:116] == checksum(data[:84] + data[116:], 32)
    tables = json.loads(seal.open(Purpose.SNAPSHOT, data[:84], data[116:]))
    number = int.from_bytes(data[36:44])
    assert apply_log(contents[LOG], tables, number, data[84:116], seal) == 5
    assert _as_kept(tables) == _as_lived(life.states[-1])


def _as_kept(tables: Tables) -> Tables:
    return {name: documents for name, documents in tables.items() if name != "twofold"}


def _as_lived(state: dict[str, dict[str, bytes]]) -> Tables:
    return {
        name: {number: json.loads(raw) for number, raw in documents.items()}
        for name, documents in state.items()
    }
