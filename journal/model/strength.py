"""How hard a passphrase is to guess: a calm, careful estimate of our own.

It counts what a patient guesser would have to try, in bits, and rather too few: a run of letters is
taken for a word, a year for a year, a repetition for nothing new. It knows no dictionary, so it is
a help to choose by and no promise.
"""

from __future__ import annotations

import enum
import itertools
import re
import unicodedata
from collections.abc import Iterable

_PIECES = re.compile(r"[^\W\d_]+|\d+|\s+|(?:[^\w\s]|_)+")
_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d|\d\d(?:19|20)\d\d|(?:19|20)\d{6}|\d{4}(?:19|20)\d\d")
_ROWS = (
    "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm", "wxcvbn",
    "abcdefghijklmnopqrstuvwxyz", "01234567890",
)  # fmt: skip
_WORN = frozenset((
    "admin", "angel", "baby", "changeme", "darling", "dragon", "forever", "geheim", "hallo",
    "hello", "iloveyou", "journal", "letmein", "liebe", "login", "love", "lovely", "loveyou",
    "master", "monkey", "mylove", "passphrase", "password", "passwort", "princess", "secret",
    "sunshine", "tagebuch", "test", "twofold", "welcome",
))  # fmt: skip
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")

_PER_SIGN_FIRST = 3.0  # bits for each of the first letters of what may be a word …
_FIRST = 4
_PER_SIGN_LATER = 1.3  # … and for each that follows from them
_ENDING = 6.0  # bits for a digit, sign or lookalike put into a word that anybody would try
_KNOWN = 1.0  # bits for a piece that anybody would try first


class Strength(enum.IntEnum):
    """Four steps; nothing below `FAIR` should be taken without saying so, nothing is refused."""

    WEAK = 0
    FAIR = 1
    GOOD = 2
    STRONG = 3


def strength(text: str, known: Iterable[str] = ()) -> Strength:
    """Estimate a passphrase; `known` are words anyone near would try (names), which count little.

    With argon2id at a third of a second a guess, `FAIR` (32 bits) holds against someone who tries
    at home, `GOOD` (44) against someone with many machines, `STRONG` (58) for longer than it
    matters.
    """
    found = bits(text, known)
    return Strength(sum(found >= least for least in (32.0, 44.0, 58.0)))


def bits(text: str, known: Iterable[str] = ()) -> float:
    """Return the estimate in bits, from 0."""
    folded = unicodedata.normalize("NFKC", text)
    expected = {_plain(word) for word in known if word.strip()}
    return min(_estimate(folded, expected | _WORN), _estimate(folded, _WORN))


def _estimate(folded: str, expected: set[str] | frozenset[str]) -> float:
    """Return the bits of a text to somebody who tries these words first."""
    if _core(folded) in expected:
        return _KNOWN + _ENDING * (_core(folded) != _plain(folded))
    seen: set[str] = set()
    total = 0.0
    for piece in _PIECES.findall(folded):
        worth = _worth(piece, expected)
        plain = _plain(piece)
        total += min(worth, _KNOWN) if plain in seen else worth
        seen.add(plain)
    return min(total, _by_variety(folded))


def _worth(piece: str, expected: set[str] | frozenset[str]) -> float:
    plain = _plain(piece)
    if plain in expected or _is_run(plain):
        return _KNOWN
    if piece.isspace():
        return 0.0
    if piece.isdecimal():
        return 8.0 if _YEAR_OR_DAY.fullmatch(piece) else 2.8 * len(piece)
    if not piece[0].isalpha():
        return 3.0 * len(set(piece))
    capitals = piece != plain and not (piece.istitle() or piece.isupper())
    first = min(len(piece), _FIRST) * _PER_SIGN_FIRST
    return first + max(0, len(piece) - _FIRST) * _PER_SIGN_LATER + (3.0 if capitals else 0.0)


def _by_variety(text: str) -> float:
    """Return at most so many bits: what few different signs in a row can be worth."""
    return 4.0 * len(set(text)) + 0.8 * len(list(itertools.groupby(text)))


def _is_run(plain: str) -> bool:
    """Tell whether these are neighbours on a keyboard or in the alphabet, or one sign again."""
    if len(plain) < 3:
        return False
    return len(set(plain)) == 1 or any(plain in row or plain in row[::-1] for row in _ROWS)


def _core(text: str) -> str:
    """Return a text without signs around it and with letters for what looks like them."""
    plain = _plain(text)
    letters = [place for place, sign in enumerate(plain) if sign.isalpha()]
    return plain[letters[0] : letters[-1] + 1].translate(_LOOKALIKES) if letters else ""


def _plain(text: str) -> str:
    return text.casefold()
