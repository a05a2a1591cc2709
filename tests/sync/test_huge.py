"""What is too many, too deep or too long, behind the seal: bounded memory and disk, no crash."""

from __future__ import annotations

import tracemalloc
from typing import Any

import msgspec
import pytest

from journal.sync.folder import LARGEST_FILE
from journal.sync.seal import Place, new_stream
from tests.sync.hostile import Victim, content_with, file_around, say_once
from tests.sync.test_reading import entry

MOST_MEMORY = 12 * LARGEST_FILE
"""No file makes the program hold more than this."""
MOST_DISK = 3 * LARGEST_FILE
"""No file makes the journal grow by more than this."""


@pytest.fixture
def victim() -> Any:
    """Ana, with words of everyone."""
    made = Victim()
    yield made
    made.close()


def _wide(victim: Victim) -> bytes:
    """A million records that say nothing, as far as a file holds them."""
    return content_with(victim, b",".join([b"{}"] * 1_000_000))


def _many(victim: Victim) -> bytes:
    """More records than a file may have, each of them whole."""
    return content_with(victim, b",".join(msgspec.json.encode(entry("x")) for _ in range(5_000)))


def _deep(victim: Victim) -> bytes:
    """Brackets, as many as a file holds."""
    return content_with(victim, b"[" * (LARGEST_FILE - 5_000))


def _deep_body(victim: Victim) -> bytes:
    """A record whose body never ends."""
    said = msgspec.json.encode(entry("x"))
    depth = 1_000_000
    body = b'{"step":"share","text":' + b"[" * depth + b"]" * depth + b"}"
    return content_with(victim, said.replace(b'{"step":"share","text":"x"}', body))


def _long(victim: Victim) -> bytes:
    """A text of millions of signs."""
    return content_with(victim, msgspec.json.encode(entry("\\u001b" * 1_000_000)))


def _long_number(victim: Victim) -> bytes:
    """A number of a million digits."""
    said = msgspec.json.encode(entry("x"))
    return content_with(victim, said.replace(b'"text":"x"', b'"text":' + b"9" * 1_000_000))


def _escapes(victim: Victim) -> bytes:
    """Names that are nothing but escapes, a hundred thousand of them."""
    body = msgspec.json.encode({f"\x1b{n}": n for n in range(100_000)})
    said = msgspec.json.encode(entry("x"))
    return content_with(victim, said.replace(b'{"step":"share","text":"x"}', body))


def _versions(victim: Victim) -> bytes:
    """Some hundred versions of one record, none of which has seen another."""
    said = [entry(f"version {n}", "ab" * 16) for n in range(300)]
    stamps = [msgspec.structs.replace(s, stamp=s.stamp._replace(ms=n)) for n, s in enumerate(said)]
    return content_with(victim, b",".join(msgspec.json.encode(each) for each in stamps))


def _devices(victim: Victim) -> bytes:
    """A hundred versions that have each seen two thousand devices."""
    seen = {f"{device:016x}": (2**40, 0) for device in range(2_000)}
    said = msgspec.structs.replace(entry("x", "ab" * 16), replaces=seen)
    stamps = [msgspec.structs.replace(said, stamp=said.stamp._replace(ms=n)) for n in range(100)]
    return content_with(victim, b",".join(msgspec.json.encode(each) for each in stamps))


HUGE = (_wide, _many, _deep, _deep_body, _long, _long_number, _escapes, _versions, _devices)


@pytest.mark.parametrize("made", HUGE, ids=lambda made: made.__name__[1:])
def test_a_huge_file_takes_no_more_than_is_allowed(victim: Victim, made: Any) -> None:
    """What is too many, too deep or too long takes bounded memory and disk, and stops no other."""
    data = made(victim)
    place = Place(new_stream(), 1, bytes(32))
    name = f"duo1/{place.stream}/00000001.duo"
    victim.world.files.lay(victim.ana.folder / name, file_around(victim.ben, data, place))
    kept = sum(map(len, victim.ana.files.contents().values()))
    tracemalloc.start()
    try:
        victim.ana.sync()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
    assert sum(map(len, victim.ana.files.contents().values())) - kept < MOST_DISK
    victim.check_again(made.__name__)
    say_once(victim.world, victim.ben, victim.ana, "honest again")


def test_a_file_beyond_the_bound_is_not_even_opened(victim: Victim) -> None:
    """Its size is known before a byte of it is read."""
    name = f"duo1/{new_stream()}/00000001.duo"
    victim.world.files.lay(victim.ana.folder / name, bytes(LARGEST_FILE + 1))
    tracemalloc.start()
    try:
        victim.ana.sync()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < LARGEST_FILE // 4
    say_once(victim.world, victim.ben, victim.ana, "honest again")
