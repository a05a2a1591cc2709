"""Two journals side by side for as long as the demo is made, and the weeks that pass for them.

Everything is done as the program does it: kept, shared, sealed and carried over a folder. Only the
clock is ours, and no time is spent on stretching a code that protects nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from pathlib import Path
from shutil import copytree
from typing import TypeVar

from msgspec.structs import replace

from journal.demo.calendar import DAYS
from journal.model.clock import Clock
from journal.model.kinds import Answer
from journal.model.passphrase import Passphrase
from journal.model.record import BOTH, SEALED, Record
from journal.model.secret import Secret
from journal.store import Home, Journal
from journal.store.stretch import Cost
from journal.sync.conversation import Conversation

AnyRecord = TypeVar("AnyRecord", bound=Record)


class StageClock:
    """A clock that shows whatever moment is being played."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.moment = clock.now() - timedelta(days=DAYS)

    def now(self) -> datetime:
        """Return the moment that is being played."""
        return self.moment

    def monotonic(self) -> float:
        """Return seconds that only ever run forward."""
        return self._clock.monotonic()


class Side:
    """One of the two, with a journal and a way to the other's."""

    def __init__(self, home: Home, journal: Journal, clock: Clock) -> None:
        self.home = home
        self.journal = journal
        self.conversation = Conversation(journal, home, clock, stretch=_at_once)

    def keeps(self, record: AnyRecord) -> AnyRecord:
        """Keep a record as it is given."""
        return self.journal.add(record).result()

    def says(self, record: AnyRecord) -> AnyRecord:
        """Keep a record that both see."""
        return self.keeps(replace(record, audience=BOTH))

    def seals(self, answer: Answer) -> None:
        """Keep an answer that opens once the other has answered, too."""
        self.keeps(replace(answer, audience=SEALED))

    def shares(self, record: Record) -> Record:
        """Share a record that was kept before."""
        return self.journal.share(record).result()

    def edits(self, record: AnyRecord, **fields: object) -> None:
        """Change a record as it stands now."""
        now = self.journal.get(record.id)
        assert now is not None, "only what is there is changed"
        self.journal.edit(replace(now, **fields)).result()

    def find(self, kind: type[AnyRecord], words: str) -> AnyRecord:
        """Find the newest record of a kind that says just this in one of its fields.

        Raises LookupError where none does: the texts of the demo do not belong together.
        """
        for record in self.journal.of_kind(kind):
            if words in record.texts():
                return record
        raise LookupError(words)


class Stage:
    """Ana's journal, Ben's, and the evenings on which they write."""

    def __init__(self, me: Side, them: Side, clock: StageClock, today: date, now: datetime) -> None:
        self.me = me
        self.them = them
        self.clock = clock
        self.today = today
        self._now = now
        self._to_come: list[Record] = []

    def will_write(self, records: list[Record]) -> None:
        """Let Ana write these, for herself alone, each when its time has come."""
        self._to_come = sorted(records, key=_written, reverse=True)

    def pair(self) -> None:
        """Let both pair, as two people do who sit at one machine."""
        self.me.conversation.pair_here(self.them.conversation)

    def day(self, ago: int) -> date:
        """Return the day that lies so many days before today."""
        return self.today - timedelta(days=ago)

    def evening(self, ago: int, hour: int = 21, minute: int = 0) -> date:
        """Go on to an evening so many days ago, and return its day.

        What was said until then has arrived.
        """
        day = self.day(ago)
        self._go_on(datetime.combine(day, time(hour, minute), self._now.tzinfo))
        return day

    def before_now(self, minutes: int) -> None:
        """Go on to so many minutes before now; what was said until then has arrived."""
        self._go_on(self._now - timedelta(minutes=minutes))

    def _go_on(self, moment: datetime) -> None:
        assert moment > self.clock.moment, "time goes forward, on a stage too"
        self.carry()
        self.clock.moment = moment
        due = []
        while self._to_come and _written(self._to_come[-1]) <= moment:
            due.append(self._to_come.pop())
        self.me.journal.commit(due).result()

    def wait(self, minutes: int) -> None:
        """Let time pass in which nothing is carried."""
        self.clock.moment += timedelta(minutes=minutes)

    def carry(self) -> None:
        """Let everything that was said come to the other, until nothing is under way."""
        is_moving = True
        while is_moving:
            passes = [side.conversation.sync() for side in (self.me, self.them)]
            is_moving = any(each.sent or each.received for each in passes)

    @contextmanager
    def elsewhere(self, folder: Path) -> Iterator[Side]:
        """Close Ana's journal and open a copy of it, as on another machine of hers; then go back.

        What is said there is carried as far as the exchange folder.
        """
        me = self.me
        me.journal.close()
        home = Home(folder / "home", folder / "state")
        copytree(me.home.people_dir, home.people_dir)
        with Journal.open(home, me.journal.name, clock=self.clock) as journal:
            other = Side(home, journal, self.clock)
            other.conversation.sync()
            yield other
            other.conversation.sync()
        self.me = Side(
            me.home, Journal.open(me.home, me.journal.name, clock=self.clock), self.clock
        )


@contextmanager
def on_stage(
    me: Home, them: Home, names: tuple[str, str], today: date, clock: Clock
) -> Iterator[Stage]:
    """Make two new journals for as long as the block lasts; raises as `Journal.create`."""
    stage_clock = StageClock(clock)
    first, second = names
    with (
        Journal.create(me, first, second, clock=stage_clock) as mine,
        Journal.create(them, second, first, clock=stage_clock) as theirs,
    ):
        one, other = Side(me, mine, stage_clock), Side(them, theirs, stage_clock)
        stage = Stage(one, other, stage_clock, today, clock.now())
        try:
            yield stage
        finally:
            stage.me.journal.close()


def _written(record: Record) -> datetime:
    assert record.written is not None, "the records of a year are dated"
    return record.written


def _at_once(passphrase: Passphrase, salt: bytes, _cost: Cost) -> Secret:
    """Stretch a code without any effort: whoever it lets in was invented."""
    return Secret(blake2b(salt + passphrase.reveal(), digest_size=32).digest())
