"""The pairing code: twelve signs that one partner reads out and the other types.

Eleven are random, 55 bits; the twelfth checks them over GF(32). Read as the digits of one number
in base 2 of that field, a code is 0: any one wrong sign and any two that changed places show.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from journal.model.crockford import letters, multiply, read_letters
from journal.model.recovery_code import Misread, MisreadCode
from journal.model.secret import Secret

SIGNS = 12
GROUP = 4
_RANDOM = SIGNS - 1


class PairingCode(Secret):
    """A code as it goes into argon2id: its twelve signs in ASCII, capitals, nothing between."""

    __slots__ = ()

    def shown(self) -> str:
        """Write the code as `XXXX-XXXX-XXXX`."""
        code = self.reveal().decode("ascii")
        return "-".join(code[start : start + GROUP] for start in range(0, SIGNS, GROUP))

    @classmethod
    def random(cls) -> PairingCode:
        """Make a new code."""
        return cls.of([secrets.randbelow(32) for _sign in range(_RANDOM)])

    @classmethod
    def of(cls, values: Sequence[int]) -> PairingCode:
        """Make the code of eleven values from 0 to 31."""
        return cls(letters([*values, multiply(remainder(values), 2)]).encode("ascii"))

    @classmethod
    def read(cls, text: str) -> PairingCode:
        """Read what somebody typed, in any case, with or without blanks and hyphens.

        Raises `MisreadCode`. It names a group only for a sign that no code has: one check tells
        that something is wrong, never where.
        """
        found = read_letters(text)
        del text  # an error's traceback does not show it
        if len(found) != SIGNS:
            raise MisreadCode(Misread.LENGTH, signs=len(found))
        if None in found:
            raise MisreadCode(Misread.SIGN, found.index(None) // GROUP + 1, SIGNS)
        values = [value for value in found if value is not None]
        if remainder(values):
            raise MisreadCode(Misread.CHECK, signs=SIGNS)
        return cls(letters(values).encode("ascii"))


def remainder(values: Sequence[int]) -> int:
    """Return the number whose digits in base 2 of GF(32) these are; 0 for a whole code.

    A digit's weight is a power of 2 of its own (the field has 31), so one wrong digit never
    leaves 0, and neither do two different ones that changed places.
    """
    number = 0
    for value in values:
        number = multiply(number, 2) ^ value
    return number
