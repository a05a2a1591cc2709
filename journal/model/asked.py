"""Which question stands on a page: the day's own, one the other has sealed an answer to, or met.

Source of the rules: *Sealed answers* in the design. What the other has sealed is offered first and
may be turned away without a trace; what both have answered stays in sight for some days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from journal.model.answers import Meeting, Stand
from journal.model.signs import round_number

LATELY = timedelta(days=7)
"""How long a meeting stays in sight after the day of the later answer."""


def is_live(meeting: Meeting, day: date, today: date) -> bool:
    """Whether a meeting has something to show on the page of a day.

    Today that is what is offered, what was answered by both lately, and what the other let be read
    for today; on another day only what belongs to that day. A round of signs has its own page.
    """
    if meeting.theirs is None or round_number(meeting.question) is not None:
        return False
    if meeting.stand is Stand.OFFERED:
        return day == today
    met = meeting.met_on or meeting.theirs.day
    return met == day or (day == today and timedelta() <= today - met <= LATELY)


def others(found: Mapping[str, Meeting], own: str, day: date, today: date) -> list[Meeting]:
    """The meetings to turn to on the page of a day besides its own question, in their order.

    First what is offered, then what met on that very day; then, today, what met lately; of each
    sort the newest first.
    """
    live = [
        each
        for each in found.values()
        if each.question != own
        and is_live(each, day, today)
        and (each.mine is not None or each.stand is Stand.OFFERED)
    ]
    live.sort(key=lambda each: (_answered(each), each.question), reverse=True)
    return sorted(live, key=lambda each: (each.stand is not Stand.OFFERED, each.met_on != day))


def _answered(meeting: Meeting) -> date:
    """The day of the latest answer to a prompt."""
    return max(each.day for each in (meeting.mine, meeting.theirs) if each is not None)


def first(found: list[Meeting], day: date) -> Meeting | None:
    """The meeting that a page begins with before the day's own question, or none."""
    for each in found:
        if each.stand is Stand.OFFERED or each.met_on == day:
            return each
    return None
