"""The rule by which a plan comes round: what it may say, and what it leaves to the first day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from journal.model.days import last_day_of

Freq = Literal["daily", "weekly", "monthly", "yearly"]

Weekday = Annotated[int, Meta(ge=0, le=6)]

MOST = 999
"""The largest interval: every 999 days."""

LEAP_YEAR = 2024
"""Any leap year: a yearly rule may name 29 February."""


class RuleError(ValueError):
    """A rule that cannot be kept, with one plain sentence why.

    `sentence` holds the words before `fields` were filled in, so that they can be translated where
    they are shown: this room knows no gettext.
    """

    def __init__(self, sentence: str, **fields: object) -> None:
        super().__init__(sentence.format(**fields))
        self.sentence = sentence
        self.fields = fields


class Rule(Struct, frozen=True, omit_defaults=True):
    """How a plan comes round. A rule that contradicts itself raises RuleError."""

    freq: Freq
    """What is counted: days, weeks, months or years."""

    interval: Annotated[int, Meta(ge=1, le=MOST)] = 1
    """Every how many of them, counted from the plan's first day."""

    weekdays: tuple[Weekday, ...] = ()
    """Ascending, 0 is Monday. Weekly: any number. With `nth`: exactly one."""

    nth: Annotated[int, Meta(ge=-1, le=5)] | None = None
    """Which of the month's `weekdays`: 1 to 5, or -1 for the last. Not every month has a fifth."""

    month_day: Annotated[int, Meta(ge=-1, le=31)] | None = None
    """The day of the month; -1 (only monthly) is the last, as is any that the month lacks."""

    month: Annotated[int, Meta(ge=1, le=12)] | None = None
    """The month of a yearly rule."""

    until: date | None = None
    """The last day on which it may fall, itself included."""

    def __post_init__(self) -> None:
        """Refuse what no calendar could follow."""
        if not 1 <= self.interval <= MOST:
            raise RuleError("A rule counts from 1 to {most}.", most=MOST)
        ascending = tuple(sorted(set(self.weekdays)))
        if self.weekdays != ascending or not set(ascending) <= set(range(7)):
            raise RuleError("The weekdays of a rule stand in order, each once.")
        if self.nth not in (None, 1, 2, 3, 4, 5, -1):
            raise RuleError("A month has a first to a fifth weekday, and a last one.")
        if not _shape_fits(self):
            raise RuleError("These parts do not make a rule together.")


def _shape_fits(rule: Rule) -> bool:
    by_weekday = rule.nth is not None and len(rule.weekdays) == 1 and rule.month_day is None
    by_day = rule.month_day is not None and rule.nth is None and not rule.weekdays
    open_ = rule.nth is None and rule.month_day is None and not rule.weekdays
    match rule.freq:
        case "daily":
            return open_ and rule.month is None
        case "weekly":
            return rule.nth is None and rule.month_day is None and rule.month is None
        case "monthly":
            day = rule.month_day
            return rule.month is None and (open_ or by_weekday or (by_day and _within(day, 31)))
        case "yearly":
            if rule.month is None:
                return open_
            longest = last_day_of(LEAP_YEAR, rule.month) if 1 <= rule.month <= 12 else 0
            day = rule.month_day
            return longest > 0 and (by_weekday or (by_day and day != -1 and _within(day, longest)))


def _within(day: int | None, longest: int) -> bool:
    return day is not None and (day == -1 or 1 <= day <= longest)


def settle(rule: Rule, start: date) -> Rule:
    """The rule with all that it left open taken from the plan's first day.

    *Every week* takes the weekday of `start`, *monthly* its day, *yearly* its day and month.
    """
    if rule.weekdays or rule.month_day is not None:
        return rule
    match rule.freq:
        case "weekly":
            return msgspec.structs.replace(rule, weekdays=(start.weekday(),))
        case "monthly":
            return msgspec.structs.replace(rule, month_day=start.day)
        case "yearly":
            return msgspec.structs.replace(rule, month_day=start.day, month=start.month)
        case "daily":
            return rule


def month_days_tried(month_day: int) -> tuple[int, ...]:
    """The days of which the last one that a month has is meant: 31 tries 28, 29, 30 and 31."""
    return (month_day,) if month_day <= 28 else tuple(range(28, month_day + 1))
