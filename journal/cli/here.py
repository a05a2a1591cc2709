"""What every command stands on: whose journal, where, and what day it is."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cached_property
from typing import Literal

from journal.cli.failing import CouldNot, WrongUse, say
from journal.i18n import _
from journal.model.clock import Clock
from journal.model.days import civil_day
from journal.settings import Settings, load
from journal.store import Home, Journal
from journal.wording.dates import NotUnderstood, understand_day


class Here:
    """The home, the clock, and the person that `--as` names."""

    def __init__(self, home: Home, clock: Clock, name: str | None = None) -> None:
        self.home = home
        self.clock = clock
        self.name = name
        """As it was typed after `--as`, or None."""

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

    def open(self) -> Journal:
        """Open the journal a command means, and say what its person has to know; close it."""
        journal = Journal.open(self.home, self.person(), clock=self.clock)
        for notice in journal.notices:
            say(notice)
        return journal

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
