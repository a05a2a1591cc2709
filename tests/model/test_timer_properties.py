"""The listening timer under whatever happens: it counts right, keeps to its ways, and survives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.timer import (
    PRESETS,
    TIMED,
    Hold,
    Instant,
    Phase,
    Shape,
    Talk,
    TalkSetup,
    begin,
)
from tests.model.talks import EVENTS, START, setup, stored

FORWARD = {
    (Phase.QUIET, Phase.SPEAK),
    (Phase.QUIET, Phase.CLOSING),
    (Phase.SPEAK, Phase.MIRROR),
    (Phase.SPEAK, Phase.CLOSING),
    (Phase.MIRROR, Phase.MORE),
    (Phase.MIRROR, Phase.SWAP),
    (Phase.MIRROR, Phase.CLOSING),
    (Phase.MORE, Phase.MIRROR),
    (Phase.MORE, Phase.CLOSING),
    (Phase.SWAP, Phase.SPEAK),
    (Phase.SWAP, Phase.CLOSING),
    (Phase.CLOSING, Phase.ENDED),
}
"""Every step there is, `back` apart."""


STEPS = st.lists(
    st.tuples(
        st.sampled_from([*sorted(EVENTS), *["look", "hand over", "that is it"] * 4]),
        st.floats(0, 1.5) | st.floats(0, 29.9) | st.sampled_from([0.0, 0.1, 1.0]),
        st.floats(-0.01, 0.01) | st.sampled_from([-86_400.0, -7.0, -4.0, 4.0, 600.0]),
        st.sampled_from(["", "", "", "store", "reopen"]),
    ),
    max_size=40,
)
"""What happens, how long after the last thing, how much wall time gains meanwhile, and whether the
program was stored or closed just before."""

SETUPS = st.sampled_from([*PRESETS, Shape(1, 1), Shape(2, 1, quiet_minute=True)]).map(setup)


class Witness:
    """Counts beside the machine, from what happened alone, by the rules of the product text."""

    def __init__(self, talk: Talk) -> None:
        self.per_stretch = [0.0]
        self.talk = talk

    def see(self, after: Talk, mono: float, gained: float) -> None:
        """Take in one event: time counts if it ran, was no gap, and is not undone."""
        if self.talk.phase in TIMED and self.talk.held is None and gained <= 5:
            self.per_stretch[-1] += mono
        if len(after.past) > len(self.talk.past):
            self.per_stretch.append(0.0)
        elif len(after.past) < len(self.talk.past):
            self.per_stretch.pop()
        self.talk = after


@given(SETUPS, STEPS)
def test_time_counted_is_time_that_ran(
    given_setup: TalkSetup, steps: list[tuple[str, float, float, str]]
) -> None:
    """Counted time is monotonic time that ran, whatever happens, however the ticks fall."""
    now = START
    talk = begin(given_setup, now)
    witness = Witness(talk)
    for name, mono, gained, between in steps:
        if between == "store":
            assert stored(talk) == talk
            talk = stored(talk)
        elif between == "reopen":
            now = Instant(mono, now.wall + 50_000)
            witness.talk = talk = stored(talk).reopen(now)
        now = Instant(now.mono + mono, now.wall + mono + gained)
        talk = EVENTS[name](talk, now)
        witness.see(talk, mono, gained)
        counted = [stretch.counted for stretch in (*talk.past, talk.stretch)]
        assert counted == pytest.approx(witness.per_stretch, abs=1e-6)


@given(SETUPS, STEPS)
def test_only_known_steps_lead_anywhere(
    given_setup: TalkSetup, steps: list[tuple[str, float, float, str]]
) -> None:
    """Phases change only along the drawn ways, `back` returns to where it was, turns never skip."""
    now = START
    talk = begin(given_setup, now)
    for name, mono, gained, _ in steps:
        now = Instant(now.mono + mono, now.wall + mono + gained)
        before, looked, talk = talk, talk.look(now), EVENTS[name](talk, now)
        if len(talk.past) < len(before.past):
            assert (name, talk.stretch) == ("back", before.past[-1])
        elif len(talk.past) > len(before.past):
            assert (before.phase, talk.phase) in FORWARD
            assert talk.past == (*before.past, looked.stretch)
            assert 0 <= talk.turn - before.turn <= 1
        else:
            assert talk.phase is before.phase
        assert talk.seen == now
        assert (talk.held is Hold.TIME_OUT) == (talk.back_at is not None)
        assert talk.held in (None, Hold.TIME_OUT) or talk.phase in TIMED


@given(SETUPS, STEPS)
def test_what_remains_only_runs_down(
    given_setup: TalkSetup, steps: list[tuple[str, float, float, str]]
) -> None:
    """But for plus, minus, more and back, what remains in all falls by what ran or was given up."""
    now = START
    talk = begin(given_setup, now)
    for name, mono, gained, _ in steps:
        now = Instant(now.mono + mono, now.wall + mono + gained)
        before, talk = talk.look(now), EVENTS[name](talk, now)
        if name in {"hand over", "that is it"} and talk.phase is not before.phase:
            begins = before.phase is Phase.SWAP or talk.phase is Phase.SWAP
            given_up = 0.0 if begins else max(0.0, before.remaining)
            assert talk.remaining_in_all == pytest.approx(before.remaining_in_all - given_up)
        elif name in {"look", "pause", "resume", "time-out", "back from time-out"}:
            assert talk.remaining_in_all == before.remaining_in_all
        assert 0 <= talk.fraction <= 1
        assert talk.remaining_in_all >= 0
