"""Recurring plans: the days on which a rule falls.

The days come from dateutil's `rrule`, which follows RFC 5545. Where that standard skips a month
without a 29th, 30th or 31st, and a year without 29 February, these rules fall on the month's last
day instead: the rule asks for the last one that exists among the 28th to the day wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule
from dateutil.rrule import weekday as rrule_weekday

from journal.model.rrule_text import from_rrule, to_rrule
from journal.model.rule import Freq, Rule, RuleError, month_days_tried, settle

__all__ = [
    "Freq",
    "Rule",
    "RuleError",
    "from_rrule",
    "next_occurrence",
    "occurrences",
    "settle",
    "to_rrule",
]

_FREQS: dict[Freq, Literal[0, 1, 2, 3]] = {
    "daily": DAILY,
    "weekly": WEEKLY,
    "monthly": MONTHLY,
    "yearly": YEARLY,
}


def occurrences(rule: Rule, start: date, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included, on which a plan begun on `start` falls.

    The plan falls first on the first fitting day on or after `start`, and the interval is counted
    from there: every second Sunday, begun on a Wednesday, falls on the coming Sunday and then a
    fortnight later. Weeks begin on Monday. Lazy, and what lies before `first` is never walked.
    """
    settled = settle(rule, start)
    end = last if rule.until is None else min(last, rule.until)
    anchor = next(_days(settled, start, 1, end), None)
    if anchor is None:
        return
    for day in _days(settled, _begin(settled, anchor, max(first, anchor)), rule.interval, end):
        if day >= first and day >= anchor:
            yield day


def next_occurrence(rule: Rule, start: date, after: date) -> date | None:
    """The first day later than `after` on which it falls, or None when the rule has ended."""
    return next(occurrences(rule, start, after + timedelta(days=1), date.max), None)


def _begin(rule: Rule, anchor: date, first: date) -> date:
    """The beginning of the last counted day, week, month or year that is not after `first`."""
    match rule.freq:
        case "daily":
            return first - timedelta(days=(first - anchor).days % rule.interval)
        case "weekly":
            monday = anchor - timedelta(days=anchor.weekday())
            return first - timedelta(days=(first - monday).days % (7 * rule.interval))
        case "monthly":
            months = (first.year - anchor.year) * 12 + first.month - anchor.month
            index = first.year * 12 + first.month - 1 - months % rule.interval
            return date(index // 12, index % 12 + 1, 1)
        case "yearly":
            return date(first.year - (first.year - anchor.year) % rule.interval, 1, 1)


def _days(rule: Rule, begin: date, interval: int, end: date) -> Iterator[date]:
    """dateutil's days for a settled rule, counted from `begin`, up to and including `end`."""
    by: dict[str, Any] = {}
    if rule.month is not None:
        by["bymonth"] = rule.month
    if rule.nth is not None:
        by["byweekday"] = rrule_weekday(rule.weekdays[0], rule.nth)
    elif rule.weekdays:
        by["byweekday"] = rule.weekdays
    elif rule.month_day is not None:
        by["bymonthday"] = month_days_tried(rule.month_day)
        by["bysetpos"] = -1
    moments = rrule(
        _FREQS[rule.freq],
        dtstart=datetime.combine(begin, time()),
        interval=interval,
        until=datetime.combine(end, time()),
        **by,
    )
    return (moment.date() for moment in moments)
