"""Which keys of a page do something just now, as the page itself shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.actions import parse

from journal.commands import COMMANDS, Command
from journal.i18n import _
from journal.keys import keys_in_force
from journal.screens.manual import say_key
from journal.session import Session

Can = Callable[[str, tuple[object, ...]], object]
"""Tells whether an action with these parameters does something now."""


def acting_keys(
    session: Session, does: Iterable[tuple[str, str]], can: Can
) -> list[tuple[str, str]]:
    """List the keys to show and what each does, of commands that do something now.

    `does` is a command's id, or those of two that belong together, with what is said of it. One
    without a key is left out, and where single letters are off one that is a letter; then the way
    to everything is named.
    """
    found, left_out = [], False
    for names, says in does:
        commands = [command_of(name) for name in names.split()]
        _place, action, parameters = parse(commands[0].action)
        if not can(action, parameters):
            continue
        keys = [_key(session, command) for command in commands]
        if keys[0] and (session.settings.letters or len(keys[0]) > 1 or keys[0] in "←→"):
            found.append((" ".join(keys), says))
        else:
            left_out = True
    if left_out:
        found.append((key_of(session, "app.palette"), _("everything else")))
    return found


def command_of(name: str) -> Command:
    """Find a command by its id."""
    return next(command for command in COMMANDS if command.id == name)


def key_of(session: Session, name: str) -> str:
    """Write the first key of a command as it is in force."""
    return _key(session, command_of(name))


def _key(session: Session, command: Command) -> str:
    return say_key(next(iter(keys_in_force(session.keys, command)), ""))
