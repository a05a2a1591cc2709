"""Small dialogs: yes or no, one of several by its letter, a day said in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, Static

from journal.i18n import _
from journal.model.record import Record
from journal.screens.once import Modal
from journal.session import Session
from journal.store import Draft
from journal.widgets.codes import LineInput
from journal.widgets.forms.form import Form
from journal.widgets.known import one_line
from journal.wording.dates import say_long, understand_day
from journal.wording.records import KIND_NAMES
from journal.wording.sharing import partner_or


class Confirm(Modal[bool]):
    """Asks one question; `y` or Enter is yes, anything else is no."""

    BINDINGS = [
        Binding("y,enter", "answer(True)", _("Yes"), id="confirm.yes"),
        Binding("n,escape", "answer(False)", _("No"), id="confirm.no"),
    ]
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(self._question), classes="prose")
            yield Static(
                Content.assemble(
                    (_("y or Enter"), "bold $accent"),
                    f" {self._yes}    ",
                    (_("n or Esc"), "bold $accent"),
                    f" {self._no}",
                )
            )

    def action_answer(self, yes: bool) -> None:
        """Give the answer."""
        self.dismiss(yes)


class Choose(Modal[str | None]):
    """Offers several things, each with its letter; arrows and Enter work too."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", _("Back"), id="choose.back"),
        Binding("down,tab", "move(1)", _("Next"), show=False, id="choose.down"),
        Binding("up,shift+tab", "move(-1)", _("Previous"), show=False, id="choose.up"),
        Binding("enter", "take", _("Choose"), id="choose.take"),
    ]
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(self, question: str, options: Sequence[tuple[str, Content]]) -> None:
        """`options`: the letter of each, and what it is."""
        super().__init__()
        self._question = question
        self._options = options
        self._at = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(self._question), classes="heading")
            yield Static(id="options")

    def on_mount(self) -> None:
        """Show the options."""
        self._show()

    def _show(self) -> None:
        lines = []
        for number, (letter, words) in enumerate(self._options):
            mark = "▌" if number == self._at else " "
            lines.append(
                Content.assemble((mark, "$accent"), " ", (letter, "bold $accent"), "  ", words)
            )
        self.query_one("#options", Static).update(Content("\n").join(lines))

    def on_key(self, event: Key) -> None:
        """Take the option whose letter was pressed."""
        if any(letter == event.character for letter, _words in self._options):
            event.stop()
            self.dismiss(event.character)

    def action_move(self, by: int) -> None:
        """Go to the next or previous option."""
        self._at = (self._at + by) % len(self._options)
        self._show()

    def action_take(self) -> None:
        """Take the option one is on."""
        self.dismiss(self._options[self._at][0])


class PickDay(Modal[date | None]):
    """Asks for a day in words and shows the day it understood before using it.

    With `to_come` it takes only a day after today, and says so of any other.
    """

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), id="pick-day.back")]
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = "Input"

    def __init__(
        self, today: date, looking: Literal["back", "ahead"] = "back", *, to_come: bool = False
    ) -> None:
        super().__init__()
        self._today, self._to_come = today, to_come
        self._looking: Literal["back", "ahead"] = looking

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(_("Which day?")), classes="heading")
            back = _("last friday, 12 march, 3 days ago, 2024-03-12 …")
            ahead = _("tomorrow, next friday, 12 march, in two weeks …")
            yield LineInput(placeholder=ahead if self._looking == "ahead" else back)
            yield Static("", id="understood", markup=False)
            yield Static(
                Content.assemble(
                    (_("Enter"), "bold $accent"), " " + _("take this day") + "    ",
                    (_("Esc"), "bold $accent"), " " + _("back"),
                ),
                classes="keys",
            )  # fmt: skip

    def _understand(self, text: str) -> tuple[date | None, str]:
        if not text.strip():
            return None, ""
        try:
            day = understand_day(text, self._today, looking=self._looking)
        except ValueError as error:
            return None, str(error)
        if self._to_come and day <= self._today:
            return None, _("That day is here already. Choose one that is still to come.")
        return day, say_long(day, year=True)

    @on(Input.Changed)
    def _show(self, event: Input.Changed) -> None:
        _day, said = self._understand(event.value)
        self.query_one("#understood", Static).update(Content(said))

    @on(Input.Submitted)
    def _use(self, event: Input.Submitted) -> None:
        day, _said = self._understand(event.value)
        if day is not None:
            self.dismiss(day)


def choose_form(screen: Screen[Any], forms: Sequence[Form], then: Callable[[Form], None]) -> None:
    """Ask with one letter which form to begin; nothing to ask where there is only one."""
    if len(forms) == 1:
        then(forms[0])
        return

    def chosen(letter: str | None) -> None:
        form = next((form for form in forms if form.letter == letter), None)
        if form is not None:
            then(form)

    options = [(form.letter, Content(form.title)) for form in forms]
    screen.app.push_screen(Choose(_("What would you like to write?"), options), chosen)


def confirm_delete(screen: Screen[Any], session: Session, item: Record | Draft) -> None:
    """Ask, then put a record in the bin, or discard a text that was never saved."""

    async def answered(yes: bool | None) -> None:
        if not yes:
            return
        if isinstance(item, Draft):
            session.journal.drafts.drop(item.place)
            screen.app.notify(_("The unfinished text is gone."))
        elif await session.delete(item):
            screen.app.notify(_("In the bin for 30 days. u takes it back."))

    if isinstance(item, Draft):
        question = _("Discard this unfinished text? It was never kept, so it cannot come back.")
        screen.app.push_screen(Confirm(question, _("discard it"), _("leave it")), answered)
        return
    if item.OWN_KEY:  # no list of the bin has it
        from journal.screens.desire_out import ask_to_take_out

        ask_to_take_out(screen, session, item)
        return
    name = KIND_NAMES.get(item.kind, item.kind)
    question = _("Put this {kind} in the bin? It stays there for 30 days.").format(kind=name)
    if session.journal.is_travelling(item) and session.journal.was_sent(item):
        other = partner_or(one_line(session.partner_name))
        gone = _("From {name}’s journal it goes, too; they may have read it, or kept it elsewhere.")
        question += " " + gone.format(name=other)
    screen.app.push_screen(Confirm(question, _("into the bin"), _("leave it")), answered)
