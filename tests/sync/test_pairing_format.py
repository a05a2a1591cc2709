"""FORMAT.md alone is enough to pair: an inviter written from it, without any of our code."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_scalarmult,
    crypto_scalarmult_base,
)

from journal.model.passphrase import Passphrase
from journal.model.secret import Secret
from journal.model.sync_status import PairingStage
from journal.store.stretch import Cost, argon2id
from journal.sync.invitation import COST
from journal.sync.pairing import Pairing
from journal.sync.words import all_words
from tests.sync.sides import Side

CODE = b"0123456789AM"
SALT = bytes(range(16))
SECRET = bytes(range(32, 64))
NONCE = bytes(24)
IDENTITY = bytes.fromhex("ca" * 16 + "cb" * 16 + "cc" * 8) + b"\3Cas" + bytes(212)


def lengths(*parts: bytes) -> bytes:
    """*len(x, y, …)*."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def hashed(key: bytes, person: bytes, data: bytes) -> bytes:
    """*H(key, person, data)*."""
    return blake2b(data, digest_size=32, key=key, person=person).digest()


def seal(key: bytes, bound: bytes, data: bytes) -> bytes:
    """*seal(key, bound, data)*."""
    return NONCE + crypto_aead_xchacha20poly1305_ietf_encrypt(data, bound, NONCE, key)


def opened(key: bytes, bound: bytes, sealed: bytes) -> bytes:
    """What was sealed so."""
    return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], bound, sealed[:24], key)


def plain(told: bytes, salt: bytes) -> bytes:
    """Something cheap in argon2id's place."""
    return hashed(b"", b"", lengths(told, salt))


def cheap(passphrase: Passphrase, salt: bytes, _cost: Cost) -> Secret:
    """The same, as the program calls it."""
    return Secret(plain(passphrase.reveal(), salt))


def test_an_inviter_written_from_the_description_pairs_with_the_program(tmp_path: Path) -> None:
    """Invitation, reply, words, greeting and both yes, byte by byte."""
    root, name = tmp_path / "duo1", SALT.hex()
    root.mkdir()
    (root / "marker").write_bytes(b"ab" * 16 + b"\n")
    code_key = plain(CODE, SALT)
    head = b"duo1invi" + SALT
    key = hashed(code_key, b"duo invitation", b"")
    invitation = head + seal(key, lengths(head), crypto_scalarmult_base(SECRET))
    (root / f"{name}-invitation.pair").write_bytes(invitation)

    ben = Side("Ben", tmp_path)
    ben.pairing = Pairing(ben.paper.exchange, ben.files, ben.clock, stretch=cheap)
    ben.pairing.accept(tmp_path, "0123-4567-89AM")

    reply = (root / f"{name}-reply.pair").read_bytes()
    assert reply[:8] == b"duo1repl"
    key = hashed(code_key, b"duo reply", b"")
    shared = crypto_scalarmult(SECRET, opened(key, lengths(b"duo1repl", invitation), reply[8:80]))
    key = hashed(shared, b"duo identity", b"")
    identity = opened(key, lengths(reply[:80], invitation), reply[80:])
    assert identity[:16].hex() == ben.paper.me.id
    assert identity[40:45] == b"\3Ben\0"

    transcript = lengths(invitation, reply)
    told = hashed(shared, b"duo words", transcript)
    bits = int.from_bytes(plain(told, hashed(b"", b"duo words salt", transcript)[:16]), "big")
    numbers = [bits >> (256 - 11 * place) & 2047 for place in (1, 2, 3, 4)]
    assert ben.pairing.words == tuple(all_words()[number] for number in numbers)

    pair_key = hashed(shared, b"duo pair key", transcript)
    key = hashed(pair_key, b"duo greeting", b"")
    greeting = b"duo1gree" + seal(key, lengths(b"duo1gree"), IDENTITY)
    (root / f"{name}-greeting.pair").write_bytes(greeting)
    key = hashed(pair_key, b"duo yes", b"inviter")
    yes = b"duo1yes." + seal(key, lengths(b"duo1yes."), bytes(32))
    (root / f"{name}-yes-inviter.pair").write_bytes(yes)
    ben.pairing.confirm()
    assert ben.pairing.hop()
    assert ben.stage is PairingStage.PAIRED
    paired = ben.pairing.paired
    assert paired is not None
    assert paired.pairing == hashed(pair_key, b"duo pairing id", b"")[:16].hex()
    assert paired.key.reveal() == pair_key
    assert (paired.partner.author, paired.partner.name) == ("ca" * 16, "Cas")
    assert (paired.partner.stream, paired.partner.voice) == ("cb" * 16, "cc" * 8)

    his = (root / f"{name}-yes-invited.pair").read_bytes()
    key = hashed(pair_key, b"duo yes", b"invited")
    assert opened(key, lengths(b"duo1yes."), his[8:]) == bytes(32)


def test_an_ending_written_from_the_description_is_read(tmp_path: Path) -> None:
    """By an inviter whose invitation nobody else answered."""
    ana = Side("Ana", tmp_path)
    ana.pairing = Pairing(ana.paper.exchange, ana.files, ana.clock, stretch=cheap)
    code = ana.pairing.invite(tmp_path)
    salt = bytes.fromhex(ana.state()["id"])
    head = b"duo1ende" + salt
    key = hashed(plain(code.reveal(), salt), b"duo ended", b"")
    note = head + seal(key, lengths(head), b"\1".ljust(32, b"\0"))
    (tmp_path / "duo1" / f"{salt.hex()}-ended.pair").write_bytes(note)
    assert ana.pairing.hop()
    assert ana.stage is PairingStage.ALONE


def test_a_code_is_stretched_as_described() -> None:
    """The real argon2id, once: three passes over 256 MiB."""
    found = argon2id(Passphrase(CODE), SALT, COST).reveal()
    assert found.hex() == "03c778effd338afe872633dfca6d173c78fb4979459845c00457befec804049d"
