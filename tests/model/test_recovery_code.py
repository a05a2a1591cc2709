"""The recovery code survives being copied by hand, and notices where it did not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.crockford import ALPHABET, checked, divide, multiply, sums
from journal.model.recovery_code import GROUP, SIGNS, Misread, MisreadCode, RecoveryCode
from journal.wording.secrecy import misread_words

CODES = st.binary(min_size=16, max_size=16).map(RecoveryCode)


@given(CODES)
def test_what_is_shown_is_read_again(code: RecoveryCode) -> None:
    """Seven groups of four, read in any case, with blanks, hyphens or neither, O for 0, l for 1."""
    shown = code.shown()
    assert [len(group) for group in shown.split(" ")] == [4] * 7
    assert set(shown) <= set(ALPHABET) | {" "}
    swapped = shown.replace("0", "O").replace("1", "l")
    for typed in (shown, shown.lower(), shown.replace(" ", ""), shown.replace(" ", "-"), swapped):
        assert RecoveryCode.read(f"  {typed}\n") == code


@given(CODES, st.integers(0, SIGNS - 1), st.sampled_from(ALPHABET))
def test_a_wrong_sign_is_noticed_and_its_group_named(
    code: RecoveryCode, place: int, sign: str
) -> None:
    """One wrong sign never makes another code, and is found."""
    signs = list(code.shown().replace(" ", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(MisreadCode) as raised:
        RecoveryCode.read("".join(signs))
    assert raised.value.why is Misread.CHECK
    assert raised.value.group == place // GROUP + 1
    assert str(raised.value.group) in misread_words(raised.value)


@given(CODES, st.integers(0, SIGNS - 1), st.integers(0, SIGNS - 1))
def test_two_signs_that_changed_places_are_noticed(
    code: RecoveryCode, one: int, other: int
) -> None:
    """Any two, not only neighbours."""
    signs = list(code.shown().replace(" ", ""))
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    with pytest.raises(MisreadCode):
        RecoveryCode.read("".join(signs))


def test_any_two_wrong_signs_are_noticed() -> None:
    """All of them, in every pair of places, with a few values."""
    values = checked(list(range(26)))
    for one, other in itertools.combinations(range(SIGNS), 2):
        for first, second in itertools.product((1, 7, 19, 31), (1, 2, 21, 30)):
            wrong = list(values)
            wrong[one] ^= first
            wrong[other] ^= second
            assert any(sums(wrong))


@pytest.mark.parametrize(
    ("change", "why", "words"),
    [
        (lambda code: code[:-1], Misread.LENGTH, "28 signs; here are 27"),
        (lambda code: code + "0", Misread.LENGTH, "here are 29"),
        (lambda _code: "", Misread.LENGTH, "here are 0"),
        (lambda code: "U" + code[1:], Misread.SIGN, "group 1"),
        (lambda code: code[:-1] + "€", Misread.SIGN, "group 7"),
    ],
)
def test_what_is_no_code_is_said(change, why: Misread, words: str) -> None:  # type: ignore[no-untyped-def]
    """Too short, too long, and signs that no code has."""
    code = RecoveryCode(bytes(range(16))).shown()
    with pytest.raises(MisreadCode) as raised:
        RecoveryCode.read(change(code))
    assert raised.value.why is why
    assert words in misread_words(raised.value)


def test_the_two_unused_bits_must_be_unused() -> None:
    """A code that no program shows is refused even if its checks fit."""
    values = checked([*[0] * 25, 1])
    with pytest.raises(MisreadCode) as raised:
        RecoveryCode.read("".join(ALPHABET[value] for value in values))
    assert raised.value.group is None
    assert "sign by sign" in misread_words(raised.value)


@given(st.text(max_size=27))
def test_anything_else_is_no_code(text: str) -> None:
    """Whatever is typed, nothing raises but that."""
    with pytest.raises(MisreadCode) as raised:
        RecoveryCode.read(text)
    assert misread_words(raised.value)


def test_the_field_is_a_field() -> None:
    """Every value but 0 has an inverse, and products are associative."""
    for one, other in itertools.product(range(1, 32), repeat=2):
        assert multiply(divide(one, other), other) == one
        assert multiply(one, multiply(other, 7)) == multiply(multiply(one, other), 7)
        assert multiply(one, other ^ 9) == multiply(one, other) ^ multiply(one, 9)


def test_a_known_code_never_changes() -> None:
    """What is on paper today is read in every version."""
    assert RecoveryCode(bytes(range(16))).shown() == "000G 40R4 0M30 E209 185G R38E 1W15"
