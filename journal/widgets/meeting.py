"""The lines of one part of a meeting: whose they are, and what is typed in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, Static, TextArea

from journal.i18n import _
from journal.model.kinds.meeting import MeetingPart
from journal.model.meeting import APPRECIATIONS, DECISIONS, TOPIC, Part, said_by
from journal.widgets.codes import LineInput, without_codes
from journal.widgets.fields import Writing, fill, typed
from journal.widgets.focusing import focus_now
from journal.widgets.in_sight import bring_into_sight
from journal.widgets.words import clean
from journal.wording.dates import say_long, understand_day
from journal.wording.meeting import say_line
from journal.wording.talk import named

STACKED = 60
"""Columns below which the two stand one below the other."""

Line = Writing | Input


class WholeLine(LineInput):
    """A line of which everything can be read: it wraps while nobody types in it."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row where one types, else as many as the words need."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """Render a row of the words, or the line as one types it."""
        width = self.content_size.width
        rows = self._rows(width)
        if len(rows) == 1:
            return super().render_line(y)
        style = self.rich_style
        text = rows[y] if y < len(rows) else ""
        return without_codes(Strip([Segment(text, style)]).adjust_cell_length(width, style))

    def _rows(self, width: int) -> list[str]:
        if self.has_focus or width < 1:
            return [self.value]
        return [row.plain for row in Content(self.value).wrap(width)] or [""]

    def on_focus(self) -> None:
        """Be one row, in sight though lines above it may just have wrapped."""
        self.refresh(layout=True)
        self.call_after_refresh(bring_into_sight, self)

    def on_blur(self) -> None:
        """Show everything."""
        self.refresh(layout=True)


class PartLines(Vertical):
    """What is said in one part, a column for each of the two."""

    DEFAULT_CSS = """
    PartLines {
        height: auto;
        max-width: 94;
        & .two { height: auto; }
        & .person { height: auto; width: 1fr; padding-right: 2; }
        & .name { text-style: bold; padding-left: 1; }
        & Input {
            height: auto;
            border: round $line;
            background: $background;
            padding: 0 1;
            border-title-color: $muted;
        }
        & Input:focus { border: round $accent; border-title-color: $muted; }
        & Input.-short {
            border: none;
            border-left: blank;
            background: $panel;
            margin-bottom: 1;
        }
        & Input.-short:focus { border: none; border-left: thick $accent; }
        & #topic { margin-right: 2; }
        & .decision { width: 3fr; }
        & .again { width: 2fr; }
        & .day { color: $muted; padding-left: 2; display: none; }
        & .day.-said { display: block; }
        &.-stacked .two { layout: vertical; }
        &.-stacked .person { width: 100%; padding-right: 0; margin-bottom: 1; }
    }
    """

    class Typed(Message):
        """Something was typed."""

        def __init__(self, values: dict[str, str]) -> None:
            super().__init__()
            self.values = values

    class Done(Message):
        """Enter led out of the last line."""

    def __init__(
        self, part: Part, people: tuple[str, str], values: Mapping[str, str], day: date
    ) -> None:
        """`day` is what days in words are counted from."""
        super().__init__()
        self._part, self._people, self._given, self._day = part, people, values, day

    def compose(self) -> ComposeResult:
        match self._part:
            case "appreciate":
                yield from self._appreciations()
            case "work":
                yield self._input(TOPIC, _("What it is about, in a few words"))
                yield from self._columns("side", "heard")
            case "decide":
                for number in range(DECISIONS):
                    yield from self._decision(number)
            case _:
                yield from self._columns(self._part)

    def _appreciations(self) -> ComposeResult:
        with Horizontal(classes="two"):
            for person, name in enumerate(self._people):
                with Vertical(classes="person"):
                    yield Static(Content(clean(named(name))), classes="name")
                    for number in range(APPRECIATIONS):
                        line = self._input(said_by("appreciate", person, number))
                        line.add_class("-short")
                        yield line

    def _columns(self, *parts: MeetingPart) -> ComposeResult:
        """A column for each, in which the other's *heard* stands below what one said."""
        with Horizontal(classes="two"):
            for person in (0, 1):
                with Vertical(classes="person"):
                    for part in parts:
                        who = 1 - person if part == "heard" else person
                        line = Writing(id=said_by(part, who))
                        line.border_title = Content(clean(say_line(part, self._people[who])))
                        yield line

    def _decision(self, number: int) -> ComposeResult:
        with Horizontal(classes="two"):
            yield self._input(f"decision-{number}", _("What you both decide"), "decision")
            yield self._input(f"again-{number}", _("Look again, which day"), "again")
        yield Static("", classes="day", id=f"day-{number}", markup=False)

    def _input(self, name: str, label: str = "", classes: str = "") -> Input:
        line = WholeLine(id=name, select_on_focus=False, classes=classes)
        if label:
            line.border_title = Content(label)
        return line

    def on_mount(self) -> None:
        """Show what was typed before."""
        for line in self.lines:
            fill(line, self._given.get(line.id or "", ""))

    def on_resize(self) -> None:
        """Stand one below the other where there is no room."""
        self.set_class(self.size.width < STACKED, "-stacked")

    @property
    def lines(self) -> list[Line]:
        """The lines, in the order in which Enter goes through them."""
        return [line for line in self.query("*").results() if isinstance(line, Line)]

    @property
    def values(self) -> dict[str, str]:
        """What is typed, under the lines' names."""
        return {line.id or "": typed(line) for line in self.lines}

    def begin(self) -> None:
        """Put the cursor in the first line that is still empty."""
        lines = self.lines
        focus_now(next((line for line in lines if not typed(line).strip()), lines[0]))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        name = event.control.id or ""
        if name.startswith("again-"):
            self._understand(name.removeprefix("again-"))
        self.post_message(self.Typed(self.values))

    def _understand(self, number: str) -> None:
        """Say which day was understood, before it is kept."""
        text = self.query_one(f"#again-{number}", Input).value.strip()
        said = ""
        if text:
            try:
                said = say_long(understand_day(text, self._day, looking="ahead"), year=True)
            except ValueError as error:
                said = str(error)
        day = self.query_one(f"#day-{number}", Static)
        day.set_class(bool(said), "-said")
        day.update(Content(clean(said)))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Go to the next line, and out of the last."""
        event.stop()
        lines = self.lines
        at = next(number for number, line in enumerate(lines) if line is event.input) + 1
        if at < len(lines):
            focus_now(lines[at])
        else:
            self.post_message(self.Done())
