"""What the journal page leaves out: one step, one kind, one tag, one day, one circle of readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.i18n import _
from journal.model.kinds import OwnWords, Reply
from journal.model.record import BOTH, ME, Record
from journal.model.tags import fold_tag
from journal.store import Draft, Journal, Query
from journal.widgets.forms import FORMS
from journal.widgets.words import clean
from journal.wording.dates import say_long
from journal.wording.records import KIND_NAMES, STEP_NAMES

MINE, THEIRS = "mine", "theirs"
CIRCLES = {
    ME: _("only me"),
    BOTH: _("shared"),
    MINE: _("mine"),
    THEIRS: _("my partner’s"),
}
"""Whose and who sees it, as one chooses among it."""


def in_circle(journal: Journal, record: Record, circle: str) -> bool:
    """Tell whether a record belongs in one of `CIRCLES`; everything belongs in none."""
    if not circle:
        return True
    if circle in (MINE, THEIRS):
        return journal.is_mine(record) == (circle == MINE)
    return (record.seen_by == ME) == (circle == ME)


@dataclass(frozen=True)
class Filters:
    """All that is given must fit; an empty one lets everything through."""

    step: str = ""
    kind: str = ""
    seen_by: str = ""
    """One of `CIRCLES`, or nothing."""
    tag: str = ""
    day: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return self != Filters()

    def say(self) -> str:
        """Say what is shown, in a few words."""
        said = [
            STEP_NAMES.get(self.step, ""),
            KIND_NAMES.get(self.kind, self.kind),
            CIRCLES.get(self.seen_by, ""),
            f"#{clean(self.tag)}" if self.tag else "",
            say_long(self.day, year=True) if self.day else "",
        ]
        words = " · ".join(each for each in said if each) or _("Everything, newest first")
        return words[:1].upper() + words[1:]

    def say_empty(self) -> str:
        """Say in one kind sentence what would stand where nothing does."""
        if not self:
            return _(
                "What you write anywhere will stand here. 0 goes to Today, where a day begins."
            )
        if self == Filters(seen_by=BOTH):
            return _("Nothing is shared: everything you wrote is seen by you alone.")
        if self == Filters(seen_by=THEIRS):
            return _("What your partner shares with you will stand here.")
        if self == Filters(day=self.day):
            return _("Nothing is written on this day. [ and ] walk on, c shows everything.")
        return _("Nothing here fits all of that. c shows everything again.")

    def records(self, journal: Journal) -> list[Record]:
        """List what fits, the newest first; marks on other entries are no entries of their own."""
        return [
            record
            for record in self._looked_through(journal)
            if not record.MARK
            and (not self.kind or record.kind == self.kind)
            and (not self.step or record.step == self.step)
            and in_circle(journal, record, self.seen_by)
        ]

    def _looked_through(self, journal: Journal) -> Sequence[Record]:
        if self.tag or self.kind:
            query = Query(tags=(fold_tag(self.tag),)) if self.tag else Query()
            return journal.search(
                query, step=self.step, kind=self.kind, first=self.day, last=self.day
            )
        if self.day is not None:
            return journal.between(self.day, self.day)
        return journal.in_step(self.step) if self.step else journal.records()

    def drafts(self, journal: Journal) -> list[Draft]:
        """List the texts left unfinished that belong among these, the newest day first."""
        if self.step or self.kind or self.tag or self.seen_by not in ("", ME, MINE):
            return []
        names = {form.name for form in FORMS.values() if not form.kind.OWN_KEY}
        drafts = [draft for draft in journal.drafts.all() if draft.kind in names]
        if self.day is not None:
            drafts = [draft for draft in drafts if draft.day == self.day]
        return sorted(drafts, key=lambda draft: draft.day, reverse=True)


def below_what_they_answer(records: Sequence[Record]) -> list[Record]:
    """Leave out replies and own words about another of these: they stand below that one."""
    found = {record.reference for record in records}
    return [
        record
        for record in records
        if not (isinstance(record, (OwnWords, Reply)) and record.about in found)
    ]


def among(records: Sequence[Record], drafts: Sequence[Draft]) -> list[Record | Draft]:
    """Put texts left unfinished before the entries of their day; both come newest first."""
    items: list[Record | Draft] = []
    at = 0
    for draft in drafts:
        start = at
        while at < len(records) and records[at].day > draft.day:
            at += 1
        items += [*records[start:at], draft]
    return [*items, *records[at:]]
