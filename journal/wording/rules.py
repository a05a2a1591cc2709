"""Recurring rules in words, and understanding them when they are typed.

One table of phrases says a rule and reads it back, so whatever the program shows can be typed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from journal.i18n import _, ngettext
from journal.model.days import last_day_of
from journal.model.recurrence import Freq, Rule, RuleError, from_rrule, settle
from journal.model.rule import LEAP_YEAR
from journal.wording.dates import (
    NotUnderstood,
    no_such_day,
    say_day_and_month,
    say_full,
    understand_day,
)
from journal.wording.names import (
    DAY_ORDINALS,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    day_and_month_said,
    fold,
    match,
    month_day_said,
    month_named,
    number_said,
    ordinal_said,
    plural_forms,
    weekday_named,
)

_WORKDAYS = (0, 1, 2, 3, 4)

_LONGEST = 200
"""Characters of the longest text that is read as a rule."""

_EACH: dict[Freq, tuple[str, ...]] = {
    "daily": (_("every day"), _("daily"), _("each day")),
    "weekly": (_("every week"), _("weekly"), _("each week")),
    "monthly": (_("monthly"), _("every month"), _("each month")),
    "yearly": (_("yearly"), _("every year"), _("each year"), _("annually")),
}
"""Counting every one: the first is said, all are understood."""

_EVERY_NTH: dict[Freq, str] = {
    "daily": _("every {nth} day"),
    "weekly": _("every {nth} week"),
    "monthly": _("every {nth} month"),
    "yearly": _("every {nth} year"),
}

_EVERY_N: dict[Freq, Callable[[int], str]] = {
    "daily": lambda n: ngettext("every {n} day", "every {n} days", n),
    "weekly": lambda n: ngettext("every {n} week", "every {n} weeks", n),
    "monthly": lambda n: ngettext("every {n} month", "every {n} months", n),
    "yearly": lambda n: ngettext("every {n} year", "every {n} years", n),
}


def say_rule(rule: Rule) -> str:
    """The rule in words: *every second Sunday*, *monthly on the 12th, until 1 May 2027*."""
    said = _say_unending(rule)
    if rule.until is None:
        return said
    return _("{rule}, until {date}").format(rule=said, date=say_full(rule.until))


def _say_unending(rule: Rule) -> str:
    rhythm = _say_rhythm(rule.freq, rule.interval)
    if rule.nth is not None:
        return _say_nth(rule, rhythm)
    if rule.weekdays:
        return _say_weekdays(rule, rhythm)
    if rule.month_day is None:
        return rhythm
    if rule.month is not None:
        day = say_day_and_month(rule.month_day, rule.month)
        return _("{rhythm} on {date}").format(rhythm=rhythm, date=day)
    if rule.month_day == -1:
        return _("{rhythm} on the last day").format(rhythm=rhythm)
    ordinal = DAY_ORDINALS[rule.month_day - 1]
    return _("{rhythm} on the {day}").format(rhythm=rhythm, day=ordinal)


def _say_nth(rule: Rule, rhythm: str) -> str:
    nth = _("last") if rule.nth is None or rule.nth == -1 else ORDINALS[rule.nth - 1][0]
    weekday = WEEKDAYS[rule.weekdays[0]]
    if rule.month is None:
        phrase = _("{rhythm} on the {nth} {weekday}")
        return phrase.format(rhythm=rhythm, nth=nth, weekday=weekday)
    phrase = _("{rhythm} on the {nth} {weekday} of {month}")
    month = MONTHS[rule.month - 1]
    return phrase.format(rhythm=rhythm, nth=nth, weekday=weekday, month=month)


def _say_rhythm(freq: Freq, interval: int) -> str:
    if interval == 1:
        return _EACH[freq][0]
    if interval <= len(ORDINALS):
        return _EVERY_NTH[freq].format(nth=ORDINALS[interval - 1][0])
    return _EVERY_N[freq](interval).format(n=interval)


def _say_weekdays(rule: Rule, rhythm: str) -> str:
    names = [WEEKDAYS[weekday] for weekday in rule.weekdays]
    said = names[-1]
    if len(names) > 1:
        said = _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
    if rule.interval == 1:
        every = _("every weekday") if rule.weekdays == _WORKDAYS else _("every {weekdays}")
        return every.format(weekdays=said)
    if rule.interval == 2 and len(names) == 1:
        return _("every {nth} {weekday}").format(nth=ORDINALS[1][0], weekday=said)
    return _("{rhythm} on {weekdays}").format(rhythm=rhythm, weekdays=said)


def understand_rule(text: str, start: date) -> Rule:
    """The rule that somebody typed for a plan that begins on `start`; NotUnderstood otherwise.

    Read is all that `say_rule` says, close variants of it (*weekly*, *fridays*, *every other
    sunday*, *every 2 weeks*, *first friday of the month*, *14 february*), and an RRULE. What the
    words leave open is taken from `start`: *every week* is its weekday. The end, *until 1 may*, is
    a day as `understand_day` reads it looking ahead from `start`. *Every third friday* is refused,
    since it may be every three weeks or once a month.
    """
    try:
        rule = _understand(text, start)
    except RuleError as error:
        raise NotUnderstood(_(error.sentence).format(**error.fields)) from None
    if rule.until is not None and rule.until < start:
        raise NotUnderstood(_("The rule would end before it begins; choose a later last day."))
    return settle(rule, start)


def _understand(text: str, start: date) -> Rule:
    said = fold(text)
    if len(said) > _LONGEST:
        raise _unknown()
    if "freq=" in "".join(said.split()):
        return from_rrule(text)
    ending = match(_("{rule}, until {date}"), said)
    until = None
    if ending is not None:
        until = understand_day(ending["date"], start, looking="ahead")
        said = ending["rule"]
    rule = _read(said, until) or _read(fold(_("every {rule}").format(rule=said)), until)
    if rule is None:
        raise _unknown()
    return rule


def _unknown() -> NotUnderstood:
    return NotUnderstood(
        _(
            "This rule is not understood; try “every friday”, “every second sunday”, "
            "“monthly on the 12th” or “yearly on 14 february”."
        )
    )


def _read(said: str, until: date | None) -> Rule | None:
    """The first phrase of the table that fits and whose words make a rule."""
    for phrase, build in _PHRASES:
        words = match(phrase, said)
        rule = None if words is None else build(words, until)
        if rule is not None:
            return rule
    rhythm = _rhythm_said(said)
    return None if rhythm is None else Rule(*rhythm, until=until)


def _rhythm_said(said: str) -> tuple[Freq, int] | None:
    for freq, each in _EACH.items():
        if said in map(fold, each):
            return freq, 1
        words = match(_EVERY_NTH[freq], said)
        count = None if words is None else ordinal_said(words["nth"])
        if count is not None:
            return freq, count
        for phrase in plural_forms(_EVERY_N[freq]):
            words = match(phrase, said)
            count = None if words is None else number_said(words["n"])
            if count is not None:
                return freq, count
    return None


def _rhythm_of(words: dict[str, str], freq: Freq) -> int | None:
    """The interval that the words name, 1 where they name none; None for another rhythm."""
    if "rhythm" not in words:
        return 1
    found = _rhythm_said(words["rhythm"])
    return found[1] if found is not None and found[0] == freq else None


def _workdays(_words: dict[str, str], until: date | None) -> Rule | None:
    return Rule("weekly", weekdays=_WORKDAYS, until=until)


def _weekly(words: dict[str, str], until: date | None) -> Rule | None:
    interval = _rhythm_of(words, "weekly")
    said = words["weekdays"]
    while (some := match(_("{some} and {last}"), said)) is not None:
        said = "{some} {last}".format(**some)
    names = [name for name in said.split() if name not in ("&", "+")]
    found = {weekday_named(name) for name in names}
    weekdays = tuple(sorted(weekday for weekday in found if weekday is not None))
    if interval is None or not weekdays or len(weekdays) < len(found):
        return None
    return Rule("weekly", interval, weekdays, until=until)


def _every_so_many(words: dict[str, str], until: date | None) -> Rule | None:
    """*Every second sunday* and *every 3 fridays* count weeks; *every first friday* is monthly."""
    weekday = weekday_named(words["weekday"])
    if weekday is None:
        return None
    if words["nth"] == fold(_("last")) or ordinal_said(words["nth"]) == 1:
        return _nth_weekday(words, until)
    count = number_said(words["nth"]) or ordinal_said(words["nth"])
    if count in (3, 4, 5) and number_said(words["nth"]) is None:
        message = _("“{said}” can be read as “{one}” or as “{other}”; write one of them.")
        readings = _weeks_or_month(count, weekday)
        said = _("every {nth} {weekday}").format(**words | {"weekday": WEEKDAYS[weekday]})
        raise NotUnderstood(message.format(said=said, one=readings[0], other=readings[1]))
    return None if count is None else Rule("weekly", count, (weekday,), until=until)


def _weeks_or_month(count: int, weekday: int) -> tuple[str, str]:
    nth = ORDINALS[count - 1][0]
    monthly = _("{rhythm} on the {nth} {weekday}").format(
        rhythm=_EACH["monthly"][0], nth=nth, weekday=WEEKDAYS[weekday]
    )
    return say_rule(Rule("weekly", count, (weekday,))), monthly


def _nth_weekday(words: dict[str, str], until: date | None) -> Rule | None:
    freq: Freq = "yearly" if "month" in words else "monthly"
    interval = _rhythm_of(words, freq)
    nth = -1 if words["nth"] == fold(_("last")) else ordinal_said(words["nth"])
    weekday = weekday_named(words["weekday"])
    month = month_named(words["month"]) if "month" in words else None
    if interval is None or weekday is None or ("month" in words and month is None):
        return None
    if nth not in (1, 2, 3, 4, 5, -1):
        return None
    return Rule(freq, interval, (weekday,), nth, month=month, until=until)


def _last_day(words: dict[str, str], until: date | None) -> Rule | None:
    interval = _rhythm_of(words, "monthly")
    return None if interval is None else Rule("monthly", interval, month_day=-1, until=until)


def _month_day(words: dict[str, str], until: date | None) -> Rule | None:
    interval, day = _rhythm_of(words, "monthly"), month_day_said(words["day"])
    if interval is None or day is None:
        return None
    return Rule("monthly", interval, month_day=day, until=until)


def _date(words: dict[str, str], until: date | None) -> Rule | None:
    interval, found = _rhythm_of(words, "yearly"), day_and_month_said(words["date"].split())
    if interval is None or found is None:
        return None
    day, month = found
    if day > last_day_of(LEAP_YEAR, month):
        raise no_such_day(day, month)
    return Rule("yearly", interval, month_day=day, month=month, until=until)


_PHRASES: tuple[tuple[str, Callable[[dict[str, str], date | None], Rule | None]], ...] = (
    (_("every weekday"), _workdays),
    (_("weekdays"), _workdays),
    (_("every {weekdays}"), _weekly),
    (_("on {weekdays}"), _weekly),
    (_("{rhythm} on {weekdays}"), _weekly),
    (_("{rhythm} on the last day"), _last_day),
    (_("{rhythm} on the last day of the month"), _last_day),
    (_("every last day of the month"), _last_day),
    (_("{rhythm} on the {day}"), _month_day),
    (_("{rhythm} on the {day} of the month"), _month_day),
    (_("every {day} of the month"), _month_day),
    (_("{rhythm} on the {nth} {weekday}"), _nth_weekday),
    (_("{rhythm} on the {nth} {weekday} of the month"), _nth_weekday),
    (_("every {nth} {weekday} of the month"), _nth_weekday),
    (_("{rhythm} on the {nth} {weekday} of {month}"), _nth_weekday),
    (_("every {nth} {weekday} of {month}"), _nth_weekday),
    (_("{rhythm} on {date}"), _date),
    (_("every {date}"), _date),
    (_("every {nth} {weekday}"), _every_so_many),
)
"""How a rule is said and read; the first phrase whose words make sense is taken."""
