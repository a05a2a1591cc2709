"""`pair …` and `unpair`: two journals find each other over a folder, and part again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from journal.cli.asking import ask_pairing_code
from journal.cli.command import Plain
from journal.cli.conversing import conversing
from journal.cli.failing import CouldNot, WrongUse
from journal.cli.here import Here
from journal.cli.typed import is_terminal, read_text
from journal.i18n import _
from journal.model.plain import plain
from journal.model.sync_status import PairingStage, SyncStatus
from journal.store import Journal
from journal.wording.conversation import person, say_how_it_stands, say_new_machine, say_paired
from journal.wording.sharing import partner_or

OPEN = (PairingStage.INVITED, PairingStage.ACCEPTED)
"""Somebody has begun, and there is nothing to compare yet."""

folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar=_("DIR"),
    help=_("A folder that something carries between you; never the journal’s own."),
)


@click.group(help=_("Pair this journal with your partner’s, over a folder you both have."))
def pair() -> None:
    """Gather what concerns pairing."""


@pair.command(cls=Plain, help=_("Invite your partner; prints the code to read out to them."))
@folder_option
@click.pass_obj
def invite(here: Here, folder: Path) -> None:
    """Leave an invitation in the folder and print its code, alone on the last line."""
    with conversing(here) as (journal, conversation):
        _warn(journal)
        code = conversation.invite(folder.absolute())
        conversation.sync()
    click.echo(_("Read this code out to your partner. It is good for 24 hours and one answer."))
    click.echo(code)


@pair.command(cls=Plain, help=_("Answer an invitation; its code comes from stdin."))
@folder_option
@click.pass_obj
def accept(here: Here, folder: Path) -> None:
    """Answer the invitation that lies in the folder."""
    with conversing(here) as (journal, conversation):
        _warn(journal)
        code = ask_pairing_code() if is_terminal() else read_text().strip()
        if not code:
            raise WrongUse(_("There is no code on standard input."))
        conversation.accept(folder.absolute(), code)
        conversation.sync()
        status = conversation.status
    _print(status, here)


@pair.command(cls=Plain, help=_("Say that the four words match your partner’s."))
@click.pass_obj
def confirm(here: Here) -> None:
    """Say that they match; words that come only now are for comparing first."""
    with conversing(here) as (_journal, conversation):
        known = conversation.status.words
        conversation.sync()
        if conversation.status.words and not known:
            raise CouldNot(
                _(
                    "The four words have only now come; look at them with “journal pair status”, "
                    "compare them with your partner’s, then confirm."
                )
            )
        conversation.confirm()
        conversation.sync()
        status = conversation.status
    _print(status, here)


@pair.command(cls=Plain, help=_("Say that they do not match, or stop: it ends at once."))
@click.pass_obj
def refuse(here: Here) -> None:
    """End a pairing that is not finished; all of it goes."""
    with conversing(here) as (_journal, conversation):
        stage = conversation.status.stage
        if stage is PairingStage.ALONE:
            raise CouldNot(_("No pairing has begun; there is nothing to refuse."))
        if stage is PairingStage.PAIRED:
            raise CouldNot(_("You are paired already; “journal unpair” ends that."))
        if stage in OPEN:
            conversation.cancel()
        else:
            conversation.refuse()
    click.echo(_("The pairing was ended, and nothing of it is left here."))


@pair.command(cls=Plain, help=_("Say how things stand; also reads what has arrived for pairing."))
@click.option("--json", "as_json", is_flag=True, help=_("An object."))
@click.pass_obj
def status(here: Here, *, as_json: bool) -> None:
    """Say how things stand between the two journals."""
    with conversing(here) as (_journal, conversation):
        conversation.sync()
        found = conversation.status
    if as_json:
        click.echo(json.dumps(_as_object(found, here), indent=2))
    else:
        _print(found, here)


@click.command(cls=Plain, help=_("Leave the pairing, at once and without telling anybody."))
@click.option("--forget-received", is_flag=True, help=_("Let go of what your partner shared, too."))
@click.pass_obj
def unpair(here: Here, *, forget_received: bool) -> None:
    """Leave; what one wrote stays."""
    with conversing(here) as (_journal, conversation):
        stage = conversation.status.stage
        if stage is PairingStage.ALONE:
            raise CouldNot(_("This journal is not paired."))
        if stage in OPEN:
            conversation.cancel()
        else:
            conversation.unpair(forget_received=forget_received)
    click.echo(_("This journal is not paired any more, and nobody was told."))


def _warn(journal: Journal) -> None:
    """Say what no passphrase means here, before anything is done."""
    if not journal.is_encrypted:
        click.echo(
            _(
                "This journal has no passphrase: the key that seals what you two exchange will "
                "lie in it in the clear."
            ),
            err=True,
        )


def _as_object(status: SyncStatus, here: Here) -> dict[str, Any]:
    """Give what scripts need; a time is local, and null where there is none."""
    return {
        "partner": status.partner or None if status.stage is not PairingStage.ALONE else None,
        "since": _when(status.since, here),
        "words": list(status.words),
        "confirmed": status.stage in (PairingStage.CONFIRMED, PairingStage.PAIRED),
        "folder": status.folder or None,
        "last_heard": _when(status.last_heard, here),
        "waiting": status.waiting,
    }


def _when(instant: datetime | None, here: Here) -> str | None:
    if instant is None:
        return None
    return instant.astimezone(here.clock.now().tzinfo).isoformat(timespec="seconds")


def _print(status: SyncStatus, here: Here) -> None:
    """Print it once the journal is closed, so that what reads this may open it."""
    for line in _lines(status, here.clock.now()):
        click.echo(line)


def _lines(status: SyncStatus, now: datetime) -> Iterator[str]:
    is_paired = status.stage is PairingStage.PAIRED
    yield say_paired(status, now, status.partner) if is_paired else _stage(status)
    if status.words and not is_paired:
        yield _("The four words: {words}").format(words=" ".join(status.words))
    if status.folder:
        yield _("Folder: {folder}").format(folder=plain(status.folder))
    if is_paired:
        yield from say_how_it_stands(status, now, status.partner)
        if status.new_machine:
            yield say_new_machine(status.partner)
    yield from status.problems


def _stage(status: SyncStatus) -> str:
    name = partner_or(person(status.partner))
    sentences = {
        PairingStage.ALONE: _("This journal is not paired."),
        PairingStage.INVITED: _("The invitation lies in the folder; nobody has answered it yet."),
        PairingStage.ACCEPTED: _("Your answer lies in the folder, for {name}’s journal to read."),
        PairingStage.WORDS: _(
            "Compare the four words with {name}’s, then say “journal pair confirm” or "
            "“journal pair refuse”."
        ),
        PairingStage.CONFIRMED: _("Entries travel once {name} has said, too, that they match."),
    }
    return sentences[status.stage].format(name=name)
