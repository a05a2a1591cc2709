"""The power goes at any moment: what is left opens to what was acknowledged, or says so."""

from __future__ import annotations

import pytest

from tests.store.disk import MemoryFiles
from tests.store.judge import survey
from tests.store.life import Life, fixed_random

SEEDS = (1, 2, 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_moment_of_a_life_leaves_what_was_acknowledged_or_says_so(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Folds, backups, both switches of encryption and new keys: no image loses a word in silence.

    Everything kept, only what was synced, a torn last write, names without data, random parts of
    both; each of them also with damage in one file.
    """
    fixed_random(monkeypatch, seed)
    files = MemoryFiles()
    life = Life(files, files.ack)
    life.whole()
    found = survey(life, files, seed=seed, chances=4, harms=2)
    assert found.opened > 5000, "three seeds make more than fifteen thousand"
    assert 0 < found.reported < found.opened / 2
    assert 0 < found.refused < found.opened / 2
