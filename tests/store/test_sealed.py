"""Seals: only the same vault, purpose and context open them, and nothing repeats or shows."""

from __future__ import annotations

import hashlib
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path

import nacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)

import journal
from journal.model.passphrase import Passphrase, UnfitPassphrase
from journal.model.recovery_code import RecoveryCode
from journal.model.secret import Secret
from journal.store.key_errors import KeysError, TooLittleMemory
from journal.store.seal import PLAIN, Purpose, Seal, Unsealable
from journal.store.sealed import OVERHEAD, Sealed, VaultKey, derived, lengthened
from journal.store.stretch import Cost, argon2id
from journal.store.vault import Vault
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch

PURPOSES = st.sampled_from(list(Purpose))


@given(PURPOSES, st.binary(max_size=40), st.binary(max_size=2000))
def test_what_is_shut_opens_again(purpose: Purpose, context: bytes, data: bytes) -> None:
    """Any bytes come back as they were, from a seal and from none."""
    for seal in (Sealed(VaultKey.random()), PLAIN):
        assert seal.open(purpose, context, seal.shut(purpose, context, data)) == data


@given(
    st.tuples(PURPOSES, st.binary(max_size=9)),
    st.tuples(PURPOSES, st.binary(max_size=9)),
    st.binary(max_size=50),
)
def test_another_purpose_or_context_does_not_open_it(
    one: tuple[Purpose, bytes], other: tuple[Purpose, bytes], data: bytes
) -> None:
    """What was shut as one thing never opens as another."""
    sealed = Sealed(VaultKey.random())
    shut = sealed.shut(*one, data)
    if one == other:
        assert sealed.open(*other, shut) == data
        return
    with pytest.raises(Unsealable):
        sealed.open(*other, shut)


def test_another_vault_does_not_open_it() -> None:
    """Neither another key under the same id, nor the same key under another id."""
    own = VaultKey.random()
    shut = Sealed(own).shut(Purpose.LOG, b"", b"words")
    other = VaultKey.random()
    for stranger in (VaultKey(own.vault, other.key), VaultKey(other.vault, own.key), other):
        with pytest.raises(Unsealable):
            Sealed(stranger).open(Purpose.LOG, b"", shut)


def test_every_flipped_bit_and_every_torn_end_is_noticed() -> None:
    """Sealed bytes that are not quite what they were do not open."""
    sealed = Sealed(VaultKey.random())
    shut = sealed.shut(Purpose.SNAPSHOT, b"7", b"words")
    for place in range(len(shut) * 8):
        flipped = bytearray(shut)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(Unsealable):
            sealed.open(Purpose.SNAPSHOT, b"7", bytes(flipped))
    for length in range(len(shut)):
        with pytest.raises(Unsealable):
            sealed.open(Purpose.SNAPSHOT, b"7", shut[:length])


def test_plain_bytes_do_not_pass_for_sealed_ones() -> None:
    """In an encrypted journal something plain is damage."""
    with pytest.raises(Unsealable):
        Sealed(VaultKey.random()).open(Purpose.SNAPSHOT, b"", b'{"_default": {}}' * 10)


def test_the_same_words_are_never_sealed_alike() -> None:
    """Each time there is another nonce, and not a byte of what is sealed shows."""
    sealed = Sealed(VaultKey.random())
    shut = [sealed.shut(Purpose.LOG, b"1", b"word" * 9) for _time in range(300)]
    assert len({each[:24] for each in shut}) == 300
    assert len({each[24:] for each in shut}) == 300
    assert all(b"word" not in each for each in shut)


def test_each_purpose_has_a_key_of_its_own() -> None:
    """Keyed BLAKE2b with a person for each, as another implementation makes it too."""
    key = VaultKey.random()
    keys = {key.for_purpose(purpose).reveal() for purpose in Purpose}
    assert len(keys) == len(Purpose)
    assert key.key.reveal() not in keys
    expected = hashlib.blake2b(
        key.vault, digest_size=32, key=key.key.reveal(), person=b"twofold log".ljust(16, b"\0")
    )
    assert key.for_purpose(Purpose.LOG) == Secret(expected.digest())


def test_the_bytes_can_be_opened_as_the_format_says() -> None:
    """Someone without this program, but with the key, reads them as they are described."""
    key = VaultKey.random()
    shut = Sealed(key).shut(Purpose.LOG, b"context", b"words")
    bound = b"".join(
        len(part).to_bytes(4, "big") + part
        for part in (b"twofold seal 1", key.vault, b"log", b"context")
    )
    purpose_key = derived(key.key, b"twofold log", key.vault).reveal()
    assert (
        crypto_aead_xchacha20poly1305_ietf_decrypt(shut[24:], bound, shut[:24], purpose_key)
        == b"words"
    )


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_parts_are_joined_so_that_no_two_lists_are_alike(
    one: list[bytes], other: list[bytes]
) -> None:
    """Moving a byte from one part to the next makes other bytes."""
    assert (lengthened(*one) == lengthened(*other)) == (one == other)


def test_xchacha20_poly1305_gives_the_drafts_vector() -> None:
    """draft-irtf-cfrg-xchacha-03, A.3.1."""
    words = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
        b"future, sunscreen would be it."
    )
    bound = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    key, nonce = bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58))
    expected = bytes.fromhex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
        "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52e"
        "c0875924c1c7987947deafd8780acf49"
    )
    assert crypto_aead_xchacha20poly1305_ietf_encrypt(words, bound, nonce, key) == expected


def no_memory(_passphrase: Passphrase, _salt: bytes, cost: Cost) -> Secret:
    """Stretch on a machine without memory."""
    raise TooLittleMemory(cost.memory)


CANARY = "canary" * 4
SODIUM = str(Path(nacl.__file__).parent)


def failures(folder: Path) -> dict[str, Callable[[], object]]:
    """Everything that goes wrong with a secret in hand."""
    vault = Vault(folder, clock=FixedClock(), stretch=quick_stretch)
    vault.create(Passphrase.typed("right"))
    locked = Sealed(VaultKey(b"v" * 16, Secret(b"canary__" * 4)))
    forgotten = Sealed(locked.key)
    forgotten.forget()
    poor = Vault(folder, clock=FixedClock(), stretch=no_memory)
    none = Cost(3, 0)  # libsodium refuses that as it refuses what the system does not give
    return {
        "wrong passphrase": lambda: vault.open(Passphrase.typed(CANARY)),
        "wrong code": lambda: vault.recover(RecoveryCode(b"canarycanarycana")),
        "too soon": lambda: [vault.open(Passphrase.typed(CANARY)) for _time in range(9)],
        "no memory": lambda: poor.open(Passphrase.typed(CANARY)),
        "no memory in libsodium": lambda: argon2id(Passphrase.typed(CANARY), b"s" * 16, none),
        "not of this vault": lambda: vault.set_passphrase(locked, Passphrase.typed(CANARY)),
        "there already": lambda: vault.create(Passphrase.typed(CANARY)),
        "does not open": lambda: locked.open(Purpose.LOG, b"", b"x" * 80),
        "locked": lambda: forgotten.shut(Purpose.LOG, b"", CANARY.encode()),
        "too long": lambda: Passphrase.typed(CANARY * 99),
        "broken": lambda: Passphrase.typed(CANARY + "\ud83d"),
        "not UTF-8": lambda: Passphrase.read(Secret(CANARY.encode() + b"\xff")),
        "pickled": lambda: pickle.dumps(Passphrase.typed(CANARY)),
    }


WHICH = (
    "wrong passphrase", "wrong code", "too soon", "no memory", "no memory in libsodium",
    "not of this vault", "there already", "does not open", "locked", "too long", "broken",
    "not UTF-8", "pickled",
)  # fmt: skip


def test_all_failures_are_tried(tmp_path: Path) -> None:
    """The list of names below leaves none of them out."""
    assert tuple(failures(tmp_path)) == WHICH


@pytest.mark.parametrize("which", WHICH)
def test_no_error_shows_a_secret(which: str, tmp_path: Path) -> None:
    """Neither its message nor a traceback with the local variables of all our functions."""
    assert journal.__file__ is not None
    ours = str(Path(journal.__file__).parent)
    with pytest.raises((KeysError, Unsealable, UnfitPassphrase, TypeError)) as raised:
        failures(tmp_path)[which]()
    error: BaseException | None = raised.value
    while error is not None:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        shown = [frame for frame in told.stack if frame.filename.startswith((ours, SODIUM))]
        assert "canary" not in repr(error) + str(error)
        assert "canary" not in repr([frame.locals for frame in shown])
        error = error.__context__


def test_secrets_do_not_show_themselves(tmp_path: Path) -> None:
    """repr and str of whatever holds one say what it is and nothing else."""
    sealed = Sealed(VaultKey(b"v" * 16, Secret(b"canary__" * 4)))
    vault = Vault(tmp_path, clock=FixedClock(), stretch=quick_stretch)
    holders = [Passphrase.typed(CANARY), RecoveryCode(b"canarycanarycana"), sealed, sealed.key]
    for holder in [*holders, vault, sealed.__dict__]:
        assert "canary" not in f"{holder!r}{holder}"
    assert repr(holders[0]) == "<Passphrase>"
    with pytest.raises(TypeError, match="unhashable"):
        hash(holders[0])


def test_a_seal_of_the_vault_is_a_seal() -> None:
    """Store and secrecy fit together; the plain one holds nothing."""
    seals: list[Seal] = [Sealed(VaultKey.random()), PLAIN]
    assert [seal.sealed for seal in seals] == [True, False]
    for seal in seals:
        seal.forget()
    assert OVERHEAD == 40
