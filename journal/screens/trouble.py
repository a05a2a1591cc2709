"""A journal that does not open: why, what was looked at, and what can be put together again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _, ngettext
from journal.rescue import Rescue, Rescued
from journal.screens.once import Once
from journal.screens.passphrases import keys_line
from journal.screens.waiting import on_thread
from journal.store import Journal, StoreError
from journal.store.doctor import Report
from journal.widgets.words import clean
from journal.workers import begin


class Trouble(Once[Journal | str | None]):
    """Gives the journal that was put together again, `others` for the names, None to leave."""

    BINDINGS = [
        Binding("r", "put_together", _("Put together"), id="trouble.restore"),
        Binding("o", "dismiss('others')", _("Someone else"), id="trouble.others"),
        Binding("enter", "open", _("Open it"), id="trouble.open"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="trouble.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="trouble.up"),
        Binding("escape", "dismiss(None)", _("Leave"), id="trouble.leave"),
    ]
    HELP = _(
        "Nothing of the journal was changed. r writes the newest good backup and every later save"
        " that can be read into a new folder; what is damaged stays where it is."
    )
    CSS_PATH = "unlock.tcss"
    AUTO_FOCUS = ""

    def __init__(self, why: StoreError, rescue: Rescue, *, restores: bool) -> None:
        """`restores`: whether a backup is any help here, and not only the sentence."""
        super().__init__()
        self._why = why
        self._rescue = rescue
        self._newest = rescue.newest() if restores else None
        self._restores = restores
        self._rescued: Rescued | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(Content(_("This journal does not open")), classes="heading")
            yield Static(Content(str(self._why)), classes="prose")
            yield Static(Content(self._offer()), classes="prose", id="offer")
            yield Static("", id="report", classes="quiet", markup=False)
            yield Static("", id="done", markup=False)
            yield Static("", id="keys", classes="keys")

    def _offer(self) -> str:
        if not self._restores:
            return ""
        if self._newest is None:
            return _("There is no backup of it on this machine.")
        return _(
            "The newest backup is of {day}. It can be put into a new folder, together with the "
            "later saves that can still be read; this one stays as it is."
        ).format(day=self._newest.name)

    def on_mount(self) -> None:
        """Look at everything meanwhile."""
        for name in ("#offer", "#report", "#done"):
            self.query_one(name).display = False
        self.query_one("#offer").display = bool(self._offer())
        self._show_keys()
        if self._restores:
            begin(self, self._examine)

    def _show_keys(self) -> None:
        keys = []
        if self._rescued is not None:
            keys.append((_("Enter"), _("open it")))
        elif self._newest is not None:
            keys.append(("r", _("put it together")))
        keys += [("o", _("someone else")), (_("Esc"), _("leave"))]
        self.query_one("#keys", Static).update(keys_line(*keys))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done now."""
        if action == "put_together":
            return self._newest is not None and self._rescued is None and not self._busy
        if action == "open":
            return self._rescued is not None
        return not self._busy

    async def _examine(self) -> None:
        report: Report = await on_thread(self._rescue.report)
        lines = [
            Content.assemble(("· " if each.ok else "! ", "$accent"), clean(each.sentence))
            for each in report.findings
        ]
        self._show("#report", Content("\n").join(lines))

    def _show(self, where: str, content: Content) -> None:
        box = self.query_one(where, Static)
        box.update(content)
        box.display = True

    def action_put_together(self) -> None:
        """Put the newest good backup and the log into a new folder."""
        self._busy = True
        begin(self, self._put_together)

    async def _put_together(self) -> None:
        try:
            self._rescued = await on_thread(self._rescue.put_together)
        except StoreError as error:
            self._show("#done", Content(str(error)))
        else:
            self._show("#done", Content(said_of(self._rescued)))
        self._busy = False
        self._show_keys()

    def action_open(self) -> None:
        """Open what was put together."""
        if self._rescued is not None:
            try:
                journal = self._rescue.open(self._rescued)
            except StoreError as error:
                self._show("#done", Content(str(error)))
            else:
                self.dismiss(journal)

    def action_scroll(self, by: int) -> None:
        """Scroll a long report."""
        self.query_one(VerticalScroll).scroll_relative(y=by * 2, animate=False)


def said_of(rescued: Rescued) -> str:
    """Say what was put together."""
    entries = ngettext("{count} entry", "{count} entries", rescued.entries)
    saves = ngettext("{count} later save", "{count} later saves", rescued.saves)
    said = _("Put together: the backup of {day} with {entries}, and {saves}.").format(
        day=rescued.backup.name,
        entries=entries.format(count=rescued.entries),
        saves=saves.format(count=rescued.saves),
    )
    if not rescued.is_complete:
        between = _("Between the two something may be missing.")
        said += " " + (between if rescued.saves else _("What was written later may be missing."))
    return said + " " + _("It is listed as “{name}” from now on.").format(name=clean(rescued.name))
