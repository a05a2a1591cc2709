"""Opening the program: who is here, then that person's journal, until someone closes it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, TypeVar

from journal.cli.failing import CouldNot, unexpected
from journal.cli.here import Here
from journal.i18n import _

if TYPE_CHECKING:
    from textual.app import App

Answer = TypeVar("Answer")

Want = Literal["first-run", "choose", "add"]


def check_terminal() -> None:
    """Raise CouldNot where there is no terminal to draw on."""
    for stream in (sys.stdin, sys.stdout):
        if stream is None or not stream.isatty():
            raise CouldNot(_("Twofold needs a terminal to open; “journal --help” lists commands."))


def open_program(here: Here) -> None:
    """Open the program on the person's journal, asking who is here where that is not clear."""
    check_terminal()
    open_until_closed(here)


def open_until_closed(here: Here, *, demo: bool = False) -> None:
    """Open one journal after another, until someone closes the program."""
    name = _first(here)
    while name is not None:
        name = _run(here, name, demo=demo)


def _first(here: Here) -> str | None:
    """Who it is at the start; None where someone left at the door."""
    people = here.home.people()
    if here.name is not None:
        return here.named()
    if len(people) == 1:
        return people[0]
    return _ask(here, "choose" if people else "first-run")


def _ask(here: Here, want: Want) -> str | None:
    from journal.content import catalogue
    from journal.door import Door

    return draw(Door(here.home, _fresh(here).settings, here.clock, catalogue(), want))


def _run(here: Here, name: str, *, demo: bool) -> str | None:
    """Open one person's journal; return who is to be opened next, or None to end."""
    from journal import keys
    from journal import settings as settings_file
    from journal.app import Twofold
    from journal.content import catalogue
    from journal.session import Session
    from journal.store import Journal

    settings, problems = settings_file.load(here.home.settings_path)
    changed_keys, key_problems = keys.load(here.home.keys_path)
    with Journal.open(here.home, name, clock=here.clock) as journal:
        session = Session(
            here.home,
            journal,
            settings,
            here.clock,
            catalogue(),
            demo=demo,
            keys=changed_keys,
            notices=(*problems, *key_problems),
        )
        wish = draw(Twofold(session))
    return None if wish is None else _ask(here, wish.want)


def draw(app: App[Answer]) -> Answer | None:
    """Run an app and give its answer; raises CouldNot where it broke, with the kind and place.

    Textual's own account of a fault shows local variables, a person's words among them, so it is
    kept quiet. The exception itself stands nowhere but in a private name: where that is missing
    the line only says that the program stopped.
    """
    app.error_console.quiet = True
    answer = app.run()
    if app.return_code:
        error = getattr(app, "_exception", None)
        stopped = _("Twofold had to stop; what was saved is safe.")
        raise CouldNot(stopped if error is None else unexpected(error))
    return answer


def _fresh(here: Here) -> Here:
    """The same place with its settings read anew: the program may have changed them."""
    return Here(here.home, here.clock, here.name)
