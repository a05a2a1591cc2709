"""Who sits where in a life, what their clocks say, and what was acknowledged to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple, TypeGuard
from unittest.mock import patch

import pytest

from journal.model.kinds import Answer, Entry
from journal.model.record import ME, Record
from journal.store import sealed
from journal.store.errors import ReadOnly
from journal.sync.folder import FORMAT_FOLDER
from tests.clocks import EVENING
from tests.store.disk import Contents, Op
from tests.sync.known import Keys, Known, ms_of
from tests.sync.memory import Crash
from tests.sync.world import Seat, World

NAMES = ("Ana", "Ben", "Cleo")
MOST_SEATS = 5
MARKER = "3f" * 16
CLOCKS = (
    EVENING,
    EVENING,
    EVENING - timedelta(days=3),
    EVENING + timedelta(days=3),
    datetime(1970, 1, 2, tzinfo=UTC),
    datetime(2099, 1, 1, tzinfo=UTC),
)


@dataclass
class Held:
    """What was acknowledged at one seat and must not be lost there."""

    said: set[int] = field(default_factory=set)
    private: set[str] = field(default_factory=set)

    def copied(self) -> Held:
        """Return the same, as a backup holds it."""
        return Held(set(self.said), set(self.private))


class Backup(NamedTuple):
    """A seat's files, and what was in them."""

    seat: Seat
    files: Contents
    held: Held


class Seats:
    """Everyone at their seats, each with a clock of their own."""

    def __init__(self) -> None:
        random = Random(4)
        self._fixed = (
            patch("secrets.token_hex", lambda size: random.randbytes(size).hex()),
            patch("secrets.token_bytes", random.randbytes),
            patch.object(sealed, "randombytes", random.randbytes),
        )
        for each in self._fixed:
            each.start()
        self.world = World()
        self.known = Known()
        self.held: dict[Seat, Held] = {}
        self.clocks: dict[Seat, datetime] = {}
        self.backups: list[Backup] = []
        self.away: dict[Seat, dict[str, bytes]] = {}
        """Replicas that are not mounted, and what lies in them."""
        self.spoken: dict[Seat, tuple[str, int]] = {}
        """The stream that each wrote when it did its last pass, and how far it had come."""
        self.passed = timedelta()
        self.is_plain = True
        """Whether nobody ever spoke from two places, or from an older state."""
        self._ticks = 0
        for name in NAMES[:2]:
            self.come(self.world.seat(name))
        self.pair_up(*self.seats)

    @property
    def seats(self) -> list[Seat]:
        """Every place at which someone sits."""
        return self.world.seats

    def close(self) -> None:
        """Let go of everything."""
        for each in self._fixed:
            each.stop()
        self.world.close()

    def come(self, seat: Seat, held: Held | None = None) -> None:
        """Let someone sit down."""
        self.held[seat] = held or Held()
        self.clocks[seat] = EVENING

    def pair_up(self, one: Seat, other: Seat) -> None:
        """Let two begin a pairing; all folders are replicas of one."""
        self.set_clock(one)
        self.set_clock(other)
        self.world.pair(one, other, MARKER)
        for seat in (one, other):
            made = seat.journal.pairing
            assert all(record.pairing != made for record in seat.journal.records())
            self.held[seat].said.clear()

    def at(self, who: int) -> Seat:
        """Return a seat, a moment later than anything before."""
        seat = self.seats[who % len(self.seats)]
        self.set_clock(seat)
        return seat

    def set_clock(self, seat: Seat) -> None:
        """Let a seat's clock say a millisecond that no other ever says."""
        self._ticks += 1
        ms = self._ticks * 16 + self.seats.index(seat)
        seat.clock.set(self.clocks[seat] + self.passed + timedelta(milliseconds=ms))

    def day_passes(self) -> None:
        """Let a day pass for everyone."""
        self.passed += timedelta(days=1)

    def all_own(self, seat: Seat) -> list[Entry | Answer]:
        """List what is of a seat's own, always in the same order."""
        mine = seat.journal.me.id
        found = [record for record in seat.journal.records() if has_text(record)]
        return sorted(
            (record for record in found if record.author == mine), key=lambda each: each.id
        )

    def own(self, seat: Seat, which: int, *, private: bool = False) -> Entry | Answer | None:
        """Find something of one's own."""
        found = self.all_own(seat)
        if private:
            found = [each for each in found if not seat.journal.is_travelling(each)]
        return found[which % len(found)] if found else None

    def kept(self, seat: Seat, after: Record, *seen: str) -> None:
        """Note what was acknowledged: said, or kept for oneself."""
        held = self.held[seat]
        if seat.journal.is_travelling(after):
            held.said.add(self.known.note_said(after, seen))
        elif after.seen_by == ME and has_text(after):
            held.private.add(after.text)
            self.known.note_private(after, ms_of(seat.clock.now()))

    def gone(self, seat: Seat, record: Entry | Answer, was_sent: bool) -> None:
        """Note that something was deleted, or taken back."""
        held, known = self.held[seat], self.known
        held.private.discard(record.text)
        if record.seen_by == ME:
            known.private_ms.add(ms_of(seat.clock.now()))
        elif was_sent:
            held.said.add(known.note_said(record, (record.text,), gone=True))
        else:
            held.said -= {n for n in held.said if known.words[n].record == record.id}

    def is_fixed(self, seat: Seat, record: Entry | Answer) -> bool:
        """Tell whether an answer was opened by both; then nothing changes it."""
        fixed = seat.journal.is_fixed(record) and seat.journal.is_travelling(record)
        given = {
            key["id"]
            for file in self.known.of_pairing(seat.journal.pairing, record.author)
            if file.stream == seat_stream(seat)
            if file.number <= spoken_here(seat)[1]
            for key in file.inside.get("keys", ())
        }
        assert fixed or record.id not in given, "the key is out and it is not fixed"
        if fixed:
            with pytest.raises(ReadOnly):
                seat.journal.delete(record).result()
            with pytest.raises(ReadOnly):
                seat.journal.unshare(record).result()
        return fixed

    def was_sent(self, seat: Seat, record: Record) -> bool:
        """Tell whether a record's bytes were ever fixed from here."""
        if not seat.journal.is_travelling(record):
            return False
        return seat.journal.exchange(lambda x: x.sent_number(record.id)).result() is not None

    def passing(self, seat: Seat) -> None:
        """Do one pass, and look at all that it has published."""
        before, keys = seat.exchanged(), self.keys(seat)
        try:
            seat.sync()
        finally:
            after = seat.exchanged()
            for name, data in after.items():
                if name not in before and (place := place_of(name)) and keys is not None:
                    self.known.note_file(place, data, keys)
        assert all(after.get(name, data) == data for name, data in before.items()), "replaced"
        assert seat not in self.away or not after, "written where the folder is not"
        self.spoken[seat] = spoken_here(seat)

    def keys(self, seat: Seat) -> Keys | None:
        """Return what a person speaks with."""
        paired = seat.conversation._pairing.paired
        if paired is None:
            return None
        return Keys(paired.pairing, paired.me.author, paired.key, paired.author_key)

    def note_second_voice(self, seat: Seat) -> None:
        """From now on a person may speak from two places, or from an older state."""
        self.is_plain = False


def spoken_here(seat: Seat) -> tuple[str, int]:
    """Return the stream that a seat writes now, or nothing, and its last file there."""
    row = seat.journal.exchange(lambda x: x.get("sync.state", 1)).result() or {}
    return str(row.get("stream", "")), int(row.get("number", 0))


def seat_stream(seat: Seat) -> str:
    """Return the stream that a seat writes now, or nothing."""
    return spoken_here(seat)[0]


def place_of(name: str) -> tuple[str, int] | None:
    """Return stream and number of a file, by its path in the exchange folder."""
    parts = name.split("/")
    if len(parts) != 3 or parts[0] != FORMAT_FOLDER or len(parts[2]) != 12:
        return None
    if not parts[2].endswith(".duo") or not parts[2][:8].isdigit() or len(parts[1]) != 32:
        return None
    return parts[1], int(parts[2][:8])


def name_of(place: tuple[str, int]) -> str:
    """Return a file's path in the exchange folder."""
    return f"{FORMAT_FOLDER}/{place[0]}/{place[1]:08}.duo"


def has_text(record: Record) -> TypeGuard[Entry | Answer]:
    """Tell whether a record is of a kind that is written here."""
    return isinstance(record, Entry | Answer)


def stop_home(seat: Seat, steps: int) -> None:
    """Let the power go before a change of one's own files."""
    left, done = steps, seat.files._do

    def stopping(op: Op) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Crash
        done(op)

    stopped: Callable[[Op], None] = stopping
    setattr(seat.files, "_do", stopped)  # noqa: B010 - only this one seat's
