"""Two people's answers to one prompt: who waits for what, and what meets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.answers import Meeting, Opens, Stand, is_shut, meetings, opens
from journal.model.kinds import Answer
from journal.model.record import BOTH, ME, SEALED, Stamp

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)


def answer(
    author: str,
    audience: str,
    text: str = "words",
    *,
    question: str = "q1",
    day: date = TODAY,
    at: int = 1,
) -> Answer:
    """An answer of `me` or `ben`; a sealed one of Ben's without text has not opened."""
    return Answer(
        id=f"{author}-{at}",
        author=author,
        audience=audience,
        question=question,
        asked=f"asked {question}",
        text=text,
        day=day,
        stamp=Stamp(at, 0, "d"),
    )


MINE = {name: answer("me", name) for name in (ME, BOTH, SEALED)}
SHUT, OPENED = answer("ben", SEALED, ""), answer("ben", SEALED)


@pytest.mark.parametrize(
    ("mine", "theirs", "stand"),
    [
        (None, None, Stand.NOTHING),
        (MINE[ME], None, Stand.PRIVATE),
        (MINE[BOTH], None, Stand.SHARED),
        (MINE[SEALED], None, Stand.WAITING),
        (None, SHUT, Stand.OFFERED),
        (MINE[ME], SHUT, Stand.OFFERED),
        (MINE[BOTH], SHUT, Stand.OFFERED),
        (MINE[SEALED], SHUT, Stand.OPENING),
        (MINE[SEALED], OPENED, Stand.OPEN),
        (None, answer("ben", BOTH), Stand.OPEN),
    ],
)
def test_how_a_prompt_stands(mine: Answer | None, theirs: Answer | None, stand: Stand) -> None:
    """What each has given decides how a prompt stands; nothing else does."""
    assert Meeting("q1", mine, theirs).stand is stand


def test_answers_meet_whatever_the_day() -> None:
    """Two answers to one prompt meet on the day of the later one; others stay apart."""
    mine, other = answer("me", SEALED, day=MONDAY), answer("me", ME, question="q2", day=MONDAY)
    found = meetings([mine, other, OPENED], "me", "ben")
    assert found["q1"] == Meeting("q1", mine, OPENED)
    assert found["q2"] == Meeting("q2", other)
    assert (found["q1"].met_on, found["q2"].met_on) == (TODAY, None)
    assert found["q1"].asked == "asked q1"


def test_what_waits_for_mine() -> None:
    """A prompt is offered while the other's sealed answer waits for one's own, and not after."""
    waiting = answer("ben", SEALED, "", question="q2")
    found = meetings([SHUT, waiting, answer("me", SEALED, question="q2")], "me", "ben")
    assert found["q1"] == Meeting("q1", None, SHUT)
    assert [found[each].stand for each in ("q1", "q2")] == [Stand.OFFERED, Stand.OPENING]


def test_of_several_answers_of_one_person() -> None:
    """What was said to the other counts before what is private, what can be read before what is
    shut, then the newest."""
    private, sealed = answer("me", ME, at=9), answer("me", SEALED, at=2)
    old, new = answer("ben", BOTH, at=3), answer("ben", BOTH, at=4)
    shut = answer("ben", SEALED, "", at=8)
    for answers in ([private, sealed, old, new, shut], [shut, new, old, sealed, private]):
        assert meetings(answers, "me", "ben") == {"q1": Meeting("q1", sealed, new)}


def test_nobody_else_is_in_it() -> None:
    """Answers of a former partner, and what names no prompt, take no part."""
    former, none = answer("cleo", SEALED, ""), answer("ben", SEALED, "", question="")
    assert meetings([former, none], "me", "ben") == {}
    assert is_shut(former)


ANSWERS = st.lists(
    st.builds(
        answer,
        st.sampled_from(["me", "ben", "cleo"]),
        st.sampled_from([ME, BOTH, SEALED]),
        st.sampled_from(["", "words"]),
        question=st.sampled_from(["q1", "q2"]),
        day=st.sampled_from([MONDAY, TODAY]),
        at=st.integers(1, 9),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(ANSWERS, st.randoms())
def test_the_order_in_which_answers_come_does_not_matter(
    answers: list[Answer], chance: object
) -> None:
    """The same answers in any order meet in the same way."""
    turned = sorted(answers, key=lambda _each: chance.random())  # type: ignore[attr-defined]
    assert meetings(turned, "me", "ben") == meetings(answers, "me", "ben")


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ([], Opens.LATER),
        ([answer("ben", SEALED, question="q2")], Opens.LATER),
        ([answer("ben", SEALED, "")], Opens.NEXT),
        ([answer("ben", SEALED)], Opens.AT_ONCE),
        ([answer("ben", BOTH)], Opens.AT_ONCE),
        ([answer("ben", SEALED, ""), answer("ben", BOTH, at=2)], Opens.AT_ONCE),
    ],
)
def test_when_an_own_sealed_answer_opens(theirs: list[Answer], expected: Opens) -> None:
    """It waits only while the other has answered nothing to that very question."""
    assert opens(theirs, "q1") is expected
