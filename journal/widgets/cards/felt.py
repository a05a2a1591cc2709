"""A check-in in words: when, how, who sees it; and the line beside it."""

from __future__ import annotations

from textual.content import Content

from journal.model.days import civil_day
from journal.model.kinds import CheckIn, Entry
from journal.session import Session
from journal.widgets.words import clean
from journal.wording.dates import say_clock
from journal.wording.feelings import say_where
from journal.wording.records import say_audience


def felt_content(session: Session, checkin: CheckIn) -> Content:
    """Say one check-in; who sees the line is said where it is not who sees the words."""
    at = checkin.local_written
    there = at is not None and civil_day(at, session.settings.day_ends) == checkin.day
    clock = f"{say_clock(at)}  " if at is not None and there else ""
    how = " · ".join(checkin.words) or say_where(checkin.pleasant, checkin.energy)
    parts = [
        Content.assemble(
            (clock, "$muted"), (clean(how), "bold"), (f"   {say_audience(checkin)}", "$muted")
        )
    ]
    for line in session.journal.about(checkin):
        if not isinstance(line, Entry) or not session.journal.is_mine(line):
            continue
        seen = f"\n{say_audience(line)}" if line.seen_by != checkin.seen_by else ""
        parts.append(Content.assemble(clean(line.text), (seen, "$muted")))
    return Content("\n").join(parts)
