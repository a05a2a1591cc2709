"""One program at a time on one journal: a lock on a side file, and who holds it in another."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, SoftFileLock, Timeout

from journal.i18n import _
from journal.model.clock import Clock
from journal.store.errors import CannotLock, HeldElsewhere, InUse, saving
from journal.store.files import PRIVATE_FILE, Files
from journal.store.home import HOLDER, LOCK

_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
"""What a file system answers that keeps no locks."""


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
        # thread_local off: whoever closes the journal lets go of it, whichever thread that is
        self._lock = FileLock(str(folder / LOCK), mode=PRIVATE_FILE, thread_local=False)
        with saving():
            self._take(clock)
        if not take_over:
            self._ask_about_others(clock)
        # Who holds it is only told, never relied on: a full disk must not keep anyone from reading.
        with contextlib.suppress(OSError):
            self._say_who(clock)

    @property
    def is_held(self) -> bool:
        """Whether it was not let go of yet."""
        return self._lock.is_locked

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._files.remove(self._holder_path)
            self._lock.release()

    def _take(self, clock: Clock) -> None:
        reason: Exception | None = None
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            reason = InUse(self._in_use(clock))
        except (NotImplementedError, OSError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_LOCKS:
                raise
            raise CannotLock(_cannot_lock(error)) from error
        lock: object = self._lock
        if isinstance(lock, SoftFileLock):  # the library's makeshift: a killed holder stays
            self._lock.release()
            raise CannotLock(_cannot_lock(OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))))
        if reason is not None:
            raise reason

    def _ask_about_others(self, clock: Clock) -> None:
        """Raise `HeldElsewhere`, and let go, where another machine's name stands there.

        A lock does not reach from one machine to another through a synced folder.
        """
        holder = self._holder()
        if holder is None or holder.host == platform.node():
            return
        self._lock.release()
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

    def _say_who(self, clock: Clock) -> None:
        holder = Holder(os.getpid(), platform.node(), clock.now().replace(microsecond=0))
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


def _since(since: datetime, now: datetime) -> str:
    """Say since when, with the day where it is another one."""
    since = since.astimezone(now.tzinfo)
    return f"{since:%H:%M}" if since.date() == now.date() else f"{since:%Y-%m-%d %H:%M}"


def _cannot_lock(error: Exception) -> str:
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
    return _(
        "The journal's folder lies where files cannot be locked{reason}, so two programs could "
        "write at once. Put it on a disk of this machine."
    ).format(reason=f" ({reason})" if reason else "")
