"""The blank screen behind Ctrl+G: it shows nothing of anyone, and only Enter leads back."""

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

    def __init__(self) -> None:
        super().__init__(id="hidden")

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Press Enter to return.")))
