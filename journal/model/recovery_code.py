"""The recovery code: 128 random bits on a piece of paper, `7 × 4` signs that check themselves."""

from __future__ import annotations

import enum

from journal.model.crockford import checked, letters, read_letters, sums, wrong_place
from journal.model.secret import Secret

BYTES = 16
GROUP = 4
_DATA = 26  # signs of 5 bits for 128 bits; the lowest two bits of the last are 0
SIGNS = _DATA + 2
"""How many signs a code has: 26 that say something and two that check them."""


class Misread(enum.Enum):
    """Why a text is not a recovery code."""

    LENGTH = enum.auto()
    """Too few signs or too many."""
    SIGN = enum.auto()
    """A sign that no code has."""
    CHECK = enum.auto()
    """The signs do not fit together: something was copied wrongly."""


class MisreadCode(ValueError):  # noqa: N818 - named for what is the case
    """This is no recovery code; holds why, and the group (from 1) to look at if that is clear."""

    def __init__(self, why: Misread, group: int | None = None, signs: int = 0) -> None:
        super().__init__(why.name)
        self.why = why
        self.group = group
        self.signs = signs
        """How many signs there were."""


class RecoveryCode(Secret):
    """128 random bits that open the vault when the passphrase is forgotten."""

    __slots__ = ()

    def shown(self) -> str:
        """Write the code in seven groups of four, to be shown once and copied."""
        number = int.from_bytes(self.reveal()) << (5 * _DATA - 8 * BYTES)
        values = [number >> (5 * place) & 31 for place in reversed(range(_DATA))]
        code = letters(checked(values))
        return " ".join(code[start : start + GROUP] for start in range(0, SIGNS, GROUP))

    @classmethod
    def read(cls, text: str) -> RecoveryCode:
        """Read what somebody copied, in any case, with or without blanks and hyphens.

        Raises `MisreadCode` for whatever differs from the code in one or two signs or by a swap.
        """
        found = read_letters(text)
        if len(found) != SIGNS:
            raise MisreadCode(Misread.LENGTH, signs=len(found))
        if None in found:
            raise MisreadCode(Misread.SIGN, found.index(None) // GROUP + 1, SIGNS)
        values = [value for value in found if value is not None]
        if any(sums(values)):
            place = wrong_place(values)
            raise MisreadCode(Misread.CHECK, None if place is None else place // GROUP + 1, SIGNS)
        number = 0
        for value in values[:_DATA]:
            number = number << 5 | value
        if number & 3:
            raise MisreadCode(Misread.CHECK, signs=SIGNS)
        return cls((number >> 2).to_bytes(BYTES))
