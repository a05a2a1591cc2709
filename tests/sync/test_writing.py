"""What is said here gets into the folder once, in order, and the same after any crash."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest

from journal.model.kinds import Entry
from journal.model.record import ME, Reference
from journal.sync import writing
from journal.sync.file import Content, open_file, read_content
from journal.sync.seal import Place
from tests.sync.memory import Crash
from tests.sync.world import DAY, Seat, World, streams_of


def contents(reader: Seat) -> list[Content]:
    """Read every file in a seat's replica with the pair's key."""
    paired = reader.conversation._pairing.paired
    assert paired is not None
    found = []
    for stream, numbers in streams_of(reader).items():
        previous = bytes(32)
        for number in sorted(numbers):
            data = reader.exchanged()[f"duo1/{stream}/{number:08}.duo"]
            opened = open_file(data, Place(stream, number, previous), paired.key)
            previous = opened.hash
            found.append(read_content(opened))
    return found


def test_what_is_shared_here_is_shown_there(world: World, ana: Seat, ben: Seat) -> None:
    """An entry for both reaches the other with one pass on each side."""
    entry = ana.write("for you")
    assert ana.sync().sent == 1
    world.carry(ana, ben)
    assert ben.sync().received == 1
    found = ben.find(ana, entry)
    assert found is not None
    assert ben.texts() == ["for you"]
    assert found.author == ana.journal.me.id


def test_nothing_private_is_in_any_file(world: World, ana: Seat, ben: Seat) -> None:
    """Neither text, id nor stamp of a private record travels, also not of one edited meanwhile."""
    private = ana.write("a canary of sixteen bytes", ME)
    shared = ana.write("shared")
    ana.sync()
    ana.edit(private, "another canary of sixteen bytes")
    ana.edit(shared, "shared, edited")
    ana.sync()
    for content in contents(ana):
        for said in content.records:
            assert said.id == shared.id
            assert private.stamp.device not in (said.stamp.device, *said.replaces)
            assert b"canary" not in bytes(said.body)


def test_nothing_is_written_before_there_is_anything_to_say(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Two who are paired and silent leave the folder as it is."""
    for _day in range(3):
        world.spread()
        world.advance(days=1)
    assert streams_of(ana) == {}


def test_without_the_folder_nothing_is_fixed(ana: Seat, ben: Seat, world: World) -> None:
    """Where the marker is not there no bytes are fixed, so un-sharing takes the words out again."""
    entry = ana.write("not yet")
    marker = ana.folder / "duo1" / "marker"
    kept = world.files.files.pop(marker)
    done = ana.sync()
    assert (done.sent, done.waiting, done.problems) == (0, 1, ())
    assert not ana.conversation.status.folder_there
    assert ana.unshare(entry).id == entry.id
    world.files.files[marker] = kept
    assert ana.sync().sent == 0
    assert streams_of(ana) == {}


def test_a_folder_that_cannot_be_written_is_a_plain_sentence(
    ana: Seat, ben: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing counts as sent where the system does not let files be made."""
    ana.write("waits")
    monkeypatch.setattr(type(ana.folder_files), "may_write", lambda _files, _folder: False)
    done = ana.sync()
    assert (done.sent, done.waiting) == (0, 1)
    assert "exchange folder" in done.problems[0]


@pytest.mark.parametrize("stop_at", range(4))
def test_after_a_crash_the_same_bytes_are_published(
    world: World, ana: Seat, ben: Seat, stop_at: int
) -> None:
    """Whenever the power goes, what was fixed is what is published, once."""
    ana.write("one")
    ana.sync()
    ana.write("two")
    ana.folder_files.stop_at = stop_at
    with contextlib.suppress(Crash):
        ana.sync()
    fixed = ana.journal.exchange(lambda x: x.all("sync.file")).result()
    ana.crash()
    ana.sync()
    world.carry(ana, ben)
    ben.sync()
    assert [len(numbers) for numbers in streams_of(ana).values()] == [2]
    assert ben.texts() == ["one", "two"]
    if stop_at == 0:
        assert len(fixed) == 1


def test_a_crash_before_publishing_counts_as_sent(ana: Seat, ben: Seat) -> None:
    """Once its bytes are fixed an entry was sent, though nothing lies in the folder yet."""
    entry = ana.write("fixed")
    ana.folder_files.stop_at = 0
    with pytest.raises(Crash):
        ana.sync()
    ana.crash()
    assert ana.journal.was_sent(ana.journal.get(entry.id) or entry)
    assert streams_of(ana) == {}


def test_how_far_one_has_read_is_passed_on_once_a_day(world: World, ana: Seat, ben: Seat) -> None:
    """A file without records is written at most once a day, and never causes another."""
    counts = []
    for day in range(4):
        if day < 2:
            ana.write(f"day {day}")
        for _ in range(5):
            world.spread(1)
        counts.append({len(numbers) for numbers in streams_of(ana).values()})
        world.advance(days=1)
    assert counts[-1] == counts[-2]
    assert [len(content.records) for content in contents(ana)].count(0) == 2


def test_many_records_go_in_few_files(ana: Seat, ben: Seat, world: World) -> None:
    """A thousand and one entries become three files, and arrive all."""
    ana.journal.commit([_entry(number) for number in range(1001)]).result()
    assert ana.sync().sent == 1001
    assert [len(numbers) for numbers in streams_of(ana).values()] == [3]
    world.carry(ana, ben)
    assert ben.sync().received == 1001


def test_a_deletion_travels_without_words(world: World, ana: Seat, ben: Seat) -> None:
    """What was sent and is deleted goes at the other's, and the file names only its id."""
    entry = ana.write("soon gone")
    world.spread(1)
    ana.delete(entry)
    ana.sync()
    world.carry(ana, ben)
    ben.sync()
    assert ben.texts() == []
    assert ben.journal.was_taken_back(Reference(ana.journal.me.id, entry.id))
    gone = contents(ana)[-1].records[-1]
    assert gone.gone
    assert bytes(gone.body) == b"{}"


def _entry(number: int) -> Entry:
    return Entry(day=DAY, step="share", text=f"number {number}", audience="both")


def test_what_is_too_long_to_be_sent_is_said(
    monkeypatch: pytest.MonkeyPatch, world: World, ana: Seat, ben: Seat
) -> None:
    """It names the day and none of the words, holds up nothing else, and goes once it is short."""
    monkeypatch.setattr(writing, "MOST_BYTES", 3000)
    long = ana.write("secret words " * 200, day=date(2026, 3, 1))
    ana.write("short")
    done = ana.sync()
    assert (done.sent, done.waiting) == (1, 1)
    assert done.problems == ana.conversation.status.problems
    (sentence,) = done.problems
    assert "2026-03-01" in sentence
    assert "secret" not in sentence
    assert ana.sync().problems == (sentence,)
    world.carry(ana, ben)
    ben.sync()
    assert ben.texts() == ["short"]
    ana.edit(long, "now short too")
    done = ana.sync()
    assert (done.sent, done.waiting, done.problems) == (1, 0, ())
