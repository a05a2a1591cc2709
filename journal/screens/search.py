"""Search: over everything one wrote, as one types; nothing that is typed here is kept."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from journal.i18n import _, ngettext
from journal.model.kinds import STEPS
from journal.model.record import Record
from journal.screens.filters import CIRCLES, in_circle
from journal.screens.page import Page
from journal.session import Session
from journal.store import Query
from journal.widgets.choice import Choice
from journal.widgets.codes import LineInput
from journal.widgets.entry import EntryView, entry_content
from journal.widgets.focusing import focus_now
from journal.widgets.noted import NotedList
from journal.wording.dates import say_full, understand_day
from journal.wording.records import STEP_NAMES

LIMIT = 200
"""How many hits are shown at most; more words narrow them down."""
PAUSE = 0.05
"""Seconds without a key before a search begins, so that fast typing searches once."""
AROUND = 160
"""Characters shown on either side of a hit far down in a long text."""


@dataclass(frozen=True)
class Asked:
    """What is looked for, and where."""

    query: Query
    step: str = ""
    circle: str = ""
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is asked at all."""
        return bool(self.query or self.step or self.circle or self.first or self.last)


class Search(Page):
    """Find words, tags and days."""

    PLACE = "search"
    CSS_PATH = ["page.tcss", "search.tcss"]
    HELP = _(
        "Type words, and everything that has all of them stands below, newest first. Small letters"
        " find capitals too, capitals only themselves; #word finds a tag. Tab goes on to the step,"
        " to whose it is, and to the first and last day, said in words. Enter goes to the first"
        " hit, Enter on a hit opens it, the arrow up leads back to the words. Nothing you type here"
        " is kept."
    )

    words = query_one("#words", Input)
    since = query_one("#since", Input)
    until = query_one("#until", Input)
    step = query_one("#step", Choice)
    whose = query_one("#whose", Choice)
    hits = query_one("#hits", NotedList)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked = Asked(Query())
        self._away = True
        self._searching = asyncio.Lock()

    def compose_body(self) -> ComposeResult:
        """The words, where to look, and the hits."""
        yield Static(Content(_("Search")), classes="title")
        yield LineInput(placeholder=_("words, or #tag …"), id="words")
        with Horizontal(classes="where"):
            yield Static(Content(_("Step")))
            options = [("", _("all")), *((step, str(n)) for n, step in enumerate(STEPS, 1))]
            yield Choice(options, id="step")
        with Horizontal(classes="where", id="whose-row"):
            yield Static(Content(_("Whose")))
            yield Choice([("", _("all")), *CIRCLES.items()], id="whose")
        with Horizontal(classes="where"):
            yield Static(Content(_("Since")))
            yield Input(placeholder=_("last month …"), id="since")
            yield Static(Content(_("Until")))
            yield Input(placeholder=_("yesterday …"), id="until")
        yield Static("", id="said", classes="prose")
        yield NotedList("", self._mark, id="hits")

    # Arriving

    async def on_screen_resume(self) -> None:
        """Arriving puts the cursor in the words: here one came to type."""
        if self._away:
            self._away = False
            focus_now(self.words)

    def on_screen_suspend(self) -> None:
        """Tell leaving this page from a panel that opens over it."""
        self._away = self.app.current_mode != self.PLACE

    def search_for(self, text: str) -> None:
        """Look for this, as if it had been typed, and nowhere in particular."""
        self.since.value = self.until.value = self.step.value = self.whose.value = ""
        self.words.value = text
        focus_now(self.words)

    # Searching

    @on(Input.Changed)
    @on(Choice.Changed)
    def _typed(self) -> None:
        self._soon()

    @work(exclusive=True, group="search")
    async def _soon(self) -> None:
        await asyncio.sleep(PAUSE)
        await self._search()

    async def show(self) -> None:
        """Search again: the journal has changed. Alone there is nobody else's to look among."""
        self.query_one("#whose-row").display = bool(self.session.journal.pairing)
        await self._search()

    async def _search(self) -> None:
        """Search and show; one search at a time, so that no list is shown twice."""
        async with self._searching:
            await self._search_now()

    async def _search_now(self) -> None:
        try:
            asked = self._read()
        except ValueError as error:
            self.query_one("#said", Static).update(Content(str(error)))
            return
        found: list[Record] = []
        if asked:
            found = await asyncio.to_thread(self._find, asked)
        self._asked = asked
        self.query_one("#said", Static).update(self._say(asked, len(found)))
        empty = _("Nothing has all of that. Fewer words, or other ones, may find it.")
        await self.hits.show(
            found[:LIMIT],
            self.session.today,
            starred=self.starred(),
            empty=empty if asked else _("What you find will stand here."),
        )

    def _read(self) -> Asked:
        """Read what is typed; raises ValueError with a sentence for a day not understood."""
        today = self.session.today
        days = [
            understand_day(day.value, today, looking="back") if day.value.strip() else None
            for day in (self.since, self.until)
        ]
        whose = self.whose.value
        return Asked(Query.parse(self.words.value), self.step.value, whose, days[0], days[1])

    def _find(self, asked: Asked) -> list[Record]:
        """Find what has it all, on a thread of its own; marks on entries are no hits."""
        journal = self.session.journal
        limit = None if asked.circle else LIMIT * 2
        found = journal.search(
            asked.query, step=asked.step, first=asked.first, last=asked.last, limit=limit
        )
        return [
            record
            for record in found
            if not record.MARK and in_circle(journal, record, asked.circle)
        ]

    def _say(self, asked: Asked, count: int) -> Content:
        """Say how much was found, and how the days were understood."""
        if not asked:
            return Content.assemble((_("Tab goes on to the step and the days."), "$muted"))
        number = ngettext("{n} entry", "{n} entries", count).format(n=count)
        if count > LIMIT:
            number = _("The newest {n} entries; more words find fewer").format(n=LIMIT)
        where = [
            STEP_NAMES.get(asked.step, ""),
            CIRCLES.get(asked.circle, ""),
            _("since {day}").format(day=say_full(asked.first)) if asked.first else "",
            _("until {day}").format(day=say_full(asked.last)) if asked.last else "",
        ]
        return Content.assemble((" · ".join([number, *filter(None, where)]), "$muted"))

    def _mark(self, record: Record, content: Content) -> Content:
        """Mark the words that were found; of a long text show where they stand."""
        return marked(record, content, self._asked.query, self.session.today)

    # Acting

    @on(Input.Submitted)
    async def _to_hits(self) -> None:
        self.workers.cancel_group(self, "search")
        await self._search()
        if self.query(EntryView):
            self.action_entry_first()

    async def action_entry_move(self, by: int) -> None:
        """Walk through the hits; above the first one are the words."""
        views = list(self.query(EntryView))
        if by < 0 and (not views or self.entry in (None, views[0])):
            focus_now(self.words)
        elif by > 0 and self.entry is None and views:
            focus_now(views[0])
        else:
            await super().action_entry_move(by)

    def action_new(self) -> None:
        """Begin another search."""
        focus_now(self.words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is written here."""
        if action == "new":
            return False
        return super().check_action(action, parameters)


def marked(record: Record, content: Content, query: Query, today: date) -> Content:
    """Mark in an entry what a query found, underlined and bold, below its heading.

    Where the hit is past what a list shows of a long text, the words around it are added.
    """
    sought = [
        *(re.compile(re.escape(word)) for word in query.exact),
        *(re.compile(re.escape(word), re.IGNORECASE) for word in query.folded),
        *(re.compile(rf"#?\b{re.escape(tag)}\b", re.IGNORECASE) for tag in query.tags),
    ]
    body = content.plain.find("\n") + 1
    for pattern in sought:
        if pattern.search(content.plain, body) is None:
            content = _with_surroundings(record, content, pattern, today)
    spans = [match.span() for pattern in sought for match in pattern.finditer(content.plain, body)]
    for start, end in spans:
        content = content.stylize("bold underline", start, end)
    return content


def _with_surroundings(
    record: Record, content: Content, pattern: re.Pattern[str], today: date
) -> Content:
    whole = entry_content(record, today, whole=True).plain
    hit = pattern.search(whole, whole.find("\n") + 1)
    if hit is None:
        return content
    start, end = max(0, hit.start() - AROUND), hit.end() + AROUND
    excerpt = " ".join(whole[start:end].split())
    return Content("\n").join([content, Content(f"… {excerpt} …")])
