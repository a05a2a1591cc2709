"""What every page shares: the frame, the entries that keys act on, writing and keeping.

A page is the base screen of one of the app's modes; what is half typed in it stays while one is
elsewhere. It shows records, and shows them anew when the journal has changed: at once when it is
on the screen, else when it is next arrived at.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical
from textual.css.query import NoMatches
from textual.widget import MountError, Widget
from textual.widgets import Input, TextArea

from journal.commands import bindings
from journal.i18n import _
from journal.model.kinds import Star
from journal.screens.dialogs import choose_form
from journal.screens.entry import (
    ComposeScreen,
)
from journal.screens.entry_actions import EntryActions
from journal.session import Session
from journal.widgets.composer import Composer
from journal.widgets.forms import Form
from journal.widgets.frame import Places, Rail, Sheet, StepLine, TopLine
from journal.widgets.in_sight import keep_typing_in_sight
from journal.widgets.keyline import KeyLine
from journal.wording.conversation import say_briefly, say_status

WIDE = 112
"""Columns from which the rail stands beside the page."""


class Page(EntryActions):
    """One place to go; subclasses say what stands in its body and beside it."""

    PLACE: ClassVar[str]
    """The mode it is shown in."""
    PLACES: ClassVar[tuple[str, ...]] = ()
    """The places of the command table that work here, besides `page` and `everywhere`."""
    HELP = ""
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS = [
        *bindings("page"),
        # no command of ours: whoever gives Space to something else shall have it
        Binding("space", "page_scroll(1)", _("Page down"), show=False, id="page.space"),
    ]
    CSS_PATH = ["page.tcss"]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.day = session.today
        """The day this page is about; set at arrival, never under what is being typed."""
        self._stale = True
        self._showing = asyncio.Lock()
        self._composer: Composer | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the command table that work here, besides `everywhere`."""
        return (*self.PLACES, "page")

    # Frame

    def compose(self) -> ComposeResult:
        journal, keys = self.session.journal, self.session.keys
        # said before the first layout, or everything is laid out twice
        wide = self.app.size.width >= WIDE
        self.set_class(wide, "-wide", update=False)
        self.set_class(not wide, "-narrow", update=False)
        yield TopLine(
            journal.me.name,
            journal.partner.name,
            demo=self.session.demo,
            encrypted=journal.is_encrypted,
        )
        yield StepLine(self.PLACE, keys)
        with Horizontal(id="middle"):
            yield Rail(self.PLACE, keys, self.session.unseen)
            with Sheet(id="scroll", can_focus=False), Container(id="columns"):
                with Vertical(id="body"):
                    yield from self.compose_body()
                with Vertical(id="aside"):
                    yield from self.compose_aside()
        yield KeyLine()

    def compose_body(self) -> ComposeResult:
        """What stands in the middle."""
        yield from ()

    def compose_aside(self) -> ComposeResult:
        """What stands beside it, or below where the screen is narrow."""
        yield from ()

    async def show(self) -> None:
        """Show the journal as it is now."""

    def arrive(self) -> None:
        """Get ready for today, at each arrival."""
        self.day = self.session.today

    # Staying true to the journal

    async def on_mount(self) -> None:
        """Listen for changes and show what there is."""
        self.session.changed.subscribe(self, self._journal_changed)
        self.session.exchanged.subscribe(self, self._exchanged)
        self.query_one("#aside").display = bool(self.query("#aside > *"))

    def _journal_changed(self, _nothing: None) -> None:
        self._stale = True
        if self.is_current:
            self.call_later(self.freshen)

    def _exchanged(self, _nothing: None) -> None:
        if self.is_current:
            self.say_status()

    def say_status(self) -> None:
        """Say in the top line how things stand with the other journal."""
        conversation, now = self.session.conversation, self.session.clock.now()
        if conversation is not None:
            status = conversation.status
            said = say_status(status, now, status.partner or self.session.partner_name)
            for top in self.query(TopLine):
                top.show_status(said, say_briefly(status, now))

    async def on_screen_resume(self) -> None:
        """Arrive: it may be another day, and the journal may have changed."""
        self.say_status()
        if self.session.today != self.day and not self._is_typing:
            self._stale = True
        if self._stale and not self._is_typing:
            self.arrive()
        await self.freshen()

    async def freshen(self) -> None:
        """Show the journal anew if it changed since it was shown.

        One at a time: a key and a change of the journal may both ask for it at once.
        """
        async with self._showing:
            while self._stale and self.is_mounted:
                self._stale = False
                journal, top = self.session.journal, self.query_one(TopLine)
                top.show_day(self.day)
                top.show_people(
                    journal.me.name, journal.partner.name, encrypted=journal.is_encrypted
                )
                self.query_one(Rail).leave_out(self.session.unseen)
                try:
                    await self.show()
                except (MountError, NoMatches):
                    if any(
                        each.is_attached for each in self.children
                    ):  # else the program was closed or locked meanwhile
                        raise

    def _reset_focus(self, widget: Widget, avoiding: list[Widget] | None = None) -> None:
        """Leave the cursor nowhere when what it was on has gone.

        Textual would put it on what stands before that, which can be a text: the next letter, meant
        for the page, would be typed there.
        """
        if self.focused is widget:
            self.set_focus(None)

    def on_resize(self) -> None:
        """Keep in sight where one types."""
        keep_typing_in_sight(self)

    def action_page_scroll(self, by: int) -> None:
        """Scroll what the page shows."""
        scroll = self.query_one("#scroll", Sheet)
        (scroll.scroll_page_down if by > 0 else scroll.scroll_page_up)(animate=False)

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, (TextArea, Input))

    @on(Places.Chosen)
    async def _go(self, event: Places.Chosen) -> None:
        event.stop()
        await self.run_action(f"app.go('{event.mode}')")

    def starred(self) -> set[str]:
        """The ids of the entries with a star."""
        stars = self.session.journal.of_kind(Star)
        return {star.about.id for star in stars if star.about is not None}

    # Writing

    @property
    def composer(self) -> Composer | None:
        """The form that has the cursor, or had it last."""
        node = self.focused
        while node is not None and not isinstance(node, Composer):
            node = node.parent  # type: ignore[assignment]  # up the tree to a form, if any
        if isinstance(node, Composer):
            self._composer = node
        if self._composer is not None and not self._composer.is_attached:
            self._composer = None
        return self._composer

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what has nothing to act on."""
        if action == "save":
            composer = self.composer
            return composer is not None and (composer.has_focus_within or not composer.is_blank)
        return super().check_action(action, parameters)

    def forms(self) -> tuple[Form, ...]:
        """What can be written here; `n` asks which where there are several."""
        return tuple(composer.form for composer in self.query(Composer))

    def action_new(self) -> None:
        """Begin writing."""
        forms = self.forms()
        if forms:
            choose_form(self, forms, self.begin)

    def begin(self, form: Form) -> None:
        """Begin a form: where it stands on the page, else in a panel over it."""
        for composer in self.query(Composer):
            if composer.form is form:
                composer.begin()
                return
        fixed = self.fixed_values(form)
        place = f"{self.PLACE}/{form.name}"
        self.app.push_screen(ComposeScreen(self.session, form, place, fixed=fixed))

    def fixed_values(self, form: Form) -> dict[str, str]:
        """What a form opened from here takes with it, such as the step it is written in."""
        return {}

    async def action_save(self) -> None:
        """Keep what is written in the form that has the cursor."""
        composer = self.composer
        if composer is not None and await composer.save() is not None:
            self.set_focus(None)

    def action_back(self) -> None:
        """One step back: out of the text, else to Today."""
        composer = self.composer
        if composer is not None:
            composer.keep_draft()
        if self.focused is not None:
            self.set_focus(None)
        elif self.PLACE != "today":
            self.call_later(self.run_action, "app.go('today')")

    def action_export(self) -> None:
        """Write entries into a file, after a look at it."""
        from journal.screens.export import Export

        self.app.push_screen(Export(self.session))
