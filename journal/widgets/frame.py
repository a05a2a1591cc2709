"""The frame around every page: the top line, the rail, and its one-line form at 80 columns."""

from __future__ import annotations

from collections.abc import Mapping
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
from journal.widgets.words import clean
from journal.wording.dates import say_long

RAIL: tuple[tuple[str, ...], ...] = (
    ("today",),
    ("communicate", "listen", "vulnerable", "transparent", "share", "help"),
    ("journal", "memories", "plans", "timer"),
    ("meeting", "empathy", "touch", "signs", "us"),
)
"""What the rail lists, in groups; each is a mode of the app."""

QUIET = frozenset({"meeting", "empathy", "touch", "signs", "us"})
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

    def __init__(self, here: str, keys: Mapping[str, str]) -> None:
        lines: list[Content] = []
        for group in RAIL:
            for mode in group:
                name, default = _command(mode)
                key = keys.get(f"go.{mode}", default)
                mark, style = ("█", "bold $accent") if mode == here else (" ", "")
                style = style or "$muted" * (mode in QUIET)
                lines.append(_place(mode, f"{mark} {name:<16.16} {key:>2.2}", style))
            lines.append(Content(""))
        super().__init__(Content("\n").join(lines))


class StepLine(Places):
    """The rail in one line, for a narrow screen: Today and the six steps."""

    DEFAULT_CSS = """
    StepLine {
        height: 1;
        background: $panel;
        padding: 0 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, here: str, keys: Mapping[str, str]) -> None:
        places = [
            _place(
                mode,
                f"{keys.get(f'go.{mode}', _command(mode)[1])} {short}",
                "bold $accent" if mode == here else "$muted",
            )
            for mode, short in SHORT.items()
        ]
        super().__init__(Content("  ").join(places))
