"""What is done with the keys of a pairing: sealing files, the author's mark, sealed answers.

Every key serves one purpose: it is keyed BLAKE2b with a `person` of its own, and whatever is bound
to bytes stands there with its length, so that it can be parted in one way only. Source of the
rules: *Keys* and *Sync* in the design. No file and no journal is touched here.
"""

from __future__ import annotations

import hmac
import secrets
from typing import NamedTuple

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt
from nacl.bindings.crypto_generichash import generichash_blake2b_salt_personal

from journal.model.padding import padded_size
from journal.model.record import Stamp
from journal.model.secret import Secret
from journal.store.sealed import (
    KEY_BYTES,
    NONCE_BYTES,
    OVERHEAD,
    TAG_BYTES,
    derived,
    lengthened,
    open_under,
    shut_under,
)

__all__ = [
    "HASH",
    "KEY_BYTES",
    "LEAST_PADDED",
    "MAC",
    "NONCE_BYTES",
    "SEAL_OVERHEAD",
    "TAG_BYTES",
    "Answered",
    "Place",
    "answer_fits",
    "author_mac",
    "author_mac_fits",
    "commit_answer",
    "derived",
    "file_hash",
    "lengthened",
    "new_key",
    "new_stream",
    "new_voice",
    "open_answer",
    "open_file",
    "open_under",
    "pack",
    "padded_size",
    "reveal_key",
    "same",
    "seal_answer",
    "seal_file",
    "shut_under",
    "unpack",
]

HASH = MAC = 32
SEAL_OVERHEAD = OVERHEAD
LEAST_PADDED = 1024
"""No stream file's inside is shorter: one line looks like a page."""
LEAST_ANSWER = 512
"""No sealed answer is shorter; the partner sees its size before it opens."""

_LENGTH = 4

_FILE_KEY = b"duo file key"
_FILE_HASH = b"duo file hash"
_AUTHOR = b"duo author mac"
_REVEAL = b"duo reveal key"
_ANSWER_KEY = b"duo answer key"
_ANSWER_NONCE = b"duo answer nonce"
_COMMIT = b"duo commitment"


class Place(NamedTuple):
    """Where a file belongs; a file opens nowhere else."""

    stream: str
    """32 hex digits."""
    number: int
    """From 1."""
    previous: bytes
    """The hash of the file before it, 32 bytes; zeros before the first."""

    def bound(self, magic: bytes) -> bytes:
        """Return magic, stream, number and previous hash, each with its length."""
        stream = bytes.fromhex(self.stream)
        return lengthened(magic, stream, self.number.to_bytes(8), self.previous)


class Answered(NamedTuple):
    """What a sealed answer is bound to: it opens as no other's, and to no other question."""

    pairing: str
    record: str
    author: str
    question: str
    day: str

    def bound(self) -> bytes:
        """Return all of it, each with its length."""
        return lengthened(*(part.encode() for part in self))


def new_key() -> Secret:
    """Make a random key of 32 bytes."""
    return Secret(secrets.token_bytes(KEY_BYTES))


def new_stream() -> str:
    """Make the name of a stream: 32 hex digits, random, and so no trace of anything."""
    return secrets.token_hex(16)


def new_voice() -> str:
    """Make the name that a stream's stamps carry: 16 hex digits."""
    return secrets.token_hex(8)


def same(one: bytes, other: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one, other)


def hashed(person: bytes, data: bytes) -> bytes:
    """Return BLAKE2b, 32 bytes, without a key but with a `person`."""
    digest: bytes = generichash_blake2b_salt_personal(data, digest_size=HASH, person=person)
    return digest


def file_hash(data: bytes) -> bytes:
    """Return the hash of a whole file, by which the next one names it."""
    return hashed(_FILE_HASH, data)


def seal_file(pair_key: Secret, magic: bytes, place: Place, inner: bytes) -> bytes:
    """Seal the inside of a stream's file, bound to where it belongs: nonce, ciphertext, tag."""
    return shut_under(derived(pair_key, _FILE_KEY), place.bound(magic), Secret(inner))


def open_file(pair_key: Secret, magic: bytes, place: Place, sealed: bytes) -> bytes | None:
    """Open what `seal_file` sealed; none where it was changed, or is not ours or not from here."""
    opened = open_under(derived(pair_key, _FILE_KEY), place.bound(magic), sealed)
    return None if opened is None else opened.reveal()


def author_mac(author_key: Secret, magic: bytes, place: Place, data: bytes) -> bytes:
    """Return the author's own mark under a file's JSON; only who holds their key can make it."""
    return derived(author_key, _AUTHOR, place.bound(magic) + lengthened(data)).reveal()


def author_mac_fits(
    author_key: Secret, magic: bytes, place: Place, data: bytes, mac: bytes
) -> bool:
    """Tell whether the author made this mark."""
    return same(author_mac(author_key, magic, place, data), mac)


def pack(mac: bytes, data: bytes) -> bytes:
    """Return a file's inside: mac, length, data, and zeros up to a Padmé size of at least 1 KiB."""
    return _filled(mac + lengthened(data), LEAST_PADDED)


def unpack(inner: bytes) -> tuple[bytes, bytes] | None:
    """Return mac and data; none where this is not exactly what `pack` makes."""
    if len(inner) < LEAST_PADDED:
        return None
    data = _unfilled(inner[MAC:])
    mac = inner[:MAC]
    return None if data is None or pack(mac, data) != inner else (mac, data)


def reveal_key(author_key: Secret, record_id: str, stamp: Stamp) -> Secret:
    """Make the key of one version of a sealed answer: the same whenever its author makes it."""
    when = stamp.ms.to_bytes(8, signed=True) + stamp.counter.to_bytes(8)
    named = lengthened(record_id.encode(), when, stamp.device.encode())
    return derived(author_key, _REVEAL, named)


def seal_answer(key: Secret, answered: Answered, data: bytes) -> bytes:
    """Seal an answer's words under their own key, padded, bound to all that they answer.

    The same words give the same bytes, so that one version stays one however often it is sent:
    the nonce is made from key and words, and no key seals two things with one nonce.
    """
    bound, padded = answered.bound(), _filled(lengthened(data), LEAST_ANSWER)
    nonce = derived(key, _ANSWER_NONCE, bound + padded).reveal()[:NONCE_BYTES]
    own = derived(key, _ANSWER_KEY)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(padded, bound, nonce, own.reveal())


def open_answer(key: Secret, answered: Answered, sealed: bytes) -> bytes | None:
    """Open what `seal_answer` sealed; none for any other key, answer or question."""
    opened = open_under(derived(key, _ANSWER_KEY), answered.bound(), sealed)
    return None if opened is None else _unfilled(opened.reveal())


def commit_answer(key: Secret, answered: Answered, data: bytes) -> bytes:
    """Return what binds the author to these very words before anyone can read them.

    The key is part of it: under another key the same sealed bytes cannot become other words.
    """
    return hashed(_COMMIT, answered.bound() + lengthened(key.reveal(), data))


def answer_fits(key: Secret, answered: Answered, data: bytes, commitment: bytes) -> bool:
    """Tell whether these words, under this key, are the ones that were committed to."""
    return same(commit_answer(key, answered, data), commitment)


def _filled(data: bytes, least: int) -> bytes:
    return data.ljust(padded_size(max(len(data), least)), b"\0")


def _unfilled(padded: bytes) -> bytes | None:
    """Return what stands after its length, if nothing but zeros follows."""
    size = int.from_bytes(padded[:_LENGTH])
    if len(padded) < _LENGTH + size or any(padded[_LENGTH + size :]):
        return None
    return padded[_LENGTH : _LENGTH + size]
