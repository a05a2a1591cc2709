"""Signs on the screen: a line to set each with the arrows, and the small chart of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from journal.i18n import _
from journal.model.signs import SAFE, SIGNS, STEPS, WEEKS
from journal.widgets.focusing import focus_now
from journal.wording.signs import HOW_OFTEN, NAMES, SAFE_STAYS

NAME = 33
"""Cells of a sign's name and the gap behind it."""

STEP = "step"
"""Where a dot keeps the step it stands for."""

BARS = "·▁▂▄▅▇"
"""Step → its bar, none so high that two lines meet; a dot where nothing was said."""


def _padded(words: str, width: int) -> str:
    return words + " " * max(1, width - cell_len(words))


class SignLine(Widget, can_focus=True):
    """One sign and how often lately, on five steps; the words beside the dots say it, too."""

    ALLOW_SELECT = False
    HELP = _("Left and right say how often; left of the first step, nothing is said.")
    BINDINGS = [
        Binding("left", "step(-1)", _("Less often"), show=False, id="sign.less"),
        Binding("right", "step(1)", _("More often"), show=False, id="sign.more"),
        Binding("down,j,enter", "line(1)", _("Next line"), show=False, id="sign.next"),
        Binding("up,k", "line(-1)", _("Line before"), show=False, id="sign.before"),
    ]
    DEFAULT_CSS = """
    SignLine {
        height: auto;
        width: 100%;
        padding: 0 1;
        border-left: blank;
        &:focus { border-left: thick $accent; }
    }
    """

    step: reactive[int] = reactive(0)
    leads: reactive[str] = reactive("")
    """The key and the name of the page that may help, or nothing."""

    class Changed(Message):
        """It was set to another step."""

    class Left(Message):
        """The arrows lead on, past this line."""

        def __init__(self, line: SignLine, by: int) -> None:
            super().__init__()
            self.line = line
            self.by = by

    def __init__(self, sign: str) -> None:
        super().__init__(id=f"sign-{sign}")
        self.sign = sign

    def render(self) -> Content:
        """The name, the five steps with the one that was set, and its words."""
        dots = [
            Content.assemble((mark, style)).stylize(Style.from_meta({STEP: step}))
            for step in range(1, STEPS + 1)
            for mark, style in [self._dot(step)]
        ]
        words = _padded(HOW_OFTEN[self.step], 13)
        said = (words, "" if self.step else "$muted")
        key, _gap, place = self.leads.partition(" ")
        return Content.assemble(
            _padded(NAMES[self.sign], NAME), Content(" ").join(dots), "  ", said,
            (key, "bold $accent"), (f" {place}" if place else "", "$muted"),
        )  # fmt: skip

    def _dot(self, step: int) -> tuple[str, str]:
        if step != self.step:
            return "○", "$muted"
        return "●", "bold $accent" if self.has_focus else "bold"

    def action_step(self, by: int) -> None:
        """One step further, ends held."""
        self._set(min(STEPS, max(0, self.step + by)))

    def action_line(self, by: int) -> None:
        """To the next line or the one before."""
        self.post_message(self.Left(self, by))

    def on_click(self, event: Click) -> None:
        """Set the step that was clicked."""
        event.stop()
        focus_now(self)
        step = event.style.meta.get(STEP)
        if step is not None:
            self._set(step)

    def _set(self, step: int) -> None:
        if step != self.step:
            self.step = step
            self.post_message(self.Changed())


class SignLines(Vertical):
    """The six, and apart from them the one that is never shared."""

    DEFAULT_CSS = """
    SignLines { height: auto; max-width: 80; }
    SignLines > .apart { color: $muted; margin: 1 0 0 2; }
    """

    class Went(Message):
        """The arrows led on below the last line."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        for sign in SIGNS:
            yield SignLine(sign)
        yield Static(Content(SAFE_STAYS), classes="apart")
        yield SignLine(SAFE)

    @property
    def lines(self) -> list[SignLine]:
        """Every line, from above."""
        return list(self.query(SignLine))

    @property
    def values(self) -> dict[str, int]:
        """Sign → step as it is set now, the felt safe one among them."""
        return {line.sign: line.step for line in self.lines}

    @property
    def changed(self) -> dict[str, int]:
        """Sign → step, where it is set otherwise than it was kept."""
        values = self.values.items()
        return {sign: step for sign, step in values if step != self._kept.get(sign, 0)}

    @property
    def is_changed(self) -> bool:
        """Whether something is set otherwise than it was kept."""
        return bool(self.changed)

    def put(self, values: Mapping[str, int]) -> None:
        """Set these lines, as somebody had begun to."""
        for line in self.lines:
            line.step = values.get(line.sign, line.step)

    def show(self, kept: Mapping[str, int]) -> None:
        """Show what was kept; what somebody is setting just now stays as they set it."""
        changed = self.is_changed
        self._kept = dict(kept)
        if not changed:
            for line in self.lines:
                line.step = self._kept.get(line.sign, 0)

    def taken(self) -> None:
        """Let what is set now count as kept."""
        self._kept = self.values

    def lead(self, leads: Mapping[str, str]) -> None:
        """Show beside each of these signs the key and the page that may help."""
        for line in self.lines:
            line.leads = leads.get(line.sign, "")

    def begin(self) -> None:
        """Go to the first line that says nothing, else to the first."""
        lines = self.lines
        focus_now(next((line for line in lines if not line.step), lines[0]))

    def on_sign_line_left(self, event: SignLine.Left) -> None:
        """Go to the next line or the one before."""
        event.stop()
        lines = self.lines
        at = lines.index(event.line) + event.by
        if at >= len(lines):
            self.post_message(self.Went())
        elif at >= 0:
            focus_now(lines[at])


class Trend(Static):
    """How often, week by week: a bar a week, higher for more often, and today's in words."""

    DEFAULT_CSS = """
    Trend { height: auto; max-width: 80; padding-left: 2; margin-bottom: 1; }
    """

    def show(self, weeks: Mapping[str, Sequence[int]]) -> None:
        """Show the weeks of each sign, the oldest first; a sign never said is left out."""
        lines = [_trend_line(sign, steps) for sign, steps in weeks.items() if any(steps)]
        if lines:
            lines.append(_scale())
        self.display = bool(lines)
        self.update(Content("\n").join(lines))


def _trend_line(sign: str, steps: Sequence[int]) -> Content:
    bars = [(f"{BARS[step]} ", "$muted" if not step else "") for step in steps]
    last = next(step for step in reversed(steps) if step)
    return Content.assemble(_padded(NAMES[sign], NAME), *bars, "  ", (HOW_OFTEN[last], "$muted"))


def _scale() -> Content:
    """The weeks below the bars, and what the bars mean."""
    ago, now = _("12 weeks ago"), _("now")
    weeks = " " * NAME + _padded(ago, WEEKS * 2 - 1 - cell_len(now)) + now
    steps = "   ".join(f"{BARS[step]} {HOW_OFTEN[step]}" for step in range(1, STEPS + 1))
    return Content.styled(f"{weeks}\n\n{steps}", "$muted")
