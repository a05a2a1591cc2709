"""Plans in words: when they fall, how they come back, and how far away they are."""

from __future__ import annotations

from datetime import date

from journal.i18n import _, ngettext
from journal.model.kinds import Plan, PlanMark, RuleFrom
from journal.model.occurrences import Occurrence
from journal.model.plans import Anniversary, next_day, rule_of
from journal.wording.dates import say_day, say_distance, say_full, say_long
from journal.wording.rules import say_rule


def say_rule_from(segment: RuleFrom) -> str:
    """How it comes back, as it can be typed; a text that cannot be read here stays as it is."""
    rule = rule_of(segment)
    return segment.rule if rule is None else say_rule(rule)


def say_unreadable() -> str:
    """Say of a plan that its rule is one this version cannot read."""
    return _("how it comes back cannot be read here, so only its first day is shown")


def say_when(plan: Plan) -> str:
    """Say when a plan falls: its rule, or its one day."""
    if not plan.rules:
        return ""
    latest = plan.rules[-1]
    rule = rule_of(latest)
    if rule is not None:
        return say_rule(rule)
    day = say_long(latest.start, year=True)
    return f"{day} · {say_unreadable()}" if latest.rule else day


def say_understood(old: Plan | None, new: Plan, today: date) -> str:
    """Say what a plan would be before it is kept: *every Friday, first on 27 November 2026*.

    `old` is what it was before, or nothing for a new one.
    """
    latest = new.rules[-1]
    coming = next_day(new, today if old is not None else latest.start)
    if coming is None:
        return _("It ends here. The days before today stay as they are.")
    rule = rule_of(latest)
    if rule is None:
        day = say_long(coming, year=True)
        return f"{day} · {say_unreadable()}" if latest.rule else day
    if old is None or coming == latest.start:
        words = _("{rule}, first on {day}")
    else:
        words = _("{rule}, next on {day}")
    return words.format(rule=say_rule(rule), day=say_full(coming))


def say_begins(segment: RuleFrom) -> str:
    """Say how a plan comes back, and from when: *every Friday, from Friday 27 November 2026*."""
    day = say_long(segment.start, year=True)
    if not segment.rule:
        return day
    rule = rule_of(segment)
    if rule is None:
        return f"{day} · {say_unreadable()}"
    return _("{rule}, from {day}").format(rule=say_rule(rule), day=day)


def say_years(years: int) -> str:
    """How many years it has been: *6 years*; the first time of all is *the first time*."""
    if years < 1:
        return _("the first time")
    return ngettext("{n} year", "{n} years", years).format(n=years)


def say_anniversary(found: Anniversary, today: date) -> str:
    """When an anniversary comes round: *12 December · 6 years · in 20 days*."""
    parts = [say_day(found.day, today), say_years(found.years)]
    if abs(found.days) > 1:
        parts.append(say_distance(found.day, today))
    return capital(" · ".join(parts))


def say_state(occurrence: Occurrence) -> str:
    """Say what became of a day of a plan; nothing where it simply stands."""
    states = {"done": _("done"), "skipped": _("left out"), "moved": _("moved")}
    return states.get(occurrence.state, "")


def say_beside(mark: PlanMark, today: date, *, who: str = "") -> str:
    """Say what stands beside a day of a plan: another one proposed, or the other's leaving out.

    `who`: the name of whose mark it is, or nothing where it is one's own.
    """
    if mark.state == "moved" and mark.to is not None:
        day = say_planned_day(mark.to, today)
        words = _("{who} proposes {day}") if who else _("you propose {day}")
        return words.format(who=who, day=day)
    return _("{who} leaves this one out").format(who=who)


def say_yes(who: str = "") -> str:
    """Say whose yes it is; nothing stands for one's own."""
    return _("{who} says yes").format(who=who) if who else _("you said yes")


def say_planned_day(day: date, today: date) -> str:
    """The day of a plan, always with its weekday: *this Friday*, *Friday, 4 December*."""
    if abs((day - today).days) <= 7:
        return say_day(day, today)
    return say_long(day, year=day.year != today.year)


def say_rhythm(occurrence: Occurrence, today: date) -> str:
    """How it comes back, which year it is, or in place of which day; nothing for a single day."""
    plan = occurrence.plan
    latest = plan.rules[-1] if plan.rules else None
    if occurrence.day != occurrence.original:
        day = say_planned_day(occurrence.original, today)
        return _("in place of {day}").format(day=day)
    if latest is None or not latest.rule:
        return ""
    if plan.anniversary:
        return say_years(occurrence.day.year - latest.start.year)
    if rule_of(latest) is None:
        return _("comes back in a way not known here")
    return say_when(plan)


def capital(words: str) -> str:
    """Begin with a capital letter."""
    return words[:1].upper() + words[1:]
