"""The names of weekdays, months and numbers, and reading them in what somebody typed.

The names come from the program's own catalogue, never from the locale of the process: one and the
same table says a word and understands it, so that a translation is understood as it is shown.
Several names for one thing stand in one place with `|` between them; the first is the one said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from journal.i18n import _, pgettext

# Translators: names in a row, Monday first
WEEKDAYS = tuple(_("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split())
"""Seven names, Monday first."""

# Translators: names in a row, Monday first, for narrow columns
SHORT_WEEKDAYS = tuple(_("Mon Tue Wed Thu Fri Sat Sun").split())
"""Seven names for narrow columns, Monday first."""

PLURAL_WEEKDAYS = tuple(
    # Translators: names in a row, as in “on Fridays”; understood when typed, never shown
    _("Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays").split()
)
"""Seven names as in *on Fridays*, Monday first; understood, never said."""

MONTHS = tuple(
    # Translators: names in a row, January first, as they stand in a date
    _(
        "January February March April May June July August September October November December"
    ).split()
)
"""Twelve names, January first."""

# Translators: names in a row, January first, for narrow columns
SHORT_MONTHS = tuple(pgettext("short", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split())
"""Twelve names for narrow columns, January first."""

ORDINALS = tuple(
    names.split("|")
    # Translators: names in a row, first to tenth; with | between names for one, the first is shown
    for names in _("first second|other third fourth fifth sixth seventh eighth ninth tenth").split()
)
"""First to tenth."""

DAY_ORDINALS = tuple(
    # Translators: names in a row, 31 of them, as in “the 12th”
    _(
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th "
        "17th 18th 19th 20th 21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th 31st"
    ).split()
)
"""The days of a month."""

_NUMBERS = tuple(
    names.split("|")
    # Translators: names in a row, one to twelve; with | between names for one
    for names in _("a|an|one two three four five six seven eight nine ten eleven twelve").split()
)

# Translators: names in a row, any number of small words that may be left out of a date
_FILLERS = frozenset(_("the of on").split())

_MANY_WORDS = {"rhythm", "rule", "weekdays", "date", "some"}
"""Placeholders of a phrase that stand for more than one word."""

_SHORTEST = 3
"""Letters that are enough to name a weekday or a month."""


def fold(text: str) -> str:
    """What was typed, without capitals, commas or more than one space between two words."""
    return " ".join(text.casefold().replace(",", " ").split())


def match(phrase: str, said: str) -> dict[str, str] | None:
    """The words that stand in the places of `phrase`, such as `every {n} days`, or None.

    `said` is folded text. A place is one word unless its name is one of a few.
    """
    found = _pattern(phrase).fullmatch(said)
    return None if found is None else found.groupdict()


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", phrase)
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = f"(?P<{piece}>{'.+?' if piece in _MANY_WORDS else r'[^ ]+'})"
        else:
            blank = piece.casefold().replace(",", " ")
            pieces[index] = re.sub(r"(\\ )+", " ", re.escape(blank))
    return re.compile("".join(pieces))


def plural_forms(say: Callable[[int], str]) -> set[str]:
    """Every form that `say`, an `ngettext` of a number, gives in this language."""
    return {say(n) for n in (0, 1, 2, 3, 5, 6, 11, 21, 100, 101)}


def weekday_named(word: str) -> int | None:
    """The weekday, 0 for Monday, by its name or at least three letters of it."""
    return _named(word, WEEKDAYS, SHORT_WEEKDAYS, PLURAL_WEEKDAYS)


def month_named(word: str) -> int | None:
    """The month, 1 to 12, by its name or at least three letters of it."""
    found = _named(word, MONTHS, SHORT_MONTHS)
    return None if found is None else found + 1


def _named(word: str, *tables: tuple[str, ...]) -> int | None:
    bare = word.rstrip(".")
    for table in tables:
        for index, name in enumerate(table):
            if bare == name.casefold().rstrip("."):
                return index
    starts = [index for index, name in enumerate(tables[0]) if name.casefold().startswith(bare)]
    return starts[0] if len(starts) == 1 and len(bare) >= _SHORTEST else None


def number_said(word: str) -> int | None:
    """A whole number of at most six digits, or one in words up to twelve."""
    if re.fullmatch(r"[0-9]{1,6}", word):
        return int(word)
    return _alternative(word, _NUMBERS)


def ordinal_said(word: str) -> int | None:
    """A place in a row: *second*, *other* or *2nd* are 2."""
    found = _alternative(word, ORDINALS)
    return _alternative(word, tuple([name] for name in DAY_ORDINALS)) if found is None else found


def _alternative(word: str, table: tuple[list[str], ...]) -> int | None:
    for index, names in enumerate(table, start=1):
        if word in [name.casefold() for name in names]:
            return index
    return None


def month_day_said(word: str) -> int | None:
    """A day of the month, 1 to 31: *12*, *12.* or *12th*."""
    if re.fullmatch(r"[0-9]{1,2}\.?", word):
        day = int(word.rstrip("."))
        return day if 1 <= day <= len(DAY_ORDINALS) else None
    return _alternative(word, tuple([name] for name in DAY_ORDINALS))


def day_and_month_said(words: list[str]) -> tuple[int, int] | None:
    """Day and month of *12 march*, *march 12* or *the 12th of march*, without looking it up."""
    telling = [word for word in words if word not in _FILLERS]
    if len(telling) != 2:
        return None
    for day_word, month_word in (telling, reversed(telling)):
        day, month = month_day_said(day_word), month_named(month_word)
        if day is not None and month is not None:
            return day, month
    return None


def without_fillers(words: list[str]) -> list[str]:
    """The words without those that only join the others, such as *the*, *of* and *on*."""
    return [word for word in words if word not in _FILLERS]
