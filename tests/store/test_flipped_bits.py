"""A bit that turns over anywhere is noticed, or changes nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from journal.store.keys_file import State
from journal.store.switching import turn_on
from tests.store.disk import Contents, MemoryFiles
from tests.store.judge import Survey
from tests.store.life import FIRST, FOLDER, PATH, Life, fixed_random

LOG = PATH.with_suffix(".log")


def lived(*, encrypted: bool, words: int) -> tuple[Life, Contents]:
    """Make a journal with a snapshot and a log of a few frames."""
    files = MemoryFiles()
    life = Life(files, files.ack)
    life.begin()
    if encrypted:
        sealed, _code = life.vault.create(FIRST, State.SEALING)
        turn_on(life.held(), life.vault, sealed)
    for _ in range(2):
        life.save(words)
    life.db.bottom.fold()
    for _ in range(3):
        life.save(words)
    return life, files.contents()


def flipped(contents: Contents, path: Path, bit: int) -> Contents:
    """Turn one bit of one file over."""
    data = bytearray(contents[path])
    data[bit // 8] ^= 1 << bit % 8
    return {**contents, path: bytes(data)}


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_every_bit_of_a_small_journal(monkeypatch: pytest.MonkeyPatch, encrypted: bool) -> None:
    """Snapshot, log and keys, bit by bit: identical, refused, or older with a report."""
    fixed_random(monkeypatch, 1)
    life, contents = lived(encrypted=encrypted, words=1)
    found = Survey(life.states, every=501)
    for path in (PATH, LOG, *([FOLDER / "keys.json"] if encrypted else [])):
        for bit in range(len(contents[path]) * 8):
            harmed = flipped(contents, path, bit)
            found.judge("all kept", len(life.states), harmed, harmed=path.name)
    assert found.refused + found.reported >= 8 * (len(contents[PATH]) + len(contents[LOG]))


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_thousands_of_bits_of_a_larger_journal(
    monkeypatch: pytest.MonkeyPatch, encrypted: bool
) -> None:
    """Wherever in long documents a bit turns over, it is noticed."""
    fixed_random(monkeypatch, 2)
    life, contents = lived(encrypted=encrypted, words=2000)
    found, random = Survey(life.states, every=501), Random(3)
    for _ in range(1500):
        path = random.choice((PATH, LOG))
        bit = random.randrange(len(contents[path]) * 8)
        found.judge("all kept", len(life.states), flipped(contents, path, bit), harmed=path.name)
    assert found.refused + found.reported == 1500


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_an_old_snapshot_beside_a_new_log_and_the_reverse_are_reported(
    monkeypatch: pytest.MonkeyPatch, encrypted: bool
) -> None:
    """A log is never replayed over another snapshot than the one it continues."""
    fixed_random(monkeypatch, 4)
    life, older = lived(encrypted=encrypted, words=1)
    life.db.bottom.fold()
    life.save()
    life.db.bottom.fold()
    life.save()
    newer = life.files.contents() if isinstance(life.files, MemoryFiles) else {}
    for mixed in (
        {**newer, PATH: older[PATH]},
        {**newer, LOG: older[LOG]},
    ):
        found = Survey(life.states, every=1)
        found.judge("all kept", len(life.states), mixed, harmed="mixed")
        assert found.reported == 1
