"""The listening timer: the ways through a talk, what is settled before, what is kept after."""

from __future__ import annotations

import msgspec
import pytest

from journal.model.timer import (
    HARD_PRESETS,
    PRESETS,
    QUIET_MINUTE,
    Phase,
    Shape,
    Talk,
    TalkSetup,
    begin,
    presets,
    spoken,
    summary,
)
from tests.model.talks import ANA, BEN, START, at, setup, watched


def test_a_talk_goes_its_whole_way() -> None:
    """Quiet, then each speaks, is mirrored, says more, and swaps, until the closing words."""
    talk = begin(setup(Shape(3, 1, quiet_minute=True)), START)
    way = [talk.phase]
    for step in (
        Talk.hand_over,
        Talk.hand_over,
        Talk.there_is_more,
        Talk.hand_over,
        Talk.that_is_it,
        Talk.hand_over,
        Talk.hand_over,
        Talk.that_is_it,
        Talk.end,
    ):
        talk = step(talk, START)
        way.append(talk.phase)
    assert way == [
        Phase.QUIET,
        Phase.SPEAK,
        Phase.MIRROR,
        Phase.MORE,
        Phase.MIRROR,
        Phase.SWAP,
        Phase.SPEAK,
        Phase.MIRROR,
        Phase.CLOSING,
        Phase.ENDED,
    ]


def test_who_speaks_and_who_listens() -> None:
    """A turn keeps its speaker while it is mirrored; the swap already names the next one."""
    talk = begin(setup(), START)
    assert (talk.turn, talk.speaker, talk.listener) == (1, ANA, BEN)
    talk = talk.hand_over(START)
    assert (talk.turn, talk.speaker, talk.listener) == (1, ANA, BEN)
    talk = talk.that_is_it(START)
    assert (talk.turn, talk.speaker, talk.listener) == (2, BEN, ANA)
    assert talk.remaining == 180
    assert talk.end(START).speaker is None


def test_nobody_speaks_in_the_quiet_minute() -> None:
    """The quiet minute belongs to both, lasts a minute, and can be the whole talk."""
    talk = begin(setup(QUIET_MINUTE), START)
    assert (talk.phase, talk.speaker, talk.listener) == (Phase.QUIET, None, None)
    assert (talk.remaining, talk.remaining_in_all, talk.turn) == (60, 60, 0)
    assert talk.hand_over(START).phase is Phase.CLOSING


def test_more_is_one_minute_as_often_as_wanted() -> None:
    """There is more: one minute each time, the speaker's own, mirrored again."""
    talk = begin(setup(), START).hand_over(START)
    for again in range(3):
        talk = talk.there_is_more(at(again * 60))
        assert (talk.phase, talk.remaining, talk.speaker) == (Phase.MORE, 60, ANA)
        talk = watched(talk, again * 60 + 60).hand_over(at(again * 60 + 60))
    assert spoken(talk) == (180, 0)


def test_ending_early_still_asks_for_closing_words() -> None:
    """Ending in mid-turn, in a time-out too, leads to the closing words; nothing is left to do."""
    for talk in (begin(setup(), START), begin(setup(), START).time_out(START)):
        closing = talk.end(START)
        assert (closing.phase, closing.held, closing.remaining_in_all) == (Phase.CLOSING, None, 0)


def test_back_takes_back_a_mistaken_step() -> None:
    """After Enter by mistake the turn runs on as it was; what counted since then is dropped."""
    talk = watched(begin(setup(), START), 20).hand_over(at(20)).that_is_it(at(30))
    started = watched(talk.hand_over(at(40)), 45)
    assert started.remaining == 175
    swap = started.back(at(45))
    assert (swap.phase, swap.remaining, spoken(swap)) == (Phase.SWAP, 180, (20, 0))
    speaking = swap.back(at(46)).back(at(47))
    assert (speaking.phase, speaking.remaining, speaking.counting) == (Phase.SPEAK, 160, True)
    assert watched(speaking, 50).remaining == 157


def test_back_keeps_what_was_no_slip() -> None:
    """A turn that has run for more than half a minute cannot be undone, nor can the end."""
    talk = begin(setup(), START).hand_over(START).that_is_it(START).hand_over(START)
    assert watched(talk, 30).can_go_back
    assert watched(talk, 30).back(at(31)).phase is Phase.SPEAK
    late = watched(talk, 31)
    assert not late.can_go_back
    assert late.back(at(31)) == late
    ended = talk.end(START).end(START)
    assert ended.back(START) == ended
    assert not begin(setup(), START).can_go_back


def test_presets_are_shapes() -> None:
    """Everyday talks offer 3, 5, 10 and 15 minutes and a quiet minute; hard ones shorter turns."""
    assert [shape.minutes for shape in PRESETS if shape.rounds] == [3, 5, 10, 15]
    assert presets(hard=False) is PRESETS
    assert presets(hard=True) is HARD_PRESETS
    assert max(shape.minutes for shape in HARD_PRESETS) <= 5
    assert PRESETS[-1] == HARD_PRESETS[-1] == QUIET_MINUTE


@pytest.mark.parametrize(
    ("minutes", "rounds", "quiet"),
    [(0, 1, False), (61, 1, False), (3, 0, False), (3, 13, False), (3, -1, True)],
)
def test_a_shape_out_of_bounds_is_refused(minutes: int, rounds: int, quiet: bool) -> None:
    """Numbers out of bounds are errors when made and when read from a file."""
    with pytest.raises(ValueError, match="is not between"):
        Shape(minutes, rounds, quiet)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"minutes": minutes, "rounds": rounds, "quiet_minute": quiet}, Shape)


def test_a_time_out_lasts_a_minute_to_a_day() -> None:
    """Both come back within a day."""
    for minutes in (0, 24 * 60 + 1):
        with pytest.raises(ValueError, match="time-out"):
            TalkSetup((ANA, BEN), time_out_minutes=minutes)


def test_the_summary_says_who_how_long_and_how_far() -> None:
    """Seconds and minutes each, turns and whole rounds done, needs, and the quiet minute."""
    talk = watched(begin(setup(Shape(3, 2, quiet_minute=True)), START), 60).hand_over(at(60))
    talk = watched(talk, 160).hand_over(at(160)).there_is_more(at(170))
    talk = watched(talk, 180).hand_over(at(180)).that_is_it(at(200)).hand_over(at(200))
    halfway = summary(watched(talk, 205))
    assert (halfway.spoken, halfway.minutes) == ((110, 5), (2, 1))
    assert (halfway.turns_done, halfway.rounds_done, halfway.quiet) == (1, 0, 60)
    whole = summary(watched(talk, 205).hand_over(at(205)).end(at(205)))
    assert (whole.turns_done, whole.rounds_done, whole.hard) == (2, 1, False)
    assert (whole.speakers, whole.began) == ((ANA, BEN), START.wall)
    assert summary(begin(setup(), START)).minutes == (0, 0)
