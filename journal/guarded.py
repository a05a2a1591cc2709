"""The program guarded: hidden at once, locked where there is a passphrase, by key or when idle.

To lock is to end: the app goes with every screen, widget and record in it, the journal is closed
and its keys forgotten, and the door asks for the passphrase. What comes back is a place, no words.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from textual import events
from textual.screen import Screen

from journal.door import SwitchTo
from journal.i18n import _
from journal.model.idle import WARNING, Idleness, IdleWatch
from journal.model.timer import Instant
from journal.screens import SWITCHED
from journal.screens.hidden import Hidden
from journal.session import Session
from journal.shell import Shell
from journal.store import StoreError
from journal.widgets.composer import Composer

LOOK = 1.0
"""Seconds between two looks at how long nobody has pressed a key."""


def _is_alone(screen: Screen[Any]) -> bool:
    """Tell whether a screen lets no command through but help, hiding and quitting."""
    return bool(getattr(screen, "ALONE", False))


class Lock(NamedTuple):
    """What the program returns when it locks: where to come back to, and nothing of the words."""

    mode: str
    day: date | None = None
    """The day one had walked to on Today."""
    place: str = ""
    """Where the draft of the form is kept that was being written in."""


class Guarded(Shell[SwitchTo | Lock | None]):
    """What hides and locks the program; `Twofold` stands on it."""

    session: Session
    is_locking = False
    """Whether it is about to end: no page has to follow the journal any more."""

    def guard(self) -> None:
        """Begin to watch over the open journal."""
        self._watch = IdleWatch(self._now())
        self._warned = False
        self.session.touch = self.touch
        self.set_interval(LOOK, self.look)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing leads to a place that is not switched on, or out of a screen that is alone."""
        if action == "go" and parameters and parameters[0] in SWITCHED:
            seen = parameters[0] not in self.session.unseen
            return seen and super().check_action(action, parameters)
        if action == "command_palette" and any(map(_is_alone, self.screen_stack)):
            return False
        return super().check_action(action, parameters)

    # Locking

    def action_hide(self) -> None:
        """Blank the screen at once; then, where there is a passphrase, lock.

        What has a passphrase of its own is shut either way, even where the disk refuses the lock.
        Whatever leads back never leads to a place that had to be switched on.
        """
        locks = self.session.journal.is_encrypted
        lock = self._here()
        self.clear_notifications()
        if self.current_mode in SWITCHED:
            self._keep_drafts()
            self.switch_mode("today")
        self.push_screen(Hidden(locks=locks))
        self.session.journal.own_key.shut_soon()
        if locks:
            self.call_after_refresh(self._lock, lock)

    def _here(self) -> Lock:
        """Where one is just now."""
        place, screens = "", list(self.screen_stack)
        for screen in reversed(screens):
            composer = getattr(screen, "composer", None)
            if isinstance(composer, Composer) and (composer.has_focus_within or not place):
                place = composer.place
                break
        if self.current_mode in SWITCHED:
            return Lock("today")
        return Lock(self.current_mode, getattr(screens[0], "walked_to", None), place)

    async def _lock(self, lock: Lock) -> None:
        """Put everything on the disk and end; where the disk does not take it, stay hidden."""
        self.is_locking = True
        self._keep_drafts()
        try:
            await self.session.put_down()
        except StoreError:
            for hidden in self.screen_stack:
                if isinstance(hidden, Hidden):
                    hidden.cannot_lock()
            self.is_locking = False
            self.session.changed.publish(None)
            return
        self.exit(lock)

    def _keep_drafts(self) -> None:
        """Keep what is being typed, to the last letter."""
        for screen in self.screen_stack:
            for composer in screen.query(Composer):
                composer.keep_draft()

    async def come_back(self, lock: Lock) -> None:
        """After unlocking: be where one was, with the draft that was being written."""
        from journal.screens.entry import finish_screen

        if lock.day is not None:
            await self.screen.run_action(f"show_day('{lock.day.isoformat()}')")
        draft = self.session.journal.drafts.at(lock.place)
        if draft is None:
            return
        for composer in self.screen.query(Composer):
            if composer.place == lock.place:
                composer.begin()
                return
        form = finish_screen(self.session, draft)
        if form is not None:
            await self.push_screen(form)

    # Idleness

    def _now(self) -> Instant:
        clock = self.session.clock
        return Instant(clock.monotonic(), clock.now().timestamp())

    def touch(self) -> None:
        """Something goes on: the time begins anew, and a warning is taken back."""
        self._watch.touch(self._now())
        if self._warned:
            self._warned = False
            self.clear_notifications()

    async def on_event(self, event: events.Event) -> None:
        """Every key, click, turn of the wheel and paste is a sign of life."""
        alive = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
        if isinstance(event, (*alive, events.Paste)) and hasattr(self, "_watch"):
            before = self.is_hidden
            self.look()
            self.touch()
            if self.is_hidden and not before:
                return  # it slept for long: the key that wakes it does nothing more
        await super().on_event(event)

    def look(self) -> None:
        """Warn when nobody has pressed a key for long, then lock."""
        if self.is_hidden:
            return
        idle = self._watch.look(self._now(), self.session.settings.lock_after * 60)
        if idle is Idleness.OVER:
            self.action_hide()
        elif idle is Idleness.WARNING and not self._warned:
            self._warned = True
            self.notify(self._warning(), timeout=WARNING)

    def _warning(self) -> str:
        seconds = int(WARNING)
        if self.session.journal.is_encrypted:
            said = _("Still there? This locks in {seconds} seconds. Any key keeps it open.")
        else:
            said = _("Still there? The screen is hidden in {seconds} seconds. Any key keeps it.")
        return said.format(seconds=seconds)

    def stop_guarding(self) -> None:
        """Let the session call nothing of this app any more."""
        with suppress(AttributeError):
            self.session.touch = lambda: None
