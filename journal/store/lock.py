"""One program at a time on one journal: a lock on a side file, and who holds it in another."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import stat
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import lock_descriptor

from journal.i18n import _
from journal.model.clock import Clock
from journal.store.errors import CannotLock, HeldElsewhere, InUse, saving
from journal.store.files import PRIVATE_FILE, Files
from journal.store.home import BACKUPS, DRAFTS, HOLDER, LOCK, LOG

_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
"""What a file system answers that keeps no locks."""

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
_OPEN |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_TRIES = 3
"""How often the lock's file is opened anew where somebody removed it in between."""


class Holder(msgspec.Struct, frozen=True):
    """Who has a journal open."""

    pid: int
    host: str
    since: datetime


class Lock:
    """The lock of one journal's folder, held from when it is made until `release`.

    The system lets go of it when the process ends, however it ends. The lock's file stays: to
    remove it would let two programs each lock a file of that name.
    """

    def __init__(
        self, folder: Path, *, clock: Clock, files: Files, take_over: bool = False
    ) -> None:
        """Take the lock, without waiting.

        Raises `InUse`, naming who has it, `HeldElsewhere` where another machine left its name and
        `take_over` does not say to go on all the same, `CannotLock` and `NotSaved`.
        """
        self._holder_path = folder / HOLDER
        self._files = files
        self._since = clock.now()
        self._said_who = False
        self._path = folder / LOCK
        self._descriptor: int | None = None
        with saving():
            self._take(clock)
        self.names = _names(files, folder)
        """What lay in the folder when it was locked: from then on only the holder adds to it."""
        if HOLDER in self.names:
            if not take_over:
                self._ask_about_others(clock)
            self.say_who()  # in place of whoever is named there

    @property
    def is_held(self) -> bool:
        """Whether it was not let go of yet."""
        return self._descriptor is not None

    def say_who(self) -> None:
        """Write down who holds it, for others to read; whoever only looks need not.

        That is only told, never relied on: a full disk must not keep anyone from reading.
        """
        if not self._said_who and self.is_held:
            self._said_who = True
            with contextlib.suppress(OSError):
                self._say_who()

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._descriptor is not None:
            if self._said_who:
                with contextlib.suppress(OSError):
                    self._files.remove(self._holder_path)
            self._let_go()

    def _take(self, clock: Clock) -> None:
        for _try in range(_TRIES):
            self._descriptor = os.open(self._path, _OPEN, PRIVATE_FILE)
            try:
                if not lock_descriptor(self._descriptor, blocking=False):
                    break
                found = os.fstat(self._descriptor)
                if stat.S_IMODE(found.st_mode) != PRIVATE_FILE:
                    with contextlib.suppress(OSError):
                        self._path.chmod(PRIVATE_FILE)  # whatever the umask took away
                if found.st_nlink:
                    return
                self._let_go()  # somebody removed it: this locks no name any more
            except OSError as error:
                self._let_go()
                if error.errno in _NO_LOCKS:
                    raise CannotLock(_cannot_lock(error)) from error
                raise
        self._let_go()
        raise InUse(self._in_use(clock))

    def _let_go(self) -> None:
        """Close the lock's file, by which the system lets go of the lock."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _ask_about_others(self, clock: Clock) -> None:
        """Raise `HeldElsewhere`, and let go, where another machine's name stands there.

        A lock does not reach from one machine to another through a synced folder.
        """
        holder = self._holder()
        if holder is None or holder.host == platform.node():
            return
        self._let_go()
        now = clock.now()
        raise HeldElsewhere(
            _(
                "This journal is open on {host}, or was not closed there (since {since}). "
                "Close it there first, and let the folder sync; or open it here all the same, "
                "if you are sure that it is not in use there."
            ).format(host=holder.host, since=_since(holder.since, now)),
            holder.host,
        )

    def _holder(self) -> Holder | None:
        """Read who said last that they have it open."""
        try:
            return msgspec.json.decode(self._files.read(self._holder_path), type=Holder)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _say_who(self) -> None:
        holder = Holder(os.getpid(), platform.node(), self._since.replace(microsecond=0))
        descriptor = self._files.create(self._holder_path)
        try:
            self._files.write(descriptor, msgspec.json.encode(holder))
        finally:
            self._files.close(descriptor)

    def _in_use(self, clock: Clock) -> str:
        """Say who has the journal open, as far as that is known."""
        holder = self._holder()
        if holder is None:
            return _("Twofold is already open on this journal. Close it there first.")
        return _(
            "Twofold is already open on this journal (process {pid} on {host}, since {since}). "
            "Close it there first."
        ).format(
            pid=holder.pid,
            host=_("this machine") if holder.host == platform.node() else holder.host,
            since=_since(holder.since, clock.now()),
        )


def _names(files: Files, folder: Path) -> frozenset[str]:
    try:
        return frozenset(files.names(folder))
    except OSError:  # it cannot be listed: then each of these is looked for
        return frozenset((HOLDER, LOG, DRAFTS, BACKUPS))


def _since(since: datetime, now: datetime) -> str:
    """Say since when, with the day where it is another one."""
    since = since.astimezone(now.tzinfo)
    return f"{since:%H:%M}" if since.date() == now.date() else f"{since:%Y-%m-%d %H:%M}"


def _cannot_lock(error: OSError) -> str:
    reason = os.strerror(error.errno) if error.errno else ""
    return _(
        "The journal's folder lies where files cannot be locked{reason}, so two programs could "
        "write at once. Put it on a disk of this machine."
    ).format(reason=f" ({reason})" if reason else "")
