"""From a person's name and passphrase to an open journal, and every change of how it is opened.

Command line and screens both stand on this; it knows the store only. Whatever takes a passphrase
blocks for about half a second (twice that where one is set): screens call it on a thread.
"""

from __future__ import annotations

import contextlib
import shutil

from journal.i18n import _, ngettext
from journal.model.clock import Clock
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import RecoveryCode
from journal.store import Home, Journal
from journal.store.errors import NotSaved, StoreError
from journal.store.home import JOURNAL
from journal.store.keys_file import State
from journal.store.seal import PLAIN, Seal
from journal.store.sealed import Sealed
from journal.store.stretch import argon2id
from journal.store.switching import (
    Opening,
    allows_plain,
    finish_off,
    how_to_open,
    resume,
    seal_anew,
    turn_off,
    turn_on,
)
from journal.store.vault import Vault


class Unlocking:
    """How one person's journal is opened; one lives as long as the program: it counts wrong tries.

    Raises, besides what each method names, `BadName` when it is made.
    """

    def __init__(self, home: Home, name: str, clock: Clock) -> None:
        self.home = home
        self.name = name
        self.clock = clock
        self._vault = Vault(home.folder(name), clock=clock, files=home.files, stretch=argon2id)

    @property
    def needs_passphrase(self) -> bool:
        """Whether the journal opens only with its passphrase, or with the recovery code.

        Raises `KeysMissing`, `KeysDamaged` and `KeysNewer`.
        """
        try:
            path = self.home.folder(self.name) / JOURNAL
            return how_to_open(self._vault, self.home.files, path) is Opening.SEALED
        except OSError:  # what is wrong with the file, opening it says in a sentence
            return False

    @property
    def has_keys(self) -> bool:
        """Whether there are keys; a plain journal still has them where sealed backups stayed.

        Raises `KeysDamaged` and `KeysNewer`.
        """
        return self._vault.state() is not None

    @property
    def pause(self) -> float:
        """Seconds until the next try may be made, 0 when it may be made now."""
        return self._vault.pause

    def open_plain(self, *, accept_changes: bool = False, take_over: bool = False) -> Journal:
        """Open a journal that needs no passphrase. Raises as `Journal.open`."""
        return self._open(PLAIN, accept_changes=accept_changes, take_over=take_over)

    def open_with(
        self, passphrase: Passphrase, *, accept_changes: bool = False, take_over: bool = False
    ) -> Journal:
        """Open an encrypted journal, and finish a change of encryption that was cut short.

        Raises `WrongPassphrase`, `TooSoon`, `TooLittleMemory`, `KeysMissing`, `KeysDamaged`,
        `KeysNewer`, and as `Journal.open`.
        """
        seal = self._vault.open(passphrase)
        return self._open(seal, accept_changes=accept_changes, take_over=take_over)

    def recover_with(
        self,
        code: RecoveryCode,
        new: Passphrase,
        *,
        accept_changes: bool = False,
        take_over: bool = False,
    ) -> tuple[Journal, RecoveryCode]:
        """Open with the recovery code, and put a new passphrase and a new code in place.

        The new code is to be shown once and asked back. Raises `WrongRecoveryCode`, and as
        `open_with`.
        """
        seal = self._vault.recover(code)
        journal = self._open(seal, accept_changes=accept_changes, take_over=take_over)
        try:
            self._vault.set_passphrase(seal, new)
            return journal, self._vault.new_recovery_code(seal)
        except BaseException:
            journal.close()
            raise

    def recover_keys(self, code: RecoveryCode, new: Passphrase) -> RecoveryCode:
        """Put a new passphrase and a new code in place though the journal itself does not open.

        Its backups then open. Raises `WrongRecoveryCode`, and as `seal`.
        """
        seal = self._vault.recover(code)
        self._vault.set_passphrase(seal, new)
        return self._vault.new_recovery_code(seal)

    def seal(self, passphrase: Passphrase) -> Seal:
        """Return the seal without opening the journal, for `doctor` and for backups.

        Raises as `open_with`, but nothing about the journal's own files.
        """
        return self._vault.open(passphrase)

    def check(self, passphrase: Passphrase) -> None:
        """Make sure that this is the passphrase. Raises as `seal`."""
        self._vault.open(passphrase).forget()

    def check_code(self, code: RecoveryCode) -> None:
        """Make sure that this is the recovery code. Raises as `recover_with`."""
        self._vault.recover(code).forget()

    def encrypt(self, journal: Journal, passphrase: Passphrase) -> RecoveryCode:
        """Turn encryption on; the code is to be shown once and asked back.

        Where keys of before are still needed, only the passphrase of before will do. Raises
        `WrongPassphrase`, `TooSoon`, `TooLittleMemory`, `KeysExist` and `NotSaved`.
        """
        vault = self._vault
        if journal.is_encrypted or vault.state() is None:
            sealed, code = vault.create(passphrase, State.SEALING)
        else:
            sealed = vault.open(passphrase)
            vault.mark(sealed, State.SEALING)
            code = vault.new_recovery_code(sealed)
        left = journal.switch(lambda held: turn_on(held, vault, sealed)).result()
        _say_left(journal, left)
        return code

    def change(
        self, journal: Journal, passphrase: Passphrase, *, new_key: bool = False
    ) -> RecoveryCode | None:
        """Put a new passphrase in the old one's place; a new recovery code comes with a new key.

        Without `new_key`, whoever has an old copy and the old passphrase still reads that copy;
        with it journal and backups are sealed anew. Raises `TooLittleMemory`, `NotSaved` and
        `Forgotten`.
        """
        vault, sealed = self._vault, _sealed(journal)
        if not new_key:
            vault.set_passphrase(sealed, passphrase)
            return None
        renewed, code = vault.new_key(sealed, passphrase)
        left = journal.switch(lambda held: seal_anew(held, vault, renewed)).result()
        sealed.forget()
        _say_left(journal, left)
        return code

    def new_code(self, journal: Journal) -> RecoveryCode:
        """Put a new recovery code in the old one's place. Raises `NotSaved` and `Forgotten`."""
        return self._vault.new_recovery_code(_sealed(journal))

    def decrypt(self, journal: Journal) -> list[str]:
        """Turn encryption off; return the names of files that stay sealed, with the keys.

        Raises `NotSaved` and `Forgotten`.
        """
        vault, sealed = self._vault, _sealed(journal)
        return journal.switch(lambda held: turn_off(held, vault, sealed)).result()

    def finish_decrypting(self, journal: Journal, passphrase: Passphrase) -> list[str]:
        """Decrypt what stayed sealed around a journal that is plain; as `decrypt`, `open_with`."""
        vault, sealed = self._vault, self._vault.open(passphrase)
        return journal.switch(lambda held: finish_off(held, vault, sealed)).result()

    def _open(self, seal: Seal, *, accept_changes: bool, take_over: bool) -> Journal:
        state = self._vault.state()
        journal = Journal.open(
            self.home,
            self.name,
            clock=self.clock,
            seal=seal,
            accept_changes=accept_changes,
            take_over=take_over,
            plain_drafts=allows_plain(state),
        )
        is_settled = state is None or (isinstance(seal, Sealed) and not seal.former)
        if is_settled and not allows_plain(state):
            return journal
        try:
            self._resume(journal)
        except BaseException:
            journal.close()
            raise
        return journal

    def _resume(self, journal: Journal) -> None:
        vault, seal = self._vault, journal.seal
        try:
            left = journal.switch(lambda held: resume(held, vault, seal)).result()
        except NotSaved as error:  # it is read all the same, and tried again the next time
            journal.notices.append(
                _("A change of this journal's encryption is not finished yet. {reason}").format(
                    reason=error
                )
            )
            return
        _say_left(journal, left)


def create(
    home: Home, name: str, partner: str, clock: Clock, passphrase: Passphrase | None
) -> tuple[Journal, RecoveryCode | None]:
    """Begin a new person's journal, encrypted before the first word where there is a passphrase.

    The code is to be shown once and asked back. Where it cannot be encrypted nothing is left of
    it. Raises as `Journal.create`, and `TooLittleMemory`.
    """
    journal = Journal.create(home, name, partner, clock=clock)
    if passphrase is None:
        return journal, None
    try:
        return journal, Unlocking(home, journal.name, clock).encrypt(journal, passphrase)
    except BaseException:
        journal.close()
        with contextlib.suppress(OSError):  # it was made a moment ago, and nothing is in it
            shutil.rmtree(journal.path.parent)
        raise


def _sealed(journal: Journal) -> Sealed:
    seal = journal.seal
    if not isinstance(seal, Sealed):
        raise StoreError(_("This journal is not encrypted."))
    return seal


def _say_left(journal: Journal, left: list[str]) -> None:
    """Have the journal's notices name files that open under no key."""
    if left:
        said = ngettext(
            "{count} file beside this journal could not be opened and stays as it is: {names}.",
            "{count} files beside this journal could not be opened and stay as they are: {names}.",
            len(left),
        )
        journal.notices.append(said.format(count=len(left), names=", ".join(left)))
