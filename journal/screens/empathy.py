"""Empathy: how each would like to be cared for, hard times, promises, a guess, neutral eyes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.keys import first_key
from journal.model.care import (
    beside_guess,
    feelings_of_late,
    guide_of,
    live_cards,
    promises_seen,
)
from journal.model.kinds import (
    CareHeard,
    CareLine,
    CheckIn,
    Guess,
    NeutralView,
    Promise,
    ToughTime,
)
from journal.model.record import Record
from journal.screens.empathy_actions import EmpathyActions
from journal.store import Draft
from journal.widgets.care import care_content, felt_line, tough_content
from journal.widgets.composer import Composer
from journal.widgets.entry import EntryList
from journal.widgets.forms.care import CARE_HEARD
from journal.widgets.guesses import Guesses
from journal.widgets.known import one_line
from journal.widgets.noted import NotedList
from journal.widgets.talk.view import TalkKeys

FEW = 3
"""How many guesses, and how many things heard, stand on the page; Journal has them all."""
FEELINGS = 12
"""How many of the partner's feelings stand on the page."""
WAYS = {
    "tough_time": ("care.hard", _("a hard time")),
    "say_here": ("care.here", _("I am here")),
    "care_guide": ("care.guide", _("care guide")),
    "guess": ("care.guess", _("guess")),
    "neutral_eyes": ("care.neutral", _("neutral eyes")),
}
"""What can be begun here: action → command and words."""


class Empathy(EmpathyActions):
    """The second guide's fourth practice."""

    PLACE = "empathy"
    STEP = "communicate"
    PLACES = ("prompts", "practice", "empathy", "here")
    BINDINGS = bindings("prompts", "practice", "empathy", "here")
    CSS_PATH = ["page.tcss", "empathy.tcss"]

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - the file's words, read when asked
        """The file's own help."""
        return "\n\n".join(self.session.catalogue.care.help)

    # Frame

    def compose_body(self) -> ComposeResult:
        """What is on now, the two guides, asking, promises, a guess, neutral eyes."""
        words = self.session.catalogue.care
        yield Static(Content(words.title), classes="title")
        yield Static(Content(words.why), classes="quiet")
        yield TalkKeys(id="ways")
        yield EntryList("", id="unfinished")
        yield NotedList("", self._note, id="now")
        yield from self.compose_practice()
        with Container(classes="pair"):
            with Vertical(classes="side"):
                yield Static(Content(_("How I would like you to be there")), classes="heading")
                yield NotedList(
                    _("How you would like to be cared for will stand here. c begins with one"
                      " situation."),
                    self._note, id="mine",
                )  # fmt: skip
            with Vertical(classes="side", id="theirs-side"):
                yield Static("", classes="heading", id="theirs-heading", markup=False)
                yield NotedList("", self._note, id="theirs")
        with Container(classes="pair"):
            with Vertical(classes="side"):
                yield from self._compose_asking()
            with Vertical(classes="side", id="lately-side"):
                yield Static("", classes="heading", id="lately-heading", markup=False)
                yield NotedList("", self._note, id="lately")
        yield Static(Content(_("Guess, then check")), classes="heading")
        yield Static(Content(words.guess), classes="quiet", id="about-guesses")
        yield Guesses(self.session, id="guesses")
        yield Static(Content(_("Promises, as they were said and done")), classes="heading")
        yield EntryList(
            _("What you promise in step 4 will stand here, too, and how it went. 4 goes there."),
            heading=self._who_promised,
            id="promises",
        )
        yield Static(Content(_("With neutral eyes")), classes="heading")
        yield EntryList(
            _("Seven quiet minutes about a disagreement, as someone who wishes both of you well"
              " would see it. For you alone. y begins."),
            id="neutral-views",
        )  # fmt: skip

    def _compose_asking(self) -> ComposeResult:
        """The line to ask aloud, and a place for the answer."""
        words = self.session.catalogue.care
        yield Static(Content(f"“{words.ask}”"), classes="heading", id="ask")
        yield Static(Content(words.ask_note), classes="quiet")
        yield Composer(self.session, CARE_HEARD, "empathy/heard", folds=True, id="heard-form")
        yield EntryList("", id="heard")

    def _note(self, record: Record, content: Content) -> Content:
        """How a record looks on this page."""
        if isinstance(record, CareLine):
            return care_content(self.session, record)
        if isinstance(record, ToughTime):
            return tough_content(self.session, record)
        if isinstance(record, CheckIn):
            return felt_line(record, self.session.today)
        return content

    def _who_promised(self, item: Record | Draft) -> str:
        if not isinstance(item, Record) or not self.partner:
            return ""
        if self.session.journal.is_mine(item):
            return _("You said")
        return _("{name} said").format(name=one_line(self.session.journal.author_name(item)))

    # Showing

    async def show(self) -> None:
        """Show what there is; a place of the partner's only where there is a partner."""
        self.query_one("#heard-form", Composer).settle()
        self._say_ways()
        await self._show_now()
        await self.show_practice()
        await self._show_guides()
        await self._show_lately()
        await self._show_guesses()
        journal, today = self.session.journal, self.session.today
        promises = promises_seen(journal.of_kind(Promise), journal.about, today)
        await self._list("#promises", promises)
        await self._list("#neutral-views", journal.of_kind(NeutralView))
        await self._list("#heard", journal.of_kind(CareHeard)[:FEW])
        self.query_one("#heard").display = bool(journal.of_kind(CareHeard))

    async def _list(self, where: str, records: Sequence[Record]) -> None:
        await self.query_one(where, EntryList).show(
            records, self.session.today, starred=self.starred(), about=self.session.journal.about
        )

    def _say_ways(self) -> None:
        keys = self.session.keys
        ways = [
            (first_key(keys, command), does)
            for action, (command, does) in WAYS.items()
            if self.check_action(action, ())
        ]
        self.query_one("#ways", TalkKeys).say([(key, does) for key, does in ways if key])

    async def _show_now(self) -> None:
        """Hard times that are on, the partner's first, and texts left unfinished."""
        journal, today = self.session.journal, self.session.today
        cards = journal.of_kind(ToughTime)
        live = [
            *live_cards(cards, self.partner, today), *live_cards(cards, journal.me.id, today)
        ]  # fmt: skip
        now = self.query_one("#now", NotedList)
        now.display = bool(live)
        await now.show(live, today, starred=self.starred(), about=journal.about)
        drafts = [
            each
            for each in journal.drafts.all()
            if each.place.startswith("empathy/") and each.place != "empathy/heard"
        ]
        unfinished = self.query_one("#unfinished", EntryList)
        unfinished.display = bool(drafts)
        await unfinished.show(drafts, today)

    async def _show_guides(self) -> None:
        journal, today = self.session.journal, self.session.today
        lines = journal.of_kind(CareLine)
        await self.query_one("#mine", NotedList).show(guide_of(lines, journal.me.id), today)
        theirs = guide_of(lines, self.partner)
        self.query_one("#theirs-side").display = bool(self.partner)
        said = _("How {name} would like me to be there").format(name=self.they)
        self.query_one("#theirs-heading", Static).update(Content(said))
        empty = _("What {name} shares of their guide will stand here.").format(name=self.they)
        await self.query_one("#theirs", NotedList).show(theirs, today, empty=empty)

    async def _show_lately(self) -> None:
        journal, today = self.session.journal, self.session.today
        felt = feelings_of_late(journal.of_kind(CheckIn), self.partner, today)[:FEELINGS]
        self.query_one("#lately-side").display = bool(self.partner)
        said = _("How {name} has felt lately").format(name=self.they)
        self.query_one("#lately-heading", Static).update(Content(said))
        empty = _("Feelings that {name} shares will stand here for four weeks.")
        await self.query_one("#lately", NotedList).show(
            felt, today, empty=empty.format(name=self.they)
        )

    async def _show_guesses(self) -> None:
        journal, found = self.session.journal, self.meetings()
        checkins = journal.of_kind(CheckIn)
        guesses = [
            beside_guess(each, checkins, found, self.partner)
            for each in journal.of_kind(Guess)[:FEW]
        ]
        await self.query_one("#guesses", Guesses).show(guesses)
