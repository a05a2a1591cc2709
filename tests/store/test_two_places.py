"""One person who speaks from two places, and a partner: after everything came, all agree."""

from __future__ import annotations

import shutil
from datetime import date

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.model.kinds import Entry
from journal.model.said import Said, Shared, share, withdraw
from journal.store import Home, Journal, Person
from journal.store.exchanging import Exchanging
from tests.clocks import FixedClock

DAY = date(2026, 11, 22)
VOICES = ("a" * 16, "b" * 16, "c" * 16)
PAIRING = "9" * 32

steps = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["write", "edit", "edit", "delete", "unshare", "undo", "send", "read", "read"]),
    st.integers(0, 5),
)


class World:
    """Ana in two places, Ben in one; each has a stream that all others read in order."""

    def __init__(self, home: Home, clock: FixedClock, number: int) -> None:
        self.clock = clock
        names = [f"{who}{number}" for who in ("ana", "copy", "ben")]
        with (
            Journal.create(home, names[0], clock=clock) as ana,
            Journal.create(home, names[2], clock=clock) as ben,
        ):
            people = ana.me, ben.me
            for journal, other, voice in ((ana, people[1], 0), (ben, people[0], 2)):
                journal.exchange(
                    lambda sync, o=other, v=voice: sync.begin_pairing(PAIRING, VOICES[v], o)  # type: ignore[misc]
                ).result()
            ana.commit([self.entry("before", "both"), self.entry("private canary")]).result()
        shutil.copytree(home.folder(names[0]), home.folder(names[1]))
        self.places = [Journal.open(home, name, clock=clock) for name in names]
        self.places[1].exchange(lambda sync: sync.new_voice(VOICES[1])).result()
        self.streams: list[list[bytes]] = [[], [], []]
        self.came = [[0, 0, 0] for _place in range(3)]
        self.said = 0

    def entry(self, text: str, audience: str = "me") -> Entry:
        """Make an entry."""
        return Entry(day=DAY, step="share", text=text, audience=audience)

    def step(self, place: int, what: str, number: int) -> None:
        """Let one thing happen at one place."""
        self.clock.advance(number)
        journal, self.said = self.places[place], self.said + 1
        if what in ("send", "read"):
            (self.send if what == "send" else self.read)(place)
            return
        if what == "undo":
            if (undone := journal.undo()) is not None:
                undone.result()
            return
        mine = [record for record in journal.of_kind(Entry) if journal.is_travelling(record)]
        mine = [record for record in mine if journal.is_mine(record)]
        if what == "write" or not mine:
            journal.add(self.entry(f"words {self.said}", "both")).result()
            return
        record = mine[number % len(mine)]
        if what == "edit":
            journal.edit(msgspec.structs.replace(record, text=f"edit {self.said}")).result()
        elif what == "delete":
            journal.delete(record).result()
        else:
            journal.unshare(record).result()

    def send(self, place: int) -> None:
        """Publish what waits in a place."""
        stream = self.streams[place]

        def job(sync: Exchanging) -> list[Shared]:
            out = sync.outbox(100)
            for each in out:
                sync.mark_sent(each.record.id, each.record.stamp, len(stream) + 1)
            return [
                withdraw(each.record.id, each.kind, each.record.stamp, each.record.replaces)
                if each.gone
                else share(each.record, about_is_shared=each.about_is_shared)
                for each in out
            ]

        shared = self.places[place].exchange(job).result()
        stream += [msgspec.json.encode(each.said) for each in shared]

    def read(self, place: int) -> None:
        """Read one more version of each other stream there."""
        journal = self.places[place]
        for other in range(3):
            at = self.came[place][other]
            if other == place or at == len(self.streams[other]):
                continue
            said = msgspec.json.decode(self.streams[other][at], type=Said)
            author = self.places[other].me.id
            journal.exchange(lambda sync, a=author, s=said: sync.receive(a, s)).result()  # type: ignore[misc]
            self.came[place][other] = at + 1

    def come_to_rest(self) -> None:
        """Send and read everywhere until nothing is left."""
        for _round in range(400):
            for place in range(3):
                self.send(place)
                self.read(place)
            left = [
                len(self.streams[other]) - self.came[place][other]
                for place in range(3)
                for other in range(3)
                if other != place
            ]
            if not any(left) and not any(journal.waiting for journal in self.places):
                return
        raise AssertionError("it never comes to rest")

    def view(self, place: int, author: Person) -> dict[str, tuple[object, ...]]:
        """Say how all that an author shared stands in a place."""
        journal = self.places[place]
        found: dict[str, tuple[object, ...]] = {}
        for record in journal.of_kind(Entry):
            if record.author == author.id and journal.is_travelling(record):
                beside = {each.text for each in journal.beside(record)}
                found[record.id] = (record.text, beside, record.stamp, record.said)
        return found

    def close(self) -> None:
        """Close all journals."""
        for journal in self.places:
            journal.close()


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, max_size=25))
def test_after_everything_came_everywhere_all_agree(
    home: Home, clock: FixedClock, lived: list[tuple[int, str, int]]
) -> None:
    """The same shows and stands beside it, nothing private travelled, and it comes to rest."""
    world = World(home, clock, len(home.people()))
    try:
        for place, what, number in lived:
            world.step(place, what, number)
        world.come_to_rest()
        ana, ben = world.places[0].me, world.places[2].me
        assert world.view(0, ana) == world.view(1, ana) == world.view(2, ana)
        assert world.view(0, ben) == world.view(1, ben) == world.view(2, ben)
        stream = b"".join(b"".join(stream) for stream in world.streams)
        assert b"canary" not in stream
        for place in (0, 1):
            for record in world.places[place].of_kind(Entry):
                if record.author == ana.id and record.seen_by == "me":
                    assert record.id.encode() not in stream
        before = {place: world.view(place, ana) for place in range(3)}
    finally:
        world.close()
    for place, journal in enumerate(world.places):
        with Journal.open(home, journal.name, clock=clock) as again:
            world.places[place] = again
            assert world.view(place, ana) == before[place]
            assert again.waiting == 0
