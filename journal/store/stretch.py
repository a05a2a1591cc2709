"""argon2id: makes each guess at a passphrase cost a third of a second and a quarter gigabyte.

RFC 9106 with one lane, 32 bytes of output and 16 of salt, as libsodium has it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
)
from nacl.exceptions import CryptoError

from journal.model.clock import Clock
from journal.model.passphrase import Passphrase
from journal.model.secret import Secret
from journal.store.key_errors import TooLittleMemory

MB = 1 << 20
SALT_BYTES = 16
LEAST_PASSES, MOST_PASSES = 3, 64
LEAST_MEMORY, MOST_MEMORY = 64 * MB, 1024 * MB
MOST_WORK = 64 * 256 * MB
"""Most bytes times passes: some fifteen seconds, so that no file can keep the program busy."""

QUICK, SLOW = 0.3, 1.0
"""How long one try should take here, in seconds."""

_CALIBRATED_PASSES = 12  # enough for machines four times as fast as any of today


class Cost(msgspec.Struct, frozen=True):
    """What one try costs."""

    passes: int
    memory: int
    """In bytes, a whole number of KiB."""

    @property
    def is_bounded(self) -> bool:
        """Whether it is neither too little to protect nor more than any machine should be asked."""
        return (
            LEAST_PASSES <= self.passes <= MOST_PASSES
            and LEAST_MEMORY <= self.memory <= MOST_MEMORY
            and self.passes * self.memory <= MOST_WORK
            and self.memory % 1024 == 0
        )


STANDARD = Cost(LEAST_PASSES, 256 * MB)

Stretch = Callable[[Passphrase, bytes, Cost], Secret]
"""Passphrase, salt, cost → 32 bytes; tests put something quick in argon2id's place."""


def argon2id(passphrase: Passphrase, salt: bytes, cost: Cost) -> Secret:
    """Stretch a passphrase; blocks, but lets other threads run. Raises `TooLittleMemory`."""
    stretched = _argon2id(passphrase, salt, cost)
    if stretched is None:
        raise TooLittleMemory(cost.memory)
    return stretched


def _argon2id(passphrase: Passphrase, salt: bytes, cost: Cost) -> Secret | None:
    """Return none where memory is short; the library's error would show the passphrase."""
    try:
        return Secret(
            crypto_pwhash_alg(
                32,
                passphrase.reveal(),
                salt,
                cost.passes,
                cost.memory,
                crypto_pwhash_ALG_ARGON2ID13,
            )
        )
    except CryptoError:
        return None


def calibrated(
    passphrase: Passphrase, salt: bytes, *, stretch: Stretch, clock: Clock
) -> tuple[Cost, Secret]:
    """Find the cost at which a try takes 0.3 to 1 s here, and stretch at that cost.

    From 256 MiB and three passes on: less memory where that is too slow or too much, never less
    than 64 MiB; more passes where it is too quick. Raises `TooLittleMemory`.
    """
    cost = STANDARD
    while True:
        try:
            key, took = _timed(passphrase, salt, cost, stretch, clock)
        except TooLittleMemory:
            if cost.memory <= LEAST_MEMORY:
                raise
        else:
            if took <= SLOW or cost.memory <= LEAST_MEMORY:
                break
        cost = Cost(cost.passes, cost.memory // 2)
    if 0 < took < QUICK:
        passes = min(_CALIBRATED_PASSES, round(cost.passes * (QUICK + SLOW) / 2 / took))
        cost = Cost(passes, cost.memory)
        key = stretch(passphrase, salt, cost)
    return cost, key


def _timed(
    passphrase: Passphrase, salt: bytes, cost: Cost, stretch: Stretch, clock: Clock
) -> tuple[Secret, float]:
    """Stretch, and say how many seconds it takes; where that is slow, once more.

    A machine that is busy for a moment is not a slow machine.
    """
    began = clock.monotonic()
    key = stretch(passphrase, salt, cost)
    took = clock.monotonic() - began
    if took > SLOW:
        began = clock.monotonic()
        key = stretch(passphrase, salt, cost)
        took = min(took, clock.monotonic() - began)
    return key, took
