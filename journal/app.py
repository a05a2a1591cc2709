"""The app, kept thin: its modes, theme and keys, and the open journal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual.message import Message
from textual.signal import Signal

from journal.commands import bindings
from journal.door import SwitchTo
from journal.exchanging import WithPartner
from journal.guarded import Lock
from journal.i18n import _
from journal.keys import textual_keymap
from journal.screens import PAGES, SWITCHED, open_page
from journal.session import Session
from journal.store import Changed, StoreError
from journal.widgets.composer import Composer


class Twofold(WithPartner):
    """The program, open on one person's journal."""

    CSS_PATH = ["app.tcss", "screens/page.tcss", "screens/today.tcss"]  # read once, all at once
    DEFAULT_MODE = "today"
    MODES: ClassVar[dict[str, Any]] = {}
    BINDINGS = bindings("everywhere")

    class JournalChanged(Message):
        """The journal has changed; posted from the thread that writes it."""

    def __init__(
        self, session: Session, start: str = "today", *, back_to: Lock | None = None
    ) -> None:
        self.DEFAULT_MODE = back_to.mode if back_to is not None else start  # type: ignore[misc]  # read by App.__init__, for this one app
        super().__init__(session.settings.theme)
        self.session = session
        self._back_to = back_to
        self._unsubscribe: Callable[[], None] = lambda: None
        self._said_so = False
        """Whether it was said that something would be lost by closing now."""
        for mode in (*PAGES, *SWITCHED):
            self.add_mode(mode, partial(open_page, mode, session))
        self.set_keymap(textual_keymap(session.keys, letters=session.settings.letters))
        session.changed, session.exchanged = Signal(self, "changed"), Signal(self, "exchanged")
        session.complain = partial(self.notify, severity="error")

    def on_mount(self) -> None:
        """Listen to the journal, and say what has to be said at the start."""
        self._unsubscribe = self.session.journal.subscribe(self._journal_changed)
        self.guard()
        if self._back_to is not None:
            self.call_after_refresh(self.come_back, self._back_to)
        for sentence in (*self.session.notices, *self.session.journal.notices):
            self.notify(sentence, severity="warning", timeout=12)
        self.call_after_refresh(self.session.look_at_decks)

    def _journal_changed(self, _changed: Changed) -> None:
        """Pass the news on from the thread that writes."""
        self.post_message(self.JournalChanged())

    async def action_quit(self) -> None:
        """Close, once all that was written is on the disk; a second time in any case."""
        for composer in self.screen.query(Composer):
            composer.keep_draft()
        try:
            await self.session.put_down()
        except StoreError as error:
            if not (self._said_so or self.is_hidden):
                self._said_so = True
                self.session.say_not_saved(error, _("Ctrl+Q again closes all the same."))
                return
        self.exit()

    def on_unmount(self) -> None:
        """Listen no more."""
        self._unsubscribe()
        self.stop_guarding()

    def on_twofold_journal_changed(self) -> None:
        """Tell every page, on this thread."""
        if not self.is_locking:
            self.session.changed.publish(None)

    async def action_go(self, mode: str) -> None:
        """Go to a page; the key of the page one is on leads back to where it begins."""
        if mode == self.current_mode:
            await self.screen.run_action("again")
        else:
            self.session.just_kept = None
            self.switch_mode(mode)

    # Doing things from anywhere

    def action_command_palette(self) -> None:
        """Open the palette, once."""
        from journal.screens.palette import open_palette

        open_palette(self)

    def action_help(self) -> None:
        """Say what this screen is for, and which keys are in force."""
        from journal.screens.manual import Manual

        if not isinstance(self.screen, Manual):
            self.push_screen(Manual.of(self.screen, self.session.keys))

    def action_appreciate(self) -> None:
        """Write an appreciation."""
        from journal.screens.quick import appreciation

        self.push_screen(appreciation(self.session, getattr(self.screen, "walked_to", None)))

    def action_memory(self) -> None:
        """Log a memory."""
        from journal.screens.quick import memory

        self.push_screen(memory(self.session))

    async def action_feeling(self) -> None:
        """Go to the feelings on Today."""
        await self.switch_mode("today")
        await self.screen.run_action("feel")

    async def action_undo(self) -> None:
        """Take back the last delete, edit or mark."""
        undone = await self.session.undo()
        if undone is not None:
            self.clear_notifications()  # what was said of the delete is no longer so
            self.notify(self.session.say_undone(undone), markup=False)

    def action_change_theme(self) -> None:
        """Choose a theme, and remember it."""
        from journal.screens.quick import choose_theme

        choose_theme(self, self.session)

    def action_save_copy(self) -> None:
        """Write the whole journal into another folder."""
        from journal.screens.safekeeping import SaveCopy

        self.push_screen(SaveCopy(self.session))

    def action_someone_else(self) -> None:
        """Close this journal and ask whose to open."""
        self.exit(SwitchTo("choose"))
