"""Keys have one purpose each, files one place each, answers one question each."""

from __future__ import annotations

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.record import Stamp
from journal.model.secret import Secret
from journal.sync.seal import (
    LEAST_PADDED,
    MAC,
    SEAL_OVERHEAD,
    Answered,
    Place,
    answer_fits,
    author_mac,
    author_mac_fits,
    commit_answer,
    file_hash,
    new_key,
    new_stream,
    new_voice,
    open_answer,
    open_file,
    pack,
    padded_size,
    reveal_key,
    seal_answer,
    seal_file,
    unpack,
)

KEY, OTHER = Secret(bytes(range(32))), Secret(bytes(range(1, 33)))
MAGIC = b"TWOFDUO1"
PLACE = Place("ab" * 16, 7, bytes(range(32)))
DATA = b'{"v":1}'
ANSWERED = Answered("11" * 16, "22" * 16, "33" * 16, "today", "2026-11-22")
ELSEWHERE = [
    PLACE._replace(stream="ac" * 16),
    PLACE._replace(number=8),
    PLACE._replace(previous=bytes(32)),
]


def test_a_file_opens_in_its_own_place_alone() -> None:
    """Not in another stream, under another number, after another file, nor as another format."""
    sealed = seal_file(KEY, MAGIC, PLACE, DATA)
    assert len(sealed) == len(DATA) + SEAL_OVERHEAD
    assert open_file(KEY, MAGIC, PLACE, sealed) == DATA
    assert [open_file(KEY, MAGIC, place, sealed) for place in ELSEWHERE] == [None] * 3
    assert open_file(KEY, b"TWOFDUO2", PLACE, sealed) is None
    assert open_file(OTHER, MAGIC, PLACE, sealed) is None


def test_every_changed_bit_of_a_file_is_refused() -> None:
    """Nonce, words and tag alike; and so is a file cut short."""
    sealed = seal_file(KEY, MAGIC, PLACE, DATA)
    for bit in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        assert open_file(KEY, MAGIC, PLACE, bytes(changed)) is None
    assert all(open_file(KEY, MAGIC, PLACE, sealed[:end]) is None for end in range(len(sealed)))


def test_the_same_file_sealed_twice_looks_different() -> None:
    """The nonce is random."""
    assert seal_file(KEY, MAGIC, PLACE, DATA) != seal_file(KEY, MAGIC, PLACE, DATA)


def test_the_authors_mark_holds_in_its_own_place_alone() -> None:
    """Under another key, elsewhere, or under other words it is not theirs."""
    mac = author_mac(KEY, MAGIC, PLACE, DATA)
    assert len(mac) == MAC
    assert author_mac_fits(KEY, MAGIC, PLACE, DATA, mac)
    assert not author_mac_fits(OTHER, MAGIC, PLACE, DATA, mac)
    assert not any(author_mac_fits(KEY, MAGIC, place, DATA, mac) for place in ELSEWHERE)
    assert not author_mac_fits(KEY, b"TWOFDUO2", PLACE, DATA, mac)
    assert not author_mac_fits(KEY, MAGIC, PLACE, DATA + b" ", mac)
    assert not author_mac_fits(KEY, MAGIC, PLACE, DATA, mac[:-1])


def test_hashes_and_marks_are_blake2b_as_written_down() -> None:
    """Made here with the standard library alone, from the words of FORMAT.md."""
    assert file_hash(DATA) == blake2b(DATA, digest_size=32, person=b"duo file hash").digest()
    told = b"".join(
        len(part).to_bytes(4) + part
        for part in (MAGIC, bytes.fromhex(PLACE.stream), (7).to_bytes(8), PLACE.previous, DATA)
    )
    keyed = blake2b(told, digest_size=32, key=KEY.reveal(), person=b"duo author mac")
    assert author_mac(KEY, MAGIC, PLACE, DATA) == keyed.digest()
    parts = (*(part.encode() for part in ANSWERED), KEY.reveal(), DATA)
    told = b"".join(len(part).to_bytes(4) + part for part in parts)
    committed = blake2b(told, digest_size=32, person=b"duo commitment").digest()
    assert commit_answer(KEY, ANSWERED, DATA) == committed


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        (0, 0),
        (1, 1),
        (9, 10),
        (17, 18),
        (1024, 1024),
        (1025, 1088),
        (1089, 1152),
        (100_000, 100352),
    ],
)
def test_padded_sizes_are_padmes(size: int, padded: int) -> None:
    """A few sizes worked out by hand: L bytes keep ⌊log₂⌊log₂ L⌋⌋ + 1 digits after the first."""
    assert padded_size(size) == padded


@given(st.integers(2, 1 << 40))
def test_padding_costs_an_eighth_at_most(size: int) -> None:
    """It never shrinks, costs at most 12.5 %, and a padded size is its own."""
    padded = padded_size(size)
    assert size <= padded <= size + size // 8 + 1
    assert padded_size(padded) == padded


@given(st.binary(max_size=3000))
def test_what_is_packed_is_unpacked(data: bytes) -> None:
    """At least 1 KiB, to the byte."""
    inner = pack(bytes(range(32)), data)
    assert len(inner) >= LEAST_PADDED
    assert unpack(inner) == (bytes(range(32)), data)


@given(st.binary(max_size=2100))
def test_only_what_pack_makes_is_unpacked(inner: bytes) -> None:
    """No other length, no word in the padding, no more padding than there must be."""
    found = unpack(inner)
    assert found is None or pack(*found) == inner


def test_a_lying_length_is_refused() -> None:
    """Beyond the end, or with something behind it."""
    inner = pack(bytes(32), DATA)
    assert unpack(inner[:32] + b"\xff\xff\xff\xff" + inner[36:]) is None
    assert unpack(inner[:-1] + b"\1") is None
    assert unpack(inner + bytes(64)) is None
    assert unpack(b"") is None


def test_a_reveal_key_is_made_again_and_fits_nothing_else() -> None:
    """The same for the same version, another for any other."""
    stamp = Stamp(1_795_000_000_000, 3, "ab" * 8)
    key = reveal_key(KEY, "22" * 16, stamp)
    assert reveal_key(KEY, "22" * 16, stamp) == key
    others = [
        reveal_key(OTHER, "22" * 16, stamp),
        reveal_key(KEY, "23" * 16, stamp),
        reveal_key(KEY, "22" * 16, stamp._replace(ms=stamp.ms + 1)),
        reveal_key(KEY, "22" * 16, stamp._replace(counter=4)),
        reveal_key(KEY, "22" * 16, stamp._replace(device="ac" * 8)),
    ]
    assert key not in others


def test_a_sealed_answer_opens_as_itself_alone() -> None:
    """Not moved to another question, day, record, author or pairing, nor with another key."""
    sealed = seal_answer(KEY, ANSWERED, DATA)
    assert open_answer(KEY, ANSWERED, sealed) == DATA
    assert open_answer(OTHER, ANSWERED, sealed) is None
    for field in Answered._fields:
        assert open_answer(KEY, ANSWERED._replace(**{field: "x"}), sealed) is None
    moved = ANSWERED._replace(question="today2", day="026-11-22")
    assert open_answer(KEY, moved, sealed) is None


def test_the_same_answer_is_sealed_to_the_same_bytes() -> None:
    """A version that is sent again is the same version; other words share no nonce with it."""
    sealed = seal_answer(KEY, ANSWERED, DATA)
    assert seal_answer(KEY, ANSWERED, DATA) == sealed
    assert seal_answer(KEY, ANSWERED, DATA + b" ")[:24] != sealed[:24]
    assert seal_answer(KEY, ANSWERED._replace(day="x"), DATA)[:24] != sealed[:24]


def test_the_size_of_a_sealed_answer_says_little() -> None:
    """A word and a page of some hundred letters look alike."""
    assert len(seal_answer(KEY, ANSWERED, b"yes")) == len(seal_answer(KEY, ANSWERED, b"x" * 500))


def test_a_commitment_binds_every_part() -> None:
    """Words, key and all that they answer; no part can lend a letter to its neighbour."""
    commitment = commit_answer(KEY, ANSWERED, DATA)
    assert answer_fits(KEY, ANSWERED, DATA, commitment)
    assert not answer_fits(OTHER, ANSWERED, DATA, commitment)
    assert not answer_fits(KEY, ANSWERED, DATA + b"\0", commitment)
    for field in Answered._fields:
        assert not answer_fits(KEY, ANSWERED._replace(**{field: "x"}), DATA, commitment)
    lent = ANSWERED._replace(question="today2", day="026-11-22")
    assert not answer_fits(KEY, lent, DATA, commitment)


def test_keys_and_names_are_random() -> None:
    """Of the right length, and never the same."""
    assert len(new_key().reveal()) == 32
    assert (len(new_stream()), len(new_voice())) == (32, 16)
    assert new_key() != new_key()
    assert len({new_stream() for _each in range(20)} | {new_voice() for _each in range(20)}) == 40
