"""The bin: what was deleted in the last 30 days, to take it back."""

from __future__ import annotations

from datetime import UTC

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings, picked
from journal.i18n import _, ngettext
from journal.model.record import BIN_DAYS, Record
from journal.screens.once import Modal
from journal.session import Session
from journal.widgets.entry import EntryList, EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.frame import Sheet
from journal.widgets.noted import NotedList


class Bin(Modal[None]):
    """Deleted entries, the newest deletion first; `r` puts one back where it was."""

    places = ("bin",)
    BINDINGS = [
        *picked("entry.down", "entry.up", "entry.first", "entry.last"),
        *bindings("bin"),
        Binding("enter", "restore", _("Put back"), show=False, id="bin.enter"),
        Binding("escape", "dismiss(None)", _("Back"), id="bin.back"),
    ]
    HELP = _(
        "What you deleted stays here for 30 days, then its words are gone for good."
        " Walk with the arrows; r puts an entry back where it was."
    )
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        with Sheet(classes="panel -wide", can_focus=False):
            yield Static(Content(_("The bin")), classes="heading")
            yield NotedList(
                _("What you delete waits here for 30 days before it is gone. It is empty now."),
                self._note,
                id="deleted",
            )
            yield Static(
                Content.assemble(
                    ("r", "bold $accent"), f" {_('put back')}    ",
                    ("Esc", "bold $accent"), f" {_('back')}",
                ),
                classes="keys",
            )  # fmt: skip

    async def on_mount(self) -> None:
        """Show what is in it, and again whenever the journal changes."""
        self.session.changed.subscribe(self, lambda _nothing: self.call_later(self.show))
        await self.show()
        self.action_entry_first()

    async def show(self) -> None:
        """Show what is in the bin now."""
        await self.query_one(EntryList).show(self.session.journal.in_bin(), self.session.today)

    def _note(self, record: Record, content: Content) -> Content:
        """Say for how long it stays."""
        if record.gone is None:
            return content
        past = (self.session.clock.now().astimezone(UTC) - record.gone).days
        left = max(1, BIN_DAYS - past)
        said = ngettext("stays {n} more day", "stays {n} more days", left).format(n=left)
        return Content("\n").join([content, Content.assemble((said, "$muted"))])

    def action_entry_move(self, by: int) -> None:
        """Go to the next or previous entry."""
        views = list(self.query(EntryView))
        focused = self.focused
        at = views.index(focused) + by if isinstance(focused, EntryView) else 0
        if at >= len(views) - 3:
            self.call_later(self.query_one(EntryList).show_more)
        if 0 <= at < len(views):
            focus_now(views[at])

    def action_entry_first(self) -> None:
        """Go to the first entry, if there is one."""
        for view in self.query(EntryView)[:1]:
            focus_now(view)

    def action_entry_last(self) -> None:
        """Go to the last entry that is shown."""
        for view in self.query(EntryView)[-1:]:
            focus_now(view)

    @on(EntryView.Opened)
    async def action_restore(self) -> None:
        """Put the entry back where it was."""
        view = self.focused
        if not isinstance(view, EntryView) or not isinstance(view.item, Record):
            return
        if await self.session.keep(replace(view.item, gone=None)) is not None:
            self.notify(_("Put back where it was."))
