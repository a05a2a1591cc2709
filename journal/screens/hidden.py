"""The blank screen behind Ctrl+G: it shows nothing of anyone, and only Enter leads back.

Where there is a passphrase it is the moment before the lock, and nothing leads back from it.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.screens.once import Modal


class Hidden(Modal[None]):
    """Nothing but one quiet line."""

    BINDINGS = [Binding("enter", "dismiss(None)", _("Return"), id="hidden.return")]
    AUTO_FOCUS = ""
    CSS_PATH = "hidden.tcss"

    def __init__(self, *, locks: bool = False) -> None:
        super().__init__(id="hidden")
        self.locks = locks
        """Whether the journal is being locked behind it."""

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Locking …") if self.locks else _("Press Enter to return.")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing leads back while it is being locked."""
        return not (action == "dismiss" and self.locks)

    def cannot_lock(self) -> None:
        """Say that it is hidden only, because something could not be put on the disk."""
        self.locks = False
        said = _(
            "Hidden, but not locked: something could not be saved. "
            "Press Enter to return, then save a copy elsewhere."
        )
        self.query_one(Static).update(Content(said))
