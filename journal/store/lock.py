"""One program at a time on one journal: a lock on a side file, and who holds it in another."""

from __future__ import annotations

import contextlib
import os
import platform
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from journal.i18n import _
from journal.model.clock import Clock
from journal.store.errors import InUse, saving
from journal.store.files import PRIVATE_FILE, Files
from journal.store.home import HOLDER, LOCK


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

    def __init__(self, folder: Path, *, clock: Clock, files: Files) -> None:
        """Take the lock, without waiting. Raises `InUse`, naming who has it, and `NotSaved`."""
        self._holder_path = folder / HOLDER
        self._files = files
        # thread_local off: whoever closes the journal lets go of it, whichever thread that is
        self._lock = FileLock(str(folder / LOCK), mode=PRIVATE_FILE, thread_local=False)
        with saving():
            try:
                self._lock.acquire(blocking=False)
            except Timeout:
                raise InUse(self._in_use(clock)) from None
        # Who holds it is only told, never relied on: a full disk must not keep anyone from reading.
        with contextlib.suppress(OSError):
            self._say_who(clock)

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._files.remove(self._holder_path)
            self._lock.release()

    def _say_who(self, clock: Clock) -> None:
        holder = Holder(os.getpid(), platform.node(), clock.now().replace(microsecond=0))
        descriptor = self._files.create(self._holder_path)
        try:
            self._files.write(descriptor, msgspec.json.encode(holder))
        finally:
            self._files.close(descriptor)

    def _in_use(self, clock: Clock) -> str:
        """Say who has the journal open, as far as that is known."""
        try:
            holder = msgspec.json.decode(self._files.read(self._holder_path), type=Holder)
        except (OSError, msgspec.MsgspecError):
            return _("Twofold is already open on this journal. Close it there first.")
        now = clock.now()
        since = holder.since.astimezone(now.tzinfo)
        here = holder.host == platform.node()
        return _(
            "Twofold is already open on this journal (process {pid} on {host}, since {since}). "
            "Close it there first."
        ).format(
            pid=holder.pid,
            host=_("this machine") if here else holder.host,
            since=f"{since:%H:%M}" if since.date() == now.date() else f"{since:%Y-%m-%d %H:%M}",
        )
