"""Leaving is one-sided, at once, and takes along what was not received."""

from __future__ import annotations

from journal.model.sync_status import PairingStage
from journal.sync.mark import Marks
from tests.sync.test_reading import own_stream, say
from tests.sync.world import Seat, World, streams_of


def test_leaving_is_at_once_and_takes_out_what_was_not_received(
    world: World, ana: Seat, ben: Seat
) -> None:
    """What Ben has stays his; the rest goes from the folder, and nobody is told."""
    say(ana, "received")
    world.carry(ana, ben)
    say(ben, "I read it")
    world.carry(ben, ana)
    ana.sync()
    say(ana, "not received")
    stream = own_stream(ana)
    numbers = streams_of(ana)[stream]
    assert Marks(ana.home, ana.journal.id).read(stream) is not None
    ana.conversation.unpair()
    assert Marks(ana.home, ana.journal.id).read(stream) is None
    assert ana.conversation.status.stage is PairingStage.ALONE
    assert ana.journal.pairing == ""
    assert streams_of(ana)[stream] == [1]
    assert len(numbers) > 1
    assert ana.journal.exchange(
        lambda x: [x.all(f"sync.{name}") for name in ("state", "file", "pairing", "left")]
    ).result() == [{}, {}, {}, {}]
    assert ana.texts() == ["I read it", "not received", "received"]
    assert ben.conversation.status.stage is PairingStage.PAIRED


def test_leaving_can_take_everything_along(world: World, ana: Seat, ben: Seat) -> None:
    """The rest of one's own files goes too where it is asked; what was received is forgotten."""
    say(ana, "mine")
    say(ben, "yours")
    world.spread()
    stream = own_stream(ana)
    ana.conversation.unpair(forget_received=True, remove_everything=True)
    assert stream not in streams_of(ana)
    assert ana.texts() == ["mine"]


def test_what_is_to_go_goes_when_the_stick_comes_back(world: World, ana: Seat, ben: Seat) -> None:
    """Leaving without the folder takes the files out at the next pass that finds it."""
    say(ana, "not received")
    marker = ana.folder / "duo1" / "marker"
    kept = world.files.files.pop(marker)
    ana.conversation.unpair()
    assert sum(map(len, streams_of(ana).values())) == 1
    world.files.lay(marker, kept)
    ana.sync()
    assert streams_of(ana) == {}


def test_a_new_pairing_begins_with_nothing_shared(world: World, ana: Seat, ben: Seat) -> None:
    """With the same partner again nothing of before travels, and old streams are ignored."""
    say(ana, "before")
    world.spread()
    ana.conversation.unpair()
    ben.conversation.unpair(forget_received=True)
    world.pair(ana, ben)
    world.spread()
    assert ben.texts() == []
    assert ben.conversation.status.problems == ()
    say(ana, "after")
    world.spread()
    assert ben.texts() == ["after"]
