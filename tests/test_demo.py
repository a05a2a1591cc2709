"""The demo: a believable year, the same for the same day, whatever the day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.content import catalogue
from journal.demo import year_of_records
from journal.demo.calendar import spread
from journal.demo.texts import Texts, texts
from journal.model import kinds
from journal.model.days import same_day_in_earlier_years, years_between
from journal.model.record import AnyRecord, Record
from journal.model.recurrence import from_rrule, next_occurrence
from journal.model.tags import tags_of
from journal.wording.records import shown

TODAY = date(2026, 11, 22)
ANA = "a" * 32
ZONE = timezone(timedelta(hours=1))


def year(today: date = TODAY) -> list[Record]:
    """The records of a year that ends on a day."""
    now = datetime.combine(today, time(21, 40), ZONE)
    return year_of_records(texts(), ANA, now, today, catalogue())


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """The records of the year that ends on the evening of the tests."""
    return year()


def of(records: list[Record], kind: type[AnyRecord]) -> list[AnyRecord]:
    """Those of one kind."""
    return [record for record in records if isinstance(record, kind)]


def test_the_same_day_gives_the_same_year(records: list[Record]) -> None:
    """Made twice, it is the same to the last id."""
    assert year() == records


def test_there_is_enough_to_look_at(records: list[Record]) -> None:
    """Several hundred records, all six steps, words on most days, tags."""
    assert len(records) > 500
    assert {record.step for record in records} >= set(kinds.STEPS)
    felt = {feeling.day for feeling in of(records, kinds.CheckIn)}
    assert 365 * 2 // 3 < len(felt) < 365
    assert TODAY in felt
    tags = Counter(tag for record in records for tag in tags_of(record))
    assert len([tag for tag, count in tags.items() if count > 2]) >= 5


def test_everything_is_anas_named_and_written_before_now(records: list[Record]) -> None:
    """Each has an id of its own, Ana as its author, is private, and was written by now."""
    assert len({record.id for record in records}) == len(records)
    now = datetime.combine(TODAY, time(21, 40), ZONE)
    for record in records:
        assert len(record.id) == 32
        assert (record.author, record.seen_by) == (ANA, "me")
        assert record.written is not None
        assert now - timedelta(days=366) < record.written < now


def test_what_is_about_something_finds_it(records: list[Record]) -> None:
    """Every `about` names a record of the year that was written no later."""
    known = {record.reference: record for record in records}
    about = [(record, known[record.about]) for record in records if record.about is not None]
    assert len(about) > 100
    for record, other in about:
        assert record.written is not None
        assert other.written is not None
        if record.day == other.day:
            assert record.written > other.written


def test_its_texts_are_many_and_differ() -> None:
    """At least 150 texts of a person's own, no two the same but what both like."""
    again = (kinds.Helper, kinds.Appointment, kinds.Interest)
    told = [record for record in year() if not isinstance(record, again)]
    words = [text for record in told for text in record.texts()]
    long = [text for text in words if len(text) > 30]
    assert len(set(long)) == len(long)
    assert len(long) >= 150


def test_plans(records: list[Record]) -> None:
    """A weekly Friday evening with its marks, and on 12 December six years together."""
    plans = {plan.title: plan for plan in of(records, kinds.Plan)}
    wine, together = plans["Wine and cheese"], plans["Six years together"]
    friday = next_occurrence(from_rrule(wine.rules[0].rule), wine.rules[0].start, TODAY)
    assert friday == date(2026, 11, 27)
    coming = next_occurrence(from_rrule(together.rules[0].rule), together.rules[0].start, TODAY)
    assert coming == date(2026, 12, 12)
    assert together.anniversary
    assert years_between(together.day, coming) == 6
    marks = [mark for mark in of(records, kinds.PlanMark) if mark.about == wine.reference]
    assert {mark.state for mark in marks} == {"done", "skipped", "moved"}
    assert all(mark.occasion.weekday() == 4 and mark.occasion < TODAY for mark in marks)
    assert len({mark.occasion for mark in marks}) == len(marks)


def test_promises_have_gone_every_way(records: list[Record]) -> None:
    """Promises were kept, changed, left open, and one waits for its day."""
    marks = of(records, kinds.PromiseMark)
    assert {mark.state for mark in marks} == {"kept", "changed", "open"}
    assert len(of(records, kinds.Promise)) > len(marks)


def test_answers_are_to_questions_of_the_catalogue(records: list[Record]) -> None:
    """Each answer carries a question's id and its words; none is answered twice."""
    asked = {question.id: question.text for question in catalogue().questions}
    answers = of(records, kinds.Answer)
    assert len({answer.question for answer in answers}) == len(answers) > 10
    assert all(answer.asked == asked[answer.question] for answer in answers)


def test_feelings_are_words_of_the_catalogue(records: list[Record]) -> None:
    """Check-ins use the feeling words that the program offers."""
    known = {feeling.word for feeling in catalogue().feelings}
    for feeling in of(records, kinds.CheckIn):
        assert set(feeling.words) <= known
        assert 1 <= len(feeling.words) <= 2


@settings(max_examples=25)
@given(st.dates(date(2024, 3, 1), date(2060, 12, 31)))
def test_any_day_is_a_good_day_for_it(today: date) -> None:
    """Whenever it is made: an on-this-day, something coming up, and words for every record."""
    records = year(today)
    assert len(records) > 500
    memories = of(records, kinds.Memory)
    assert sum(same_day_in_earlier_years(today, memory.day) for memory in memories) >= 3
    assert all(memory.day <= today for memory in memories)
    assert any(today < plan.day for plan in of(records, kinds.Plan))
    assert all(shown(record).kind for record in records)
    assert [record.day for record in records] == sorted(record.day for record in records)


@given(st.integers(1, 400), st.integers(30, 364), st.integers(0, 29))
def test_spreading_keeps_order_and_bounds(count: int, first: int, last: int) -> None:
    """Spread things keep their order and lie between the first day and the last."""
    days = [day for day, _thing in spread(range(count), TODAY, first=first, last=last)]
    assert all(one <= other for one, other in pairwise(days))
    assert TODAY - timedelta(days=first) <= days[0]
    assert days[-1] <= TODAY - timedelta(days=last)


def test_the_file_is_read_strictly() -> None:
    """The file of texts holds what the demo knows, and names both."""
    said = texts()
    assert isinstance(said, Texts)
    assert (said.name, said.partner) == ("Ana", "Ben")
    assert set(said.write) == set(kinds.STEPS)
