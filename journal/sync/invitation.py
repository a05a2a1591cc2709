"""The messages of a pairing, byte by byte: made and opened here, carried by someone else.

Source of the rules: *Pairing* in the design; the layouts stand in FORMAT.md. Each message has one
exact size, opens under one key, and is bound to every byte that went before it. What does not
open is none: nothing is read from a message before it is authentic.
"""

from __future__ import annotations

import secrets
from enum import IntEnum
from typing import NamedTuple

import msgspec
from nacl.bindings import crypto_scalarmult, crypto_scalarmult_base
from nacl.exceptions import CryptoError

from journal.model.pairing_code import PairingCode
from journal.model.passphrase import Passphrase
from journal.model.secret import Secret
from journal.store.stretch import SALT_BYTES, STANDARD, Stretch
from journal.sync.seal import (
    KEY_BYTES,
    SEAL_OVERHEAD,
    derived,
    hashed,
    lengthened,
    open_under,
    shut_under,
)

COST = STANDARD
"""argon2id's cost, three passes over 256 MiB: fixed, so that no file can ask for another."""

IDENTITY_BYTES = 256
NAME_BYTES = IDENTITY_BYTES - 41
_MAGIC_BYTES = 8
_SEALED_KEY = SEAL_OVERHEAD + KEY_BYTES

INVITATION_SIZE = ENDED_SIZE = _MAGIC_BYTES + SALT_BYTES + _SEALED_KEY
REPLY_SIZE = _MAGIC_BYTES + _SEALED_KEY + SEAL_OVERHEAD + IDENTITY_BYTES
GREETING_SIZE = _MAGIC_BYTES + SEAL_OVERHEAD + IDENTITY_BYTES
YES_SIZE = _MAGIC_BYTES + _SEALED_KEY

_INVITATION, _REPLY, _GREETING = b"duo1invi", b"duo1repl", b"duo1gree"
_YES, _ENDED = b"duo1yes.", b"duo1ende"

_WORDS_BITS, _WORDS = 11, 4


class Why(IntEnum):
    """Why a pairing was ended before it was done."""

    REFUSED = 1
    """The words did not match, or somebody thought better of it."""
    WITHDRAWN = 2
    """The invitation was taken back before anyone had answered."""
    TOO_OLD = 3
    """Nobody had answered within 24 hours."""
    SAME_PERSON = 4
    """Whoever answered was the inviter."""


class Identity(msgspec.Struct, frozen=True):
    """Who speaks in a pairing, and where."""

    author: str
    """32 hex digits."""
    name: str
    stream: str
    """The stream that they begin with, 32 hex digits."""
    voice: str
    """The device id in the stamps of that stream, 16 hex digits."""


class Agreed(NamedTuple):
    """What the two who exchanged invitation and reply share, and nobody else."""

    shared: Secret
    """The X25519 secret."""
    transcript: bytes
    """Invitation and reply, whole, each with its length."""

    @property
    def pair_key(self) -> Secret:
        """The key that seals all that is said in this pairing."""
        return derived(self.shared, b"duo pair key", self.transcript)

    def numbers(self, stretch: Stretch) -> tuple[int, ...]:
        """Return the places, from 0 to 2,047, of the four words in the list.

        Whoever sits between the two has to find two transcripts with the same 44 bits, each try
        a whole argon2id, before the inviter's day is over.
        """
        told = derived(self.shared, b"duo words", self.transcript)
        salt = hashed(b"duo words salt", self.transcript)[:SALT_BYTES]
        drawn = int.from_bytes(stretch(Passphrase(told.reveal()), salt, COST).reveal())
        drawn >>= 8 * KEY_BYTES - _WORDS * _WORDS_BITS
        mask = (1 << _WORDS_BITS) - 1
        return tuple(drawn >> _WORDS_BITS * place & mask for place in reversed(range(_WORDS)))


def code_key(code: PairingCode, salt: bytes, stretch: Stretch) -> Secret:
    """Stretch a code; blocks for about a third of a second."""
    return stretch(Passphrase(code.reveal()), salt, COST)


def pairing_id(pair_key: Secret) -> str:
    """Return the name of a pairing, 32 hex digits, that nobody outside it can know."""
    return derived(pair_key, b"duo pairing id").reveal()[:16].hex()


def new_salt() -> bytes:
    """Make the salt of a new invitation, which also names its files."""
    return secrets.token_bytes(SALT_BYTES)


def make_invitation(key: Secret, salt: bytes) -> tuple[Secret, bytes]:
    """Return the secret half of a new one-time key, and the invitation that holds the other."""
    secret, public = _one_time()
    head = _INVITATION + salt
    return secret, head + shut_under(derived(key, b"duo invitation"), lengthened(head), public)


def salt_of(message: bytes) -> bytes:
    """Return the salt of an invitation, or of a note that a pairing was ended."""
    return message[_MAGIC_BYTES : _MAGIC_BYTES + SALT_BYTES]


def make_reply(key: Secret, invitation: bytes, me: Identity) -> tuple[bytes, Agreed] | None:
    """Answer an invitation; none where this key does not open it."""
    theirs = _opened_invitation(key, invitation)
    if theirs is None:
        return None
    secret, public = _one_time()
    shared = _agreed(secret, theirs)
    if shared is None:
        return None
    bound = lengthened(_REPLY, invitation)
    head = _REPLY + shut_under(derived(key, b"duo reply"), bound, public)
    bound = lengthened(head, invitation)
    reply = head + shut_under(derived(shared, b"duo identity"), bound, _written(me))
    return reply, Agreed(shared, lengthened(invitation, reply))


def open_reply(
    key: Secret, secret: Secret, invitation: bytes, reply: bytes
) -> tuple[Identity, Agreed] | None:
    """Read the answer to one's own invitation; none where it is not one."""
    if len(reply) != REPLY_SIZE or not reply.startswith(_REPLY):
        return None
    head, rest = reply[: _MAGIC_BYTES + _SEALED_KEY], reply[_MAGIC_BYTES + _SEALED_KEY :]
    bound = lengthened(_REPLY, invitation)
    theirs = open_under(derived(key, b"duo reply"), bound, head[_MAGIC_BYTES:])
    shared = None if theirs is None else _agreed(secret, theirs)
    if shared is None:
        return None
    opened = open_under(derived(shared, b"duo identity"), lengthened(head, invitation), rest)
    identity = None if opened is None else _read(opened.reveal())
    return None if identity is None else (identity, Agreed(shared, lengthened(invitation, reply)))


def make_greeting(pair_key: Secret, me: Identity) -> bytes:
    """Say who the inviter is, once they know whom they have invited."""
    key = derived(pair_key, b"duo greeting")
    return _GREETING + shut_under(key, lengthened(_GREETING), _written(me))


def open_greeting(pair_key: Secret, greeting: bytes) -> Identity | None:
    """Read who the inviter is; none where this is not their greeting."""
    if len(greeting) != GREETING_SIZE or not greeting.startswith(_GREETING):
        return None
    key = derived(pair_key, b"duo greeting")
    opened = open_under(key, lengthened(_GREETING), greeting[_MAGIC_BYTES:])
    return None if opened is None else _read(opened.reveal())


def make_yes(pair_key: Secret, role: str) -> bytes:
    """Say that the words match, as the one in this role."""
    key = derived(pair_key, b"duo yes", role.encode())
    return _YES + shut_under(key, lengthened(_YES), Secret(bytes(KEY_BYTES)))


def is_yes(pair_key: Secret, role: str, message: bytes) -> bool:
    """Tell whether the one in this role has said that the words match."""
    if len(message) != YES_SIZE or not message.startswith(_YES):
        return False
    key = derived(pair_key, b"duo yes", role.encode())
    return open_under(key, lengthened(_YES), message[_MAGIC_BYTES:]) is not None


def make_ended(key: Secret, salt: bytes, why: Why) -> bytes:
    """Say that a pairing was ended before it was done, to whoever has its code."""
    head = _ENDED + salt
    note = Secret(bytes([why]).ljust(KEY_BYTES, b"\0"))
    return head + shut_under(derived(key, b"duo ended"), lengthened(head), note)


def open_ended(key: Secret, message: bytes) -> Why | None:
    """Read why a pairing was ended; none where this does not say so."""
    if len(message) != ENDED_SIZE or not message.startswith(_ENDED):
        return None
    at = _MAGIC_BYTES + SALT_BYTES
    opened = open_under(derived(key, b"duo ended"), lengthened(message[:at]), message[at:])
    known = {why.value: why for why in Why}
    return None if opened is None else known.get(opened.reveal()[0], Why.REFUSED)


def opens(key: Secret, invitation: bytes) -> bool:
    """Tell whether a stretched code opens this invitation."""
    return _opened_invitation(key, invitation) is not None


def _opened_invitation(key: Secret, invitation: bytes) -> Secret | None:
    if len(invitation) != INVITATION_SIZE or not invitation.startswith(_INVITATION):
        return None
    at = _MAGIC_BYTES + SALT_BYTES
    bound = lengthened(invitation[:at])
    return open_under(derived(key, b"duo invitation"), bound, invitation[at:])


def _one_time() -> tuple[Secret, Secret]:
    secret = Secret(secrets.token_bytes(KEY_BYTES))
    return secret, Secret(crypto_scalarmult_base(secret.reveal()))


def _agreed(secret: Secret, theirs: Secret) -> Secret | None:
    """Return the X25519 secret; none for a point of low order, with which anyone would know it."""
    try:
        shared = crypto_scalarmult(secret.reveal(), theirs.reveal())
    except CryptoError:
        return None
    return Secret(shared) if any(shared) else None


def _written(identity: Identity) -> Secret:
    name = identity.name.encode()
    ids = bytes.fromhex(identity.author + identity.stream + identity.voice)
    return Secret((ids + bytes([len(name)]) + name).ljust(IDENTITY_BYTES, b"\0"))


def _read(data: bytes) -> Identity | None:
    ids, size, rest = data[:40], data[40], data[41:]
    if len(data) != IDENTITY_BYTES or size > NAME_BYTES or any(rest[size:]):
        return None
    try:
        name = rest[:size].decode()
    except UnicodeDecodeError:
        return None
    return Identity(ids[:16].hex(), name, ids[16:32].hex(), ids[32:].hex())
