"""What comes in from outside: text on standard input, words and days in options."""

from __future__ import annotations

import sys

import click

from journal.cli.failing import CouldNot, WrongUse
from journal.i18n import _
from journal.model.plain import one_line, plain


def is_terminal() -> bool:
    """Tell whether standard input is a person's keyboard."""
    return sys.stdin is not None and sys.stdin.isatty()


def read_text() -> str:
    """Read all of standard input as a person's text.

    UTF-8; line ends become newlines, one newline at the end is taken off, control characters but
    newline and tab are left out. Raises CouldNot where the bytes are not UTF-8.
    """
    if sys.stdin is None:
        return ""
    if is_terminal():
        click.echo(_("Write, then press Ctrl+D on a line of its own."), err=True)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CouldNot(_("The text that came in is not UTF-8; nothing was kept.")) from None
    return plain(text).removesuffix("\n")


def read_some_text() -> str:
    """Read standard input, which must hold more than blanks; raises WrongUse otherwise."""
    text = read_text()
    if not text.strip():
        raise WrongUse(_("There is no text on standard input; nothing was kept."))
    return text


def title_and_words(text: str) -> tuple[str, str]:
    """Part a text into its first line and what follows; blank lines around either go."""
    title, _newline, words = text.strip("\n").lstrip().partition("\n")
    return title.strip(), words.strip("\n").rstrip()


def option_words(values: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Clean the words of an option that may stand several times; an empty one is WrongUse."""
    cleaned = tuple(one_line(value) for value in values)
    if not all(cleaned):
        raise WrongUse(_("{option} needs a word.").format(option=name))
    return tuple(dict.fromkeys(cleaned))
