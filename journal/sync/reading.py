"""What others wrote into the folder is found and opened: file by file, each in its place.

Source: *Reading* and *Who wrote it* in the design. Of each known stream only the next number is
opened. A stream that is refused waits where it is and stops no other; one that does not open is
nobody's we know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from journal.store.exchanging import Exchanging
from journal.sync import ledger
from journal.sync.channel import Channel
from journal.sync.file import (
    NOTHING_BEFORE,
    Damaged,
    Misplaced,
    Opened,
    Opening,
    Refused,
    open_file,
    previous_in,
    read_content,
)
from journal.sync.ledger import Theirs
from journal.sync.refusals import Refusals
from journal.sync.seal import Place
from journal.sync.taking import Arrived, TakenIn, take_in

FILES_AT_ONCE = 20
BYTES_AT_ONCE = 2**20
"""No more files, and once this much was read no more bytes, are taken in with one commit."""
MOST_STREAMS = 64
"""No more streams than this are read in one pairing."""


class Forged(Refused):
    """It claims to be one's own, or of this pairing, and is not."""


def read_stream(channel: Channel, stream: str, refusals: Refusals) -> TakenIn:
    """Take in all files of a stream that are there, one after the other. Raises `OSError`."""
    taken = TakenIn()
    row = channel.exchange(lambda x: ledger.stream(x, stream))
    while row is not None and (files := next_files(channel, row, refusals)):
        taken += channel.exchange(_taking(channel, row, files))
        row = channel.exchange(lambda x: ledger.stream(x, stream))
    return taken


def next_files(channel: Channel, row: Theirs, refusals: Refusals) -> list[Arrived]:
    """Open the next files of a stream, as far as they are there and in their places. `OSError`."""
    found: list[Arrived] = []
    number, previous, size = row.number, row.hash, 0
    while len(found) < FILES_AT_ONCE and size < BYTES_AT_ONCE:
        number += 1
        mark = channel.folder.file_mark(row.stream, number)
        if mark is None:
            refusals.clear(row.stream)  # what was refused is gone
            break
        if refusals.knows(row.stream, mark):
            break
        place = Place(row.stream, number, bytes.fromhex(previous))
        try:
            arrived = open_next(channel, row.author, place)
        except Refused as error:
            refusals.add(row, mark, error)
            break
        refusals.clear(row.stream)
        found.append(arrived)
        previous, size = arrived.opened.hash.hex(), size + len(arrived.opened.json)
    return found


def open_next(channel: Channel, author: str, place: Place) -> Arrived:
    """Open the file at a place. Raises `Refused` and `OSError`."""
    data = channel.folder.read_file(place.stream, place.number)
    if data is None:
        raise Damaged
    if len(data) > len(place.previous) and previous_in(data) != place.previous:
        raise Misplaced
    opened = open_file(data, place, channel.paired.key)
    check_author(channel, opened, author)
    content = read_content(opened)
    if content.opening is not None and not _is_of(channel, content.opening, author):
        raise Forged
    return Arrived(opened, content)


def check_author(channel: Channel, opened: Opened, author: str) -> None:
    """Take what is said in one's own name only from oneself. Raises `Forged`."""
    own = author == channel.me
    if own and not opened.is_by(channel.paired.author_key):
        raise Forged
    if not own and author != channel.partner:
        raise Forged


def new_streams(channel: Channel, known: Iterable[str], refusals: Refusals) -> list[Theirs]:
    """Find the streams in the folder that one of the two writes and that are not known. `OSError`.

    `known` holds the own stream too.
    """
    found: list[Theirs] = []
    names = set(known)
    for name in channel.folder.streams():
        if name in names or len(names) + len(found) >= MOST_STREAMS:
            continue
        mark = channel.folder.file_mark(name, 1)
        if refusals.is_strange(name, mark):
            continue
        opening = None if mark is None else _opening(channel, name)
        if opening is None:
            refusals.strange(name, mark)
        else:
            found.append(Theirs(stream=name, author=opening.author, voice=opening.voice))
    return found


def begin_streams(x: Exchanging, channel: Channel, found: Sequence[Theirs]) -> None:
    """Read these streams from now on."""
    spoke = any(row.author == channel.partner and row.number for row in ledger.streams(x))
    for row in found:
        if ledger.stream(x, row.stream) is None:
            ledger.put_stream(x, row)
            mine = ledger.mine(x)
            if mine is not None and spoke and row.author == channel.partner:
                ledger.put_mine(x, msgspec.structs.replace(mine, new_machine=True))


def missing(channel: Channel, row: Theirs) -> int:
    """Count the files of a stream that are known to exist and are not here, by names alone."""
    later = [number for number in channel.folder.numbers(row.stream) if number > row.number]
    return later[-1] - row.number - len(later) if later else 0


def _taking(
    channel: Channel, row: Theirs, files: Sequence[Arrived]
) -> Callable[[Exchanging], TakenIn]:
    return lambda x: take_in(x, channel, row, files)


def _opening(channel: Channel, stream: str) -> Opening | None:
    """Read whose an unknown stream is; none where it is nobody's in this pairing. `OSError`."""
    data = channel.folder.read_file(stream, 1)
    if data is None:
        return None
    try:
        opened = open_file(data, Place(stream, 1, NOTHING_BEFORE), channel.paired.key)
        opening = read_content(opened).opening
        if opening is None or not _is_of(channel, opening, opening.author):
            return None
        check_author(channel, opened, opening.author)
    except Refused:
        return None
    return opening


def _is_of(channel: Channel, opening: Opening, author: str) -> bool:
    return opening.author == author and opening.pairing == channel.paired.pairing
