"""The pairing code: what is read out is what is typed, and any slip shows."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.crockford import ALPHABET
from journal.model.pairing_code import GROUP, SIGNS, PairingCode, remainder
from journal.model.recovery_code import Misread, MisreadCode

VALUES = st.lists(st.integers(0, 31), min_size=11, max_size=11)
CODES = VALUES.map(PairingCode.of)


@given(CODES)
def test_what_is_shown_is_read_again(code: PairingCode) -> None:
    """Three groups of four, read in any case, with blanks, hyphens or neither, O for 0, l for 1."""
    shown = code.shown()
    assert [len(group) for group in shown.split("-")] == [4, 4, 4]
    assert set(shown) <= set(ALPHABET) | {"-"}
    swapped = shown.replace("0", "o").replace("1", "I")
    for typed in (shown, shown.lower(), shown.replace("-", ""), shown.replace("-", " "), swapped):
        assert PairingCode.read(f"  {typed}\n") == code


def test_every_wrong_sign_changes_the_remainder() -> None:
    """The remainder is linear, so it is enough that no single error by itself has remainder 0."""
    for place, error in itertools.product(range(SIGNS), range(1, 32)):
        assert remainder([error if at == place else 0 for at in range(SIGNS)])


def test_every_swap_changes_the_remainder() -> None:
    """Two signs that differ by d and change places are the error d in both: never remainder 0."""
    for one, other in itertools.combinations(range(SIGNS), 2):
        for error in range(1, 32):
            assert remainder([error if at in (one, other) else 0 for at in range(SIGNS)])


@given(VALUES, VALUES)
def test_the_remainder_is_linear(one: list[int], other: list[int]) -> None:
    """What the two proofs above rest on."""
    both = [a ^ b for a, b in zip(one, other, strict=True)]
    assert remainder(both) == remainder(one) ^ remainder(other)


@given(CODES, st.integers(0, SIGNS - 1), st.sampled_from(ALPHABET))
def test_a_wrong_sign_is_noticed_and_no_group_is_guessed(
    code: PairingCode, place: int, sign: str
) -> None:
    """One check tells that something is wrong, never where: no group is named."""
    signs = list(code.reveal().decode())
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(MisreadCode) as raised:
        PairingCode.read("".join(signs))
    assert raised.value.why is Misread.CHECK
    assert raised.value.group is None


@given(CODES, st.integers(0, SIGNS - 2))
def test_neighbours_that_changed_places_are_noticed(code: PairingCode, place: int) -> None:
    """The commonest slip of all."""
    signs = list(code.reveal().decode())
    if signs[place] == signs[place + 1]:
        return
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with pytest.raises(MisreadCode):
        PairingCode.read("".join(signs))


@given(CODES, st.integers(0, SIGNS - 1), st.sampled_from("U!€ß?"))
def test_a_sign_that_no_code_has_is_found(code: PairingCode, place: int, sign: str) -> None:
    """There the group is known."""
    signs = list(code.reveal().decode())
    signs[place] = sign
    with pytest.raises(MisreadCode) as raised:
        PairingCode.read("".join(signs))
    assert raised.value.why is Misread.SIGN
    assert raised.value.group == place // GROUP + 1


@given(st.text(max_size=11))
def test_anything_shorter_is_no_code(text: str) -> None:
    """Whatever is typed, nothing raises but that."""
    with pytest.raises(MisreadCode) as raised:
        PairingCode.read(text)
    assert raised.value.why is Misread.LENGTH


def test_codes_are_random_and_stay_out_of_sight() -> None:
    """Each is new, and no repr gives one away."""
    codes = [PairingCode.random() for _each in range(50)]
    assert len({code.reveal() for code in codes}) == 50
    assert not any(code.reveal().decode()[:4] in repr(code) for code in codes)


def test_a_known_code_never_changes() -> None:
    """What one version reads out, every other version reads."""
    assert PairingCode.of(list(range(11))).shown() == "0123-4567-89AM"
    assert PairingCode.of([31] * 11).shown() == "ZZZZ-ZZZZ-ZZZK"
