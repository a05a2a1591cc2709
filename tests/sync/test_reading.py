"""What others wrote is taken in file by file, each in its place, and nothing else is believed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import msgspec
import pytest

from journal.model.record import Stamp
from journal.model.said import Said
from journal.model.secret import Secret
from journal.sync.file import NOTHING_BEFORE, Content, Opening, encode_file
from journal.sync.pairing_state import Paired
from journal.sync.seal import (
    Place,
    new_stream,
    new_voice,
)
from tests.sync.world import DAY, Seat, World, streams_of

Change = Callable[[bytes], bytes]

DAMAGE: dict[str, Change] = {
    "emptied": lambda _data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "zeros": lambda data: bytes(len(data)),
    "one bit": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "another magic": lambda data: b"\x00" + data[1:],
    "longer": lambda data: data + b"\x00",
}


def paired(seat: Seat) -> Paired:
    """Return what a seat speaks with."""
    found = seat.conversation._pairing.paired
    assert found is not None
    return found


def own_stream(seat: Seat) -> str:
    """Return the stream that a seat writes."""
    row = seat.journal.exchange(lambda x: x.get("sync.state", 1)).result()
    assert row is not None
    return str(row["stream"])


def name_of(seat: Seat, number: int) -> str:
    """Return the name of one of a seat's files in the exchange folder."""
    return f"duo1/{own_stream(seat)}/{number:08}.duo"


def say(ana: Seat, *texts: str) -> None:
    """Let each text be in a file of its own."""
    for text in texts:
        ana.write(text)
        ana.sync()


def forge(
    writer: Seat,
    content: Content,
    *,
    stream: str = "",
    author_key: Secret | None = None,
    previous: bytes = NOTHING_BEFORE,
    number: int = 1,
) -> tuple[str, bytes]:
    """Write a file with the pair's key, as a changed program could."""
    place = Place(stream or new_stream(), number, previous)
    data = encode_file(content, place, paired(writer).key, author_key or paired(writer).author_key)
    return f"duo1/{place.stream}/{place.number:08}.duo", data


def opening(writer: Seat, author: str, pairing: str = "") -> Opening:
    """Say whose a stream is."""
    return Opening(author=author, voice=new_voice(), pairing=pairing or paired(writer).pairing)


def entry(text: str, record_id: str = "", stamp: Stamp | None = None) -> Said:
    """Return an entry as it travels."""
    return Said(
        id=record_id or new_stream(),
        kind="entry",
        stamp=stamp or Stamp(1_795_000_000_000, 0, "12" * 8),
        audience="both",
        day=DAY,
        body=msgspec.Raw(b'{"step":"share","text":"' + text.encode() + b'"}'),
    )


@pytest.mark.parametrize("harm", DAMAGE)
def test_a_damaged_file_is_refused_until_a_good_copy_comes(
    world: World, ana: Seat, ben: Seat, harm: str
) -> None:
    """The stream waits and says so once; with the right bytes it goes on."""
    say(ana, "one", "two", "three")
    world.carry(ana, ben)
    name = name_of(ana, 2)
    world.files.lay(ben.folder / name, DAMAGE[harm](ana.exchanged()[name]))
    for _again in range(2):
        done = ben.sync()
        assert len(done.problems) == 1
        assert done.problems[0].startswith("A file from Ana")
    assert ben.texts() == ["one"]
    assert not ben.conversation.poll()
    world.carry(ana, ben, [name], over=True)
    assert ben.conversation.poll()
    assert ben.sync().problems == ()
    assert ben.texts() == ["one", "three", "two"]


def test_a_gap_is_waited_for_and_counted(world: World, ana: Seat, ben: Seat) -> None:
    """What came after a missing file is not read before it; the missing ones are counted."""
    say(ana, "one", "two", "three", "four")
    world.carry(ana, ben, ["duo1/marker", name_of(ana, 1), name_of(ana, 4)])
    ben.sync()
    assert ben.texts() == ["one"]
    assert ben.conversation.status.missing == 2
    world.carry(ana, ben, [name_of(ana, 3)])
    ben.sync()
    ben.conversation._passing = None
    ben.sync()
    assert ben.conversation.status.missing == 1
    world.carry(ana, ben)
    ben.sync()
    assert ben.conversation.status.missing == 0
    assert len(ben.texts()) == 4


def test_an_older_file_put_in_place_of_the_next_is_refused(
    world: World, ana: Seat, ben: Seat
) -> None:
    """A file that was read before opens at no other number."""
    say(ana, "one", "two")
    world.carry(ana, ben, ["duo1/marker", name_of(ana, 1)])
    ben.sync()
    world.files.lay(ben.folder / name_of(ana, 2), ana.exchanged()[name_of(ana, 1)])
    done = ben.sync()
    assert "does not follow" in done.problems[0]
    assert ben.texts() == ["one"]


def test_two_files_that_were_swapped_are_refused(world: World, ana: Seat, ben: Seat) -> None:
    """Neither of two swapped files is read in the other's place."""
    say(ana, "one", "two", "three")
    first, second = name_of(ana, 1), name_of(ana, 2)
    world.carry(ana, ben)
    lying = ana.exchanged()
    world.files.lay(ben.folder / first, lying[second])
    world.files.lay(ben.folder / second, lying[first])
    assert len(ben.sync().problems) <= 1
    assert ben.texts() == []


def test_a_missing_file_never_deletes_anything(world: World, ana: Seat, ben: Seat) -> None:
    """What was read stays, whatever is taken out of the folder."""
    say(ana, "one", "two")
    world.carry(ana, ben)
    ben.sync()
    for name in list(ben.exchanged()):
        if name.endswith(".duo"):
            world.files.lose(ben.folder / name)
    ben.sync()
    assert ben.texts() == ["one", "two"]


def test_reading_again_changes_nothing(world: World, ana: Seat, ben: Seat) -> None:
    """A file is read once; put back or carried again it changes nothing."""
    say(ana, "one")
    world.carry(ana, ben)
    assert ben.sync().received == 1
    world.carry(ana, ben, over=True)
    assert ben.sync().received == 0


def test_one_bad_stream_stops_no_other(world: World, ana: Seat, ben: Seat) -> None:
    """While one of the partner's streams waits, another of theirs goes on."""
    say(ana, "one", "two")
    world.carry(ana, ben)
    world.files.lay(ben.folder / name_of(ana, 2), b"x" * 2000)
    ben.sync()
    copy = world.clone(ana)
    say(copy, "from elsewhere")
    world.carry(copy, ben)
    done = ben.sync()
    assert len(done.problems) == 1
    assert "from elsewhere" in ben.texts()
    assert ben.conversation.status.new_machine
    ben.conversation.note_new_machine()
    assert not ben.conversation.status.new_machine


def test_order_and_repetition_of_carrying_do_not_matter(world: World, ana: Seat, ben: Seat) -> None:
    """However files come, and with however many passes between, the end is the same."""
    entries = [ana.write(f"text {number}") for number in range(4)]
    ana.sync()
    for number, record in enumerate(entries[:3]):
        ana.edit(record, f"edited {number}")
        ana.sync()
    ana.delete(entries[3])
    ana.sync()
    random = Random(5)
    names = [name for name in ana.exchanged() if name.endswith(".duo")]
    random.shuffle(names)
    for name in [*names, *names]:
        world.carry(ana, ben, ["duo1/marker", name], over=True)
        ben.sync()
    assert ben.texts() == ["edited 0", "edited 1", "edited 2"]


def test_a_pass_opens_only_what_is_new(world: World, ana: Seat, ben: Seat) -> None:
    """With a hundred files read, one new file costs one read and no listing of the old."""
    say(ana, *(f"text {number}" for number in range(100)))
    world.carry(ana, ben)
    ben.sync()
    ben.sync()
    say(ana, "new")
    world.carry(ana, ben)
    world.files.looks.clear()
    world.files.listed.clear()
    assert ben.sync().received == 1
    assert len(world.files.looks) < 60
    assert world.files.listed == []


def test_an_idle_poll_looks_once_at_the_folder_and_once_at_each_stream(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Every two seconds there is one stat of the folder and one for each stream, and no listing."""
    say(ana, "one")
    say(ben, "two")
    world.spread()
    world.files.looks.clear()
    world.files.listed.clear()
    assert not ana.conversation.poll()
    assert len(world.files.looks) == 2
    assert world.files.listed == []
    assert len(streams_of(ana)) == 2
