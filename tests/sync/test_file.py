"""One file of a stream: what it is bound to, how large it is, and what is not taken."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.secret import Secret
from journal.sync.file import (
    MAGIC,
    MOST_RECORDS,
    NOTHING_BEFORE,
    Content,
    Damaged,
    Malformed,
    Newer,
    Opening,
    encode_file,
    open_file,
    previous_in,
    read_content,
)
from journal.sync.seal import Place, author_mac, pack, seal_file

PAIR, MINE, THEIRS = Secret(b"p" * 32), Secret(b"m" * 32), Secret(b"t" * 32)
OPENING = Opening(author="a" * 32, voice="b" * 16, pairing="c" * 32)
FIRST = Place("d" * 32, 1, NOTHING_BEFORE)
CONTENT = Content(at=1_700_000_000_000, opening=OPENING)


@dataclass(frozen=True)
class Elsewhere:
    """Another place than the one that a file was written for."""

    stream: str = FIRST.stream
    number: int = FIRST.number
    previous: bytes = FIRST.previous

    @property
    def place(self) -> Place:
        """The place itself."""
        return Place(self.stream, self.number, self.previous)


def sealed(json: bytes, place: Place = FIRST, author: Secret = MINE) -> bytes:
    """Return a file around any JSON, as a partner's changed program could write it."""
    inner = pack(author_mac(author, MAGIC, place, json), json)
    return MAGIC + place.previous + seal_file(PAIR, MAGIC, place, inner)


def test_what_is_written_is_read_again() -> None:
    """A file gives back its content, and tells its author from the other."""
    opened = open_file(encode_file(CONTENT, FIRST, PAIR, MINE), FIRST, PAIR)
    assert read_content(opened) == CONTENT
    assert opened.is_by(MINE)
    assert not opened.is_by(THEIRS)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Elsewhere(stream="e" * 32),
        Elsewhere(number=2),
        Elsewhere(previous=b"\1" * 32),
    ],
)
def test_a_file_opens_only_in_its_place(elsewhere: Elsewhere) -> None:
    """Stream, number and the file before it are bound to the bytes, whatever the header says."""
    data = encode_file(CONTENT, FIRST, PAIR, MINE)
    moved = data[: len(MAGIC)] + elsewhere.previous + data[len(MAGIC) + 32 :]
    with pytest.raises(Damaged):
        open_file(moved, elsewhere.place, PAIR)


def test_the_authors_mark_is_bound_to_the_place() -> None:
    """A mark made for one number is no mark for another, though the JSON is the same."""
    opened = open_file(encode_file(CONTENT, FIRST, PAIR, MINE), FIRST, PAIR)
    for elsewhere in (
        Elsewhere(number=2),
        Elsewhere(stream="e" * 32),
        Elsewhere(previous=b"1" * 32),
    ):
        assert not opened._replace(place=elsewhere.place).is_by(MINE)


def test_another_pairs_file_does_not_open() -> None:
    """Whoever lacks the pair's key learns nothing and writes nothing that opens."""
    with pytest.raises(Damaged):
        open_file(encode_file(CONTENT, FIRST, Secret(b"o" * 32), MINE), FIRST, PAIR)


@given(at=st.integers(0), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed(at: int, bit: int) -> None:
    """No file with one bit changed opens."""
    data = bytearray(encode_file(CONTENT, FIRST, PAIR, MINE))
    data[at % len(data)] ^= 1 << bit
    with pytest.raises(Damaged):
        open_file(bytes(data), FIRST, PAIR)


@given(st.binary(max_size=2000))
def test_any_bytes_are_refused_in_silence(data: bytes) -> None:
    """Whatever lies there, nothing but `Damaged` comes out."""
    with pytest.raises(Damaged):
        open_file(data, FIRST, PAIR)
    with pytest.raises(Damaged):
        open_file(MAGIC + data, FIRST, PAIR)


def test_a_line_looks_like_a_page() -> None:
    """Files of one short record all have one size; a longer one has a Padmé size."""
    sizes = set()
    for length in range(0, 400, 40):
        seen = {"f" * 32: (1, "0" * 64)}
        content = Content(at=length * 10**9, seen=seen)
        sizes.add(len(encode_file(content, Place("d" * 32, 2, b"1" * 32), PAIR, MINE)))
    assert sizes == {len(MAGIC) + 32 + 40 + 1024}


@pytest.mark.parametrize(
    "json",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"v":1}',
        b'{"v":0,"at":0}',
        b'{"v":1,"at":"now"}',
        b'{"v":1,"at":1e400}',
        b'{"v":1,"at":1' + b"0" * 400 + b"}",
        b'{"v":1,"at":0,"records":{}}',
        b'{"v":1,"at":0,"seen":{"x":[1,"y"]}}',
        b'{"v":1,"at":0,"seen":{"' + b"a" * 32 + b'":[-1,"' + b"0" * 64 + b'"]}}',
        b'{"v":1,"at":0,"keys":[{"id":"no","question":"q","stamp":[1,0,"a"],"key":"x"}]}',
        b"[" * 100_000,
        b'{"v":1,"at":0,"records":' + b"[" * 100_000,
        b'{"v":1,"at":0,"more":' + b'{"a":' * 100_000,
        b'{"v":1,"at":0,"opening":{"author":"\xff"}}',
        msgspec.json.encode({"v": 1, "at": 0, "records": [{}] * (MOST_RECORDS + 1)}),
    ],
)
def test_what_this_program_would_never_write_is_malformed(json: bytes) -> None:
    """Behind the seal too, only what is exactly of the right shape is taken; nothing crashes."""
    with pytest.raises(Malformed):
        read_content(open_file(sealed(json), FIRST, PAIR))


@pytest.mark.parametrize(
    "json",
    [
        b'{"v":2,"at":0}',
        b'{"v":2,"instead":"of everything"}',
        b'{"v":9,"at":0,"opening":{"author":1}}',
    ],
)
def test_a_newer_version_is_told_from_nonsense(json: bytes) -> None:
    """A file of a newer format is said to be newer, whatever else is in it."""
    with pytest.raises(Newer):
        read_content(open_file(sealed(json), FIRST, PAIR))


def test_an_opening_stands_in_the_first_file_and_nowhere_else() -> None:
    """The first file must say whose the stream is; no later one may say it anew."""
    second = Place(FIRST.stream, 2, b"1" * 32)
    for content, place in ((CONTENT, second), (Content(at=0), FIRST)):
        with pytest.raises(Malformed):
            read_content(open_file(encode_file(content, place, PAIR, MINE), place, PAIR))


@given(
    st.dictionaries(
        st.sampled_from(["v", "at", "seen", "records", "keys", "x"]),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3),
        ),
    )
)
def test_any_json_is_read_or_refused(document: dict[str, object]) -> None:
    """Any JSON behind the seal is either content or refused by name."""
    place = replace(Elsewhere(), number=2, previous=b"1" * 32).place
    opened = open_file(sealed(msgspec.json.encode(document), place), place, PAIR)
    with contextlib.suppress(Malformed, Newer):
        assert isinstance(read_content(opened), Content)


def test_what_a_file_claims_to_follow_is_told_without_a_key() -> None:
    """The header's hash is only a claim, and is where it is said to be."""
    place = Place(FIRST.stream, 7, bytes(range(32)))
    assert previous_in(encode_file(Content(at=0), place, PAIR, MINE)) == bytes(range(32))
