"""A check-in in words: when, how, who sees it; and the line beside it."""

from __future__ import annotations

from textual.content import Content

from journal.model.days import civil_day
from journal.model.kinds import CheckIn, Entry
from journal.model.record import Record
from journal.session import Session
from journal.widgets.known import seen_in
from journal.widgets.words import clean
from journal.wording.dates import say_clock
from journal.wording.feelings import say_where
from journal.wording.sharing import say_seen


def felt_content(session: Session, checkin: CheckIn, gap: str = "   ") -> Content:
    """Say one check-in; who sees the line is said where it is not who sees the words.

    `gap` stands before who sees the words, a new line where there is little room.
    """
    at = checkin.local_written
    there = at is not None and civil_day(at, session.settings.day_ends) == checkin.day
    clock = f"{say_clock(at)}  " if at is not None and there else ""
    how = " · ".join(checkin.words) or say_where(checkin.pleasant, checkin.energy)
    seen = _seen(session, checkin)
    parts = [Content.assemble((clock, "$muted"), (clean(how), "bold"), (f"{gap}{seen}", "$muted"))]
    for line in session.journal.about(checkin):
        if not isinstance(line, Entry) or not session.journal.is_mine(line):
            continue
        seen = f"\n{_seen(session, line)}" if line.seen_by != checkin.seen_by else ""
        parts.append(Content.assemble(clean(line.text), (seen, "$muted")))
    return Content("\n").join(parts)


def _seen(session: Session, record: Record) -> str:
    return say_seen(record, seen_in(session.journal, record))
