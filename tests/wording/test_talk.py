"""How a listening talk is said."""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.kinds import Talk as TalkRecord
from journal.model.timer import QUIET_MINUTE, Need, Shape, Speaker, TalkSetup, begin
from journal.wording.talk import (
    SOMEONE,
    say_digits,
    say_headline,
    say_in_all,
    say_kept_facts,
    say_progress,
    say_reminder,
    say_state,
    say_where,
    say_words,
)
from tests.model.talks import START, at, setup, watched

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(180, "03:00"), (179.2, "03:00"), (134, "02:14"), (0.4, "00:01"), (0, "00:00"), (-7, "00:00")],
)
def test_digits(seconds: float, said: str) -> None:
    """A turn starts at its full minutes and stands still at zero."""
    assert say_digits(seconds) == said


def test_a_turn_is_said() -> None:
    """Who speaks matters most; who listens and what is needed stand beside it."""
    talk = watched(begin(setup(), START), 46)
    assert say_headline(talk) == ("Ana speaks", "Ben listens · Ana needs to be heard")
    assert say_progress(talk) == "turn 1 of 4  ·  12 minutes left in all"
    assert say_state(talk) == ""
    assert "nothing to fix" in say_reminder(talk)
    assert say_where(talk) == "Ana speaks, turn 1 of 4, 02:14 left."


def test_overtime_is_said_quietly() -> None:
    """The time is up, and nobody is hurried."""
    talk = watched(begin(setup(), START), 192)
    assert say_state(talk) == "Finish your sentence. There is no hurry."
    assert say_progress(talk) == "turn 1 of 4  ·  0:12 over"


def test_saying_it_back_and_changing_places() -> None:
    """The listener says it back, then places are changed, each by name."""
    talk = watched(begin(setup(), START), 20).hand_over(at(20))
    assert say_headline(talk)[0] == "Ben says it back"
    assert say_words(talk).startswith("Ben: in your own words")
    swap = talk.that_is_it(at(21))
    assert say_words(swap) == "Now Ben speaks, and Ana listens.\nBen needs to be helped."


def test_a_time_out_says_when_both_come_back() -> None:
    """The clock time is named, and past it nobody is reproached."""
    talk = begin(setup(), START).time_out(at(1))
    assert say_state(talk, "22:00") == "Both come back at 22:00."
    assert (
        say_state(talk, "22:00", over=True) == "The time-out is over. Whenever you both are ready."
    )


def test_a_person_without_a_name() -> None:
    """Without a name it is “your partner”, with a capital only where a sentence begins."""
    people = TalkSetup((Speaker(SOMEONE, Need.HEARD), Speaker("Ana")))
    assert say_headline(begin(people, START))[0] == "Your partner speaks"
    swap = begin(people, START).hand_over(at(1)).that_is_it(at(2))
    assert say_words(swap) == "Now Ana speaks, and your partner listens."


def test_how_long_it_is_meant_to_be() -> None:
    """Turns and minutes are added up before it begins."""
    assert say_in_all(setup(Shape(5, 2))).startswith("2 turns each, 20 minutes in all")
    assert "minute" in say_in_all(setup(QUIET_MINUTE))


def test_facts_of_a_kept_talk() -> None:
    """Who spoke for how long, in how many rounds; a quiet minute is called one."""
    talk = TalkRecord(
        day=DAY, speakers=("Ana", "Ben"), minutes=3, rounds=3, spoken=(560, 20), hard=True
    )
    assert (
        say_kept_facts(talk) == "Ana spoke 9 minutes · Ben spoke 1 minute · 3 rounds · a hard talk"
    )
    quiet = TalkRecord(day=DAY, speakers=("Ana", "Ben"), minutes=3, rounds=0)
    assert say_kept_facts(quiet) == "a quiet minute, looking at each other"
