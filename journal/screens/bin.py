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
from journal.model.record import BIN_DAYS, ME, Record
from journal.screens.dialogs import Confirm
from journal.screens.once import Modal
from journal.session import Session
from journal.store import Backup
from journal.widgets.entry import EntryList, EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.frame import Sheet
from journal.widgets.known import seen_in
from journal.widgets.noted import NotedList
from journal.wording.sharing import Seen, partner_or


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
        " Walk with the arrows; r puts an entry back where it was; x deletes its words for good,"
        " now."
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
                    ("r", "bold $accent"), " " + _("put back") + "    ",
                    ("x", "bold $accent"), " " + _("delete for good") + "    ",
                    (_("Esc"), "bold $accent"), " " + _("back"),
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
        seen = self.seen_of(record)
        if record.seen_by != ME and seen.travels:
            name = partner_or(seen.name)
            said += " · " + _("put back, {name} sees it again").format(name=name)
        return Content("\n").join([content, Content.assemble((said, "$muted"))])

    def seen_of(self, record: Record) -> Seen:
        """Tell what is known about who sees a record."""
        return seen_in(self.session.journal, record)

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

    def action_for_good(self) -> None:
        """Ask, then delete the words of the entry for good."""
        view = self.focused
        if not isinstance(view, EntryView) or not isinstance(view.item, Record):
            return
        record = view.item

        async def answered(yes: bool | None) -> None:
            if yes:
                backups = await self.session.delete_for_good(record)
                if backups is not None:
                    self._ask_about(record, backups)

        question = _("Delete the words of this entry for good, now? Nothing brings them back.")
        self.app.push_screen(Confirm(question, _("for good"), _("leave it")), answered)

    def _ask_about(self, record: Record, backups: list[Backup]) -> None:
        """Name the backups that still hold the words, and offer to write them anew."""
        if not backups:
            self._say_gone(_("Gone for good; no backup holds it."))
            return

        async def answered(yes: bool | None) -> None:
            if not yes:
                self._say_gone(_("Gone from the journal; the backups still hold it."))
                return
            left = await self.session.take_out_of_backups(record)
            if left:
                said = _("These backups cannot be read, and were left as they are: {days}.")
                self._say_gone(said.format(days=say_days(left)))
            elif left is not None:
                self._say_gone(_("Gone for good, from the backups too."))

        question = ngettext(
            "It is gone from the journal. {count} backup still holds it: {days}. Take it out of"
            " that one too?",
            "It is gone from the journal. {count} backups still hold it: {days}. Take it out of"
            " those too?",
            len(backups),
        ).format(count=len(backups), days=say_days(backups))
        self.app.push_screen(Confirm(question, _("take it out"), _("leave them")), answered)

    def _say_gone(self, said: str) -> None:
        """Say what was done, and which files of an earlier trouble may hold the words yet."""
        if not (aside := self.session.journal.kept_aside):
            self.notify(said)
            return
        more = ngettext(
            "A file kept aside earlier may still hold it; delete it yourself: {names}.",
            "Files kept aside earlier may still hold it; delete them yourself: {names}.",
            len(aside),
        )
        said += " " + more.format(names=", ".join(aside))
        self.notify(said, severity="warning", timeout=20)


def say_days(backups: list[Backup]) -> str:
    """Name backups by their days."""
    return ", ".join(backup.name for backup in backups)
