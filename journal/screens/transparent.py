"""Step 4, Be transparent: plain truths, and promises and how they stand."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.keys import first_key
from journal.model.kinds import Promise, PromiseMark
from journal.model.promises import Standing, by_urgency, standing
from journal.model.record import Record
from journal.screens.sealed_step import SealedStep
from journal.widgets.forms.steps import PROMISE, TRUTH
from journal.widgets.promises import PromiseList
from journal.widgets.whose import their_name

FEW = 1
"""How many stand above what was written where there is no room beside; the others among it."""


class Transparent(SealedStep):
    """Step 4."""

    PLACE = "transparent"
    STEP = "transparent"
    MAIN = TRUTH
    MORE = (PROMISE,)
    PLACES = ("prompts", "transparent")
    BINDINGS = bindings("transparent")
    EMPTY = _("Plain truths, and promises that were kept, will stand here. n begins.")

    def ways(self) -> tuple[tuple[str, str], ...]:
        """The promises of both."""
        return (("go.empathy", _("promises as they were said and done, and thanks for them")),)

    def compose_beside(self) -> ComposeResult:
        """The promises that are open."""
        yield Static(Content(_("Promises")), classes="heading")
        yield PromiseList(
            _("What you promise will stand here until it is kept. n, then p."), id="promises"
        )

    # Showing

    async def show(self) -> None:
        """Show what was written, and how the open promises stand."""
        await super().show()
        found = self._standings()
        self.query_one("#beside").display = bool(found) or self.is_wide
        await self.query_one("#promises", PromiseList).show_standings(
            found,
            self.session.today,
            starred=self.starred(),
            answer=first_key(self.session.keys, "promise.open"),
            mark=first_key(self.session.keys, "entry.add"),
            whose=lambda promise: their_name(self.session, promise),
        )

    def _standings(self) -> list[Standing]:
        promises = self.session.journal.of_kind(Promise)
        found = by_urgency(self._standing(each) for each in reversed(promises))
        return found if self.is_wide else found[:FEW]

    def _standing(self, promise: Promise) -> Standing:
        """How it stands; whether the other's is still open is not asked here."""
        journal = self.session.journal
        found = standing(promise, journal.about(promise), self.session.today)
        return found if journal.is_mine(promise) else found._replace(asks=False)

    def written(self) -> list[Record]:
        """Open promises have a place of their own; kept ones stand here."""
        elsewhere = {each.promise.id for each in self._standings()}
        return [record for record in super().written() if record.id not in elsewhere]

    # Acting

    @property
    def _asking(self) -> Promise | None:
        """The promise that asks: the one with focus, else the first of all."""
        if isinstance(self.record, Promise):
            return self.record if self._standing(self.record).asks else None
        return next((each.promise for each in self._standings() if each.asks), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a promise of one's own is marked, and only one that asks is answered."""
        if action == "still_open":
            asking = self._asking
            return True if asking and not self.session.journal.is_read_only(asking) else None
        record = self.record
        if action == "entry_add" and isinstance(record, Promise):
            return None if self.session.journal.is_read_only(record) else True
        return super().check_action(action, parameters)

    def offered(self) -> Promise | None:
        """The promise that asks."""
        return self._asking

    async def action_still_open(self) -> None:
        """Answer *still open?* with yes; it is not asked again for that day."""
        promise = self._asking
        if promise is not None:
            mark = PromiseMark(state="open", about=promise.reference, day=self.session.today)
            if await self.session.keep(mark) is not None:
                self.app.notify(_("It stays open. w marks it as kept, or gives it another day."))
