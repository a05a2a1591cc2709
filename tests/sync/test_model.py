"""Whatever two people do, and whatever carriers get wrong, in the end both see the same.

Hypothesis thinks out the lives; `machine.py` lives them, `judging.py` judges them. A failure
prints the deeds that led to it, as few as there can be.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Literal, NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.sync.judging import judge
from tests.sync.machine import Life

EXAMPLES = 3_000 if os.environ.get("CI") else 300
PARTS = 4
"""So many tests share the examples, so that every core has something to do."""

CHOICES: tuple[Literal["mine", "that", "both"], ...] = ("mine", "that", "both")


class By(NamedTuple):
    """What a deed takes: someone, one of several things, and one of several ways."""

    who: int
    which: int
    how: int


Deed = Callable[[Life, By], None]

DEEDS: dict[str, tuple[int, Deed]] = {
    "write": (8, lambda life, by: life.write(by.who, shared=by.how % 4 > 0)),
    "write about": (3, lambda life, by: life.write(by.who, by.how % 4 > 0, by.which)),
    "answer": (4, lambda life, by: life.answer(by.who, by.which % 2, by.how % 4 > 0)),
    "edit": (9, lambda life, by: life.edit(by.who, by.which)),
    "delete": (3, lambda life, by: life.delete(by.who, by.which)),
    "bring back": (1, lambda life, by: life.bring_back(by.who, by.which)),
    "share": (3, lambda life, by: life.share(by.who, by.which)),
    "take back": (2, lambda life, by: life.unshare(by.who, by.which)),
    "choose": (3, lambda life, by: life.choose(by.who, by.which, CHOICES[by.how % 3])),
    "sync": (9, lambda life, by: life.sync(by.who)),
    "crash": (4, lambda life, by: life.crash(by.who, by.how, at_home=by.which % 2 > 0)),
    "carry": (6, lambda life, by: life.carry(by.who, by.which, by.how % 5, over=by.how > 11)),
    "carry about": (12, lambda life, by: life.carry_about(by.who)),
    "mischief": (6, lambda life, by: life.mischief(by.who, by.which, by.how)),
    "lose for good": (1, lambda life, by: life.lose_for_good(by.who, by.how)),
    "back up": (2, lambda life, by: life.keep_backup(by.who)),
    "restore": (2, lambda life, by: life.restore(by.which, with_state=by.how % 3 == 0)),
    "copy": (1, lambda life, by: life.clone(by.who)),
    "copy a backup": (1, lambda life, by: life.clone(by.who, by.which)),
    "leave": (1, lambda life, by: life.leave(by.who, forget=by.how % 2 > 0)),
    "pair": (2, lambda life, by: life.pair(by.who, by.which)),
    "turn the clock": (2, lambda life, by: life.turn_clock(by.who, by.which)),
    "a day passes": (1, lambda life, _by: life.day_passes()),
    "unplug": (1, lambda life, by: life.unmount(by.who)),
    "plug": (1, lambda life, by: life.mount(by.who)),
}
"""How often each is done, and how."""

OFTEN = [name for name, (weight, _deed) in DEEDS.items() for _ in range(weight)]


class Lives(RuleBasedStateMachine):
    """What people and carriers do, in any order; judged once it is over."""

    def __init__(self) -> None:
        super().__init__()
        self.life = Life()

    def teardown(self) -> None:
        """Carry everything everywhere, and judge, unless something went wrong before."""
        try:
            if sys.exc_info()[0] is None:
                judge(self.life)
        finally:
            self.life.close()

    @rule(
        deed=st.sampled_from(OFTEN),
        who=st.integers(0, 4),
        which=st.integers(0, 15),
        how=st.integers(0, 15),
    )
    def do(self, deed: str, who: int, which: int, how: int) -> None:
        """Someone does something, or it happens."""
        DEEDS[deed][1](self.life, By(who, which, how))


@pytest.mark.parametrize("part", range(PARTS))
def test_in_the_end_both_see_the_same(part: int) -> None:
    """No life ends with anything lost, leaked, forged or seen otherwise by the other."""
    lives = type(f"Lives{part}", (Lives,), {})  # each part has examples of its own
    run_state_machine_as_test(
        lives,
        settings=settings(
            max_examples=EXAMPLES // PARTS,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
