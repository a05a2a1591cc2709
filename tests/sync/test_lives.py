"""Lives that once went wrong, and what was wrong then; each is lived again and judged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sync.checks import lived
from tests.sync.machine import Life

Deeds = list[Callable[[Life], None]]

WRONG: list[str] = sorted(name for name in dir(Life) if name.startswith("wrong_"))

LIVES: dict[str, Deeds] = {
    "an edit that was not sent looked replaced by one made elsewhere in the same voice": [
        lambda life: life.answer(0, 0, is_sealed=False),
        lambda life: life.sync(0),
        lambda life: life.write(0, shared=True),
        lambda life: life.clone(0),
        lambda life: life.carry_about(2),
        lambda life: life.carry_about(1),
        lambda life: life.clone(2),
        lambda life: life.edit(3, 2),
        lambda life: life.edit(2, 2),
        lambda life: life.sync(2),
        lambda life: life.write(0, shared=True),
        lambda life: life.sync(0),
        lambda life: life.carry_about(0),
        lambda life: life.write(2, shared=True),
        lambda life: life.edit(2, 7),
    ],
    "what it is about could be named only the second time it was said": [
        lambda life: life.write(0, shared=False),
        lambda life: life.write(0, shared=True, about=0),
        lambda life: life.clone(0),
        lambda life: life.share(2, 0),
    ],
    "the same words in two voices, with and without what they are about": [
        lambda life: life.write(1, shared=True, about=1),
        lambda life: life.unshare(1, 0),
        lambda life: life.write(1, shared=True, about=2),
        lambda life: life.sync(1),
        lambda life: life.share(1, 6),
        lambda life: life.lose_for_good(1, 7),
    ],
    "a version was given a new voice although all had read it elsewhere": [
        lambda life: life.write(0, shared=True),
        lambda life: life.sync(0),
        lambda life: life.clone(0),
        lambda life: life.lose_for_good(0, 2),
    ],
    "a version in a new voice came before the one that showed": [
        lambda life: life.answer(0, 1, is_sealed=True),
        lambda life: life.sync(0),
        lambda life: life.lose_for_good(0, 3),
        lambda life: life.edit(0, 2),
        lambda life: life.crash(0, 3, at_home=True),
        lambda life: life.clone(0),
    ],
    "a sealed answer was read back where the open one of another machine shows": [
        lambda life: life.answer(1, 0, is_sealed=True),
        lambda life: life.clone(1),
        lambda life: life.unshare(1, 5),
        lambda life: life.share(1, 6),
    ],
    "a version that came back to light counted as never sent": [
        lambda life: life.carry_about(1),
        lambda life: life.write(1, shared=True),
        lambda life: life.write(0, shared=True),
        lambda life: life.answer(1, 1, is_sealed=True),
        lambda life: life.write(1, shared=False),
        lambda life: life.answer(0, 0, is_sealed=True),
        lambda life: life.carry_about(0),
        lambda life: life.write(1, shared=True),
        lambda life: life.write(1, shared=True),
        lambda life: life.clone(1),
        lambda life: life.answer(0, 0, is_sealed=True),
        lambda life: life.pair(5, 1),
        lambda life: life.carry_about(3),
        lambda life: life.crash(2, 1, at_home=False),
        lambda life: life.carry_about(1),
        lambda life: life.clone(2),
        lambda life: life.write(0, shared=True),
        lambda life: life.delete(2, 5),
    ],
    "what the other had read further than they said was put back with other stamps": [
        lambda life: life.write(1, shared=True),
        lambda life: life.carry_about(1),
        lambda life: life.carry_about(0),
        lambda life: life.lose_for_good(1, 2),
        lambda life: life.edit(1, 0),
    ],
    "a file that was refused, and is gone, was complained of for ever": [
        lambda life: life.answer(0, 0, is_sealed=True),
        lambda life: life.keep_backup(0),
        lambda life: life.carry_about(0),
        lambda life: life.carry_about(1),
        lambda life: life.mischief(1, WRONG.index("wrong_older"), 484),
        lambda life: life.carry_about(1),
        lambda life: life.restore(0, with_state=False),
        lambda life: life.edit(0, 0),
    ],
}


@pytest.mark.parametrize("wrong", LIVES)
def test_it_does_not_go_wrong_again(wrong: str) -> None:
    """In the end both see the same, and nothing is lost."""
    lived(*LIVES[wrong])
