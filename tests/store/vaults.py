"""A vault whose passphrases cost nothing to try."""

from __future__ import annotations

import hashlib

from journal.model.passphrase import Passphrase
from journal.model.secret import Secret
from journal.store.stretch import Cost


class QuickStretch:
    """In argon2id's place: one hash, and a note of every call's cost."""

    def __init__(self) -> None:
        self.costs: list[Cost] = []

    def __call__(self, passphrase: Passphrase, salt: bytes, cost: Cost) -> Secret:
        self.costs.append(cost)
        told = salt + cost.passes.to_bytes(8) + cost.memory.to_bytes(8) + passphrase.reveal()
        return Secret(hashlib.blake2b(told, digest_size=32).digest())


def quick_stretch(passphrase: Passphrase, salt: bytes, cost: Cost) -> Secret:
    """Stretch a passphrase without any effort."""
    return QuickStretch()(passphrase, salt, cost)
