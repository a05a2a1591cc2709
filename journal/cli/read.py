"""`list`, `search` and `export`: what is written, in lines, as JSON, or in a file."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import click

from journal.cli.command import Plain
from journal.cli.failing import CouldNot, WrongUse
from journal.cli.here import Here
from journal.cli.typed import read_text
from journal.export import (
    FORMATS,
    Format,
    as_objects,
    export_text,
    main_words,
    suffix_format,
    write_new,
)
from journal.i18n import _, ngettext
from journal.model.kinds import KINDS, STEPS, Star
from journal.model.plain import one_line, plain
from journal.model.record import Record, Reference
from journal.store import Journal, Query
from journal.wording.records import shown

WHEN = _("WHEN")

since_option = click.option("--since", metavar=WHEN, help=_("The first day, included."))
until_option = click.option("--until", metavar=WHEN, help=_("The last day, included."))
step_option = click.option("--step", type=click.Choice(STEPS), help=_("One of the six steps."))
json_option = click.option("--json", "as_json", is_flag=True, help=_("A list of objects."))


@click.command("list", cls=Plain, help=_("Show entries, newest first."))
@step_option
@click.option("--kind", type=click.Choice(tuple(KINDS)), help=_("One kind of entry."))
@since_option
@until_option
@json_option
@click.pass_obj
def list_(
    here: Here,
    *,
    step: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> None:
    """Show entries."""
    if step and kind:
        raise WrongUse(_("Either --step or --kind, not both."))
    first, last = here.span(since, until)
    with here.open() as journal:
        found = journal.search(Query(), step=step or "", kind=kind or "", first=first, last=last)
        entries = [record for record in found if kind or not record.MARK]
        text = _shown(journal, entries, as_json)
    _print(text, "" if entries or as_json else _("There is no such entry."))


@click.command(help=_("Find words and #tags; they come from stdin when none is given."))
@click.argument("words", nargs=-1, metavar=_("[WORD]..."))
@json_option
@click.pass_obj
def search(here: Here, words: tuple[str, ...], as_json: bool) -> None:
    """Show the entries that have all the words."""
    here.person()
    query = Query.parse(plain(" ".join(words)) if words else read_text())
    if not query:
        raise WrongUse(_("There is no word to look for."))
    with here.open() as journal:
        entries = [record for record in journal.search(query) if not isinstance(record, Star)]
        text = _shown(journal, entries, as_json)
    _print(text, "" if entries or as_json else _("Nothing was found."))


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
@click.pass_obj
def export(
    here: Here,
    *,
    into: Path,
    since: str | None,
    until: str | None,
    step: str | None,
    form: Format | None,
) -> None:
    """Write entries into a file."""
    first, last = here.span(since, until)
    with here.open() as journal:
        entries = journal.search(Query(), step=step or "", first=first, last=last)
        chosen = [record for record in entries if not isinstance(record, Star)]
        text = export_text(
            [*chosen, *journal.of_kind(Star)], form or suffix_format(into), names=_names(journal)
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


def _names(journal: Journal) -> dict[str, str]:
    """Who an author's id is."""
    people = (journal.me, journal.partner)
    return {person.id: person.name for person in people if person.id}


def _starred(journal: Journal) -> frozenset[Reference]:
    stars = journal.of_kind(Star)
    return frozenset(star.about for star in stars if star.about is not None)


def _shown(journal: Journal, records: Sequence[Record], as_json: bool) -> str:
    starred = _starred(journal)
    if not as_json:
        return "\n".join(_lines(records, starred))
    objects = as_objects(records, names=_names(journal), starred=starred)
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    return json.dumps(objects, ensure_ascii=encoding != "utf8", indent=2)


def _lines(records: Sequence[Record], starred: Collection[Reference]) -> list[str]:
    """One line an entry: its day, what it is, and its first words as far as the line goes."""
    views = [shown(record) for record in records]
    kinds = max((len(view.kind) for view in views), default=0)
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_shown else 0
    lines = []
    for record, view in zip(records, views, strict=True):
        star = "*" if record.reference in starred else " "
        words = one_line(view.title or main_words(record) or view.headline)
        line = f"{record.day.isoformat()} {star} {view.kind:<{kinds}}  {words}".rstrip()
        lines.append(f"{line[: width - 1]}…" if width and len(line) > width else line)
    return lines


def _print(text: str, remark: str) -> None:
    """Print once the journal is closed, so that what reads this may open it."""
    if text:
        click.echo(text)
    if remark:
        click.echo(remark, err=True)
