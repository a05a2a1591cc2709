"""`list` and `search`: what is written, in lines or as JSON."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Collection, Sequence

import click

from journal.cli.command import Plain
from journal.cli.failing import WrongUse
from journal.cli.here import Here
from journal.cli.typed import read_text
from journal.export import as_objects, author_names, main_texts, seen_in
from journal.i18n import _
from journal.model.kinds import KINDS, STEPS, Star
from journal.model.kinds.desire import DESIRE
from journal.model.plain import one_line, plain
from journal.model.record import Record, Reference
from journal.store import Journal, Query
from journal.wording.records import shown
from journal.wording.sharing import say_seen

WHEN = _("WHEN")

MOST_WORDS = 100
"""Characters that a line shows of what an entry says; `--json` and `export` have the rest."""

LISTED = tuple(name for name, kind in KINDS.items() if kind not in DESIRE)
"""The kinds that can be asked for; Desire shows on its own page alone."""

since_option = click.option("--since", metavar=WHEN, help=_("The first day, included."))
until_option = click.option("--until", metavar=WHEN, help=_("The last day, included."))
step_option = click.option("--step", type=click.Choice(STEPS), help=_("One of the six steps."))
json_option = click.option("--json", "as_json", is_flag=True, help=_("A list of objects."))


@click.command("list", cls=Plain, help=_("Show entries, newest first."))
@step_option
@click.option("--kind", type=click.Choice(LISTED), help=_("One kind of entry."))
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


def _starred(journal: Journal) -> frozenset[Reference]:
    stars = journal.of_kind(Star)
    return frozenset(star.about for star in stars if star.about is not None)


def _shown(journal: Journal, records: Sequence[Record], as_json: bool) -> str:
    starred = _starred(journal)
    if not as_json:
        return "\n".join(_lines(journal, records, starred))
    objects = as_objects(
        records, names=author_names(records, journal), starred=starred, known=journal
    )
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    return json.dumps(objects, ensure_ascii=encoding != "utf8", indent=2)


def _lines(
    journal: Journal, records: Sequence[Record], starred: Collection[Reference]
) -> list[str]:
    """One line an entry: its day, what it is, whose and for whom, and its first words."""
    views = [shown(record) for record in records]
    whose = [say_seen(record, seen_in(journal, record)) for record in records]
    kinds = max((len(view.kind) for view in views), default=0)
    most = max(map(len, whose), default=0)
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_shown else 0
    lines = []
    for record, view, who in zip(records, views, whose, strict=True):
        star = "*" if record.reference in starred else " "
        words = one_line(view.title) or " · ".join(map(one_line, main_texts(record)))
        words = words or one_line(view.headline.replace("\n", " · "))
        if len(words) > MOST_WORDS:
            words = f"{words[: MOST_WORDS - 1].rstrip()}…"
        start = f"{record.day.isoformat()} {star} {view.kind:<{kinds}}  {who:<{most}}"
        line = f"{start}  {words}".rstrip()
        lines.append(f"{line[: width - 1]}…" if width and len(line) > width else line)
    return lines


def _print(text: str, remark: str) -> None:
    """Print once the journal is closed, so that what reads this may open it."""
    if text:
        click.echo(text)
    if remark:
        click.echo(remark, err=True)
