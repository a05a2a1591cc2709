"""A meeting in progress: what is typed survives being put aside, and becomes one record."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.coming_up import coming_decisions
from journal.model.deliveries import due, held
from journal.model.kinds import Decision, Delivery, Meeting
from journal.model.meeting import PARTS, MeetingAtHand, take_up
from journal.model.record import Reference, Stamp

DAY = date(2026, 11, 22)
TYPED = {
    "appreciate-1-0": " the soup ",
    "appreciate-0-4": "your patience",
    "appreciate-0-3": "  ",
    "well-0": "the walk",
    "topic": "evenings",
    "side-0": "I miss you",
    "heard-1": "you feel alone",
    "side-1": "I am tired",
    "heard-0": "you need rest",
    "next-1": "one walk",
    "decision-1": "phones in the hall",
    "again-1": "in two weeks",
}


def test_each_line_names_who_said_it() -> None:
    """The record has every line that was written, in the order of the meeting, with a name."""
    meeting = MeetingAtHand(("Ana", "Ben")).typed(TYPED).record(DAY, {1: date(2026, 12, 6)})
    assert [(line.who, line.part, line.text) for line in meeting.lines] == [
        ("Ana", "appreciate", "your patience"),
        ("Ben", "appreciate", "the soup"),
        ("Ana", "well", "the walk"),
        ("Ana", "side", "I miss you"),
        ("Ben", "heard", "you feel alone"),
        ("Ben", "side", "I am tired"),
        ("Ana", "heard", "you need rest"),
        ("Ben", "next", "one walk"),
    ]
    assert meeting.decisions == (Decision(text="phones in the hall", again=date(2026, 12, 6)),)
    assert meeting.people == ("Ana", "Ben")
    assert meeting.texts()[0] == "evenings"


def test_every_part_can_be_left_out() -> None:
    """A meeting of which nothing was written is a record all the same, without a word in it."""
    assert MeetingAtHand(("Ana", "Ben")).record(DAY, {}).texts() == ()


NAMES = st.sampled_from(sorted(TYPED))


@given(
    people=st.tuples(st.text(), st.text()),
    at=st.integers(0, len(PARTS)),
    typed=st.dictionaries(NAMES, st.text()),
)
def test_what_is_put_aside_is_taken_up_again(
    people: tuple[str, str], at: int, typed: dict[str, str]
) -> None:
    """Whatever was typed, and wherever they were, comes back from the draft as it was."""
    meeting = MeetingAtHand(people).step(at).typed(typed)
    assert take_up(meeting.put_aside()) == meeting


@given(st.dictionaries(st.text(max_size=9) | st.just("at"), st.text(max_size=9)))
def test_a_strange_draft_is_taken_up_somewhere(values: dict[str, str]) -> None:
    """No draft, whatever is in it, keeps the page from opening."""
    assert 0 <= take_up(values).at <= len(PARTS)


def test_the_ends_hold() -> None:
    """Going back from the first part, or on from the end, stays there."""
    begun = MeetingAtHand(("Ana", "Ben"))
    assert begun.step(-1) == begun
    assert begun.step(99).part is None
    assert begun.step(99).step(1) == begun.step(99)


@pytest.mark.parametrize(
    ("again", "shown"),
    [(DAY, True), (date(2026, 12, 13), True), (date(2026, 12, 14), False), (None, False),
     (date(2026, 11, 21), False)],
)  # fmt: skip
def test_a_decision_stands_in_coming_up_until_its_day(again: date | None, shown: bool) -> None:
    """A decision is seen ahead for three weeks and on its day; a day that is past is let go."""
    decisions = (Decision(text="phones", again=again),)
    meeting = Meeting(day=DAY, people=("Ana", "Ben"), decisions=decisions)
    assert [each.words for each in coming_decisions([meeting], DAY)] == ["phones"] * shown


# Handed over later

ENTRY = Reference("a" * 32, "b" * 32)


def at(hour: int) -> datetime:
    """An instant on the day."""
    return datetime(2026, 11, 22, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "goes"), [(date(2026, 11, 21), True), (DAY, True), (date(2026, 11, 23), False)]
)
def test_it_is_due_from_its_day_on(on: date, goes: bool) -> None:
    """What is held goes on its day or later, never before."""
    delivery = Delivery(day=DAY, about=ENTRY, on=on)
    assert due([delivery], [], DAY) == [delivery] * goes


@pytest.mark.parametrize(("hour", "goes"), [(9, False), (11, True)])
def test_it_waits_for_a_meeting_after_it_was_held(hour: int, goes: bool) -> None:
    """A meeting of before does not count; one since then does, whoever kept it."""
    delivery = Delivery(day=DAY, about=ENTRY, written=at(10))
    meeting = Meeting(day=DAY, people=("Ben", "Ana"), written=at(hour), author="c" * 32)
    assert due([delivery], [meeting], DAY) == [delivery] * goes
    assert due([delivery], [], DAY) == []


def test_the_newest_one_holds_an_entry() -> None:
    """Two machines may each have held the same entry; the newest counts."""
    old = Delivery(day=DAY, about=ENTRY, stamp=Stamp(1, 0, "x"))
    new = Delivery(day=DAY, about=ENTRY, on=DAY, stamp=Stamp(2, 0, "x"))
    assert held([new, old], ENTRY) is new
    assert held([new], Reference("a" * 32, "d" * 32)) is None
