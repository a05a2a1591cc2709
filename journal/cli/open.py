"""Opening the program: who is here, then that person's journal, until someone closes it.

The program and the door take turns, and between two of them nothing is open: a lock ends the
program, its journal is closed and its keys are forgotten before the door asks for the passphrase.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, TypeVar

from journal.cli.failing import CouldNot, unexpected
from journal.cli.here import Here
from journal.cli.passphrase import NOWHERE
from journal.i18n import _
from journal.store import CannotRead, HeldElsewhere, Journal
from journal.store.key_errors import KeysError

if TYPE_CHECKING:
    from textual.app import App

    from journal.door import SwitchTo, Want
    from journal.guarded import Lock

Answer = TypeVar("Answer")

BLANK = "\x1b[?1049h\x1b[2J\x1b[H"
"""The terminal's other screen, empty: what is shown between two apps is not the shell."""
SHELL = "\x1b[?1049l"
"""Back to the shell's own screen."""


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
    journal = _first(here)
    lock: Lock | None = None
    while journal is not None:
        name = journal.name
        wish = _run(here, journal, lock, demo=demo)
        journal = None  # nothing leads to its words while the door asks
        if wish is None:
            return
        lock = wish if isinstance(wish, tuple) else None
        journal = _ask_next(here, "unlock" if isinstance(wish, tuple) else wish.want, name)
        if journal is not None and journal.name != name:
            lock = None


def _first(here: Here) -> Journal | None:
    """Open the journal of who it is at the start; None where someone left at the door."""
    people = here.home.people()
    if here.name is not None:
        return _open(here, here.named())
    if len(people) == 1:
        return _open(here, people[0])
    return _ask(here, "choose" if people else "first-run")


def _open(here: Here, name: str) -> Journal | None:
    """Open a journal at once where nothing has to be asked or told first."""
    unlocking = here.unlocking(name)
    given, here.passphrase = here.passphrase, NOWHERE  # a lock must find none in memory
    agreed = {"accept_changes": here.accept_changes, "take_over": here.take_over}
    try:
        if not unlocking.needs_passphrase:
            return unlocking.open_plain(**agreed)
        if given.is_given:
            return unlocking.open_with(given.read(), **agreed)
    except (CannotRead, HeldElsewhere, KeysError):
        pass  # the door says what it is, and what can be done
    return _ask(here, "open", name)


def _ask(here: Here, want: Want, name: str = "") -> Journal | None:
    from journal import settings as settings_file
    from journal.content import catalogue
    from journal.door import Door

    settings, _problems = settings_file.load(here.home.settings_path)
    door = Door(
        here.home, settings, here.clock, catalogue(), want, unlocking=here.unlocking, name=name
    )
    journal = draw(door)
    if journal is not None:
        _write(BLANK)  # the shell's screen would flash up until the program draws
    return journal


def _run(
    here: Here, journal: Journal, back_to: Lock | None, *, demo: bool
) -> SwitchTo | Lock | None:
    """Run the program on an open journal; return what is wanted next, or None to end."""
    from journal import keys
    from journal import settings as settings_file
    from journal.app import Twofold
    from journal.content import catalogue
    from journal.session import Session

    settings, problems = settings_file.load(here.home.settings_path)
    changed_keys, key_problems = keys.load(here.home.keys_path)
    with journal:
        try:
            session = Session(
                here.home,
                journal,
                settings,
                here.clock,
                catalogue(),
                demo=demo,
                keys=changed_keys,
                notices=(*problems, *key_problems),
                unlocking=here.unlocking(journal.name),
            )
            wish = draw(Twofold(session, back_to=back_to))
            if wish is not None:
                _write(BLANK)  # the shell's screen would flash up until the door draws
            return wish
        except BaseException:
            _write(SHELL)
            raise
        finally:
            seal = journal.seal
            journal.close()
            seal.forget()


def _ask_next(here: Here, want: Want, name: str) -> Journal | None:
    """Go from a journal that was closed to the door, and leave a blank screen behind us."""
    gc.collect()  # screens and widgets lead to each other in rings
    try:
        return _ask(here, want, name)
    except BaseException:
        _write(SHELL)
        raise


def _write(signs: str) -> None:
    """Write to the terminal, if there is one."""
    if sys.stdout.isatty():
        sys.stdout.write(signs)
        sys.stdout.flush()


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
