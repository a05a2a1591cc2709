"""Asking on the terminal: passphrases without echo, a recovery code asked back, yes or no."""

from __future__ import annotations

import getpass
import sys
import warnings
from collections.abc import Iterable

import click

from journal.cli.failing import CouldNot
from journal.cli.typed import is_terminal
from journal.i18n import _
from journal.model.passphrase import Passphrase, Unfit, UnfitPassphrase
from journal.model.recovery_code import MisreadCode, RecoveryCode
from journal.model.strength import strength
from journal.wording.secrecy import misread_words, strength_words, unfit_words

TRIES = 5
"""How often something is asked before the command gives up."""


def can_ask() -> bool:
    """Tell whether there is somebody to ask, also while standard input brings a text."""
    return is_terminal() or (sys.stderr is not None and sys.stderr.isatty())


def ask_passphrase(prompt: str) -> Passphrase:
    """Ask for the passphrase of a journal. Raises CouldNot where it cannot be one."""
    made, why = _made(_hidden(prompt))
    if made is None:
        raise CouldNot(why)
    return made


def ask_new_passphrase(known: Iterable[str], *, may_be_empty: bool = False) -> Passphrase | None:
    """Ask twice for a new passphrase and say how strong it is; None where it may be and was empty.

    `known` are words that anyone near would try, such as names. CouldNot after several tries.
    """
    _tell(_("Four or five unrelated words make a good passphrase. Nobody can look it up for you."))
    prompt = _("New passphrase: ")
    if may_be_empty:
        prompt = _("New passphrase (empty for none): ")
    for _try in range(TRIES):
        typed = _hidden(prompt)
        if may_be_empty and not typed:
            return None
        made, why = _made(typed)
        if made is None:
            _tell(why)
            continue
        _tell(strength_words(strength(typed, known)))
        del typed
        if _made(_hidden(_("Once more: ")))[0] == made:
            return made
        _tell(_("These were not the same."))
    raise CouldNot(_("No passphrase was set; nothing was changed."))


def ask_code() -> RecoveryCode:
    """Ask for the recovery code. Raises CouldNot after several that were copied wrongly."""
    for _try in range(TRIES):
        try:
            return RecoveryCode.read(_line(_("Recovery code: ")))
        except MisreadCode as error:
            _tell(misread_words(error))
    raise CouldNot(_("This is no recovery code; nothing was changed."))


def ask_pairing_code() -> str:
    """Ask for the code that the other reads out."""
    return _line(_("The code: ")).strip()


def show_code(code: RecoveryCode) -> None:
    """Show a new recovery code once, and ask it back from the paper."""
    _tell(_("This recovery code opens the journal if the passphrase is ever forgotten."))
    _tell(_("Write it on paper and keep it apart. It is shown only now, and older ones are void."))
    _tell(f"\n    {code.shown()}\n")
    for _try in range(TRIES):
        try:
            if RecoveryCode.read(_line(_("Now type it from the paper: "))) == code:
                _tell(_("That is right."))
                return
            _tell(_("That is another code; look at it again."))
        except MisreadCode as error:
            _tell(misread_words(error))
    _tell(_("Please set the paper right by what is shown above."))


def agreed(question: str) -> bool:
    """Ask yes or no; no where there is nobody to ask."""
    if not is_terminal():
        return False
    return _line(f"{question} [y/N] ").strip().casefold() in ("y", "yes", _("y"), _("yes"))


def _hidden(prompt: str) -> str:
    """Ask without echo; never with it, where the terminal cannot do without."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, OSError):
            sentence = _("The passphrase cannot be asked for without showing it here.")
        except UnicodeDecodeError:
            sentence = unfit_words(Unfit.BROKEN)
        except EOFError:
            raise click.Abort from None
    raise CouldNot(sentence)


def _line(prompt: str) -> str:
    """Ask with echo, on standard error: what is asked is no answer for a file or a pipe."""
    click.echo(prompt, err=True, nl=False)
    line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line


def _made(typed: str) -> tuple[Passphrase | None, str]:
    """Return the passphrase, or why it is none."""
    try:
        return Passphrase.typed(typed), ""
    except UnfitPassphrase as error:
        return None, unfit_words(error.why)


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
