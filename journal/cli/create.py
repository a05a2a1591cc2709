"""`init` and `where`: a journal without questions but one, and the path of its file."""

from __future__ import annotations

import click

from journal.cli.asking import agreed, ask_new_passphrase, show_code
from journal.cli.command import Plain
from journal.cli.failing import CouldNot, WrongUse
from journal.cli.here import Here
from journal.cli.typed import is_terminal
from journal.i18n import _
from journal.model.passphrase import Passphrase
from journal.model.plain import one_line
from journal.store import BadName, NameTaken
from journal.store.home import JOURNAL
from journal.unlocking import create


@click.command(cls=Plain, help=_("Create a journal; refuses if it exists."))
@click.option("--name", required=True, help=_("Your name."))
@click.option("--partner", default="", help=_("Your partner’s name; it may stay empty."))
@click.option("--no-passphrase", "plain", is_flag=True, help=_("Do not encrypt it."))
@click.pass_obj
def init(here: Here, name: str, partner: str, *, plain: bool) -> None:
    """Create a journal, encrypted unless it is declined, and print its path.

    The recovery code is no answer to a script that asks for the path: it goes to standard error.
    """
    try:
        _check(here, name, plain=plain)
        other = one_line(partner)
        passphrase = None if plain else _passphrase(here, (name, other))
        journal, code = create(here.home, name, other, here.clock, passphrase)
    except BadName as error:
        raise WrongUse(str(error)) from None
    with journal:
        click.echo(str(journal.path))
    if code is not None and here.passphrase.is_given:
        click.echo(_("Recovery code, shown only now: {code}").format(code=code.shown()), err=True)
    elif code is not None:
        show_code(code)


def _check(here: Here, name: str, *, plain: bool) -> None:
    """Refuse what cannot be, before anyone thinks of a passphrase."""
    if plain and here.passphrase.is_given:
        raise WrongUse(_("Either a passphrase or --no-passphrase, not both."))
    if not (plain or here.passphrase.is_given or is_terminal()):
        raise WrongUse(
            _(
                "Say --passphrase-fd N or --passphrase-file F before “init”, or --no-passphrase "
                "after it to go without encryption."
            )
        )
    folder = here.home.folder(name)
    if folder.name in here.home.people():
        raise NameTaken(
            _("{name} already has a journal here. Open that one, or choose another name.").format(
                name=folder.name
            )
        )


def _passphrase(here: Here, known: tuple[str, ...]) -> Passphrase | None:
    if here.passphrase.is_given:
        return here.passphrase.read()
    passphrase = ask_new_passphrase(known, may_be_empty=True)
    if passphrase is None and not agreed(
        _("Not encrypted, it can be read by whoever can open your files. Go on?")
    ):
        raise CouldNot(_("No journal was made."))
    return passphrase


@click.command(cls=Plain, help=_("Print the path of the TinyDB file."))
@click.pass_obj
def where(here: Here) -> None:
    """Print the path, without opening the journal."""
    click.echo(str(here.home.folder(here.person()) / JOURNAL))
