"""The messages of a pairing: exact, authentic, bound to what went before, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nacl.bindings import crypto_scalarmult_base

from journal.model.pairing_code import PairingCode
from journal.model.passphrase import Passphrase
from journal.model.secret import Secret
from journal.store.sealed import derived, lengthened, shut_under
from journal.store.stretch import LEAST_MEMORY, Cost
from journal.sync import invitation as messages
from journal.sync.invitation import (
    COST,
    ENDED_SIZE,
    GREETING_SIZE,
    INVITATION_SIZE,
    NAME_BYTES,
    REPLY_SIZE,
    YES_SIZE,
    Agreed,
    Identity,
    Why,
)
from tests.store.vaults import QuickStretch, quick_stretch

CODE = PairingCode.of([3] * 11)
SALT = bytes(range(16))
KEY = messages.code_key(CODE, SALT, quick_stretch)
ANA = Identity("aa" * 16, "Ana", "a0" * 16, "a1" * 8)
BEN = Identity("bb" * 16, "Ben", "b0" * 16, "b1" * 8)

LOW_ORDER = [
    bytes(32),
    (1).to_bytes(32, "little"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]
"""The points of Curve25519 with which everyone agrees on zeros; cr.yp.to/ecdh.html#validate."""


def exchanged() -> tuple[Secret, bytes, bytes, Agreed]:
    """A secret half, an invitation, its reply, and what Ben holds after it."""
    secret, invitation = messages.make_invitation(KEY, SALT)
    made = messages.make_reply(KEY, invitation, BEN)
    assert made is not None
    reply, agreed = made
    return secret, invitation, reply, agreed


def flipped(message: bytes) -> list[bytes]:
    """A message with each of its bits wrong, cut short at each place, and longer by one."""
    turned = []
    for bit in range(8 * len(message)):
        changed = bytearray(message)
        changed[bit // 8] ^= 1 << bit % 8
        turned.append(bytes(changed))
    return turned + [message[:end] for end in range(len(message))] + [message + b"\0"]


def test_two_hops_agree_on_everything() -> None:
    """Both hold one key, one pairing's name, and the same four words."""
    secret, invitation, reply, bens = exchanged()
    opened = messages.open_reply(KEY, secret, invitation, reply)
    assert opened is not None
    partner, anas = opened
    assert partner == BEN
    assert anas.pair_key == bens.pair_key
    assert anas.numbers(quick_stretch) == bens.numbers(quick_stretch)
    assert len(bens.numbers(quick_stretch)) == 4
    assert all(0 <= number < 2048 for number in bens.numbers(quick_stretch))
    greeting = messages.make_greeting(anas.pair_key, ANA)
    assert messages.open_greeting(bens.pair_key, greeting) == ANA


def test_sizes_are_exact() -> None:
    """Whoever carries them sees the same sizes for everyone."""
    _secret, invitation, reply, agreed = exchanged()
    long = Identity("aa" * 16, "x" * NAME_BYTES, "a0" * 16, "a1" * 8)
    key = agreed.pair_key
    assert len(invitation) == INVITATION_SIZE == 96
    assert len(reply) == REPLY_SIZE == 376
    for who in (ANA, long):
        assert len(messages.make_greeting(key, who)) == GREETING_SIZE == 304
        assert messages.open_greeting(key, messages.make_greeting(key, who)) == who
    assert len(messages.make_yes(key, "inviter")) == YES_SIZE == 80
    assert len(messages.make_ended(KEY, SALT, Why.REFUSED)) == ENDED_SIZE == 96


def test_every_wrong_bit_and_every_wrong_size_is_nothing() -> None:
    """In each of the five messages."""
    secret, invitation, reply, agreed = exchanged()
    key = agreed.pair_key
    readers: list[tuple[bytes, Callable[[bytes], object]]] = [
        (invitation, lambda data: messages.make_reply(KEY, data, BEN)),
        (reply, lambda data: messages.open_reply(KEY, secret, invitation, data)),
        (messages.make_greeting(key, ANA), lambda data: messages.open_greeting(key, data)),
        (messages.make_yes(key, "invited"), lambda data: messages.is_yes(key, "invited", data)),
        (messages.make_ended(KEY, SALT, Why.TOO_OLD), lambda data: messages.open_ended(KEY, data)),
    ]
    for message, read in readers:
        assert read(message)
        assert not any(read(changed) for changed in flipped(message))


def test_the_wrong_code_opens_nothing() -> None:
    """Neither the invitation, nor the reply, nor the note that it was ended."""
    secret, invitation, reply, _agreed = exchanged()
    wrong = messages.code_key(PairingCode.of([4] * 11), SALT, quick_stretch)
    assert not messages.opens(wrong, invitation)
    assert messages.make_reply(wrong, invitation, BEN) is None
    assert messages.open_reply(wrong, secret, invitation, reply) is None
    assert messages.open_ended(wrong, messages.make_ended(KEY, SALT, Why.REFUSED)) is None


def test_a_reply_answers_its_own_invitation_alone() -> None:
    """Not a later one made with the same code and salt, nor one whose secret was another."""
    secret, invitation, reply, _agreed = exchanged()
    later_secret, later = messages.make_invitation(KEY, SALT)
    assert messages.open_reply(KEY, later_secret, later, reply) is None
    assert messages.open_reply(KEY, later_secret, invitation, reply) is None
    assert messages.open_reply(KEY, secret, later, reply) is None


def test_messages_are_not_taken_for_one_another() -> None:
    """One's own message reflected, a yes in the other role, a reply as a greeting."""
    secret, invitation, reply, agreed = exchanged()
    key = agreed.pair_key
    assert not messages.is_yes(key, "inviter", messages.make_yes(key, "invited"))
    assert messages.open_greeting(key, reply[:GREETING_SIZE]) is None
    assert messages.open_ended(KEY, invitation) is None
    assert not messages.opens(KEY, messages.make_ended(KEY, SALT, Why.REFUSED))
    assert messages.open_reply(KEY, secret, invitation, invitation.ljust(REPLY_SIZE)) is None


@pytest.mark.parametrize("point", LOW_ORDER, ids=lambda point: point[:3].hex())
def test_points_of_low_order_are_refused_on_both_sides(point: bytes) -> None:
    """Whoever knows the code could otherwise fix the key, and the words with it."""
    head = b"duo1invi" + SALT
    sealed = shut_under(derived(KEY, b"duo invitation"), lengthened(head), Secret(point))
    assert messages.opens(KEY, head + sealed)
    assert messages.make_reply(KEY, head + sealed, BEN) is None
    secret, invitation, _reply, _agreed = exchanged()
    bound = lengthened(b"duo1repl", invitation)
    head = b"duo1repl" + shut_under(derived(KEY, b"duo reply"), bound, Secret(point))
    identity = shut_under(
        derived(Secret(bytes(32)), b"duo identity"),
        lengthened(head, invitation),
        Secret(bytes(256)),
    )
    assert len(head + identity) == REPLY_SIZE
    assert messages.open_reply(KEY, secret, invitation, head + identity) is None


def test_whoever_sits_between_gets_other_words() -> None:
    """Knowing the code, a carrier can answer each for the other; but the words differ."""
    secret, invitation, _reply, _agreed = exchanged()
    eve = Identity("ee" * 16, "Ben", "e0" * 16, "e1" * 8)
    to_ana = messages.make_reply(KEY, invitation, eve)
    _eves_secret, to_ben = messages.make_invitation(KEY, SALT)
    from_ben = messages.make_reply(KEY, to_ben, BEN)
    assert to_ana is not None
    assert from_ben is not None
    anas = messages.open_reply(KEY, secret, invitation, to_ana[0])
    assert anas is not None
    assert anas[1].numbers(quick_stretch) != from_ben[1].numbers(quick_stretch)
    assert anas[1].pair_key != from_ben[1].pair_key


def test_the_cost_is_fixed_and_high() -> None:
    """Codes and words are stretched by three passes over 256 MiB, whatever a file says."""
    stretch = QuickStretch()
    messages.code_key(CODE, SALT, stretch)
    exchanged()[3].numbers(stretch)
    assert stretch.costs == [COST, COST] == [Cost(3, 256 << 20)] * 2
    assert COST.memory >= LEAST_MEMORY


def test_a_known_invitation_is_read_for_ever() -> None:
    """Keys, bound bytes and layout are those of FORMAT.md, made here by hand."""
    public = crypto_scalarmult_base(bytes(range(32)))
    head = b"duo1invi" + SALT
    sealed = shut_under(derived(KEY, b"duo invitation"), lengthened(head), Secret(public))
    made = messages.make_reply(KEY, head + sealed, BEN)
    assert made is not None
    opened = messages.open_reply(KEY, Secret(bytes(range(32))), head + sealed, made[0])
    assert opened is not None
    assert opened[0] == BEN


def test_known_secrets_give_known_keys_and_words() -> None:
    """Vectors of our own, so that no version ever derives otherwise."""
    agreed = Agreed(Secret(bytes(range(32))), lengthened(b"invitation", b"reply"))
    assert (
        agreed.pair_key.reveal().hex()
        == "3329ccbc8ad044bca7e9f1b3ca788c83d46e02fdc7a355f8ca44abd0bb7d17c8"
    )
    assert messages.pairing_id(agreed.pair_key) == "830257c68cac3c3a0f9ec7303c8cbb89"

    def plain(told: Passphrase, salt: bytes, _cost: Cost) -> Secret:
        return Secret(bytes(a ^ b for a, b in zip(told.reveal(), salt + salt, strict=True)))

    assert agreed.numbers(plain) == (1265, 1370, 1400, 203)


@pytest.mark.parametrize("size", [NAME_BYTES + 1, 255])
def test_a_name_that_claims_to_be_too_long_is_refused(size: int) -> None:
    """Behind the seal too."""
    _secret, _invitation, _reply, agreed = exchanged()
    written = (bytes(40) + bytes([size])).ljust(256, b"x")
    key = derived(agreed.pair_key, b"duo greeting")
    message = b"duo1gree" + shut_under(key, lengthened(b"duo1gree"), Secret(written))
    assert messages.open_greeting(agreed.pair_key, message) is None


@pytest.mark.parametrize("name", [b"\xff", b"\xc3", b"\xed\xa0\x80"])
def test_a_name_that_is_no_text_is_refused(name: bytes) -> None:
    """Broken UTF-8 and halves of characters."""
    _secret, _invitation, _reply, agreed = exchanged()
    written = (bytes(40) + bytes([len(name)]) + name).ljust(256, b"\0")
    key = derived(agreed.pair_key, b"duo greeting")
    message = b"duo1gree" + shut_under(key, lengthened(b"duo1gree"), Secret(written))
    assert messages.open_greeting(agreed.pair_key, message) is None


def test_an_unknown_reason_is_an_ending_all_the_same() -> None:
    """A later version may know more reasons."""
    head = b"duo1ende" + SALT
    note = Secret(bytes([99]).ljust(32, b"\0"))
    message = head + shut_under(derived(KEY, b"duo ended"), lengthened(head), note)
    assert messages.open_ended(KEY, message) is Why.REFUSED
