"""What an entry said before, and two versions of it side by side."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.record import Record
from journal.screens.once import Modal
from journal.session import Session
from journal.widgets.entry_content import body_content
from journal.widgets.known import one_line
from journal.wording.dates import say_clock, say_long
from journal.wording.sharing import Seen, partner_or

SIDE_BY_SIDE = 112
"""Columns from which two versions stand beside each other; below that one under the other."""


def has_versions(seen: Seen) -> bool:
    """Tell whether there is anything to show but the entry as it stands."""
    return seen.edited or bool(seen.beside)


class Versions(Modal[None]):
    """Both versions of an entry where there are two, and below them its earlier words.

    For one's own entry one is chosen, or both are kept; of the other's both are only shown.
    """

    BINDINGS = [
        Binding("m", "keep('mine')", _("Keep mine"), id="versions.mine"),
        Binding("t", "keep('that')", _("Keep that"), id="versions.that"),
        Binding("b,enter", "keep('both')", _("Keep both"), id="versions.both"),
        Binding("escape,v", "dismiss(None)", _("Back"), id="versions.back"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="versions.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="versions.up"),
    ]
    HELP = _(
        "Where an entry was changed in two places before they knew of each other, both versions"
        " stand here and nothing is lost. Enter keeps both: the second becomes an entry of its own."
        " m keeps the one that shows now, t the other one; what is not kept stays below, among the"
        " earlier words."
    )
    CSS_PATH = ["dialogs.tcss", "versions.tcss"]
    AUTO_FOCUS = ""

    def __init__(self, session: Session, record: Record) -> None:
        super().__init__()
        self.session = session
        self.record = record
        self.beside = session.journal.beside(record)
        self.earlier = session.journal.earlier(record)

    @property
    def is_mine(self) -> bool:
        """Whether one may choose."""
        return self.session.journal.is_mine(self.record)

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel -broad", id="versions"):
            yield Static(Content(self._title()), classes="heading")
            with VerticalScroll(id="all", can_focus=False):
                if self.beside:
                    sides = Horizontal if self.app.size.width >= SIDE_BY_SIDE else Vertical
                    with sides(id="sides"):
                        yield from self._side(self._names()[0], self.record)
                        yield from self._side(self._names()[1], self.beside[0])
                if self.beside and self.earlier:
                    yield Static(Content(_("Its earlier words")), classes="heading")
                for each in self.earlier:
                    yield from self._side(self._when(each), each)
            yield Static(self._keys(), classes="keys")

    def _title(self) -> str:
        if not self.beside:
            return _("What it said before")
        if self.is_mine:
            return _("Two versions of one entry came together; neither knew of the other")
        name = one_line(self.session.journal.author_name(self.record))
        return _("{name} wrote two versions of this").format(name=partner_or(name, begins=True))

    def _names(self) -> tuple[str, str]:
        """What the two versions are called; the one that shows was shared last."""
        if self.is_mine:
            return _("Mine, as it shows now"), _("That other one")
        return _("As it shows now"), _("The other one")

    def _side(self, heading: str, record: Record) -> ComposeResult:
        with Vertical(classes="side"):
            yield Static(Content(heading), classes="quiet")
            yield Static(body_content(record))

    def _when(self, record: Record) -> str:
        """When these words were shared, by the clock of who wrote them."""
        try:
            shared = datetime.fromtimestamp(record.stamp.ms / 1000, UTC).astimezone()
        except (OverflowError, OSError, ValueError):
            return ""
        day = say_long(shared.date(), year=True)
        return _("shared {day}, {time}").format(day=day, time=say_clock(shared))

    def _keys(self) -> Content:
        keys = [(_("Esc"), _("back"))]
        if self.beside and self.is_mine:
            both, mine, that = _("keep both"), _("keep mine"), _("keep that")
            keys = [(_("b or Enter"), both), ("m", mine), ("t", that), *keys]
        return Content("    ").join(
            Content.assemble((key, "bold $accent"), f" {name}") for key, name in keys
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only between versions of one's own is there a choice."""
        if action == "keep":
            return bool(self.beside) and self.is_mine
        return True

    def action_scroll(self, by: int) -> None:
        """Scroll what does not fit."""
        self.query_one("#all", VerticalScroll).scroll_relative(y=by * 2, animate=False)

    async def action_keep(self, choice: Literal["mine", "that", "both"]) -> None:
        """Keep what was chosen; nothing happens here where that cannot be saved."""
        kept = await self.session.keep_this(self.record, choice, self.beside[0])
        if kept is None:
            return
        if choice == "both":
            said = _("Both are kept: the other one is an entry of its own now.")
        else:
            said = _("Kept. What you did not choose stands among the earlier words.")
        self.app.notify(said)
        self.dismiss(None)
