"""Picking one of many by a few letters of its name, such as a tag."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.i18n import _
from journal.screens.once import Modal
from journal.widgets.codes import LineInput
from journal.widgets.words import clean

SHOWN = 200
"""How many are listed at once; a letter or two finds the rest."""


class Pick(Modal[str | None]):
    """Lists words with how often each is used; typing narrows the list, Enter takes one."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", _("Back"), id="pick.back"),
        Binding("down", "move(1)", _("Next"), show=False, id="pick.down"),
        Binding("up", "move(-1)", _("Previous"), show=False, id="pick.up"),
    ]
    HELP = _("Type a few letters, choose with the arrows, take with Enter. Esc leads back.")
    CSS_PATH = ["dialogs.tcss", "pick.tcss"]
    AUTO_FOCUS = "Input"

    def __init__(
        self, question: str, counted: Sequence[tuple[str, int]], *, sign: str = ""
    ) -> None:
        """`counted`: each word and how often it is used; `sign` stands before each."""
        super().__init__()
        self._question, self._counted, self._sign = question, counted, sign
        self._listed: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(self._question), classes="heading")
            yield LineInput(placeholder=_("a few letters …"))
            yield OptionList(id="options", compact=True)

    def on_mount(self) -> None:
        """List all of them; the keys stay with the letters."""
        self.query_one(OptionList).can_focus = False
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        part = typed.strip().lstrip("#").casefold()
        found = [(word, count) for word, count in self._counted if part in word.casefold()][:SHOWN]
        self._listed = [word for word, _count in found]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(Content.assemble(f"{self._sign}{clean(word)}  ", (str(count), "$muted")))
            for word, count in found
        )
        options.highlighted = 0 if found else None

    def action_move(self, by: int) -> None:
        """Go to the next or previous one."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = (options.highlighted + by) % options.option_count

    @on(Input.Submitted)
    def _take(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._listed[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if event.option_index < len(self._listed):  # else a letter has narrowed the list since
            self.dismiss(self._listed[event.option_index])
