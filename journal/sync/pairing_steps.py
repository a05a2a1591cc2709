"""The steps of a pairing: from one state and one message to the next, and what that asks for.

Nothing here touches a file or the journal. A message that does not open gives no step.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from journal.model.pairing_code import PairingCode
from journal.model.secret import Secret
from journal.store.stretch import Stretch
from journal.sync.invitation import (
    ENDED_SIZE,
    GREETING_SIZE,
    REPLY_SIZE,
    YES_SIZE,
    Identity,
    Why,
    code_key,
    is_yes,
    make_ended,
    make_greeting,
    make_invitation,
    make_reply,
    make_yes,
    new_salt,
    open_ended,
    open_greeting,
    open_reply,
)
from journal.sync.pairing_folder import Found
from journal.sync.pairing_state import PIECES, State, piece_name
from journal.sync.seal import new_key
from journal.sync.words import chosen


def sizes(state: State) -> dict[str, int]:
    """Return the messages that may lead on from here, an ending first, and their exact sizes."""
    known = {
        "ended": ENDED_SIZE,
        "reply": REPLY_SIZE,
        "greeting": GREETING_SIZE,
        f"yes-{state.other}": YES_SIZE,
    }
    return {piece: size for piece, size in known.items() if state.awaits(piece)}


class Step(NamedTuple):
    """The next state, and what is to do in the folder once it is committed."""

    state: State | None
    """None: the pairing has ended."""
    publish: dict[str, bytes] = {}
    remove: tuple[str, ...] = ()
    sweep: tuple[str, ...] = ()
    """What goes when another pairing begins."""
    why: Why | None = None
    """Why it has ended, if a person here has to be told."""


class Where(NamedTuple):
    """The folder that a pairing goes through."""

    folder: str
    marker: str


def begin(code: PairingCode, where: Where, me: Identity, now: datetime, stretch: Stretch) -> Step:
    """Invite."""
    salt = new_salt()
    key = code_key(code, salt, stretch)
    secret, invitation = make_invitation(key, salt)
    state = State(
        role="inviter",
        id=salt.hex(),
        folder=where.folder,
        marker=where.marker,
        begun=now.astimezone(UTC),
        code_key=key.reveal().hex(),
        secret=secret.reveal().hex(),
        invitation=invitation.hex(),
        me=me,
        author_key=new_key().reveal().hex(),
    )
    return Step(state, {state.piece("invitation"): invitation})


def answer(
    found: Found, where: Where, me: Identity, now: datetime, stretch: Stretch
) -> Step | None:
    """Accept; none where the invitation holds a key that no honest program makes."""
    made = make_reply(found.key, found.invitation, me)
    if made is None:
        return None
    reply, agreed = made
    state = State(
        role="invited",
        id=found.id,
        folder=where.folder,
        marker=where.marker,
        begun=now.astimezone(UTC),
        code_key=found.key.reveal().hex(),
        invitation=found.invitation.hex(),
        reply=reply.hex(),
        me=me,
        author_key=new_key().reveal().hex(),
        pair_key=agreed.pair_key.reveal().hex(),
        words=chosen(agreed.numbers(stretch)),
    )
    return Step(state, {state.piece("reply"): reply})


def take(state: State, piece: str, message: bytes, now: datetime, stretch: Stretch) -> Step | None:
    """Go on with one message, if it is the one that it claims to be and leads on from here."""
    if not state.awaits(piece):
        return None
    if piece == "reply":
        return _take_reply(state, message, stretch)
    if piece == "greeting":
        return _take_greeting(state, message, now)
    if piece == "ended":
        return _take_ended(state, message)
    return _take_yes(state, message, now)


def say_yes(state: State, now: datetime) -> Step:
    """Say that the words match."""
    yes = make_yes(_key(state.pair_key), state.role)
    return Step(_dated(replace(state, mine=True), now), {state.piece(f"yes-{state.role}"): yes})


def end(state: State, why: Why, *, told: bool = False) -> Step:
    """End it: nothing stays of it but a note, for the other, that it was ended."""
    name = state.piece("ended")
    note = make_ended(_key(state.code_key), bytes.fromhex(state.id), why)
    others = tuple(piece for piece in _all(state) if piece != name)
    return Step(None, {name: note}, others, (name,), why if told else None)


def settle(state: State) -> Step:
    """Take one's own messages out of the folder: the other has read them all."""
    return Step(replace(state, settled=True), {}, state.own_pieces)


def _all(state: State) -> tuple[str, ...]:
    return tuple(piece_name(state.id, piece) for piece in PIECES)


def _dated(state: State, now: datetime) -> State:
    """Note since when it is done, if it is; what only led there is forgotten."""
    if not state.is_paired:
        return state
    return replace(state, since=now.astimezone(UTC), code_key="", invitation="", reply="")


def _key(digits: str) -> Secret:
    return Secret(bytes.fromhex(digits))


def _take_reply(state: State, reply: bytes, stretch: Stretch) -> Step | None:
    """Read the first answer that verifies, and forget the secret half: no other opens after it."""
    opened = open_reply(
        _key(state.code_key), _key(state.secret), bytes.fromhex(state.invitation), reply
    )
    if opened is None:
        return None
    partner, agreed = opened
    if partner.author == state.me.author:
        return end(state, Why.SAME_PERSON, told=True)
    further = replace(
        state,
        secret="",
        reply=reply.hex(),
        partner=partner,
        pair_key=agreed.pair_key.reveal().hex(),
        words=chosen(agreed.numbers(stretch)),
    )
    greeting = make_greeting(agreed.pair_key, state.me)
    return Step(further, {state.piece("greeting"): greeting}, (state.piece("invitation"),))


def _take_greeting(state: State, greeting: bytes, now: datetime) -> Step | None:
    """Learn who the inviter is."""
    partner = open_greeting(_key(state.pair_key), greeting)
    if partner is None:
        return None
    if partner.author == state.me.author:
        return end(state, Why.SAME_PERSON, told=True)
    return Step(_dated(replace(state, partner=partner), now))


def _take_yes(state: State, message: bytes, now: datetime) -> Step | None:
    """Learn that the other side has said that the words match."""
    if not is_yes(_key(state.pair_key), state.other, message):
        return None
    return Step(_dated(replace(state, theirs=True), now))


def _take_ended(state: State, note: bytes) -> Step | None:
    """Learn that the other has ended it; the note has been read and goes too."""
    why = open_ended(_key(state.code_key), note)
    return None if why is None else Step(None, {}, _all(state), (), why)
