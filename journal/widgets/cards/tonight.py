"""One gentle step for the evening: it invites, and skipping it leaves no trace."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.prompts import gentle_step
from journal.widgets.cards.card import Card, heading


class Tonight(Card):
    """An invitation, and the key of the step it belongs to."""

    def compose(self) -> ComposeResult:
        yield Static(heading(_("Perhaps tonight")), classes="card-heading")
        yield Static(id="tonight", classes="prose")

    async def show(self, day: date) -> None:
        """Invite on today only."""
        step = gentle_step(self.session.catalogue.invitations, day, self.session.journal.id)
        self.display = step is not None and day == self.session.today
        if step is not None:  # no-break spaces keep the key with the last word
            self.query_one("#tonight", Static).update(
                Content.assemble(
                    step.invitation, "\u00a0" * 3, (self.key(f"go.{step.step}"), "bold $accent")
                )
            )
