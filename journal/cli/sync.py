"""`sync`: what waits goes out, what has arrived comes in, once."""

from __future__ import annotations

import json

import click

from journal.cli.command import Plain
from journal.cli.conversing import EMPTIED, conversing
from journal.cli.here import Here
from journal.i18n import _
from journal.model.sync_status import PairingStage, SyncStatus


@click.command(cls=Plain, help=_("Exchange with the folder once, in both directions."))
@click.option("--json", "as_json", is_flag=True, help=_("An object."))
@click.pass_obj
def sync(here: Here, *, as_json: bool) -> None:
    """Make one pass and count; a folder that is not there is no failure."""
    with conversing(here) as (_journal, conversation):
        done = conversation.sync()
        status = conversation.status
    problems = [*done.problems, *([EMPTIED] if status.emptied else [])]
    if as_json:
        away = status.stage is PairingStage.PAIRED and not status.folder_there
        problems += [_remark(status)] * away
        counted = {"sent": done.sent, "received": done.received, "waiting": done.waiting}
        click.echo(json.dumps({**counted, "problems": problems}, indent=2))
        return
    line = _("{sent} sent, {received} received, {waiting} waiting.")
    click.echo(line.format(sent=done.sent, received=done.received, waiting=done.waiting))
    for remark in (_remark(status), *problems):
        if remark:
            click.echo(remark, err=True)


def _remark(status: SyncStatus) -> str:
    match status.stage:
        case PairingStage.ALONE:
            return _("This journal is not paired; there is nothing to exchange.")
        case PairingStage.WORDS:
            return _("There are four words to compare: “journal pair status” shows them.")
        case PairingStage.PAIRED if not status.folder_there:
            return _("The folder is not there: nothing new.")
    return ""
