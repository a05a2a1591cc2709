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


class InUse(StoreError):
    """Another program, or another part of this one, has the journal open."""


class NotSaved(StoreError):
    """The disk did not take it: nothing of it is in memory; it may be tried again."""


class Swapped(NotSaved):
    """Another program has put a file of its own in the journal's place."""


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


@contextmanager
def saving() -> Iterator[None]:
    """Turn what the disk, or a text that no file can hold, says against a save into `NotSaved`."""
    try:
        yield
    except OSError as error:
        reason = _("This could not be saved: {reason}. Set it right, then save again.")
        raise NotSaved(reason.format(reason=_reason(error))) from error
    except UnicodeEncodeError as error:
        raise NotSaved(
            _("This could not be saved: it holds a broken character. Take it out, then save again.")
        ) from error


def _reason(error: OSError) -> str:
    """Say in a few words what the system answered."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("the disk is full")
    if error.errno == errno.EROFS:
        return _("the disk cannot be written to")
    if error.errno in (errno.EACCES, errno.EPERM):
        return _("the system does not allow writing in the journal's folder")
    if error.errno == errno.EIO:
        return _("the disk reports an error")
    if error.errno == errno.ENOENT:
        return _("the journal's folder is not there any more")
    return os.strerror(error.errno) if error.errno else _("the system gives no reason")
