"""What every command stands on: whose journal, where, and what day it is."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from journal.cli.asking import TRIES, agreed, ask_passphrase, can_ask
from journal.cli.failing import CouldNot, WrongUse, say
from journal.cli.passphrase import NOWHERE, Source
from journal.cli.typed import is_terminal
from journal.i18n import _
from journal.model.clock import Clock
from journal.model.days import civil_day
from journal.model.passphrase import Passphrase
from journal.settings import Settings, load
from journal.store import ChangedOutside, HeldElsewhere, Home, Journal, StoreError
from journal.store.key_errors import TooSoon, WrongPassphrase
from journal.unlocking import Unlocking
from journal.wording.dates import NotUnderstood, understand_day

Answer = TypeVar("Answer")


class Here:
    """The home, the clock, the person that `--as` names, and what was said about opening."""

    def __init__(
        self,
        home: Home,
        clock: Clock,
        name: str | None = None,
        *,
        passphrase: Source = NOWHERE,
        accept_changes: bool = False,
        take_over: bool = False,
    ) -> None:
        self.home = home
        self.clock = clock
        self.name = name
        """As it was typed after `--as`, or None."""
        self.passphrase = passphrase
        """Where a script gives the passphrase."""
        self.accept_changes = accept_changes
        self.take_over = take_over
        self.unlockings: dict[str, Unlocking] = {}
        """How each journal that was asked for is opened, by name."""

    @cached_property
    def settings(self) -> Settings:
        """The settings in force; what does not fit is the program's to say when it is opened."""
        return load(self.home.settings_path)[0]

    @property
    def today(self) -> date:
        """The journal's own today."""
        return civil_day(self.clock.now(), self.settings.day_ends)

    def named(self) -> str:
        """The person that `--as` names; raises CouldNot where nobody here has that name."""
        wanted = _folded(self.name or "")
        for person in self.home.people():
            if _folded(person) == wanted:
                return person
        raise CouldNot(_("Nobody of that name has a journal here."))

    def person(self) -> str:
        """Whose journal a command means; raises CouldNot for nobody, WrongUse for several."""
        if self.name is not None:
            return self.named()
        people = self.home.people()
        if not people:
            raise CouldNot(
                _("There is no journal here yet. Run “journal”, or “journal init --name NAME”.")
            )
        if len(people) > 1:
            sentence = _("Several people write here: {names}. Say whose: journal --as NAME …")
            raise WrongUse(sentence.format(names=", ".join(people)))
        return people[0]

    def unlocking(self, name: str) -> Unlocking:
        """How a person's journal is opened; the same for the program's life."""
        if name not in self.unlockings:
            self.unlockings[name] = Unlocking(self.home, name, self.clock)
        return self.unlockings[name]

    def open(self) -> Journal:
        """Open the journal a command means, and say what its person has to know; close it.

        The passphrase comes from where the command line says, else it is asked for. Raises
        CouldNot where there is nobody to ask.
        """
        journal = self.agreed(self._open)
        self.say_notices(journal)
        return journal

    @staticmethod
    def say_notices(journal: Journal) -> None:
        """Say what the person has to know, each once."""
        while journal.notices:
            say(journal.notices.pop(0))

    def given(self) -> Passphrase:
        """The passphrase, from a script or asked for. Raises CouldNot with nobody to ask."""
        if self.passphrase.is_given:
            return self.passphrase.read()
        if not can_ask():
            raise CouldNot(
                _(
                    "This journal is encrypted. Give its passphrase with --passphrase-fd or "
                    "--passphrase-file, before the command."
                )
            )
        return ask_passphrase(_("Passphrase: "))

    def with_passphrase(self, do: Callable[[Passphrase], Answer]) -> Answer:
        """Do something with the passphrase; one that is typed wrongly is asked for again."""
        for tries_left in reversed(range(TRIES)):
            self._pause()
            passphrase = self.given()
            try:
                answer = do(passphrase)
            except WrongPassphrase as error:
                if self.passphrase.is_given or not tries_left:
                    raise
                say(str(error))
                continue
            except (HeldElsewhere, ChangedOutside):
                self.passphrase = Source.of(passphrase)  # it was right: only the rest is asked
                raise
            self.passphrase = Source.of(passphrase)  # not asked for twice in one command
            return answer
        raise AssertionError

    def _pause(self) -> None:
        """Wait as long as wrong tries make one wait."""
        left = self.unlocking(self.person()).pause
        if left > 0:
            say(str(TooSoon(left)))
            time.sleep(left)

    def _open(self) -> Journal:
        unlocking = self.unlocking(self.person())
        if unlocking.needs_passphrase:
            return self.with_passphrase(
                lambda passphrase: unlocking.open_with(
                    passphrase, accept_changes=self.accept_changes, take_over=self.take_over
                )
            )
        if self.passphrase.is_given:
            say(_("This journal is not encrypted; its passphrase was not asked for."))
        return unlocking.open_plain(accept_changes=self.accept_changes, take_over=self.take_over)

    def agreed(self, do: Callable[[], Answer]) -> Answer:
        """Do it, and again with what a person agrees to; each is asked about once."""
        while True:
            try:
                return do()
            except HeldElsewhere as error:
                self._ask(error, "--take-over", asked=self.take_over)
                self.take_over = True
            except ChangedOutside as error:
                self._ask(error, "--accept-changes", asked=self.accept_changes)
                self.accept_changes = True

    def _ask(self, error: StoreError, option: str, *, asked: bool) -> None:
        """Ask whether to open it all the same; raises CouldNot where the answer is no."""
        if asked:
            raise error
        if is_terminal():
            say(str(error))
            if agreed(_("Open it all the same?")):
                return
            raise CouldNot(_("It was not opened."))
        hint = _("To open it all the same: journal {option} …").format(option=option)
        raise CouldNot(f"{error} {hint}")

    def day(self, text: str | None, looking: Literal["back", "ahead"] = "back") -> date:
        """The day that was typed, today where nothing was; raises WrongUse where it is unclear."""
        if text is None:
            return self.today
        try:
            return understand_day(text, self.today, looking=looking)
        except NotUnderstood as unclear:
            raise WrongUse(str(unclear)) from None

    def span(self, since: str | None, until: str | None) -> tuple[date | None, date | None]:
        """The days that `--since` and `--until` name, both included; None leaves an end open."""
        first = None if since is None else self.day(since)
        last = None if until is None else self.day(until)
        if first is not None and last is not None and first > last:
            raise WrongUse(_("--since is later than --until."))
        return first, last


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())
