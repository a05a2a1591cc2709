"""The closing words: what each heard, and how heard each felt; every line may stay empty."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from journal.i18n import _
from journal.model.timer import About, TalkAtHand
from journal.widgets.codes import LineInput
from journal.widgets.focusing import focus_now
from journal.widgets.talk.view import Keys, TalkKeys
from journal.widgets.words import clean
from journal.wording.talk import named, say_closing_line


class ClosingLine(LineInput):
    """One short line of one person."""

    def __init__(self, about: About, person: int) -> None:
        super().__init__(id=f"{about}-{person}")
        self.about, self.person = about, person


class Closing(Vertical):
    """What is said when a talk is over."""

    DEFAULT_CSS = """
    Closing {
        height: auto;
        max-width: 76;
        & > .quiet { color: $muted; }
        & > ClosingLine { border: round $line; background: $background; padding: 0 1; }
        & > ClosingLine { border-title-color: $muted; }
        & > ClosingLine:focus { border: round $accent; border-title-color: $muted; }
        & > #closing-keys { margin-top: 1; }
    }
    """

    class Said(Message):
        """A line was typed in."""

        def __init__(self, about: About, person: int, text: str) -> None:
            super().__init__()
            self.about: About = about
            self.person = person
            self.text = text

    def compose(self) -> ComposeResult:
        yield Static(Content(_("The closing words")), classes="title")
        yield Static(id="closing-hint", classes="quiet")
        for about, person in LINES:
            yield ClosingLine(about, person)
        yield TalkKeys(id="closing-keys")

    def show(self, at_hand: TalkAtHand, keys: Keys) -> None:
        """Show the lines there are to write, with what was typed in them."""
        speakers = at_hand.talk.setup.speakers
        pairs = {"heard": at_hand.words.heard, "felt": at_hand.words.felt}
        for line in self.query(ClosingLine):
            name = named(speakers[line.person].name)
            line.border_title = Content(clean(say_closing_line(line.about, name)))
            line.display = (line.about, line.person) in at_hand.lines
            text = pairs[line.about][line.person]
            if line.value != text:
                line.value = text
        hint = (
            _("A short line each, if you like. Take turns at the keyboard.")
            if at_hand.lines
            else _("You may keep that you did this, or keep nothing.")
        )
        self.query_one("#closing-hint", Static).update(Content(hint))
        self.query_one(TalkKeys).say(keys)

    @property
    def lines(self) -> list[ClosingLine]:
        """The lines there are to write."""
        return [line for line in self.query(ClosingLine) if line.display]

    def begin(self) -> None:
        """Put the cursor in the first line that is still empty."""
        lines = self.lines
        if lines:
            focus_now(next((line for line in lines if not line.value), lines[0]))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        line = event.input
        assert isinstance(line, ClosingLine)
        self.post_message(self.Said(line.about, line.person, event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Go to the next line, and out of the last."""
        event.stop()
        lines = self.lines
        at = lines.index(event.input) + 1  # type: ignore[arg-type]  # only our lines are here
        self.screen.set_focus(lines[at] if at < len(lines) else None)


LINES: tuple[tuple[About, int], ...] = (("heard", 1), ("felt", 0), ("heard", 0), ("felt", 1))
"""The lines in the order in which they are asked: what was heard of the first who spoke, how heard
they felt; then the same for the second."""
