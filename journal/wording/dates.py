"""Days and clock times as people say them, and understanding them when they are typed.

Nothing is guessed: what can be read in two ways is refused with both readings named, and whoever
asks shows the day that was understood before using it. dateutil's parser is not used: it takes
12/02/2024 for 2 December and "3" for this month's third.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Literal

from dateutil.relativedelta import relativedelta

from journal.i18n import _
from journal.model.days import EARLIEST, LATEST, weekday_on_or_after, weekday_on_or_before
from journal.wording.names import (
    MONTHS,
    WEEKDAYS,
    day_and_month_said,
    fold,
    match,
    weekday_named,
    without_fillers,
)
from journal.wording.steps import DAYS_AWAY, days_ago, in_days, step_said

Looking = Literal["back", "ahead"]

_LONGEST = 60
"""Characters of the longest text that is read as a day."""


class NotUnderstood(ValueError):  # noqa: N818 - an answer to the person, not a fault
    """What was typed could not be read; the message says in one sentence what to type instead."""


class Ambiguous(NotUnderstood):
    """What was typed can be read in two ways; the message names both."""

    def __init__(self, message: str, readings: tuple[date, ...] = ()) -> None:
        super().__init__(message)
        self.readings = readings


def understand_day(text: str, today: date, *, looking: Looking) -> date:
    """The day that somebody typed; NotUnderstood, or Ambiguous, where it is not exactly one.

    `looking` is *back* where one writes about what was and *ahead* where one plans. Capitals,
    commas and spaces do not matter; names may be cut to three letters (*fri*, *sept*).

    - *2026-11-22*: year first is always year, month, day.
    - *22/11/2026*, *22-11-2026*: only when one reading is a day, or both are the same one.
    - *12.2.2024*: with dots the day comes first, as wherever people write dates with dots.
    - Years have four digits, from 1900 to 2200.
    - *today*, *yesterday*, *tomorrow*, *the day before yesterday*, *the day after tomorrow*.
    - *3 days ago*, *in two weeks*, *a month ago*, *in a year*, *last week*, *next month*: counted
      from today, and a day that the month lacks is its last.
    - *friday*, *on friday*: the nearest one back or ahead, today included.
    - *this friday*: the coming one, today included. *next friday*: the first after today.
      *last friday*: the last before today, so on a Friday the one a week ago.
    - *12 march*, *march 12*, *the 12th of march*: the nearest one back or ahead, today included;
      for 29 February the nearest leap year. With a year that year, and with a weekday before it
      the weekday must be right.
    """
    said = fold(text)
    if not said or len(said) > _LONGEST:
        raise _unknown(text, looking)
    step = step_said(said)
    day = _in_numbers(said) if step is None else _moved(today, step)
    day = day or _as_weekday(said, today, looking) or _by_month(said, today, looking)
    if day is None:
        raise _unknown(text, looking)
    if not EARLIEST <= day <= LATEST:
        raise _outside()
    return day


def _unknown(text: str, looking: Looking) -> NotUnderstood:
    examples = _("try “yesterday”, “last friday”, “12 march” or 2026-11-22")
    if looking == "ahead":
        examples = _("try “tomorrow”, “next friday”, “in two weeks” or “12 march”")
    shown = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    if not shown:
        return NotUnderstood(_("A day is missing; {examples}.").format(examples=examples))
    shown = shown if len(shown) <= 30 else shown[:29] + "…"
    message = _("“{text}” is not a day I understand; {examples}.")
    return NotUnderstood(message.format(text=shown, examples=examples))


def _outside() -> NotUnderstood:
    message = _("Only days from {first} to {last} can be kept; choose one between them.")
    return NotUnderstood(message.format(first=EARLIEST.year, last=LATEST.year))


def no_such_day(day: int, month: int, year: int | None = None) -> NotUnderstood:
    """The error that says that the calendar has no such day."""
    said = _("{day} {month}").format(day=day, month=MONTHS[month - 1])
    if year is not None:
        said = _("{day} {month} {year}").format(day=day, month=MONTHS[month - 1], year=year)
    return NotUnderstood(_("There is no {day}; choose another day.").format(day=said))


def _in_numbers(said: str) -> date | None:
    parts = re.fullmatch(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})", said)
    if parts is None:
        return None
    one, dots, two, three = int(parts[1]), parts[2] == ".", int(parts[3]), int(parts[4])
    if len(parts[1]) == 4 and len(parts[4]) <= 2:
        year, orders = one, [(three, two)]
    elif len(parts[4]) == 4 and len(parts[1]) <= 2:
        year, orders = three, [(one, two)] if dots else [(one, two), (two, one)]
    else:
        message = _("“{text}” needs a year of four digits, such as 2026-11-22.")
        raise NotUnderstood(message.format(text=said))
    if not EARLIEST.year <= year <= LATEST.year:
        raise _outside()
    found = {day: None for order in orders if (day := _date(year, *reversed(order))) is not None}
    readings = tuple(found)
    if not readings:
        raise NotUnderstood(_("There is no day {text}; choose another day.").format(text=said))
    if len(readings) == 2:
        message = _("“{text}” can be read as {one} or as {other}; write the month as a word.")
        one_said, other_said = map(say_full, readings)
        raise Ambiguous(message.format(text=said, one=one_said, other=other_said), readings)
    return readings[0]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(today: date, step: relativedelta) -> date:
    try:
        return today + step
    except (OverflowError, ValueError):
        raise _outside() from None


def _as_weekday(said: str, today: date, looking: Looking) -> date | None:
    last, this, following = _("last {weekday}"), _("this {weekday}"), _("next {weekday}")
    for phrase in (last, this, following):
        found = match(phrase, said)
        weekday = None if found is None else weekday_named(found["weekday"])
        if weekday is None:
            continue
        if phrase == last:
            return weekday_on_or_before(_moved(today, relativedelta(days=-1)), weekday)
        begin = today if phrase == this else _moved(today, relativedelta(days=1))
        return weekday_on_or_after(begin, weekday)
    words = without_fillers(said.split())
    weekday = weekday_named(words[0]) if len(words) == 1 else None
    if weekday is None:
        return None
    nearest = weekday_on_or_before if looking == "back" else weekday_on_or_after
    return nearest(today, weekday)


def _by_month(said: str, today: date, looking: Looking) -> date | None:
    words = without_fillers(said.split())
    weekday = weekday_named(words[0]) if len(words) > 2 else None
    if weekday is not None:
        words = words[1:]
    year = int(words[-1]) if words and re.fullmatch(r"[0-9]{4}", words[-1]) else None
    found = day_and_month_said(words if year is None else words[:-1])
    if found is None:
        return None
    day = _nearest(*found, today, looking) if year is None else _in_year(*found, year)
    if weekday is not None and day.weekday() != weekday:
        message = _("{day} is a {weekday}; leave the weekday out or choose another day.")
        raise NotUnderstood(message.format(day=say_full(day), weekday=WEEKDAYS[day.weekday()]))
    return day


def _in_year(day: int, month: int, year: int) -> date:
    if not EARLIEST.year <= year <= LATEST.year:
        raise _outside()
    found = _date(year, month, day)
    if found is None:
        raise no_such_day(day, month, year)
    return found


def _nearest(day: int, month: int, today: date, looking: Looking) -> date:
    """The nearest such day; nine years hold a 29 February even around 1900 and 2100."""
    step = -1 if looking == "back" else 1
    for year in range(today.year, today.year + 9 * step, step):
        found = _date(year, month, day)
        if found is not None and (found - today).days * step >= 0:
            return found
    raise no_such_day(day, month)


def say_full(day: date) -> str:
    """The day with its year: *12 March 2024*."""
    month = MONTHS[day.month - 1]
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def say_day_and_month(day: int, month: int) -> str:
    """A day of any year: *14 February*."""
    return _("{day} {month}").format(day=day, month=MONTHS[month - 1])


def say_day(day: date, today: date) -> str:
    """The day as people say it, seen from `today`; `understand_day` reads it back.

    *today*, *yesterday*, *tomorrow*; *last Friday* for the seven days before, *this Friday* for
    the six after, *next Friday* for a week from today; *9 November* this year, else with its year.
    """
    away = (day - today).days
    for words, days in DAYS_AWAY.items():
        if away == days and abs(days) < 2:
            return words
    weekday = WEEKDAYS[day.weekday()]
    if -7 <= away < 0:
        return _("last {weekday}").format(weekday=weekday)
    if 0 < away <= 6:
        return _("this {weekday}").format(weekday=weekday)
    if away == 7:
        return _("next {weekday}").format(weekday=weekday)
    return say_day_and_month(day.day, day.month) if day.year == today.year else say_full(day)


def say_long(day: date, *, year: bool = False) -> str:
    """The day with its weekday: *Sunday, 22 November*, or *Sunday 22 November 2026*."""
    words = _("{weekday} {day} {month} {year}") if year else _("{weekday}, {day} {month}")
    return words.format(
        weekday=WEEKDAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1], year=day.year
    )


def say_month(year: int, month: int) -> str:
    """A month as the head of a calendar: *November 2026*."""
    return _("{month} {year}").format(month=MONTHS[month - 1], year=year)


def say_distance(day: date, today: date) -> str:
    """How far away a day is: *in 20 days*, *3 days ago*, *tomorrow*."""
    away = (day - today).days
    for words, days in DAYS_AWAY.items():
        if away == days and abs(days) < 2:
            return words
    phrase = in_days(away) if away > 0 else days_ago(-away)
    return phrase.format(n=abs(away))


def say_clock(at: datetime | time) -> str:
    """The time on a wall clock: *21:40*."""
    return f"{at.hour:02}:{at.minute:02}"
