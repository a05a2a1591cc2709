"""`keys.json`: the vault key, wrapped in slots, and a copy of the file among the backups.

```
{"check": 32 hex, "mac": 64 hex, "keys": {"version": 1, "vault": 32 hex, "state": …,
 "slots": [{"kind": "passphrase", …}, {"kind": "recovery", …}], "former": [{"vault", "key"}]}}
```

`check` is BLAKE2b-128 of `mac` and of the very bytes of `keys`: it tells damage from a wrong
passphrase, in every version. `mac` is keyed BLAKE2b of those bytes under the vault key: it shows,
once the vault is open, that nobody without the key changed anything, costs and state included.
"""

from __future__ import annotations

import contextlib
import enum
import hashlib
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from journal.store.errors import saving
from journal.store.files import Files, replace_whole
from journal.store.key_errors import KeysDamaged, KeysMissing, KeysNewer
from journal.store.sealed import VaultKey, derived
from journal.store.stretch import Cost

KEYS = "keys.json"
COPY = Path("backups") / KEYS
VERSION = 1
MOST_BYTES = 64 * 1024
"""No keys file is longer; a longer one is not read."""

_CHECK_BYTES = 16
_MAC_PERSON = b"twofold keysfile"

Hex16 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Hex72 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{144}\Z")]


class State(enum.Enum):
    """What the journal beside the keys is, so that a crash while that changes is understood."""

    SEALING = "sealing"
    """Being encrypted: the journal's file may still be plain."""
    SEALED = "sealed"
    """Encrypted: anything plain is damage."""
    UNSEALING = "unsealing"
    """Being decrypted: the journal's file may already be plain."""
    PLAIN = "plain"
    """Not encrypted; the keys stay for what is still sealed, old backups for instance."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class PassphraseSlot(_Strict, frozen=True, tag_field="kind", tag="passphrase"):
    """The vault key under a passphrase, stretched."""

    kdf: Literal["argon2id"]
    passes: int
    memory: int
    """In bytes."""
    salt: Hex16
    key: Hex72
    """Nonce, vault key and tag, sealed."""

    @property
    def cost(self) -> Cost:
        """What a try costs, as the file says; see `Cost.is_bounded`."""
        return Cost(self.passes, self.memory)


class RecoverySlot(_Strict, frozen=True, tag_field="kind", tag="recovery"):
    """The vault key under the recovery code, which needs no stretching."""

    salt: Hex16
    key: Hex72


Slot = PassphraseSlot | RecoverySlot


class Former(_Strict, frozen=True):
    """The key of the vault before `--new-key`, under the present one, until nothing needs it."""

    vault: Hex16
    key: Hex72


class Keys(_Strict, frozen=True):
    """What the file says."""

    version: int
    vault: Hex16
    state: State
    slots: tuple[Slot, ...]
    former: tuple[Former, ...] = ()

    @property
    def passphrase(self) -> PassphraseSlot | None:
        """The slot of the passphrase."""
        return next((slot for slot in self.slots if isinstance(slot, PassphraseSlot)), None)

    @property
    def recovery(self) -> RecoverySlot | None:
        """The slot of the recovery code."""
        return next((slot for slot in self.slots if isinstance(slot, RecoverySlot)), None)


class _Outer(_Strict, frozen=True):
    check: str
    mac: str
    keys: msgspec.Raw


class _Version(msgspec.Struct, frozen=True):
    version: int


class Found(NamedTuple):
    """A keys file as it was read."""

    keys: Keys
    body: bytes
    """The very bytes of `keys`, which check and mac are of."""
    mac: str
    data: bytes
    """The whole file."""

    def is_of(self, key: VaultKey) -> bool:
        """Tell whether whoever wrote this had the vault key."""
        return key.vault.hex() == self.keys.vault and _mac(key, self.body) == self.mac


def encode(keys: Keys, key: VaultKey) -> bytes:
    """Return the whole file."""
    body = msgspec.json.encode(keys)
    mac = _mac(key, body)
    return msgspec.json.encode(_Outer(_check(mac, body), mac, msgspec.Raw(body))) + b"\n"


def decode(data: bytes) -> Found:
    """Read a whole file, and use nothing of it. Raises `KeysDamaged` and `KeysNewer`."""
    try:
        outer = msgspec.json.decode(data, type=_Outer)
        body = bytes(outer.keys)
        if _check(outer.mac, body) != outer.check:
            raise KeysDamaged
        if msgspec.json.decode(body, type=_Version).version > VERSION:
            raise KeysNewer
        keys = msgspec.json.decode(body, type=Keys)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise KeysDamaged from None
    kinds = [type(slot) for slot in keys.slots]
    slot = keys.passphrase
    if len(set(kinds)) < len(kinds) or keys.version < 1 or (slot and not slot.cost.is_bounded):
        raise KeysDamaged
    return Found(keys, body, outer.mac, data)


class KeysFile:
    """The two files of one person's folder; the one beside the journal counts."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._path = folder / KEYS
        self._copy = folder / COPY
        self._files = files

    def read(self) -> Found:
        """Read the keys, from the copy where the file itself is missing or damaged.

        Raises `KeysMissing`, `KeysDamaged` and `KeysNewer`.
        """
        damaged = False
        for path in (self._path, self._copy):
            try:
                return self._one(path)
            except KeysMissing:
                continue
            except KeysDamaged:
                damaged = True
        raise KeysDamaged if damaged else KeysMissing

    def write(self, data: bytes) -> None:
        """Put both in place: the copy first, so that the file itself decides. Raises `NotSaved`."""
        with saving():
            self._files.make_folder(self._copy.parent)
            replace_whole(self._files, self._copy, data, read_back=True)
            replace_whole(self._files, self._path, data, read_back=True)

    def heal(self, data: bytes) -> None:
        """Make both what was found to be right, if the disk lets us."""
        with contextlib.suppress(OSError):
            for path in (self._path, self._copy):
                if not self._is(path, data):
                    self._files.make_folder(path.parent)
                    replace_whole(self._files, path, data)

    def remove(self) -> None:
        """Take both away, the one that decides last. Raises `NotSaved`."""
        with saving():
            for path in (self._copy, self._path):
                try:
                    self._files.mark(path)
                except FileNotFoundError:
                    continue
                self._files.remove(path)
                self._files.sync_folder(path.parent)

    def _one(self, path: Path) -> Found:
        try:
            if self._files.mark(path)[1] > MOST_BYTES:
                raise KeysDamaged
            data = self._files.read(path)
        except FileNotFoundError:
            raise KeysMissing from None
        except OSError:
            raise KeysDamaged from None
        return decode(data)

    def _is(self, path: Path, data: bytes) -> bool:
        try:
            return self._files.read(path) == data
        except OSError:
            return False


def _mac(key: VaultKey, body: bytes) -> str:
    return derived(key.key, _MAC_PERSON, key.vault + body).reveal().hex()


def _check(mac: str, body: bytes) -> str:
    return hashlib.blake2b(mac.encode() + body, digest_size=_CHECK_BYTES).hexdigest()
