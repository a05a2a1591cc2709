"""The bytes of the log: what is torn, what is damage, what is found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.store.log import (
    FRAME_HEAD_SIZE,
    HEAD_SIZE,
    OVERHEAD,
    SECTOR,
    Head,
    decode_head,
    encode_frame,
    encode_head,
    is_newer,
    scan,
)

HEAD = Head(bytes(range(16)), 3, 7, bytes(range(32)), sealed=False)
bodies = st.lists(st.binary(max_size=900), max_size=6)


def log_of(bodies: list[bytes], head: Head = HEAD) -> bytes:
    """Write a log."""
    frames = [encode_frame(head, number, body) for number, body in enumerate(bodies, 8)]
    return b"".join([encode_head(head), *frames])


@given(bodies)
def test_what_is_written_is_read(bodies: list[bytes]) -> None:
    """Head and frames come back as they were, whatever is in them."""
    data = log_of(bodies)
    found = scan(data)
    assert decode_head(data) == found.head == HEAD
    assert [frame.body for frame in found.frames] == bodies
    assert [frame.number for frame in found.frames] == list(range(8, 8 + len(bodies)))
    assert (found.end, found.torn, found.gaps, found.ends_badly) == (len(data), False, 0, False)
    assert len(data) == HEAD_SIZE + sum(OVERHEAD + len(body) for body in bodies)


@given(bodies, st.binary(max_size=900), st.data())
def test_a_frame_cut_anywhere_is_torn_with_zeros_or_without(
    bodies: list[bytes], last: bytes, data: st.DataObject
) -> None:
    """However much of the last frame there is, and zeros behind it, it is dropped in silence."""
    before, whole = log_of(bodies), log_of([*bodies, last])
    cut = data.draw(st.integers(len(before), len(whole) - 1))
    for torn in (whole[:cut], whole[:cut].ljust(len(whole), b"\0"), whole[:cut] + bytes(5000)):
        found = scan(torn)
        assert [frame.body for frame in found.frames] == bodies
        assert found.gaps == 0
        assert found.end == len(before)
        assert found.torn == (len(torn) > len(before))


def test_a_sector_that_was_never_written_is_torn() -> None:
    """A last frame with a hole of zeros, its end being there, was never acknowledged."""
    before, whole = log_of([b"a"]), bytearray(log_of([b"a", b"x" * 3000]))
    at = (len(before) // SECTOR + 2) * SECTOR
    whole[at : at + SECTOR] = bytes(SECTOR)
    found = scan(bytes(whole))
    assert (found.torn, found.gaps, found.end) == (True, 0, len(before))


@given(st.lists(st.binary(min_size=1, max_size=99), min_size=1, max_size=4), st.data())
def test_a_wrong_bit_anywhere_is_damage_and_the_other_frames_are_found(
    bodies: list[bytes], data: st.DataObject
) -> None:
    """One bit in a frame loses that frame alone, the last one too, and never in silence."""
    whole = bytearray(log_of(bodies))
    bit = data.draw(st.integers(HEAD_SIZE * 8, len(whole) * 8 - 1))
    whole[bit // 8] ^= 1 << bit % 8
    found = scan(bytes(whole))
    assert found.gaps == 1
    assert not found.torn
    assert len(found.frames) == len(bodies) - 1
    assert all(frame.body == bodies[frame.number - 8] for frame in found.frames)


@given(st.lists(st.binary(min_size=1, max_size=99), min_size=1, max_size=4), st.integers(0))
def test_a_damaged_head_leaves_the_frames_readable(bodies: list[bytes], bit: int) -> None:
    """Frames name what they continue themselves, so that a log without its head is salvaged."""
    whole = bytearray(log_of(bodies))
    bit %= HEAD_SIZE * 8
    whole[bit // 8] ^= 1 << bit % 8
    assert scan(bytes(whole)).frames == []
    found = scan(bytes(whole), otherwise=HEAD)
    assert [frame.body for frame in found.frames] == bodies
    assert found.gaps == 1
    assert scan(bytes(whole), otherwise=HEAD._replace(continues=bytes(32))).frames == []


@given(st.binary(max_size=2000))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    """Whatever a file holds, it is scanned, and nothing is found in it that is not there."""
    assert scan(data).frames == []
    assert scan(data, otherwise=HEAD).frames == []
    found = scan(encode_head(HEAD) + data)
    assert found.frames == []
    assert found.torn or found.gaps or not data


def test_frames_of_another_log_or_out_of_their_order_are_not_taken() -> None:
    """A frame of another snapshot's log, and one put in twice, are damage."""
    other = HEAD._replace(continues=bytes(32))
    strange = encode_head(HEAD) + encode_frame(other, 8, b"x") + encode_frame(HEAD, 9, b"y")
    found = scan(strange)
    assert [frame.body for frame in found.frames] == [b"y"]
    assert found.gaps == 1
    twice = log_of([b"a", b"b"]) + encode_frame(HEAD, 9, b"c")
    assert [frame.body for frame in scan(twice).frames] == [b"a", b"b"]
    assert scan(twice).gaps == 1


@pytest.mark.parametrize("version", [0, 2, 9])
def test_only_this_version_is_read_and_a_newer_one_is_known(
    monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    """A log of a newer version is told from a damaged one."""
    with monkeypatch.context() as patch:
        patch.setattr("journal.store.log.VERSION", version)
        data = encode_head(HEAD)
    assert decode_head(data) is None
    assert is_newer(data) == (version > 1)
    assert not is_newer(data[:-1])


def test_a_head_of_a_frame_alone_is_torn() -> None:
    """The head of a frame that has no body yet is dropped."""
    data = log_of([b"a"])
    piece = encode_frame(HEAD, 9, b"b")[:FRAME_HEAD_SIZE]
    assert scan(data + piece).torn
