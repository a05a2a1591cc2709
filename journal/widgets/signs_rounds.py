"""Rounds of signs: the six as both sealed them, side by side once both have."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.keys import first_key
from journal.model.answers import Meeting
from journal.model.kinds import Answer
from journal.model.signs import rounds
from journal.session import Session
from journal.widgets.answers import Answers
from journal.widgets.words import clean
from journal.wording.sharing import partner_or

MOST = 3
"""How many rounds stand here, the newest first; Journal has them all."""


class OneRound(Vertical):
    """One round: its number, and what each said."""

    DEFAULT_CSS = """
    OneRound { height: auto; margin-bottom: 1; }
    OneRound > .number { color: $muted; padding-left: 2; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        yield Static("", classes="number", markup=False)
        yield Answers(self._session)

    async def show(self, number: int, meeting: Meeting) -> None:
        """Show what there is of it."""
        said = _("Round {number}").format(number=number)
        self.query_one(".number", Static).update(Content(said))
        await self.query_one(Answers).show(meeting)


class Rounds(Vertical):
    """The newest rounds; without a partner there is nothing here."""

    DEFAULT_CSS = """
    Rounds { height: auto; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        yield Static(Content(_("Side by side")), classes="heading")
        yield Static("", id="rounds-say", classes="quiet")
        for _number in range(MOST):
            yield OneRound(self._session)

    async def show(self) -> None:
        """Show the rounds of the pairing that goes on."""
        session, journal = self._session, self._session.journal
        self.display = bool(journal.pairing)
        if not journal.pairing:
            return
        found = rounds(journal.of_kind(Answer), journal.me.id, journal.partner.id, journal.pairing)
        name = partner_or(clean(session.partner_name))
        says = _(
            "seals the six above for a round. They open when {name} has sealed theirs, too;"
            " whether you felt safe is never among them."
        )
        self.query_one("#rounds-say", Static).update(
            Content.assemble(
                (first_key(session.keys, "entry.share"), "bold $accent"),
                f"  {says.format(name=name)}",
            )
        )
        for place, shown in enumerate(self.query(OneRound)):
            shown.display = place < len(found)
            if shown.display:
                await shown.show(*found[place])
