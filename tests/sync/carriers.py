"""What carries a life's folders, and all that it gets wrong: late, partly, twice, damaged, lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from journal.sync.folder import FORMAT_FOLDER
from journal.sync.folder import MARKER as MARKER_NAME
from tests.sync.seats import MARKER, Seats, name_of, place_of, spoken_here
from tests.sync.world import Seat

NO_SUCH = "0123456789abcdef" * 2
"""A stream that nobody writes."""


class Carriers(Seats):
    """What happens to the replicas."""

    def __init__(self) -> None:
        super().__init__()
        self.lost: set[tuple[str, int]] = set()
        """Files that lie nowhere any more."""

    def carry(self, source: int, target: int, part: int, *, over: bool) -> None:
        """Copy files from one replica to another: all, or those that chance names."""
        one, other = self.seats[source % len(self.seats)], self.seats[target % len(self.seats)]
        if one is not other and one not in self.away and other not in self.away:
            chosen = Random(part)
            names = [name for name in one.exchanged() if not part or chosen.random() < 0.5]
            self.world.carry(one, other, names, over=over)

    def carry_about(self, who: int) -> None:
        """Carry everything to one replica, and do a pass there."""
        for source in range(len(self.seats)):
            self.carry(source, who, 0, over=False)
        self.passing(self.at(who))

    def unmount(self, who: int) -> None:
        """Take a folder away, as a stick is: its mount point is left, and is empty."""
        seat = self.seats[who % len(self.seats)]
        if seat not in self.away:
            self.away[seat] = seat.exchanged()
            for name in self.away[seat]:
                self.world.files.lose(seat.folder / name)
            top = seat.folder / FORMAT_FOLDER
            for folder in [each for each in self.world.files.folders if each.is_relative_to(top)]:
                self.world.files.folders.discard(folder)

    def mount(self, who: int) -> None:
        """Bring a folder back, as it was."""
        self.mount_at(self.seats[who % len(self.seats)])

    def mount_at(self, seat: Seat) -> None:
        """Bring a folder back, as it was."""
        for name, data in self.away.pop(seat, {}).items():
            self._lay(seat, name, data)

    def mischief(self, who: int, kind: int, seed: int) -> None:
        """Do something to a replica that a carrier may do to it."""
        seat, random = self.seats[who % len(self.seats)], Random(seed)
        files = [name for name in seat.exchanged() if place_of(name)]
        if files and seat not in self.away:
            wrongs = sorted(self._wrongs().items())
            wrongs[kind % len(wrongs)][1](seat, files, random)

    def lose_for_good(self, who: int, seed: int) -> None:
        """Take one file out of every replica; no backup from before is brought back afterwards.

        Nor is the writer's journal one that was brought back, and has not noticed yet.
        """
        seat = self.seats[who % len(self.seats)]
        stream, last = spoken_here(seat)
        numbers = [number for name, number in self.known.files if name == stream if number <= last]
        is_new = spoken_here(seat) != self.spoken.get(seat)
        if numbers and not self.away and not is_new:
            place = stream, Random(seed).choice(numbers)
            for each in self.seats:
                self.world.files.lose(each.folder / name_of(place))
            self.lost.add(place)
            self.backups = [backup for backup in self.backups if backup.seat.name != seat.name]

    def heal(self, seat: Seat) -> None:
        """Make a replica whole again, from what was published: its files, and no others."""
        self.mount_at(seat)
        good = {name_of(at): f.data for at, f in self.known.files.items() if at not in self.lost}
        for name, data in seat.exchanged().items():
            if place_of(name) and good.get(name) != data:
                self.world.files.lose(seat.folder / name)
        lying = seat.exchanged()
        for name, data in good.items():
            if name not in lying:
                self._lay(seat, name, data)
        self._lay(seat, f"{FORMAT_FOLDER}/{MARKER_NAME}", f"{MARKER}\n".encode())

    def _wrongs(self) -> dict[str, Callable[[Seat, list[str], Random], None]]:
        return {name: getattr(self, name) for name in dir(type(self)) if name.startswith("wrong_")}

    def wrong_bit(self, seat: Seat, files: list[str], random: Random) -> None:
        """Turn over one bit."""
        name = random.choice(files)
        data = bytearray(seat.exchanged()[name] or b"\0")
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        self._lay(seat, name, bytes(data))

    def wrong_length(self, seat: Seat, files: list[str], random: Random) -> None:
        """Cut a file short, perhaps to nothing."""
        name = random.choice(files)
        data = seat.exchanged()[name]
        self._lay(seat, name, data[: random.choice((0, 8, 39, 40, 80, len(data) // 2))])

    def wrong_zeros(self, seat: Seat, files: list[str], random: Random) -> None:
        """Make zeros of a file, or of its end."""
        name = random.choice(files)
        data = seat.exchanged()[name]
        kept = random.choice((0, len(data) // 2))
        self._lay(seat, name, data[:kept].ljust(len(data), b"\0"))

    def wrong_place(self, seat: Seat, files: list[str], random: Random) -> None:
        """Swap two files."""
        one, other = random.choice(files), random.choice(files)
        lying = seat.exchanged()
        self._lay(seat, one, lying[other])
        self._lay(seat, other, lying[one])

    def wrong_older(self, seat: Seat, files: list[str], random: Random) -> None:
        """Put an older file in a newer one's place, or in one that is yet to come."""
        stream, number = place_of(random.choice(files)) or ("", 0)
        data = seat.exchanged()[name_of((stream, number))]
        self._lay(seat, name_of((stream, number + 1)), data)

    def wrong_loss(self, seat: Seat, files: list[str], random: Random) -> None:
        """Lose a file here; it lies elsewhere."""
        self.world.files.lose(seat.folder / random.choice(files))

    def wrong_stream_lost(self, seat: Seat, files: list[str], random: Random) -> None:
        """Lose a whole stream here."""
        stream, _number = place_of(random.choice(files)) or ("", 0)
        for name in files:
            if name.split("/")[1] == stream:
                self.world.files.lose(seat.folder / name)

    def wrong_names(self, seat: Seat, files: list[str], random: Random) -> None:
        """Leave copies with the names that carriers give where two of them disagree."""
        name = random.choice(files)
        data = seat.exchanged()[random.choice(files)]
        folder, file = name.rsplit("/", 1)
        for copy in (
            f"{folder}/{file[:8]} (conflicted copy).duo",
            f"{folder}/{file[:8]}.sync-conflict-20261122-101010-ABCDEFG.duo",
            f"{folder}/.syncthing.{file}.tmp",
            f"{folder} (1)/{file}",
            f"{FORMAT_FOLDER}/{MARKER_NAME} (1)",
            f"{FORMAT_FOLDER}/{NO_SUCH}/{file}",
        ):
            self._lay(seat, copy, data)

    def wrong_stream(self, seat: Seat, files: list[str], random: Random) -> None:
        """Lay a whole stream under another name, as if someone else had written it."""
        stream, _number = place_of(random.choice(files)) or ("", 0)
        for name, data in seat.exchanged().items():
            if place_of(name) and name.split("/")[1] == stream:
                self._lay(seat, name.replace(stream, random.randbytes(16).hex()), data)

    def _lay(self, seat: Seat, name: str, data: bytes) -> None:
        self.world.files.lay(seat.folder / Path(name), data)
