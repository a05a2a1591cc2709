"""Help for the screen one is on: what it is for, and the keys in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from journal.commands import COMMANDS, Command
from journal.i18n import _
from journal.keys import PUNCTUATION, UNBOUND, keys_in_force
from journal.screens.once import Modal

SIGNS = {name: sign for sign, name in PUNCTUATION.items()} | {
    "escape": _("Esc"), "enter": _("Enter"), "down": "↓", "up": "↑", "left": "←", "right": "→",
    "space": _("Space"), "home": _("Home"), "end": _("End"), "tab": _("Tab"),
    "pageup": _("Page up"), "pagedown": _("Page down"), "backspace": _("Backspace"),
}  # fmt: skip
"""How keys are written for people."""


def say_key(key: str) -> str:
    """Write a key as people do: `ctrl+s` is Ctrl+S."""
    if key.startswith("ctrl+"):
        return _("Ctrl+{key}").format(key=key[5:].upper())
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return SIGNS.get(key, key)


def say_keys(changed: Mapping[str, str], command: Command) -> str:
    """Write all keys of a command that are in force."""
    keys = keys_in_force(changed, command)
    return " ".join(say_key(key) for key in keys if not key.startswith(UNBOUND))


class Manual(Modal[None]):
    """The help of one screen."""

    BINDINGS = [
        Binding("escape,enter,f1", "dismiss(None)", _("Back"), id="manual.back"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="manual.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="manual.up"),
        Binding("space,pagedown", "scroll(6)", _("Page down"), show=False, id="manual.further"),
        Binding("pageup", "scroll(-6)", _("Page up"), show=False, id="manual.nearer"),
        Binding("g,home", "scroll(-999)", _("First"), show=False, id="manual.first"),
        Binding("G,end", "scroll(999)", _("Last"), show=False, id="manual.last"),
    ]
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(
        self,
        help_text: str,
        places: Iterable[str],
        changed: Mapping[str, str],
        offers: Callable[[Command], bool],
        instead: Mapping[str, str] | None = None,
    ) -> None:
        """`offers` tells which commands there are for this person at all.

        `instead` has the id of a command and what is said of it here; nothing leaves it out.
        """
        super().__init__()
        self._instead = instead or {}
        self._offers = offers
        self._help = help_text
        self._places = tuple(places)
        self._changed = changed

    @classmethod
    def of(cls, screen: Screen[Any], changed: Mapping[str, str]) -> Manual:
        """Make the help of a screen."""
        places = getattr(screen, "places", ())
        session = getattr(screen, "session", None)
        offers = session.offers if session is not None else lambda command: not command.switched
        instead = getattr(screen, "SAID_INSTEAD", None)
        return cls(screen.HELP or "", (*places, "everywhere"), changed, offers, instead)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel -wide", id="manual", can_focus=False):
            yield Static(Content(self._help), classes="prose")
            if here := [place for place in self._places if place != "everywhere"]:
                yield Static(self._keys(_("Here"), here))
            yield Static(self._keys(_("Everywhere"), ["everywhere"]))
            yield Static(
                Content.assemble((_("Esc"), "bold $accent"), " " + _("back")), classes="keys"
            )

    def _keys(self, title: str, places: list[str]) -> Content:
        lines = [Content.assemble((title, "bold"))]
        for command in COMMANDS:
            keys = say_keys(self._changed, command)
            said = self._instead.get(command.id, command.help)
            if command.place in places and keys and said and self._offers(command):
                lines.append(Content.assemble((f"{keys:<9}", "bold $accent"), " ", said))
        return Content("\n").join([*lines, Content("")])

    def action_scroll(self, by: int) -> None:
        """Scroll the help."""
        self.query_one("#manual", VerticalScroll).scroll_relative(y=by * 3, animate=False)
