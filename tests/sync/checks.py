"""Short lives and hostile files that a seeded fault in the exchange does not survive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import permutations
from typing import Any

import msgspec

from journal.model.record import Stamp
from journal.sync.file import MAGIC, Content, Continues
from journal.sync.seal import Place, author_mac, file_hash, new_key, new_stream
from tests.sync import test_reveal
from tests.sync.judging import judge
from tests.sync.machine import Life
from tests.sync.test_reading import entry, forge, opening, own_stream
from tests.sync.world import World

ANA, BEN = 0, 1
Check = Callable[[], None]


def told(test: Callable[..., None]) -> Check:
    """Let one of the other tests be the one that catches it."""

    def check() -> None:
        world = World()
        ana = world.seat("Ana")
        ben = world.seat("Ben")
        world.pair(ana, ben)
        try:
            test(world=world, ana=ana, ben=ben)
        finally:
            world.close()

    check.__name__ = getattr(test, "__name__", "check")
    return check


def lived(*deeds: Callable[[Life], None]) -> None:
    """Live a short life, and have it judged."""
    life = Life()
    try:
        for deed in deeds:
            deed(life)
        judge(life)
    finally:
        life.close()


def a_private_evening() -> None:
    """Private things are written, edited, shared, and written about; one thing is taken back."""
    lived(
        lambda life: life.write(ANA, shared=False),
        lambda life: life.edit(ANA, 0),
        lambda life: life.write(ANA, shared=True, about=0),
        lambda life: life.write(ANA, shared=True),
        lambda life: life.sync(ANA),
        lambda life: life.share(ANA, 0),
        lambda life: life.sync(ANA),
        lambda life: life.delete(ANA, 1),
        lambda life: life.carry_about(BEN),
    )


def taken_back_before_it_was_sent() -> None:
    """What only waited is private again, and keeps its id."""
    lived(
        lambda life: life.write(ANA, shared=True),
        lambda life: life.unshare(ANA, 0),
        lambda life: life.sync(ANA),
    )


def a_clock_set_back() -> None:
    """An edit counts, though the clock says it was made long before."""
    lived(
        lambda life: life.write(ANA, shared=True),
        lambda life: life.sync(ANA),
        lambda life: life.turn_clock(ANA, 4),
        lambda life: life.edit(ANA, 0),
        lambda life: life.carry_about(BEN),
    )


def two_machines() -> None:
    """A journal that is copied speaks from two places."""
    lived(
        lambda life: life.write(ANA, shared=True),
        lambda life: life.sync(ANA),
        lambda life: life.clone(ANA),
        lambda life: life.edit(ANA, 0),
        lambda life: life.edit(2, 0),
        lambda life: life.sync(ANA),
        lambda life: life.sync(2),
    )


def two_machines_with_something_unsent() -> None:
    """What was not sent from the copy is not taken for seen, whoever wrote later."""
    lived(
        lambda life: life.write(ANA, shared=True),
        lambda life: life.sync(ANA),
        lambda life: life.clone(ANA),
        lambda life: life.edit(2, 0),
        lambda life: life.edit(ANA, 0),
        lambda life: life.sync(ANA),
        lambda life: life.edit(ANA, 0),
        lambda life: life.sync(ANA),
    )


def a_crash_at_every_step() -> None:
    """Whenever the power goes, the same bytes are published, and in the same stream."""
    for at_home in (True, False):
        for step in range(14):
            life = Life()
            try:
                life.write(ANA, shared=True)
                life.crash(ANA, step, at_home=at_home)
                life.carry_about(ANA)
                streams = {stream for stream, _number in life.known.files}
                assert len(streams) == 1
                judge(life)
                begun = {stream for stream, _number in life.known.files if stream in streams}
                assert begun == streams
            finally:
                life.close()


def something_in_the_way() -> None:
    """Where a carrier has put something at one's next number, nothing is written over it."""

    def junk(life: Life) -> None:
        ana = life.seats[ANA]
        name = f"duo1/{own_stream(ana)}/00000002.duo"
        life.world.files.lay(ana.folder / name, b"junk")

    lived(
        lambda life: life.write(ANA, shared=True),
        lambda life: life.sync(ANA),
        junk,
        lambda life: life.edit(ANA, 0),
        lambda life: life.sync(ANA),
    )


def another_folder_in_its_place() -> None:
    """In a folder without the marker nothing is written, though it looks like one of ours."""

    def swept(life: Life) -> None:
        ana = life.seats[ANA]
        for name in ana.exchanged():
            life.world.files.lose(ana.folder / name)

    life = Life()
    try:
        swept(life)
        life.write(ANA, shared=True)
        life.sync(ANA)
        assert life.seats[ANA].exchanged() == {}
    finally:
        life.close()


def an_emptied_folder() -> None:
    """A folder that lost what was in it is not filled before somebody says so."""
    life = Life()
    try:
        life.write(ANA, shared=True)
        life.sync(ANA)
        life.mischief(ANA, sorted(life._wrongs()).index("wrong_loss"), 1)
        life.write(ANA, shared=True)
        life.sync(ANA)
        assert len(life.known.files) == 1
        judge(life)
    finally:
        life.close()


def replayed_under_another_name() -> None:
    """All of a stream again, under another name, is nobody's stream."""
    life = Life()
    try:
        life.write(ANA, shared=True)
        life.carry_about(ANA)
        life.carry(ANA, BEN, 0, over=False)
        life.mischief(BEN, sorted(life._wrongs()).index("wrong_stream"), 1)
        life.sync(BEN)
        ben = life.seats[BEN]
        assert len(ben.journal.exchange(lambda x: x.all("sync.stream")).result()) == 1
    finally:
        life.close()


def two_versions_with_one_stamp() -> None:
    """Two versions that no stamp orders stand the same, in whatever order they come."""
    shown = set()
    for order in permutations(("one", "two", "three")):
        world = World()
        ana, ben = world.seat("Ana"), world.seat("Ben")
        world.pair(ana, ben)
        for text in order:
            said = entry(text, "ab" * 16, Stamp(5, 0, "cd" * 8))
            begun = opening(ben, ben.journal.me.id)
            name, data = forge(ben, Content(at=0, opening=begun, records=(said,)))
            world.files.lay(ana.folder / name, data)
            ana.sync()
        shown |= set(ana.texts(ben.journal.me.id))
        world.close()
    assert len(shown) == 1


def a_file_of_another_past(world: World, ana: Any, ben: Any) -> None:
    """After a file of one past the next one of another past is not read."""
    stream, begun = new_stream(), opening(ben, ben.journal.me.id)
    name, first = forge(ben, Content(at=0, opening=begun), stream=stream)
    world.files.lay(ana.folder / name, first)
    pasts = []
    for text in ("one past", "another past"):
        said = Content(at=0, records=(entry(text),))
        pasts.append(forge(ben, said, stream=stream, number=2, previous=file_hash(first)))
    world.files.lay(ana.folder / pasts[0][0], pasts[0][1])
    ana.sync()
    later = Content(at=0, records=(entry("later"),))
    name, data = forge(ben, later, stream=stream, number=3, previous=file_hash(pasts[1][1]))
    world.files.lay(ana.folder / name, data)
    assert ana.sync().problems
    assert ana.texts() == ["one past"]


def a_mark_in_its_own_place() -> None:
    """The author's mark of one number is not that of another."""
    key, stream = new_key(), new_stream()
    marks = {author_mac(key, MAGIC, Place(stream, n, bytes(32)), b"{}") for n in range(1, 9)}
    assert len(marks) == 8


def a_stream_that_names_another(world: World, ana: Any, ben: Any) -> None:
    """What a file names is not where the next one is read."""
    mine = ana.write("Ana's own")
    ana.sync()
    begun = msgspec.structs.replace(
        opening(ben, ben.journal.me.id),
        continues=Continues(stream=own_stream(ana), number=0, hash="0" * 64),
    )
    name, data = forge(ben, Content(at=0, opening=begun, records=(entry("Ben's own"),)))
    world.files.lay(ana.folder / name, data)
    ana.sync()
    assert ana.texts(ben.journal.me.id) == ["Ben's own"]
    assert ana.texts(ana.journal.me.id) == [mine.text]


def a_disk_that_was_set_back(world: World, ana: Any, ben: Any) -> None:
    """A file of one's own that the other has with other bytes: a new stream says it again."""
    ana.write("one")
    ana.sync()
    kept = dict(ana.files.contents())
    ana.write("forgotten")
    ana.sync()
    world.carry(ana, ben)
    ben.write("I have read both")
    ben.sync()
    world.files.lose(ana.folder / f"duo1/{own_stream(ana)}/00000002.duo")
    ana._replace_files(kept)
    ana.write("two")
    ana.sync()
    world.spread(4)
    assert "two" in ben.texts(ana.journal.me.id)


def an_answer_that_was_opened() -> None:
    """Both have answered: nothing changes it."""
    lived(
        lambda life: life.answer(ANA, 0, is_sealed=True),
        lambda life: life.answer(BEN, 0, is_sealed=True),
        *(lambda life, who=who: life.carry_about(who) for who in (ANA, BEN) * 3),
        lambda life: life.edit(ANA, 0),
        lambda life: life.delete(BEN, 0),
    )


def an_answer_alone() -> None:
    """Only one has answered: no key goes out."""
    lived(lambda life: life.answer(ANA, 0, is_sealed=True), lambda life: life.sync(ANA))


def opened_and_changed() -> None:
    """A change after the key is not taken."""
    for gone in (False, True):
        told(partial(test_reveal.test_an_opened_answer_is_not_changed_afterwards, gone=gone))()
