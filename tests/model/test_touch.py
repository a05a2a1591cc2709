"""What both welcome, what is never told, and which line counts today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from journal.model.kinds import Touch, TouchToday
from journal.model.kinds.touch import HowWelcome
from journal.model.record import BOTH, ME, Stamp
from journal.model.touch import ideas, said_by, to_ask_for, today_of

DAY = date(2026, 11, 22)
ANA, BEN, PAIRING = "a" * 32, "b" * 32, "p" * 32
HOWS: tuple[HowWelcome, ...] = ("welcome", "sometimes", "not")


def touch(
    author: str, text: str, how: HowWelcome, at: int = 1, *, listed: str = "", shared: bool = True
) -> Touch:
    """One touch, as somebody said it at a moment."""
    return Touch(
        id=f"{at:032x}", author=author, text=text, how=how, listed=listed, day=DAY,
        audience=BOTH if shared else ME, pairing=PAIRING if shared else "",
        stamp=Stamp(at, 0, "d"), written=datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=at),
    )  # fmt: skip


def texts(*touches: Touch) -> list[tuple[str, bool]]:
    """The ideas that come of these, for Ana."""
    return [(each.touch.text, each.ask_first) for each in ideas(touches, ANA, BEN, PAIRING)]


def test_ideas_are_what_both_shared_and_both_welcome() -> None:
    """What both welcome is an idea; the sure ones stand first, *sometimes* is asked first."""
    assert texts(
        touch(ANA, "A shoulder rub", "welcome", 1),
        touch(ANA, "A long hug", "welcome", 2),
        touch(BEN, "a shoulder rub.", "sometimes", 3),
        touch(BEN, "A long hug", "welcome", 4),
        touch(BEN, "Holding hands", "welcome", 5),
    ) == [("A long hug", False), ("A shoulder rub", True)]


def test_one_of_the_list_is_the_same_whatever_its_words_were() -> None:
    """Two editions of our list may word a touch differently; its id says that it is the same."""
    mine = touch(ANA, "A long hug", "welcome", 1, listed="long-hug")
    theirs = touch(BEN, "A hug that lasts", "welcome", 2, listed="long-hug")
    assert texts(mine, theirs) == [("A long hug", False)]


@pytest.mark.parametrize("how", HOWS)
def test_a_not_looks_like_silence_and_like_privacy(how: HowWelcome) -> None:
    """Whether the other does not welcome it, keeps it private or says nothing: no idea."""
    mine = touch(ANA, "A long hug", how, 1)
    said_not = ideas([mine, touch(BEN, "A long hug", "not", 2)], ANA, BEN, PAIRING)
    private = touch(BEN, "A long hug", "welcome", 2, shared=False)
    assert said_not == ideas([mine, private], ANA, BEN, PAIRING) == ideas([mine], ANA, BEN, PAIRING)
    assert said_not == []


def test_what_is_private_of_mine_makes_no_idea() -> None:
    """Ideas rest on what I shared, too: the same page may be looked at together."""
    mine = touch(ANA, "A long hug", "welcome", 1, shared=False)
    assert texts(mine, touch(BEN, "A long hug", "welcome", 2)) == []


def test_the_newest_word_counts_even_unshared() -> None:
    """A later *not* of one's own, shared or not, takes the idea away."""
    theirs = touch(BEN, "A long hug", "welcome", 1)
    before = touch(ANA, "A long hug", "welcome", 2)
    after = touch(ANA, "a long hug", "not", 3, shared=False)
    assert texts(theirs, before) == [("A long hug", False)]
    for order in permutations([theirs, before, after]):
        assert texts(*order) == []


def test_nothing_of_another_pairing_counts() -> None:
    """What was shared with somebody else, or while there is nobody, gives no ideas."""
    both = [touch(ANA, "A long hug", "welcome", 1), touch(BEN, "A long hug", "welcome", 2)]
    assert ideas(both, ANA, BEN, "q" * 32) == []
    assert ideas(both, ANA, BEN, "") == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from((ANA, BEN)), st.sampled_from(("hug", "rub", "kiss")),
            st.sampled_from(HOWS), st.booleans(),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_idea_ever_rests_on_a_not_or_on_something_private(
    said: list[tuple[str, str, HowWelcome, bool]],
) -> None:
    """Whatever two people say in whatever order, each idea is welcome and shared by both."""
    touches = [
        touch(author, text, how, at, shared=shared)
        for at, (author, text, how, shared) in enumerate(said, 1)
    ]
    for idea in ideas(touches, ANA, BEN, PAIRING):
        for author in (ANA, BEN):
            last = [
                each for each in touches if (each.author, each.text) == (author, idea.touch.text)
            ]
            assert last[-1].how != "not"
            assert last[-1].audience == BOTH


def test_a_list_keeps_the_order_in_which_it_was_begun() -> None:
    """A word changed later stands where the touch stood before."""
    first, second = touch(ANA, "hug", "welcome", 1), touch(ANA, "rub", "not", 2)
    changed = replace(first, how="sometimes", stamp=Stamp(9, 0, "d"))
    assert [each.text for each in said_by([second, changed], ANA)] == ["hug", "rub"]


def test_something_to_ask_for_takes_turns() -> None:
    """Alone, what one welcomes comes one a day; what is sometimes or not never does."""
    mine = [touch(ANA, "hug", "welcome", 1), touch(ANA, "rub", "welcome", 2),
            touch(ANA, "kiss", "not", 3), touch(ANA, "lap", "sometimes", 4)]  # fmt: skip
    found = [to_ask_for(mine, DAY + timedelta(days=each)) for each in range(4)]
    assert {each.text for each in found if each} == {"hug", "rub"}
    assert found[0] == found[2] != found[1]
    assert to_ask_for(mine[2:], DAY) is None


def test_today_is_what_was_said_last_for_that_day() -> None:
    """The newest line of the day counts; yesterday's and the other's do not."""
    lines = [
        TouchToday(id=f"{at:032x}", author=who, day=day, welcome=welcome, stamp=Stamp(at, 0, "d"))
        for at, who, day, welcome in (
            (1, ANA, DAY, True), (2, ANA, DAY, False), (3, BEN, DAY, True),
            (4, ANA, DAY - timedelta(days=1), True),
        )
    ]  # fmt: skip
    for order in permutations(lines):
        found = today_of(order, ANA, DAY)
        assert found is not None
        assert not found.welcome
    assert today_of(lines, ANA, DAY + timedelta(days=1)) is None
