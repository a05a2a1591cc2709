"""Empathy's rules: which part of a guide fits, what is on now, what stands beside a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.answers import Meeting
from journal.model.care import (
    LATELY,
    LIVE_DAYS,
    PROMISES_LATELY,
    QUIET_SECONDS,
    SITUATIONS,
    Quiet,
    beside_guess,
    feelings_of_late,
    fitting,
    guide_of,
    is_live,
    live_cards,
    promises_seen,
    to_guess,
)
from journal.model.kinds import (
    Answer,
    CareLine,
    CheckIn,
    Guess,
    Promise,
    PromiseMark,
    Thanks,
    ToughTime,
)
from journal.model.kinds.care import Situation
from journal.model.record import BOTH, SEALED, Record, Reference, Stamp

TODAY = date(2026, 11, 22)
ANA, BEN = "ana", "ben"


def before(days: int) -> date:
    """The day so many days ago."""
    return TODAY - timedelta(days=days)


def line(situation: Situation, author: str = BEN, name: str = "", ms: int = 0) -> CareLine:
    """A part of a care guide."""
    stamp = Stamp(ms, 0, "d")
    return CareLine(
        id=f"{situation}{name}{ms}", author=author, situation=situation, name=name, day=TODAY,
        stamp=stamp,
    )  # fmt: skip


def card(situation: Situation = "", name: str = "", days: int = 0) -> ToughTime:
    """A hard time of Ben's."""
    return ToughTime(author=BEN, need="space", situation=situation, name=name, day=before(days))


def checkin(days: int, author: str = BEN, ms: int = 0) -> CheckIn:
    """How somebody felt."""
    return CheckIn(author=author, pleasant=0, energy=0, day=before(days), stamp=Stamp(ms, 0, "d"))


# The guide


def test_a_guide_stands_in_the_order_of_the_situations() -> None:
    """One person's parts only: the situations in their order, own ones last and by name."""
    lines = [line("own", name="Z"), line("sad"), line("own", name="a"), line("stressed"),
             line("sad", ANA)]  # fmt: skip
    found = guide_of(lines, BEN)
    assert [(each.situation, each.name) for each in found] == [
        ("stressed", ""), ("sad", ""), ("own", "a"), ("own", "Z"),
    ]  # fmt: skip


def test_nobody_has_no_guide() -> None:
    """While there is no partner there is no guide of theirs, not even one without an author."""
    assert guide_of([line("sad", author="")], "") == []


def test_the_part_that_fits_is_its_authors_newest_for_the_situation() -> None:
    """Of two parts for one situation the newest counts; the other person's never does."""
    lines = [line("sad", ms=1), line("sad", ms=2), line("sad", ANA, ms=3), line("angry", ms=4)]
    assert fitting(lines, card("sad")) == lines[1]


@pytest.mark.parametrize("situation", [each for each in SITUATIONS if each != "own"])
def test_no_part_fits_where_none_was_written(situation: Situation) -> None:
    """A hard time that names no situation, or one that has no part, gets none."""
    assert fitting([line(situation)], card()) is None
    assert fitting([line("own", name="x")], card(situation)) is None


def test_an_own_situation_fits_by_its_name() -> None:
    """Capitals and blanks do not matter; another name does not fit."""
    lines = [line("own", name="Before a  Concert")]
    assert fitting(lines, card("own", " before a concert ")) == lines[0]
    assert fitting(lines, card("own", "after a concert")) is None


# What is on now


@pytest.mark.parametrize(("days", "live"), [(-2, False), (-1, True), (0, True),
                                            (LIVE_DAYS - 1, True), (LIVE_DAYS, False)])  # fmt: skip
def test_a_hard_time_stands_in_front_for_three_days(days: int, live: bool) -> None:
    """From its day on, or from the eve where the other's clock is ahead."""
    assert is_live(card(days=days), TODAY) is live


def test_a_hard_time_that_eased_stands_in_front_no_more() -> None:
    """Its author said so."""
    eased = ToughTime(author=BEN, need="help", day=TODAY, eased=TODAY)
    assert live_cards([eased, card(days=1), card()], BEN, TODAY) == [card(), card(days=1)]
    assert live_cards([card()], ANA, TODAY) == []
    assert live_cards([ToughTime(need="help", day=TODAY)], "", TODAY) == []


def test_feelings_of_four_weeks() -> None:
    """The partner's alone, the newest first, no older than four weeks."""
    felt = [checkin(LATELY), checkin(LATELY - 1), checkin(0, ANA), checkin(0, ms=1), checkin(0)]
    assert feelings_of_late(felt, BEN, TODAY) == [felt[3], felt[4], felt[1]]
    assert feelings_of_late([checkin(0, "")], "", TODAY) == []


# Promises


def test_promises_open_ones_first_then_what_was_kept_lately() -> None:
    """What was kept long ago is not held up any more; thanks count as seen lately."""
    promises = [
        Promise(id=name, author=BEN, promise=name, by=by, day=before(days))
        for name, by, days in (
            ("kept", None, 3), ("open", None, 90), ("soon", TODAY, 5), ("old", None, 90),
            ("thanked", None, 90),
        )
    ]  # fmt: skip

    def about(record: Record) -> list[Record]:
        name = Reference(BEN, record.id)
        kept = PromiseMark(author=BEN, state="kept", about=name, day=before(PROMISES_LATELY))
        if record.id == "thanked":
            return [kept, Thanks(author=ANA, about=name, day=before(2))]
        return [kept] if record.id in ("kept", "old") else []

    found = [each.id for each in promises_seen(promises, about, TODAY)]
    assert found == ["soon", "open", "kept", "thanked"]


# Guesses


def test_beside_a_guess_at_a_feeling_stands_their_newest_of_that_day() -> None:
    """Neither another day's, nor one's own."""
    guess = Guess(sort="feeling", text="tired", day=before(1))
    felt = [checkin(0), checkin(1), checkin(1, ms=5), checkin(1, ANA, ms=9)]
    assert beside_guess(guess, felt, {}, BEN).theirs == felt[2]
    assert beside_guess(guess, felt, {}, "").theirs is None


def test_beside_a_guess_at_an_answer_stands_theirs_once_it_is_open() -> None:
    """A sealed answer that is shut says nothing; opened, it stands there."""
    guess = Guess(sort="answer", question="q", text="the garden", day=TODAY)
    shut = Answer(author=BEN, question="q", asked="?", text="", audience=SEALED, day=TODAY)
    opened = Answer(author=BEN, question="q", asked="?", text="The pond", audience=BOTH, day=TODAY)
    assert beside_guess(guess, [], {}, BEN).theirs is None
    assert beside_guess(guess, [], {"q": Meeting("q", None, shut)}, BEN).theirs is None
    assert beside_guess(guess, [], {"q": Meeting("q", None, opened)}, BEN).theirs == opened


def test_the_question_to_guess_at_is_one_that_was_begun_and_not_one_that_is_open() -> None:
    """What can be read already is not guessed at; with nothing begun it is the first."""
    shut = Answer(author=BEN, question="b", asked="?", text="", audience=SEALED, day=TODAY)
    opened = Answer(author=BEN, question="a", asked="?", text="Yes", audience=BOTH, day=TODAY)
    found = {"a": Meeting("a", None, opened), "c": Meeting("c", None, shut)}
    assert to_guess(["a", "b", "c"], found) == "c"
    assert to_guess(["a", "b"], found) == "b"
    assert to_guess(["a"], found) is None


# Neutral eyes


def test_seven_minutes_pass() -> None:
    """They are over to the second, and never less than nothing is left."""
    quiet = Quiet().look(100.0)
    for second in range(QUIET_SECONDS):
        assert not quiet.is_over
        quiet = quiet.look(101.0 + second)
    assert (quiet.left, quiet.is_over) == (0.0, True)
    assert quiet.look(1000.0).left == 0.0


@given(st.lists(st.tuples(st.floats(0, 60), st.booleans()), max_size=30))
def test_time_that_does_not_count_is_not_taken(steps: list[tuple[float, bool]]) -> None:
    """While the screen is blank, or the machine stood still, nothing passes; it never grows."""
    quiet, now, most = Quiet().look(0.0), 0.0, 0.0
    for passed, counts in steps:
        now += passed
        before_it, quiet = quiet.left, quiet.look(now, counts=counts)
        assert quiet.left <= before_it
        assert counts or quiet.left == before_it
        most += passed if counts else 0.0
    assert QUIET_SECONDS - quiet.left <= most + 1e-6
