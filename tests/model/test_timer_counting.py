"""The listening timer: what counts as time, what does not, and when both come back."""

from __future__ import annotations

import pytest

from journal.model.timer import (
    Hold,
    Instant,
    Phase,
    Shape,
    begin,
    shown,
    spoken,
)
from tests.model.talks import EVENTS, START, at, setup, stored, watched


def test_right_to_the_second_after_an_hour() -> None:
    """An hour of ticks of a tenth of a second, none of them exact in binary, is an hour."""
    talk = begin(setup(Shape(60, 1)), START)
    for tick in range(1, 36_001):
        talk = talk.look(at(tick * 0.1))
    assert abs(talk.remaining) < 1e-6
    assert shown(talk.remaining) == 0


def test_at_zero_nothing_jumps() -> None:
    """When the time is up the turn stays, and overtime counts until it is handed over."""
    talk = watched(begin(setup(), START), 180)
    assert (talk.phase, talk.time_is_up, talk.remaining, talk.fraction) == (
        Phase.SPEAK,
        True,
        0,
        1,
    )
    talk = watched(talk, 192)
    assert (talk.phase, talk.remaining, talk.fraction) == (Phase.SPEAK, -12, 1)
    assert spoken(talk) == (192, 0)


def test_overtime_takes_nothing_from_the_next() -> None:
    """What is left in all counts whole turns to come, however long this one ran over."""
    talk = watched(begin(setup(), START), 250)
    assert talk.remaining_in_all == 3 * 180
    following = talk.hand_over(at(250)).that_is_it(at(300)).hand_over(at(310))
    assert (following.remaining, following.remaining_in_all) == (180, 3 * 180)


def test_the_clock_shows_full_minutes_first_and_zero_last() -> None:
    """The shown second is the one begun: 3:00 at the start, 0:00 when up, 0:01 a second later."""
    remaining = [180.0, 179.5, 179.0, 120.0000001, 0.4, 0.0, -0.6, -1.0, -1.5, -2.0]
    assert [shown(seconds) for seconds in remaining] == [180, 180, 179, 120, 1, 0, 0, -1, -1, -2]


def test_a_pause_counts_nothing() -> None:
    """Between pause and resume no time passes for the turn, however long it was."""
    talk = watched(begin(setup(), START), 10).pause(at(10.5))
    assert (talk.held, talk.counting, talk.remaining) == (Hold.PAUSED, False, 169.5)
    talk = talk.look(at(500)).resume(at(5000))
    assert (talk.held, talk.remaining) == (None, 169.5)
    assert talk.look(at(5001)).remaining == 168.5


def test_a_minute_more_and_a_minute_less() -> None:
    """Plus and minus move this turn by a minute and no other turn, in pauses and swaps too."""
    talk = begin(setup(), START)
    assert talk.plus_minute(START).remaining == 240
    assert talk.minus_minute(START).remaining_in_all == 11 * 60
    assert talk.pause(START).plus_minute(START).remaining == 240
    swap = talk.hand_over(START).that_is_it(START).plus_minute(START)
    assert (swap.remaining, swap.hand_over(START).remaining) == (240, 240)


def test_minutes_have_a_floor_and_a_ceiling() -> None:
    """No turn is planned under a minute or over sixty, and no used minute is taken away."""
    one = begin(setup(Shape(1, 1)), START)
    assert one.minus_minute(START) == one
    sixty = begin(setup(Shape(60, 1)), START)
    assert sixty.plus_minute(START) == sixty
    late = watched(begin(setup(), START), 121)
    assert late.minus_minute(at(121)) == late
    just = watched(begin(setup(), START), 120)
    assert just.minus_minute(at(120)).remaining == 0
    over = watched(begin(setup(), START), 200)
    assert over.plus_minute(at(200)).remaining == 40


def test_mirroring_is_untimed() -> None:
    """The listener takes as long as it takes; there is nothing to pause or to lengthen."""
    talk = begin(setup(), START).hand_over(START)
    later = talk.look(at(900))
    assert (later.remaining, later.counting, later.time_is_up) == (0, False, False)
    assert later.pause(at(900)) == later
    assert later.plus_minute(at(900)) == later


def test_a_suspended_laptop_pauses_where_the_gap_began() -> None:
    """Wall time more than five seconds ahead holds the turn at the last look, and says why."""
    talk = watched(begin(setup(), START), 10).look(at(10.9, wall_ahead=3600))
    assert (talk.held, talk.remaining) == (Hold.SLEPT, 170)
    talk = talk.look(at(400, wall_ahead=3600)).resume(at(500, wall_ahead=3600))
    assert talk.look(at(501, wall_ahead=3600)).remaining == 169


def test_a_clock_that_counts_sleep_pauses_too() -> None:
    """Where monotonic time includes sleep, more than thirty seconds unseen are a gap."""
    talk = watched(begin(setup(), START), 10)
    busy = talk.look(at(40))
    assert (busy.held, busy.remaining) == (None, 140)
    night = talk.look(at(40.5))
    assert (night.held, night.remaining) == (Hold.SLEPT, 170)


@pytest.mark.parametrize("ahead", [-86_400.0, -5.1, -1.0, 4.9])
def test_a_wall_clock_set_back_or_a_little_forward_harms_nothing(ahead: float) -> None:
    """Only wall time far ahead means sleep: set back by a day it changes nothing."""
    talk = watched(begin(setup(), START), 10).look(at(11, wall_ahead=ahead))
    assert (talk.held, talk.remaining) == (None, 169)


def test_monotonic_time_that_runs_back_takes_nothing_away() -> None:
    """A clock that breaks its word cannot give time back; far back, it is a gap."""
    talk = watched(begin(setup(), START), 10)
    assert talk.look(at(9)).remaining == 170
    far = talk.look(Instant(3.0, START.wall + 11))
    assert (far.held, far.remaining) == (Hold.SLEPT, 170)


def test_a_gap_while_nothing_counts_is_none() -> None:
    """A night in a pause, in the mirroring or in a time-out holds nothing anew."""
    running = begin(setup(), START)
    for talk in (running.pause(START), running.hand_over(START), running.time_out(START)):
        assert talk.look(at(1, wall_ahead=30_000)).stretch == talk.stretch


def test_an_enter_that_meets_a_gap_counts_nothing_of_it() -> None:
    """A hand-over first notices the gap, then hands over."""
    talk = watched(begin(setup(), START), 10).hand_over(at(11, wall_ahead=3600))
    assert (talk.phase, spoken(talk)) == (Phase.MIRROR, (10, 0))


def test_reopening_holds_the_turn_where_it_was_seen() -> None:
    """After a close, even with a machine started anew, the turn waits and has lost nothing."""
    talk = stored(watched(begin(setup(), START), 10)).reopen(Instant(3.0, START.wall + 90_000))
    assert (talk.held, talk.remaining) == (Hold.REOPENED, 170)
    talk = talk.resume(Instant(9.0, START.wall + 90_006))
    assert talk.look(Instant(10.0, START.wall + 90_007)).remaining == 169


def test_a_time_out_says_when_both_come_back() -> None:
    """It names the time on the wall, stops everything else, and comes back paused."""
    talk = watched(begin(setup(), START), 10).time_out(at(10))
    assert (talk.held, talk.back_at) == (Hold.TIME_OUT, START.wall + 10 + 20 * 60)
    for name in ("pause", "resume", "plus", "minus", "hand over", "time-out", "back"):
        assert EVENTS[name](talk, at(15)) == talk.look(at(15)), name
    talk = talk.look(at(700)).back_from_time_out(at(1400))
    assert (talk.phase, talk.held, talk.back_at) == (Phase.SPEAK, Hold.PAUSED, None)
    assert talk.remaining == 170


def test_a_time_out_outlives_a_closed_program() -> None:
    """Reopened, it still knows when both come back."""
    talk = begin(setup(), START).time_out(START)
    again = stored(talk).reopen(Instant(5.0, START.wall + 600))
    assert again.stretch == talk.stretch


def test_a_time_out_while_mirroring_comes_back_to_mirroring() -> None:
    """What is not timed has nothing to resume; after the talk there is no time-out."""
    mirror = begin(setup(), START).hand_over(START)
    assert mirror.time_out(START).that_is_it(START).in_time_out
    assert mirror.time_out(START).there_is_more(START).in_time_out
    assert mirror.time_out(START).back_from_time_out(START) == mirror
    closing = mirror.end(START)
    assert closing.time_out(START) == closing
