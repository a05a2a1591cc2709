"""Guesses, each beside what the other said themselves, where that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal.i18n import _
from journal.keys import first_key
from journal.model.care import Guessed
from journal.model.kinds import Answer, Surprise
from journal.model.record import Record
from journal.session import Session
from journal.widgets.entry import AddedView, EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.known import one_line, seen_in
from journal.widgets.whose import whose
from journal.widgets.words import clean
from journal.wording.dates import say_day
from journal.wording.plans import capital
from journal.wording.records import shown

LONGEST = 480
"""Signs of one text that are shown; opened, it is whole."""


class SideView(EntryView):
    """A guess, or what stands beside it; keys act on it as on every entry."""

    def __init__(self, record: Record, head: str, text: str) -> None:
        super().__init__(record, date.min)
        short = clean(text[:LONGEST]) + "…" * (len(text) > LONGEST)
        self.content = Content.assemble((clean(head), "$muted"), "\n", short)


class Guesses(Vertical):
    """The last guesses; nothing is said about how near one came."""

    DEFAULT_CSS = """
    Guesses { height: auto; }
    Guesses .sides { height: auto; layout: vertical; }
    Guesses .said { color: $muted; padding-left: 2; margin-bottom: 1; max-width: 74; }
    Guesses .asked { padding-left: 2; max-width: 74; }
    Guesses SideView { margin: 0; max-width: 76; }
    """

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
        self._now: object = None

    def compose(self) -> ComposeResult:
        yield from ()

    async def show(self, guesses: Sequence[Guessed]) -> None:
        """Show these, the newest first; the one that had focus keeps it."""
        added = [self._surprises(each) for each in guesses]
        now = (list(guesses), added, self.session.today, self.session.partner_name)
        self.display = bool(guesses)
        if now == self._now:
            return
        self._now = now
        focused = self.screen.focused
        held = (
            focused.item.id if isinstance(focused, EntryView) and self in focused.ancestors else ""
        )
        with self.app.batch_update():
            await self.remove_children()
            for each, surprises in zip(guesses, added, strict=True):
                await self.mount(*self._rows(each, surprises))
        view = next((each for each in self.query(EntryView) if each.item.id == held), None)
        if held and view is not None:
            focus_now(view, scroll_visible=False)

    def _surprises(self, guessed: Guessed) -> list[Surprise]:
        about = self.session.journal.about(guessed.guess)
        return [each for each in about if isinstance(each, Surprise)]

    def _rows(self, guessed: Guessed, surprises: Sequence[Surprise]) -> list[Widget]:
        guess, theirs, today = guessed.guess, guessed.theirs, self.session.today
        asked = guess.asked if guess.sort == "answer" else _("How they feel")
        day = capital(say_day(guess.day, today))
        views = [SideView(guess, _("you guessed · only you, always"), guess.text)]
        if theirs is not None:
            said = theirs.text if isinstance(theirs, Answer) else shown(theirs).headline
            views.append(SideView(theirs, whose(self.session, theirs), said))
        head = Content.assemble((f"{day}  ", "bold"), (one_line(asked)[:LONGEST], "$muted"))
        added = [
            AddedView(each, today, seen=seen_in(self.session.journal, each)) for each in surprises
        ]
        return [
            Static(head, classes="asked"),
            Container(*views, classes="sides"),
            *added,
            Static(self._below(guessed, known=bool(surprises)), classes="said"),
        ]

    def _below(self, guessed: Guessed, *, known: bool) -> Content:
        """Where both stand there, thanks, and the line to say what surprised."""
        words = self.session.catalogue.care
        both = guessed.theirs is not None
        said = words.thanks_for(guessed.guess.day) if both else words.guess_waits
        if known or not both:
            return Content(said)
        key = first_key(self.session.keys, "entry.add")
        return Content.assemble(f"{said}\n", (key, "bold $accent"), f" {words.surprised}")
