"""A journal that was brought back or copied never speaks twice with one voice."""

from __future__ import annotations

import pytest

from journal.model.kinds import Entry
from journal.sync.file import NOTHING_BEFORE, open_file
from journal.sync.mark import Marks
from journal.sync.seal import Place
from tests.sync.memory import Crash
from tests.sync.test_reading import name_of, own_stream, paired, say
from tests.sync.world import DAY, Seat, World, streams_of


def voice(seat: Seat) -> str:
    """Return the device in the stamps of what a seat says."""
    return seat.journal.exchange(lambda x: x.voice).result()


def test_nothing_restarts_by_itself(world: World, ana: Seat, ben: Seat) -> None:
    """Closing, opening, crashing and syncing often keep the one voice and the one stream."""
    say(ana, "one")
    before = voice(ana), own_stream(ana)
    for _ in range(3):
        ana.crash()
        say(ana, "more")
        world.spread()
        world.advance(days=1)
    assert (voice(ana), own_stream(ana)) == before
    assert len(streams_of(ana)) == 2


def test_a_restored_backup_speaks_with_a_new_voice(world: World, ana: Seat, ben: Seat) -> None:
    """The mark outside is ahead of the backup: a new stream, and what was lost is read back."""
    say(ana, "one")
    kept, before = ana.kept(), (voice(ana), own_stream(ana))
    say(ana, "two")
    ana.restore(kept)
    assert ana.texts() == ["one"]
    say(ana, "three")
    assert voice(ana) != before[0]
    assert own_stream(ana) != before[1]
    assert ana.texts() == ["one", "three", "two"]
    world.spread()
    assert ben.texts() == ["one", "three", "two"]
    assert ben.conversation.status.problems == ()


def test_a_copied_folder_has_a_voice_of_its_own(world: World, ana: Seat, ben: Seat) -> None:
    """Two copies speak side by side, and everyone ends with the same."""
    say(ana, "one")
    copy = world.clone(ana)
    say(copy, "from the copy")
    say(ana, "from the first")
    assert voice(copy) != voice(ana)
    world.spread()
    for seat in world.seats:
        assert seat.texts() == ["from the copy", "from the first", "one"]


def test_copies_made_before_anything_was_said_have_streams_of_their_own(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Also a copy of a journal that never spoke shares no stream with it."""
    copy = world.clone(ana)
    say(copy, "from the copy")
    say(ana, "from the first")
    assert own_stream(copy) != own_stream(ana)
    world.spread()
    assert ben.texts() == ["from the copy", "from the first"]


@pytest.mark.parametrize("sign", ["missing", "another machine", "ahead", "other bytes", "nonsense"])
def test_each_thing_the_mark_tells(ana: Seat, ben: Seat, sign: str) -> None:
    """A mark that is missing, another's, ahead, of other bytes or unreadable is a sign."""
    say(ana, "one")
    stream = own_stream(ana)
    marks = Marks(ana.home, ana.journal.id)
    mark = marks.read(stream)
    assert mark is not None
    path = marks._path(stream)
    if sign == "missing":
        ana.files.remove(path)
    elif sign == "another machine":
        ana.files.remove(ana.home.state / "machine")
    elif sign == "ahead":
        marks.write(stream, mark.number + 1, "0" * 64)
    elif sign == "other bytes":
        marks.write(stream, mark.number, "0" * 64)
    else:
        descriptor = ana.files.create(path)
        ana.files.write(descriptor, b"{")
    say(ana, "two")
    assert own_stream(ana) != stream


def test_a_mark_that_lags_behind_is_none(ana: Seat, ben: Seat) -> None:
    """A crash between the commit and the mark leaves it one behind, and changes nothing."""
    say(ana, "one", "two")
    stream = own_stream(ana)
    Marks(ana.home, ana.journal.id).write(stream, 1, "0" * 64)
    say(ana, "three")
    assert own_stream(ana) == stream


def test_an_own_file_with_other_bytes_in_the_folder_is_a_sign(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Two who spoke with one voice meet in the folder: the later one makes way."""
    say(ana, "one")
    kept = dict(ana.files.contents())
    say(ana, "two")
    published = ana.exchanged()[name_of(ana, 2)]
    stream = own_stream(ana)
    world.files.lose(ana.folder / name_of(ana, 2))
    ana._replace_files(kept)  # a disk image: the mark is as old as the journal
    say(ana, "another two")
    assert own_stream(ana) == stream
    world.files.lay(ana.folder / f"duo1/{stream}/00000002.duo", published)
    ana.write("three")
    ana.sync()
    assert own_stream(ana) != stream
    assert ana.texts() == ["another two", "one", "three", "two"]
    world.spread()
    assert ben.texts() == ["another two", "one", "three", "two"]


def test_a_number_above_ones_own_is_a_sign(world: World, ana: Seat, ben: Seat) -> None:
    """What lies in the folder under a higher number of ours was written by a later self."""
    say(ana, "one")
    kept = dict(ana.files.contents())
    stream = own_stream(ana)
    say(ana, "two")
    ana._replace_files(kept)
    ana.sync()
    assert own_stream(ana) != stream
    assert ana.texts() == ["one", "two"]


def test_what_the_partner_has_seen_with_another_hash_is_a_sign_once_a_day(
    world: World, ana: Seat, ben: Seat
) -> None:
    """On the word of `seen` alone a stream begins at most once a day."""
    say(ana, "one")
    kept = dict(ana.files.contents())
    say(ana, "two")
    world.carry(ana, ben)
    say(ben, "I have read both")
    first = own_stream(ana)
    world.files.lose(ana.folder / name_of(ana, 2))
    ana._replace_files(kept)
    world.carry(ben, ana, [name_of(ben, 1)])
    ana.sync()
    second = own_stream(ana)
    assert second != first
    row = ana.journal.exchange(lambda x: x.get("sync.state", 1)).result()
    assert row is not None
    assert row["doubted_on"] == "2026-11-22"


def test_everything_said_is_said_again_with_its_old_stamps(
    world: World, ana: Seat, ben: Seat
) -> None:
    """The new stream holds all that is shared, each deletion too, and no stamp is new."""
    kept_entry, gone = ana.write("stays"), ana.write("goes")
    world.spread(1)
    ana.delete(gone)
    ana.sync()
    stamp = ana.journal.get(kept_entry.id)
    copy = world.clone(ana)
    copy.sync()
    assert stamp is not None
    stands = copy.journal.get(kept_entry.id)
    assert stands is not None
    assert stands.stamp == stamp.stamp
    world.spread()
    assert ben.texts() == ["stays"]


def test_a_crash_while_all_is_said_again_loses_nothing(world: World, ana: Seat, ben: Seat) -> None:
    """What a new stream has yet to say is remembered from commit to commit."""
    ana.journal.commit([_entry(number) for number in range(1200)]).result()
    ana.sync()
    copy = world.clone(ana)
    copy.folder_files.stop_at = 2
    with pytest.raises(Crash):
        copy.sync()
    copy.crash()
    copy.sync()
    world.carry(copy, ben)
    ben.sync()
    assert len(ben.texts()) == 1200
    assert copy.journal.exchange(lambda x: x.all("sync.again")).result() == {}


def test_what_the_old_stream_lacks_is_no_longer_waited_for(
    world: World, ana: Seat, ben: Seat
) -> None:
    """A gap in a stream that was continued is not counted as missing, and what comes is read."""
    say(ana, "one", "two", "three")
    copy = world.clone(ana)
    copy.sync()
    world.carry(ana, ben, ["duo1/marker", name_of(ana, 1), name_of(ana, 3)])
    ben.sync()
    assert ben.conversation.status.missing == 1
    world.carry(copy, ben, [name_of(copy, 1)])
    ben.sync()
    assert ben.conversation.status.missing == 0
    assert ben.texts() == ["one", "three", "two"]


def test_a_withdrawn_entry_is_never_said_again(world: World, ana: Seat, ben: Seat) -> None:
    """What was taken back before the new stream began stays taken back."""
    entry = ana.write("a secret of sixteen bytes")
    world.spread(1)
    ana.unshare(entry)
    ana.sync()
    copy = world.clone(ana)
    copy.sync()
    data = copy.exchanged()[name_of(copy, 1)]
    opened = open_file(data, Place(own_stream(copy), 1, NOTHING_BEFORE), paired(copy).key)
    assert b"secret" not in opened.json
    world.spread()
    assert ben.texts() == []


def _entry(number: int) -> Entry:
    return Entry(day=DAY, step="share", text=f"number {number}", audience="both")
