"""The words that stay as they are in every language, and why; the README says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from journal.cli import journal as command_line
from journal.content import catalogue
from journal.sync.words import all_words

NAMES = frozenset({"Twofold", "Ana", "Ben", "TinyDB", "UTC", "KB"})
"""Names, of the program and of people among them."""

FILES = frozenset(
    {"journal", "json", "settings", "toml", "keys", "people", "exchange", "twofold", "md"}
)
"""Parts of the names of our files."""

TEXTUALS = frozenset(
    {"ansi", "atom", "catppuccin", "dark", "dawn", "dracula", "flexoki", "frappe", "gruvbox"}
    | {"latte", "light", "macchiato", "mocha", "monokai", "moon", "night", "nord", "one", "pine"}
    | {"rose", "solarized", "textual", "tokyo"}
)
"""The names of Textual's themes; nothing else of what Textual says is ever seen."""

CLICKS = frozenset({"OPTIONS", "COMMAND", "ARGS", "TEXT", "INTEGER", "RANGE"})
"""How click calls what stands in a place of a command; its sentences are translated."""

NO_WORDS = re.compile(
    r"\b[0-9a-f]{8,}\b"  # ids
    r"|\b[0-9A-HJKMNP-TV-Z]{4}([- ][0-9A-HJKMNP-TV-Z]{4})+\b"  # codes, read out as they are
    r"|/tmp/\S*"
)
"""What holds letters and no words."""


def typed_words() -> set[str]:
    """What is typed on a command line: commands, options and their values, kinds of entries."""
    return {part for word in _typed(command_line) for part in re.findall(r"[A-Za-z]+", word)}


def _typed(command: click.Command) -> Iterator[str]:
    yield command.name or ""
    for option in command.params:
        yield from option.opts
        if isinstance(option.type, click.Choice):
            yield from map(str, option.type.choices)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _typed(each)


def names_of_touches() -> set[str]:
    """The names of the touches of our list, which travel and are shown before they do."""
    listed = catalogue().touch.touches
    return {part for each in listed for part in each.id.split("-")}


def four_words() -> set[str]:
    """The words that both compare when they pair; they must be the same on both sides."""
    return set(all_words())
