"""Wrapping the vault key: under a stretched passphrase, a recovery code, or the key after it.

A wrapping key is keyed BLAKE2b with a `person` of its own. Bound to what is wrapped are the vault
id, the kind of slot, salt and costs, so that none of them can be exchanged.
"""

from __future__ import annotations

from nacl.bindings import randombytes

from journal.model.recovery_code import RecoveryCode
from journal.model.secret import Secret
from journal.store.keys_file import Former, PassphraseSlot, RecoverySlot
from journal.store.sealed import VaultKey, derived, lengthened, open_under, shut_under
from journal.store.stretch import SALT_BYTES, Cost

_MARK = b"twofold keys 1"
PHRASE = b"twofold phrase"
_RECOVERY, _FORMER = b"twofold recovery", b"twofold former"


def passphrase_slot(
    own: VaultKey, stretched: Secret, salt: bytes, cost: Cost, *, purpose: bytes = PHRASE
) -> PassphraseSlot:
    """Wrap a vault key under a passphrase that was stretched with this salt at this cost.

    `purpose`, up to 16 bytes, keeps slots apart that are not of `keys.json`.
    """
    bound = _bound_phrase(own.vault, salt, cost, purpose)
    wrapped = shut_under(derived(stretched, purpose), bound, own.key)
    return PassphraseSlot("argon2id", cost.passes, cost.memory, salt.hex(), wrapped.hex())


def open_passphrase_slot(
    vault: bytes, slot: PassphraseSlot, stretched: Secret, *, purpose: bytes = PHRASE
) -> VaultKey | None:
    """Return the vault key, or none if this is not the passphrase."""
    bound = _bound_phrase(vault, bytes.fromhex(slot.salt), slot.cost, purpose)
    return _open(vault, derived(stretched, purpose), bound, slot.key)


def recovery_slot(own: VaultKey, code: RecoveryCode) -> RecoverySlot:
    """Wrap a vault key under a recovery code; 128 random bits need no stretching."""
    salt = randombytes(SALT_BYTES)
    bound = lengthened(_MARK, own.vault, _RECOVERY, salt)
    return RecoverySlot(salt.hex(), shut_under(derived(code, _RECOVERY), bound, own.key).hex())


def open_recovery_slot(vault: bytes, slot: RecoverySlot, code: RecoveryCode) -> VaultKey | None:
    """Return the vault key, or none if this is not the code."""
    bound = lengthened(_MARK, vault, _RECOVERY, bytes.fromhex(slot.salt))
    return _open(vault, derived(code, _RECOVERY), bound, slot.key)


def former_entry(own: VaultKey, former: VaultKey) -> Former:
    """Wrap a former vault key under the present one."""
    bound = lengthened(_MARK, own.vault, _FORMER, former.vault)
    wrapped = shut_under(derived(own.key, _FORMER), bound, former.key)
    return Former(former.vault.hex(), wrapped.hex())


def open_former(own: VaultKey, entry: Former) -> VaultKey | None:
    """Return the former vault key, or none if it is damaged."""
    former = bytes.fromhex(entry.vault)
    bound = lengthened(_MARK, own.vault, _FORMER, former)
    return _open(former, derived(own.key, _FORMER), bound, entry.key)


def _open(vault: bytes, wrapping: Secret, bound: bytes, wrapped: str) -> VaultKey | None:
    key = open_under(wrapping, bound, bytes.fromhex(wrapped))
    return None if key is None else VaultKey(vault, key)


def _bound_phrase(vault: bytes, salt: bytes, cost: Cost, purpose: bytes) -> bytes:
    costs = cost.passes.to_bytes(8) + cost.memory.to_bytes(8)
    return lengthened(_MARK, vault, purpose, b"argon2id", salt, costs)
