"""The vault of one person: what opens it, and what changes how it is opened.

A random vault key seals everything; `keys.json` holds it wrapped under the passphrase and under a
recovery code, so that a new passphrase rewrites one small file.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from nacl.bindings import randombytes

from journal.model.clock import Clock
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import BYTES as CODE_BYTES
from journal.model.recovery_code import RecoveryCode
from journal.model.tries import Tries
from journal.store.files import Files
from journal.store.key_errors import (
    KeysDamaged,
    KeysExist,
    KeysMissing,
    TooSoon,
    WrongPassphrase,
    WrongRecoveryCode,
)
from journal.store.keys_file import (
    VERSION,
    Found,
    Keys,
    KeysFile,
    PassphraseSlot,
    RecoverySlot,
    Slot,
    State,
)
from journal.store.keys_file import encode as encode_keys
from journal.store.sealed import Sealed, VaultKey
from journal.store.slots import (
    former_entry,
    open_former,
    open_passphrase_slot,
    open_recovery_slot,
    passphrase_slot,
    recovery_slot,
)
from journal.store.stretch import SALT_BYTES, Stretch, argon2id, calibrated


class Vault:
    """The keys of one person's folder.

    One object should live as long as the program: it knows of wrong tries. What it opens it does
    not keep; passphrases and codes are used while a call lasts. Whatever asks for a passphrase
    takes about half a second and a quarter gigabyte, twice that when one is set.
    """

    def __init__(
        self, folder: Path, *, clock: Clock, files: Files | None = None, stretch: Stretch = argon2id
    ) -> None:
        self._file = KeysFile(folder, files or Files())
        self._clock = clock
        self._stretch = stretch
        self._tries = Tries()

    @property
    def pause(self) -> float:
        """How many seconds are left until the next try may be made."""
        return self._tries.left(self._clock.monotonic())

    def state(self) -> State | None:
        """Read what the journal is by its keys, or none where there are no keys.

        Raises `KeysDamaged` and `KeysNewer`.
        """
        try:
            return self._file.read().keys.state
        except KeysMissing:
            return None

    def create(
        self, passphrase: Passphrase, state: State = State.SEALED
    ) -> tuple[Sealed, RecoveryCode]:
        """Make a new vault and write its keys; the code is to be shown once and asked back.

        Raises `KeysExist`, `KeysDamaged`, `KeysNewer`, `TooLittleMemory` and `NotSaved`.
        """
        if self.state() is not None:
            raise KeysExist
        sealed = Sealed(VaultKey.random())
        return sealed, self._write_new(sealed, passphrase, state)

    def open(self, passphrase: Passphrase) -> Sealed:
        """Open with the passphrase.

        Raises `WrongPassphrase`, `TooSoon`, `TooLittleMemory`, `KeysMissing`, `KeysDamaged` and
        `KeysNewer`.
        """
        self._not_too_soon()
        found = self._file.read()
        slot = found.keys.passphrase
        if slot is None:
            raise KeysDamaged
        stretched = self._stretch(passphrase, bytes.fromhex(slot.salt), slot.cost)
        key = open_passphrase_slot(bytes.fromhex(found.keys.vault), slot, stretched)
        if key is None:
            self._tries.wrong(self._clock.monotonic())
            raise WrongPassphrase
        return self._opened(found, key)

    def recover(self, code: RecoveryCode) -> Sealed:
        """Open with the recovery code; then `set_passphrase`, and best a new code too.

        Raises `WrongRecoveryCode`, `TooSoon`, `KeysMissing`, `KeysDamaged` and `KeysNewer`.
        """
        self._not_too_soon()
        found = self._file.read()
        slot = found.keys.recovery
        if slot is None:
            raise WrongRecoveryCode
        key = open_recovery_slot(bytes.fromhex(found.keys.vault), slot, code)
        if key is None:
            self._tries.wrong(self._clock.monotonic())
            raise WrongRecoveryCode
        return self._opened(found, key)

    def set_passphrase(self, sealed: Sealed, passphrase: Passphrase) -> None:
        """Put a passphrase in the old one's place; what is sealed stays under the same key.

        Whoever has an old copy of the keys and the old passphrase still opens with them: only
        `new_key` helps against that. Raises `TooLittleMemory`, `NotSaved`, `Forgotten`, and
        `KeysDamaged` where the keys are not of this vault.
        """
        keys = self._of(sealed)
        slots = (self._passphrase_slot(sealed.key, passphrase), *_without(keys, PassphraseSlot))
        self._write(msgspec.structs.replace(keys, slots=slots), sealed)

    def new_recovery_code(self, sealed: Sealed) -> RecoveryCode:
        """Put a new recovery code in the old one's place, to be shown once. Raises as above."""
        keys = self._of(sealed)
        code = RecoveryCode(randombytes(CODE_BYTES))
        slots = (*_without(keys, RecoverySlot), recovery_slot(sealed.key, code))
        self._write(msgspec.structs.replace(keys, slots=slots), sealed)
        return code

    def new_key(self, sealed: Sealed, passphrase: Passphrase) -> tuple[Sealed, RecoveryCode]:
        """Make a new vault key, with a new recovery code; the old seal stays as it is.

        The new seal still opens what the old one shut, after a crash too, until `settle` says that
        everything was sealed anew. Raises as `set_passphrase`.
        """
        keys = self._of(sealed)
        renewed = Sealed(VaultKey.random(), (sealed.key, *sealed.former))
        return renewed, self._write_new(renewed, passphrase, keys.state)

    def settle(self, sealed: Sealed) -> None:
        """Forget former keys: nothing is sealed under them any more. Raises as above."""
        self._write(msgspec.structs.replace(self._of(sealed), former=()), sealed)
        sealed.forget_former()

    def mark(self, sealed: Sealed, state: State) -> None:
        """Write down what the journal is from now on. Raises as above."""
        self._write(msgspec.structs.replace(self._of(sealed), state=state), sealed)

    def remove(self) -> None:
        """Take the keys away: nothing sealed is left, or it is never to be read. `NotSaved`."""
        self._file.remove()

    def _not_too_soon(self) -> None:
        left = self.pause
        if left > 0:
            raise TooSoon(left)

    def _opened(self, found: Found, own: VaultKey) -> Sealed:
        former = [open_former(own, entry) for entry in found.keys.former]
        if not found.is_of(own) or None in former:
            raise KeysDamaged
        self._tries.right()
        self._file.heal(found.data)
        return Sealed(own, [key for key in former if key is not None])

    def _of(self, sealed: Sealed) -> Keys:
        """Read the keys and make sure that they are this seal's. Raises `KeysDamaged`."""
        found = self._file.read()
        if not found.is_of(sealed.key):
            raise KeysDamaged
        return found.keys

    def _write_new(self, sealed: Sealed, passphrase: Passphrase, state: State) -> RecoveryCode:
        own = sealed.key
        code = RecoveryCode(randombytes(CODE_BYTES))
        slots = (self._passphrase_slot(own, passphrase), recovery_slot(own, code))
        former = tuple(former_entry(own, key) for key in sealed.former)
        self._write(Keys(VERSION, own.vault.hex(), state, slots, former), sealed)
        return code

    def _passphrase_slot(self, own: VaultKey, passphrase: Passphrase) -> PassphraseSlot:
        salt = randombytes(SALT_BYTES)
        cost, stretched = calibrated(passphrase, salt, stretch=self._stretch, clock=self._clock)
        return passphrase_slot(own, stretched, salt, cost)

    def _write(self, keys: Keys, sealed: Sealed) -> None:
        self._file.write(encode_keys(keys, sealed.key))


def _without(keys: Keys, kind: type[Slot]) -> tuple[Slot, ...]:
    return tuple(slot for slot in keys.slots if not isinstance(slot, kind))
