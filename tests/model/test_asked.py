"""Which question a page begins with, and which others it can be turned to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from journal.model.answers import Meeting
from journal.model.asked import LATELY, first, is_live, others
from journal.model.kinds import Answer
from journal.model.record import BOTH, SEALED

TODAY = date(2026, 11, 22)


def answer(audience: str, day: date, text: str = "words", *, question: str = "q") -> Answer:
    """An answer; a sealed one without text is the other's, and shut."""
    return Answer(question=question, asked="?", text=text, audience=audience, day=day)


def days_ago(number: int) -> date:
    """A day before today."""
    return TODAY - timedelta(days=number)


def offered(question: str = "q", day: date = TODAY) -> Meeting:
    """What the other has sealed, and nobody here has answered."""
    return Meeting(question, None, answer(SEALED, day, "", question=question))


def met(day: date, question: str = "q") -> Meeting:
    """What both have answered, the later one on a day."""
    mine = answer(SEALED, day - timedelta(days=30), question=question)
    return Meeting(question, mine, answer(SEALED, day, question=question))


@pytest.mark.parametrize(
    ("meeting", "day", "live"),
    [
        (offered(day=days_ago(200)), TODAY, True),
        (offered(), days_ago(1), False),
        (met(TODAY), TODAY, True),
        (met(days_ago(LATELY.days)), TODAY, True),
        (met(days_ago(LATELY.days + 1)), TODAY, False),
        (met(days_ago(40)), days_ago(40), True),
        (met(days_ago(40)), days_ago(39), False),
        (Meeting("q", None, answer(BOTH, TODAY)), TODAY, True),
        (Meeting("q", answer(SEALED, TODAY), None), TODAY, False),
        (Meeting("q"), TODAY, False),
    ],
)
def test_what_has_something_to_show(meeting: Meeting, day: date, live: bool) -> None:
    """Today what is offered or met lately; on another day only what belongs to it."""
    assert is_live(meeting, day, TODAY) is live


def test_what_is_offered_comes_first() -> None:
    """First what is offered, then what met on that day, then what met lately; never the own."""
    found = {
        each.question: each
        for each in (met(days_ago(2), "late"), met(TODAY, "now"), offered("new"), offered("own"))
    }
    listed = others(found, "own", TODAY, TODAY)
    assert [each.question for each in listed] == ["new", "now", "late"]
    assert first(listed, TODAY) == found["new"]
    assert first(listed[1:], TODAY) == found["now"]
    assert first(listed[2:], TODAY) is None


def test_what_the_other_only_shared_is_no_question_of_its_own() -> None:
    """An answer that the other let be read asks nothing of me."""
    assert others({"q": Meeting("q", None, answer(BOTH, TODAY))}, "own", TODAY, TODAY) == []
