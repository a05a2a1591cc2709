"""The weekly meeting: five parts at one keyboard, each of which can be left out.

At its end one says what is kept: for me, for both, or nothing. Nothing of it waits or is counted.
"""

from __future__ import annotations

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.model.kinds import Meeting
from journal.model.meeting import PARTS
from journal.model.record import BOTH, ME
from journal.screens.acting_keys import acting_keys
from journal.screens.deliveries import meeting_was
from journal.screens.dialogs import Confirm
from journal.screens.meeting_keys import SHOWN, possible, say_end
from journal.screens.page import Page
from journal.screens.sharing import ask_to_share
from journal.session import Session
from journal.widgets.composer import DRAFT_AFTER
from journal.widgets.entry import EntryList
from journal.widgets.entry_content import body_content
from journal.widgets.meeting import PartLines
from journal.widgets.meeting_held import PLACE, HeldMeeting
from journal.widgets.talk.held import PLACE as TALK
from journal.widgets.talk.view import Quiet, TalkKeys
from journal.widgets.words import clean
from journal.wording.meeting import HINTS, TITLES


class WeeklyMeeting(Page):
    """Past meetings, and the one that goes on."""

    PLACE = "meeting"
    PLACES = ("meeting",)
    BINDINGS = [*bindings("page"), *bindings("meeting")]
    CSS_PATH = ["page.tcss", "meeting.tcss"]
    HELP = _(
        "A quiet hour, once a week if you like: what you appreciate in each other, what went well,"
        " one thing to work on, what would make next week good, what you decide. Leave out any"
        " part; nothing left open is carried into the next meeting.\n\n"
        "You write at one keyboard, and each line says whose it is. Enter goes to the next line;"
        " Esc leads out of the text, and the arrows to the next part. t opens the listening timer"
        " and leads back here. A decision may have a day to look at it again, in words such as"
        " in two weeks; on that day it stands in Coming up.\n\n"
        "At the end, keep it for you, keep it for both (you see first what travels), or keep"
        " nothing. A meeting that is not finished waits here, also if the program closes. Settings"
        " can have Today offer the meeting on a weekday."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.held = HeldMeeting(session)
        self._drawing = asyncio.Lock()
        self._drawn: int | None = -1
        """The part that is drawn; none before a meeting, -1 where nothing is drawn yet."""
        self._storing: Timer | None = None
        self._listening = self._talked = False
        """Whether the timer was opened from here, and whether a talk began there."""

    def compose_body(self) -> ComposeResult:
        """Before a meeting: how it begins, and those of before; then its parts, one at a time."""
        yield Static(Content(_("Weekly meeting")), classes="title")
        said = Quiet(id="said")
        said.display = False
        yield said
        with Vertical(id="before"):
            yield Static(
                Content(
                    _("An hour for the two of you, or half of one. Five parts, and any of them can"
                      " be left out.")
                ),
                classes="quiet",
            )  # fmt: skip
            yield TalkKeys(id="begin-keys")
            yield Static(Content(_("Your meetings")), classes="heading")
            yield EntryList(
                _("Meetings you keep will stand here, newest first. n begins one."), id="past"
            )
        with Vertical(id="going"):
            yield Quiet(id="part")
            yield Quiet(id="hint")
            yield Vertical(id="lines")
            yield Quiet(id="whole")
            yield TalkKeys(id="keys")

    # Showing

    async def show(self) -> None:
        """Show the meetings of before, and one that was left unfinished."""
        journal = self.session.journal
        self.held.find()
        await self.query_one("#past", EntryList).show(
            journal.of_kind(Meeting), self.session.today, starred=self.starred(),
            about=journal.about,
        )  # fmt: skip
        await self.draw()

    async def draw(self) -> None:
        """Draw the part one is at."""
        async with self._drawing:
            at_hand = self.held.at_hand
            at = at_hand.at if at_hand is not None else None
            if at == self._drawn:
                return
            self._drawn = at
            self.set_focus(None)
            self.query_one("#before").display = at is None
            self.query_one("#going").display = at is not None
            with self.app.batch_update():
                await self._draw_part()
        self._say_keys()
        self.refresh_bindings()

    async def _draw_part(self) -> None:
        at_hand = self.held.at_hand
        box, whole = self.query_one("#lines", Vertical), self.query_one("#whole", Quiet)
        await box.remove_children()
        whole.display = at_hand is not None and at_hand.part is None
        if at_hand is None:
            return
        part = at_hand.part
        if part is None:
            self._show_whole()
            return
        count = _("{n} of {all}").format(n=at_hand.at + 1, all=len(PARTS))
        title = Content.assemble((TITLES[part], "bold"), "   ", (count, "$muted"))
        self.query_one("#part", Quiet).say(title)
        self.query_one("#hint", Quiet).say(HINTS[part])
        await box.mount(PartLines(part, at_hand.people, at_hand.values, self.held.day))
        self.query_one("#scroll").scroll_home(animate=False)

    def _show_whole(self) -> None:
        """Show what would be kept, before it is."""
        record, (_days, unclear) = self.held.record(), self.held.days
        self.query_one("#part", Quiet).say(Content.assemble((_("The end of your meeting"), "bold")))
        hint = say_end(paired=bool(self.session.journal.pairing))
        if unclear:
            said = _("“{text}” was not understood as a day; that decision has none.")
            hint = "\n".join([said.format(text=clean(text)) for text in unclear] + [hint])
        self.query_one("#hint", Quiet).say(hint)
        if record is not None:
            self.query_one("#whole", Quiet).say(body_content(record))

    def _say(self, said: str) -> None:
        """Say what came of a meeting, or nothing more."""
        line = self.query_one("#said", Quiet)
        line.display = bool(said)
        line.say(said)

    def _say_keys(self) -> None:
        stage = self.held.stage
        keys = acting_keys(self.session, SHOWN[stage], self.check_action)
        self.query_one("#begin-keys" if stage == "before" else "#keys", TalkKeys).say(keys)

    # What is typed

    @on(PartLines.Typed)
    def _typed(self, event: PartLines.Typed) -> None:
        event.stop()
        self.held.type(event.values)
        if self._storing is not None:
            self._storing.stop()
        self._storing = self.set_timer(DRAFT_AFTER, self.held.store)

    @on(PartLines.Done)
    def _out_of_the_lines(self, event: PartLines.Done) -> None:
        event.stop()
        self._leave_text()

    def _leave_text(self) -> None:
        """Put aside what is typed, to the last letter."""
        for lines in self.query(PartLines):
            self.held.type(lines.values)
        self.held.store()
        self.set_focus(None)

    def on_unmount(self) -> None:
        """Put aside what is typed, unless it was thrown away elsewhere."""
        if self.session.journal.drafts.at(PLACE) is not None:
            self.held.store()

    # Coming back from the timer

    def _journal_changed(self, nothing: None) -> None:
        super()._journal_changed(nothing)
        if not self._listening:
            return
        if self.session.journal.drafts.at(TALK) is not None:
            self._talked = True
        elif self._talked and self.app.current_mode == "timer" and len(self.app.screen_stack) == 1:
            self._listening = False
            if self.held.at_hand is not None:
                self.app.switch_mode(self.PLACE)
                self.app.notify(_("Your talk is over; here is your meeting again."))

    async def on_screen_resume(self) -> None:
        """Whoever came back by themselves need not be led back."""
        self._listening = False

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a meeting goes on, leave out what pages do; before one, what a meeting does."""
        held, paired = self.held, bool(self.session.journal.pairing)
        if action.startswith("meeting_"):
            return possible(action, parameters, held.stage, held.at_hand, paired=paired)
        if held.at_hand is not None and action.startswith("entry_"):
            return action == "entry_move"
        if held.at_hand is not None and action in ("new", "save"):
            return False
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        """Begin a meeting."""
        self.held.begin()
        self._say("")
        self.call_later(self.draw)

    async def action_entry_move(self, by: int) -> None:
        """Scroll what does not fit; before a meeting, walk through those of before."""
        if self.held.at_hand is None:
            await super().action_entry_move(by)
        else:
            self.query_one("#scroll").scroll_relative(y=by * 2, animate=False)

    def action_meeting_write(self) -> None:
        """Write in the first line that is still empty."""
        self.query_one(PartLines).begin()

    async def action_meeting_step(self, by: int) -> None:
        """Go to the next part, or the one before."""
        self._leave_text()
        self.held.step(by)
        await self.draw()

    async def action_meeting_end(self) -> None:
        """Come to the end."""
        await self.action_meeting_step(len(PARTS))

    async def action_meeting_listen(self) -> None:
        """Open the timer; when the talk there is over, this page comes back."""
        self._leave_text()
        self._talked = False
        self.app.switch_mode("timer")
        self._listening = True

    async def action_meeting_keep(self) -> None:
        """Keep the meeting for oneself; before its end, come to the end."""
        if self.held.stage == "part":
            await self.action_meeting_end()
        else:
            await self._keep(ME, _("Kept, for you alone."))

    def action_meeting_keep_both(self) -> None:
        """Show what travels of the meeting; on a yes, keep it for both."""
        record = self.held.record(BOTH)
        if record is not None:
            said = _("Kept, for both of you.")
            ask_to_share(self, self.session, record, lambda: self._keep(BOTH, said))

    async def _keep(self, audience: str, said: str) -> None:
        if await self.held.keep(audience):
            await self.draw()
            self._say(said)

    def action_meeting_drop(self) -> None:
        """Ask, then let the meeting go."""

        async def answered(yes: bool | None) -> None:
            if yes:
                self.held.let_go()
                await meeting_was(self.session)
                await self.draw()
                said = _("Nothing is kept of it. You sat down together; that counts.")
                self._say(said)

        question = _("Keep nothing of this meeting? All that is written in it goes.")
        self.app.push_screen(Confirm(question, _("keep nothing"), _("leave it")), answered)

    def action_back(self) -> None:
        """Out of the text; else to Today, and the meeting waits here."""
        if self.held.at_hand is not None and self.focused is not None:
            self._leave_text()
        else:
            super().action_back()
