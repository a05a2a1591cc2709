"""A talk put aside and taken up again, and the record that is kept of it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.timer import (
    QUIET_MINUTE,
    ClosingWords,
    Hold,
    Phase,
    Shape,
    Talk,
    TalkAtHand,
    begin,
    take_up,
)
from tests.model.talks import EVENTS, START, at, setup, watched

DAY = date(2026, 11, 22)


def one_minute_each() -> Talk:
    """Ana has spoken for a minute and Ben for forty seconds; the closing words are due."""
    talk = watched(begin(setup(Shape(1, 1)), START), 60).hand_over(at(60)).that_is_it(at(70))
    talk = watched(talk.hand_over(at(80)), 120)
    return talk.end(at(120))


@given(st.lists(st.sampled_from(sorted(EVENTS)), max_size=12), st.text(), st.booleans())
def test_what_is_put_aside_is_taken_up_the_same(
    events: list[str], words: str, second: bool
) -> None:
    """Whatever has happened and whatever was typed, nothing is lost on the way through strings."""
    talk = begin(setup(), START)
    for number, event in enumerate(events, start=1):
        talk = EVENTS[event](talk, at(number))
    said = ClosingWords().said("heard", 1, words).said("felt", 0, words)
    before = TalkAtHand(talk, int(second), said)
    assert take_up(before.put_aside()) == before


@pytest.mark.parametrize("talk", ["", "{}", "[]", '{"setup": 3}', "not json"])
def test_what_does_not_fit_is_refused(talk: str) -> None:
    """A stored talk that is no talk any more raises, and nothing is guessed."""
    with pytest.raises(msgspec.DecodeError):
        take_up({"talk": talk})


def test_a_talk_taken_up_is_held_where_it_was_seen() -> None:
    """After a day with the program closed the turn has as much time left as before."""
    before = watched(begin(setup(), START), 46)
    talk = take_up(TalkAtHand(before).put_aside()).talk.reopen(at(86_400))
    assert (talk.held, talk.remaining) == (Hold.REOPENED, 134)


def test_the_record_names_who_said_each_line() -> None:
    """Lines stand in the order in which they are asked, each with its speaker; no blank ones."""
    words = ClosingWords(heard=("You miss the sea.", " You were tired. "), felt=("Very.", "  "))
    record = TalkAtHand(one_minute_each(), 0, words).record(DAY)
    assert [(line.who, line.about, line.text) for line in record.lines] == [
        ("Ben", "heard", "You were tired."),
        ("Ana", "felt", "Very."),
        ("Ana", "heard", "You miss the sea."),
    ]


def test_the_record_holds_the_facts() -> None:
    """Names, needs, minutes, rounds and the seconds each spoke are kept as they were."""
    record = TalkAtHand(one_minute_each()).record(DAY)
    assert record.day == DAY
    assert (record.speakers, record.needs) == (("Ana", "Ben"), ("heard", "helped"))
    assert (record.minutes, record.rounds, record.spoken) == (1, 1, (60, 40))
    assert not record.hard


def test_only_what_was_spoken_is_asked_about() -> None:
    """A talk that ended within the first turn asks nothing about the second speaker."""
    talk = watched(begin(setup(), START), 20).end(at(20))
    at_hand = TalkAtHand(talk)
    assert at_hand.lines == (("heard", 1), ("felt", 0))
    assert at_hand.record(DAY).rounds == 1


def test_a_quiet_minute_asks_for_no_words() -> None:
    """Nobody spoke, so there is nothing to have heard; it can still be kept."""
    talk = watched(begin(setup(QUIET_MINUTE), START), 60).hand_over(at(60))
    assert talk.phase is Phase.CLOSING
    at_hand = TalkAtHand(talk)
    assert at_hand.lines == ()
    assert (at_hand.record(DAY).rounds, at_hand.record(DAY).spoken) == (0, (0, 0))


def test_closing_words_know_whether_there_are_any() -> None:
    """Blanks are no words."""
    assert not ClosingWords().said("heard", 0, "  ")
    assert ClosingWords().said("felt", 1, "very")
