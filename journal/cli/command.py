"""A command that takes options and standard input, and never a person's words as arguments."""

from __future__ import annotations

import click

from journal.cli.failing import WrongUse
from journal.i18n import _


class Plain(click.Command):
    """A click command that refuses leftover arguments without repeating them.

    Words given as arguments end up in the shell's history; repeating them would put them into
    logs, too.
    """

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse what is left over."""
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise WrongUse(_("Too many arguments; text comes from standard input."))
        return ctx.args
