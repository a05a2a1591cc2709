"""A talk as it runs: whose turn, the big digits, how far it is, one quiet reminder, the keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Digits, Static

from journal.model.timer import TIMED, Phase, Talk
from journal.widgets.words import clean
from journal.wording.talk import (
    say_digits,
    say_headline,
    say_liking,
    say_progress,
    say_reminder,
    say_state,
    say_words,
)

Keys = Sequence[tuple[str, str]]
"""Keys as they are written for people, and what each does."""


GAP = 4
"""Cells between two keys."""


class TalkKeys(Widget):
    """Keys and what each does; it breaks only between two of them."""

    DEFAULT_CSS = """
    TalkKeys { height: auto; width: 100%; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._keys: list[tuple[str, str]] = []

    def say(self, keys: Keys) -> None:
        """Show these; nothing is drawn where they are the same."""
        if list(keys) != self._keys:
            self._keys = list(keys)
            self.refresh(layout=True)

    def _rows(self, width: int) -> list[list[Content]]:
        rows: list[list[Content]] = [[]]
        left = width
        for key, does in self._keys:
            pair = Content.assemble((key, "bold $accent"), " ", does)
            if rows[-1] and left < pair.cell_length:
                rows.append([])
                left = width
            rows[-1].append(pair)
            left -= pair.cell_length + GAP
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the keys need."""
        return len(self._rows(width))

    def render(self) -> Content:
        """Show the keys in rows."""
        rows = self._rows(self.content_size.width)
        return Content("\n").join(Content(" " * GAP).join(row) for row in rows)


class Thread(Widget):
    """A thin line that fills."""

    DEFAULT_CSS = """
    Thread { height: 1; width: 1fr; color: $accent; }
    """

    filled: reactive[int] = reactive(0)
    """Columns that are filled."""

    def __init__(self) -> None:
        super().__init__()
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """Fill it so far, 0 to 1."""
        self._fraction = fraction
        self.filled = round(fraction * self.size.width)

    def on_resize(self) -> None:
        """Fill the new width."""
        self.show(self._fraction)

    def render(self) -> Content:
        """Draw what is done, and what is still to come, more quietly."""
        rest = self.size.width - self.filled
        return Content.assemble("━" * self.filled, ("─" * rest, "$line"))


class Quiet(Static):
    """A text that is drawn anew only when it has changed."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._said: Content | None = None

    def say(self, content: Content | str) -> bool:
        """Show this; tell whether it is something else than before."""
        content = Content(clean(content)) if isinstance(content, str) else content
        if self._said is not None and content.is_same(self._said):
            return False
        self._said = content
        self.update(content)
        return True


class TalkView(Vertical):
    """The talk that is going on."""

    DEFAULT_CSS = """
    TalkView {
        height: auto;
        align-horizontal: center;
        & > * { text-align: center; width: 100%; }
        & > #clock { height: 3; margin-top: 1; color: $accent; text-align: center; }
        & > #words { height: 3; margin-top: 1; content-align: center middle; max-width: 72; }
        & > Thread { margin: 1 6 0 6; width: 1fr; }
        & > #progress { color: $muted; margin-top: 1; min-height: 1; }
        & > #state { min-height: 1; text-style: bold; }
        & > #reminder { margin-top: 1; min-height: 1; }
        & > #line { display: none; max-height: 3; margin-top: 1; }
        &.-lined > #line { display: block; }
        & > #keys { margin-top: 1; }
        &.-held > #clock { color: $muted; }
        &.-held > Thread { color: $muted; }
        &.-up > #clock { color: $muted; }
        &.-untimed > Thread { visibility: hidden; }
    }
    """

    head = query_one("#head", Quiet)
    clock = query_one("#clock", Digits)
    words = query_one("#words", Quiet)
    thread = query_one(Thread)
    progress = query_one("#progress", Quiet)
    state = query_one("#state", Quiet)
    reminder = query_one("#reminder", Quiet)
    line = query_one("#line", Quiet)
    keys = query_one("#keys", TalkKeys)

    def compose(self) -> ComposeResult:
        yield Quiet(id="head")
        yield Digits("", id="clock")
        yield Quiet(id="words")
        yield Thread()
        yield Quiet(id="progress")
        yield Quiet(id="state")
        yield Quiet(id="reminder")
        yield Quiet(id="line")
        yield TalkKeys(id="keys")

    def show(
        self, talk: Talk, *, keys: Keys, line: str = "", back_at: str = "", over: bool = False
    ) -> None:
        """Show the talk as it is; only what differs from before is drawn.

        `line`: how the one who speaks likes to be listened to. `back_at`: the clock time at which
        both come back from a time-out; `over`: whether it is past.
        """
        strong, quiet = say_headline(talk)
        self.head.say(Content.assemble((clean(strong), "bold"), "   ", (clean(quiet), "$muted")))
        self._show_big(talk, back_at)
        self.thread.show(talk.fraction)
        self.progress.say("" if talk.in_time_out else say_progress(talk))
        self.state.say(say_state(talk, back_at, over=over))
        self.reminder.say(say_reminder(talk))
        self._show_line(talk, line)
        self.keys.say(keys)

    def _show_big(self, talk: Talk, back_at: str) -> None:
        timed = talk.phase in TIMED and not talk.in_time_out
        digits = back_at if talk.in_time_out else say_digits(talk.remaining) if timed else ""
        if self.clock.value != digits:
            self.clock.update(digits)
        self.words.say("" if digits else say_words(talk))
        self.clock.display, self.words.display = bool(digits), not digits
        self.set_class(talk.held is not None, "-held")
        self.set_class(talk.time_is_up, "-up")
        self.set_class(not timed, "-untimed")

    def _show_line(self, talk: Talk, line: str) -> None:
        shown = bool(line) and not talk.in_time_out and talk.phase is not Phase.MIRROR
        self.set_class(shown and talk.speaker is not None, "-lined")
        if shown and talk.speaker is not None:
            who = say_liking(talk.speaker.name)
            self.line.say(Content.assemble((clean(who), "$muted"), "\n", (clean(line), "italic")))
