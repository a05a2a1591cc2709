"""What whoever carries the folder sees: names, sizes and counts after a week, and nothing else."""

from __future__ import annotations

import re

from journal.model.record import ME
from tests.sync.world import Seat, World

WEEK = {
    "marker": [33],
    "first stream": [1104, 1104, 1104, 1104, 1360, 1104, 1104, 1104, 1104, 1104],
    "second stream": [1104, 1104, 1104, 1104, 1488, 1104, 1104, 1104, 1104],
}
"""Sizes of files, in bytes, in the order of their numbers. A change here is a decision."""


def a_week(world: World, ana: Seat, ben: Seat) -> None:
    """Let two write, answer, reply, edit, delete and withdraw for a week."""
    for day in range(7):
        ana.write("A private line that never travels.", ME)
        ana.write("Something short." if day % 2 else "A longer thought, of a few sentences. " * 3)
        world.spread(1)
        if day == 1:
            ben.edit(ben.write("A first try."), "A second one.")
        if day == 2:
            ana.answer("Mine, sealed.")
            ben.answer("Mine, sealed too, and longer.")
        if day == 4:
            world.spread(1)
            ben.unshare(ben.write("Taken back at once."))
        world.spread(2)
        world.advance(days=1)


def sizes(seat: Seat) -> dict[str, list[int]]:
    """Return the sizes of all that lies in a replica, the busier stream first."""
    streams: dict[str, list[int]] = {}
    found: dict[str, list[int]] = {}
    for name, data in seat.exchanged().items():
        below = name.removeprefix("duo1/")
        if "/" in below:
            streams.setdefault(below.split("/")[0], []).append(len(data))
        else:
            found[below] = [len(data)]
    names = ("first stream", "second stream", "third stream")
    longest_first = sorted(streams.values(), key=len, reverse=True)
    return {**found, **dict(zip(names, longest_first, strict=False))}


def test_what_the_carrier_sees_after_a_week(world: World, ana: Seat, ben: Seat) -> None:
    """Names, sizes and counts in the folder are what was decided, and the same on both sides."""
    a_week(world, ana, ben)
    assert sizes(ana) == WEEK
    assert sizes(ben) == WEEK


def test_no_name_tells_anything(world: World, ana: Seat, ben: Seat) -> None:
    """Names are the marker's, random, or numbers."""
    a_week(world, ana, ben)
    for name in ana.exchanged():
        assert re.fullmatch(r"duo1/(marker|[0-9a-f]{32}/[0-9]{8}\.duo)", name)
        for person in (ana, ben):
            assert person.journal.me.id not in name
            assert person.journal.id not in name


def test_no_bytes_are_the_same_or_readable(world: World, ana: Seat, ben: Seat) -> None:
    """Beyond the magic and the chain no two files share anything, and no word is in the clear."""
    a_week(world, ana, ben)
    files = [data for name, data in ana.exchanged().items() if name.endswith(".duo")]
    for data in files:
        for word in (b"thought", b"sealed", b"records", b"Ana", ana.journal.me.id.encode()):
            assert word not in data
    assert len({data[40:64] for data in files}) == len(files)
