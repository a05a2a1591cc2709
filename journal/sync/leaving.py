"""Leaving a pairing: at once, here alone, and telling nobody.

Source: *Leaving* in the design. What the other has not received is taken out of the folder when
it is there, now or later; what they have received is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from journal.store.exchanging import Exchanging
from journal.sync import ledger
from journal.sync.channel import Channel, Exchange
from journal.sync.folder import Folder


class Left(msgspec.Struct, frozen=True):
    """What is still to be taken out of the folder of a pairing that was left."""

    folder: str
    marker: str
    stream: str
    first: int
    """The number of the first file that goes."""


def leave(
    x: Exchanging, channel: Channel, *, forget_received: bool, unread: bool, everything: bool
) -> str:
    """Forget a pairing, in one commit with what is left to do in its folder.

    Returns the stream that was written here, or nothing.
    """
    mine = ledger.mine(x)
    if mine is not None and (unread or everything):
        streams = {row.stream: 0 for row in ledger.streams(x) if row.author == channel.me}
        streams[mine.stream] = 0 if everything else mine.known
        for stream, known in streams.items():
            marker, folder = channel.paired.marker, str(channel.folder.path)
            row = Left(folder, marker, stream, known + 1)
            ledger.write(x, ledger.LEFT, int(stream, 16), row)
    ledger.forget(x, *ledger.TABLES)
    x.end_pairing(forget_received=forget_received)
    return "" if mine is None else mine.stream


def clear_up(exchange: Exchange, folder_at: Callable[[Path], Folder]) -> None:
    """Take out what is left of former pairings, in the folders that are there. `OSError`."""
    for number, doc in exchange(lambda x: x.all(ledger.LEFT)).items():
        left = msgspec.convert(doc, Left)
        folder = folder_at(Path(left.folder))
        if folder.is_there(left.marker):
            take_out(folder, left)
            exchange(_done(number))


def take_out(folder: Folder, left: Left) -> None:
    """Take files of one's own out of a folder. Raises `OSError`."""
    if left.first == 1:
        folder.remove_stream(left.stream)
    for number in folder.numbers(left.stream):
        if number >= left.first:
            folder.remove_file(left.stream, number)


def _done(number: int) -> Callable[[Exchanging], None]:
    return lambda x: x.put(ledger.LEFT, number, None)
