"""Where in the year things lie, seen from today, and chance that always falls the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import TypeVar

from journal.demo.texts import Evening, When
from journal.model.days import (
    LATEST,
    anniversary,
    last_day_of,
    weekday_on_or_after,
    weekday_on_or_before,
)

DAYS = 365
"""How long Ana has been writing."""

Thing = TypeVar("Thing")


def chance(*about: object, below: int) -> int:
    """A number from 0 up to, without, `below`; always the same for the same things."""
    digest = blake2b(repr(about).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % below


def spread(
    things: Sequence[Thing], today: date, *, first: int = DAYS - 4, last: int = 1
) -> Iterator[tuple[date, Thing]]:
    """Lay things evenly over the days from `first` to `last` days ago, in their order."""
    for index, thing in enumerate(things):
        ago = first - round((first - last) * (index + 0.5) / len(things))
        yield today - timedelta(days=ago), thing


def day_of(when: When, today: date) -> date:
    """The day that lies `ago` days before today, or the last such month and day before it."""
    if when.on:
        return _on(when.on, today, ahead=False, years=when.years)
    day = today - timedelta(days=when.ago or 0)
    if when.weekday is not None:
        day = weekday_on_or_before(day, when.weekday)
    return anniversary(day, day.year - when.years)


def coming_day_of(when: When, today: date) -> date:
    """As `day_of`, but a month and day, or a weekday, is the next one, that day included."""
    if when.on:
        return _on(when.on, today, ahead=True, years=when.years)
    day = today - timedelta(days=when.ago or 0)
    return day if when.weekday is None else weekday_on_or_after(day, when.weekday)


def evenings(texts: Sequence[Evening], today: date) -> dict[date, Evening]:
    """Give each evening a day of its own, in their order as far as weekdays allow."""
    found: dict[date, Evening] = {}
    previous = today - timedelta(days=DAYS)
    for place, evening in spread(texts, today):
        if evening.ago is not None:
            day = day_of(evening, today)
        elif evening.after is not None:
            day = previous + timedelta(days=evening.after)
        else:
            day = place
        if evening.ago is None and evening.weekday is not None:
            day = weekday_on_or_before(day + timedelta(days=3), evening.weekday)
        while day in found:
            day += timedelta(days=1)
        found[day] = evening
        previous = day
    return found


def _on(month_day: str, today: date, *, ahead: bool, years: int) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    year = today.year
    while True:
        if day <= last_day_of(year, month):
            found = date(year, month, day)
            if (found >= today) if ahead else (found < today):
                return anniversary(found, year - years)
        year += 1 if ahead else -1
        if year > LATEST.year:
            raise ValueError("There is no such day any more.")
