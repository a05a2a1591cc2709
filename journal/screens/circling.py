"""Limiting a page's entries to one circle: mine, my partner's, what only I see, what is shared."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from journal.commands import bindings
from journal.i18n import _
from journal.model.record import BOTH, ME, AnyRecord
from journal.screens.dialogs import Choose
from journal.screens.filters import CIRCLES, MINE, THEIRS, in_circle
from journal.screens.page import Page


class Circled(Page):
    """A page with entries that one key limits to one circle; Esc shows all of them again."""

    BINDINGS = bindings("circle")

    circle = ""
    """Which of `CIRCLES` is shown; nothing is all of it."""

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the command table that work here, this page's own first."""
        return (*self.PLACES, "circle", "page")

    def in_circle(self, records: Iterable[AnyRecord]) -> list[AnyRecord]:
        """Leave out what is not shown, in the order given."""
        journal = self.session.journal
        return [each for each in records if in_circle(journal, each, self.circle)]

    @property
    def shows_unfinished(self) -> bool:
        """Whether texts left unfinished belong among what is shown: they are one's own."""
        return self.circle in ("", ME, MINE)

    @property
    def offers_circles(self) -> bool:
        """Whether the page names the key: there is somebody else, or something is left out."""
        return bool(self.session.journal.pairing or self.circle)

    def action_by_seen(self) -> None:
        """Ask which circle to show."""
        circles = [("", _("all of it")), *CIRCLES.items()]

        def chosen(letter: str | None) -> None:
            if letter is not None:
                self.show_circle(circles[int(letter)][0])

        offered = [(str(n), Content(words)) for n, (_circle, words) in enumerate(circles)]
        self.app.push_screen(Choose(_("Whose, and seen by whom?"), offered), chosen)

    def show_circle(self, circle: str) -> None:
        """Show one circle, or all of it, from its beginning."""
        self.circle = circle
        if self.entry is not None:
            self.set_focus(None)
        self.call_later(self._show_circle)

    async def _show_circle(self) -> None:
        await self.show()
        self.call_after_refresh(self.turn_to_list)

    def turn_to_list(self) -> None:
        """Bring the beginning of the entries into sight, and what says which they are."""
        self.query_one("#scroll").scroll_home(animate=False)

    def action_back(self) -> None:
        """Show all of it again, then leave."""
        if self.focused is None and self.circle:
            self.show_circle("")
        else:
            super().action_back()


def say_none(circle: str) -> str:
    """Say in one kind sentence that a circle has nothing here."""
    return {
        THEIRS: _("What your partner shares with you will stand here."),
        MINE: _("Nothing of yours stands here yet."),
        BOTH: _("Nothing is shared here just now."),
    }.get(circle, _("Nothing here is for you alone."))
