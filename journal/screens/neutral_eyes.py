"""Seven quiet minutes of writing about a disagreement, as someone who wishes both well sees it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.care import Quiet
from journal.screens.composing import ComposeScreen
from journal.session import Session
from journal.widgets.composer import Composer
from journal.widgets.forms.care import NEUTRAL_VIEW
from journal.wording.talk import say_digits

TICK = 1.0
"""Seconds between two looks at the clock."""

PLACE = "empathy/neutral-view"


class NeutralEyes(ComposeScreen):
    """The form, what to write along, and a quiet clock that cuts nobody short."""

    HELP = _(
        "Write for seven quiet minutes; only you will ever see it. When they are over nothing"
        " jumps: finish your sentence. The clock stands still while the screen is hidden. Ctrl+S"
        " keeps what you wrote, Esc leads back; what is typed waits here for you."
    )
    CSS_PATH = ["dialogs.tcss", "empathy.tcss"]

    def __init__(self, session: Session) -> None:
        super().__init__(session, NEUTRAL_VIEW, PLACE)
        self.quiet = Quiet()

    def compose(self) -> ComposeResult:
        """What to write about stands above the form, the clock below it."""
        words = self.session.catalogue.care
        for widget in super().compose():
            if isinstance(widget, Composer):
                along = " ".join(words.neutral_along)
                yield Static(Content(words.neutral), classes="prose", id="neutral")
                yield Static(Content(along), classes="quiet", id="along")
            yield widget
            if isinstance(widget, Composer):
                yield Static("", id="clock", markup=False)

    def on_mount(self) -> None:
        """Begin to count."""
        self.look()
        self.set_interval(TICK, self.look)

    def look(self) -> None:
        """Look at the clock; while something lies over this, no time passes."""
        counts = self.app.screen is self
        self.quiet = self.quiet.look(self.session.clock.monotonic(), counts=counts)
        if counts and not self.quiet.is_over:
            self.session.touch()
        self.query_one("#clock", Static).update(Content(self._said()))

    def _said(self) -> str:
        if self.quiet.is_over:
            return self.session.catalogue.care.neutral_over
        return _("{time} of quiet left").format(time=say_digits(self.quiet.left))
