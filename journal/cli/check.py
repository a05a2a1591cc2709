"""`backup list`, `backup restore` and `doctor`: what is safe, and getting it back."""

from __future__ import annotations

from pathlib import Path

import click

from journal import decks
from journal.cli.command import Plain
from journal.cli.failing import COULD_NOT, DONE
from journal.cli.here import Here
from journal.i18n import _, ngettext
from journal.store import Backups
from journal.store.doctor import Finding, examine
from journal.store.home import JOURNAL
from journal.store.key_errors import KeysDamaged, KeysMissing, KeysNewer
from journal.store.seal import PLAIN, Seal


@click.group(help=_("List the kept copies of the journal, or restore one."))
def backup() -> None:
    """Gather what concerns backups."""


@backup.command("list", cls=Plain, help=_("Show which backups there are, the newest first."))
@click.pass_obj
def list_(here: Here) -> None:
    """Show the backups, a line each: day, size, whether it is encrypted."""
    found = _backups(here).all()
    for kept in found:
        sealed = _("encrypted") if kept.sealed else _("not encrypted")
        size = _("{number} KB").format(number=f"{kept.size / 1024:.1f}")
        click.echo(f"{kept.name}  {size:>13}  {sealed}")
    if not found:
        click.echo(_("There is no backup yet."), err=True)


@backup.command(
    cls=Plain,
    help=_("Write a backup into a new folder. WHICH is a day as listed, or “newest”."),
)
@click.argument("which", metavar=_("WHICH"))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    required=True,
    metavar=_("DIR"),
    help=_("A folder that is new or empty."),
)
@click.pass_obj
def restore(here: Here, which: str, into: Path) -> None:
    """Restore a backup and print the path of the journal's file there."""
    backups = _backups(here)
    sealed = backups.find(which).sealed
    into = into.absolute()
    backups.restore(which, into, _seal(here) if sealed else PLAIN)
    click.echo(str(into / JOURNAL))


@click.command(cls=Plain, help=_("Verify every byte and say what is well."))
@click.pass_obj
def doctor(here: Here) -> int:
    """Examine the journal; 0 when all is well, 1 when something is not."""
    name = here.person()
    try:
        seal = _seal(here) if here.unlocking(name).needs_passphrase else PLAIN
    except (KeysDamaged, KeysMissing, KeysNewer):
        seal = PLAIN  # the report says so, and what can be seen from outside
    report = examine(here.home, name, seal=seal)
    report.findings.extend(_own_prompts(here))
    for finding in report.findings:
        mark = " " if finding.ok else "!"
        click.echo(f"{mark} {finding.sentence}")
    click.echo(_("All is well.") if report.ok else _("Something is not well: see the lines with !"))
    return DONE if report.ok else COULD_NOT


def _own_prompts(here: Here) -> list[Finding]:
    """Look at the household's own prompts; nothing is said where there are none."""
    found = decks.load(here.home.prompts_dir)
    findings = [Finding(sentence, ok=False) for sentence in found.problems]
    if found.decks:
        said = ngettext(
            "{count} file of your own prompts was read.",
            "{count} files of your own prompts were read.",
            len(found.decks),
        ).format(count=len(found.decks))
        findings.insert(0, Finding(said))
    return findings


def _backups(here: Here) -> Backups:
    return Backups(here.home.folder(here.person()), here.home.files)


def _seal(here: Here) -> Seal:
    """Open the keys, not the journal: another program may have that open."""
    return here.with_passphrase(here.unlocking(here.person()).seal)
