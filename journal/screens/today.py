"""Today: how one is feeling, today's question, the day, and what surrounds it.

Each part is a card in a file of its own; this screen arranges them and walks through the days. It
shows a day until one walks or arrives again, so that nothing turns over under what is being typed.
"""

from __future__ import annotations

from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from journal.commands import bindings
from journal.i18n import _
from journal.model.days import EARLIEST
from journal.model.record import Record
from journal.screens.delivering import Offered, offer_due
from journal.screens.dialogs import Choose, PickDay
from journal.screens.entry import edit_screen
from journal.screens.here import hard_time, say_here
from journal.screens.page import Page
from journal.screens.quick import for_day
from journal.screens.sharing import ask_to_share
from journal.session import Session
from journal.store import Draft
from journal.widgets.cards.appreciated import Appreciated
from journal.widgets.cards.card import Card
from journal.widgets.cards.coming_up import ComingUp
from journal.widgets.cards.day_note import DayNote
from journal.widgets.cards.feeling import FeelingCard
from journal.widgets.cards.hard_time import HardTime
from journal.widgets.cards.meeting import MeetingOffer
from journal.widgets.cards.my_day import MY_DAY, MyDay, heard_form
from journal.widgets.cards.on_this_day import OnThisDay
from journal.widgets.cards.question import QuestionCard
from journal.widgets.cards.their_day import TheirDay
from journal.widgets.cards.tonight import Tonight
from journal.widgets.cards.written import Written
from journal.widgets.forms.form import Form
from journal.widgets.forms.steps import ANSWER, APPRECIATION
from journal.wording.answers import ABOUT_SEALING


class Today(Page):
    """The page of a day, today's unless one walked to another."""

    PLACE = "today"
    PLACES = ("days", "today", "here")
    HELP = _(
        "Say how you feel with f: move on the grid with the arrows, go on with Enter, then choose"
        " words that fit with Space; Enter keeps them.\n\n"
        "n asks what you would like to write; Ctrl+S keeps it, Esc leads out, and what is typed"
        " stays. d turns the question deeper or lighter.\n\n"
        "[ and ] walk through the days, @ goes to a day said in words, 0 comes back. Whatever day"
        " is shown is the day you write for.\n\n"
        "An answer can be sealed: it opens when both of you have answered that question, on"
        " whatever days. o turns to another question that waits for you, or back to the day’s"
        " own; passing one over leaves no trace. {sealing}"
    ).format(sealing=ABOUT_SEALING)
    BINDINGS = bindings("days", "today", "here")
    CSS_PATH = ["page.tcss", "today.tcss"]

    walked = False
    """Whether the day was chosen; then arriving does not turn it to today."""
    _is_showing = False
    _wanted = False
    """Whether there is something new to show since the cards were last asked to."""
    _is_whole = False
    """Whether the cards below the first ones are there, or on their way."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._offered: Offered = set()

    def compose_body(self) -> ComposeResult:
        """What is asked; the rest follows once this is painted, so that opening stays fast."""
        yield DayNote(self.session)
        yield FeelingCard(self.session)
        yield QuestionCard(self.session)

    async def _mount_rest(self) -> None:
        """The day, what was written, what comes back and what comes up."""
        body: list[Card] = [card(self.session) for card in (MyDay, MeetingOffer, Tonight, Written)]
        beside: list[Card] = [card(self.session) for card in (OnThisDay, ComingUp, Appreciated)]
        if self.has_class("-wide"):
            beside.insert(2, TheirDay(self.session))
        else:  # what the other shared is not to be looked for below everything else
            body.insert(0, TheirDay(self.session))
        with self.app.batch_update():
            await self.query_one("#body").mount(*body)
            await self.query_one("#aside").mount(*beside)
            first = self.query_one("#aside") if self.has_class("-wide") else self.query_one("#body")
            await first.mount(HardTime(self.session), before=0 if self.has_class("-wide") else 1)
            self.query_one("#aside").display = True
        await self.show()
        await offer_due(self, self.session, self._offered)

    async def on_screen_resume(self) -> None:
        """Ask about what was held until now, one after the other."""
        if self._is_whole:
            await offer_due(self, self.session, self._offered)

    def _arrange(self) -> None:
        """Today asks first and lists last; another day is there to be read first."""
        body = self.query_one("#body")
        for written in self.query(Written):
            first, last = body.children[1], body.children[-1]
            if self.day != self.session.today and written is not first:
                body.move_child(written, before=first)
            elif self.day == self.session.today and written is not last:
                body.move_child(written, after=last)

    async def show(self) -> None:
        """Show the day, card by card."""
        self._wanted = True
        if self._is_showing:  # the turn under way will see it
            return
        self._is_showing = True
        try:
            while self._wanted:
                self._wanted = False
                self._arrange()
                for card in self.query(Card):
                    if card.is_mounted:
                        await card.show(self.day)
        finally:
            self._is_showing = False
        if not self._is_whole:
            self._is_whole = True
            self.call_after_refresh(self._mount_rest)

    # Walking through the days

    def arrive(self) -> None:
        """Turn to today, unless another day was chosen."""
        if not self.walked:
            super().arrive()

    @property
    def walked_to(self) -> date | None:
        """The day that was chosen, or None on today."""
        return self.day if self.walked else None

    def on_screen_suspend(self) -> None:
        """Whoever leaves for another page comes back to today."""
        if self.app.current_mode != self.PLACE:
            self.walked = False
            self._stale = self._stale or self.query_one(QuestionCard).leave()

    async def turn_to(self, day: date) -> None:
        """Show another day; what is half typed stays as a draft of its own day."""
        today = self.session.today
        if day > today:
            self.app.notify(_("That day has not come yet; Plans looks ahead."))
            return
        self.set_focus(None)  # or it goes on to a text, when what has it is not on the other day
        self.day = max(day, EARLIEST)
        self.walked = self.day != today
        self._stale = True
        await self.freshen()
        self.query_one("#scroll").scroll_home(animate=False)

    async def action_day_step(self, by: int) -> None:
        """Go a day back or ahead; today is the last."""
        if by < 0 or self.day < self.session.today:
            await self.turn_to(self.day + timedelta(days=by))

    def action_day_pick(self) -> None:
        """Go to a day said in words."""

        async def picked(day: date | None) -> None:
            if day is not None:
                await self.turn_to(day)

        self.app.push_screen(PickDay(self.session.today), picked)

    async def action_show_day(self, day: str) -> None:
        """Go to a day, `YYYY-MM-DD`."""
        await self.turn_to(date.fromisoformat(day))

    async def action_again(self) -> None:
        """Come back to today; what the key of this page does here."""
        await self.turn_to(self.session.today)

    # Writing

    @property
    def feeling(self) -> FeelingCard:
        """The check-in."""
        return self.query_one(FeelingCard)

    def action_new(self) -> None:
        """Ask what to write, each with its letter."""
        heard = heard_form(self.session.partner_name)
        forms = {"d": MY_DAY, "h": heard, "q": ANSWER, "a": APPRECIATION}
        titles = [
            ("d", MyDay.asked(self.day == self.session.today)),
            ("h", heard.title),
            ("q", self.query_one(QuestionCard).asked),
            ("f", _("How you feel")),
            ("a", APPRECIATION.title),
        ]

        async def chosen(letter: str | None) -> None:
            if letter == "f":
                await self.action_feel()
            elif letter is not None:
                self.begin(forms[letter])

        options = [(letter, Content(title)) for letter, title in titles]
        self.app.push_screen(Choose(_("What would you like to write?"), options), chosen)

    def begin(self, form: Form) -> None:
        """Begin on the page where the form stands on it, else in a panel, for the day shown."""
        answer = self.query_one(QuestionCard).answer
        if form is MY_DAY:
            for card in self.query(MyDay):
                card.composer.begin()
        elif form is not ANSWER:
            self.app.push_screen(for_day(self.session, form, self.day))
        elif answer is None:
            self.query_one(QuestionCard).composer.begin()
        elif self.session.journal.is_fixed(answer):
            self.app.notify(_("You both answered, so your answer stays as it is."))
        elif (screen := edit_screen(self.session, answer)) is not None:
            self.app.push_screen(screen)

    async def action_feel(self) -> None:
        """Say how one feels, on the grid."""
        await self.feeling.begin()

    async def action_question_depth(self) -> None:
        """Show a deeper question, or begin again with a light one."""
        card = self.query_one(QuestionCard)
        card.deeper()
        await card.show(self.day)

    async def action_question_other(self) -> None:
        """Show a question that waits for both, or the day's own; nothing is kept of that."""
        card = self.query_one(QuestionCard)
        card.turn()
        await card.show(self.day)

    def action_say_here(self) -> None:
        """Say that one is here whenever they need one."""
        say_here(self, self.session, hard_time(self.session))

    async def action_save(self) -> None:
        """Keep the check-in where the cursor is in it, else what is written."""
        if not self.feeling.has_focus_within:
            await super().action_save()
        elif await self.feeling.save():
            self.set_focus(None)

    @on(FeelingCard.WouldShare)
    def _show_what_travels(self, event: FeelingCard.WouldShare) -> None:
        event.stop()

        async def then() -> None:
            if await event.keep():
                self.set_focus(None)

        ask_to_share(self, self.session, event.records[0], then)

    def action_back(self) -> None:
        """One step back, out of the text or the grid."""
        inside = self.feeling.has_focus_within
        super().action_back()
        if inside:
            self.call_later(self.feeling.leave)
        self._stale = True
        self.call_later(self.freshen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done just now."""
        if action == "save" and any(card.has_focus_within for card in self.query(FeelingCard)):
            return True
        if action == "say_here":
            return True if hard_time(self.session) else None
        if action == "question_other":
            return True if any(card.others for card in self.query(QuestionCard)) else None
        if action == "day_step" and parameters == (1,) and self.day >= self.session.today:
            return None
        return super().check_action(action, parameters)

    def open_item(self, item: Record | Draft) -> None:
        """Finish what was begun on this page where it stands."""
        if isinstance(item, Draft):
            if item.place == self.feeling.place:
                self.call_later(self.action_feel)
                return
            for card in (*self.query(QuestionCard), *self.query(MyDay)):
                if card.composer.place == item.place and card.composer.display:
                    card.composer.begin()
                    return
        super().open_item(item)
