"""A year of an invented couple's life, to look at the program with: the same for the same day."""

from __future__ import annotations

from datetime import date, datetime

from journal.content import Catalogue
from journal.demo import care, feelings, steps, together, touch
from journal.demo.texts import Texts, texts
from journal.demo.year import Year
from journal.model.clock import Clock
from journal.model.days import civil_day
from journal.model.record import Record
from journal.store import Home, Journal


def year_of_records(
    texts: Texts, author: str, now: datetime, today: date, catalogue: Catalogue
) -> list[Record]:
    """Make all the records of a year that ends on `today`, in the order of their days."""
    year = Year(author, now, today, catalogue)
    for part in (
        feelings.feelings,
        steps.writing,
        steps.needs,
        steps.listening,
        steps.honesty,
        together.together,
        together.asking_for_help,
        touch.touch,
        touch.good,
        care.care,
        care.seeing,
        care.meeting,
        care.signs,
    ):
        part(year, texts)
    return sorted(year.records, key=lambda record: record.day)


def make_demo(home: Home, clock: Clock, catalogue: Catalogue, *, day_ends: int) -> Journal:
    """Make the demo in an empty home, as one commit, and give the journal, open."""
    said = texts(catalogue.language)
    journal = Journal.create(home, said.name, said.partner, clock=clock)
    try:
        today = civil_day(clock.now(), day_ends)
        records = year_of_records(said, journal.me.id, clock.now(), today, catalogue)
        journal.commit(records).result()
    except BaseException:
        journal.close()
        raise
    return journal
