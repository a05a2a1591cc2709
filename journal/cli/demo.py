"""`demo`: a year of an invented couple's life, opened, or only made."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from journal.cli.command import Plain
from journal.cli.failing import CouldNot
from journal.cli.here import Here
from journal.i18n import _
from journal.store import Home, StoreError


@click.command(cls=Plain, help=_("Look around in a year of an invented couple’s life."))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=True),
    metavar=_("DIR"),
    help=_("Only make it there; DIR is new or empty."),
)
@click.pass_obj
def demo(here: Here, into: Path | None) -> None:
    """Make the demo in a folder of its own; without one, open it and throw it away."""
    if into is not None:
        make_into(here, into)
        click.echo(str(into.absolute()))
        return
    from journal.cli.open import check_terminal, open_until_closed

    check_terminal()
    with tempfile.TemporaryDirectory(prefix="twofold-demo-") as folder:
        home = Home(Path(folder) / "home", Path(folder) / "state")
        made = Here(home, here.clock)
        make(made)
        open_until_closed(made, demo=True)


def make_into(here: Here, folder: Path) -> None:
    """Make the demo in a new or empty folder; where that fails the folder is as it was."""
    try:
        was_there = folder.is_dir()
        if (folder.exists() and not was_there) or (was_there and any(folder.iterdir())):
            raise CouldNot(_("That folder is not empty; the demo needs a new or an empty one."))
        try:
            make(Here(Home(folder.absolute(), here.home.state), here.clock))
        except BaseException:
            if was_there:
                for made in ("people", "exchange"):
                    shutil.rmtree(folder / made, ignore_errors=True)
            else:
                shutil.rmtree(folder, ignore_errors=True)
            raise
    except (OSError, ValueError):
        raise CouldNot(_("That folder cannot be used.")) from None
    except StoreError as error:
        raise CouldNot(str(error)) from None


def make(here: Here) -> None:
    """Make the demo in an empty home."""
    from journal.content import catalogue
    from journal.demo import make_demo
    from journal.sync.errors import SyncError

    try:
        make_demo(here.home, here.clock, catalogue(), day_ends=here.settings.day_ends).close()
    except SyncError as error:
        raise CouldNot(str(error)) from None
