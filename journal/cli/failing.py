"""What a command says when it cannot, or was not asked rightly: one plain line."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path

import click

from journal.i18n import _
from journal.model.plain import one_line

DONE, COULD_NOT, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

PACKAGE = Path(__file__).parent.parent


class CouldNot(Exception):  # noqa: N818 - an answer to the person, not a fault
    """A command was understood but could not be done; the message is one sentence."""

    code = COULD_NOT


class WrongUse(CouldNot):
    """A command was not used as it can be; the message is one sentence."""

    code = WRONG_USE


def say(sentence: str) -> None:
    """Write one line to standard error, without control characters."""
    if sys.stderr is not None:
        print(f"journal: {one_line(sentence)}", file=sys.stderr)  # noqa: T201 - the one place that says errors


def wrong_use(error: click.ClickException) -> str:
    """Say how a command is used, without repeating what was typed in place of a fitting word.

    Whoever forgets a quote or a command types a text as arguments, and errors end up in logs.
    """
    match error:
        case click.MissingParameter():
            return error.format_message()
        case click.BadParameter(param=click.Parameter() as param, ctx=ctx):
            name = param.get_error_hint(ctx) if ctx else param.human_readable_name
            return _fitting(name, param.type)
        case click.NoSuchOption():
            return _("There is no such option; “journal --help” says which there are.")
        case click.UsageError(ctx=click.Context(command=click.Group())):
            sentence = _("Give one of the commands that “{this} --help” lists.")
            return sentence.format(this=error.ctx.command_path if error.ctx else "journal")
    return error.format_message()


def _fitting(name: str, kind: object) -> str:
    """Say what fits an option or an argument."""
    if isinstance(kind, click.Choice):
        choices = ", ".join(map(str, kind.choices))
        return _("{name} is one of {choices}.").format(name=name, choices=choices)
    if isinstance(kind, click.IntRange):
        sentence = _("{name} is a whole number from {low} to {high}.")
        if kind.max is None:
            sentence = _("{name} is a whole number of {low} or more.")
        return sentence.format(name=name, low=kind.min, high=kind.max)
    return _("{name} has a value that does not fit.").format(name=name)


def unexpected(error: BaseException) -> str:
    """Say that something broke: the kind of error and where, never its message or any value.

    Messages and values can hold what a person wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if PACKAGE in Path(frame.filename).parents]
    where = "?"
    if ours:
        file = Path(ours[-1].filename).relative_to(PACKAGE.parent).as_posix()
        where = f"{file}:{ours[-1].lineno}"
    sentence = _("something broke inside Twofold ({error} at {where}).")
    return sentence.format(error=type(error).__name__, where=where)


def say_no_words() -> None:
    """Have a fault on any thread be one line, as `unexpected` says it: Python's own has values."""
    sys.excepthook = lambda _kind, error, _trace: say(unexpected(error))
    threading.excepthook = lambda found: _say_fault(found.exc_value)
    sys.unraisablehook = lambda found: _say_fault(found.exc_value)
    logging.lastResort = None  # asyncio and others log what they were holding


def _say_fault(error: BaseException | None) -> None:
    if error is not None:
        say(unexpected(error))
