"""What keeps two journals in step while the program is open: a look every two seconds.

Looking and exchanging happen on a thread of their own, one at a time, that nothing waits for: a
stick that hangs holds up neither a key nor the lock. What has come is shown as any change is.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from journal.guarded import Guarded
from journal.i18n import _
from journal.session import Session

if TYPE_CHECKING:
    from journal.sync.conversation import Conversation

LOOK = 2.0
"""Seconds between two looks into the exchange folder."""

Result = TypeVar("Result")


class WithPartner(Guarded):
    """The program with the other journal beside it; `Twofold` stands on it."""

    _looking = False
    _again = False
    """Whether something was kept while a look was under way."""
    _failed = False
    """Whether it was said that something went wrong that should not."""
    _is_closed = False

    def on_mount(self) -> None:
        """Begin to look; the demo, too, has a folder, though nobody at its other end."""
        self.session.changed.subscribe(self, lambda _nothing: self.look_for_news())
        self.set_interval(LOOK, self.look_for_news)
        self.call_after_refresh(self.look_for_news)

    def on_unmount(self) -> None:
        """Begin no look any more; one that is under way is left to itself."""
        self._is_closed = True

    def look_for_news(self) -> None:
        """Look whether there is something to exchange, and exchange it; never two at once."""
        if self.is_locking or self._is_closed:
            return
        self._again = self._looking
        if not self._looking:
            self._looking = True
            # not called before the worker runs: the program may end first
            self.run_worker(self._look, group="exchange", exit_on_error=False)  # type: ignore[arg-type]  # Textual's union hides it

    async def _look(self) -> None:
        session = self.session
        try:
            while not (self._is_closed or self.is_locking):
                self._again = False
                session.conversation = await in_background(_look_once(session))
                if not self._again:
                    break
        except Exception:  # whatever the other's files hold, this journal stays open
            if not self._failed:
                self._failed = True
                session.complain(_("Something went wrong between the two journals; yours is safe."))
        finally:
            self._looking = False
        if not (self._is_closed or self.is_locking):
            session.exchanged.publish(None)


def _look_once(session: Session) -> Callable[[], Conversation]:
    """Make the job of one look; what it needs of the session is taken now, on the screen's side."""
    conversation, home, journal, clock = (
        session.conversation, session.home, session.journal, session.clock
    )  # fmt: skip

    def job() -> Conversation:
        from journal.sync.conversation import Conversation  # read here, not before the first paint

        met = conversation or Conversation(journal, home, clock)
        if conversation is None or met.poll():
            met.sync()
        return met

    return job


async def in_background(job: Callable[[], Result]) -> Result:
    """Do a job on a thread that the program's end does not wait for."""
    future: Future[Result] = Future()

    def run() -> None:
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)

    threading.Thread(target=run, name="journal-exchange", daemon=True).start()
    return await asyncio.wrap_future(future)
