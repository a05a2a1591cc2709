"""The idle lock counts both clocks, warns, and can be off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.idle import WARNING, Idleness, IdleWatch
from journal.model.timer import Instant

START = Instant(1000.0, 5000.0)
LIMIT = 300.0


@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (0.0, Idleness.ACTIVE),
        (279.9, Idleness.ACTIVE),
        (280.0, Idleness.WARNING),
        (299.9, Idleness.WARNING),
        (300.0, Idleness.OVER),
        (4000.0, Idleness.OVER),
    ],
)
def test_five_minutes_of_which_twenty_seconds_warn(passed: float, told: Idleness) -> None:
    """After 4:40 it warns, after 5:00 it is over; whichever clock has run further counts."""
    watch = IdleWatch(START)
    assert watch.look(Instant(START.mono + passed, START.wall + passed), LIMIT) is told
    assert watch.look(Instant(START.mono, START.wall + passed), LIMIT) is told  # it slept
    assert watch.look(Instant(START.mono + passed, START.wall - 9000), LIMIT) is told


@given(st.floats(0, 10**6))
def test_off_never_ends(passed: float) -> None:
    """A limit of nothing is no limit."""
    watch = IdleWatch(START)
    now = Instant(START.mono + passed, START.wall + passed)
    assert watch.look(now, 0) is Idleness.ACTIVE


@given(st.floats(0, 10**6), st.floats(0, LIMIT - WARNING - 0.01))
def test_a_touch_begins_anew(before: float, after: float) -> None:
    """However long it was quiet before, a key begins the whole time again."""
    watch = IdleWatch(START)
    touched = Instant(START.mono + before, START.wall + before)
    watch.touch(touched)
    assert watch.look(Instant(touched.mono + after, touched.wall), LIMIT) is Idleness.ACTIVE
