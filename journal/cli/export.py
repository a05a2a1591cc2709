"""`export`: entries in a file of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

import click
import msgspec

from journal.cli.command import Plain
from journal.cli.failing import CouldNot, WrongUse
from journal.cli.here import Here
from journal.cli.read import since_option, step_option, until_option
from journal.export import FORMATS, Format, author_names, export_text, suffix_format, write_new
from journal.i18n import _, ngettext
from journal.model.kinds import FeltSafe, Star
from journal.model.record import ME, SEALED, Record, Reference
from journal.store import Journal, Query

Only = Literal["shared", "mine"]

ONLY: tuple[Only, ...] = get_args(Only)


@click.command(cls=Plain, help=_("Write entries into a new file that only you can read."))
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=True),
    required=True,
    metavar=_("FILE"),
    help=_("A file that is not there yet."),
)
@since_option
@until_option
@step_option
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("By the file’s name, or md."))
@click.option(
    "--only", type=click.Choice(ONLY), help=_("What both of you see, or what you wrote yourself.")
)
@click.option(
    "--with-felt-safe", is_flag=True, help=_("Also whether you felt safe; else it stays out.")
)
@click.pass_obj
def export(
    here: Here,
    *,
    into: Path,
    since: str | None,
    until: str | None,
    step: str | None,
    form: Format | None,
    only: Only | None,
    with_felt_safe: bool,
) -> None:
    """Write entries into a file."""
    if with_felt_safe and (step or only == "shared"):
        raise WrongUse(_("What you felt belongs to no step, and is never shared."))
    first, last = here.span(since, until)
    with here.open() as journal:
        entries = journal.search(Query(), step=step or "", first=first, last=last)
        if with_felt_safe:
            kind = str(FeltSafe.__struct_config__.tag)
            entries += journal.search(Query(), kind=kind, first=first, last=last)
        chosen = _only(journal, [one for one in entries if not isinstance(one, Star)], only)
        stars = [] if only == "shared" else journal.of_kind(Star)
        text = export_text(
            [*chosen, *stars],
            form or suffix_format(into),
            names=author_names(entries, journal),
            known=journal,
        )
    try:
        write_new(into, text)
    except FileExistsError:
        raise CouldNot(_("That file is there already; an export never overwrites.")) from None
    except FileNotFoundError:
        raise CouldNot(_("The folder for that file is not there.")) from None
    except (OSError, ValueError):
        raise CouldNot(_("The file could not be written; nothing was left behind.")) from None
    said = ngettext("{count} entry written.", "{count} entries written.", len(chosen))
    click.echo(said.format(count=len(chosen)))


def _only(journal: Journal, records: Sequence[Record], only: Only | None) -> list[Record]:
    """Choose what is exported; what both see names nothing that only one sees."""
    if only == "mine":
        return [record for record in records if journal.is_mine(record)]
    if only is None:
        return list(records)
    chosen = [record for record in records if _is_shared(journal, record)]
    return [
        record
        if record.about is None or _both_know(journal, record.about)
        else msgspec.structs.replace(record, about=None)
        for record in chosen
    ]


def _is_shared(journal: Journal, record: Record) -> bool:
    """Tell whether both can read it; a sealed answer only once it has opened."""
    if not journal.is_mine(record):
        return record.seen_by != SEALED or any(record.texts())
    if record.seen_by == SEALED and journal.is_travelling(record):
        return journal.is_fixed(record)
    return record.seen_by != ME


def _both_know(journal: Journal, reference: Reference) -> bool:
    record = journal.find(reference)
    if record is None:
        return journal.was_taken_back(reference)
    return _is_shared(journal, record)
