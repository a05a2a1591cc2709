"""An entry as it looks everywhere: its day, whose it is, who sees it, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from journal.model.kinds import PlanMark, Star
from journal.model.record import Record
from journal.model.said import body_of
from journal.store import Draft
from journal.widgets.entry_content import added_content, draft_content, entry_content
from journal.widgets.focusing import focus_now
from journal.widgets.known import Knows
from journal.wording.sharing import Seen

__all__ = [
    "About",
    "AddedView",
    "EntryList",
    "EntryView",
    "added_content",
    "draft_content",
    "entry_content",
]

About = Callable[[Record], Sequence[Record]]
"""Finds what is about a record, the oldest first."""

SILENT = (Star, PlanMark)
"""Marks that are not shown below what they are about: it shows them itself."""

BATCH = 30
"""How many entries a list shows before it is asked for more."""


class EntryView(Static, can_focus=True):
    """One entry in a list; the one with focus is the one that keys act on."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    EntryView {
        height: auto;
        max-width: 76;
        padding: 0 1;
        margin: 0 0 1 0;
        border-left: blank;
        &:focus { border-left: thick $accent; }
        &.-followed { margin: 0; }
        &.-added { margin: 0 0 1 2; max-width: 74; }
        &.-added.-followed { margin: 0 0 0 2; }
    }
    """

    class Opened(Message):
        """An entry, or a text left unfinished, is to be opened."""

        def __init__(self, item: Record | Draft) -> None:
            super().__init__()
            self.item = item

    def __init__(
        self,
        item: Record | Draft,
        today: date,
        *,
        starred: bool = False,
        dated: bool = True,
        seen: Seen | None = None,
    ) -> None:
        content = (
            draft_content(item, today)
            if isinstance(item, Draft)
            else entry_content(item, today, starred=starred, dated=dated, seen=seen)
        )
        super().__init__(content)
        self.item = item

    def on_click(self, event: Click) -> None:
        """Open the entry on a second click."""
        if event.chain == 2:
            self.post_message(self.Opened(self.item))


class AddedView(EntryView):
    """What was added to an entry, below it; keys act on it as on any other."""

    def __init__(
        self, record: Record, today: date, *, starred: bool = False, seen: Seen | None = None
    ) -> None:
        super().__init__(record, today)
        self.content = added_content(record, today, starred=starred, seen=seen)
        self.add_class("-added")


def _added_to(item: Record | Draft, about: About | None, own_rows: frozenset[str]) -> list[Record]:
    """What was added to a record, the oldest first, but not what has a row of its own."""
    if isinstance(item, Draft) or about is None:
        return []
    return [
        record
        for record in about(item)
        if not isinstance(record, SILENT) and record.id not in own_rows
    ]


class EntryList(Vertical):
    """Entries one below the other, newest first; more come as one walks down."""

    REDRAWS: ClassVar[bool] = False
    """Whether each showing draws anew, because more than the entries decides how they look."""

    DEFAULT_CSS = """
    EntryList { height: auto; width: 100%; }
    EntryList > .empty { color: $muted; max-width: 74; padding-left: 2; margin-bottom: 1; }
    """

    def __init__(
        self,
        empty: str,
        *,
        dated: bool = True,
        heading: Callable[[Record | Draft], str] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`heading` names an entry's group; the first of a group stands below its heading."""
        super().__init__(id=id)
        self._empty = empty
        self._heading = heading
        self._dated = dated
        self._items: Sequence[Record | Draft] = ()
        self._starred: frozenset[str] = frozenset()
        self._today = date.min
        self._about: About | None = None
        self._own_rows: frozenset[str] = frozenset()
        self._now: object = None
        self._count = 0
        """How many of the items are mounted."""

    def compose(self) -> ComposeResult:
        yield Static(Content(self._empty), classes="empty")

    async def show(
        self,
        items: Sequence[Record | Draft],
        today: date,
        *,
        starred: Iterable[str] = (),
        empty: str | None = None,
        about: About | None = None,
    ) -> None:
        """Show these; the one that had focus keeps it, or the private copy made when it went.

        With `about`, what was added to an entry stands below it, unless it is one of `items`.
        """
        starred, empty = frozenset(starred), self._empty if empty is None else empty
        own_rows = frozenset(item.id for item in items)
        count = min(len(items), max(BATCH, self._count))
        added = [_added_to(item, about, own_rows) for item in items[:count]]
        rows = [[item, *below] for item, below in zip(items, added, strict=False)]
        # a pass of sync changes who has seen what, and no record
        seen = [[self._seen(each) for each in row] for row in rows]
        now = (today, starred, empty, added, seen)
        if now == self._now and list(items) == list(self._items) and not self.REDRAWS:
            return
        focused = self.screen.focused
        held = ""
        if isinstance(focused, EntryView) and focused.parent is self:
            held = _stands_for(focused.item, self._items, items)
        self._now, self._items, self._today, self._count = now, items, today, count
        self._starred, self._empty, self._about, self._own_rows = starred, empty, about, own_rows
        at = self._index(focused) if held else 0
        with self.app.batch_update():
            await self.remove_children()
            if not items:
                await self.mount(Static(Content(self._empty), classes="empty"))
                return
            await self.mount(*self._rows(0, count))
        if held:
            self._focus_again(held, at)

    def _focus_again(self, held: str, at: int) -> None:
        views = list(self.query(EntryView))
        same = next((view for view in views if view.item.id == held), None)
        focus_now((same or views[min(at, len(views) - 1)]), scroll_visible=same is None)

    def _views(self, first: int, last: int) -> list[EntryView]:
        return [
            EntryView(
                item,
                self._today,
                starred=item.id in self._starred,
                dated=self._dated,
                seen=self._seen(item),
            )
            for item in self._items[first:last]
        ]

    def _seen(self, item: Record | Draft) -> Seen | None:
        """What the screen's journal knows about who sees it, where it has one."""
        screen = self.screen
        if isinstance(item, Record) and isinstance(screen, Knows):
            return screen.seen_of(item)
        return None

    def _rows(self, first: int, last: int) -> list[Static]:
        """The entries, with a heading before each group that begins among them."""
        rows: list[Static] = []
        before = self._group(first - 1) if first else ""
        for number, view in enumerate(self._views(first, last), first):
            group = self._group(number)
            if group and group != before:
                rows.append(Static(Content(group), classes="group"))
            added = [
                AddedView(
                    each, self._today, starred=each.id in self._starred, seen=self._seen(each)
                )
                for each in _added_to(view.item, self._about, self._own_rows)
            ]
            rows += [view, *added]
            for each in rows[len(rows) - 1 - len(added) : -1]:
                each.add_class("-followed")
            before = group
        return rows

    def _group(self, number: int) -> str:
        return self._heading(self._items[number]) if self._heading is not None else ""

    def _index(self, view: object) -> int:
        views = list(self.query(EntryView))
        return views.index(view) if view in views else -1

    async def show_more(self) -> None:
        """Mount the next batch, if there is one."""
        count, last = self._count, min(len(self._items), self._count + BATCH)
        if count < last:
            self._count = last  # before the mount: keys may come faster than rows
            await self.mount(*self._rows(count, last))


def _stands_for(
    item: Record | Draft, before: Sequence[Record | Draft], items: Sequence[Record | Draft]
) -> str:
    """Find the id under which an item stands now: what is taken back becomes a private copy."""
    known = {each.id for each in before}
    if isinstance(item, Record) and all(each.id != item.id for each in items):
        for each in items:
            if type(each) is type(item) and each.id not in known and _says_the_same(each, item):
                return each.id
    return item.id


def _says_the_same(one: Record | Draft, other: Record) -> bool:
    return isinstance(one, Record) and one.day == other.day and body_of(one) == body_of(other)
