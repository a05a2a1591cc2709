"""What is said here gets into the folder: bytes are fixed, kept, and only then published.

Source: *Publishing* in the design. Bytes are fixed in one commit with what they say being sent;
the mark is left before they are published; after a crash the same bytes are published.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from journal.model.kinds import Answer
from journal.model.record import SEALED, Record
from journal.model.said import NotShared, Said, Shared, share, withdraw
from journal.store.exchanging import Exchanging
from journal.store.outgoing import Outgoing
from journal.sync import ledger, reveal
from journal.sync.channel import Channel
from journal.sync.file import Content, Key, Opening, Seen, encode_file
from journal.sync.ledger import Fixed, Mine
from journal.sync.seal import Place, file_hash

RECORDS_IN_FILE = 500
KEYS_IN_FILE = 500
FILES_AT_ONCE = 8
"""No more files than this are fixed in one commit."""
MOST_BYTES = 4 * 2**20
"""A file is ended once its records are together longer than this; a longer one is not sent."""
_AROUND = 1000
"""What a record's envelope takes, in bytes, at most."""


class InTheWay(Exception):  # noqa: N818 - named for what is the case
    """Where a file of one's own should be published lies another one."""

    def __init__(self, number: int, found: bytes) -> None:
        super().__init__(number)
        self.number = number
        self.found = found


class Waiting(NamedTuple):
    """A version that is to be sent, and what travels of it."""

    record: Record
    said: Said


class Ready(NamedTuple):
    """What one commit has fixed."""

    stream: str
    files: list[tuple[int, Fixed]]
    is_all: bool
    """Whether nothing more waits."""
    too_long: tuple[date, ...] = ()
    """The days of records that go on waiting because they are too long to be sent."""

    @property
    def records(self) -> int:
        """How many records are in it."""
        return sum(row.records for _, row in self.files)


class Written(NamedTuple):
    """What one pass has published."""

    records: int = 0
    too_long: tuple[date, ...] = ()
    """As in `Ready`."""


def write(channel: Channel) -> Written:
    """Publish what was fixed before, then fix and publish what waits.

    Raises `InTheWay` and `OSError`; what was fixed stays so, and is published later.
    """
    publish(channel, channel.exchange(fixed_before))
    sent, ready = 0, None
    while ready is None or not ready.is_all:
        ready = channel.exchange(lambda x: fix(x, channel))
        publish(channel, ready)
        sent += ready.records
    return Written(sent, ready.too_long)


def fixed_before(x: Exchanging) -> Ready:
    """List what was fixed and is not known to lie in the folder."""
    return Ready(_mine(x).stream, ledger.fixed(x), is_all=True)


def fix(x: Exchanging, channel: Channel) -> Ready:
    """Fix the bytes of what waits, as far as one commit goes: from then on it counts as sent."""
    found, is_all = _waiting(x)
    waiting, too_long = _said(x, channel, found)
    files: list[tuple[int, Fixed]] = []
    while waiting:
        files += _fix_file(x, channel, waiting, is_all=is_all)
    more = is_all and (not files or bool(_mine(x).keys))
    while more:
        made = _fix_file(x, channel, waiting, is_all=True)
        files += made
        more = bool(made and _mine(x).keys)
    return Ready(_mine(x).stream, files, is_all, too_long)


def publish(channel: Channel, ready: Ready) -> None:
    """Put fixed files into the folder, and forget their bytes. Raises `InTheWay`, `OSError`."""
    if not ready.files:
        return
    number, last = ready.files[-1]
    channel.marks.write(ready.stream, number, file_hash(last.bytes).hex())
    for number, row in ready.files:
        data = row.bytes
        if not channel.folder.publish_file(ready.stream, number, data):
            found = channel.folder.read_file(ready.stream, number)
            if found != data:
                raise InTheWay(number, found or b"")
    channel.folder.settle(ready.stream)
    channel.exchange(lambda x: published(x, channel, ready.files))


def published(x: Exchanging, channel: Channel, files: Sequence[tuple[int, Fixed]]) -> None:
    """Note that files lie in the folder: what one's keys in them were given for opens."""
    for number, row in files:
        x.put(ledger.FILE, number, None)
        for question in row.keys:
            reveal.is_out(x, question)
        for question in dict.fromkeys((*row.questions, *row.keys)):
            reveal.open_all(x, channel.paired, question)


def said_of(x: Exchanging, channel: Channel, outgoing: Outgoing) -> Shared:
    """Return what travels of one record. Raises `NotShared`."""
    record = outgoing.record
    if outgoing.gone:
        return withdraw(record.id, outgoing.kind, record.stamp, record.replaces)
    known = outgoing.about_is_shared
    if record.seen_by == SEALED and isinstance(record, Answer):
        return reveal.shut(x, channel.paired, record, about_is_shared=known)
    return share(record, about_is_shared=known)


def _waiting(x: Exchanging) -> tuple[list[Outgoing], bool]:
    """Take what a new stream has to say again, then what is new; and tell whether that is all."""
    most = RECORDS_IN_FILE * FILES_AT_ONCE
    found: list[Outgoing] = []
    for number, ids in ledger.again(x):
        if len(found) + len(ids) > most:
            return found, False
        found.extend(outgoing for name in ids for outgoing in x.sent_versions(name))
        x.put(ledger.AGAIN, number, None)
    room = most - len(found)
    new = x.outbox(room + 1) if room > 0 else []
    found.extend(new[:room])
    return found, room > 0 and len(new) <= room


def _said(
    x: Exchanging, channel: Channel, found: Iterable[Outgoing]
) -> tuple[deque[Waiting], tuple[date, ...]]:
    """Say what travels of each; apart from those, tell the days of what is too long."""
    waiting: deque[Waiting] = deque()
    too_long = []
    for outgoing in found:
        try:
            said = said_of(x, channel, outgoing).said
        except NotShared:
            continue  # what is not shared stays here, whoever asked for it
        if _length(said) > MOST_BYTES:
            too_long.append(outgoing.record.day)
        else:
            waiting.append(Waiting(outgoing.record, said))
    return waiting, tuple(too_long)


def _fix_file(
    x: Exchanging, channel: Channel, waiting: deque[Waiting], *, is_all: bool
) -> list[tuple[int, Fixed]]:
    """Fix one file's bytes, if there is anything to say, and note all that follows from it."""
    number = _mine(x).number + 1
    records = _take(waiting)
    for record, said in records:
        x.mark_sent(record.id, said.stamp, number)
    questions = [record.question for record, said in records if isinstance(record, Answer)]
    for question in questions:
        reveal.give(x, channel.paired, question)
    mine = _mine(x)
    keys = _keys(x, channel, mine) if is_all and not waiting else []
    if not (records or keys or _must_open(mine) or _may_pass_on_seen(mine, channel.today)):
        return []
    content = Content(
        at=channel.now_ms,
        opening=_opening(channel, mine) if number == 1 else None,
        seen=_seen(x),
        records=tuple(said for _, said in records),
        keys=tuple(keys),
    )
    return [(number, _fixed(x, channel, mine, content, questions))]


def _fixed(
    x: Exchanging, channel: Channel, mine: Mine, content: Content, questions: Iterable[str]
) -> Fixed:
    number, paired = mine.number + 1, channel.paired
    place = Place(mine.stream, number, bytes.fromhex(mine.hash))
    data = encode_file(content, place, paired.key, paired.author_key)
    hash_ = file_hash(data).hex()
    row = Fixed.of(data, len(content.records), [key.question for key in content.keys], questions)
    ledger.write(x, ledger.FILE, number, row)
    ledger.put_hash(x, number, hash_)
    after = msgspec.structs.replace(
        mine,
        number=number,
        hash=hash_,
        owes_seen=False,
        seen_on=mine.seen_on if content.says_something or content.opening else channel.today,
        keys=mine.keys[KEYS_IN_FILE:] if content.keys else mine.keys,
    )
    ledger.put_mine(x, after)
    return row


def _take(waiting: deque[Waiting]) -> list[Waiting]:
    """Take as many of those that wait as one file holds."""
    taken: list[Waiting] = []
    size = 0
    while waiting and len(taken) < RECORDS_IN_FILE and size < MOST_BYTES:
        taken.append(waiting.popleft())
        size += _length(taken[-1].said)
    return taken


def _length(said: Said) -> int:
    """Return how long a version is in a file, in bytes, or a little more."""
    return len(bytes(said.body)) + len(said.sealed) + _AROUND


def _keys(x: Exchanging, channel: Channel, mine: Mine) -> list[Key]:
    """Make the keys that are to go out; none is sent before the answer that it opens."""
    found = [
        reveal.give_key(x, channel.paired, record_id) for record_id in mine.keys[:KEYS_IN_FILE]
    ]
    return [key for key in found if key is not None]


def _mine(x: Exchanging) -> Mine:
    mine = ledger.mine(x)
    assert mine is not None, "the stream begins before anything is written"
    return mine


def _opening(channel: Channel, mine: Mine) -> Opening:
    return Opening(
        author=channel.me,
        voice=mine.voice,
        pairing=channel.paired.pairing,
        continues=mine.continues,
    )


def _seen(x: Exchanging) -> dict[str, Seen]:
    """Say how far each stream was read, by number and hash."""
    return {row.stream: (row.number, row.hash) for row in ledger.streams(x) if row.number}


def _must_open(mine: Mine) -> bool:
    """Tell whether a new stream has to say which it continues, though it has no words."""
    return mine.number == 0 and mine.continues is not None


def _may_pass_on_seen(mine: Mine, today: str) -> bool:
    """Tell whether it is time to say how far was read, though there is nothing else to say."""
    return mine.owes_seen and mine.seen_on != today
