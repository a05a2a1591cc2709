"""Where scripts give the passphrase: a file descriptor or a file, never an argument or a variable.

Arguments and the environment can be read by other programs, and arguments end up in the shell's
history.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Self

from journal.cli.failing import CouldNot, WrongUse
from journal.i18n import _
from journal.model.passphrase import MOST_BYTES, Passphrase, UnfitPassphrase
from journal.model.secret import Secret
from journal.wording.secrecy import unfit_words

_MOST_READ = MOST_BYTES * 4
"""A little more than any passphrase, in bytes: NFKC can make a text shorter."""


class CannotTake(CouldNot):
    """The passphrase cannot be taken from there; the message is one sentence, without a path."""


class Source:
    """Where a script gives a passphrase, if it does; it is read once, when it is first needed."""

    def __init__(self, descriptor: int | None = None, path: Path | None = None) -> None:
        """Raises `WrongUse` for both."""
        if descriptor is not None and path is not None:
            raise WrongUse(_("Either a descriptor or a file for a passphrase, not both."))
        self._descriptor = descriptor
        self._path = path
        self._read: Passphrase | None = None

    @classmethod
    def of(cls, passphrase: Passphrase) -> Self:
        """Make one that was read already."""
        made = cls()
        made._read = passphrase
        return made

    @property
    def is_given(self) -> bool:
        """Whether a script gives one."""
        return not (self._read is None and self._descriptor is None and self._path is None)

    def read(self) -> Passphrase:
        """Return the passphrase. Raises `CannotTake`."""
        if self._read is None:
            self._read = (
                passphrase_from_file(self._path)
                if self._path is not None
                else passphrase_from_fd(-1 if self._descriptor is None else self._descriptor)
            )
        return self._read


def passphrase_from_fd(descriptor: int) -> Passphrase:
    """Read a passphrase to the end of a descriptor, and close it unless it is standard input.

    UTF-8, without one final newline. Raises `CannotTake`.
    """
    try:
        data = _read(descriptor)
    except OSError:
        data = None
    if data is None:
        raise CannotTake(_("The passphrase could not be read: that descriptor is not open."))
    try:
        return _passphrase(data)
    finally:
        if descriptor > 2:
            os.close(descriptor)


def passphrase_from_file(path: Path) -> Passphrase:
    """Read a passphrase from a file, or a pipe, that nobody but its owner may read.

    UTF-8, without one final newline. Raises `CannotTake`.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise CannotTake(_("There is no such passphrase file.")) from None
    except OSError:
        raise CannotTake(_("The passphrase file could not be read.")) from None
    try:
        _check(os.fstat(descriptor))
        data = _read(descriptor)
    except OSError:
        raise CannotTake(_("The passphrase file could not be read.")) from None
    finally:
        os.close(descriptor)
    return _passphrase(data)


def _check(found: os.stat_result) -> None:
    """Refuse a file that is none, another person's, or open to others; Windows has no such marks.

    Looked at by descriptor: what is read is what was looked at.
    """
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISFIFO(found.st_mode)):
        raise CannotTake(_("The passphrase file is not a file."))
    if os.name == "nt":
        return
    if found.st_uid not in (os.geteuid(), 0):
        raise CannotTake(_("The passphrase file belongs to somebody else; it was not read."))
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise CannotTake(
            _("Others can read the passphrase file; make it yours alone (chmod 600) first.")
        )


def _read(descriptor: int) -> Secret:
    pieces = Secret(b"")
    while len(pieces.reveal()) <= _MOST_READ:
        piece = Secret(os.read(descriptor, _MOST_READ))
        if not piece.reveal():
            break
        pieces = Secret(pieces.reveal() + piece.reveal())
    return pieces


def _passphrase(data: Secret) -> Passphrase:
    try:
        return Passphrase.read(data)
    except UnfitPassphrase as error:
        why = error.why
    raise CannotTake(unfit_words(why))


NOWHERE = Source()
"""No script gives one."""
