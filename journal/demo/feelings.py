"""How Ana felt, and the line beside it on some evenings."""

from __future__ import annotations

from datetime import date, timedelta

from journal.demo.calendar import DAYS, chance, evenings
from journal.demo.texts import Texts
from journal.demo.year import Year
from journal.model import kinds


def feelings(year: Year, texts: Texts) -> None:
    """A check-in on most days, with a line beside those that have one."""
    lines = evenings(texts.days, year.today) | {year.today: texts.today}
    for ago in range(DAYS - 1, -1, -1):
        day = year.today - timedelta(days=ago)
        line = lines.get(day)
        if line is not None:
            feeling = _check_in(year, day, line.pleasant, line.energy, line.words)
            entry = kinds.Entry(
                day=day, step="communicate", text=line.text, about=feeling.reference
            )
            year.keep(entry)
        elif chance("skip", ago, below=6):
            for moment in range(2 if chance("twice", ago, below=12) == 0 else 1):
                _any_check_in(year, day, ago * 2 + moment)


def _any_check_in(year: Year, day: date, number: int) -> None:
    pleasant = (-2, -1, -1, 1, 1, 2, 2, 3, 3, 4)[chance("pleasant", number, below=10)]
    energy = (-3, -2, -2, -1, -1, 1, 1, 2, 3)[chance("energy", number, below=9)]
    _check_in(year, day, pleasant, energy, _words(year, pleasant, energy, number))


def _check_in(
    year: Year, day: date, pleasant: int, energy: int, words: tuple[str, ...]
) -> kinds.CheckIn:
    ago = (year.today - day).days
    return year.keep(
        kinds.CheckIn(
            day=day,
            pleasant=pleasant,
            energy=energy,
            words=words or _words(year, pleasant, energy, ago),
        )
    )


def _words(year: Year, pleasant: int, energy: int, number: int) -> tuple[str, ...]:
    """One word or two that lie near."""
    near = year.catalogue.feelings_near(pleasant, energy)[:6]
    places = {chance(which, number, below=len(near)) for which in ("word", "more")}
    return tuple(near[place].word for place in sorted(places))
