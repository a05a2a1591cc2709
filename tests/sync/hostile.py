"""What a partner's changed program could write behind the seal, and whom it writes to."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec

from journal.model.kinds import Entry
from journal.model.record import BOTH, SEALED, Record, Reference, Stamp
from journal.model.said import Said
from journal.store.exchanging import Exchanging
from journal.sync import ledger
from journal.sync.channel import Channel
from journal.sync.file import MAGIC, Content, Key, Refused, open_file, read_content
from journal.sync.ledger import Theirs
from journal.sync.seal import Place, author_mac, new_stream, pack, seal_file
from journal.sync.taking import Arrived, take_in
from tests.sync.test_reading import entry, opening, own_stream, paired
from tests.sync.test_reveal import key_for, sealed_by
from tests.sync.world import Seat, World

NASTY: list[Any] = [
    None, True, -1, 0, 2**31, 2**63, 2**64, 10**40, -(2**70), 1e308, 0.5,
    "", "0" * 32, "f" * 32, "F" * 32, "../" * 20, "\x1b]0;x\x07", "\x1b[2J", "\u202e", "[/b]",
    "[bold red]", "\ud7ff", "\x00", "\x9b31m", "x" * 5000,
    [], [[]], [1, 2], {}, {"": ""}, {"a": {"b": {}}}, ["f" * 32, "f" * 32],
    [2**60, 2**60, "ab" * 8], [2**62, 0, "ab" * 8],
    "twofold", "star", "hindrance", "sent", "fixed", "versions", "entry@" + "a" * 32, "sync.state",
    "entry", "answer", "plan", "memory", "reply", "own-words", "yes", "promise", "tomorrow",
    "both", "sealed", "me", "9999-12-31", "0001-01-01", "2026-11-22T00:00:00Z",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
]  # fmt: skip

_NAMES = ("author", "gone", "kind", "emptied", "stamp", "id", "pairing", "audience", "__proto__")


def deep(random: Random) -> Any:
    """Return something that lies deep in itself."""
    made: Any = 1
    for _ in range(random.choice([10, 60, 400])):
        made = [made] if random.random() < 0.5 else {"a": made}
    return made


def mutated(value: Any, random: Random, nasty: list[Any]) -> Any:
    """Return a JSON value with one thing in it changed, somewhere."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice(list(value))
        if random.random() < 0.1:
            return {key: each for key, each in value.items() if key != name}
        if random.random() < 0.05:
            return {**value, random.choice(_NAMES): random.choice(nasty)}
        return {**value, name: mutated(value[name], random, nasty)}
    if isinstance(value, list) and value and random.random() < 0.85:
        at = random.randrange(len(value))
        return [*value[:at], mutated(value[at], random, nasty), *value[at + 1 :]]
    return deep(random) if random.random() < 0.02 else random.choice(nasty)


def something(writer: Seat, reader: Seat) -> Any:
    """Return the JSON of a file that says a little of everything."""
    answer = sealed_by(writer, "his", "q1", new_stream())
    keys: tuple[Key, ...] = (key_for(writer, answer),)
    gone = Said(
        id=new_stream(),
        kind="entry",
        stamp=Stamp(1_795_000_000_000, 0, "12" * 8),
        replaces={"12" * 8: (1_794_000_000_000, 0)},
        gone=True,
    )
    content = Content(
        at=0,
        opening=opening(writer, writer.journal.me.id),
        seen={own_stream(reader): (1, "0" * 64)},
        records=(entry("hello"), answer, gone),
        keys=keys,
    )
    return msgspec.json.decode(msgspec.json.encode(content))


def file_around(writer: Seat, json: bytes, place: Place) -> bytes:
    """Return a file that opens, whatever is in it."""
    inner = pack(author_mac(paired(writer).author_key, MAGIC, place, json), json)
    return MAGIC + place.previous + seal_file(paired(writer).key, MAGIC, place, inner)


def arrived(channel: Channel, data: bytes, place: Place) -> tuple[Theirs, Arrived] | None:
    """Open a file as reading does, from its bytes; none where it is refused."""
    try:
        opened = open_file(data, place, channel.paired.key)
        content = read_content(opened)
    except Refused:
        return None
    return Theirs(stream=place.stream, author=channel.partner), Arrived(opened, content)


class Victim:
    """Ana, who has words of her own, of a former partner and of Ben, who turns against her."""

    def __init__(self) -> None:
        self.world = World()
        self.ana, cleo, self.ben = (self.world.seat(name) for name in ("Ana", "Cleo", "Ben"))
        marker = "3f" * 16
        self.world.pair(self.ana, cleo, marker)
        self.cleos = say_once(self.world, cleo, self.ana, "Cleo's own")
        self.ana.conversation.unpair()
        self.world.pair(self.ana, self.ben, marker)
        self.bens = say_once(self.world, self.ben, self.ana, "Ben's own")
        self.mine = self.ana.write("mine")
        self.ana.write("for nobody else", "me")
        self.ana.answer("mine too")
        self.ana.sync()
        self.names = [self.mine.id, self.cleos.id, self.bens.id, self.ana.journal.me.id]
        self.nasty = [
            *NASTY, *self.names, [self.ana.journal.me.id, self.mine.id],
            [self.mine.author, self.cleos.id], self.ana.journal.pairing,
        ]  # fmt: skip
        self.before = self.own()

    def channel(self) -> Channel:
        """Return what Ana's program reads with."""
        found = self.ana.conversation._channel()
        assert found is not None
        return found

    def own(self) -> list[Record]:
        """Return all that nobody but its author may change: Ana's records, and Cleo's."""
        ben = self.ben.journal.me.id
        found = [record for record in self.ana.journal.records() if record.author != ben]
        return sorted(found, key=lambda record: record.reference)

    def take(self, files: list[tuple[Theirs, Arrived]]) -> None:
        """Take files in, each from a stream of its own, as one commit."""
        channel = self.channel()

        def job(x: Exchanging) -> None:
            for row, file in files:
                ledger.put_stream(x, row)
                take_in(x, channel, row, [file])
            ledger.forget(x, ledger.STREAM)

        self.ana.journal.exchange(job).result()

    def check(self, sign: object) -> None:
        """See that nothing was believed, and that all of it can be shown."""
        assert self.own() == self.before, sign
        journal = self.ana.journal
        for record in journal.between(None, None):
            for each in (record, *journal.earlier(record), *journal.beside(record)):
                assert each.author == record.author
                assert all(ord(c) >= 32 or c in "\n\t" for text in each.texts() for c in text), sign
            assert journal.author_name(record) in ("Ana", "Ben", "Cleo")
            assert record.seen_by in (BOTH, SEALED) or record.author == journal.me.id
            journal.about(record)

    def check_again(self, sign: object) -> None:
        """See the same once the program was begun again."""
        self.ana.crash()
        self.check(sign)

    def close(self) -> None:
        """Let go of it all."""
        self.world.close()


def say_once(world: World, writer: Seat, reader: Seat, text: str) -> Entry:
    """Let a partner say something honest."""
    said = writer.write(text)
    writer.sync()
    world.carry(writer, reader)
    reader.sync()
    found = reader.journal.find(Reference(said.author, said.id))
    assert isinstance(found, Entry)
    return found


def lay(victim: Victim, json: bytes) -> None:
    """Let a file of Ben's with this inside lie in Ana's folder, and Ana's program look at it."""
    place = Place(new_stream(), 1, bytes(32))
    name = f"duo1/{place.stream}/00000001.duo"
    victim.world.files.lay(victim.ana.folder / name, file_around(victim.ben, json, place))
    victim.ana.sync()


def content_with(victim: Victim, records: bytes) -> bytes:
    """Return the JSON of a file around some records."""
    begun = msgspec.json.encode(opening(victim.ben, victim.ben.journal.me.id))
    return b'{"v":1,"at":0,"opening":' + begun + b',"records":[' + records + b"]}"
