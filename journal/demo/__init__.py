"""A year of an invented couple's life, to look at the program with: the same for the same day.

Ana's own year is made of texts alone. What she and Ben have said to each other since they paired is
said by two journals that know no better; then his is thrown away, and hers is left with what came.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path

from journal.content import Catalogue
from journal.demo import care, feelings, steps, together, touch
from journal.demo.scene_texts import scene_texts
from journal.demo.scenes import play
from journal.demo.stage import on_stage
from journal.demo.texts import Texts, texts
from journal.demo.year import Year
from journal.model.clock import Clock
from journal.model.days import civil_day
from journal.model.record import Record
from journal.store import Home, Journal


def year_of_records(
    texts: Texts, author: str, now: datetime, today: date, catalogue: Catalogue
) -> list[Record]:
    """Make all that Ana wrote for herself in a year that ends on `today`, by day."""
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
    """Make the demo in an empty home, and give Ana's journal, open.

    She is paired with Ben, through a folder inside that home; nobody is at its other end. Raises
    as `Journal.create`.
    """
    said = texts(catalogue.language)
    today = civil_day(clock.now(), day_ends)
    with tempfile.TemporaryDirectory(prefix="twofold-ben-") as folder:
        ben = Home(Path(folder) / "home", Path(folder) / "state")
        with on_stage(home, ben, (said.name, said.partner), today, clock) as stage:
            author = stage.me.journal.me.id
            stage.will_write(year_of_records(said, author, clock.now(), today, catalogue))
            said_by_both = scene_texts(catalogue.language)
            play(stage, said_by_both, catalogue, Path(folder) / "elsewhere")
    return Journal.open(home, said.name, clock=clock)
