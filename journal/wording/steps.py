"""Steps from today in words, such as *yesterday*, *last week* and *3 days ago*."""

from __future__ import annotations

from collections.abc import Callable

from dateutil.relativedelta import relativedelta

from journal.i18n import _, ngettext
from journal.wording.names import fold, match, number_said, plural_forms

DAYS_AWAY = {
    _("the day before yesterday"): -2,
    _("yesterday"): -1,
    _("today"): 0,
    _("tomorrow"): 1,
    _("the day after tomorrow"): 2,
}
"""Days that have a name of their own, and how many days they are from today."""

_STEPS = {
    _("last week"): relativedelta(weeks=-1),
    _("next week"): relativedelta(weeks=1),
    _("last month"): relativedelta(months=-1),
    _("next month"): relativedelta(months=1),
    _("last year"): relativedelta(years=-1),
    _("next year"): relativedelta(years=1),
}


def days_ago(n: int) -> str:
    """The form for so many days back, `{n}` still in it."""
    return ngettext("{n} day ago", "{n} days ago", n)


def in_days(n: int) -> str:
    """The form for so many days ahead, `{n}` still in it."""
    return ngettext("in {n} day", "in {n} days", n)


_COUNTED: tuple[tuple[Callable[[int], str], relativedelta], ...] = (
    (days_ago, relativedelta(days=-1)),
    (in_days, relativedelta(days=1)),
    (lambda n: ngettext("{n} week ago", "{n} weeks ago", n), relativedelta(weeks=-1)),
    (lambda n: ngettext("in {n} week", "in {n} weeks", n), relativedelta(weeks=1)),
    (lambda n: ngettext("{n} month ago", "{n} months ago", n), relativedelta(months=-1)),
    (lambda n: ngettext("in {n} month", "in {n} months", n), relativedelta(months=1)),
    (lambda n: ngettext("{n} year ago", "{n} years ago", n), relativedelta(years=-1)),
    (lambda n: ngettext("in {n} year", "in {n} years", n), relativedelta(years=1)),
)


def step_said(said: str) -> relativedelta | None:
    """The step from today that folded text names, or None."""
    for words, days in DAYS_AWAY.items():
        if said == fold(words):
            return relativedelta(days=days)
    for words, step in _STEPS.items():
        if said == fold(words):
            return step
    for say, step in _COUNTED:
        for phrase in plural_forms(say):
            found = match(phrase, said)
            count = None if found is None else number_said(found["n"])
            if count is not None:
                return step * count
    return None
