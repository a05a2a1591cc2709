"""How one is feeling: the grid, the words, the line beside it; several times a day."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from journal.i18n import _
from journal.model.kinds import CheckIn
from journal.model.record import BOTH, ME, Record, new_id
from journal.session import Session
from journal.widgets.audience import Audience
from journal.widgets.cards.card import Card, heading
from journal.widgets.cards.felt import felt_content
from journal.widgets.cards.half_made import HalfMade
from journal.widgets.choice import Choice
from journal.widgets.composer import DRAFT_AFTER, Writing
from journal.widgets.feelings import FeelingsGrid, FeelingWords
from journal.widgets.focusing import focus_now
from journal.wording.feelings import say_where


class FeelingCard(Card):
    """The check-in: closed it says how one felt, open it asks.

    `-set` where the day has a check-in, `-folded` where another day than today has none, `-open`
    while one is being made, `-placed` once that has a place. What is half made is kept as a draft
    of the day, and committed with its line as one.
    """

    class WouldShare(Message):
        """Please show what of the check-in would travel; on a yes, call `keep`."""

        def __init__(self, card: FeelingCard, records: list[Record]) -> None:
            super().__init__()
            self.card = card
            self.records = records

        async def keep(self) -> bool:
            """Keep it as it was shown."""
            return self.card.is_attached and await self.card.keep(self.records)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.day = session.today
        self.made = HalfMade()
        """What is being made just now."""
        self.is_open = False
        self._checkins: list[CheckIn] = []
        self._waiting: Timer | None = None
        self._saving = False

    def compose(self) -> ComposeResult:
        yield Static(id="feeling-heading", classes="card-heading")
        with Horizontal(id="feeling-row"):
            with Vertical(id="grid-box"):
                yield FeelingsGrid()
                yield Static(self._axis(), id="axis")
            with Vertical(id="feeling-side"):
                yield Static(id="felt")
                yield Static(id="feeling-note")

    def _axis(self) -> Content:
        left, right = _("unpleasant"), _("pleasant")
        return Content(left + " " * max(1, 23 - len(left) - len(right)) + right)

    @property
    def place(self) -> str:
        """Where the half-made check-in of the day is kept."""
        return f"today/{self.day.isoformat()}/check-in"

    # Showing

    async def show(self, day: date) -> None:
        """Show how the day felt, and what is half made."""
        if self._saving:
            return
        self.keep_draft()
        draft = self.session.journal.drafts.at(self.place) if day == self.day else None
        if day != self.day or (self.is_open and draft is None and not self.made.is_blank):
            self._forget()
        self.day = day
        draft = self.session.journal.drafts.at(self.place)
        if draft is not None and not self.is_open:
            self.made, self.is_open = HalfMade.from_values(draft.values), True
        records = self.session.journal.on_day(day)
        is_mine = self.session.journal.is_mine
        self._checkins = [each for each in records if isinstance(each, CheckIn) and is_mine(each)]
        await self._show()

    def _forget(self) -> None:
        self.made, self.is_open = HalfMade(), False

    async def _show(self) -> None:
        """Bring everything in line with what is known."""
        self.set_class(self.is_open, "-open")
        self.set_class(self.is_open and self.made.place is not None, "-placed")
        self.set_class(bool(self._checkins), "-set")
        nothing = not (self._checkins or self.is_open)
        self.set_class(nothing and self.day != self.session.today, "-folded")
        self.query_one("#feeling-heading", Static).update(self._heading())
        grid, felt = self.query_one(FeelingsGrid), self.query_one("#felt", Static)
        if self.is_open:
            await self._have_parts()
            grid.place = self.made.place
            felt.update(self._where())
            self._offer()
        else:
            last = self._checkins[-1] if self._checkins else None
            grid.place = (last.pleasant, last.energy) if last is not None else None
            felt.update(self._felt() if last is not None else self._invitation())
        if self.is_open:
            self.say(self._hint())

    def _heading(self) -> Content:
        today = self.day == self.session.today
        title = _("How are you feeling today?") if today else _("How did you feel?")
        if self._checkins and not self.is_open:
            return heading(title, (self.key("do.feeling"), _("again")))
        return heading(title)

    def _invitation(self) -> Content:
        rest = _("and the arrows move you to where you are; words that fit come after.")
        if self.day != self.session.today:
            rest = _("if you would like to note it")
        return Content.assemble((self.key("do.feeling"), "bold $accent"), (f"  {rest}", "$muted"))

    def _felt(self) -> Content:
        gap = "\n" if self.screen.has_class("-wide") else "   "  # the grid stands beside it
        said = [felt_content(self.session, each, gap) for each in self._checkins]
        return Content("\n").join(said)

    def _where(self) -> Content:
        if self.made.place is None:
            return Content.styled(_("Move with the arrows to where you are."), "$muted")
        return Content.styled(say_where(*self.made.place), "bold")

    def _hint(self) -> str:
        """What the keys do, where the cursor is."""
        if isinstance(self.screen.focused, FeelingWords):
            if self.session.journal.pairing:
                return _("Space chooses · Tab: who sees them · Enter keeps")
            return _("Space chooses · Tab to the line · Enter keeps")
        if isinstance(self.screen.focused, Writing):
            return _("Ctrl+S keeps")
        if isinstance(self.screen.focused, Choice):
            return _("Who sees these words · Tab to the line")
        if self.query_one(FeelingsGrid).has_focus:
            return _("Enter goes to the words · Ctrl+S keeps")
        return _("Unfinished; {key} goes on").format(key=self.key("do.feeling"))

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say one sentence beside the grid."""
        note = self.query_one("#feeling-note", Static)
        note.update(Content(sentence))
        note.set_class(trouble, "-trouble")

    async def _have_parts(self) -> None:
        """Mount words and line when they are first wanted: opening the program stays fast."""
        if self.query(Writing):
            return
        words = FeelingWords()
        seen = Audience(id="seen")
        line = Writing(hint=_("A line beside it …"), id="beside")
        line.border_subtitle = _("only me")
        await self.query_one("#feeling-side").mount(words, seen, line, before="#feeling-note")
        line.load_text(self.made.line)

    def _offer(self) -> None:
        """Offer the words that fit, and show what is chosen and written."""
        words = self.query_one(FeelingWords)
        words.chosen = self.made.words
        if self.made.place is not None:
            near = self.session.catalogue.feelings_near(*self.made.place)
            words.offer([feeling.word for feeling in near])
        seen = self.query_one("#seen", Audience)
        seen.display = bool(self.session.journal.pairing) and self.made.place is not None
        seen.offer_audiences((ME, BOTH), self.made.audience)
        line = self.query_one("#beside", Writing)
        if not line.has_focus and line.text != self.made.line:
            line.load_text(self.made.line)

    # Making

    async def begin(self) -> None:
        """Open the grid, or go on where one was."""
        self.is_open = True
        await self._show()
        focus_now(self.query_one(FeelingsGrid))

    async def leave(self) -> None:
        """Out of the grid: what is half made stays, an empty one closes."""
        self.keep_draft()
        if self.made.is_blank:
            self._forget()
            await self._show()

    @on(FeelingsGrid.Moved)
    async def _moved(self, event: FeelingsGrid.Moved) -> None:
        event.stop()
        self.is_open = True
        self._now(self.made.at(event.place))
        await self._show()

    @on(FeelingsGrid.Taken)
    def _taken(self, event: FeelingsGrid.Taken) -> None:
        event.stop()
        focus_now(self.query_one(FeelingWords))

    @on(FeelingWords.Changed)
    def _chosen(self, event: FeelingWords.Changed) -> None:
        event.stop()
        self._now(self.made.with_words(self.query_one(FeelingWords).chosen))

    @on(Choice.Changed)
    def _shared(self, event: Choice.Changed) -> None:
        event.stop()
        if self.is_open and event.value != self.made.audience:
            self._now(self.made.seen_by(event.value))

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.is_open and event.text_area.text != self.made.line:
            self._now(self.made.with_line(event.text_area.text))

    @on(FeelingWords.Finished)
    async def _finished(self, event: FeelingWords.Finished) -> None:
        event.stop()
        if await self.save():
            self.screen.set_focus(None)

    def _now(self, made: HalfMade) -> None:
        """This is what is being made; keep it soon."""
        self.made = made
        if self._waiting is None:
            self._waiting = self.set_timer(DRAFT_AFTER, self.keep_draft)

    def on_descendant_focus(self) -> None:
        """Say the keys of where the cursor is now."""
        if self.is_open:
            self.say(self._hint())

    def on_descendant_blur(self) -> None:
        """Say the keys of where the cursor is now."""
        if self.is_open:
            self.call_after_refresh(self._say_hint)

    def _say_hint(self) -> None:
        if self.is_attached:  # a lock may take the screen away while this waits
            self.say(self._hint() if self.is_open else "")

    # Keeping

    def keep_draft(self) -> None:
        """Keep what is half made beside the journal, now."""
        if self._waiting is None:
            return
        self._waiting.stop()
        self._waiting = None
        self.session.journal.drafts.keep(
            self.place, day=self.day, kind="check-in", values=self.made.values()
        )

    def on_unmount(self) -> None:
        """Lose nothing when the page goes away."""
        self.keep_draft()

    async def save(self) -> bool:
        """Keep the check-in and its line as one; False while what is shared has to be shown."""
        if self._saving or self.made.place is None:
            self.say(_("First move to where you are."), trouble=not self._saving)
            return False
        self._waiting = self._waiting or self.set_timer(DRAFT_AFTER, self.keep_draft)
        self.keep_draft()
        draft = self.session.journal.drafts.at(self.place)
        made = self.made if self.session.journal.pairing else self.made.seen_by(ME)
        records = made.records(
            draft.id if draft is not None else new_id(), self.session.journal.me.id, self.day
        )
        if records[0].seen_by != ME:
            self.post_message(self.WouldShare(self, records))
            return False
        return await self.keep(records)

    async def keep(self, records: list[Record]) -> bool:
        """Keep a check-in and the line beside it, as they were made; False where that fails."""
        self._saving = True
        try:
            kept = await self.session.keep(*records, ends=self.place)
        finally:
            self._saving = False
        if kept is None:
            self.say(_("Not kept yet; it is all still here."), trouble=True)
            return False
        self._forget()
        await self.show(self.day)
        return True
