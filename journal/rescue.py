"""A journal put together again from its backups, always in a new folder beside the old one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from journal.i18n import _
from journal.model.clock import Clock
from journal.model.passphrase import Passphrase
from journal.store import Backup, Backups, Home, Journal, StoreError
from journal.store.doctor import Report, examine
from journal.store.home import holds_a_journal
from journal.store.seal import PLAIN, Seal
from journal.unlocking import Unlocking

_NAME_BYTES = 34
"""So much of a name stays in the name of a new folder, which has a bound itself."""


class Rescued(NamedTuple):
    """What came of it."""

    name: str
    """Whose journal the program shows it as: the name of the new folder."""
    backup: Backup
    entries: int
    """Entries in the backup."""
    saves: int
    """Newer saves that were found in the log and are in it too."""
    is_complete: bool
    """Whether nothing is known to lie between the backup and those saves."""


class Rescue:
    """What can be done for a journal that does not open; it changes nothing of the journal."""

    def __init__(self, home: Home, name: str, clock: Clock, seal: Seal = PLAIN) -> None:
        self.name = name
        self._home = home
        self._clock = clock
        self._seal = seal
        self._backups = Backups(home.folder(name), home.files)

    def newest(self) -> Backup | None:
        """Return the newest backup, or none where there is none."""
        return next(iter(self._backups.all()), None)

    def report(self) -> Report:
        """Read everything, and say what is well and what is not; may take a while."""
        return examine(self._home, self.name, seal=self._seal)

    def put_together(self) -> Rescued:
        """Put the newest good backup and the log into a new folder; may take a while.

        Raises `StoreError`.
        """
        into = new_folder(self._home, self.name, self._clock)
        found = self._backups.recover(into, self._seal)
        return Rescued(into.name, found.backup, found.entries, found.saves, found.is_complete)

    def open(self, rescued: Rescued) -> Journal:
        """Open what was put together. Raises as `Journal.open`."""
        return Journal.open(self._home, rescued.name, clock=self._clock, seal=self._seal)


def rescue_with(unlocking: Unlocking, passphrase: Passphrase | None) -> Rescue:
    """Make what rescues a journal, with its keys if it has any. Raises `KeysError`; blocks."""
    seal = PLAIN if passphrase is None else unlocking.seal(passphrase)
    return Rescue(unlocking.home, unlocking.name, unlocking.clock, seal)


def new_folder(home: Home, name: str, clock: Clock) -> Path:
    """Name a folder for what is restored, in which nothing is yet. Raises `StoreError`."""
    day = clock.now().date().isoformat()
    short = name.encode()[:_NAME_BYTES].decode(errors="ignore").strip()
    for number in range(1, 100):
        again = f" {number}" if number > 1 else ""
        folder = home.folder(_("{name} restored {day}").format(name=short, day=day) + again)
        if not holds_a_journal(folder):
            return folder
    raise StoreError(_("There are too many restored journals of today; delete one first."))
