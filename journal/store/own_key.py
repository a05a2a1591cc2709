"""A passphrase of their own for the kinds that are `OWN_KEY`, within an encrypted journal.

Who has the journal's passphrase, and the whole folder, cannot read them without this one. There is
no recovery code for it: if it is forgotten, what is under it is lost.
"""

from __future__ import annotations

import contextlib
import enum
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from nacl.bindings import randombytes

from journal.model.passphrase import Passphrase
from journal.model.record import Record
from journal.model.tries import Tries
from journal.store.backups import Backup
from journal.store.changes import Change
from journal.store.errors import Closed
from journal.store.key_errors import (
    KeysError,
    OwnKeyShut,
    SamePassphrase,
    TooSoon,
    WrongOwnPassphrase,
)
from journal.store.keys_file import KeysFile
from journal.store.own_jobs import Hands, OwnJobs
from journal.store.own_seal import OwnSeal, Row, row_in
from journal.store.own_tables import under
from journal.store.queue import Result
from journal.store.slots import open_passphrase_slot
from journal.store.stretch import SALT_BYTES, argon2id, calibrated


class OwnKey(enum.Enum):
    """How it stands with the second passphrase."""

    NONE = enum.auto()
    """There is none: these kinds are kept like all others."""
    SHUT = enum.auto()
    """There is one, and it was not given: nothing of these kinds is read, shown or kept."""
    OPEN = enum.auto()
    """It was given: these kinds are read and written like all others, and kept sealed."""


class OwnLock:
    """The second passphrase of one open journal: `journal.own_key`.

    What takes a passphrase blocks for about half a second, twice that where one is set: call it on
    a thread, as with `Unlocking`, and never in a subscriber. After a change, subscribers are told
    as after any other.
    """

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._jobs = OwnJobs(hands)
        self._tries = Tries()

    @property
    def unread(self) -> int:
        """How many records did not open although the key did: damaged, or of a newer version."""
        return self._jobs.unread

    @property
    def state(self) -> OwnKey:
        """Whether there is a second passphrase, and whether it was given; for any thread."""
        if not self.exists:
            return OwnKey.NONE
        return OwnKey.SHUT if self._jobs.seal is None else OwnKey.OPEN

    @property
    def exists(self) -> bool:
        """Whether there is one."""
        return self._jobs.exists

    @property
    def seal(self) -> OwnSeal | None:
        """The key itself, for the store alone."""
        return self._jobs.seal

    @property
    def can_make(self) -> bool:
        """Whether `make` would be refused neither for a plain journal nor for one it has."""
        return not self.exists and self._hands.seal().sealed

    @property
    def pause(self) -> float:
        """Seconds until the next try may be made, 0 when it may be made now."""
        return self._tries.left(self._hands.clock.monotonic())

    def make(self, passphrase: Passphrase) -> list[Backup]:
        """Put everything of these kinds, drafts too, under a passphrase of its own.

        It is open then. Return the backups that still hold the former words, for
        `rewrite_backups`. Raises `OwnKeyExists`, `OwnKeyNeedsEncryption`, `SamePassphrase`,
        `TooLittleMemory` and `NotSaved`; where the state is `OPEN` after that, the former words
        are in the log still, and leave it on closing.
        """
        self._jobs.can_make()
        self._not_the_journals(passphrase)
        seal = OwnSeal.random()
        row = self._row(seal, passphrase)
        return self._do(lambda: self._jobs.make(seal, row))

    def open(self, passphrase: Passphrase) -> None:
        """Let everything under the passphrase be seen and written; it stays sealed on the disk.

        Raises `WrongOwnPassphrase` (a `WrongPassphrase`), `TooSoon`, `TooLittleMemory`, `NoOwnKey`
        and `OwnKeyDamaged`.
        """
        seal = self._unwrapped(passphrase)
        self._do(lambda: self._jobs.open(seal))

    def shut(self) -> None:
        """Let go of the key, and of every record and draft under it; quick, but waits for saves.

        What is typed on a screen has to be in the drafts before: afterwards nothing takes it. Where
        nothing is open, nothing happens. Closing the journal does this too.
        """
        with contextlib.suppress(Closed):
            self.shut_soon().result()

    def shut_soon(self) -> Future[None]:
        """Begin to `shut`, and wait for nothing: for the moment in which the screen is hidden."""
        return self._hands.submit(self._jobs.shut)

    def change(self, old: Passphrase, new: Passphrase) -> list[Backup]:
        """Put a new key under a new passphrase in the old one's place; it is open then.

        Return the backups that the old passphrase still opens, for `rewrite_backups`. Raises as
        `open`, and `SamePassphrase` and `NotSaved`.
        """
        seal = self._unwrapped(old)
        self._not_the_journals(new)
        renewed = seal.renewed()
        row = self._row(renewed, new)
        return self._do(lambda: self._jobs.change(seal, renewed, row))

    def remove(self, passphrase: Passphrase) -> None:
        """Keep these kinds like all others again. Raises as `open`, and `NotSaved`.

        Backups stay as they are: one that is brought back asks for this passphrase.
        """
        seal = self._unwrapped(passphrase)
        self._do(lambda: self._jobs.remove(seal))

    def throw_away(self) -> None:
        """Forget the key and everything under it, for good: the passphrase is forgotten.

        Whoever can open the journal can do this; nobody can take it back. Backups stay as they
        are. Raises `NoOwnKey` and `NotSaved`.
        """
        self._do(self._jobs.throw_away)

    def outside(self) -> list[Backup]:
        """List the backups that the present key does not protect, and those that cannot be read.

        Raises `OwnKeyShut` and `NoOwnKey`.
        """
        return self._do(self._jobs.outside)

    def rewrite_backups(self) -> list[Backup]:
        """Seal in every backup what the present key does not protect there.

        Return those that could not be rewritten, which stay as they are: they cannot be read, or
        are under a key that was removed. Raises `OwnKeyShut`, `NoOwnKey` and `NotSaved`.
        """
        return self._do(self._jobs.rewrite_backups)

    def under(self, changes: Sequence[Change]) -> Sequence[Change]:
        """Return changes as they are to be kept; for the store. Raises `OwnKeyShut`."""
        return under(changes, self._hands.tables(), self._jobs.seal) if self.exists else changes

    def check(self, records: Sequence[Record]) -> None:
        """Make sure that records can be kept; for the store. Raises `OwnKeyShut`."""
        if any(record.OWN_KEY for record in records) and self.state is OwnKey.SHUT:
            raise OwnKeyShut

    def closed(self) -> None:
        """Let go of everything: the journal was closed. For the store."""
        self._jobs.let_go()

    def _row(self, seal: OwnSeal, passphrase: Passphrase) -> Row:
        salt = randombytes(SALT_BYTES)
        cost, stretched = calibrated(passphrase, salt, stretch=argon2id, clock=self._hands.clock)
        return seal.row(stretched, salt, cost)

    def _unwrapped(self, passphrase: Passphrase) -> OwnSeal:
        """Return the key that a passphrase opens."""
        row = row_in(self._hands.tables())
        if (left := self.pause) > 0:
            raise TooSoon(left)
        stretched = argon2id(passphrase, bytes.fromhex(row.slot.salt), row.slot.cost)
        seal = OwnSeal.unwrapped(row, stretched)
        if seal is None:
            self._tries.wrong(self._hands.clock.monotonic())
            raise WrongOwnPassphrase
        self._tries.right()
        return seal

    def _not_the_journals(self, passphrase: Passphrase) -> None:
        """Make sure that a passphrase is not the journal's, which would protect nothing."""
        try:
            keys = KeysFile(self._hands.folder, self._hands.files).read().keys
        except KeysError:
            return
        if (slot := keys.passphrase) is not None:
            stretched = argon2id(passphrase, bytes.fromhex(slot.salt), slot.cost)
            if open_passphrase_slot(bytes.fromhex(keys.vault), slot, stretched) is not None:
                raise SamePassphrase

    def _do(self, job: Callable[[], Result]) -> Result:
        return self._hands.submit(job).result()
