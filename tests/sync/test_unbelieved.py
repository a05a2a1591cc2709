"""What is nobody's, forged, odd or too new: it is left out, and everything else goes on."""

from __future__ import annotations

import msgspec

from journal.model.record import Stamp
from journal.sync.file import MAGIC, NOTHING_BEFORE, Content, encode_file
from journal.sync.reading import MOST_STREAMS
from journal.sync.seal import (
    Place,
    author_mac,
    file_hash,
    new_key,
    new_stream,
    pack,
    seal_file,
)
from tests.sync.test_reading import entry, forge, name_of, opening, own_stream, paired, say
from tests.sync.world import Seat, World


def test_a_stream_of_nobody_is_ignored_in_silence(world: World, ana: Seat, ben: Seat) -> None:
    """Another pair's, an earlier pairing's, a stranger's stream: none is believed."""
    content = Content(at=0, opening=opening(ana, ana.journal.me.id), records=(entry("no"),))
    place = Place(new_stream(), 1, NOTHING_BEFORE)
    other_pair = encode_file(content, place, new_key(), new_key())
    world.files.lay(ben.folder / f"duo1/{place.stream}/00000001.duo", other_pair)
    for author, pairing in ((new_stream(), ""), (ana.journal.me.id, new_stream())):
        told = Content(at=0, opening=opening(ana, author, pairing), records=(entry("no"),))
        name, data = forge(ana, told)
        world.files.lay(ben.folder / name, data)
    done = ben.sync()
    assert done.problems == ()
    assert ben.texts() == []


def test_a_partner_cannot_speak_in_ones_own_name(world: World, ana: Seat, ben: Seat) -> None:
    """A stream that says it is Ben's, without Ben's own mark, is nothing to Ben."""
    told = Content(at=0, opening=opening(ana, ben.journal.me.id), records=(entry("I, Ben"),))
    name, data = forge(ana, told)
    world.files.lay(ben.folder / name, data)
    assert ben.sync().received == 0
    assert ben.texts() == []


def test_a_partner_cannot_continue_ones_own_stream(world: World, ana: Seat, ben: Seat) -> None:
    """A file at a number of Ben's that lacks his mark neither speaks for him nor restarts him."""
    say(ben, "mine")
    data = ben.exchanged()[name_of(ben, 1)]
    name, forged = forge(
        ana,
        Content(at=0, records=(entry("I, Ben"),)),
        stream=own_stream(ben),
        number=2,
        previous=file_hash(data),
        author_key=paired(ana).author_key,
    )
    world.files.lay(ben.folder / name, forged)
    before = own_stream(ben)
    ben.sync()
    assert own_stream(ben) == before
    assert ben.texts() == ["mine"]


def test_the_partners_id_of_my_record_is_theirs_alone(world: World, ana: Seat, ben: Seat) -> None:
    """A record is named by author and id: what Ana says under an id of Ben's is hers alone."""
    mine = ben.write("my words")
    ben.sync()
    told = Content(
        at=0, opening=opening(ana, ana.journal.me.id), records=(entry("her words", mine.id),)
    )
    name, data = forge(ana, told)
    world.files.lay(ben.folder / name, data)
    ben.sync()
    assert ben.texts(ben.journal.me.id) == ["my words"]
    assert ben.texts(ana.journal.me.id) == ["her words"]


def test_a_record_that_makes_no_sense_is_left_out_and_the_rest_taken(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Of a file from a changed program what is sound is taken, and what is not is said once."""
    records = (
        msgspec.structs.replace(entry("x"), id="not an id"),
        msgspec.structs.replace(entry("x"), id="0" * 32),
        msgspec.structs.replace(entry("x"), stamp=Stamp(-1, 0, "zz")),
        msgspec.structs.replace(entry("x"), body=msgspec.Raw(b"[" * 50 + b"]" * 50)),
        entry("sound"),
    )
    name, data = forge(ana, Content(at=0, opening=opening(ana, ana.journal.me.id), records=records))
    world.files.lay(ben.folder / name, data)
    done = ben.sync()
    assert ben.texts() == ["sound"]
    assert len(done.problems) == 1


def test_words_that_steer_a_terminal_arrive_without_what_steers(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Escapes, control and turning characters are stripped; everything else is kept."""
    ana.write("a\x1b[31mb\u202ec\u2066d é 👩‍👧")
    ana.sync()
    world.carry(ana, ben)
    ben.sync()
    assert ben.texts() == ["a[31mbcd é 👩‍👧"]


def test_a_newer_version_waits_and_is_said(world: World, ana: Seat, ben: Seat) -> None:
    """A file of a newer format is left where it is, and nothing of it is lost."""
    say(ana, "one")
    world.carry(ana, ben)
    ben.sync()
    json = b'{"v":2,"at":0,"more":true}'
    place = Place(own_stream(ana), 2, file_hash(ana.exchanged()[name_of(ana, 1)]))
    inner = pack(author_mac(paired(ana).author_key, MAGIC, place, json), json)
    data = MAGIC + place.previous + seal_file(paired(ana).key, MAGIC, place, inner)
    world.files.lay(ben.folder / name_of(ana, 2), data)
    done = ben.sync()
    assert "newer" in done.problems[0]
    assert ben.exchanged()[name_of(ana, 2)] == data


def test_a_flood_of_streams_is_bounded(world: World, ana: Seat, ben: Seat) -> None:
    """However many streams the partner's changed program opens, no more than a bound are read."""
    for _ in range(MOST_STREAMS + 20):
        name, data = forge(ana, Content(at=0, opening=opening(ana, ana.journal.me.id)))
        world.files.lay(ben.folder / name, data)
    ben.sync()
    rows = ben.journal.exchange(lambda x: x.all("sync.stream")).result()
    assert len(rows) < MOST_STREAMS
