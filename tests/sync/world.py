"""A small world in memory: people, their machines, replicas of folders, and whoever carries them.

Nothing touches a disk, no thread runs and no passphrase is stretched, so that a step takes about a
millisecond. A `Seat` is one copy of a person's journal on one machine, with its own replica of the
exchange folder; `carry` copies files from one replica to another, any of them, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar, cast
from unittest.mock import patch

import msgspec

from journal.model.kinds import Answer, Entry
from journal.model.record import BOTH, ME, Record, Reference, new_id
from journal.store import Home, Journal
from journal.store.bookkeeping import Bookkeeping, Person
from journal.store.lock import Lock
from journal.store.opening import Key, Opened, begin_files, read, settle
from journal.sync.conversation import Conversation, Pass
from journal.sync.folder import FORMAT_FOLDER, MARKER
from journal.sync.invitation import Identity, pairing_id
from journal.sync.pairing_state import NOW, TABLE, State, document
from journal.sync.seal import new_key, new_stream, new_voice
from tests.clocks import FixedClock
from tests.store.disk import Contents, MemoryFiles
from tests.store.vaults import quick_stretch
from tests.sync.memory import Inline, MemoryFolder, NoLock

T = TypeVar("T")

DAY = date(2026, 11, 22)


class Seat:
    """One copy of a person's journal on one machine."""

    def __init__(self, name: str, place: str, clock: FixedClock, carried: MemoryFolder) -> None:
        self.name = name
        self.place = place
        self.clock = clock
        self.folder_files = carried
        self.folder = Path(f"/{place}/carried")
        carried.make_folder(self.folder)
        self.files = MemoryFiles()
        self.home = Home(Path(f"/{place}/home"), Path(f"/{place}/state"), self.files)
        self.path = Path(f"/{place}/home/people/{name}/journal.json")
        self.journal: Journal
        self.conversation: Conversation

    def begin(self) -> Seat:
        """Make a new, empty journal."""
        book = Bookkeeping.begin(self.name, "")
        db = begin_files(self.files, self.path, book, Key().seal)
        return self._opened(Opened(self.path.parent, cast(Lock, NoLock()), book, db, []))

    def open(self) -> Seat:
        """Open what lies in this seat's files."""
        seen = read(self.files, self.path, Key())
        db, said = settle(self.files, seen, self.clock, Key().seal)
        return self._opened(Opened(self.path.parent, cast(Lock, NoLock()), seen.book, db, said))

    def kept(self) -> Contents:
        """Return the home's files, as a backup or a copy of the folder has them; not the mark."""
        return {
            path: data
            for path, data in self.files.contents().items()
            if path.is_relative_to(self.home.root)
        }

    def crash(self) -> None:
        """Let the power go, and begin again from what is on the disk."""
        self.folder_files.stop_at = None
        self._replace_files(self.files.contents())

    def restore(self, kept: Contents) -> None:
        """Put a backup in the journal's place; the mark outside it stays."""
        state = {
            path: data
            for path, data in self.files.contents().items()
            if not path.is_relative_to(self.home.root)
        }
        self._replace_files({**state, **kept})

    def sync(self) -> Pass:
        """Do one pass."""
        return self.conversation.sync()

    def write(self, text: str, audience: str = BOTH, **more: Any) -> Entry:
        """Keep an entry, shared unless said otherwise."""
        entry = Entry(day=more.pop("day", DAY), step="share", text=text, audience=audience, **more)
        return self.journal.add(entry).result()

    def answer(self, text: str, question: str = "q1", audience: str = "sealed") -> Answer:
        """Answer a question, sealed unless said otherwise."""
        made = Answer(day=DAY, question=question, asked="?", text=text, audience=audience)
        return self.journal.add(made).result()

    def edit(self, record: Record, text: str) -> Record:
        """Change the words of a record."""
        now = self.journal.get(record.id) or record
        return self.journal.edit(msgspec.structs.replace(now, text=text)).result()

    def delete(self, record: Record) -> None:
        """Delete a record, as it stands now."""
        self.journal.delete(self.journal.get(record.id) or record).result()

    def unshare(self, record: Record) -> Record:
        """Take back what was shared."""
        return self.journal.unshare(self.journal.get(record.id) or record).result()

    def texts(self, author: str | None = None) -> list[str]:
        """List the words of all that shows and is shared or another's, sorted."""
        return sorted(
            record.text
            for record in self.journal.between(None, None)
            if isinstance(record, Entry | Answer)
            and (record.seen_by != ME or record.author != self.journal.me.id)
            and (author is None or record.author == author)
        )

    def find(self, of: Seat, record: Record) -> Record | None:
        """Find what another wrote, as it stands here."""
        return self.journal.find(Reference(of.journal.me.id, record.id))

    def exchanged(self) -> dict[str, bytes]:
        """Return what lies in this seat's replica: path below the folder → bytes."""
        top = f"{self.folder}/"
        lying = {str(path): data for path, data in self.folder_files.files.items()}
        return {
            path.removeprefix(top): lying[path] for path in sorted(lying) if path.startswith(top)
        }

    def close(self) -> None:
        """Close the journal."""
        self.journal.close()

    def _replace_files(self, contents: Mapping[Path, bytes]) -> None:
        self.files = MemoryFiles(contents)
        self.home = Home(self.home.root, self.home.state, self.files)
        self.open()

    def _opened(self, opened: Opened) -> Seat:
        with patch("journal.store.safekeeping.Queue", Inline):
            self.journal = Journal(self.home, opened, clock=self.clock)
        self.conversation = Conversation(
            self.journal, self.home, self.clock, files=self.folder_files, stretch=quick_stretch
        )
        return self


class World:
    """Everyone and everything there is in one test."""

    def __init__(self) -> None:
        self.files = MemoryFolder()
        self.seats: list[Seat] = []
        self._places = count(1)

    def seat(self, name: str) -> Seat:
        """Let a person with an empty journal come."""
        return self._add(name).begin()

    def clone(self, seat: Seat, kept: Contents | None = None) -> Seat:
        """Copy a journal's folder, or a backup of it, to another machine; the replica comes along.

        The copy has neither the mark nor the machine's name.
        """
        made = self._add(seat.name)
        made.clock.set(seat.clock.now())
        moved = {
            made.home.root / path.relative_to(seat.home.root): data
            for path, data in (kept or seat.kept()).items()
        }
        made.files = MemoryFiles(moved)
        made.home = Home(made.home.root, made.home.state, made.files)
        self.carry(seat, made)
        made.open()
        if made.conversation.status.folder:
            made.conversation.move(made.folder)
        return made

    def pair(self, one: Seat, other: Seat, marker: str = "") -> None:
        """Let two be paired, as it stands once both have said that the words match."""
        key, lying = new_key(), one.exchanged().get(f"{FORMAT_FOLDER}/{MARKER}", b"")
        marker = marker or lying.decode().strip() or new_id()
        self.files.make_folder(one.folder / FORMAT_FOLDER)
        self.files.lay(one.folder / FORMAT_FOLDER / MARKER, f"{marker}\n".encode())
        first, second = _identity(one), _identity(other)
        for seat, me, partner in ((one, first, second), (other, second, first)):
            state = State(
                role="inviter" if seat is one else "invited",
                id=pairing_id(key),
                folder=str(seat.folder),
                marker=marker,
                begun=seat.clock.now(),
                code_key="00" * 32,
                invitation="00",
                me=me,
                author_key=new_key().reveal().hex(),
                partner=partner,
                pair_key=key.reveal().hex(),
                words=("a", "b", "c", "d"),
                mine=True,
                theirs=True,
                since=seat.clock.now(),
                settled=True,
            )
            _begin(seat, state, me, partner, pairing_id(key))
        self.carry(one, other)

    def carry(
        self, source: Seat, target: Seat, only: Iterable[str] | None = None, *, over: bool = False
    ) -> list[str]:
        """Copy files from one replica to another, some of them or all; return which.

        What is there already stays, unless it is to be written over.
        """
        lying, there = source.exchanged(), target.exchanged()
        names = list(lying) if only is None else [name for name in only if name in lying]
        carried = [name for name in names if over or name not in there]
        for name in carried:
            self.files.lay(target.folder / name, lying[name])
        return carried

    def spread(self, rounds: int = 3) -> None:
        """Carry everything everywhere, and let everyone do their passes, until it has settled."""
        for _round in range(rounds):
            for seat in self.seats:
                for other in self.seats:
                    if other is not seat:
                        self.carry(other, seat)
                seat.sync()

    def advance(self, **passed: float) -> None:
        """Let time pass for everyone."""
        for seat in self.seats:
            seat.clock.advance(timedelta(**passed).total_seconds())

    def close(self) -> None:
        """Close every journal."""
        for seat in self.seats:
            seat.close()

    def _add(self, name: str) -> Seat:
        seat = Seat(name, f"{name.casefold()}{next(self._places)}", FixedClock(), self.files)
        self.seats.append(seat)
        return seat


def streams_of(seat: Seat) -> dict[str, list[int]]:
    """List the streams that lie in a seat's replica, with the numbers of their files."""
    found: dict[str, list[int]] = {}
    for name in seat.exchanged():
        _format, _slash, rest = name.partition("/")
        if rest.endswith(".duo"):
            found.setdefault(rest.split("/")[0], []).append(int(rest.split("/")[1][:8]))
    return found


def _identity(seat: Seat) -> Identity:
    return Identity(seat.journal.me.id, seat.name, new_stream(), new_voice())


def _begin(seat: Seat, state: State, me: Identity, partner: Identity, pairing: str) -> None:
    def job(x: Any) -> None:
        x.put(TABLE, NOW, document(state))
        x.begin_pairing(pairing, me.voice, Person(partner.author, partner.name))

    seat.journal.exchange(job).result()
    seat.conversation = Conversation(
        seat.journal, seat.home, seat.clock, files=seat.folder_files, stretch=quick_stretch
    )
