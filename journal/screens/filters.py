"""What the journal page leaves out: one step, one kind, one tag, one day, one circle of readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.i18n import _
from journal.model.record import ME, Record
from journal.model.tags import fold_tag
from journal.store import Draft, Journal, Query
from journal.widgets.forms import FORMS
from journal.widgets.words import clean
from journal.wording.dates import say_long
from journal.wording.records import KIND_NAMES, STEP_NAMES


@dataclass(frozen=True)
class Filters:
    """All that is given must fit; an empty one lets everything through."""

    step: str = ""
    kind: str = ""
    seen_by: str = ""
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
            {"": "", ME: _("only me")}.get(self.seen_by, _("both")),
            f"#{clean(self.tag)}" if self.tag else "",
            say_long(self.day, year=True) if self.day else "",
        ]
        words = " · ".join(each for each in said if each) or _("Everything, newest first")
        return words[:1].upper() + words[1:]

    def records(self, journal: Journal) -> list[Record]:
        """List what fits, the newest first; marks on other entries are no entries of their own."""
        return [
            record
            for record in self._looked_through(journal)
            if not record.MARK
            and (not self.kind or record.kind == self.kind)
            and (not self.step or record.step == self.step)
            and (not self.seen_by or record.seen_by == self.seen_by)
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
        if self.step or self.kind or self.tag or self.seen_by not in ("", ME):
            return []
        names = {form.name for form in FORMS.values()}
        drafts = [draft for draft in journal.drafts.all() if draft.kind in names]
        if self.day is not None:
            drafts = [draft for draft in drafts if draft.day == self.day]
        return sorted(drafts, key=lambda draft: draft.day, reverse=True)


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
