"""What the page of the timer shows: the set-up, a talk left unfinished, the talk, its end."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from journal.i18n import _
from journal.model.kinds import ListeningLine
from journal.model.listening import newest_line
from journal.session import Session
from journal.widgets.focusing import focus_now
from journal.widgets.talk.closing import Closing
from journal.widgets.talk.held import HeldTalk, Stage
from journal.widgets.talk.setup import TalkForm
from journal.widgets.talk.view import Keys, Quiet, TalkKeys, TalkView
from journal.widgets.words import clean
from journal.wording.dates import say_clock
from journal.wording.talk import say_left


class TalkStages(Vertical):
    """One below the other; only what belongs to the stage is shown."""

    DEFAULT_CSS = """
    TalkStages {
        height: auto;
        & > #note { max-width: 72; margin-bottom: 1; display: none; }
        & > #page-keys { margin-top: 1; padding-left: 2; }
        &.-talk > #title, &.-talk > TalkForm, &.-talk > Closing, &.-talk > #page-keys,
        &.-closing > #title, &.-closing > TalkForm, &.-closing > TalkView,
        &.-closing > #page-keys, &.-setup > TalkView, &.-setup > Closing,
        &.-left > TalkView, &.-left > Closing, &.-left > TalkForm { display: none; }
    }
    """

    form = query_one(TalkForm)
    view = query_one(TalkView)
    closing = query_one(Closing)

    def __init__(self, session: Session, held: HeldTalk) -> None:
        super().__init__(classes="-setup")
        self._session = session
        self._held = held
        self._stage: Stage | None = None

    def compose(self) -> ComposeResult:
        journal = self._session.journal
        yield Static(Content(_("The listening timer")), classes="title", id="title")
        yield Quiet(id="note")
        yield TalkForm(journal.me.name, journal.partner.name)
        yield TalkView()
        yield Closing()
        yield TalkKeys(id="page-keys")

    def say(self, sentence: str) -> None:
        """Say one sentence under the title, or nothing."""
        note = self.query_one("#note", Quiet)
        note.say(sentence)
        note.display = bool(sentence)

    def show_people(self) -> None:
        """Call the people as they are called now."""
        journal = self._session.journal
        lines = self._line(mine=True), self._line(mine=False)
        self.form.show_people(journal.me.name, journal.partner.name, lines)

    def _line(self, *, mine: bool) -> str:
        """How one likes to be listened to, oneself or the other, as far as that is shared."""
        journal = self._session.journal
        person = journal.me if mine else journal.partner
        return newest_line(journal.of_kind(ListeningLine), person.id)

    def _at(self, wall: float) -> datetime:
        return datetime.fromtimestamp(wall, tz=self._session.clock.now().tzinfo)

    def draw(self, keys: Keys) -> bool:
        """Show what there is; tell whether it is another stage than before."""
        stage = self._held.stage
        if stage == "talk":
            self._draw_talk(keys)
        else:
            self.query_one("#page-keys", TalkKeys).say(keys)
        if stage == self._stage:
            return False
        if self._stage is not None:
            self.remove_class(f"-{self._stage}")
        self.add_class(f"-{stage}")
        self._stage = stage
        self._turn_to(stage, keys)
        return True

    def _turn_to(self, stage: Stage, keys: Keys) -> None:
        self.set_class(stage == "setup", "-setup")
        left, at_hand = self._held.left, self._held.at_hand
        if stage == "left" and left is not None:
            today = self._session.clock.now().date()
            self.say(clean(say_left(left.talk, self._at(left.talk.seen.wall), today)))
        elif stage != "setup":
            self.say("")
        if stage == "closing" and at_hand is not None:
            self.closing.show(at_hand, keys)
        self.screen.set_focus(None)
        if stage == "setup":
            focus_now(self.form.kind)

    def _draw_talk(self, keys: Keys) -> None:
        at_hand = self._held.at_hand
        if at_hand is None:
            return
        talk = at_hand.talk
        back_at = self._at(talk.back_at) if talk.back_at is not None else None
        mine = (talk.turn - 1) % 2 == at_hand.mine
        self.view.show(
            talk,
            keys=keys,
            line=self._line(mine=mine),
            back_at=say_clock(back_at) if back_at else "",
            over=back_at is not None and self._session.clock.now() >= back_at,
        )
