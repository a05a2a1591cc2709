"""Golden exchange folders: written once by the format of their day, read by every later program.

`python -m tests.sync.goldens` writes the lives of `LIVES` that have no folder yet into
`tests/sync/golden`, and never touches one that is there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from journal.model.record import BOTH, ME
from journal.store import Person
from journal.store.bookkeeping import Bookkeeping
from journal.store.opening import Key, begin_files
from journal.sync.invitation import Identity
from journal.sync.pairing_state import NOW, TABLE, State, document
from tests.clocks import EVENING
from tests.records import every_kind
from tests.store.disk import MemoryFiles
from tests.sync.world import DAY, Seat, World

FOLDER = Path(__file__).parent / "golden"
NAMES = ("Ana", "Ben")
LOCAL = ("offset", "pairing", "written")
"""What stands in a record and is the reader's own, or its writer's alone."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one of the two spoke with, and what both wrote as that one saw it."""

    author: str
    stream: str
    """The first; later ones are in the folder."""
    voice: str
    author_key: str
    seen: list[dict[str, Any]]
    """Records in JSON, in the order of their stamps."""


class Golden(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside a golden folder."""

    pairing: str
    pair_key: str
    marker: str
    sides: dict[str, Side]


def week(world: World, ana: Seat, ben: Seat) -> None:
    """Every kind of record; edits, replies, deletions, a withdrawal, answers open and shut."""
    words = "Grüße, ein \u201eWort\u201c\nund noch eine Zeile 🌧"
    made = [
        msgspec.structs.replace(record, audience=BOTH)
        for record in every_kind(words, DAY, author=ana.journal.me.id)
        if not record.PRIVATE
    ]
    ana.journal.commit(made).result()
    ana.write("Private, never in any file", ME)
    world.spread()
    edited, deleted = ben.write("A first try"), ben.write("Deleted later")
    withdrawn = ben.write("Withdrawn later")
    world.advance(days=1)
    world.spread()
    ben.edit(edited, "A second try")
    ben.delete(deleted)
    ben.unshare(withdrawn)
    ana.answer("Ana’s, opened", "q1")
    ben.answer("Ben’s, opened", "q1")
    ana.answer("Ana’s, still shut", "q2")
    world.advance(days=1)
    world.spread()


def two_machines(world: World, ana: Seat, ben: Seat) -> None:
    """Ana's journal was copied and speaks from two places: streams that continue one another."""
    first = ana.write("Before the copy")
    world.spread()
    copy = world.clone(ana)
    for seat, text in ((ana, "edited here"), (copy, "edited there")):
        world.advance(minutes=1)
        seat.edit(first, text)
    copy.answer("From the copy", "q1")
    ben.answer("From Ben", "q1")
    world.advance(days=1)
    world.spread(5)


LIVES: dict[str, Callable[[World, Seat, Seat], None]] = {
    "v1-week": week,
    "v1-two-machines": two_machines,
}
"""What a golden folder is called → what was done before it was written."""


def seen(seat: Seat) -> list[dict[str, Any]]:
    """Tell all that both may see as one of them sees it, beside and earlier words too."""
    journal = seat.journal
    found = []
    for record in journal.between(None, None):
        if record.seen_by != ME:
            told = {**msgspec.to_builtins(record), "kind": record.kind}
            told["earlier"] = [msgspec.to_builtins(each) for each in journal.earlier(record)]
            told["beside"] = [msgspec.to_builtins(each) for each in journal.beside(record)]
            for each in (told, *told["earlier"], *told["beside"]):
                for name in LOCAL:
                    each.pop(name, None)
            found.append(told)
    plainly: list[dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(found))
    return sorted(plainly, key=lambda told: (told["stamp"], told["author"], told["id"]))


def as_then(now: list[dict[str, Any]], then: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the fields that a kind was given later: nobody had said anything in them."""
    if len(now) != len(then):
        return now
    return [
        {
            name: as_then(value, was[name]) if name in ("earlier", "beside") else value
            for name, value in told.items()
            if name in was
        }
        for told, was in zip(now, then, strict=True)
    ]


def read_back(world: World, golden: Golden, name: str, folder: Path) -> Seat:
    """Read a golden folder into an empty journal that has nothing but one side's keys."""
    seat = world.seat(name)
    other = next(each for each in NAMES if each != name)
    me, partner = golden.sides[name], golden.sides[other]
    book = Bookkeeping.begin(name, "")
    book = msgspec.structs.replace(book, me=Person(me.author, name))
    seat.journal.close()
    seat.files = MemoryFiles()
    seat.home = type(seat.home)(seat.home.root, seat.home.state, seat.files)
    begin_files(seat.files, seat.path, book, Key().seal).close()
    for path in folder.rglob("*"):
        if path.is_file():
            seat.folder_files.lay(seat.folder / path.relative_to(folder), path.read_bytes())
    seat.open()
    _pair(seat, golden, _identity(me, name), _identity(partner, other))
    seat.open()
    seat.clock.advance(days=30)
    for _pass in range(3):
        seat.sync()
    return seat


def load(name: str) -> Golden:
    """Return what stands beside a golden folder."""
    return msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=Golden)


def write(name: str, into: Path = FOLDER) -> None:
    """Live a life and keep its folder with its keys. Raises `FileExistsError`."""
    world = World()
    ana = world.seat("Ana")
    ben = world.seat("Ben")
    world.pair(ana, ben)
    LIVES[name](world, ana, ben)
    paired = [seat.conversation._pairing.paired for seat in (ana, ben)]
    sides = {}
    for seat, keys in zip((ana, ben), paired, strict=True):
        assert keys is not None
        sides[seat.name] = Side(
            author=keys.me.author,
            stream=keys.me.stream,
            voice=keys.me.voice,
            author_key=keys.author_key.reveal().hex(),
            seen=seen(seat),
        )
    assert keys is not None
    golden = Golden(
        pairing=keys.pairing, pair_key=keys.key.reveal().hex(), marker=keys.marker, sides=sides
    )
    (into / name).mkdir()
    for path, data in ben.exchanged().items():
        there = into / name / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(data)
    told = msgspec.json.format(msgspec.json.encode(golden), indent=1)
    (into / f"{name}.json").write_bytes(told + b"\n")
    world.close()


def _identity(side: Side, name: str) -> Identity:
    return Identity(side.author, name, side.stream, side.voice)


def _pair(seat: Seat, golden: Golden, me: Identity, partner: Identity) -> None:
    """Put one side of the pairing into a journal, as it stands once both have said yes."""
    keys = golden.sides[seat.name]
    state = State(
        role="inviter",
        id=golden.pairing,
        folder=str(seat.folder),
        marker=golden.marker,
        begun=EVENING,
        code_key="00" * 32,
        invitation="00",
        me=me,
        author_key=keys.author_key,
        partner=partner,
        pair_key=golden.pair_key,
        words=("a", "b", "c", "d"),
        mine=True,
        theirs=True,
        since=EVENING,
        settled=True,
    )

    def job(x: Any) -> None:
        x.put(TABLE, NOW, document(state))
        x.begin_pairing(golden.pairing, me.voice, Person(partner.author, partner.name))

    seat.journal.exchange(job).result()


def main(folder: Path = FOLDER) -> None:
    """Write what is not there yet."""
    for name in LIVES:
        if not (folder / name).exists():
            write(name, folder)
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
