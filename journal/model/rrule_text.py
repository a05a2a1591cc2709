"""A rule as an RRULE, the text by which calendars exchange recurrences (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from datetime import date

from journal.model.days import EARLIEST, LATEST, last_day_of
from journal.model.rule import LEAP_YEAR, Freq, Rule, RuleError, month_days_tried

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_FREQS: dict[str, Freq] = {
    "DAILY": "daily",
    "WEEKLY": "weekly",
    "MONTHLY": "monthly",
    "YEARLY": "yearly",
}

_PARTS = {
    "FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "UNTIL", "WKST",
}  # fmt: skip

_LONGEST = 200
"""Characters of the longest text that is read at all."""


def to_rrule(rule: Rule) -> str:
    """The rule as any calendar reads it, without the `RRULE:` in front.

    A day that some months lack is written as the last one that exists among the 28th to that day,
    since the standard alone would skip those months. The interval counts from the plan's first
    occurrence.
    """
    parts = [f"FREQ={rule.freq.upper()}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.month is not None:
        parts.append(f"BYMONTH={rule.month}")
    if rule.weekdays:
        nth = "" if rule.nth is None else str(rule.nth)
        parts.append("BYDAY=" + ",".join(nth + _DAYS[weekday] for weekday in rule.weekdays))
    if rule.month_day is not None:
        parts.extend(_month_day(rule.month_day, rule.month))
    if rule.until is not None:
        parts.append(f"UNTIL={rule.until.isoformat().replace('-', '')}")
    return ";".join(parts)


def _month_day(month_day: int, month: int | None) -> list[str]:
    if month not in (None, 2):
        return [f"BYMONTHDAY={month_day}"]
    days = month_days_tried(month_day)
    if len(days) == 1:
        return [f"BYMONTHDAY={month_day}"]
    return ["BYMONTHDAY=" + ",".join(map(str, days)), "BYSETPOS=-1"]


def from_rrule(text: str) -> Rule:
    """The rule that an RRULE says, with or without `RRULE:` in front; RuleError where it cannot.

    Read is what a Rule can hold: no hours, no COUNT, no weeks or days of the year. The 29th to 31st
    and 29 February fall on the month's last day here, in whichever way the text writes them.
    """
    parts = _split(text)
    freq = _FREQS.get(parts.get("FREQ", ""))
    if freq is None:
        raise RuleError("A rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.")
    interval = _number(parts, "INTERVAL") or 1
    month = _number(parts, "BYMONTH")
    weekdays, nth = _by_day(parts)
    if freq == "daily" and interval == 1 and weekdays and nth is None:
        freq = "weekly"
    _check_week_start(parts, freq, interval, weekdays)
    position = _number(parts, "BYSETPOS")
    month_day = _by_month_day(parts, month, position)
    if position is not None and month_day is None:
        if nth is not None or freq == "weekly":
            raise RuleError("BYSETPOS cannot be kept here.")
        nth = position
    return Rule(
        freq=freq,
        interval=interval,
        weekdays=weekdays,
        nth=nth,
        month_day=month_day,
        month=month,
        until=_until(parts),
    )


def _split(text: str) -> dict[str, str]:
    plain = "".join(text.upper().split()).removeprefix("RRULE:").rstrip(";")
    if len(plain) > _LONGEST:
        raise RuleError("This rule is too long to be read.")
    parts: dict[str, str] = {}
    for piece in plain.split(";"):
        name, _, value = piece.partition("=")
        if name not in _PARTS or not value or name in parts:
            names = ", ".join(sorted(_PARTS))
            raise RuleError(
                "This rule cannot be kept; it may hold {names}, each once.", names=names
            )
        parts[name] = value
    return parts


def _number(parts: dict[str, str], name: str) -> int | None:
    value = parts.get(name)
    if value is None:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", value) or int(value) == 0:
        raise RuleError("{name} must be one whole number.", name=name)
    return int(value)


def _by_day(parts: dict[str, str]) -> tuple[tuple[int, ...], int | None]:
    if "BYDAY" not in parts:
        return (), None
    found = [
        re.fullmatch(r"([+-]?[0-9]{1,2})?([A-Z]{2})", day) for day in parts["BYDAY"].split(",")
    ]
    matches = [match for match in found if match is not None and match[2] in _DAYS]
    positions = {match[1] for match in matches}
    if len(matches) < len(found) or len(positions) != 1:
        raise RuleError("BYDAY must be weekdays such as MO,FR or one such as 1FR or -1SU.")
    nth = positions.pop()
    weekdays = tuple(sorted({_DAYS.index(match[2]) for match in matches}))
    return weekdays, None if nth is None else int(nth)


def _by_month_day(parts: dict[str, str], month: int | None, position: int | None) -> int | None:
    value = parts.get("BYMONTHDAY")
    if value is None:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,2}(,[0-9]{1,2})*", value):
        raise RuleError("BYMONTHDAY must be a day of the month.")
    days = tuple(map(int, value.split(",")))
    if len(days) > 1 and (position != -1 or days != month_days_tried(days[-1])):
        raise RuleError("BYMONTHDAY must be one day of the month.")
    if position not in (None, -1, 1) or (position == 1 and len(days) > 1):
        raise RuleError("BYSETPOS cannot be kept here.")
    if days[-1] == -1 and month is not None and 1 <= month <= 12:
        return last_day_of(LEAP_YEAR, month)
    return days[-1]


def _check_week_start(
    parts: dict[str, str], freq: Freq, interval: int, weekdays: tuple[int, ...]
) -> None:
    """Weeks begin on Monday here; another day is refused only where it would change the days."""
    start = parts.get("WKST", "MO")
    matters = freq == "weekly" and interval > 1 and len(weekdays) > 1
    if start not in _DAYS or (matters and start != "MO"):
        raise RuleError("Weeks begin on Monday in a rule; WKST must be MO.")


def _until(parts: dict[str, str]) -> date | None:
    value = parts.get("UNTIL")
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(T[0-9]{6}Z?)?", value)
    try:
        until = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        until = None
    if until is None or not EARLIEST <= until <= LATEST:
        raise RuleError("UNTIL must be a day such as 20270501.")
    return until
