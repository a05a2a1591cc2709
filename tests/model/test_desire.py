"""Desire: the switch, one's own list, and a round in which only what both want is left."""

from __future__ import annotations

import dataclasses
import gc
import pickle
import weakref
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.desire import HOWS, WANTED, Met, Phase, Round, is_on, said
from journal.model.kinds import DesireSwitch, HowWished, Wish
from journal.model.record import Stamp

DAY = date(2026, 11, 22)
PACK = ("rain", "silk", "dawn")
answers = st.lists(st.sampled_from(HOWS), min_size=len(PACK), max_size=len(PACK))


def switch(on: bool, at: int) -> DesireSwitch:
    """A turn of the switch."""
    return DesireSwitch(id=str(at), on=on, stamp=Stamp(at, 0, "d"), day=DAY)


def wish(text: str, how: HowWished, at: int, listed: str = "") -> Wish:
    """What was said of a wish at some moment."""
    return Wish(id=str(at), text=text, how=how, listed=listed, stamp=Stamp(at, 0, "d"), day=DAY)


def play(first: list[HowWished], second: list[HowWished]) -> Met[str]:
    """Play a whole round."""
    at: Round[str] | Met[str] = Round(PACK)
    for answered in (first, second):
        assert isinstance(at, Round)
        at = at.take()
        for how in answered:
            assert isinstance(at, Round)
            at = at.answer(how)
    assert isinstance(at, Met)
    return at


def test_the_newest_turn_of_the_switch_counts() -> None:
    """Off until somebody switches it on, and again after they switched it off."""
    assert not is_on([])
    assert is_on([switch(on=True, at=1)])
    assert not is_on([switch(on=False, at=2), switch(on=True, at=1)])
    assert is_on([switch(on=False, at=2), switch(on=True, at=3)])


def test_the_newest_word_about_a_wish_counts() -> None:
    """Of several about one of our list, or in the same words, only the newest is there."""
    newest = wish("Silk", "maybe", 4)
    kept = said([wish("silk ", "yes", 1), wish("Dawn", "not", 2, "dawn"),
                 wish("At dawn", "yes", 3, "dawn"), newest])  # fmt: skip
    assert {(each.text, each.how) for each in kept} == {("At dawn", "yes"), ("Silk", "maybe")}


@given(answers, answers)
def test_only_what_both_want_is_left(first: list[HowWished], second: list[HowWished]) -> None:
    """Yes and maybe of both make a match, in the order of the pack; all else is not there."""
    both = tuple(
        each
        for each, one, other in zip(PACK, first, second, strict=True)
        if one in WANTED and other in WANTED
    )
    assert play(first, second) == Met(both)


@given(answers, answers)
def test_not_now_is_the_same_not_to_anybody(
    first: list[HowWished], second: list[HowWished]
) -> None:
    """At no step does a round differ by *later* for *not*, or by *maybe* for *yes*."""
    same: dict[HowWished, HowWished] = {"later": "not", "maybe": "yes"}
    one: Round[str] | Met[str] = Round(PACK)
    other: Round[str] | Met[str] = Round(PACK)
    for how in (*first, *second):
        assert isinstance(one, Round)
        assert isinstance(other, Round)
        one, other = one.take().answer(how), other.take().answer(same.get(how, how))
        assert one == other
        assert pickle.dumps(one) == pickle.dumps(other)


def test_it_waits_for_each_to_take_the_keyboard() -> None:
    """First one hand-over, the first one's answers, another, the second one's; nothing sooner."""
    at = Round(PACK)
    assert (at.phase, at.person) == (Phase.HAND_OVER, 0)
    assert at.answer("yes") is at
    at = at.take()
    assert at.take() is at
    for number in range(len(PACK)):
        assert (at.phase, at.person, at.asked) == (Phase.ASKED, 0, PACK[number])
        following = at.answer("not")
        assert isinstance(following, Round)
        at = following
    assert (at.phase, at.person) == (Phase.HAND_OVER, 1)
    assert at.answer("yes") is at
    assert (at.take().phase, at.take().person) == (Phase.ASKED, 1)


def test_one_goes_back_over_ones_own_answers_alone() -> None:
    """Back undoes the last answer, but never reaches those of the other."""
    begun = Round(PACK).take()
    assert not begun.can_go_back
    assert begun.back() is begun
    once = begun.answer("yes")
    assert isinstance(once, Round)
    assert once.back() == begun
    at: Round[str] | Met[str] = begun
    for _wish in PACK:
        assert isinstance(at, Round)
        at = at.answer("yes")
    assert isinstance(at, Round)
    assert at.back() is at
    assert at.take().back() == at.take()


def test_a_match_is_kept_only_if_both_say_so() -> None:
    """One mark alone keeps nothing; a mark taken back counts no more."""
    met = Met(PACK)
    assert met.to_keep == ()
    one = met.mark(0, 1)
    assert one.to_keep == ()
    assert one.mark(0, 1) == met
    assert one.mark(1, 2).to_keep == ()
    assert one.mark(1, 1).to_keep == ("silk",)
    assert one.mark(1, 1).is_marked(1, 1)


class Thing:
    """A wish that can be watched going away."""


def test_what_is_not_shared_is_let_go_with_the_last_answer() -> None:
    """What is left of a round refers to nothing but what both want."""
    pack = tuple(Thing() for _number in range(4))
    watched = [weakref.ref(each) for each in pack]
    at: Round[Thing] | Met[Thing] = Round(pack)
    del pack
    for how in ("yes", "yes", "not", "later", "maybe", "not", "yes", "not"):
        assert isinstance(at, Round)
        at = at.take().answer(how)
    gc.collect()
    assert [each() is not None for each in watched] == [True, False, False, False]
    assert {each.name for each in dataclasses.fields(at)} == {"both", "marks"}


@pytest.mark.parametrize("how", HOWS)
def test_a_round_holds_no_more_than_whether(how: HowWished) -> None:
    """The word that was said is in no field, only whether the wish is wanted."""
    at = Round(PACK).take().answer(how)
    assert isinstance(at, Round)
    assert at.wanted == (how in ("yes", "maybe"),)
    assert how not in repr(at)
