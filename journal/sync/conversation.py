"""Everything that a screen or a command does with the other journal, behind one object.

Any thread may call it; calls wait for the disk and for each other, `status` and `poll` for nobody.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock
from typing import TypeVar

from msgspec.structs import replace

from journal.model.clock import Clock
from journal.model.sync_status import PairingStage, SyncStatus
from journal.store import Home, Journal
from journal.store.errors import StoreError
from journal.store.exchanging import Exchanging
from journal.store.stretch import Stretch, argon2id
from journal.sync import leaving
from journal.sync.channel import Channel
from journal.sync.errors import NoFolder, NotPaired, SyncError
from journal.sync.folder import Folder
from journal.sync.folder_files import FolderFiles
from journal.sync.mark import Marks
from journal.sync.own_folder import check_folder, folder_here
from journal.sync.pairing import Pairing, pair_here
from journal.sync.passing import Outcome, Pass, Passing, note_new_machine
from journal.sync.rhythm import Rhythm

__all__ = ["Conversation", "Pass"]

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Conversation:
    """One journal's side of two; made cheaply, it reads nothing from any folder by itself."""

    def __init__(
        self,
        journal: Journal,
        home: Home,
        clock: Clock,
        *,
        files: FolderFiles | None = None,
        stretch: Stretch = argon2id,
    ) -> None:
        self._journal = journal
        self._home = home
        self._clock = clock
        self._files = files or FolderFiles()
        self._lock = RLock()
        self._pairing = Pairing(self._exchange, self._files, clock, stretch=stretch)
        self._pairing.load()
        self._passing: Passing | None = None
        self._rhythm = Rhythm(clock)
        self._status = SyncStatus()
        self._say()

    @property
    def status(self) -> SyncStatus:
        """How things stand, from memory."""
        return self._status

    def invite(self, folder: Path) -> str:
        """Invite into a folder; return the code as it is read out.

        Raises `OwnFolder`, `NoFolder`, `AlreadyPaired` and `TooLittleMemory`.
        """
        with self._doing():
            check_folder(folder, self._home, self._files)
            return self._pairing.invite(folder).shown()

    def accept(self, folder: Path, code: str) -> None:
        """Answer an invitation with its code; whatever is raised, nothing was used up.

        Raises `MistypedCode`, `WrongCode`, `NoInvitation`, `OwnInvitation`, `TooOld`, and as
        `invite` does.
        """
        with self._doing():
            check_folder(folder, self._home, self._files)
            self._pairing.accept(folder, code)

    def confirm(self) -> None:
        """Say that the four words match. Raises `NotPaired` and `NotYet`."""
        with self._doing():
            self._pairing.confirm()

    def refuse(self) -> None:
        """Say that they do not: all of it ends at once. Raises `NotPaired`, `AlreadyPaired`."""
        with self._doing():
            self._pairing.refuse()

    def cancel(self) -> None:
        """Take an open invitation back. Raises `NotPaired` and `AlreadyPaired`."""
        with self._doing():
            self._pairing.cancel()

    def pair_here(self, other: Conversation) -> None:
        """Pair two journals that are open in this program, through a folder of their own.

        Raises `SamePerson`, `AlreadyPaired`, `NoFolder` and `TooLittleMemory`.
        """
        with self._doing(), other._doing():
            pair_here(self._pairing, other._pairing, folder_here(self._home, self._files))

    def unpair(
        self,
        *,
        forget_received: bool = False,
        remove_unread: bool = True,
        remove_everything: bool = False,
    ) -> None:
        """Leave, here and at once; nobody is told. Raises `NotPaired`, and as `Journal.commit`.

        `remove_unread` takes what the other is not known to have received out of the folder,
        `remove_everything` all of one's own, which the other may notice.
        """
        with self._doing():
            if self._pairing.stage is PairingStage.ALONE:
                raise NotPaired
            channel = self._channel()
            if channel is None:
                self._pairing.refuse()
                return
            stream = self._exchange(
                lambda x: self._leave(x, channel, forget_received, remove_unread, remove_everything)
            )
            self._pairing.left()
            self._passing = None
            with contextlib.suppress(OSError):
                channel.marks.forget(stream)
            self._clear_up()

    def move(self, folder: Path) -> None:
        """Go on in the same exchange folder at another place.

        Raises `OwnFolder`, `NoFolder`, `OtherFolder` and `NotPaired`.
        """
        with self._doing():
            check_folder(folder, self._home, self._files, here=True)
            self._pairing.move(folder)
            self._passing = None
            self._rhythm.ask()

    def put_back(self) -> None:
        """Let everything be put back into a folder that lost it, with the next pass.

        Raises `NotPaired` and `NoFolder`.
        """
        with self._doing():
            passing = self._current()
            if passing is None:
                raise NotPaired
            try:
                passing.put_back()
            except OSError as error:
                raise NoFolder from error
            self._rhythm.ask()

    def note_new_machine(self) -> None:
        """It was said that the partner writes from a new machine: say it no more."""
        with self._doing():
            self._exchange(note_new_machine)
            self._say(new_machine=False)

    def poll(self) -> bool:
        """Tell whether `sync` has something to do: one stat of the folder, one of each stream."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            return self._poll()
        finally:
            self._lock.release()

    def sync(self) -> Pass:
        """Do one pass in both directions, pairing included; a missing folder is no error."""
        with self._lock:
            try:
                return self._sync()
            except (StoreError, SyncError) as error:
                self._say(problems=(str(error),))
                return Pass(0, 0, self._journal.waiting, (str(error),))
            finally:
                self._rhythm.passed(self._journal.waiting)

    def _sync(self) -> Pass:
        self._pairing.hop()
        self._clear_up()
        if (passing := self._current()) is None:
            self._say()
            return Pass(0, 0, 0, self._status.problems)
        outcome = passing.run()
        if outcome.there and outcome.heard is not None:
            self._pairing.settle()
        if outcome.received or outcome.sent:
            self._rhythm.changed()
        problems = (*passing.refusals.sentences(), *filter(None, [outcome.problem]))
        self._say_outcome(outcome, problems)
        return Pass(outcome.sent, outcome.received, self._journal.waiting, problems)

    def _poll(self) -> bool:
        if self._pairing.needs_hop():
            return True
        passing = self._current()
        if passing is None:
            return False
        if self._rhythm.is_due:
            return True
        if self._rhythm.looks_again():
            passing.forget()
        news, there = passing.has_news(), passing.is_there
        if there != self._status.folder_there:
            self._say(folder_there=there)
        if there and not news and not self._status.emptied:
            self._say(synced=self._now())
        return news or (there and self._rhythm.may_send(self._journal.waiting))

    def _current(self) -> Passing | None:
        """Return the passes of the pairing that is going on, if both said yes to it."""
        paired = self._pairing.paired
        if paired is None:
            self._passing = None
        elif self._passing is None or self._passing.channel.paired.pairing != paired.pairing:
            channel = self._channel()
            assert channel is not None
            self._passing = Passing(channel, self._journal.partner.name)
        return self._passing

    def _channel(self) -> Channel | None:
        paired = self._pairing.paired
        if paired is None:
            return None
        folder = Folder(paired.folder, self._files)
        marks = Marks(self._home, self._journal.id)
        return Channel(paired, folder, self._exchange, marks, self._clock)

    def _leave(
        self, x: Exchanging, channel: Channel, forget: bool, unread: bool, everything: bool
    ) -> str:
        self._pairing.leave(x)
        return leaving.leave(
            x, channel, forget_received=forget, unread=unread, everything=everything
        )

    def _clear_up(self) -> None:
        with contextlib.suppress(OSError):
            leaving.clear_up(self._exchange, lambda path: Folder(path, self._files))

    def _exchange(self, job: Callable[[Exchanging], T]) -> T:
        return self._journal.exchange(job).result()

    @contextmanager
    def _doing(self) -> Iterator[None]:
        """Do one thing at a time, and say afterwards how things stand."""
        with self._lock:
            try:
                yield
            finally:
                self._say()

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)

    def _say_outcome(self, outcome: Outcome, problems: tuple[str, ...]) -> None:
        self._say(
            folder_there=outcome.there,
            synced=self._now() if outcome.there else self._status.synced,
            last_heard=_instant(outcome.heard) or self._status.last_heard,
            missing=outcome.missing if outcome.there else self._status.missing,
            problems=problems,
            emptied=outcome.emptied,
            new_machine=outcome.new_machine if outcome.there else self._status.new_machine,
        )

    def _partner_name(self) -> str:
        """Name the other: as this journal calls them, but one who is only coming as they say."""
        known = self._journal.partner.name
        return known if self._pairing.paired else self._pairing.partner_name or known

    def _say(self, **changes: object) -> None:
        """Make the status anew: what pairing and journal know, and what the last pass has found."""
        pairing, status = self._pairing, self._status
        if pairing.paired is None:
            status = SyncStatus(problems=tuple(filter(None, [pairing.notice])))
        self._status = replace(
            status,
            **{
                "stage": pairing.stage,
                "partner": self._partner_name(),
                "since": pairing.since,
                "words": pairing.words,
                "folder": str(pairing.folder or ""),
                "waiting": self._journal.waiting,
                **changes,
            },
        )


def _instant(ms: int | None) -> datetime | None:
    with contextlib.suppress(OverflowError):
        return None if ms is None else _EPOCH + timedelta(milliseconds=ms)
    return None
