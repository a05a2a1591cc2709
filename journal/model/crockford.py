"""Codes that people copy by hand: Crockford's base32, with checks over GF(32).

Crockford's alphabet leaves out I, L, O and U; when read, I and L are 1, O is 0, and neither case,
blanks nor hyphens count. https://www.crockford.com/base32.html
"""

from __future__ import annotations

from collections.abc import Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_ORDER = 31  # of the field's multiplicative group; longer codes would repeat weights
_POLYNOMIAL = 0b100101  # x⁵ + x² + 1, primitive: the powers of 2 run through the whole field


def _powers() -> tuple[int, ...]:
    powers = [1]
    while len(powers) < _ORDER:
        doubled = powers[-1] << 1
        powers.append(doubled ^ _POLYNOMIAL if doubled & 32 else doubled)
    return tuple(powers)


_POWER = _powers()
_LOG = {power: exponent for exponent, power in enumerate(_POWER)}
_READ = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}


def multiply(one: int, other: int) -> int:
    """Multiply in GF(32)."""
    if not one or not other:
        return 0
    return _POWER[(_LOG[one] + _LOG[other]) % _ORDER]


def divide(one: int, other: int) -> int:
    """Divide in GF(32); `other` is not 0."""
    return 0 if not one else _POWER[(_LOG[one] - _LOG[other]) % _ORDER]


def letters(values: Sequence[int]) -> str:
    """Write values from 0 to 31 in Crockford's alphabet."""
    return "".join(ALPHABET[value] for value in values)


def read_letters(text: str) -> list[int | None]:
    """Read each sign but blanks and hyphens; what is not in the alphabet is none."""
    return [_READ.get(sign.upper()) for sign in text if not sign.isspace() and sign not in "-‐‑–—"]


def sums(values: Sequence[int]) -> tuple[int, int]:
    """Return the sums of the values weighted by 2ⁱ and by 4ⁱ; both are 0 in a checked code.

    Up to 31 values: any one or two wrong values, and any two that changed places, show.
    """
    first = second = 0
    for place, value in enumerate(values):
        first ^= multiply(value, _POWER[place % _ORDER])
        second ^= multiply(value, _POWER[2 * place % _ORDER])
    return first, second


def checked(values: Sequence[int]) -> list[int]:
    """Return up to 29 values and the two that make both sums 0."""
    first, second = sums(values)
    here, after = _POWER[len(values)], _POWER[len(values) + 1]
    last = divide(second ^ multiply(here, first), multiply(after, here ^ after))
    return [*values, divide(first ^ multiply(last, after), here), last]


def wrong_place(values: Sequence[int]) -> int | None:
    """Tell which single value is wrong, if one alone explains the sums; counted from 0."""
    first, second = sums(values)
    if not first or not second:
        return None
    place = _LOG[divide(second, first)]
    return place if place < len(values) else None
