"""A partner's changed program writes what it likes behind the seal: nothing crashes or spreads."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import msgspec
import pytest

from journal.model.kinds import Answer
from journal.sync.channel import Channel
from journal.sync.file import Damaged, open_file
from journal.sync.ledger import Theirs
from journal.sync.seal import Place, file_hash, new_stream
from journal.sync.taking import Arrived
from tests.sync.hostile import (
    Victim,
    arrived,
    content_with,
    file_around,
    lay,
    mutated,
    say_once,
    something,
)
from tests.sync.test_reading import entry, opening
from tests.sync.world import Seat, World

FILES = 100_000 if os.environ.get("CI") else 4_000
"""How many mutated files are read, a fifth of them changed before the seal."""
PARTS = 4
BATCH = 25
"""So many files come at once; then it is looked whether all is as it was."""
ROUND = 500
"""After so many the journals are new, so that none grows without end."""


def batch(victim: Victim, random: Random, count: int) -> list[tuple[Theirs, Arrived]]:
    """Make mutated files; return those that are taken at all."""
    taken, channel = [], victim.channel()
    pattern = something(victim.ben, victim.ana)
    for _ in range(count):
        document = pattern
        for _again in range(random.choice([1, 1, 2, 5])):
            document = mutated(document, random, victim.nasty)
        place = Place(random.randbytes(16).hex(), 1, bytes(32))
        data = file_around(victim.ben, msgspec.json.encode(document), place)
        if random.random() < 0.2:
            harm_outside(data, place, channel, random)
        elif (file := arrived(channel, data, place)) is not None:
            taken.append(file)
    return taken


def harm_outside(data: bytes, place: Place, channel: Channel, random: Random) -> None:
    """Change a file before its seal; it has to be refused."""
    at, harmed = random.randrange(len(data)), bytearray(data)
    harm = random.randrange(4)
    if harm == 0:
        harmed[at] ^= 1 << random.randrange(8)
    elif harm == 1:
        del harmed[at:]
    elif harm == 2:
        harmed[at:] = bytes(len(data) - at + 1)
    else:
        harmed += random.randbytes(1 + at % 9)
    with pytest.raises(Damaged):
        open_file(bytes(harmed), place, channel.paired.key)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_mutated_file_harms_a_journal(part: int) -> None:
    """Whatever a file says, no record changes but those of the one who wrote it."""
    random = Random(part if os.environ.get("CI") else None)
    taken = 0
    for first in range(0, FILES // PARTS, ROUND):
        victim = Victim()
        try:
            for number in range(0, ROUND, BATCH):
                state = random.getstate()[1][:3]
                files = batch(victim, random, BATCH)
                victim.take(files)
                victim.check((part, first, number, state))
                taken += len(files)
            victim.check_again((part, first))
            say_once(victim.world, victim.ben, victim.ana, "honest again")
        finally:
            victim.close()
    assert taken > FILES // PARTS // 20, "hardly anything got as far as the records"


@pytest.fixture
def victim() -> Any:
    """Ana, with words of everyone."""
    made = Victim()
    yield made
    made.close()


@pytest.mark.parametrize("last", [1, 3])
def test_the_partners_stream_goes_on_after_any_file_in_it(
    world: World, ana: Seat, ben: Seat, last: int
) -> None:
    """A whole file that says nonsense records is passed by; the next one is read."""
    stream, previous = new_stream(), bytes(32)
    for number in range(1, last + 2):
        records = [] if number > last else [{**_said(), "id": "no"}, {**_said(), "kind": "@"}]
        if number == last + 1:
            records = [_said("read")]
        document: dict[str, Any] = {"v": 1, "at": 0, "records": records}
        if number == 1:
            document["opening"] = msgspec.to_builtins(opening(ben, ben.journal.me.id))
        data = file_around(ben, msgspec.json.encode(document), Place(stream, number, previous))
        previous = file_hash(data)
        world.files.lay(ana.folder / f"duo1/{stream}/{number:08}.duo", data)
    ana.sync()
    assert ana.texts(ben.journal.me.id) == ["read"]


def test_ids_of_mine_and_of_a_third_person_are_only_names(victim: Victim) -> None:
    """Words and deletions under the ids of others' records are Ben's own, and touch nothing."""
    for name in victim.names:
        said = entry("Ben, under another's id", name)
        gone = {"id": name, "kind": "entry", "stamp": [2**50, 0, "12" * 8], "gone": True}
        lay(victim, content_with(victim, msgspec.json.encode(said)))
        victim.check(name)
        lay(victim, content_with(victim, msgspec.json.encode(gone)))
        victim.check(name)


def test_an_answer_kept_for_oneself_is_no_answer(victim: Victim) -> None:
    """Nothing that Ben's program says draws the key of an answer he has not answered."""
    answers = [each for each in victim.ana.journal.records() if isinstance(each, Answer)]
    random = Random(5)
    for _ in range(20):
        document = something(victim.ben, victim.ana)
        document["records"] = [each for each in document["records"] if each["kind"] != "answer"]
        lay(victim, msgspec.json.encode(mutated(document, random, victim.nasty)))
    assert not any(victim.ana.journal.is_fixed(each) for each in answers)


def _said(text: str = "x") -> dict[str, Any]:
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(entry(text)))
    return made
