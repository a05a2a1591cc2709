"""Signs: once a week, where a low one leads, the trend, and rounds that two count alike."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.answers import Meeting
from journal.model.kinds import Answer, FeltSafe, SignCheck
from journal.model.record import BOTH, ME, SEALED, Stamp
from journal.model.said import NotShared, share
from journal.model.signs import (
    SAFE,
    SIGNS,
    WEEKS,
    Round,
    answer_to,
    current_round,
    gentle,
    of_this_week,
    round_number,
    rounds,
    settle,
    trend,
    values_of,
)

TODAY = date(2026, 11, 22)
NOTHING = dict.fromkeys((*SIGNS, SAFE), 0)


def check(days_ago: int, **steps: int) -> SignCheck:
    """A check of some days ago."""
    made = SignCheck(day=TODAY - timedelta(days=days_ago))
    return msgspec.structs.replace(made, **steps)


def answer(author: str, number: int, text: str = "-", audience: str = SEALED) -> Answer:
    """One's answer to a round."""
    return Answer(
        author=author, pairing="p", audience=audience, day=TODAY, asked="?", text=text,
        question=f"signs/{number}", stamp=Stamp(number, 0, author),
    )  # fmt: skip


def found(*answers: Answer) -> list[Round]:
    """The rounds that these make up, as Ana sees them."""
    return rounds(answers, "ana", "ben", "p")


def test_felt_safe_has_no_place_in_what_can_be_shared() -> None:
    """The check has no field for it, and neither record can become something that travels."""
    assert SAFE not in SignCheck.__struct_fields__
    assert set(SIGNS) <= set(SignCheck.__struct_fields__)
    shared = {"audience": BOTH, "pairing": "p", "id": "0" * 32}
    for record in (FeltSafe(day=TODAY, safe=1), check(0, near=1)):
        with pytest.raises(NotShared):
            share(msgspec.structs.replace(record, **shared), about_is_shared=False)


def test_what_is_set_within_a_week_takes_the_place_of_what_was() -> None:
    """The newest within six days either way counts; a week later a new one begins."""
    assert of_this_week([check(7), check(14)], TODAY) is None
    assert of_this_week([check(6), check(13)], TODAY) == check(6)
    assert of_this_week([check(3), check(5)], TODAY) == check(3)
    assert of_this_week([check(-6)], TODAY) == check(-6)


def test_settling_keeps_what_is_said_and_deletes_what_is_said_no_more() -> None:
    """Lines left out make no record; an old one is changed in place or goes."""
    assert settle(NOTHING, None, None, TODAY) == ([], [])
    old, felt = check(2, near=4), FeltSafe(day=TODAY, safe=2)
    keep, unsaid = settle({**NOTHING, "near": 2, SAFE: 5}, old, felt, TODAY)
    assert keep == [check(2, near=2), FeltSafe(day=TODAY, safe=5)]
    assert unsaid == []
    assert settle({**NOTHING, SAFE: 1}, old, None, TODAY) == ([FeltSafe(day=TODAY, safe=1)], [old])
    assert settle({**NOTHING, "near": 1}, None, felt, TODAY) == ([check(0, near=1)], [felt])


def test_one_low_sign_comes_first() -> None:
    """The lowest; of two the one that has come down further, then the first; none where none."""
    assert gentle({**NOTHING, "near": 3, "warmth": 5}, NOTHING) == ""
    assert gentle({**NOTHING, "near": 2, "company": 1}, NOTHING) == "company"
    assert gentle({**NOTHING, "near": 2, "warmth": 2}, {"near": 5, "warmth": 3}) == "near"
    assert gentle({**NOTHING, "near": 2, "warmth": 2}, NOTHING) == "warmth"
    assert gentle({**NOTHING, SAFE: 1}, NOTHING) == ""


def test_the_trend_places_each_check_in_its_week() -> None:
    """A week without a check stays empty; what is older or yet to come is left out."""
    days = [(TODAY, 5), (TODAY - timedelta(days=7), 2), (TODAY - timedelta(days=20), 3)]
    days += [(TODAY - timedelta(weeks=WEEKS), 4), (TODAY + timedelta(days=1), 4)]
    assert trend(days, TODAY) == (*[0] * (WEEKS - 3), 3, 2, 5)
    assert trend([(TODAY, 1), (TODAY - timedelta(days=1), 4)], TODAY)[-1] == 1


def test_values_of_no_check_are_all_unsaid() -> None:
    """Where nothing was said every sign stands at none."""
    assert values_of(None) == dict.fromkeys(SIGNS, 0)
    assert values_of(check(0, near=2))["near"] == 2


@pytest.mark.parametrize(
    "question",
    ["", "signs/", "signs/0", "signs/01", "signs/-1", "signs/1 ", "signs/٣", "signs/1000000", "1"],
)
def test_what_is_no_round(question: str) -> None:
    """Only the number of a round as our program writes it makes one."""
    assert round_number(question) is None


@given(st.text())
def test_a_round_is_read_as_it_is_written(text: str) -> None:
    """Whatever is read as a round would be written so."""
    number = round_number(f"signs/{text}")
    assert number is None or str(number) == text


def test_rounds_of_this_pairing_alone_count() -> None:
    """What is private, of a former pairing, or about something else is no part of a round."""
    former = msgspec.structs.replace(answer("ana", 1), pairing="q")
    private = msgspec.structs.replace(answer("ana", 1, audience=ME), pairing="")
    other = msgspec.structs.replace(answer("ana", 1), question="question-light-1")
    assert found(former, private, other) == []
    assert rounds([private], "ana", "ben", "") == []
    both = found(answer("ana", 1), answer("ben", 1), answer("ben", 2))
    assert [(each.number, each.is_whole) for each in both] == [(2, False), (1, True)]


def test_the_next_round_is_the_same_for_both() -> None:
    """The other's comes before a new one; one's own that waits is changed, never left behind."""
    assert current_round([]) == Round(1, Meeting("signs/1"))
    assert current_round(found(answer("ben", 1))).number == 1
    waits = answer("ana", 1)
    assert current_round(found(waits)).meeting.mine == waits
    whole = (waits, answer("ben", 1))
    assert current_round(found(*whole)).number == 2
    assert current_round(found(*whole, answer("ben", 2))).meeting.theirs == answer("ben", 2)
    assert current_round(found(answer("ana", 2), *whole)).meeting.mine == answer("ana", 2)


def test_a_number_from_nowhere_does_not_carry_the_rounds_away() -> None:
    """A round far ahead of the last whole one is not taken up."""
    assert current_round(found(answer("ben", 999999))) == Round(1, Meeting("signs/1"))


@given(st.lists(st.sampled_from(["ana", "ben", "carry"]), max_size=40))
def test_two_who_seal_and_carry_in_any_order_go_through_the_same_rounds(steps: list[str]) -> None:
    """After each carrying no two rounds are open, and every whole round has both answers."""
    here: dict[str, dict[tuple[str, int], Answer]] = {"ana": {}, "ben": {}}
    others = {"ana": "ben", "ben": "ana"}
    for step in [*steps, "carry"]:
        if step == "carry":
            both = here["ana"] | here["ben"]
            here = {"ana": dict(both), "ben": dict(both)}
            continue
        seen = rounds(here[step].values(), step, others[step], "p")
        number = current_round(seen).number
        here[step][step, number] = answer(step, number)
    seen = rounds(here["ana"].values(), "ana", "ben", "p")
    assert [each.number for each in seen] == list(range(len(seen), 0, -1))
    assert all(each.is_whole for each in seen[1:])


def test_an_answer_to_a_round_is_sealed_and_takes_the_place_of_one_that_waits() -> None:
    """A first one is new; another before the round is whole is a new version of the same."""
    first = answer_to(Round(3, Meeting("signs/3")), TODAY, "How?", "near: often")
    assert (first.question, first.audience, first.text) == ("signs/3", SEALED, "near: often")
    waits = answer("ana", 3, "before")
    again = answer_to(Round(3, Meeting("signs/3", mine=waits)), TODAY, "How?", "after")
    assert again == msgspec.structs.replace(waits, text="after")
