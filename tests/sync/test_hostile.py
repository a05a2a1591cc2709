"""A partner's changed program writes what it likes behind the seal: nothing crashes or spreads."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import msgspec
import pytest

from journal.model.kinds import Answer, Entry
from journal.model.record import BOTH, SEALED
from journal.sync.file import MAGIC, Content, Key
from journal.sync.seal import Place, author_mac, file_hash, new_stream, pack, seal_file
from tests.sync.test_reading import entry, opening, own_stream, paired
from tests.sync.test_reveal import key_for, sealed_by
from tests.sync.world import Seat, World

FILES = int(os.environ.get("TWOFOLD_HOSTILE", "400"))
"""How many mutated files one run reads; CI asks for 100,000."""

NASTY: list[Any] = [
    None, True, -1, 0, 2**31, 2**63, 2**64, 10**40, -(2**70), 1e308, 0.5,
    "", "0" * 32, "f" * 32, "F" * 32, "../" * 20, "\x1b]0;x\x07", "\u202e", "[/b]", "\ud7ff",
    "x" * 5000,
    [], [[]], [1, 2], {}, {"": ""}, {"a": {"b": {}}}, ["f" * 32, "f" * 32],
    [2**60, 2**60, "ab" * 8],
    "twofold", "star", "hindrance", "sent", "fixed", "versions", "entry@" + "a" * 32, "sync.state",
    "answer", "both", "sealed", "me", "9999-12-31", "0001-01-01", "2026-11-22T00:00:00Z",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
]  # fmt: skip


def deep(random: Random) -> Any:
    """Return something that lies deep in itself."""
    made: Any = 1
    for _ in range(random.choice([10, 60, 400])):
        made = [made] if random.random() < 0.5 else {"a": made}
    return made


def mutated(value: Any, random: Random) -> Any:
    """Return a JSON value with one thing in it changed, somewhere."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice(list(value))
        if random.random() < 0.1:
            return {key: each for key, each in value.items() if key != name}
        if random.random() < 0.05:
            return {
                **value,
                random.choice(["author", "gone", "kind", "emptied"]): random.choice(NASTY),
            }
        return {**value, name: mutated(value[name], random)}
    if isinstance(value, list) and value and random.random() < 0.85:
        at = random.randrange(len(value))
        return [
            mutated(each, random) if at == number else each for number, each in enumerate(value)
        ]
    return deep(random) if random.random() < 0.05 else random.choice(NASTY)


def file_around(writer: Seat, json: bytes, place: Place) -> bytes:
    """Return a file that opens, whatever is in it."""
    inner = pack(author_mac(paired(writer).author_key, MAGIC, place, json), json)
    return MAGIC + place.previous + seal_file(paired(writer).key, MAGIC, place, inner)


def something(writer: Seat, reader: Seat) -> Any:
    """Return the JSON of a file that says a little of everything."""
    answer = sealed_by(writer, "his", "q1", new_stream())
    keys: tuple[Key, ...] = (key_for(writer, answer),)
    content = Content(
        at=0,
        opening=opening(writer, writer.journal.me.id),
        seen={own_stream(reader): (1, "0" * 64)},
        records=(entry("hello"), answer, msgspec.structs.replace(entry("gone"), gone=True)),
        keys=keys,
    )
    return msgspec.json.decode(msgspec.json.encode(content))


def test_nothing_behind_the_seal_harms_a_journal(world: World, ana: Seat, ben: Seat) -> None:
    """Any mutation of what a partner's program may say leaves one's own words and streams alone."""
    seed = int(os.environ.get("TWOFOLD_SEED", "1"))
    random = Random(seed)
    mine = ana.write("mine")
    ana.answer("mine too")
    ana.sync()
    for number in range(FILES):
        document = something(ben, ana)
        for _ in range(random.choice([1, 1, 2, 5])):
            document = mutated(document, random)
        place = Place(new_stream(), 1, bytes(32))
        json = msgspec.json.encode(document)
        world.files.lay(
            ana.folder / f"duo1/{place.stream}/00000001.duo", file_around(ben, json, place)
        )
        ana.sync()
        if number % 50 == 0:
            world.files.lose(ana.folder / f"duo1/{place.stream}/00000001.duo")
            _check(ana, mine.id, json)
            world, ana, ben, mine = _anew(world, number)
    _check(ana, mine.id, b"the end")


def _anew(world: World, number: int) -> tuple[World, Seat, Seat, Entry]:
    """Begin again with empty journals, so that the bound on streams never hides anything."""
    world.close()
    made = World()
    ana, ben = made.seat("Ana"), made.seat("Ben")
    made.pair(ana, ben)
    mine = ana.write("mine")
    ana.answer("mine too")
    ana.sync()
    return made, ana, ben, mine


def _check(ana: Seat, mine: str, json: bytes) -> None:
    found = ana.journal.get(mine)
    assert isinstance(found, Entry), json
    assert found.text == "mine"
    assert found.author == ana.journal.me.id
    own = ana.texts(ana.journal.me.id)
    assert own == ["mine", "mine too"], json
    for record in ana.journal.between(None, None):
        assert record.seen_by in (BOTH, SEALED), json
        assert isinstance(record, Entry | Answer) or record.author != ana.journal.me.id
    ana.crash()
    assert ana.texts(ana.journal.me.id) == own, json


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


def _said(text: str = "x") -> dict[str, Any]:
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(entry(text)))
    return made
