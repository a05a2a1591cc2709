"""How the day was: one's own, written here, and what one heard of the other's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.session import Session
from journal.widgets.cards.card import Card, heading, settle
from journal.widgets.composer import Composer
from journal.widgets.forms.form import Field, Form
from journal.widgets.forms.steps import ENTRY, HEARD
from journal.widgets.words import clean

MY_DAY = replace(
    ENTRY,
    title=_("How the day was"),
    letter="d",
    fields=(Field("text", hint=_("A line is enough …"), needed=True),),
)
"""The form of an entry in step 1, asked for in Today's words."""


def heard_form(partner: str) -> Form:
    """The form for what one heard, with the partner's name; without one, “your partner”."""
    if not partner:
        title = _("I asked how your partner’s day was, and heard …")
        return replace(HEARD, title=title)
    title = _("I asked how {name}’s was, and heard …").format(name=clean(partner))
    return replace(HEARD, title=title)


class MyDay(Card):
    """A place to write about the day."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.day = session.today

    def compose(self) -> ComposeResult:
        yield Static(id="my-day-heading", classes="card-heading")
        yield Composer(self.session, MY_DAY, self.place, day=self.day, fixed=self._fixed())
        yield Static(id="heard")

    @staticmethod
    def asked(today: bool) -> str:
        """What is asked, of today or of another day."""
        return _("How was your day?") if today else _("How was that day?")

    @property
    def place(self) -> str:
        """Where the draft about the day is kept."""
        return f"today/{self.day.isoformat()}/entry"

    def _fixed(self) -> dict[str, str]:
        return {"step": "communicate"}

    @property
    def composer(self) -> Composer:
        """Where it is written."""
        return self.query_one(Composer)

    async def show(self, day: date) -> None:
        """Ask about the day, and about the other's."""
        self.day = day
        title = self.asked(day == self.session.today)
        self.query_one("#my-day-heading", Static).update(heading(title))
        settle(self.composer, self.place, day=day, fixed=self._fixed())
        self.query_one("#heard", Static).update(
            Content.assemble(
                (self.key("page.new"), "bold $accent"), _(", then "),
                (HEARD.letter, "bold $accent"), "  ", heard_form(self.partner).title,
            )
        )  # fmt: skip
