"""Deliberate mistakes in the exchange, each one a small function in another's place.

Every one of them is what a tired evening could bring; `test_seeded_faults.py` shows that each is
found, and by what.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from journal.model.record import Stamp
from journal.model.said import Said
from journal.model.standing import Standing, stand
from journal.store import merging, speech
from journal.store.exchanging import Exchanging
from journal.sync import ledger, reading, restart, taking, writing
from journal.sync.channel import Channel
from journal.sync.file import previous_in
from journal.sync.folder import Folder
from journal.sync.ledger import Theirs
from journal.sync.mark import Marks
from journal.sync.seal import Place, lengthened
from tests.sync.memory import MemoryFolder

Patch = pytest.MonkeyPatch


def sequence_not_committed_first(patch: Patch) -> None:
    """Publish a file, and only then keep its bytes and number."""
    fix = writing.fix

    def hasty(x: Exchanging, channel: Channel) -> writing.Ready:
        ready = fix(x, channel)
        for number, row in ready.files:
            channel.folder.publish_file(ready.stream, number, row.bytes)
        return ready

    patch.setattr(writing, "fix", hasty)


def author_not_checked(patch: Patch) -> None:
    """Take what is said in anyone's name from whoever has the pair's key."""
    patch.setattr(reading, "check_author", lambda *_given: None)


def id_taken_without_author(patch: Patch) -> None:
    """Take a record for one's own where its id is that of one's own."""
    receive = Exchanging.receive

    def careless(self: Exchanging, author: str, said: Said) -> bool:
        own = self._staging.own(said.id)
        return receive(self, author if own is None else self.me.id, said)

    patch.setattr(Exchanging, "receive", careless)


def tie_not_broken(patch: Patch) -> None:
    """Of two versions with one stamp let the one show that came first."""

    def first(versions: Iterable[Said]) -> Standing:
        known = list(versions)
        standing = stand(known)
        same = [said for said in known if said.stamp == standing.current.stamp]
        others = [said for said in (standing.current, *standing.beside) if said is not same[0]]
        return standing._replace(current=same[0], beside=tuple(others))

    patch.setattr(merging, "stand", first)


def previous_hash_not_bound(patch: Patch) -> None:
    """Believe a file which one it follows."""
    open_next = reading.open_next

    def trusting(channel: Channel, author: str, place: Place) -> Any:
        data = channel.folder.read_file(place.stream, place.number) or b""
        claimed = previous_in(data)
        return open_next(channel, author, place._replace(previous=claimed))

    patch.setattr(reading, "open_next", trusting)
    bound = lambda place, magic: lengthened(magic, bytes.fromhex(place.stream))  # noqa: E731
    patch.setattr(Place, "bound", bound)


def mac_without_the_number(patch: Patch) -> None:
    """Leave the number out of what a file is bound to."""

    def bound(place: Place, magic: bytes) -> bytes:
        return lengthened(magic, bytes.fromhex(place.stream), place.previous)

    patch.setattr(Place, "bound", bound)


def stream_not_bound(patch: Patch) -> None:
    """Take a stream's files under any other name too: a replay of all that was said."""

    def bound(place: Place, magic: bytes) -> bytes:
        return lengthened(magic, place.number.to_bytes(8), place.previous)

    patch.setattr(Place, "bound", bound)


def stamp_not_above_the_version_replaced(patch: Patch) -> None:
    """Believe the clock on the wall."""
    patch.setattr(
        speech, "next_stamp", lambda now, _last, _seen, device: Stamp(max(now, 1), 0, device)
    )


def clone_keeps_its_device_id(patch: Patch) -> None:
    """Never notice that a journal was copied or brought back."""
    patch.setattr(Marks, "fits", lambda _self, _mine: True)
    patch.setattr(restart, "is_another_voice", lambda *_given, **_more: False)


def contested_stamps_kept(patch: Patch) -> None:
    """Say again with its old stamp what another may have said otherwise under it."""
    patch.setattr(Exchanging, "speak_apart", lambda _self, _voice: None)


def seen_without_hash(patch: Patch) -> None:
    """Ask of `seen` only how many files it names."""
    patch.setattr(taking, "contradicts", lambda _x, mine, seen: seen[0] > mine.number)


def publishing_replaces_a_file(patch: Patch) -> None:
    """Write over whatever lies at one's next number."""

    def over(self: MemoryFolder, path: Any, data: bytes) -> bool:
        self.lay(path, data)
        return True

    patch.setattr(MemoryFolder, "put_new", over)


def missing_file_taken_for_deletion(patch: Patch) -> None:
    """Delete what came in a file that is gone."""
    read_stream = reading.read_stream

    def deleting(channel: Channel, stream: str, *more: Any) -> Any:
        taken = read_stream(channel, stream, *more)
        row = channel.exchange(lambda x: ledger.stream(x, stream))
        if row and row.number and channel.folder.file_mark(stream, row.number) is None:
            channel.exchange(lambda x: _delete_all(x, row))
        return taken

    patch.setattr(reading, "read_stream", deleting)


def _delete_all(x: Exchanging, row: Theirs) -> None:
    for name in [each for each in x._staging.foreign.names() if each.author == row.author]:
        said = x.said_by(name.author, name.id)
        if said is not None and not said.gone:
            seen = {said.stamp.device: (said.stamp.ms, said.stamp.counter)}
            later = said.stamp._replace(counter=said.stamp.counter + 1)
            x.receive(
                name.author,
                Said(id=said.id, kind=said.kind, stamp=later, replaces=seen, gone=True),
            )


def marker_not_asked(patch: Patch) -> None:
    """Take any folder for the one that was marked."""
    patch.setattr(Folder, "is_there", lambda _self, _marker: True)


def emptied_folder_filled_unasked(patch: Patch) -> None:
    """Go on writing in a folder that lost what was in it."""
    patch.setattr(restart, "is_emptied", lambda *_given: False)


def name_taken_from_inside_a_file(patch: Patch) -> None:
    """Read on in whatever stream a file names."""
    new_streams = reading.new_streams

    def trusting(channel: Channel, *more: Any) -> list[Theirs]:
        found = new_streams(channel, *more)
        return [
            msgspec.structs.replace(row, stream=named.stream)
            if (told := reading._opening(channel, row.stream)) and (named := told.continues)
            else row
            for row in found
        ]

    patch.setattr(reading, "new_streams", trusting)


def one_file_causes_another(patch: Patch) -> None:
    """Answer every file with one that says how far was read, at once."""
    patch.setattr(writing, "_may_pass_on_seen", lambda mine, _today: mine.number >= 0)


def acknowledged_and_never_sent(patch: Patch) -> None:
    """Forget the bytes of a file before it lies in the folder."""
    patch.setattr(
        writing, "fixed_before", lambda x: writing.Ready(writing._mine(x).stream, [], True)
    )
