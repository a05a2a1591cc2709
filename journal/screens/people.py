"""Who is here: one of the people of this machine, by name, or someone new."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.i18n import _
from journal.screens.once import Once
from journal.store import Home
from journal.widgets.words import words


class People(Once[str | None]):
    """Gives the name that was picked, an empty one for *add someone*, None to leave."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", _("Leave"), id="people.leave"),
        Binding("n", "add", _("Add someone"), id="people.add"),
        Binding("j", "move('down')", _("Next"), show=False, id="people.down"),
        Binding("k", "move('up')", _("Previous"), show=False, id="people.up"),
    ]
    HELP = _("Choose whose journal to open with the arrows and Enter; n adds someone.")
    CSS_PATH = "door.tcss"
    AUTO_FOCUS = "OptionList"

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._names = home.people()

    def compose(self) -> ComposeResult:
        with Center(), Vertical(classes="sheet"):
            yield Static(Content(_("Twofold")), classes="name")
            yield Static(Content(_("Whose journal would you like to open?")), classes="heading")
            yield OptionList(
                *(Option(words(name)) for name in self._names),
                Option(Content.assemble((_("Add someone"), "$muted"))),
                compact=True,
            )
            yield Static(
                Content.assemble(
                    (_("Enter"), "bold $accent"), " " + _("open") + "    ",
                    ("n", "bold $accent"), " " + _("add someone") + "    ",
                    (_("Ctrl+G"), "bold $accent"), " " + _("hide") + "    ",
                    (_("Esc"), "bold $accent"), " " + _("leave"),
                ),
                classes="keys",
            )  # fmt: skip

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss([*self._names, ""][event.option_index])

    def action_add(self) -> None:
        """Welcome someone new."""
        self.dismiss("")

    def action_move(self, way: str) -> None:
        """Go to the next or previous name."""
        options = self.query_one(OptionList)
        if way == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()
