"""A journal that was brought back or copied speaks with a new voice, never twice with one.

Source: *A restored backup or a copied folder* in the design. The signs: the mark outside the
journal does not fit; in the folder lies a file of ours that we did not write, at a number of ours
or above; the partner has read in our stream what was not written here. Then the old stream is read
through like any other, and everything is said again in a new one.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from journal.store.exchanging import Exchanging
from journal.sync import ledger
from journal.sync.channel import Channel
from journal.sync.file import MAGIC, Continues, Refused, open_file, previous_in
from journal.sync.ledger import NO_HASH, Mine, Theirs
from journal.sync.seal import HASH, Place, file_hash, new_stream, new_voice
from journal.sync.writing import RECORDS_IN_FILE

MOST_LOOKED_AT = 64
"""So many of the newest own files that the partner may not have are looked for in each pass, and
so many under numbers that were not written here."""


def is_another_voice(channel: Channel, mine: Mine, *, thoroughly: bool) -> bool:
    """Tell whether someone else has spoken with our voice. Raises `OSError`."""
    if not channel.marks.fits(mine):
        return True
    above = [mine.number + 1]
    if thoroughly:
        later = [n for n in channel.folder.numbers(mine.stream) if n > mine.number]
        above += later[:MOST_LOOKED_AT]
    if any(is_own_file(channel, mine.stream, number) for number in above):
        return True
    return bool(mine.number) and is_own_file(channel, mine.stream, mine.number, other=mine.hash)


def is_own_file(channel: Channel, stream: str, number: int, other: str = "") -> bool:
    """Tell whether a file in one's own stream carries our mark and has not this hash. `OSError`."""
    data = channel.folder.read_file(stream, number)
    if data is None or len(data) <= len(MAGIC) + HASH or file_hash(data).hex() == other:
        return False
    try:
        opened = open_file(data, Place(stream, number, previous_in(data)), channel.paired.key)
    except Refused:
        return False
    return opened.is_by(channel.paired.author_key)


def may_doubt(mine: Mine, today: str) -> bool:
    """Tell whether the word of `seen` alone may lead to a new stream: once a day."""
    return mine.doubted_on != today


def is_emptied(channel: Channel, mine: Mine, unpublished: set[int]) -> bool:
    """Tell whether files of ours that the partner may not have are gone from the folder."""
    first = max(mine.known, mine.number - MOST_LOOKED_AT) + 1
    return any(
        channel.folder.file_mark(mine.stream, number) is None
        for number in range(first, mine.number + 1)
        if number not in unpublished
    )


def give_up(x: Exchanging, channel: Channel, sure: int, *, doubted: bool = False) -> None:
    """Write no more in one's stream, and begin to read it through like any other."""
    mine = ledger.mine(x)
    if mine is None or mine.restarting:
        return
    row = Theirs(
        stream=mine.stream,
        author=channel.me,
        voice=mine.voice,
        number=sure,
        hash=ledger.hash_at(x, sure) or NO_HASH,
        continued=True,
    )
    ledger.put_stream(x, row)
    x.speak_apart(new_voice())
    day = channel.today if doubted else mine.doubted_on
    ledger.put_mine(x, msgspec.structs.replace(mine, restarting=True, sure=sure, doubted_on=day))


def shared_up_to(channel: Channel, mine: Mine, hash_at: Callable[[int], str | None]) -> int:
    """Find up to where our files are those of the one who spoke with our voice. Raises `OSError`.

    That is the newest of which the folder, or else the partner, has the very same.
    """
    if not channel.folder.numbers(mine.stream):
        return _remembered(mine.known, hash_at)
    for number in range(mine.number, mine.known, -1):
        known, data = hash_at(number), channel.folder.read_file(mine.stream, number)
        if data is not None and known == file_hash(data).hex():
            return number
    return _remembered(mine.known, hash_at)


def begin_anew(x: Exchanging, stream: str) -> None:
    """Speak in a new stream with a new voice from now on, first of all that was said before."""
    mine = ledger.mine(x)
    assert mine is not None, "only a stream that was begun is given up"
    old = ledger.stream(x, mine.stream)
    said = [out.record.id for out in x.everything_said()]
    sent = {name: number for name in said if (number := x.sent_number(name)) is not None}
    voice = new_voice()
    x.new_voice(voice, [name for name, number in sent.items() if is_contested(number, mine.sure)])
    ledger.forget(x, ledger.FILE, ledger.HASHES, ledger.AGAIN)
    again = list(dict.fromkeys(out.record.id for out in x.everything_said()))
    for first in range(0, len(again), RECORDS_IN_FILE):
        piece = again[first : first + RECORDS_IN_FILE]
        x.put(ledger.AGAIN, first // RECORDS_IN_FILE + 1, {"ids": piece})
    ledger.put_mine(
        x,
        Mine(
            stream=stream,
            voice=voice,
            continues=Continues(
                stream=mine.stream,
                number=old.number if old else 0,
                hash=old.hash if old else NO_HASH,
            ),
            owes_seen=mine.owes_seen,
            seen_on=mine.seen_on,
            doubted_on=mine.doubted_on,
            keys=tuple(str(doc["id"]) for doc in x.all(ledger.KEY).values()),
            new_machine=mine.new_machine,
        ),
    )


def is_contested(number: int, sure: int) -> bool:
    """Tell whether what was sent in this file may never have been seen, or be another's by name."""
    return number > sure


def restart(channel: Channel) -> None:
    """Begin the new stream, its mark first. Raises `OSError`."""
    stream = new_stream()
    channel.marks.write(stream, 0, NO_HASH)
    channel.exchange(lambda x: begin_anew(x, stream))


def _remembered(number: int, hash_at: Callable[[int], str | None]) -> int:
    return number if hash_at(number) is not None else 0
