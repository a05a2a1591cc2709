"""The second key: it seals documents and drafts one by one, under a passphrase of its own.

The key is random, and wrapped in the one row of the table `own-key`. What is sealed is padded, and
bound to the key, to what it is, and to the number of its document.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import msgspec

from journal.model.padding import padded_size
from journal.model.secret import Secret
from journal.store.documents import OWN_KEY
from journal.store.key_errors import NoOwnKey, OwnKeyDamaged
from journal.store.keys_file import Former, Hex16, PassphraseSlot
from journal.store.sealed import VaultKey, derived, lengthened, open_under, shut_under
from journal.store.slots import former_entry, open_former, open_passphrase_slot, passphrase_slot
from journal.store.snapshot import Tables
from journal.store.stretch import Cost

ROW = 1
VERSION = 1
RECORD, DRAFT = b"record", b"draft"
"""What is sealed: bound to it, so that one cannot stand for the other."""

LEAST_BYTES = 1024
"""What is sealed is padded to this, or to the next Padmé size above."""

_MARK = b"twofold own 1"
_PHRASE, _PERSON = b"twofold own word", b"twofold own seal"

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_NONE = msgspec.Raw(b"null")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one row of the table `own-key`."""

    version: int
    vault: Hex16
    """The id of the second key: random, no secret."""
    slot: PassphraseSlot
    former: tuple[Former, ...] = ()
    """Keys before a change of the passphrase, under the present one, while drafts or backups may
    still be sealed with them."""


_row = msgspec.json.Decoder(Row)


def row_in(tables: Tables) -> Row:
    """Read the row. Raises `NoOwnKey` and `OwnKeyDamaged`."""
    raw = tables.get(OWN_KEY, {}).get(str(ROW))
    if raw is None:
        raise NoOwnKey
    try:
        row = _row.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise OwnKeyDamaged from None
    if row.version != VERSION or not row.slot.cost.is_bounded:
        raise OwnKeyDamaged
    return row


class OwnSeal:
    """The second key, ready for use on any thread; it still opens what former ones shut."""

    def __init__(self, key: VaultKey, former: Sequence[VaultKey] = ()) -> None:
        self._key, self._former = key, tuple(former)
        self._rings = [
            (each.vault, derived(each.key, _PERSON, each.vault)) for each in (key, *former)
        ]

    @classmethod
    def random(cls) -> OwnSeal:
        """Make a new key."""
        return cls(VaultKey.random())

    @classmethod
    def unwrapped(cls, row: Row, stretched: Secret) -> OwnSeal | None:
        """Return the key that a row holds, or none if this is not its passphrase."""
        key = open_passphrase_slot(bytes.fromhex(row.vault), row.slot, stretched, purpose=_PHRASE)
        if key is None:
            return None
        former = [open_former(key, entry) for entry in row.former]
        return cls(key, [each for each in former if each is not None])

    def renewed(self) -> OwnSeal:
        """Make a new key that still opens what this one shut."""
        return OwnSeal(VaultKey.random(), (self._key, *self._former))

    def alone(self) -> OwnSeal:
        """Return the key without former ones."""
        return OwnSeal(self._key)

    @property
    def has_former(self) -> bool:
        """Whether it opens what a former key shut."""
        return bool(self._former)

    def knows(self, vault: str) -> bool:
        """Tell whether the key of that id is this one, or one before it."""
        return bytes.fromhex(vault) in (known for known, _key in self._rings)

    def __repr__(self) -> str:
        return "<OwnSeal>"

    @property
    def vault(self) -> str:
        """The id of the key, 32 hex digits."""
        return self._key.vault.hex()

    def row(self, stretched: Secret, salt: bytes, cost: Cost) -> Row:
        """Wrap the key under a stretched passphrase."""
        slot = passphrase_slot(self._key, stretched, salt, cost, purpose=_PHRASE)
        return Row(
            VERSION, self.vault, slot, tuple(former_entry(self._key, each) for each in self._former)
        )

    def shut(self, what: bytes, name: str, data: bytes) -> str:
        """Return JSON sealed and padded, in base64; `name` (32 hex digits) is bound to it."""
        padded = data.ljust(padded_size(max(len(data), LEAST_BYTES)))
        vault, key = self._rings[0]
        sealed = shut_under(key, _bound(vault, what, name), Secret(padded))
        return base64.b64encode(sealed).decode()

    def open(self, what: bytes, name: str, sealed: object) -> bytes | None:
        """Return what was shut, with its padding; none where it is damaged or another's."""
        if not isinstance(sealed, str):
            return None
        try:
            data = base64.b64decode(sealed, validate=True)
            bound = [_bound(vault, what, name) for vault, _key in self._rings]
        except ValueError:
            return None
        for (_vault, key), each in zip(self._rings, bound, strict=True):
            if (found := open_under(key, each, data)) is not None:
                return found.reveal()
        return None


def _bound(vault: bytes, what: bytes, name: str) -> bytes:
    return lengthened(_MARK, vault, what, bytes.fromhex(name))
