"""XChaCha20-Poly1305 under keys made from one vault key: the only place that encrypts.

Sealed bytes are `nonce (24) | ciphertext | tag (16)`, the nonce random. A key serves one purpose:
it is keyed BLAKE2b (32 bytes) of the vault id under the vault key, with the purpose's `person`.
What is bound to the bytes without being in them (the associated data) is a format mark, the vault
id, the purpose and the caller's context, each preceded by its length as four bytes, big-endian.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    randombytes,
)
from nacl.bindings.crypto_generichash import generichash_blake2b_salt_personal
from nacl.exceptions import CryptoError

from journal.model.secret import Secret
from journal.store.key_errors import Forgotten
from journal.store.seal import Purpose, Unsealable

KEY_BYTES = 32
NONCE_BYTES = 24
TAG_BYTES = 16
OVERHEAD = NONCE_BYTES + TAG_BYTES
"""How much longer sealed bytes are than what is in them."""

VAULT_BYTES = 16
"""The length of a vault's id: random, no secret, and told to every key and seal."""

_MARK = b"twofold seal 1"
_PERSONS = {
    Purpose.SNAPSHOT: b"twofold snapshot",
    Purpose.LOG: b"twofold log",
    Purpose.BACKUP: b"twofold backup",
    Purpose.DRAFTS: b"twofold drafts",
    Purpose.ASIDE: b"twofold aside",
}


def lengthened(*parts: bytes) -> bytes:
    """Join parts so that they can be parted in one way only: each after its length, 4 bytes."""
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def derived(key: Secret, person: bytes, data: bytes = b"") -> Secret:
    """Return keyed BLAKE2b, 32 bytes, of `data`, under a key of up to 64 bytes and a `person`."""
    return Secret(
        generichash_blake2b_salt_personal(
            data, digest_size=KEY_BYTES, key=key.reveal(), person=person
        )
    )


def shut_under(key: Secret, bound: bytes, data: Secret) -> bytes:
    """Return `data` sealed under a key of 32 bytes, with `bound` as associated data."""
    nonce = randombytes(NONCE_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(
        data.reveal(), bound, nonce, key.reveal()
    )


def open_under(key: Secret, bound: bytes, sealed: bytes | memoryview) -> Secret | None:
    """Return what `shut_under` sealed, or none if it does not open.

    None and not an error: the library's own would carry the key in its traceback.
    """
    if len(sealed) < OVERHEAD:
        return None
    view = memoryview(sealed)  # a large journal is copied once, and not twice
    nonce, body = bytes(view[:NONCE_BYTES]), bytes(view[NONCE_BYTES:])
    try:
        return Secret(crypto_aead_xchacha20poly1305_ietf_decrypt(body, bound, nonce, key.reveal()))
    except CryptoError:
        return None


class VaultKey(NamedTuple):
    """One vault: its id, and the key from which all others of it are made."""

    vault: bytes
    key: Secret

    @classmethod
    def random(cls) -> VaultKey:
        """Make a new vault."""
        return cls(randombytes(VAULT_BYTES), Secret(randombytes(KEY_BYTES)))

    def for_purpose(self, purpose: Purpose) -> Secret:
        """Make the key of one purpose."""
        return derived(self.key, _PERSONS[purpose], self.vault)


class _Ring(NamedTuple):
    """The keys of one vault, ready for use."""

    vault: bytes
    keys: dict[Purpose, Secret]

    @classmethod
    def of(cls, key: VaultKey) -> _Ring:
        return cls(key.vault, {purpose: key.for_purpose(purpose) for purpose in Purpose})

    def bound(self, purpose: Purpose, context: bytes) -> bytes:
        return lengthened(_MARK, self.vault, purpose.value, context)


class Sealed:
    """A `Seal` that only the vault key opens; any thread may use it.

    While a journal is sealed anew (`former` not empty) it still opens what a former key shut, and
    shuts everything under the present one.
    """

    sealed = True

    def __init__(self, key: VaultKey, former: Sequence[VaultKey] = ()) -> None:
        self._key: VaultKey | None = key
        self._former = tuple(former)
        self._rings: tuple[_Ring, ...] = tuple(map(_Ring.of, (key, *former)))

    def __repr__(self) -> str:
        return "<Sealed>" if self._rings else "<Sealed, forgotten>"

    @property
    def key(self) -> VaultKey:
        """The vault key, for the keys file alone. Raises `Forgotten`."""
        if self._key is None:
            raise Forgotten
        return self._key

    @property
    def former(self) -> tuple[VaultKey, ...]:
        """The keys from before `new_key` that something may still be sealed under."""
        return self._former

    def shut(self, purpose: Purpose, context: bytes, data: bytes) -> bytes:
        """Return `data` sealed; raises `Forgotten`."""
        if not self._rings:
            del data  # not in the traceback
            raise Forgotten
        ring = self._rings[0]
        return shut_under(ring.keys[purpose], ring.bound(purpose, context), Secret(data))

    def open(self, purpose: Purpose, context: bytes, data: bytes | memoryview) -> bytes:
        """Return what was shut; raises `Unsealable` and `Forgotten`."""
        rings = self._rings
        if not rings:
            raise Forgotten
        for ring in rings:
            opened = open_under(ring.keys[purpose], ring.bound(purpose, context), data)
            if opened is not None:
                return opened.reveal()
        raise Unsealable

    def forget(self) -> None:
        """Let go of every key; Python cannot wipe them, but nothing leads to them any more."""
        self._key, self._former, self._rings = None, (), ()

    def alone(self) -> Sealed:
        """Return the seal that knows the present key and no former one. Raises `Forgotten`."""
        return Sealed(self.key)

    def forget_former(self) -> None:
        """Open no more what a former key shut: nothing of it is left."""
        self._former, self._rings = (), self._rings[:1]
