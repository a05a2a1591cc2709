"""What can go wrong with a journal, each said in one plain sentence.

`str(error)` is shown as it is: it says what is wrong and what to do, and holds neither a person's
words nor a path.
"""

# ruff: noqa: N818 - they are named for what is the case, as a person would say it
from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from journal.i18n import _


class StoreError(Exception):
    """Something about the journal that a person has to know."""


class CannotRead(StoreError):
    """The journal is empty, cut short, not a journal, missing, or of a newer version."""


class ChangedOutside(CannotRead):
    """The plain file is not what this program wrote; `accept_changes` opens it as it is now."""


class NeedsKey(CannotRead):
    """The journal is encrypted, and it was opened without its seal."""


class InUse(StoreError):
    """Another program, or another part of this one, has the journal open."""


class HeldElsewhere(InUse):
    """Another machine left the journal open, or has it open now; `take_over` opens it anyway."""

    def __init__(self, sentence: str, host: str) -> None:
        super().__init__(sentence)
        self.host = host
        """The name of that machine."""


class CannotLock(StoreError):
    """The file system of the journal's folder keeps no locks, so two programs could both write."""


class NotSaved(StoreError):
    """The disk did not take it: nothing of it is in memory; it may be tried again."""


class OnlyInMemory(NotSaved):
    """The disk did not take it; it stays in memory and on the screen for as long as this runs.

    `Journal.save_copy` writes everything elsewhere, `Journal.save_again` tries here once more.
    """


class ReadOnly(StoreError):
    """The record is of a newer version of the program, or not one's own."""


class Closed(StoreError):
    """The journal was closed before this was asked of it."""


class BadName(StoreError):
    """A name that cannot name a folder on every system."""


class NameTaken(StoreError):
    """A person of that name, in any case of letters, already has a journal here."""


class NoSuchPerson(StoreError):
    """Nobody of that name has a journal here."""


class KeptInMemory(OSError):
    """The storage's word for `OnlyInMemory`: the change is in its memory and not on the disk."""


class Swapped(OSError):
    """The file at the journal's path is not the one that is open: nothing may be written there."""


class NotAFile(OSError):
    """A folder, a pipe or the like lies where a file should be: it is not read."""


@contextmanager
def saving() -> Iterator[None]:
    """Turn what the disk, or a text that no file can hold, says against a save into `NotSaved`."""
    try:
        yield
    except KeptInMemory as error:
        raise OnlyInMemory(_only_in_memory(error)) from error
    except Swapped as error:
        raise OnlyInMemory(_SWAPPED) from error
    except OSError as error:
        sentence = _("This could not be saved: {reason}. Set it right, then save again.")
        raise NotSaved(sentence.format(reason=reason(error))) from error
    except UnicodeEncodeError as error:
        raise NotSaved(
            _("This could not be saved: it holds a broken character. Take it out, then save again.")
        ) from error


_SWAPPED = _(
    "This is not saved: the journal's files were replaced while it was open (by a sync or a "
    "restore). Nothing more is written there. Save a copy elsewhere, then close and open again."
)


def _only_in_memory(error: KeptInMemory) -> str:
    """Say that something is in memory alone, and why."""
    cause = error.__cause__
    if isinstance(cause, Swapped):
        return _SWAPPED
    return _(
        "This is not saved: {reason}. It stays here while the program runs; save a copy elsewhere."
    ).format(
        reason=reason(cause) if isinstance(cause, OSError) else _("the system gives no reason")
    )


_REASONS = {
    errno.ENOSPC: _("the disk is full"),
    errno.EDQUOT: _("the disk is full"),
    errno.EROFS: _("the disk cannot be written to"),
    errno.EACCES: _("the system does not allow writing in the journal's folder"),
    errno.EPERM: _("the system does not allow writing in the journal's folder"),
    errno.EIO: _("the disk reports an error"),
    errno.ENOENT: _("the journal's folder is not there any more"),
}


def reason(error: OSError) -> str:
    """Say in a few words what the system answered."""
    if isinstance(error, NotAFile):
        return _("something that is not a file lies in the place of one")
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return os.strerror(error.errno) if error.errno else _("the system gives no reason")
