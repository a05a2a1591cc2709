"""Everyday touch in Ana's year, and what was good on two of their Fridays."""

from __future__ import annotations

from journal.demo.calendar import spread
from journal.demo.texts import Texts
from journal.demo.year import Year
from journal.model import kinds


def touch(year: Year, texts: Texts) -> None:
    """How each touch is for her, what felt good, and today's word."""
    said = texts.touch
    listed = {each.id: each.text for each in year.catalogue.touch.touches}
    for day, each in spread(said.said, year.today, first=90, last=60):
        words = each.text or listed[each.listed]
        year.keep(kinds.Touch(day=day, text=words, listed=each.listed, how=each.how))
    for day, note in spread(said.notes, year.today, first=80, last=3):
        year.keep(kinds.TouchNote(day=day, text=note))
    year.keep(kinds.TouchToday(day=year.today, welcome=True))


def good(year: Year, texts: Texts) -> None:
    """One line each about the last days of a plan that were done."""
    done = [
        record
        for record in year.records
        if isinstance(record, kinds.PlanMark) and record.state == "done"
    ]
    done.sort(key=lambda mark: mark.occasion, reverse=True)
    for mark, text in zip(done, texts.touch.good, strict=False):
        year.keep(
            kinds.WasGood(day=mark.occasion, text=text, occasion=mark.occasion, about=mark.about)
        )
