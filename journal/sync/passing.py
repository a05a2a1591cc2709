"""One pass: look at the folder, take in what has come, send what waits; then say how it stands.

Nothing here raises for a folder that is not there. Source: *Sync* in the design.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from journal.i18n import _
from journal.store.errors import reason
from journal.store.exchanging import Exchanging
from journal.store.files import Mark
from journal.sync import ledger, reading, restart, writing
from journal.sync.channel import Channel
from journal.sync.ledger import NO_HASH, Mine, Theirs
from journal.sync.refusals import Refusals
from journal.sync.seal import new_stream, new_voice
from journal.sync.taking import TakenIn
from journal.sync.writing import InTheWay, Written

PEEK = 8
"""So many numbers beyond a missing file are looked for before a stream is listed."""


class Pass(NamedTuple):
    """What one pass has done."""

    sent: int
    """How many versions of records were published."""
    received: int
    """How many records are other than before."""
    waiting: int
    """How many of one's own wait for the folder."""
    problems: tuple[str, ...]
    """Plain sentences."""


class Outcome(NamedTuple):
    """What one pass has found and done."""

    there: bool = False
    sent: int = 0
    received: int = 0
    missing: int = 0
    heard: int | None = None
    """When the partner's newest file was written, milliseconds since 1970."""
    emptied: bool = False
    new_machine: bool = False
    problem: str = ""


class Passing:
    """The passes of one pairing, and what they remember of the folder while the program runs."""

    def __init__(self, channel: Channel, partner: str) -> None:
        self.channel = channel
        self.refusals = Refusals(channel.me, partner)
        self._folder_mark: Mark | None = None
        self._stream_marks: dict[str, Mark | None] = {}
        self._missing: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._is_first = True
        self.is_there = False
        """Whether the folder was there when it was last looked at."""

    def forget(self) -> None:
        """Look at everything anew."""
        self._folder_mark, self._is_first = None, True
        self._stream_marks.clear()

    def has_news(self) -> bool:
        """Look once at the folder and once at each stream's next file."""
        folder = self.channel.folder
        mark = folder.mark()
        self.is_there = mark is not None
        if mark is None:
            self.forget()
            return False
        if mark != self._folder_mark:
            return True
        for stream, number in self._next.items():
            found = folder.file_mark(stream, number)
            if found is not None and not self.refusals.knows(stream, found):
                return True
        return self.refusals.looks_other(folder)

    def run(self) -> Outcome:
        """Do one pass."""
        self.is_there = self.channel.folder.is_there(self.channel.paired.marker)
        if not self.is_there:
            self.forget()
            return Outcome(heard=self._heard(self.channel.exchange(ledger.streams)))
        try:
            return self._run()
        except OSError as error:
            self.is_there = self.channel.folder.is_there(self.channel.paired.marker)
            if not self.is_there:
                return Outcome()
            sentence = _("The exchange folder cannot be used now: {reason}.")
            return Outcome(there=True, problem=sentence.format(reason=reason(error)))

    def _run(self) -> Outcome:
        channel = self.channel
        mine = self._begun()
        emptied = not mine.restarting and restart.is_emptied(
            channel, mine, {number for number, _row in channel.exchange(ledger.fixed)}
        )
        if not (emptied or mine.restarting) and restart.is_another_voice(
            channel, mine, thoroughly=self._is_first
        ):
            self._give_up(mine)
        taken = self._read()
        sent, problem = (0, "") if emptied else self._write()
        return self._look_back(Outcome(True, sent, taken.changed, emptied=emptied, problem=problem))

    def _begun(self) -> Mine:
        """Return the own stream, begun with the first pass. Raises `OSError`."""
        channel = self.channel
        mine = channel.exchange(ledger.mine)
        if mine is None:
            stream = new_stream()
            channel.marks.write(stream, 0, NO_HASH)
            mine = channel.exchange(lambda x: begin(x, stream))
        return mine

    def _read(self) -> TakenIn:
        """Take in all that has come; a stream of one's own that is given up too."""
        channel = self.channel
        self._discover()
        taken = TakenIn()
        for row in channel.exchange(ledger.streams):
            taken += reading.read_stream(channel, row.stream, self.refusals)
        if taken.odd:
            self.refusals.odd()
        mine = self._begun()
        if taken.doubted and not mine.restarting and restart.may_doubt(mine, channel.today):
            self._give_up(mine, doubted=True)
            taken += reading.read_stream(channel, mine.stream, self.refusals)
        return taken

    def _discover(self) -> None:
        channel = self.channel
        mark = channel.folder.mark()
        if mark == self._folder_mark and not self.refusals.looks_other(channel.folder):
            return
        known = [row.stream for row in channel.exchange(ledger.streams)]
        found = reading.new_streams(channel, [*known, self._begun().stream], self.refusals)
        if found:
            channel.exchange(lambda x: reading.begin_streams(x, channel, found))
        self._folder_mark = mark

    def _write(self) -> tuple[int, str]:
        """Send what waits; return how much that was, and what stands against it."""
        channel = self.channel
        if not channel.folder.may_write():
            return 0, _(
                "Nothing can be put into the exchange folder: the system does not allow it."
            )
        if self._begun().restarting:
            restart.restart(channel)
        try:
            return _told(writing.write(channel))
        except InTheWay as error:
            mine = self._begun()
            if restart.is_own_file(channel, mine.stream, error.number):
                self._give_up(mine)
                restart.restart(channel)
                return _told(writing.write(channel))
            return 0, _(
                "A file of yours in the exchange folder was damaged or replaced. "
                "Put everything back, so that nothing is missing for the other."
            )

    def _give_up(self, mine: Mine, *, doubted: bool = False) -> None:
        channel = self.channel
        hashes = channel.exchange(ledger.hashes)
        self._begin_again(restart.shared_up_to(channel, mine, hashes.get), doubted=doubted)

    def _begin_again(self, sure: int, *, doubted: bool = False) -> None:
        channel = self.channel
        channel.exchange(lambda x: restart.give_up(x, channel, sure, doubted=doubted))

    def put_back(self) -> None:
        """Let everything be said again in a new stream. Raises `OSError`.

        Where the mark fits, all that was ever said in the old one was said from here: it keeps
        its stamps, since the other may know of more than they have said.
        """
        mine = self._begun()
        if self.channel.marks.fits(mine):
            self._begin_again(mine.number)
        else:
            self._give_up(mine)

    def _look_back(self, outcome: Outcome) -> Outcome:
        """Say what is missing and when the partner was last heard."""
        channel = self.channel
        rows = channel.exchange(ledger.streams)
        missing = sum(self._count_missing(row) for row in rows if row.author == channel.partner)
        self._is_first = False
        self._next = {row.stream: row.number + 1 for row in rows}
        return outcome._replace(
            missing=missing,
            heard=self._heard(rows),
            new_machine=self._begun().new_machine,
        )

    def _heard(self, rows: list[Theirs]) -> int | None:
        """Tell when the partner's newest file was written, by their clock but not after now."""
        theirs = [row for row in rows if row.author == self.channel.partner]
        heard = [row.heard for row in theirs if row.heard is not None]
        return min(max(heard), self.channel.now_ms) if heard else None

    def _count_missing(self, row: Theirs) -> int:
        """Count what is missing of a stream; it is listed only where that may have changed."""
        folder = self.channel.folder
        if row.continued:
            return 0
        mark = folder.stream_mark(row.stream)
        was = self._stream_marks.get(row.stream)
        if mark == was and row.stream in self._missing:
            return self._missing[row.stream]
        stands_still = self._is_first or self._next.get(row.stream) == row.number + 1
        beyond = range(row.number + 2, row.number + 2 + PEEK)
        if stands_still or any(folder.file_mark(row.stream, number) for number in beyond):
            self._missing[row.stream] = reading.missing(self.channel, row)
        else:
            self._missing[row.stream] = 0
        self._stream_marks[row.stream] = mark
        return self._missing[row.stream]


def _told(written: Written) -> tuple[int, str]:
    """Return how much was sent, and name the days of what is too long for that."""
    days = sorted({day.isoformat() for day in written.too_long})
    if not days:
        return written.records, ""
    sentence = _(
        "Something that you shared of {days} is too long to be sent: it stays here, "
        "and everything else goes on."
    )
    return written.records, sentence.format(days=", ".join(days))


def begin(x: Exchanging, stream: str) -> Mine:
    """Begin the own stream of a new pairing.

    Stream and voice are made here and now, not at pairing: of two copies of a journal that was
    copied before it ever spoke, each has its own.
    """
    mine = Mine(stream=stream, voice=new_voice())
    x.new_voice(mine.voice)
    ledger.put_mine(x, mine)
    return mine


def note_new_machine(x: Exchanging) -> None:
    """It was said that the partner writes from a new machine."""
    mine = ledger.mine(x)
    if mine is not None and mine.new_machine:
        ledger.put_mine(x, msgspec.structs.replace(mine, new_machine=False))
