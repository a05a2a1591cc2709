"""How a promise stands, from its marks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.kinds import Promise, PromiseMark, Star
from journal.model.kinds.transparent import PromiseState
from journal.model.promises import by_urgency, standing
from journal.model.record import Record

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)
AHEAD = TODAY + timedelta(days=3)


def promise(by: date | None = None) -> Promise:
    """A promise of Ana's."""
    return Promise(id="p", author="ana", promise="Call your mother", by=by, day=date(2026, 11, 10))


def mark(
    state: PromiseState, day: date = TODAY, by: date | None = None, author: str = "ana"
) -> PromiseMark:
    """What somebody said about it."""
    return PromiseMark(author=author, state=state, by=by, day=day)


def test_unmarked() -> None:
    """A promise without marks is open, with the day it was given."""
    found = standing(promise(AHEAD), [], TODAY)
    assert (found.state, found.by, found.asks, found.is_open) == (None, AHEAD, False, True)


@pytest.mark.parametrize(
    ("by", "asks"), [(None, False), (AHEAD, False), (TODAY, False), (FRIDAY, True)]
)
def test_asks_only_past_its_day(by: date | None, asks: bool) -> None:
    """It asks once its day has passed, not on the day itself, and never without one."""
    assert standing(promise(by), [], TODAY).asks is asks


@pytest.mark.parametrize("state", ["kept", "changed", "open"])
def test_any_answer_ends_the_question(state: PromiseState) -> None:
    """Whatever is said from its day on, it is not asked again for that day, ever."""
    for day in (FRIDAY, TODAY):
        for later in (TODAY, TODAY + timedelta(days=300)):
            assert not standing(promise(FRIDAY), [mark(state, day)], later).asks


def test_an_early_word_does_not_answer() -> None:
    """“Not yet”, said before its day, leaves the question for when the day has passed."""
    early = mark("open", FRIDAY - timedelta(days=2))
    assert standing(promise(FRIDAY), [early], TODAY).asks


def test_a_new_day_asks_once_more() -> None:
    """A new day takes the place of the old one, and asks when it has passed in its turn."""
    moved = mark("open", TODAY, by=AHEAD)
    assert standing(promise(FRIDAY), [moved], AHEAD).by == AHEAD
    assert not standing(promise(FRIDAY), [moved], AHEAD).asks
    assert standing(promise(FRIDAY), [moved], AHEAD + timedelta(days=1)).asks
    answered = [moved, mark("open", AHEAD + timedelta(days=1))]
    assert not standing(promise(FRIDAY), answered, AHEAD + timedelta(days=9)).asks


def test_the_newest_mark_counts() -> None:
    """Marks come as they were written; the last one says how it stands, whatever its day."""
    marks = [mark("kept"), mark("changed", FRIDAY)]
    assert standing(promise(), marks, TODAY).state == "changed"
    assert not standing(promise(), marks[::-1], TODAY).is_open


def test_only_who_promised_marks() -> None:
    """A mark of somebody else, a star and anything else about the promise change nothing."""
    others: list[Record] = [mark("kept", author="ben"), Star(author="ana", day=TODAY)]
    assert standing(promise(FRIDAY), others, TODAY) == standing(promise(FRIDAY), [], TODAY)


def test_order() -> None:
    """The nearest day stands first, promises without a day last, kept ones nowhere."""
    late, soon, undated, kept = promise(FRIDAY), promise(AHEAD), promise(), promise(FRIDAY)
    found = by_urgency(
        [
            standing(undated, [], TODAY),
            standing(soon, [], TODAY),
            standing(kept, [mark("kept")], TODAY),
            standing(late, [], TODAY),
        ]
    )
    assert [each.by for each in found] == [FRIDAY, AHEAD, None]


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
marks = st.builds(mark, st.sampled_from(["kept", "changed", "open"]), days, st.none() | days)


@given(by=st.none() | days, said=st.lists(marks, max_size=5), today=days)
def test_answering_always_quiets(by: date | None, said: list[PromiseMark], today: date) -> None:
    """Whatever was said before, “still open” said today ends the question of today."""
    before = standing(promise(by), said, today)
    after = standing(promise(by), [*said, mark("open", today)], today)
    assert not after.asks
    assert after.by == before.by
    if before.asks:
        assert before.is_open
        assert before.by is not None
        assert before.by < today
