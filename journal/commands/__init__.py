"""Every action of the program, declared once: its name, key, help and where it works.

Screens take their bindings from this table, the palette and the help list it, and `keys.toml`
names its ids. One rule carries the keys: digits and capitals go somewhere, lower-case letters do
something here. Whether an action can run just now is said by `check_action` alone.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from journal.commands import everywhere, lists, practices, steps
from journal.commands.command import EVERYWHERE, Command

__all__ = ["COMMANDS", "EVERYWHERE", "Command", "bindings", "commands_of", "picked"]

COMMANDS: tuple[Command, ...] = (
    *everywhere.TABLE,
    *steps.TABLE,
    *lists.TABLE,
    *practices.TABLE,
)
"""Every command; each place has its rows in one of the tables."""


def commands_of(*places: str) -> tuple[Command, ...]:
    """List the commands of these places, in the table's order."""
    return tuple(command for command in COMMANDS if command.place in places)


def bindings(*places: str) -> list[BindingType]:
    """Make the Textual bindings of these places; every one has the command's id."""
    return [
        Binding(
            command.key,
            command.action,
            command.name[:1].lower() + command.name[1:],
            show=command.footer,
            priority=command.always,
            tooltip=command.help,
            id=command.id,
        )
        for command in commands_of(*places)
        if command.key
    ]


def picked(*ids: str) -> list[BindingType]:
    """Make the bindings of just these commands, for a dialog that takes a few of a page's."""
    chosen = {command.id for command in COMMANDS if command.id in ids}
    places = {command.place for command in COMMANDS if command.id in ids}
    return [
        binding
        for binding in bindings(*places)
        if isinstance(binding, Binding) and binding.id in chosen
    ]
