"""Sealed answers: shut under a key of their own, opened when both have answered.

Source: *Reveal* in the design. Each decision is one small function. What goes out is made by
`shut`, whose key is the same whenever it is made; one's own key goes out once `may_give` says so,
and from then on one's answer is fixed; the other's is opened by `opened`, which believes nothing
but words that were committed to for this very question, day, author and pairing.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import msgspec

from journal.model.kinds import Answer
from journal.model.record import BOTH, SEALED, Record, Stamp
from journal.model.said import Said, Shared, share, text_of
from journal.model.secret import Secret
from journal.store.exchanging import Exchanging
from journal.sync import ledger
from journal.sync.file import LONGEST_QUESTION, Key
from journal.sync.ledger import Given, TheirAnswer
from journal.sync.pairing_state import Paired
from journal.sync.seal import (
    Answered,
    answer_fits,
    commit_answer,
    open_answer,
    reveal_key,
    seal_answer,
)

MOST_KEYS = 20
"""No more keys of one answer of the partner's are kept."""


def shut(x: Exchanging, paired: Paired, record: Answer, *, about_is_shared: bool) -> Shared:
    """Return what travels of an own sealed answer, and remember it as one's own."""
    key = reveal_key(paired.author_key, record.id, record.stamp)
    words = msgspec.json.encode(text_of(record))
    answered = _answered(paired, paired.me.author, record.id, record.question, str(record.day))
    sealed = b64encode(seal_answer(key, answered, words)).decode("ascii")
    commitment = commit_answer(key, answered, words).hex()
    for told in (sealed, commitment):
        x.put(ledger.OWN, _number(told), {"id": record.id})
    return share(record, about_is_shared=about_is_shared, sealed=sealed, commitment=commitment)


def own_again(x: Exchanging, paired: Paired, said: Said) -> None:
    """Open an own sealed answer that came out of an own stream, just after it was taken in."""
    key = reveal_key(paired.author_key, said.id, said.stamp)
    words = opened(paired, paired.me.author, said, key)
    if words is not None:
        x.open_answer(paired.me.author, said.id, words, said.stamp)


def own_key_again(x: Exchanging, key: Key) -> None:
    """Note that the key of an own answer went out in another stream of one's own: it is fixed."""
    x.fix(key.id)
    _note_given(x, key.id, key.stamp)
    is_out(x, key.question)


def is_mirrored(x: Exchanging, said: Said) -> bool:
    """Tell whether a sealed answer of the partner's is one's own, held up as a mirror."""
    told = (said.sealed, said.commitment)
    return any(x.get(ledger.OWN, _number(part)) is not None for part in told)


def is_late(x: Exchanging, said: Said, voice: str) -> bool:
    """Tell whether this changes an answer in the very stream that has given its key away.

    An honest program can say no more by then. What another device of the same person said
    meanwhile is no such thing, and must stand the same in whatever order it comes.
    """
    row = ledger.read(x, ledger.ANSWER, int(said.id, 16), TheirAnswer)
    if row is None or row.settled is None:
        return False
    return said.stamp.device == voice == row.settled.device and said.stamp > row.settled


def keep_key(x: Exchanging, key: Key, voice: str) -> None:
    """Remember a key of the partner's, for an answer that is here or is yet to come."""
    row, pair = _row(x, key.id), (key.stamp, key.key)
    if pair in row.keys:
        return
    keys = (*row.keys, pair)[-MOST_KEYS:]
    settled = key.stamp if key.stamp.device == voice else row.settled
    row = msgspec.structs.replace(row, keys=keys, settled=settled)
    ledger.write(x, ledger.ANSWER, int(key.id, 16), row)


def may_give(x: Exchanging, paired: Paired, answers: Iterable[Record]) -> bool:
    """Tell whether the partner has answered and not withdrawn it: sealed and whole, or open."""
    return any(
        record.seen_by == BOTH or _box(x, record) is not None
        for record in answers
        if record.author == paired.partner.author and record.gone is None
    )


def give(x: Exchanging, paired: Paired, question: str) -> None:
    """Let the keys of one's own answers to a question go out if they may; they are fixed then."""
    if not x.has_sealed(question):
        return
    answers = _here(x, paired, question)
    if len(question) > LONGEST_QUESTION or not may_give(x, paired, answers):
        return
    mine = ledger.mine(x)
    assert mine is not None
    keys = dict.fromkeys(mine.keys)
    for record in answers:
        if record.author == paired.me.author and record.seen_by == SEALED and record.gone is None:
            row = ledger.read(x, ledger.KEY, int(record.id, 16), Given)
            stamp = _sent_stamp(x, record.id)
            if stamp is None or (row is not None and stamp in row.stamps):
                continue
            x.fix(record.id)
            keys[record.id] = None
    if len(keys) > len(mine.keys):
        ledger.put_mine(x, msgspec.structs.replace(mine, keys=tuple(keys)))


def give_key(x: Exchanging, paired: Paired, record_id: str) -> Key | None:
    """Return the key of one's own answer as it was last sent, or none where it is no more."""
    for outgoing in x.sent_versions(record_id)[:1]:
        record = outgoing.record
        if isinstance(record, Answer) and record.gone is None and record.seen_by == SEALED:
            _note_given(x, record_id, record.stamp)
            key = reveal_key(paired.author_key, record_id, record.stamp).reveal().hex()
            return Key(id=record_id, question=record.question, stamp=record.stamp, key=key)
    return None


def _note_given(x: Exchanging, record_id: str, stamp: Stamp) -> None:
    """Remember that the key of a version went out: each goes out once."""
    row = ledger.read(x, ledger.KEY, int(record_id, 16), Given) or Given(id=record_id)
    if stamp not in row.stamps:
        row = msgspec.structs.replace(row, stamps=(*row.stamps, stamp))
        ledger.write(x, ledger.KEY, int(record_id, 16), row)


def is_out(x: Exchanging, question: str) -> None:
    """Note that a key of one's own to a question lies in the folder."""
    x.put(ledger.GIVEN, _number(question), {"question": question})


def open_all(x: Exchanging, paired: Paired, question: str) -> None:
    """Open the partner's answers to a question, if one's own key is out or one said it openly."""
    if not x.has_sealed(question):
        return
    answers = _here(x, paired, question)
    if not has_given(x, paired, question, answers):
        return
    for record in answers:
        if record.author == paired.partner.author and record.seen_by == SEALED:
            _open(x, paired, record)


def question_in(said: Said) -> str:
    """Return which question an answer belongs to, as it came."""
    question = _fields(said).get("question", "")
    return question if isinstance(question, str) else ""


def opened(paired: Paired, author: str, said: Said, key: Secret) -> dict[str, str] | None:
    """Return the words of a sealed answer; none unless they are what was committed to."""
    answered = _answered(paired, author, said.id, question_in(said), str(said.day))
    try:
        words = open_answer(key, answered, b64decode(said.sealed, validate=True))
        commitment = bytes.fromhex(said.commitment)
    except (NotBase64, ValueError):
        return None
    if words is None or not answer_fits(key, answered, words, commitment):
        return None
    try:
        return msgspec.json.decode(words, type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _open(x: Exchanging, paired: Paired, record: Record) -> None:
    row, box = _row(x, record.id), _box(x, record)
    for stamp, key in row.keys:
        if box is None or stamp != box.stamp or record.texts():
            continue  # shut again, if another version showed in between
        words = opened(paired, record.author, box, Secret(bytes.fromhex(key)))
        if words is not None:
            x.open_answer(record.author, record.id, words)
            return


def has_given(x: Exchanging, paired: Paired, question: str, answers: Iterable[Record]) -> bool:
    """Tell whether the partner can read one's own answer: its key is out, or it was said openly."""
    return x.get(ledger.GIVEN, _number(question)) is not None or any(
        record.seen_by == BOTH and record.gone is None and _sent_stamp(x, record.id) is not None
        for record in answers
        if record.author == paired.me.author
    )


def _sent_stamp(x: Exchanging, record_id: str) -> Stamp | None:
    """Return the stamp of an own record's version that stands and was sent."""
    return next((out.record.stamp for out in x.sent_versions(record_id)), None)


def _here(x: Exchanging, paired: Paired, question: str) -> list[Record]:
    """List all answers to a question that were said in this pairing."""
    return [
        record
        for record in x.answers(question)
        if record.pairing == paired.pairing and record.seen_by in (BOTH, SEALED)
    ]


def _box(x: Exchanging, record: Record) -> Said | None:
    """Return the partner's answer with its words shut; none where they did not come whole."""
    said = x.said_by(record.author, record.id)
    return said if said is not None and said.sealed and said.commitment else None


def _fields(said: Said) -> dict[str, Any]:
    try:
        return msgspec.json.decode(said.body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _row(x: Exchanging, record_id: str) -> TheirAnswer:
    return ledger.read(x, ledger.ANSWER, int(record_id, 16), TheirAnswer) or TheirAnswer()


def _answered(paired: Paired, author: str, record_id: str, question: str, day: str) -> Answered:
    return Answered(paired.pairing, record_id, author, question, day)


def _number(told: str) -> int:
    return int.from_bytes(blake2b(told.encode(), digest_size=16).digest())
