"""The days that a plan's rules give, anniversaries, and what a changed rule leaves as it was.

A plan follows its rules one after another: each ends on the day before the next one's start. What
happened on one of its days is the matter of `occurrences`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from heapq import merge
from typing import NamedTuple

from msgspec.structs import replace

from journal.model.days import LATEST
from journal.model.kinds import Plan, RuleFrom
from journal.model.recurrence import Rule, RuleError, from_rrule, occurrences, settle, to_rrule

_A_DAY = timedelta(days=1)


class Anniversary(NamedTuple):
    """The next time an anniversary comes round."""

    plan: Plan
    day: date
    years: int
    """How many years it will be by then; 0 on the first day itself."""
    days: int
    """How many days are left until then; 0 is today."""


def rule_of(segment: RuleFrom) -> Rule | None:
    """The rule of a segment with nothing left open; None for a single day.

    A text that this version cannot read counts as a single day, too: a list never fails over it.
    """
    if not segment.rule:
        return None
    try:
        return settle(from_rrule(segment.rule), segment.start)
    except RuleError:
        return None


def is_unreadable(segment: RuleFrom) -> bool:
    """Whether its rule is one that this version cannot read."""
    return bool(segment.rule) and rule_of(segment) is None


def days_of(plan: Plan, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included, that the plan's rules give; lazy, ascending.

    A single day is a rule without a text. Marks are not asked.
    """
    spans = [
        _days_of_segment(segment, max(first, segment.start), min(last, end))
        for segment, end in _spans(plan.rules)
    ]
    return merge(*spans)


def _spans(rules: Sequence[RuleFrom]) -> Iterator[tuple[RuleFrom, date]]:
    """Each segment and the last day on which it counts."""
    ends = []
    last = LATEST
    for segment in reversed(rules):
        ends.append(last)
        last = min(last, max(segment.start, date.min + _A_DAY) - _A_DAY)
    yield from zip(rules, reversed(ends), strict=True)


def _days_of_segment(segment: RuleFrom, first: date, last: date) -> Iterator[date]:
    if first > last:
        return iter(())
    rule = rule_of(segment)
    if rule is None:
        return iter((segment.start,) if first <= segment.start <= last else ())
    return occurrences(rule, segment.start, first, last)


def falls_on(plan: Plan, day: date) -> bool:
    """Whether the plan's rules give this day."""
    return next(days_of(plan, day, day), None) is not None


def next_day(plan: Plan, day: date) -> date | None:
    """The first day of the plan on or after `day`, marks aside; None when nothing is left."""
    return next(days_of(plan, day, LATEST), None)


def anniversaries(plans: Iterable[Plan], today: date) -> list[Anniversary]:
    """The next time each anniversary comes round, today included, the nearest first.

    Years count from its first day. One of 29 February falls on the 28th in common years.
    """
    found = []
    for plan in plans:
        day = next_day(plan, today) if plan.anniversary else None
        if day is not None:
            years = day.year - plan.rules[-1].start.year
            found.append(Anniversary(plan, day, years, (day - today).days))
    return sorted(found, key=lambda each: (each.day, each.plan.title.casefold(), each.plan.id))


def changed_rules(old: Plan, new: RuleFrom, today: date) -> tuple[RuleFrom, ...]:
    """A plan's rules after somebody gave it `new`: it counts from today on, earlier days stay.

    `new.start` may lie before today: then its days are counted from there and shown from today on.
    Nothing is split where nothing was due before today, where a single day is put on another, or
    for an anniversary, which is put right as a whole. Taking the rule away ends the plan yesterday.
    Changing back goes on with the old rule where no day of it was left out.
    """
    latest = old.rules[-1] if old.rules else None
    if latest is not None and _is_same(latest, new):
        return old.rules
    past = _ended(old.rules, today - _A_DAY)
    if old.anniversary or not past:
        return (new,)
    if latest is not None and rule_of(latest) is None and not new.rule:
        return (*_ended(old.rules[:-1], min(today, latest.start) - _A_DAY), new)
    first = next(_days_of_segment(new, max(today, new.start), LATEST), None)
    if first is None:
        return past
    rule = rule_of(new)
    text = to_rrule(rule) if rule is not None else new.rule
    return _continued(past, RuleFrom(new.start if new.start >= today else first, text), first)


def _is_same(one: RuleFrom, other: RuleFrom) -> bool:
    if one == other:
        return True
    rule = rule_of(one)
    return one.start == other.start and rule is not None and rule == rule_of(other)


def _ended(rules: Sequence[RuleFrom], last: date) -> tuple[RuleFrom, ...]:
    """The segments that have a day up to `last`, each ended by itself, without help of the next."""
    kept = []
    for segment, counted in _spans(rules):
        end = min(counted, last)
        if next(_days_of_segment(segment, segment.start, end), None) is None:
            continue
        rule = rule_of(segment)
        runs_on = rule is not None and (rule.until is None or rule.until > end)
        kept.append(_until(segment, end) if runs_on else segment)
    return tuple(kept)


def _until(segment: RuleFrom, end: date) -> RuleFrom:
    rule = rule_of(segment)
    return segment if rule is None else RuleFrom(segment.start, to_rrule(replace(rule, until=end)))


def _continued(past: tuple[RuleFrom, ...], new: RuleFrom, first: date) -> tuple[RuleFrom, ...]:
    """Put `new`, due first on `first`, after `past`; as one where it only goes on with the last."""
    before, rule = past[-1], rule_of(new)
    ended = rule_of(before)
    if ended is None or rule is None or ended.until is None:
        return (*past, new)
    unending = replace(ended, until=None)
    going_on = next(occurrences(unending, before.start, ended.until + _A_DAY, LATEST), None)
    if unending == replace(rule, until=None) and going_on == first:
        return (*past[:-1], RuleFrom(before.start, new.rule))
    return (*past, new)


__all__ = [
    "Anniversary",
    "anniversaries",
    "changed_rules",
    "days_of",
    "falls_on",
    "is_unreadable",
    "next_day",
    "rule_of",
]
