"""A passphrase is the same bytes however it is typed, and its strength is said calmly."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journal.model.passphrase import MOST_BYTES, Passphrase, Unfit, UnfitPassphrase
from journal.model.secret import Secret
from journal.model.strength import Strength, bits, strength
from journal.wording.secrecy import strength_words, unfit_words

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("café", "cafe\u0301"),
        ("ﬁnd me", "find me"),
        ("ｗｉｄｅ", "wide"),
        ("words\n", "words"),
        ("words\r\n", "words"),
        ("\u212b", "å".upper()),
    ],
)
def test_the_same_words_are_the_same_passphrase(one: str, other: str) -> None:
    """NFKC, and without one final newline, but not without two."""
    assert Passphrase.typed(one) == Passphrase.typed(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a", "A"), ("a b", "ab"), (" a", "a"), ("a ", "a"), ("a\n\n", "a"), ("ä", "a")],
)
def test_other_words_are_another_passphrase(one: str, other: str) -> None:
    """Case, blanks and accents count."""
    assert Passphrase.typed(one) != Passphrase.typed(other)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Unfit.EMPTY),
        ("\n", Unfit.EMPTY),
        ("\ud83d", Unfit.BROKEN),
        ("x" * (MOST_BYTES + 1), Unfit.TOO_LONG),
        ("\ufdfa" * 40, Unfit.TOO_LONG),
    ],
)
def test_what_cannot_be_a_passphrase_is_said(text: str, why: Unfit) -> None:
    """Each reason has its own sentence."""
    with pytest.raises(UnfitPassphrase) as raised:
        Passphrase.typed(text)
    assert raised.value.why is why
    assert len({unfit_words(each) for each in Unfit}) == len(Unfit)


@given(TEXTS)
def test_typed_and_read_from_a_file_is_the_same(text: str) -> None:
    """With and without a byte order mark, with and without a final newline, composed or not."""
    assume(text[0] != "\ufeff" and text[-1] not in "\r\n")
    typed = Passphrase.typed(text)
    for data in (text + "\n", "\ufeff" + text + "\n", text + "\r\n"):
        assert Passphrase.read(Secret(data.encode())) == typed
    assert Passphrase.typed(unicodedata.normalize("NFD", text) + "\n") == typed


def test_bytes_that_are_not_utf8_are_refused() -> None:
    """Latin-1 would be another passphrase on another machine."""
    with pytest.raises(UnfitPassphrase) as raised:
        Passphrase.read(Secret("café".encode("latin-1")))
    assert raised.value.why is Unfit.BROKEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("password", Strength.WEAK),
        ("Passw0rd!", Strength.WEAK),
        ("qwertyuiop", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678", Strength.WEAK),
        ("14021987", Strength.WEAK),
        ("Ana und Ben 2019", Strength.WEAK),
        ("garden rain", Strength.WEAK),
        ("garden rain kettle", Strength.FAIR),
        ("correct horse battery staple", Strength.STRONG),
        ("zucchini-anvil-mirth", Strength.GOOD),
        ("xK9#mQ2$vL7@pR", Strength.GOOD),
        ("summer summer summer summer summer", Strength.WEAK),
        ("", Strength.WEAK),
    ],
)
def test_strength_is_what_a_careful_friend_would_say(text: str, expected: Strength) -> None:
    """Worn words, names, runs, years and repetitions are worth little; unrelated words a lot."""
    assert strength(text, known=("Ana", "Ben", "")) is expected


@given(TEXTS, TEXTS)
def test_strength_is_never_negative_and_names_never_help(text: str, name: str) -> None:
    """To know a name that is in it makes no passphrase stronger."""
    assert 0 <= bits(text, known=(name,)) <= bits(text) + 1e-9


@given(TEXTS)
def test_more_of_the_same_is_not_much_stronger(text: str) -> None:
    """Repeating it all adds less than it is worth."""
    once = bits(text)
    assert bits(f"{text} {text}") <= once * 2 + 8


def test_strength_in_words_differs_for_each() -> None:
    """Four steps, four sentences."""
    assert len({strength_words(each) for each in Strength}) == len(Strength)
