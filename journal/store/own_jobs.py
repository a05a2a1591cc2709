"""What is done about the second key on the thread that writes; nothing here takes a passphrase."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple, Protocol

from journal.model.clock import Clock
from journal.model.record import Record
from journal.store import own_backups
from journal.store.backups import Backup, Backups
from journal.store.changes import Change
from journal.store.documents import OWN_KEY
from journal.store.drafts import Drafts
from journal.store.errors import NotSaved, OnlyInMemory
from journal.store.files import Files
from journal.store.key_errors import (
    NoOwnKey,
    OwnKeyExists,
    OwnKeyNeedsEncryption,
    OwnKeyShut,
    WrongOwnPassphrase,
)
from journal.store.own_seal import OwnSeal, Row, row_in
from journal.store.own_tables import (
    making,
    moving_in,
    moving_out,
    plain_documents,
    read_sealed,
    resealing,
    settling,
    throwing_away,
)
from journal.store.queue import Result
from journal.store.seal import Seal
from journal.store.snapshot import Tables


class Submit(Protocol):
    """Does a job on the writing thread."""

    def __call__(self, job: Callable[[], Result]) -> Future[Result]: ...


class Hands(NamedTuple):
    """What it reads and moves of its journal; all but `submit` for the writing thread."""

    tables: Callable[[], Tables]
    seal: Callable[[], Seal]
    """The journal's own."""
    submit: Submit
    keep: Callable[[Sequence[Change]], OnlyInMemory | None]
    """Brings changes to the disk, as they are."""
    show: Callable[[Sequence[Record]], None]
    """Takes records in, and the drafts that were held back, and tells."""
    hide: Callable[[], None]
    """Lets go of every record of these kinds, and tells."""
    fold: Callable[[], None]
    drafts: Drafts
    backups: Backups
    folder: Path
    files: Files
    clock: Clock


class OwnJobs:
    """The second key of one open journal, while it is here, and all that is done with it.

    Everything that writes raises `NotSaved`; then nothing has changed, unless it says so.
    """

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.seal: OwnSeal | None = None
        """The key, or none while it is shut."""
        self.unread = 0
        """How many records did not open although the key did."""

    @property
    def exists(self) -> bool:
        """Whether there is a second key."""
        return bool(self.hands.tables().get(OWN_KEY))

    def can_make(self) -> None:
        """Make sure that there can be one. Raises `OwnKeyExists` and `OwnKeyNeedsEncryption`."""
        if self.exists:
            raise OwnKeyExists
        if not self.hands.seal().sealed:
            raise OwnKeyNeedsEncryption

    def make(self, seal: OwnSeal, row: Row) -> list[Backup]:
        """Bring everything under a new key; return the backups that hold the former words."""
        self.can_make()
        changes = making(self.hands.tables(), seal, row)
        self.seal = seal  # before there is a row: nobody sees a moment in which it is shut
        try:
            failed = self.hands.keep(changes)
        except BaseException:
            self.seal = None
            raise
        self.hands.show(())
        return self._tidied(failed, None)

    def open(self, seal: OwnSeal) -> None:
        """Let everything under the key be seen.

        Raises `WrongOwnPassphrase` where it was changed meanwhile.
        """
        hands = self.hands
        if row_in(hands.tables()).vault != seal.vault:
            raise WrongOwnPassphrase
        if self.seal is not None:
            return
        failed = None
        if any(plain_documents(hands.tables())):  # of before, or changed outside this program
            failed = hands.keep(moving_in(hands.tables(), seal))
        self.seal = seal
        found = read_sealed(hands.tables(), seal)
        self.unread = found.unread
        hands.show(found.records)
        if failed is not None:
            raise failed

    def shut(self) -> None:
        """Hold back drafts under the key, and let go of it."""
        if self.seal is not None:
            self.hands.drafts.hide_own()
            self.let_go()

    def let_go(self) -> None:
        """Forget the key, and every record under it."""
        if self.seal is not None:
            self.seal, self.unread = None, 0
            self.hands.hide()

    def change(self, old: OwnSeal, renewed: OwnSeal, row: Row) -> list[Backup]:
        """Bring everything from a key under another; return the backups that are not."""
        self.open(old)
        tables = self.hands.tables()
        failed = self.hands.keep(resealing(tables, renewed, row))
        self.seal = renewed
        return self._tidied(failed, old)

    def remove(self, seal: OwnSeal) -> None:
        """Keep everything in the clear, as in a journal without such a key."""
        hands = self.hands
        self.open(seal)
        try:
            hands.drafts.seal_own_with((None,))  # first: without the key they would not open
            hands.drafts.rewrite()
            failed = hands.keep(moving_out(hands.tables(), seal))
        except BaseException:
            hands.drafts.seal_own_with(None)
            with contextlib.suppress(NotSaved):
                hands.drafts.rewrite()
            raise
        self.seal = None
        hands.show(())
        if failed is not None:
            raise failed
        hands.fold()

    def throw_away(self) -> None:
        """Forget the key and everything under it. Raises `NoOwnKey`."""
        hands = self.hands
        if not self.exists:
            raise NoOwnKey
        failed = hands.keep(throwing_away(hands.tables()))
        self.seal = None
        hands.drafts.forget_own()
        hands.hide()
        hands.drafts.rewrite()
        if failed is not None:
            raise failed
        hands.fold()

    def outside(self) -> list[Backup]:
        """List the backups that the key does not protect. Raises `NoOwnKey` and `OwnKeyShut`."""
        if not self.exists:
            raise NoOwnKey
        if self.seal is None:
            raise OwnKeyShut
        return own_backups.outside(self.hands.backups, self.hands.seal(), self.seal.vault)

    def rewrite_backups(self) -> list[Backup]:
        """Seal what these hold; once nothing is left of former keys, forget those."""
        self.outside()
        assert self.seal is not None
        hands, row = self.hands, row_in(self.hands.tables())
        left = own_backups.rewrite(hands.backups, hands.seal(), self.seal, row)
        if not left:
            hands.drafts.rewrite()
            self._settle()
        return left

    def _tidied(self, failed: OnlyInMemory | None, before: OwnSeal | None) -> list[Backup]:
        """Let nothing of before be left in drafts and log; return the backups that have it."""
        if failed is not None:
            # the row is not on the disk: drafts sealed with that key would open nowhere
            self.hands.drafts.seal_own_with((before,))
            raise failed
        self.hands.drafts.seal_own_with(None)
        self.hands.drafts.rewrite()
        self.hands.fold()
        left = self.outside()
        if not left:
            self._settle()
        return left

    def _settle(self) -> None:
        """Forget former keys: nothing is sealed with them any more."""
        if self.seal is not None and self.seal.has_former:
            failed = self.hands.keep(settling(row_in(self.hands.tables())))
            self.seal = self.seal.alone()
            if failed is not None:
                raise failed
