"""What keys do with the entry that has focus: walk, open, edit, delete, star, add to it."""

from __future__ import annotations

from textual import on
from textual.screen import Screen

from journal.model.record import Record
from journal.screens.composing import can_delete, can_edit, edit_screen, finish_screen, takes_star
from journal.screens.dialogs import choose_form, confirm_delete
from journal.screens.entry import EntryScreen, follow_up, follow_ups
from journal.screens.reply import can_reply, reply_to
from journal.screens.sharing import change_who_sees, may_change_who_sees, show_what_travels
from journal.session import Session
from journal.store import Draft
from journal.widgets.composer import Composer
from journal.widgets.entry import EntryList, EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.frame import Sheet
from journal.widgets.known import seen_in
from journal.wording.sharing import Seen

SCROLL = 3
"""Rows by which a page scrolls where there is no further entry to go to."""

UNDER_WAY = {"talk": "timer", "meeting": "meeting"}
"""What is finished on a page of its own: kind of the draft → its mode."""


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

    @property
    def meant(self) -> Record | None:
        """The record that has focus; where nothing has it, what was kept last on this page."""
        name = self.session.just_kept
        if self.focused is not None or name is None:
            return self.record
        kept = self.session.journal.find(name)
        return kept if kept is not None and kept.gone is None else None

    def on_descendant_focus(self) -> None:
        """Whoever turns to something else means what was kept last no more."""
        self.session.just_kept = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what has nothing to act on."""
        record, meant, journal = self.record, self.meant, self.session.journal
        draft = record is None and self.entry is not None
        can = {
            "entry_edit": can_edit(journal, meant),
            "entry_star": record is not None and takes_star(journal, record),
            "entry_add": meant is not None and bool(follow_ups(journal, meant)),
            "entry_delete": can_delete(journal, record) or draft,
            "entry_reply": can_reply(journal, record),
        }
        if action == "entry_share":
            return may_change_who_sees(journal, meant)
        if action in can:
            return True if can[action] else None
        if action in ("entry_first", "entry_last"):
            return True if self.query(EntryView) else None
        return True

    def seen_of(self, record: Record) -> Seen:
        """Tell what is known about who sees a record."""
        return seen_in(self.session.journal, record)

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
            return
        for sheet in self.query(Sheet):
            sheet.scroll_relative(y=SCROLL * by, animate=False)

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
        elif item.kind in UNDER_WAY:
            self.call_later(self.run_action, f"app.go('{UNDER_WAY[item.kind]}')")
        elif (screen := finish_screen(self.session, item)) is not None:
            self.app.push_screen(screen)

    @on(EntryView.Opened)
    def _opened(self, event: EntryView.Opened) -> None:
        event.stop()
        self.open_item(event.item)

    def action_entry_edit(self) -> None:
        """Change the entry."""
        if self.meant is not None:
            screen = edit_screen(self.session, self.meant)
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
        record = self.meant
        if record is not None:
            choose_form(
                self,
                follow_ups(self.session.journal, record),
                lambda form: follow_up(self, self.session, record, form),
            )

    # Who sees it

    @on(Composer.WouldShare)
    def _show_first(self, event: Composer.WouldShare) -> None:
        show_what_travels(self, self.session, event)

    @on(Composer.Told)
    def _told(self, event: Composer.Told) -> None:
        event.stop()
        self.set_focus(None)

    def action_entry_share(self) -> None:
        """Share the entry, or take it back."""
        if self.meant is not None:
            change_who_sees(self, self.session, self.meant)

    def action_entry_reply(self) -> None:
        """Say something to what the other shared."""
        if self.record is not None:
            reply_to(self, self.session, self.record)
