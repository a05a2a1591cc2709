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
from journal.screens.deliveries import meeting_was
from journal.screens.dialogs import Confirm
from journal.screens.page import Page
from journal.screens.sharing import ask_to_share
from journal.screens.talk_keys import key_of
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

IN_A_PART = (
    ("meeting.write", _("write")),
    ("meeting.listen", _("take turns to listen")),
    ("meeting.on", _("next part")),
    ("meeting.before", _("part before")),
    ("meeting.end", _("that is all")),
)
AT_THE_END = (
    ("meeting.keep", _("keep for me")),
    ("meeting.keep_both", _("keep for both")),
    ("meeting.drop", _("keep nothing")),
    ("meeting.before", _("back")),
)
"""The keys that the page shows, while they do something."""
BEFORE_ONE = (("page.new", _("begin a meeting")),)


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
        yield Quiet(id="said")
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
        hint = _("Keep it for you, keep it for both, or keep nothing. Each is fine.")
        if unclear:
            said = _("“{text}” was not understood as a day; that decision has none.")
            hint = "\n".join([said.format(text=clean(text)) for text in unclear] + [hint])
        self.query_one("#hint", Quiet).say(hint)
        if record is not None:
            self.query_one("#whole", Quiet).say(body_content(record))

    def _say_keys(self) -> None:
        at_hand = self.held.at_hand
        at_end = at_hand is not None and at_hand.part is None
        self.query_one("#keys", TalkKeys).say(self._keys(AT_THE_END if at_end else IN_A_PART))
        self.query_one("#begin-keys", TalkKeys).say(self._keys(BEFORE_ONE))

    def _keys(self, commands: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        """The keys that do something now; where single letters are off, those that are none."""
        found, left_out = [], False
        for name, does in commands:
            action, parameters = _ACTIONS[name]
            if not self.check_action(action, parameters):
                continue
            key = key_of(self.session, name)
            if len(key) == 1 and not (self.session.settings.letters or key in "←→"):
                left_out = True
            else:
                found.append((key, does))
        if left_out:
            found.append((key_of(self.session, "app.palette"), _("everything else")))
        return found

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
        at_hand = self.held.at_hand
        if action.startswith("meeting_"):
            return at_hand is not None and self._can(action, parameters)
        if at_hand is not None and (action.startswith("entry_") or action in ("new", "save")):
            return action == "entry_move"
        return super().check_action(action, parameters)

    def _can(self, action: str, parameters: tuple[object, ...]) -> bool:
        at_hand = self.held.at_hand
        assert at_hand is not None
        match action:
            case "meeting_step":
                return at_hand.step(1 if parameters == (1,) else -1) != at_hand
            case "meeting_drop":
                return at_hand.part is None
            case "meeting_keep_both":
                return at_hand.part is None and bool(self.session.journal.pairing)
            case "meeting_listen":
                return at_hand.part == "work"
            case "meeting_keep":
                return True
        return at_hand.part is not None

    def action_new(self) -> None:
        """Begin a meeting."""
        self.held.begin()
        self.query_one("#said", Quiet).say("")
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
        if self.held.at_hand is not None and self.held.at_hand.part is not None:
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
            self.query_one("#said", Quiet).say(said)

    def action_meeting_drop(self) -> None:
        """Ask, then let the meeting go."""

        async def answered(yes: bool | None) -> None:
            if yes:
                self.held.let_go()
                await meeting_was(self.session)
                await self.draw()
                said = _("Nothing is kept of it. You sat down together; that counts.")
                self.query_one("#said", Quiet).say(said)

        question = _("Keep nothing of this meeting? All that is written in it goes.")
        self.app.push_screen(Confirm(question, _("keep nothing"), _("leave it")), answered)

    def action_back(self) -> None:
        """Out of the text; else to Today, and the meeting waits here."""
        if self.held.at_hand is not None and self.focused is not None:
            self._leave_text()
        else:
            super().action_back()


_ACTIONS: dict[str, tuple[str, tuple[object, ...]]] = {
    "page.new": ("new", ()),
    "meeting.write": ("meeting_write", ()),
    "meeting.listen": ("meeting_listen", ()),
    "meeting.on": ("meeting_step", (1,)),
    "meeting.before": ("meeting_step", (-1,)),
    "meeting.end": ("meeting_end", ()),
    "meeting.keep": ("meeting_keep", ()),
    "meeting.keep_both": ("meeting_keep_both", ()),
    "meeting.drop": ("meeting_drop", ()),
}
"""Command → what it runs, to ask whether it can."""
