"""One action of the program: its name, key, help and where it works."""

from __future__ import annotations

from dataclasses import dataclass, replace

EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Command:
    """One action."""

    id: str
    """How `keys.toml` names it, such as `go.today`."""
    key: str
    """Its default keys in Textual's names, separated by commas."""
    action: str
    """What Textual runs, such as `app.go('today')`."""
    name: str
    """What footer and palette call it."""
    help: str
    """One sentence on what it does."""
    place: str = EVERYWHERE
    """The screen or widget where it works; `everywhere` for all."""
    footer: bool = False
    """Whether the footer shows it."""
    always: bool = False
    """Whether it works also while typing and through dialogs."""
    switched: bool = False
    """Whether it is there only once a person has switched it on; until then nothing names it."""


def go(mode: str, key: str, name: str, help_: str) -> Command:
    """Make the command that goes to a page."""
    return Command(f"go.{mode}", key, f"app.go('{mode}')", name, help_)


def at(place: str, *commands: Command, switched: bool = False) -> tuple[Command, ...]:
    """Let commands work in one place; `switched` as in `Command`."""
    return tuple(replace(command, place=place, switched=switched) for command in commands)
