"""What a journal knows about who sees a record, for the words that stand beside it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from msgspec.structs import replace

from journal.model.answers import Opens
from journal.model.record import ME, SEALED, Record
from journal.store import Journal
from journal.widgets.words import clean
from journal.wording.sharing import Seen


@runtime_checkable
class Knows(Protocol):
    """A screen that has a journal to ask."""

    def seen_of(self, record: Record) -> Seen:
        """Tell what is known about who sees a record."""


def seen_in(journal: Journal, record: Record) -> Seen:
    """Find what a journal knows about who sees a record."""
    mine, about = journal.is_mine(record), record.about
    taken_back = None
    if about is not None and journal.was_taken_back(about):
        taken_back = one_line(journal.author_name(replace(record, author=about.author)))
    if mine and record.seen_by == ME:
        return Seen(taken_back=taken_back)
    by_me = not mine and about is not None and journal.took_back(about)
    return Seen(
        mine=mine,
        name=one_line(journal.partner.name if mine else journal.author_name(record)),
        travels=journal.is_travelling(record),
        sent=journal.was_sent(record),
        fixed=journal.is_fixed(record),
        edited=bool(journal.earlier(record)),
        beside=len(journal.beside(record)),
        taken_back=taken_back,
        taken_back_by_me=by_me,
        opens=journal.opens(record) if record.seen_by == SEALED else Opens.LATER,
    )


def one_line(name: str) -> str:
    """Make a name fit to stand in a line of ours."""
    return " ".join(clean(name).split())
