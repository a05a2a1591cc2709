"""Signs: how often lately one felt supported, near, safe; private, with one gentle next step."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.model.kinds import Answer, FeltSafe, SignCheck
from journal.model.record import Record
from journal.model.signs import (
    SAFE,
    SIGNS,
    WEEK,
    answer_to,
    current_round,
    is_low,
    of_this_week,
    put_aside,
    rounds,
    settle,
    take_up,
    trend,
    values_of,
)
from journal.screens.practising import Practising
from journal.screens.reading import HelplinesPanel
from journal.screens.sharing import ask_to_share
from journal.session import Session
from journal.widgets.entry import EntryList
from journal.widgets.known import one_line
from journal.widgets.signs import SignLine, SignLines, Trend
from journal.widgets.signs_advice import Advice, place_of
from journal.widgets.signs_rounds import Rounds
from journal.wording.answers import ABOUT_SEALING
from journal.wording.dates import say_day
from journal.wording.sharing import partner_or
from journal.wording.signs import ASKED, LEADS, OWN_TREND, say_check

DRAFT = "signs"
"""Where what is set and not kept yet is put aside."""
KIND = "sign-check"
"""The kind that such a draft names."""


class Signs(Practising):
    """One's own signs of closeness, over time."""

    PLACE = "signs"
    STEP = "help"
    PLACES = ("prompts", "practice", "signs")
    BINDINGS = bindings("prompts", "practice", "signs")
    CSS_PATH = ["page.tcss", "signs.tcss"]
    HELP = "\n\n".join(
        (
            _(
                "Once a week at most, say how often lately. The arrows do it: up and down go from"
                " line to line, left and right set how often, Ctrl+S keeps it. Any line may stay"
                " unsaid. What you change within the week takes the place of what you set."
            ),
            OWN_TREND,
            _(
                "Only you see this. Whether you felt safe can never be shared; it shows on this"
                " page alone, and goes into an export only where you ask for it there. s seals the"
                " other six for a round with your partner. Ctrl+G hides the screen."
            ),
            ABOUT_SEALING,
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._checks: list[SignCheck] = []
        self._felt: list[FeltSafe] = []

    # Showing

    def compose_body(self) -> ComposeResult:
        """What is asked, what may help, how it was before, and the rounds with the other."""
        yield Static(Content(_("Signs")), classes="title")
        yield Static(
            Content.assemble((ASKED, "bold"), ("   " + _("only you see this"), "$muted")),
            id="asked",
        )
        yield SignLines()
        yield Static("", id="hint", classes="quiet")
        yield Advice(self.session)
        yield from self.compose_practice()
        yield Rounds(self.session)
        yield Static(Content(_("Over time")), classes="heading", id="over-time")
        yield Trend()
        yield Static(Content(OWN_TREND), classes="quiet")
        yield Static(Content(_("Kept here")), classes="heading")
        yield EntryList(
            _("What you set stands here, week by week. n begins, and one line is enough."),
            id="kept",
        )

    async def show(self) -> None:
        """Show what was set this week, and all that came before."""
        journal, today = self.session.journal, self.session.today
        self._checks, self._felt = journal.of_kind(SignCheck), journal.of_kind(FeltSafe)
        self._lines.show(self._kept())
        self._take_up()
        self._advise()
        weeks = self._weeks()
        self.query_one("#over-time").display = any(map(any, weeks.values()))
        self.query_one(Trend).show(weeks)
        await self.query_one(Rounds).show()
        kept: list[Record] = [*self._checks, *self._felt]
        kept.sort(key=lambda each: (each.day, each.stamp), reverse=True)
        await self.query_one("#kept", EntryList).show(kept, today, starred=self.starred())
        await self.show_practice()
        self.refresh_bindings()

    async def on_screen_resume(self) -> None:
        """Another country may have been chosen meanwhile."""
        self._advise()

    @property
    def _lines(self) -> SignLines:
        return self.query_one(SignLines)

    @property
    def _check(self) -> SignCheck | None:
        """What was kept of the six this week."""
        return of_this_week(self._checks, self.day)

    @property
    def _safe(self) -> FeltSafe | None:
        return of_this_week(self._felt, self.day)

    def _kept(self) -> dict[str, int]:
        safe = self._safe
        return {**values_of(self._check), SAFE: safe.safe if safe is not None else 0}

    def _before(self) -> SignCheck | None:
        """What was kept of the six the time before."""
        now = self._check
        return next((each for each in self._checks if now is None or each.id != now.id), None)

    def _weeks(self) -> dict[str, tuple[int, ...]]:
        """Each sign, week by week; how safe one felt stands last."""
        weeks = {
            sign: trend(((each.day, values_of(each)[sign]) for each in self._checks), self.day)
            for sign in SIGNS
        }
        return {**weeks, SAFE: trend(((each.day, each.safe) for each in self._felt), self.day)}

    # What may help

    def _advise(self) -> None:
        """Say what may help with what is set now, beside each sign and below them."""
        now = self._lines.values
        low = [] if is_low(now[SAFE]) else [sign for sign in SIGNS if is_low(now[sign])]
        places = {sign: " ".join(place_of(self.session, LEADS[sign].mode)) for sign in low}
        self._lines.lead(places)
        self.query_one(Advice).show(now, values_of(self._before()))
        self.query_one("#hint", Static).update(self._hint())

    def _hint(self) -> Content:
        """What the keys do, or when this was set and how long it can be changed."""
        if self._lines.is_changed:
            return Content(_("Not kept yet: Ctrl+S keeps it, as it stands."))
        days = [each.day for each in (self._check, self._safe) if each is not None]
        if not days:
            return Content(_("n begins. ← → say how often, ↑ ↓ lead on; any line may stay unsaid."))
        said = _("Set {day}; what you change before {until} takes its place.")
        set_on, until = (say_day(each, self.day) for each in (max(days), max(days) + WEEK))
        return Content(said.format(day=set_on, until=until))

    # Setting

    def _take_up(self) -> None:
        """Go on with what was set and not kept, unless a week has passed since."""
        drafts = self.session.journal.drafts
        draft = drafts.at(DRAFT)
        if draft is None or self._lines.is_changed:
            return
        if self.day - draft.day < WEEK:
            self._lines.put(take_up(draft.values))
        else:
            drafts.drop(DRAFT)

    @on(SignLine.Changed)
    def _set(self, event: SignLine.Changed) -> None:
        event.stop()
        self.session.journal.drafts.keep(
            DRAFT, day=self.day, kind=KIND, values=put_aside(self._lines.changed)
        )
        self._advise()
        self.refresh_bindings()
        if is_low(self._lines.values[SAFE]):
            self.call_after_refresh(
                self.query_one("#next-says").scroll_visible, animate=False, immediate=True
            )

    @on(SignLines.Went)
    async def _went(self, event: SignLines.Went) -> None:
        event.stop()
        await super().action_entry_move(1)

    def action_new(self) -> None:
        """Begin with the first line that says nothing."""
        self._lines.begin()

    async def action_entry_move(self, by: int) -> None:
        """From nowhere down to the lines; among what was kept as everywhere."""
        if self.focused is None and by > 0:
            self._lines.begin()
        else:
            await super().action_entry_move(by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep what was set otherwise; share a round where there is something to say."""
        if action == "save":
            return self.is_mounted and self._lines.is_changed
        if action == "entry_move":
            return True
        if action == "entry_share" and self.record is None:
            if not self.session.journal.pairing:
                return False
            return True if self._check is not None else None
        return super().check_action(action, parameters)

    async def action_save(self) -> None:
        """Keep what is set: in the place of what was set this week, if anything was."""
        keep, unsaid = settle(self._lines.values, self._check, self._safe, self.day)
        if keep and await self.session.keep(*keep, ends=DRAFT) is None:
            return
        if unsaid and not await self.session.delete(*unsaid):
            return
        self.session.journal.drafts.drop(DRAFT)
        self._lines.taken()
        self.set_focus(None)
        self.notify(_("Kept, for you alone."))

    # Help, and rounds

    def action_helplines(self) -> None:
        """Show every helpline of the country with its source."""
        self.app.push_screen(HelplinesPanel(self.session))

    def action_entry_share(self) -> None:
        """Seal the six for a round with the other; on an entry, as everywhere."""
        if self.record is not None:
            super().action_entry_share()
            return
        check, journal = self._check, self.session.journal
        if check is None or self._lines.is_changed:
            self.notify(_("Keep it first, with Ctrl+S; then s seals the six for both."))
            return
        found = rounds(journal.of_kind(Answer), journal.me.id, journal.partner.id, journal.pairing)
        words = say_check(check)
        mine = next((each.meeting.mine for each in found if each.meeting.mine is not None), None)
        if mine is not None and mine.text == words and mine.day >= check.day:
            self.notify(_("What you set this week is in a round already."))
            return
        answer = answer_to(current_round(found), self.day, ASKED, words)

        async def then() -> None:
            if await self.session.keep(answer) is not None:
                name = partner_or(one_line(self.session.partner_name))
                said = _("Sealed. It opens when {name} has sealed an answer, too.")
                self.notify(said.format(name=name), markup=False)

        ask_to_share(self, self.session, answer, then, again=journal.was_sent(answer))
