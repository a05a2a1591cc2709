"""Which of what is held goes now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from journal.model.kinds import Delivery, Meeting
from journal.model.record import Reference


def is_due(delivery: Delivery, meetings: Iterable[Meeting], today: date) -> bool:
    """Whether its day has come; or, where it waits for a meeting, whether one was kept since."""
    if delivery.on is not None:
        return delivery.on <= today
    since = delivery.written
    return since is not None and any(
        meeting.written is not None and meeting.written > since for meeting in meetings
    )


def due(deliveries: Iterable[Delivery], meetings: Sequence[Meeting], today: date) -> list[Delivery]:
    """What goes now, in the order in which it was held."""
    found = [each for each in deliveries if is_due(each, meetings, today)]
    return sorted(found, key=lambda each: (each.day, each.stamp))


def held(deliveries: Iterable[Delivery], entry: Reference) -> Delivery | None:
    """What holds an entry: the newest, should there be several."""
    found = [each for each in deliveries if each.about == entry]
    return max(found, key=lambda each: each.stamp, default=None)
