"""Touch: what is welcome, how it is today, what both welcome, and what felt good."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.keys import first_key
from journal.model.kinds import Touch, TouchNote, TouchToday
from journal.model.record import Record
from journal.model.touch import is_same, said_by, today_of
from journal.screens.dialogs import Choose
from journal.screens.practising import Practising
from journal.screens.sharing import ask_to_share, change_who_sees, may_change_who_sees
from journal.screens.touch_list import ask_to_share_list
from journal.store import Draft
from journal.widgets.entry import EntryList
from journal.widgets.forms import FORMS, Form
from journal.widgets.known import one_line
from journal.widgets.touch import Row, TodayRow, TouchList, TouchRow
from journal.widgets.touch_said import say_ideas, say_list_of, say_theirs
from journal.wording.sharing import partner_or, say_seen
from journal.wording.touch import HOW

TURNS = tuple(HOW)
"""How a touch can be, in the order in which the arrows go through."""

LETTERS = {"w": "welcome", "s": "sometimes", "n": "not"}
"""The letter of each, where it is asked."""


class TouchPage(Practising):
    """Everyday touch."""

    PLACE = "touch"
    STEP = "share"
    PLACES = ("prompts", "practice", "touch")
    BINDINGS = bindings("prompts", "practice", "touch")
    CSS_PATH = ["page.tcss", "touch.tcss"]

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - the guide's words, read when asked
        """The guide's own help for this page."""
        return "\n\n".join(self.session.catalogue.touch.help)

    def compose_body(self) -> ComposeResult:
        """Why, today, ideas, the list, what felt good."""
        guide = self.session.catalogue.touch
        yield Static(Content(guide.title), classes="title")
        yield Static(Content(guide.why), classes="quiet")
        with Vertical(id="today", classes="card"):
            yield Static(id="today-keys", classes="prose")
            yield Static(id="mine-today")
            yield Vertical(id="today-row")
            yield Static(id="theirs-today")
        yield Static(id="ideas", classes="prose")
        yield from self.compose_practice()
        yield Static(Content(_("How it is for me")), classes="heading", id="list-heading")
        yield Static(id="list-keys", classes="prose")
        yield TouchList(id="touches")
        yield Static(Content(_("What felt good")), classes="heading")
        yield EntryList(
            _("A touch that felt good will stand here, in a line of yours. n, then f, keeps one."),
            id="log",
        )

    def compose_aside(self) -> ComposeResult:
        """What the other shared of their list."""
        with Vertical(classes="card", id="theirs"):
            yield Static(classes="heading", id="theirs-heading")
            yield Static(id="their-list")

    # What there is

    def _mine(self) -> list[Touch]:
        """What one says of each touch."""
        journal = self.session.journal
        return said_by(journal.of_kind(Touch), journal.me.id)

    def _today(self, author: str) -> TouchToday | None:
        said = self.session.journal.of_kind(TouchToday)
        return today_of(said, author, self.session.today) if author else None

    def _rows(self, mine: Sequence[Touch]) -> list[Row]:
        """Our list in its order, then one's own words in theirs."""
        today, rest = self.session.today, list(mine)
        rows = []
        for each in self.session.catalogue.touch.touches:
            ours = Touch(day=today, text=each.text, listed=each.id, how="welcome")
            said = next((touch for touch in rest if is_same(touch, ours)), None)
            if said is not None:
                rest.remove(said)
            rows.append(Row(said or ours, self._seen(said) if said is not None else ""))
        return [*rows, *(Row(touch, self._seen(touch)) for touch in rest)]

    def _seen(self, record: Record) -> str:
        """Say briefly that it is shared; who sees it stands whole where it is opened."""
        return _("shared") if self.session.journal.is_travelling(record) else ""

    # Showing

    async def show(self) -> None:
        """Show today, ideas, the list, and what felt good."""
        session, mine = self.session, self._mine()
        await self._show_today()
        self.query_one("#ideas", Static).update(say_ideas(session, mine, self._none_today()))
        self.query_one("#list-keys", Static).update(self._say_list_keys(bool(mine)))
        await self.query_one("#touches", TouchList).show(self._rows(mine), session.today)
        drafts = [each for each in session.journal.drafts.all() if self._is_here(each)]
        notes = session.journal.of_kind(TouchNote)
        await self.query_one("#log", EntryList).show(
            [*drafts, *notes], session.today, starred=self.starred(), about=session.journal.about
        )
        self._show_theirs()
        await self.show_practice()
        self.refresh_bindings()

    def _is_here(self, draft: Draft) -> bool:
        return draft.kind in (FORMS[Touch].name, FORMS[TouchNote].name)

    def _none_today(self) -> bool:
        """Whether one of the two says *not today*, as far as it is known here."""
        journal = self.session.journal
        said = (self._today(journal.me.id), self._today(journal.partner.id))
        return any(each is not None and not each.welcome for each in said)

    async def _show_today(self) -> None:
        journal, guide = self.session.journal, self.session.catalogue.touch
        mine, theirs = self._today(journal.me.id), self._today(journal.partner.id)
        keys = [("touch.welcome", _("welcome")), ("touch.not_today", _("not today"))]
        if mine is not None and journal.pairing:
            shared = journal.is_travelling(mine)
            keys.append(("entry.share", _("take back") if shared else _("share")))
        self.query_one("#today-keys", Static).update(
            Content.assemble((_("Today"), "bold"), "   ") + self._say_keys(keys)
        )
        invitation = self.query_one("#mine-today", Static)
        invitation.display = mine is None
        invitation.update(Content.assemble((guide.today, "$muted")))
        await self._show_row(mine)
        line = self.query_one("#theirs-today", Static)
        line.display = theirs is not None
        if theirs is not None:
            line.update(say_theirs(self._partner, theirs))

    async def _show_row(self, mine: TouchToday | None) -> None:
        box, held = self.query_one("#today-row", Vertical), isinstance(self.focused, TodayRow)
        with self.app.batch_update():
            await box.remove_children()
            if mine is not None:
                row = TodayRow(mine, self._say_who_sees_today(mine))
                await box.mount(row)
                if held:
                    self.set_focus(row)

    def _say_who_sees_today(self, mine: TouchToday) -> str:
        seen = say_seen(mine, self.seen_of(mine))
        if not self.session.journal.is_travelling(mine):
            return seen
        return _("{seen}\nWhat you change here, {name} sees.").format(seen=seen, name=self._partner)

    def _show_theirs(self) -> None:
        journal = self.session.journal
        theirs = said_by(journal.of_kind(Touch), journal.partner.id) if journal.pairing else []
        self.query_one("#aside").display = bool(theirs)
        name = _("How it is for {name}").format(name=self._partner)
        self.query_one("#theirs-heading", Static).update(Content(name))
        self.query_one("#their-list", Static).update(say_list_of(theirs))

    @property
    def _partner(self) -> str:
        return partner_or(one_line(self.session.partner_name), begins=True)

    def _say_keys(self, keys: Sequence[tuple[str, str]]) -> Content:
        """The keys in force, each with what it does."""
        return Content("   ").join(
            Content.assemble(
                (first_key(self.session.keys, command), "bold $accent"), (f" {name}", "$muted")
            )
            for command, name in keys
        )

    def _say_list_keys(self, any_: bool) -> Content:
        keys = [("page.new", _("your own words"))]
        if any_ and self.session.journal.pairing:
            keys.append(("touch.share_list", _("share")))
        arrows = Content.assemble(("← →", "bold $accent"), (" " + _("how it is") + "   ", "$muted"))
        return arrows + self._say_keys(keys)

    # Acting

    @property
    def record(self) -> Record | None:
        """The record that has focus; a touch of which nothing was said yet is none."""
        record = super().record
        return record if record is not None and record.id else None

    @property
    def _row(self) -> TouchRow | None:
        return self.focused if isinstance(self.focused, TouchRow) else None

    @property
    def _shareable_today(self) -> TouchToday | None:
        """Today's line, on which *who sees it* acts while nothing else has focus."""
        return self._today(self.session.journal.me.id) if self.entry is None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turning needs a touch; nothing is deleted or shared of which nothing was said."""
        if action == "turn":
            return True if self._row is not None else None
        if action == "entry_delete" and self._row is not None and self.record is None:
            return None
        if action == "entry_share" and self._shareable_today is not None:
            return may_change_who_sees(self.session.journal, self._shareable_today)
        if action == "share_list":
            return (True if self._mine() else None) if self.session.journal.pairing else False
        return super().check_action(action, parameters)

    def action_entry_share(self) -> None:
        """Share the entry, or today's line while none has focus; or take it back."""
        today = self._shareable_today
        if today is not None:
            change_who_sees(self, self.session, today)
        else:
            super().action_entry_share()

    async def action_today(self, welcome: bool) -> None:
        """Say how it is today; the same again takes it away, and the other one takes its place."""
        session = self.session
        mine = self._today(session.journal.me.id)
        if mine is not None and mine.welcome == welcome:
            if await session.delete(mine):
                self.notify(_("Nothing is said for today any more."))
            return
        said = TouchToday(day=session.today, welcome=welcome)
        if mine is not None:
            said = replace(mine, welcome=welcome)
        if await session.keep(said) is None:
            return
        told = _("Said for today; {name} sees it.").format(name=self._partner)
        shared = mine is not None and session.journal.is_travelling(mine)
        self.notify(told if shared else _("Said for today; only you see it."), markup=False)

    def open_item(self, item: Record | Draft) -> None:
        """Open an entry; of a touch of which nothing was said yet, ask how it is."""
        if isinstance(item, Touch) and not item.id:
            self._ask(item)
        else:
            super().open_item(item)

    def _ask(self, touch: Touch) -> None:
        async def chosen(letter: str | None) -> None:
            if letter is not None:
                await self._say(touch, LETTERS[letter])

        options = [(letter, Content(HOW[how])) for letter, how in LETTERS.items()]
        self.app.push_screen(Choose(touch.text, options), chosen)

    async def action_turn(self, by: int) -> None:
        """Turn the touch that has focus on to the next or the previous."""
        row = self._row
        if row is None:
            return
        said = next((each for each in self._mine() if is_same(each, row.touch)), None)
        if said is None:
            at = 0 if by > 0 else len(TURNS) - 1
        else:
            at = (TURNS.index(said.how) + by) % len(TURNS)
        await self._say(said or row.touch, TURNS[at])

    async def _say(self, touch: Touch, how: str) -> None:
        """Keep how a touch is; of one that is shared, show first what goes."""
        session = self.session
        changed = replace(touch, how=how, day=session.today)
        if not (touch.id and session.journal.is_travelling(touch)):
            await session.keep(changed)
            return
        again = session.journal.was_sent(touch)
        ask_to_share(self, session, changed, lambda: session.keep(changed), again=again)

    def action_share_list(self) -> None:
        """Share what is welcome or sometimes and is not shared yet, after a look at it."""
        ask_to_share_list(self, self.session, self._mine())

    # Writing

    def forms(self) -> tuple[Form, ...]:
        """A touch in one's own words, or what felt good."""
        return FORMS[Touch], FORMS[TouchNote]
