"""One line about a record: a short word for when, and what it is; keys act on it as on an entry."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from journal.model.record import Record
from journal.widgets.entry import EntryView
from journal.widgets.words import clean

WHEN = 7
"""Cells for the word that says when."""


class Line(EntryView):
    """A record in a line, quieter words in a second one."""

    def __init__(self, record: Record, when: str, text: str, below: str = "") -> None:
        super().__init__(record, date.min)
        first = clean(text).split("\n", 1)[0]
        content = Content.assemble((f"{when:<{WHEN}}", "$muted"), " ", first)
        if below:
            content += Content.assemble("\n", " " * (WHEN + 1), (clean(below), "$muted"))
        self.content = content
