"""`init` and `where`: a journal without questions, and the path of its file."""

from __future__ import annotations

import click

from journal.cli.command import Plain
from journal.cli.failing import WrongUse
from journal.cli.here import Here
from journal.i18n import _
from journal.model.plain import one_line
from journal.store import BadName, Journal
from journal.store.home import JOURNAL


@click.command(cls=Plain, help=_("Create a journal without questions; refuses if it exists."))
@click.option("--name", required=True, help=_("Your name."))
@click.option("--partner", default="", help=_("Your partner’s name; it may stay empty."))
@click.pass_obj
def init(here: Here, name: str, partner: str) -> None:
    """Create a journal."""
    try:
        other = one_line(partner)
        journal = Journal.create(here.home, name, other, clock=here.clock)
    except BadName as error:
        raise WrongUse(str(error)) from None
    with journal:
        click.echo(str(journal.path))


@click.command(cls=Plain, help=_("Print the path of the TinyDB file."))
@click.pass_obj
def where(here: Here) -> None:
    """Print the path, without opening the journal."""
    click.echo(str(here.home.folder(here.person()) / JOURNAL))
