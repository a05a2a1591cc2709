"""The forms of step 5: what bonds us, plans, memories."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from journal.i18n import _
from journal.model import kinds
from journal.model.days import LATEST
from journal.model.plans import changed_rules
from journal.model.record import Record
from journal.model.recurrence import Rule, occurrences, to_rrule
from journal.widgets.forms.form import BadField, Field, Form, Values
from journal.wording.dates import say_long, understand_day
from journal.wording.plans import say_rule_from, say_understood
from journal.wording.records import ASPECTS
from journal.wording.rules import understand_rule
from journal.wording.together import LENGTHS, PHONES_AWAY, TOGETHER

INTEREST = Form(
    kinds.Interest,
    _("Something that bonds you"),
    "b",
    (
        Field("text", "", "line", hint=_("Long breakfasts …"), needed=True),
        Field("aspect", "", "choice", choices=tuple(ASPECTS.items())),
        Field(
            "whose",
            _("Whose"),
            "choice",
            choices=(("me", _("mine")), ("partner", _("my partner’s, as I know it"))),
        ),
    ),
)


# Memories


def _memory(values: dict[str, Any], _old: Record | None, _today: date) -> dict[str, Any]:
    """A span has a last day that is not before its first; one day alone is no span."""
    first, last = values["day"], values["until"]
    if last is not None and last < first:
        sentence = _("A memory ends on or after the day it begins, {day}; choose a later day.")
        raise BadField("until", sentence.format(day=say_long(first, year=True)))
    if last == first:
        values["until"] = None
    return values


def _memory_understood(values: Values, _old: Record | None, today: date) -> str:
    """Say the day that was understood, or both ends of the span."""
    days = []
    for name in ("day", "until"):
        try:
            day = understand_day(values.get(name, ""), today, looking="back")
        except ValueError:
            continue
        days.append(say_long(day, year=True))
    if len(days) == 2:
        return _("{first} until {last}").format(first=days[0], last=days[1])
    return "".join(days)


MEMORY = Form(
    kinds.Memory,
    _("A memory"),
    "m",
    (
        Field("title", _("Title"), "line", hint=_("The rainy market"), needed=True),
        Field("day", _("Day"), "day", hint=_("today, last friday, 2024-03-12 …")),
        Field("until", _("Until, if it was more than a day"), "day"),
        Field("place", _("Place"), "line"),
        Field("tags", _("Tags"), "tags", hint=_("#travel #rain")),
        Field("words", _("Your own words")),
    ),
    make=_memory,
    understood=_memory_understood,
    understands=("day", "until"),
)


OWN_WORDS = Form(
    kinds.OwnWords,
    _("Your own words about it"),
    "o",
    (Field("text", hint=_("How it was, or will be, for you …"), needed=True),),
)


def _was_good(values: dict[str, Any], _old: Record | None, _today: date) -> dict[str, Any]:
    """Which day of the plan it is comes with the form as text."""
    if isinstance(values.get("occasion"), str):
        values["occasion"] = date.fromisoformat(values["occasion"])
    return values


WAS_GOOD = Form(
    kinds.WasGood,
    _("What was good"),
    "o",
    (Field("text", "", "line", hint=_("How we laughed over the cork …"), needed=True),),
    make=_was_good,
    redated=False,
)


# Replies

REPLY = Form(
    kinds.Reply,
    _("A reply"),
    "r",
    (Field("text", hint=_("Write here …"), needed=True),),
    redated=False,
)


# Plans


def _rule_text(every: str, on: date, *, anniversary: bool, old: Record | None) -> str:
    """The rule that was typed, as it is kept; a text of another version stays as it is."""
    if isinstance(old, kinds.Plan) and every and every == old.rules[-1].rule:
        return every
    if not every:
        return to_rrule(understand_rule("FREQ=YEARLY", on)) if anniversary else ""
    try:
        rule = understand_rule(every, on)
    except ValueError as error:
        raise BadField("every", str(error)) from None
    if anniversary and not _is_yearly(rule):
        sentence = _("An anniversary comes round once a year; leave this line empty for that.")
        raise BadField("every", sentence)
    return to_rrule(rule)


def _is_yearly(rule: Rule) -> bool:
    return rule.freq == "yearly" and rule.interval == 1


def _first_day(every: str, today: date) -> date:
    """The first day of a rule from today on."""
    rule = understand_rule(every, today)
    return next(occurrences(rule, today, today, LATEST), today)


def _begins(on: str, every: str, today: date) -> tuple[date, str]:
    """The day a plan begins, and its rule.

    A rule alone begins on the first day it names, and *every friday* under “When” is a rule, since
    that is where many will type it.
    """
    try:
        if on:
            return understand_day(on, today, looking="ahead"), every
    except ValueError as error:
        if not every:
            with suppress(ValueError):
                return _first_day(on, today), on
        raise BadField("on", str(error)) from None
    if not every:
        raise BadField("on", _("Please write a day here, or below it how it comes back."))
    try:
        return _first_day(every, today), every
    except ValueError as error:
        raise BadField("every", str(error)) from None


def _plan(values: dict[str, Any], old: Record | None, today: date) -> dict[str, Any]:
    """Make the plan's rules; a changed rule counts from now on, days before it keep the old."""
    on, every = _begins(values.pop("on"), values.pop("every"), today)
    anniversary = values.pop("sort") == "anniversary"
    minutes, phones = values.pop("length", "") or 0, values.pop("phones", "")
    time = {"minutes": int(minutes), "phones_away": phones == "away"}
    new = kinds.RuleFrom(on, _rule_text(every, on, anniversary=anniversary, old=old))
    rules: tuple[kinds.RuleFrom, ...] = (new,)
    if isinstance(old, kinds.Plan) and not anniversary:
        rules = changed_rules(old, new, today)
    return values | time | {"anniversary": anniversary, "rules": rules, "day": rules[0].start}


def _plan_typed(record: Record) -> dict[str, str]:
    assert isinstance(record, kinds.Plan)
    latest = record.rules[-1]
    return {
        "title": record.title,
        "on": latest.start.isoformat(),
        "every": say_rule_from(latest),
        "sort": "anniversary" if record.anniversary else "plan",
        "together": record.together,
        "length": str(record.minutes),
        "phones": "away" if record.phones_away else "",
        "note": record.note,
    }


def _plan_understood(values: Values, old: Record | None, today: date) -> str:
    """Say the day and the rule as they were understood; only the day where the rule was not."""
    day, every = values.get("on", "").strip(), values.get("every", "").strip()
    try:
        on, every = _begins(day, every, today)
    except BadField:
        return ""
    typed = {"title": "", "on": on.isoformat(), "every": every, "note": ""}
    try:
        made = _plan(typed | {"sort": values.get("sort", "")}, old, today)
    except BadField as error:
        return f"{say_long(on, year=True)} · {error}"
    return say_understood(old if isinstance(old, kinds.Plan) else None, kinds.Plan(**made), today)


PLAN = Form(
    kinds.Plan,
    _("A plan"),
    "p",
    (
        Field("title", _("What"), "line", hint=_("Wine and cheese"), needed=True),
        Field(
            "on", _("When"), "line",
            hint=_("friday, 12 december …"),
        ),
        Field(
            "every", _("Again, if it comes back"), "line",
            hint=_("every friday, monthly on the 12th …"),
        ),
        Field(
            "sort", "", "choice",
            choices=(("plan", _("a plan")), ("anniversary", _("an anniversary"))),
        ),
        Field(
            "together", _("What sort of time"), "choice", only_with=("sort", "plan"),
            choices=tuple(TOGETHER.items()),
        ),
        Field(
            "length", _("How long"), "choice", only_with=("sort", "plan"),
            choices=tuple((str(minutes), words) for minutes, words in LENGTHS.items()),
        ),
        Field(
            "phones", _("Phones"), "choice", only_with=("sort", "plan"),
            choices=(("", _("as they are")), ("away", PHONES_AWAY)),
        ),
        Field("note", _("A note"), "line"),
    ),
    make=_plan,
    take=_plan_typed,
    understood=_plan_understood,
    understands=("on", "every", "sort"),
    redated=False,
)  # fmt: skip
