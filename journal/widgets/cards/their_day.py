"""What the other shared for a day: words for how they feel, their lines, what they are glad of."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _, ngettext
from journal.model.answers import is_shut
from journal.model.care import is_live
from journal.model.kinds import (
    Answer,
    Appreciation,
    CareLine,
    CheckIn,
    Entry,
    Heard,
    OwnWords,
    Reply,
    Touch,
    TouchToday,
    ToughTime,
)
from journal.model.record import Record
from journal.model.signs import round_number
from journal.model.touch import today_of
from journal.session import Session
from journal.widgets.cards.card import Card, heading
from journal.widgets.entry import EntryView
from journal.widgets.words import clean
from journal.wording.records import shown

MOST = 6
"""How many of their records are shown; Journal has them all."""
SELF_EVIDENT = (Appreciation, CheckIn, Heard, TouchToday)
"""What needs no word on what it is."""
SHORT = 160
"""Signs of each; opened, it is whole."""


class TheirLine(EntryView):
    """One thing that the other shared; keys act on it as on every entry."""

    def __init__(self, record: Record, below: str = "") -> None:
        super().__init__(record, date.min)
        self.content = their_content(record, below)
        self.add_class("-theirs")


def their_content(record: Record, below: str = "") -> Content:
    """Put it in few words: feelings stand by themselves, what was written stands in quotes."""
    # what was asked stands first in an entry, and is nobody's own words
    words = record.text if isinstance(record, (Answer, Entry)) else shown(record).headline
    said = " ".join(clean(words).split())
    said = said if len(said) <= SHORT else said[: SHORT - 1].rstrip() + "…"
    if isinstance(record, (CheckIn, TouchToday)):
        return Content.assemble((said, "bold"))
    quiet = Content.assemble("\n", (clean(below), "$muted")) if below else Content("")
    return Content(f"“{said}”") + quiet


class TheirDay(Card):
    """The other's day, as far as they shared it; without anything there is no card."""

    DEFAULT_CSS = """
    TheirDay { display: none; }
    TheirDay .-theirs { margin: 0; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._now: object = None

    def compose(self) -> ComposeResult:
        yield Static(id="their-day-heading", classes="card-heading")
        yield Vertical(classes="lines")
        yield Static(id="their-more", classes="quiet")

    async def show(self, day: date) -> None:
        """Show what there is; nothing at all where there is nothing."""
        found = self._find(day)
        self.display = bool(found)
        is_today = day == self.session.today
        now = (found, self.partner, is_today)
        if not found or now == self._now:
            return
        self._now = now
        title = _("{name} today") if is_today else _("{name} that day")
        name = clean(self.partner) or _("Your partner")
        self.query_one("#their-day-heading", Static).update(heading(title.format(name=name)))
        more, note = len(found) - MOST, self.query_one("#their-more", Static)
        note.display = more > 0
        said = ngettext("{n} more in the journal", "{n} more in the journal", more).format(n=more)
        key = self.key("go.journal")
        note.update(Content.assemble(f"{said}  ", (key, "bold $accent")))
        box = self.query_one(".lines", Vertical)
        with self.app.batch_update():
            await box.remove_children()
            await box.mount(*(TheirLine(each, self._below(each)) for each in found[:MOST]))

    def _find(self, day: date) -> list[Record]:
        """Theirs of a day as it was written, feelings first; what is still sealed has no words."""
        partner, is_today = self.session.journal.partner.id, day == self.session.today
        theirs = [
            each
            for each in self.session.journal.on_day(day)
            if partner and each.author == partner and self._stands(each)
            and not (isinstance(each, ToughTime) and is_today and is_live(each, day))
            and not (isinstance(each, Answer) and (is_shut(each) or round_number(each.question)))
        ]  # fmt: skip
        theirs += self._touch(day)
        return sorted(theirs, key=lambda each: not isinstance(each, (CheckIn, TouchToday)))

    @staticmethod
    def _stands(record: Record) -> bool:
        """Whether it belongs on a day; a list of touches is of no day, nor is a care guide."""
        if isinstance(record, (CareLine, Touch)):
            return False
        return not record.MARK and bool(shown(record).headline)

    def _touch(self, day: date) -> list[TouchToday]:
        """How touch is for them, on today only: on any later day it says nothing."""
        if day != self.session.today:
            return []
        said = self.session.journal.of_kind(TouchToday)
        found = today_of(said, self.session.journal.partner.id, day)
        return [found] if found is not None else []

    def _below(self, record: Record) -> str:
        """What it belongs to: the question that is answered, the entry that is replied to."""
        if isinstance(record, (Answer, Entry)):
            return record.asked
        if isinstance(record, SELF_EVIDENT):
            return ""
        if not isinstance(record, (Reply, OwnWords)) or record.about is None:
            return shown(record).kind
        about = self.session.journal.find(record.about)
        return _("to “{words}”").format(words=shown(about).headline[:60]) if about else ""
