"""The journal: every entry, newest first, by step, kind, reader, tag and day."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _, ngettext
from journal.model.kinds import KINDS, STEPS
from journal.model.record import Record
from journal.screens.circling import Circled
from journal.screens.dialogs import Choose, PickDay
from journal.screens.filters import Filters, among, below_what_they_answer
from journal.screens.page import WIDE
from journal.screens.pick import Pick
from journal.session import Session
from journal.store import Draft
from journal.widgets.composer import Composer
from journal.widgets.entry import EntryList
from journal.widgets.month import Month
from journal.widgets.words import clean
from journal.wording.records import KIND_NAMES, STEP_NAMES

TAGS_AFTER = 0.2
"""Seconds until the tags are counted, so that the entries are there first."""
TAGS_SHOWN = 12
"""How many tags stand beside the entries; `h` offers all."""


class Entries(Circled):
    """Everything that was written."""

    PLACE = "journal"
    PLACES = ("entries", "days")
    BINDINGS = [*bindings("entries"), *bindings("days")]
    CSS_PATH = ["page.tcss", "entries.tcss"]
    HELP = _(
        "Every entry stands here, newest first; Enter opens one, and walking down shows older"
        " ones. Show one step with t, one kind with i, one #tag with h; v shows what only you see,"
        " what is shared, what you wrote or what your partner did; c shows everything again. o goes"
        " to the calendar, where days with words are marked; [ and ] walk from day to day, @ takes"
        " a day in words. What was deleted in the last 30 days is in the bin, b.\n\n"
        "With a partner, s shares an entry after showing what goes, or takes it back; r replies to"
        " what your partner shared. Whose an entry is, and who sees it, stands in its first line."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.filters = Filters()
        self._month = session.today

    def compose_body(self) -> ComposeResult:
        """What is shown, and the entries."""
        yield Static(Content(_("Journal")), classes="title")
        yield Static("", id="shown", classes="prose")
        yield EntryList("", id="entries")

    def compose_aside(self) -> ComposeResult:
        """The month, and the tags."""
        with Vertical(classes="card", id="month-card"):
            yield Month(self.session)
        with Vertical(classes="card", id="tags-card"):
            yield Static(Content(_("Tags")), classes="heading")
            yield Static("", id="tags")

    def on_resize(self) -> None:
        """On a narrow screen the calendar stands above the entries, and only when asked for."""
        first = "aside" if self.size.width < WIDE else "body"
        columns = self.query_one("#columns")
        if columns.children[0].id != first:
            columns.move_child(1, before=0)

    # Showing

    async def show(self) -> None:
        """Show the entries that fit, the days with words, and the tags."""
        await self._show_entries()
        self._show_tags()

    async def _show_entries(self) -> None:
        journal = self.session.journal
        records = below_what_they_answer(self.filters.records(journal))
        items = among(records, self.filters.drafts(journal))
        # What lies ahead comes after all that has been: whoever comes here looks for today.
        ahead = bisect_left(
            items, -self.session.today.toordinal(), key=lambda item: -item.day.toordinal()
        )
        items = [*items[ahead:], *items[:ahead]]
        self.query_one("#shown", Static).update(self._say_shown(len(items)))
        await self.query_one("#entries", EntryList).show(
            items,
            self.session.today,
            starred=self.starred(),
            empty=self.filters.say_empty(),
            about=journal.about,
        )
        self.query_one(Month).show(self._month, journal.days(), day=self.filters.day)

    @work(exclusive=True, group="tags")
    async def _show_tags(self) -> None:
        """Count the tags beside; in a long journal that takes a moment the first time."""
        await asyncio.sleep(TAGS_AFTER)
        tags = await asyncio.to_thread(self.session.journal.tags)
        if not self.is_running:  # the page may have gone meanwhile
            return
        self.query_one("#tags-card").set_class(bool(tags), "-some")
        lines = [
            Content.assemble(f"#{clean(tag)}  ", (str(count), "$muted"))
            for tag, count in tags[:TAGS_SHOWN]
        ]
        if len(tags) > TAGS_SHOWN:
            lines.append(Content.assemble(("h", "bold $accent"), ("  " + _("all tags"), "$muted")))
        self.query_one("#tags", Static).update(Content("\n").join(lines))

    def _say_shown(self, count: int) -> Content:
        number = ngettext("{n} entry", "{n} entries", count).format(n=count)
        keys = [("t", _("step")), ("i", _("kind")), ("h", _("tag")), ("v", _("seen by")),
                ("o", _("calendar"))]  # fmt: skip
        said = Content.assemble((self.filters.say(), "bold"), (f"   {number}", "$muted"))
        if self.filters:
            said += Content.assemble("   ", ("c", "bold $accent"), (" " + _("all"), "$muted"))
        shown = [
            Content.assemble((key, "bold $accent"), (f" {name}", "$muted")) for key, name in keys
        ]
        return Content("\n").join([said, Content("  ").join(shown)])

    def _turn(self, filters: Filters) -> None:
        """Show something else, from its beginning."""
        self.filters = filters
        if filters.day is not None:
            self._month = filters.day
        if self.entry is not None:
            self.set_focus(None)
        self.query_one("#scroll").scroll_home(animate=False)
        self.call_later(self._show_entries)

    # Filters

    def _choose(
        self,
        question: str,
        options: list[tuple[str, str, str]],
        chosen_as: Callable[[str], Filters],
    ) -> None:
        """Offer values of one filter: the letter, the value and its words."""

        def chosen(letter: str | None) -> None:
            value = next((value for each, value, _name in options if each == letter), None)
            if value is not None:
                self._turn(chosen_as(value))

        offered = [(letter, Content(name)) for letter, _value, name in options]
        self.app.push_screen(Choose(question, offered), chosen)

    def action_by_step(self) -> None:
        """Show one step."""
        steps = [(str(n), step, STEP_NAMES[step]) for n, step in enumerate(STEPS, 1)]
        self._choose(
            _("Which step?"),
            [("0", "", _("every step")), *steps],
            lambda step: replace(self.filters, step=step),
        )

    def action_by_kind(self) -> None:
        """Show one kind; only kinds that there are."""
        shown = (n for n, kind in KINDS.items() if not (kind.MARK or kind.APART))
        counted = {n: len(self.session.journal.of_kind(KINDS[n])) for n in shown}
        kinds = {KIND_NAMES.get(n, n): n for n, count in counted.items() if count}

        def chosen(name: str | None) -> None:
            if name is not None:
                self._turn(replace(self.filters, kind=kinds[name]))

        if kinds:
            named = sorted(kinds, key=str.casefold)
            self.app.push_screen(
                Pick(_("Which kind?"), [(name, counted[kinds[name]]) for name in named]), chosen
            )
        else:
            self.notify(_("Nothing is written yet."))

    def show_circle(self, circle: str) -> None:
        """Show what one circle of readers sees, among what is chosen otherwise."""
        self._turn(replace(self.filters, seen_by=circle))

    def action_by_tag(self) -> None:
        """Show the entries with one tag."""

        def chosen(tag: str | None) -> None:
            if tag is not None:
                self._turn(replace(self.filters, tag=tag))

        tags = self.session.journal.tags()
        if tags:
            self.app.push_screen(Pick(_("Which tag?"), tags, sign="#"), chosen)
        else:
            self.notify(_("No tags yet. A #word in any text is one."))

    def action_show_all(self) -> None:
        """Leave nothing out any more."""
        self._turn(Filters())

    # Days

    @on(Month.Turned)
    def _turned(self, event: Month.Turned) -> None:
        event.stop()
        self._month = event.first

    @on(Month.Picked)
    def _picked(self, event: Month.Picked) -> None:
        event.stop()
        if self.size.width < WIDE:
            self.action_calendar()
        self._turn(replace(self.filters, day=event.day))

    def action_day_step(self, by: int) -> None:
        """Show the day before or after; `]` stops at today."""
        today = self.session.today
        day = self.filters.day or today
        if by < 0 or day < today:
            day += timedelta(days=by)
        self._turn(replace(self.filters, day=day))

    def action_day_pick(self) -> None:
        """Show a day that is said in words."""

        def chosen(day: date | None) -> None:
            if day is not None:
                self._turn(replace(self.filters, day=day))

        self.app.push_screen(PickDay(self.session.today), chosen)

    def action_calendar(self) -> None:
        """Go to the month; on a narrow screen it opens above the entries, and closes again."""
        month = self.query_one(Month)
        if month.has_focus:
            self.remove_class("-calendar")
            self.set_focus(None)
            return
        self.add_class("-calendar")
        self.query_one("#scroll").scroll_home(animate=False)
        self.call_after_refresh(month.focus)

    def action_back(self) -> None:
        """Close the calendar, then show everything again, then leave."""
        if self.has_class("-calendar") and self.query_one(Month).has_focus:
            self.action_calendar()
        elif self.focused is None and self.filters:
            self.action_show_all()
        else:
            super().action_back()

    # Entries

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is begun here; an entry is opened."""
        if action == "new":
            return False
        if action == "show_all":
            return True if self.filters else None
        return super().check_action(action, parameters)

    def open_item(self, item: Record | Draft) -> None:
        """A text left unfinished on a step's page is finished there, where it still stands."""
        mode = item.place.removeprefix("step/") if isinstance(item, Draft) else ""
        if isinstance(item, Draft) and mode in STEPS and item.place == f"step/{mode}":
            self.app.call_later(self._finish, mode)
        else:
            super().open_item(item)

    async def _finish(self, mode: str) -> None:
        await self.app.switch_mode(mode)
        for composer in self.app.screen.query("#main").results(Composer):
            composer.begin()

    def action_bin(self) -> None:
        """Show what was deleted."""
        from journal.screens.bin import Bin

        self.app.push_screen(Bin(self.session))
