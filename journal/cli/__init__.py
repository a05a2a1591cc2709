"""The command `journal`: for scripts and for checking; without a command it opens the program.

Every answer is a line on standard output, every failure one line on standard error, where remarks
and questions stand, too. 0 done, 1 could not, 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from journal import __version__
from journal.cli import (
    answer,
    check,
    create,
    demo,
    export,
    pair,
    protect,
    read,
    share,
    sync,
    write,
)
from journal.cli.failing import (
    COULD_NOT,
    DONE,
    INTERRUPTED,
    WRONG_USE,
    CouldNot,
    say,
    say_no_words,
    unexpected,
    wrong_use,
)
from journal.cli.here import Here
from journal.cli.passphrase import Source
from journal.cli.protect import secret_options
from journal.clock import SystemClock
from journal.core_dumps import no_core_dumps
from journal.i18n import _
from journal.model.clock import Clock
from journal.store import Home, StoreError


@click.group(
    name="journal",
    invoke_without_command=True,
    help=_("Twofold: a journal for two, in the terminal. Without a command it opens."),
)
@click.option("--as", "name", metavar=_("NAME"), help=_("Whose journal, if several write here."))
@secret_options("passphrase", _("For scripts: the passphrase"))
@click.option("--take-over", is_flag=True, help=_("Open it although another machine left it open."))
@click.option(
    "--accept-changes", is_flag=True, help=_("Open it although it was changed elsewhere.")
)
@click.version_option(__version__, message="Twofold %(version)s")
@click.pass_context
def journal(
    ctx: click.Context,
    name: str | None,
    passphrase_fd: int | None,
    passphrase_file: Path | None,
    *,
    take_over: bool,
    accept_changes: bool,
) -> None:
    """Open the program, or go on to a command."""
    ctx.obj = Here(
        Home.default(),
        ctx.obj or SystemClock(),
        name,
        passphrase=Source(passphrase_fd, passphrase_file),
        take_over=take_over,
        accept_changes=accept_changes,
    )
    if ctx.invoked_subcommand is None:
        from journal.cli.open import open_program

        open_program(ctx.obj)


for command in (
    create.init,
    create.where,
    write.add,
    write.checkin,
    write.memory,
    write.plan,
    read.list_,
    read.search,
    export.export,
    share.share,
    share.unshare,
    answer.answer,
    answer.reply,
    pair.pair,
    sync.sync,
    pair.unpair,
    demo.demo,
    protect.passphrase,
    protect.recover,
    check.backup,
    check.doctor,
):
    journal.add_command(command)


def main(args: Sequence[str] | None = None, *, clock: Clock | None = None) -> None:
    """Run the command line and exit; `args` and `clock` are for tests."""
    no_core_dumps()
    say_no_words()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an odd locale must not turn a word into a traceback
            stream.reconfigure(errors="replace")
    sys.exit(run(args, clock=clock))


def run(args: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Run the command line, say what went wrong in one line, and give the exit code."""
    try:
        code = journal.main(
            args=None if args is None else list(args),
            prog_name="journal",
            standalone_mode=False,
            obj=clock,
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        return _answer(error)
    return code if isinstance(code, int) else DONE


def _answer(error: BaseException) -> int:
    """Say what went wrong, and give the exit code."""
    match error:
        case KeyboardInterrupt() | click.Abort():
            return INTERRUPTED
        case BrokenPipeError():
            _let_go_of_output()
            return COULD_NOT
        case click.ClickException():
            is_wrong_use = isinstance(error, click.UsageError)
            say(wrong_use(error))
            return WRONG_USE if is_wrong_use else COULD_NOT
        case CouldNot() | StoreError():
            say(str(error))
            return error.code if isinstance(error, CouldNot) else COULD_NOT
        case OSError():
            reason = os.strerror(error.errno) if error.errno else type(error).__name__
            say(_("the system does not let this be done: {reason}.").format(reason=reason))
            return COULD_NOT
        case _:
            say(unexpected(error))
            return COULD_NOT


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that closing it at the end says nothing more."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
