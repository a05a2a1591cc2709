"""The frame around every page: the top line, the rail, and its one-line form at 80 columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from journal.commands import COMMANDS
from journal.i18n import _
from journal.keys import first_key
from journal.widgets.words import clean
from journal.wording.dates import say_long

RAIL: tuple[tuple[str, ...], ...] = (
    ("today",),
    ("communicate", "listen", "vulnerable", "transparent", "share", "help"),
    ("journal", "memories", "plans", "timer"),
    ("meeting", "empathy", "touch", "desire", "signs", "us"),
)
"""What the rail lists, in groups; each is a mode of the app."""

QUIET = frozenset({"meeting", "empathy", "touch", "desire", "signs", "us"})
"""Places that stand more quietly in the rail."""

SHORT = {
    "today": _("Today"),
    "communicate": _("Communicate"),
    "listen": _("Listen"),
    "vulnerable": _("Vulnerable"),
    "transparent": _("Open"),
    "share": _("Share"),
    "help": _("Help"),
}
"""The names in the one-line rail."""

MORE = ("journal", "memories", "plans", "timer")
"""What the one-line rail names besides, as far as there is room."""

_GAP = "  "

LONG = {
    "share": _("Share & make"),
    "timer": _("Timer"),
}
"""Names that the rail shows shorter than the palette does."""

_PEOPLE = 22
"""Cells for the names where more has to be said beside them, which no long name may push out."""

_ALONE = 40
"""Cells for the names where nothing else has to be said."""

_WIDE_NAME = 14
"""Cells of the program's name where there is room, so that the day stands in the middle."""

_NAME = 9
"""Cells of the program's name and the gap behind it, where there is little room."""

MODE = "mode"
"""Where the words of a place keep its mode."""


class Sheet(VerticalScroll, inherit_bindings=False):
    """What scrolls under the frame; the arrows, Home and End are left to the page's entries."""

    BINDINGS = [
        Binding("pageup", "page_up", _("Page up"), show=False, id="sheet.up"),
        Binding("pagedown", "page_down", _("Page down"), show=False, id="sheet.down"),
    ]


class TopLine(Horizontal):
    """Twofold, the day, and whose journal is open."""

    DEFAULT_CSS = """
    TopLine {
        height: 1;
        background: $panel;
        padding: 0 2;
        & > Static { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .name { color: $accent; text-style: bold; width: auto; min-width: 14; }
        & > .day { text-align: center; }
        & > .status { text-align: right; color: $muted; width: auto; min-width: 14; }
        &.-tight > .name { min-width: 9; }
    }
    """

    def __init__(self, name: str, partner: str, *, demo: bool, encrypted: bool = False) -> None:
        super().__init__()
        self._names = (name, partner)
        self._demo = demo
        self._encrypted = encrypted
        self._day = ""
        self._said = ("", "")
        self._shown: Content | None = None

    def compose(self) -> ComposeResult:
        yield Static("Twofold", classes="name", markup=False)
        yield Static("", classes="day", markup=False)
        yield Static("", classes="status", markup=False)

    def on_mount(self) -> None:
        """Show who it is, before the first layout already."""
        self._show()

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self._show()

    def _status(self) -> Content:
        name, partner = self._names
        people = clean(f"{name} & {partner}" if partner else name)
        most = _PEOPLE if self._said[0] or not self._encrypted else _ALONE
        people = Content(people).truncate(most, ellipsis=True).plain
        said = [_("Demo")] * self._demo + [people] + [_("not encrypted")] * (not self._encrypted)
        room = self._room - cell_len(" · ".join(said))
        for status in self._said:
            if status and cell_len(f" · {status}") <= room:
                return Content(" · ".join([*said, status]))
        return Content(" · ".join(said))

    @property
    def _room(self) -> int:
        """Cells for who it is and how things stand, with the name and the day in sight."""
        width = self.size.width or self.app.size.width - 4
        return width - _NAME - cell_len(self._day) - 2

    def _show(self) -> None:
        """Show what fits now; how things stand gives way to the names and the day."""
        shown = self._status()
        self.set_class(shown.cell_length > self._room + _NAME - _WIDE_NAME, "-tight")
        if self._shown is not None and shown.is_same(self._shown):
            return
        for line in self.query(".status").results(Static):
            self._shown = shown
            line.update(shown)

    def show_day(self, day: date) -> None:
        """Show this day in the middle."""
        self._day = say_long(day)
        self.query_one(".day", Static).update(Content(self._day))
        self._show()

    def show_people(self, name: str, partner: str, *, encrypted: bool = False) -> None:
        """Show these names, and whether it is encrypted, should that have changed."""
        self._names, self._encrypted = (name, partner), encrypted
        self._show()

    def show_status(self, said: str, briefly: str) -> None:
        """Show how things stand with the other, briefly where there is little room."""
        self._said = (clean(said), clean(briefly))
        self._show()


class Places(Static):
    """Places to go, written on one widget; a click on one goes there."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A place was clicked."""

        def __init__(self, mode: str) -> None:
            super().__init__()
            self.mode = mode

    def __init__(self, content: Content) -> None:
        super().__init__(content)

    def on_click(self, event: Click) -> None:
        """Go to the place that was clicked, if it was one."""
        event.stop()
        mode = event.style.meta.get(MODE)
        if mode:
            self.post_message(self.Chosen(mode))


def _place(mode: str, words: str, style: str) -> Content:
    """Write a place so that a click on it tells which it is."""
    return Content.assemble((words, style)).stylize(Style.from_meta({MODE: mode}))


def _command(mode: str) -> tuple[str, str]:
    """Find the default name and key of a place."""
    command = next(command for command in COMMANDS if command.id == f"go.{mode}")
    return LONG.get(mode, command.name), command.key


class Rail(Places):
    """The places to go, down the left side."""

    DEFAULT_CSS = """
    Rail {
        width: 25;
        height: 1fr;
        background: $panel;
        padding: 1 2 0 1;
    }
    """

    def __init__(self, here: str, keys: Mapping[str, str], unseen: Collection[str] = ()) -> None:
        """`unseen`: the places that are not switched on."""
        self._here, self._keys, self._unseen = here, keys, unseen
        super().__init__(self._lines())

    def leave_out(self, unseen: Collection[str]) -> None:
        """Leave out just these places from now on."""
        if unseen != self._unseen:
            self._unseen = unseen
            self.update(self._lines())

    def _lines(self) -> Content:
        lines: list[Content] = []
        for group in RAIL:
            for mode in group:
                if mode in self._unseen:
                    continue
                name, _default = _command(mode)
                key = first_key(self._keys, f"go.{mode}")
                mark, style = ("█", "bold $accent") if mode == self._here else (" ", "")
                style = style or "$muted" * (mode in QUIET)
                lines.append(_place(mode, f"{mark} {name:<16.16} {key:>2.2}", style))
            lines.append(Content(""))
        return Content("\n").join(lines)


class StepLine(Places):
    """The rail in one line, for a narrow screen: Today, the six steps, and Us, always in sight.

    Between them stands what else there is room for.
    """

    DEFAULT_CSS = """
    StepLine {
        width: 100%;
        height: 1;
        background: $panel;
        padding: 0 1 0 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, here: str, keys: Mapping[str, str]) -> None:
        super().__init__(Content(""))
        self._here, self._keys = here, keys

    def render(self) -> Content:
        """Show what fits; the steps give way to Us."""
        room = self.content_size.width or self.app.size.width - 3
        steps, last = [self._said(mode) for mode in SHORT], self._said("us")
        for count in range(len(MORE), -1, -1):
            line = Content(_GAP).join([*steps, *map(self._said, MORE[:count]), last])
            if cell_len(line.plain) <= room:
                return line
        left = max(0, room - last.cell_length - len(_GAP))
        return Content.assemble(Content(_GAP).join(steps).truncate(left, ellipsis=True), _GAP, last)

    def _said(self, mode: str) -> Content:
        name, default = _command(mode)
        key = self._keys.get(f"go.{mode}", default).partition(",")[0]
        style = "bold $accent" if mode == self._here else "$muted"
        return _place(mode, f"{key} {SHORT.get(mode, name)}", style)
