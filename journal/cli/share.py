"""`share` and `unshare`: who sees an entry, changed later."""

from __future__ import annotations

from textwrap import shorten

import click
import msgspec

from journal.cli.command import Plain
from journal.cli.conversing import entry_named
from journal.cli.failing import CouldNot
from journal.cli.here import Here
from journal.i18n import _
from journal.model.plain import one_line, plain
from journal.model.record import BOTH, ME, Record
from journal.model.said import NotShared
from journal.store import Journal
from journal.wording.conversation import person
from journal.wording.records import shown
from journal.wording.sharing import partner_or, say_travelling


@click.command(cls=Plain, help=_("Share an entry; what will travel stands on stderr."))
@click.argument("entry", metavar=_("ID"))
@click.pass_obj
def share(here: Here, entry: str) -> None:
    """Share an entry with both, show what travels, and print its id."""
    with here.open() as journal:
        record = _own(journal, entry)
        if not journal.is_travelling(record):
            anew = msgspec.structs.replace(record, audience=BOTH, pairing="", said=None)
            show_travelling(journal, anew)
            record = journal.share(record).result()
        else:
            click.echo(_("It is shared already."), err=True)
    click.echo(record.id)


@click.command(cls=Plain, help=_("Take an entry back; prints the id it has from then on."))
@click.argument("entry", metavar=_("ID"))
@click.pass_obj
def unshare(here: Here, entry: str) -> None:
    """Take an entry back, and say what that can still do."""
    with here.open() as journal:
        record = _own(journal, entry)
        if record.seen_by == ME:
            click.echo(_("Nobody else sees it."), err=True)
        else:
            record = journal.unshare(before := record).result()
            if record.id != before.id:
                name = partner_or(person(journal.partner.name))
                sentence = _(
                    "It goes from {name}’s journal when their folder has this; they may have "
                    "read or kept it. Here it stays, private, under a new id."
                )
                click.echo(sentence.format(name=name), err=True)
    click.echo(record.id)


def must_be_paired(journal: Journal) -> None:
    """Raise CouldNot where nobody is there to share with."""
    if not journal.pairing:
        raise CouldNot(_("You have no partner here yet: “journal pair” finds one."))


def show_travelling(journal: Journal, record: Record) -> None:
    """Show on standard error, word for word, what the other will get. Raises CouldNot."""
    must_be_paired(journal)
    try:
        said = journal.would_share(record).said
    except NotShared:
        raise CouldNot(_("Entries of this kind are for you alone; this was not shared.")) from None
    about = journal.find(said.about) if said.about is not None else None
    belongs_to = shorten(one_line(shown(about).headline), 60, placeholder=" …") if about else ""
    said = msgspec.structs.replace(said, audience=record.seen_by)
    name, opens = person(journal.partner.name), journal.opens(record)
    lines = say_travelling(said, name, about=belongs_to, opens=opens)
    click.echo(plain(lines), err=True)


def _own(journal: Journal, typed: str) -> Record:
    record = entry_named(journal, typed)
    if not journal.is_mine(record):
        sentence = _("This is {name}’s, not yours to share or to take back.")
        raise CouldNot(sentence.format(name=partner_or(journal.author_name(record))))
    return record
