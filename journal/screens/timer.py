"""The listening timer: two people take turns to speak, to listen, and to say back what they heard.

The talk itself is a pure state machine; this page tells it the time and what was pressed, and
draws it. It runs on while one is elsewhere, and pauses while the screen is hidden.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.timer import Timer

from journal.commands import bindings
from journal.i18n import _
from journal.model.record import BOTH, ME
from journal.model.timer import Instant, Talk
from journal.screens.acting_keys import key_of
from journal.screens.dialogs import Confirm
from journal.screens.hidden import Hidden
from journal.screens.page import Page
from journal.screens.sharing import ask_to_share
from journal.screens.talk_keys import keys_shown, possible
from journal.session import Session
from journal.widgets.composer import DRAFT_AFTER
from journal.widgets.focusing import focus_now
from journal.widgets.talk.closing import Closing
from journal.widgets.talk.held import STORE_AWAY, STORE_EVERY, HeldTalk
from journal.widgets.talk.rows import RowChoice
from journal.widgets.talk.stages import TalkStages

TICK = 0.25
"""Seconds between two looks at the clocks; what is shown changes once a second."""


class ListeningTimer(Page):
    """Set up a talk, run it, and say the closing words."""

    PLACE = "timer"
    PLACES = ("timer",)
    BINDINGS = bindings("timer")
    CSS_PATH = ["page.tcss", "timer.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall"), (30, "-roomy")]
    HELP = _(
        "One of you speaks, the other only listens and then says back what was heard; the speaker"
        " says whether that is it. Then you change places.\n\n"
        "At the end of the time nothing jumps: finish your sentence, then hand over. The talk"
        " runs on while you look at another page; hiding the screen pauses it. Close the program,"
        " and the talk waits here. What is said aloud is not recorded.\n\n"
        "A time-out is no defeat. Whoever needs one takes it; the clock says when both come back."
        "\n\nAt the end, keep the talk for you, keep it for both (you see first what travels), or"
        " keep nothing."
    )

    stages = query_one(TalkStages)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.held = HeldTalk(session)
        self._storing: Timer | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """The timer alone: no other key of pages comes through it."""
        return self.PLACES

    def compose_body(self) -> ComposeResult:
        """The stages of a talk, one at a time."""
        yield TalkStages(self.session, self.held)

    async def on_mount(self) -> None:
        """Look at the clocks from now on."""
        self.set_interval(TICK, self.tick)

    async def show(self) -> None:
        """Show the people as they are called now, and a talk that was left unfinished."""
        self.stages.show_people()
        try:
            self.held.find_left()
        except msgspec.DecodeError:
            sentence = _(
                "A talk left unfinished could not be taken up again. Begin afresh, gently."
            )
            self.stages.say(sentence)
        self.draw()

    def draw(self) -> None:
        """Show what there is to do, and what is going on."""
        if self.stages.draw(keys_shown(self.session, self.held.stage, self.held.at_hand)):
            self.refresh_bindings()

    # Time passes

    def tick(self) -> None:
        """Look at the clocks; the bell is heard once, as the time of a turn comes to its end."""
        talk = self.held.talk
        if talk is None:
            return
        if talk.counting or talk.in_time_out:
            self.session.touch()
        if self.held.is_discarded:
            self.held.let_go()
            self.stages.say(_("The talk was let go."))
        elif talk.counting and isinstance(self.app.screen, Hidden):
            self.held.happen(Talk.pause)
        elif (
            self.held.look(STORE_EVERY if self.is_current else STORE_AWAY)
            and self.session.settings.bell
        ):
            self.app.bell()
        self.draw()

    def happen(self, event: Callable[[Talk, Instant], Talk]) -> None:
        """Let an event happen to the talk, and show what comes of it."""
        self.held.happen(event)
        self.draw()
        self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        """Say once that a talk runs on while one is elsewhere."""
        self.call_later(self._left_alone)

    def _left_alone(self) -> None:
        talk = self.held.talk
        if talk is not None and talk.counting and self.app.current_mode != self.PLACE:
            key = key_of(self.session, "go.timer")
            self.app.notify(_("The talk runs on. {key} leads back to it.").format(key=key))

    async def on_screen_resume(self) -> None:
        """Be where the first row can be changed at once."""
        if self.held.stage == "setup" and self.focused is None:
            focus_now(self.stages.form.kind)

    def on_unmount(self) -> None:
        """Put aside what is going on, to the last second."""
        self.held.look()
        self.held.store()

    @on(Closing.Said)
    def _said(self, event: Closing.Said) -> None:
        event.stop()
        if self.held.stage != "closing":
            return
        self.held.say(event.about, event.person, event.text)
        if self._storing is not None:
            self._storing.stop()
        self._storing = self.set_timer(DRAFT_AFTER, self.held.store)

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what does nothing now, and whatever else pages do."""
        if action == "talk_keep_both" and not self.session.journal.pairing:
            return False
        if action.startswith("talk_") or action == "back":
            return self.is_mounted and possible(action, self.held.stage, self.held.at_hand)
        return not action.startswith("entry_") and action not in ("new", "save")

    def action_talk_row(self, by: int) -> None:
        """Go to the next or previous row of the set-up."""
        rows = [row for row in self.stages.form.query(RowChoice) if row in self.focus_chain]
        at = rows.index(self.focused) + by if self.focused in rows else 0
        focus_now(rows[at % len(rows)])

    def action_talk_on(self) -> None:
        """Begin, hand over, or go on to what comes next."""
        match self.held.stage:
            case "setup":
                self._ask_to_begin()
            case "left":
                self.held.take_up()
                self.draw()
            case "talk":
                self.happen(Talk.hand_over)
            case "closing":
                self.stages.closing.begin()

    def _ask_to_begin(self) -> None:
        """Begin; before a hard talk, ask first whether it is a good time."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.held.begin(self.stages.form.setup, self.stages.form.mine)
                self.draw()
            else:
                self.stages.say(_("Name a time that suits you both. It will keep until then."))

        if not self.stages.form.is_hard:
            answered(True)
            return
        question = _(
            "Is now a good time, for both of you? Either may call a time-out at any moment."
        )
        self.app.push_screen(Confirm(question, _("it is, begin"), _("not now")), answered)

    def action_talk_pause(self) -> None:
        """Let the clock stand still, or run on; after a time-out, come back."""
        talk = self.held.talk
        if talk is not None and talk.in_time_out:
            self.happen(Talk.back_from_time_out)
        elif talk is not None:
            self.happen(Talk.pause if talk.counting else Talk.resume)

    def action_talk_minute(self, by: int) -> None:
        """Give this turn a minute more, or take one off."""
        self.happen(Talk.plus_minute if by > 0 else Talk.minus_minute)

    def action_talk_time_out(self) -> None:
        """Leave the talk for a while."""
        self.happen(Talk.time_out)

    def action_talk_yes(self) -> None:
        """What was said back is what was meant."""
        self.happen(Talk.that_is_it)

    def action_talk_there_is_more(self) -> None:
        """Speak on for a minute."""
        self.happen(Talk.there_is_more)

    def action_talk_back(self) -> None:
        """Undo the last step."""
        self.happen(Talk.back)

    def action_talk_end(self) -> None:
        """Ask, then come to the closing words."""
        question = _("End the talk here? The closing words come next.")

        def answered(yes: bool | None) -> None:
            if yes and self.held.stage == "talk":
                self.happen(Talk.end)

        self.app.push_screen(Confirm(question, _("end it"), _("talk on")), answered)

    def action_talk_write(self) -> None:
        """Write the closing words."""
        self.stages.closing.begin()

    async def action_talk_keep(self) -> None:
        """Keep the talk and its closing words."""
        said = _("Kept, for you alone. It stands in step 2, with your talks.")
        await self._keep(ME, said)

    async def _keep(self, audience: str, said: str) -> None:
        self._take_in()
        kept = await self.held.keep(audience)
        self.draw()
        if kept is not None:
            self.stages.say(said)

    def _take_in(self) -> None:
        for line in self.stages.closing.lines:
            self.held.say(line.about, line.person, line.value)

    def action_talk_keep_both(self) -> None:
        """Show what travels of the talk; on a yes, keep it for both."""
        self._take_in()
        record = self.held.record(BOTH)
        if record is not None:
            said = _("Kept, for both of you. It stands in step 2, with your talks.")
            ask_to_share(self, self.session, record, lambda: self._keep(BOTH, said))

    def action_talk_drop(self) -> None:
        """Ask, then let the talk go."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.held.let_go()
                self.draw()
                self.stages.say(_("Nothing is kept of it. You talked; that counts."))

        question = _("Keep nothing of this talk? Words written at its end go, too.")
        self.app.push_screen(Confirm(question, _("keep nothing"), _("leave it")), answered)

    def action_back(self) -> None:
        """Out of a text; before a talk, back to Today."""
        if self.held.stage == "closing":
            self.set_focus(None)
        else:
            self.call_later(self.run_action, "app.go('today')")
