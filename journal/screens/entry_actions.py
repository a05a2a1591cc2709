"""What keys do with the entry that has focus: walk, open, edit, delete, star, add to it."""

from __future__ import annotations

from textual import on
from textual.screen import Screen

from journal.model.record import Record
from journal.screens.dialogs import choose_form, confirm_delete
from journal.screens.entry import EntryScreen, edit_form, edit_screen, finish_screen, follow_up
from journal.session import Session
from journal.store import Draft
from journal.widgets.entry import EntryList, EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.forms import FOLLOW_UPS


class EntryActions(Screen[None]):
    """A screen with entries on it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def entry(self) -> EntryView | None:
        """The entry that has focus."""
        return self.focused if isinstance(self.focused, EntryView) else None

    @property
    def record(self) -> Record | None:
        """The record that has focus, if it is a kept one."""
        view = self.entry
        return view.item if view is not None and isinstance(view.item, Record) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what has nothing to act on."""
        record, usable = self.record, self._usable
        can = {
            "entry_edit": usable is not None and edit_form(usable) is not None,
            "entry_star": usable is not None,
            "entry_add": record is not None and type(record) in FOLLOW_UPS,
            "entry_delete": usable is not None or (record is None and self.entry is not None),
        }
        if action in can:
            return True if can[action] else None
        if action in ("entry_move", "entry_first", "entry_last"):
            return True if self.query(EntryView) else None
        return True

    @property
    def _usable(self) -> Record | None:
        """The kept entry that has focus, if this version may change it."""
        record = self.record
        if record is None or self.session.journal.is_read_only(record):
            return None
        return record

    async def action_entry_move(self, by: int) -> None:
        """Go to the next or previous entry; scroll where there is none."""
        views = [view for view in self.query(EntryView) if view.display]
        if self.entry is None:
            at = 0 if by > 0 else len(views) - 1
        else:
            at = views.index(self.entry) + by
        if at >= len(views) - 3:
            for entries in self.query(EntryList):
                await entries.show_more()
            views = [view for view in self.query(EntryView) if view.display]
        if 0 <= at < len(views):
            focus_now(views[at])

    def action_entry_first(self) -> None:
        """Go to the first entry."""
        focus_now(self.query(EntryView).first())

    def action_entry_last(self) -> None:
        """Go to the last entry that is shown."""
        focus_now(self.query(EntryView).last())

    def action_entry_open(self) -> None:
        """Open the entry, or begin writing where there is none."""
        if self.entry is None:
            self.call_later(self.run_action, "new")
        else:
            self.open_item(self.entry.item)

    def open_item(self, item: Record | Draft) -> None:
        """Open an entry whole, or a text left unfinished where it can be finished."""
        if isinstance(item, Record):
            self.app.push_screen(EntryScreen(self.session, item))
        elif item.kind == "talk":
            self.call_later(self.run_action, "app.go('timer')")
        elif (screen := finish_screen(self.session, item)) is not None:
            self.app.push_screen(screen)

    @on(EntryView.Opened)
    def _opened(self, event: EntryView.Opened) -> None:
        event.stop()
        self.open_item(event.item)

    def action_entry_edit(self) -> None:
        """Change the entry."""
        if self.record is not None:
            screen = edit_screen(self.session, self.record)
            if screen is not None:
                self.app.push_screen(screen)

    def action_entry_delete(self) -> None:
        """Ask, then put the entry in the bin, or discard the unfinished text."""
        if self.entry is not None:
            confirm_delete(self, self.session, self.entry.item)

    async def action_entry_star(self) -> None:
        """Put a star on the entry, or take it off."""
        if self.record is not None:
            await self.session.toggle_star(self.record)

    def action_entry_add(self) -> None:
        """Add what belongs to the entry."""
        record = self.record
        if record is not None:
            choose_form(
                self,
                FOLLOW_UPS[type(record)],
                lambda form: follow_up(self, self.session, record, form),
            )
