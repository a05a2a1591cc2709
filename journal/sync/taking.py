"""What files said becomes part of the journal: each decision a small function, all in one commit.

Source: *Reading*, *Merge*, *Who wrote it* and *Reveal* in the design.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from journal.model.kinds import KINDS, Answer
from journal.model.said import Said
from journal.store.exchanging import Exchanging
from journal.sync import ledger, reveal
from journal.sync.channel import Channel
from journal.sync.file import Content, Continues, Opened, Seen
from journal.sync.folder import is_name
from journal.sync.ledger import Mine, Theirs

MOST_ROWS = 128
"""No more streams than this are remembered, those that are only spoken of included."""

ANSWER = next(name for name, kind in KINDS.items() if kind is Answer)


class Arrived(NamedTuple):
    """One file that is in its place and may be taken in."""

    opened: Opened
    content: Content


class TakenIn(NamedTuple):
    """What a commit made of files."""

    changed: int = 0
    """How many records are other than before."""
    odd: int = 0
    """How many were nothing that this program writes, or not to be believed."""
    doubted: bool = False
    """Whether the partner has read something in one's own stream that was not written here."""

    def __add__(self, other: object) -> TakenIn:
        assert isinstance(other, TakenIn)
        return TakenIn(
            self.changed + other.changed, self.odd + other.odd, self.doubted or other.doubted
        )


def take_in(x: Exchanging, channel: Channel, row: Theirs, files: Sequence[Arrived]) -> TakenIn:
    """Make what files of a stream say, and how far it was read, one commit."""
    if ledger.stream(x, row.stream) != row:
        return TakenIn()  # it was read meanwhile
    taken = TakenIn()
    for opened, content in files:
        voice = content.opening.voice if content.opening else row.voice
        taken += _take_records(x, channel, row.author, content, voice)
        for key in content.keys:
            if row.author == channel.partner:
                reveal.keep_key(x, key, voice)
            else:
                reveal.own_key_again(x, key)
        taken += TakenIn(doubted=_take_seen(x, channel, row.author, content))
        if content.opening is not None and content.opening.continues is not None:
            _continue(x, row.author, content.opening.continues)
        row = moved_on(row, opened, content)
    ledger.put_stream(x, row)
    _meet(x, channel, [content for _, content in files])
    return taken


def take_record(
    x: Exchanging, channel: Channel, author: str, said: Said, voice: str
) -> bool | None:
    """Take in one version; tell whether anything is other than before, none if it is not taken."""
    if not is_name(said.id) or (author == channel.partner and not may_take(x, said, voice)):
        return None
    try:
        changed = x.receive(author, said)
    except ValueError:
        return None
    if changed and author == channel.me and said.sealed:
        reveal.own_again(x, channel.paired, said)
    return changed


def may_take(x: Exchanging, said: Said, voice: str) -> bool:
    """Tell whether the partner may say this: no mirror of ours, no change of what both opened."""
    if said.sealed and reveal.is_mirrored(x, said):
        return False
    return not reveal.is_late(x, said, voice)


def moved_on(row: Theirs, opened: Opened, content: Content) -> Theirs:
    """Return a stream's row once one more file of it was read."""
    return msgspec.structs.replace(
        row,
        number=opened.place.number,
        hash=opened.hash.hex(),
        heard=content.at,
        voice=content.opening.voice if content.opening else row.voice,
    )


def contradicts(x: Exchanging, mine: Mine, seen: Seen) -> bool:
    """Tell whether somebody read in one's own stream what was not written here."""
    number, hash_ = seen
    if number > mine.number:
        return True
    known = ledger.hash_at(x, number)
    return known is not None and known != hash_


def _take_records(
    x: Exchanging, channel: Channel, author: str, content: Content, voice: str
) -> TakenIn:
    changed = odd = 0
    for said in content.records:
        outcome = take_record(x, channel, author, said, voice)
        changed, odd = changed + bool(outcome), odd + (outcome is None)
    mine = ledger.mine(x)
    if mine is not None and content.says_something and not mine.owes_seen:
        # a file that only passes on how far was read causes none in return
        ledger.put_mine(x, msgspec.structs.replace(mine, owes_seen=True))
    return TakenIn(changed, odd)


def _take_seen(x: Exchanging, channel: Channel, author: str, content: Content) -> bool:
    """Note up to where the partner has read what is written here; tell whether it is other."""
    mine = ledger.mine(x)
    seen = None if mine is None else content.seen.get(mine.stream)
    if mine is None or seen is None:
        return False
    if contradicts(x, mine, seen):
        return True
    if author == channel.partner and seen[0] > mine.known:
        for number in range(mine.known, seen[0]):
            ledger.put_hash(x, number, None) if number else None
        ledger.put_mine(x, msgspec.structs.replace(mine, known=seen[0]))
    return False


def _continue(x: Exchanging, author: str, continues: Continues) -> None:
    """Wait no longer for what another stream took the place of; it is still read if it comes."""
    row, mine = ledger.stream(x, continues.stream), ledger.mine(x)
    if mine is not None and continues.stream == mine.stream:
        return  # nobody but ourselves takes the place of what we write
    if row is None and len(x.all(ledger.STREAM)) < MOST_ROWS:
        row = Theirs(stream=continues.stream, author=author)
    if row is not None and row.author == author:
        ledger.put_stream(x, msgspec.structs.replace(row, continued=True))


def _meet(x: Exchanging, channel: Channel, contents: Iterable[Content]) -> None:
    """Give one's keys to answers that have arrived, and open what both have answered."""
    questions: dict[str, None] = {}
    for content in contents:
        for said in content.records:
            if said.kind == ANSWER:
                stands = x.said_by(channel.partner, said.id) or said
                questions[reveal.question_in(stands)] = None
        questions.update((key.question, None) for key in content.keys)
    for question in questions:
        reveal.give(x, channel.paired, question)
        reveal.open_all(x, channel.paired, question)
