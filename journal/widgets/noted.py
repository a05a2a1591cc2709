"""Entries as they look everywhere, with something said about each: where it came from, a hit."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from journal.model.record import Record
from journal.store import Draft
from journal.widgets.entry import EntryList, EntryView

Note = Callable[[Record, Content], Content]
"""Takes a record and how it looks, and gives how it looks here."""


class NotedList(EntryList):
    """A list of entries of which each is shown as `note` changes it."""

    REDRAWS = True

    def __init__(
        self,
        empty: str,
        note: Note,
        *,
        dated: bool = True,
        heading: Callable[[Record | Draft], str] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(empty, dated=dated, heading=heading, id=id)
        self.note = note

    def _views(self, first: int, last: int) -> list[EntryView]:
        views = super()._views(first, last)
        for view in views:
            if isinstance(view.item, Record) and isinstance(view.content, Content):
                view.content = self.note(view.item, view.content)
        return views
