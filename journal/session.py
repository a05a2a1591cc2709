"""What every screen is given: the open journal, the settings, the clock, the content.

A session lasts as long as one person has one journal open. Saving belongs to it, not to a screen,
so that a screen that goes away never takes a save with it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from journal import settings as settings_file
from journal.content import Catalogue
from journal.i18n import _
from journal.model.clock import Clock
from journal.model.days import civil_day
from journal.model.desire import is_on
from journal.model.kinds import DesireSwitch, Star
from journal.model.record import BOTH, AnyRecord, Record, Reference
from journal.settings import Settings
from journal.store import Backup, Home, Journal, OnlyInMemory, StoreError
from journal.unlocking import Unlocking

if TYPE_CHECKING:
    from textual.signal import Signal

    from journal.commands import Command
    from journal.decks import Decks
    from journal.sync.conversation import Conversation

SAID_OF_DECKS = 3
"""Sentences about decks that were left out that are said at once; `journal doctor` says all."""


class Session:
    """One person's journal, open, with all that the screens need around it."""

    changed: Signal[None]
    """Published by the app on its own thread whenever the journal changed; set by the app."""

    exchanged: Signal[None]
    """Published by the app after each look at how things stand with the other journal."""

    conversation: Conversation | None = None
    """What is done with the other journal; None for a moment at the start."""

    just_kept: Reference | None = None
    """What was kept last where one is now, until one turns to something else."""

    def __init__(
        self,
        home: Home,
        journal: Journal,
        settings: Settings,
        clock: Clock,
        catalogue: Catalogue,
        *,
        demo: bool = False,
        keys: Mapping[str, str] | None = None,
        notices: tuple[str, ...] = (),
        unlocking: Unlocking | None = None,
    ) -> None:
        self.home = home
        self.journal = journal
        self.settings = settings
        self.clock = clock
        self.catalogue = catalogue
        self.demo = demo
        self.unlocking = unlocking or Unlocking(home, journal.name, clock)
        """How this journal is opened; it counts wrong tries for as long as the program runs."""
        self.keys: Mapping[str, str] = keys or {}
        """Keys that a person changed, by command id."""
        self.notices = notices
        """Plain sentences to show once at the start."""
        self.complain: Callable[[str], None] = lambda _sentence: None
        """How a sentence about something that went wrong reaches the person; set by the app."""

        self.touch: Callable[[], None] = lambda: None
        """Called while something goes on without keys, such as a talk; set by the app."""

    @property
    def today(self) -> date:
        """The journal's own today: a day ends at the hour that the settings say."""
        return civil_day(self.clock.now(), self.settings.day_ends)

    @property
    def partner_name(self) -> str:
        """The partner's name, or an empty string while there is none."""
        return self.journal.partner.name

    @property
    def unseen(self) -> frozenset[str]:
        """The places that this person has not switched on, and that nothing leads to or names."""
        return frozenset() if is_on(self.journal.of_kind(DesireSwitch)) else frozenset({"desire"})

    def offers(self, command: Command) -> bool:
        """Tell whether there is such a command for this person at all."""
        return not command.switched or command.id.removeprefix("go.") not in self.unseen

    @property
    def seed(self) -> str:
        """What questions and practices are drawn with: the same for both once they are paired."""
        return self.journal.pairing or self.journal.id

    @cached_property
    def decks(self) -> Decks:
        """The household's own prompts, read when they are first wanted."""
        from journal.decks import load  # read here, not before the first paint

        return load(self.home.prompts_dir)

    def look_at_decks(self) -> None:
        """Say which files of one's own prompts were left out; nothing is read where none are."""
        if not os.path.lexists(self.home.prompts_dir):
            return
        problems = self.decks.problems
        for sentence in problems[:SAID_OF_DECKS]:
            self.complain(sentence)
        if len(problems) > SAID_OF_DECKS:
            self.complain(_("“journal doctor” names every file of prompts that is left out."))

    async def keep(self, *records: Record, ends: str | None = None) -> list[Record] | None:
        """Save records as one commit and end the draft at that place; None when it failed.

        Returns once the words are on disk. A failure is told to the person in one sentence and
        leaves everything as it was, so what was typed stays where it is.
        """
        try:
            kept = await asyncio.wrap_future(self.journal.commit(records, ends=ends))
        except StoreError as error:
            self.say_not_saved(error)
            return None
        self.just_kept = next((each.reference for each in kept if not each.MARK), self.just_kept)
        return kept

    async def put_down(self) -> None:
        """Bring to the disk what is being typed, and what it did not take before.

        Raises `StoreError`; what has been saved in a copy elsewhere counts as saved.
        """
        await asyncio.wrap_future(self.journal.drafts.flush())
        if self.journal.unsaved:
            await asyncio.wrap_future(self.journal.save_again())

    def say_not_saved(self, error: StoreError, also: str = "") -> None:
        """Say what went wrong; and which command helps, where words are in memory alone."""
        said = str(error)
        if isinstance(error, OnlyInMemory):
            said += " " + _("Ctrl+P, “Save a copy elsewhere”, does that.")
        elif isinstance(error.__cause__, OSError):
            said += " " + _("Or Ctrl+P, “Save a copy elsewhere”.")
        self.complain(f"{said} {also}".rstrip())

    async def delete(self, *records: Record) -> bool:
        """Put records in the bin; False when that failed."""
        try:
            await asyncio.wrap_future(self.journal.delete(*records))
        except StoreError as error:
            self.say_not_saved(error)
            return False
        return True

    async def delete_for_good(self, *records: Record) -> list[Backup] | None:
        """Take the words of records out of the journal; name the backups that still hold them.

        None when that failed.
        """
        try:
            return await asyncio.wrap_future(self.journal.delete_for_good(*records))
        except StoreError as error:
            self.say_not_saved(error)
            return None

    async def take_out_of_backups(self, *records: Record) -> list[Backup] | None:
        """Write the backups anew without the words of records; name those that were left.

        None when that failed.
        """
        try:
            return await asyncio.wrap_future(self.journal.take_out_of_backups(*records))
        except StoreError as error:
            self.say_not_saved(error)
            return None

    async def share(self, record: AnyRecord, audience: str = BOTH) -> AnyRecord | None:
        """Say a record to the partner, as it is given here; None when that failed."""
        try:
            return await asyncio.wrap_future(self.journal.share(record, audience))
        except StoreError as error:
            self.say_not_saved(error)
            return None

    async def unshare(self, record: AnyRecord) -> AnyRecord | None:
        """Make a record private again; give the one that stands for it now, None on failure."""
        try:
            private = await asyncio.wrap_future(self.journal.unshare(record))
        except StoreError as error:
            self.say_not_saved(error)
            return None
        if self.just_kept == record.reference:
            self.just_kept = private.reference
        return private

    async def keep_this(
        self, record: Record, choice: Literal["mine", "that", "both"], that: Record
    ) -> list[Record] | None:
        """Choose between two versions of an own record; None when that failed."""
        try:
            return await asyncio.wrap_future(self.journal.keep_this(record, choice, that))
        except StoreError as error:
            self.say_not_saved(error)
            return None

    async def toggle_star(self, record: Record) -> None:
        """Put a star on a record, or take it off."""
        stars = [star for star in self.journal.about(record) if isinstance(star, Star)]
        if stars:
            await self.delete(*stars)
        else:
            await self.keep(Star(day=self.today, about=record.reference))

    async def undo(self) -> list[Record] | None:
        """Take back the last delete, edit or mark; an empty list when there is nothing left."""
        pending = self.journal.undo()
        if pending is None:
            return []
        try:
            return await asyncio.wrap_future(pending)
        except StoreError as error:
            self.say_not_saved(error)
            return None

    def say_undone(self, undone: list[Record]) -> str:
        """Say what `undo` did; of what had gone to the other, say what that means."""
        from journal.wording.taking_back import say_undone  # read here, not before the first paint

        audiences = filter(None, map(self.journal.withdrawn_as, undone))
        return say_undone(bool(undone), next(audiences, ""), self.partner_name)

    def change_settings(self, settings: Settings) -> None:
        """Put new settings in force and write them down."""
        self.settings = settings
        try:
            settings_file.save(self.home.settings_path, settings)
        except OSError:
            self.complain(_("The settings could not be written; they hold until you close."))
