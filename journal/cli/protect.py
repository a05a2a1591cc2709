"""`passphrase set|change|remove` and `recover`: who can read the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from journal.cli.asking import ask_code, ask_new_passphrase, can_ask, show_code
from journal.cli.command import Plain
from journal.cli.failing import CouldNot, WrongUse
from journal.cli.here import Here
from journal.cli.passphrase import Source
from journal.i18n import _, ngettext
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import MisreadCode, RecoveryCode
from journal.store import CannotRead, Journal
from journal.wording.secrecy import misread_words

Command = TypeVar("Command", bound=Callable[..., Any])


def secret_options(name: str, what: str) -> Callable[[Command], Command]:
    """Give a command `--NAME-fd` and `--NAME-file`."""
    on_fd = _("{what}, on a file descriptor.").format(what=what)
    in_file = _("{what}, in a file that only you can read.").format(what=what)

    def give(command: Command) -> Command:
        command = click.option(
            f"--{name}-file", type=click.Path(path_type=Path), metavar=_("FILE"), help=in_file
        )(command)
        return click.option(f"--{name}-fd", type=click.IntRange(0), metavar=_("N"), help=on_fd)(
            command
        )

    return give


new_options = secret_options("new-passphrase", _("The new passphrase"))


@click.group(help=_("Encrypt the journal, or change how it is opened."))
def passphrase() -> None:
    """Gather what concerns the passphrase."""


@passphrase.command("set", cls=Plain, help=_("Encrypt a journal that has no passphrase."))
@new_options
@click.pass_obj
def set_(here: Here, new_passphrase_fd: int | None, new_passphrase_file: Path | None) -> None:
    """Turn encryption on and print the recovery code.

    A script may give the one passphrase that there is before the command, too.
    """
    new = Source(new_passphrase_fd, new_passphrase_file)
    unlocking = here.unlocking(here.person())
    if unlocking.needs_passphrase:
        raise CouldNot(_("This journal has a passphrase already; change that one instead."))
    if here.passphrase.is_given and not new.is_given:
        new = here.passphrase
    here.passphrase = Source()
    with here.open() as journal:
        if unlocking.has_keys:
            _tell(_("Older files beside it are sealed: only their passphrase will do."))
        code = unlocking.encrypt(journal, _new(new, journal))
        here.say_notices(journal)
    _give(code, asked=not new.is_given)
    _tell(_("It is encrypted now, and so are its backups; copies elsewhere are as they were."))


@passphrase.command(cls=Plain, help=_("Put a new passphrase in the old one’s place."))
@click.option("--new-key", is_flag=True, help=_("Seal journal and backups anew, too."))
@new_options
@click.pass_obj
def change(
    here: Here,
    new_passphrase_fd: int | None,
    new_passphrase_file: Path | None,
    *,
    new_key: bool,
) -> None:
    """Change the passphrase; with a new key print the new recovery code."""
    new = Source(new_passphrase_fd, new_passphrase_file)
    unlocking = here.unlocking(here.person())
    _must_be_encrypted(needs_passphrase=unlocking.needs_passphrase)
    with here.open() as journal:
        code = unlocking.change(journal, _new(new, journal), new_key=new_key)
        here.say_notices(journal)
    if code is not None:
        _give(code, asked=not new.is_given)
        _tell(_("Journal and backups are sealed anew; copies elsewhere are as they were."))
    else:
        _tell(
            _(
                "The new passphrase is set. Whoever has an old copy of the journal and the old "
                "passphrase can read that copy, and its keys open newer ones: “journal passphrase "
                "change --new-key” seals everything anew."
            )
        )


@passphrase.command(cls=Plain, help=_("Turn encryption off."))
@click.pass_obj
def remove(here: Here) -> None:
    """Decrypt the journal and what lies around it."""
    unlocking = here.unlocking(here.person())
    needed = unlocking.needs_passphrase
    _must_be_encrypted(needs_passphrase=needed or unlocking.has_keys)
    if needed:
        with here.open() as journal:
            left, is_paired = unlocking.decrypt(journal), bool(journal.pairing)
    else:
        source, here.passphrase = here.passphrase, Source()
        with here.open() as journal:
            here.passphrase = source
            left = here.with_passphrase(lambda given: unlocking.finish_decrypting(journal, given))
            is_paired = bool(journal.pairing)
    _tell(_("It is not encrypted any more: whoever can open your files can read it."))
    if is_paired:
        _tell(_("The key that seals what you two exchange lies in it in the clear, too."))
    if left:
        said = ngettext(
            "{count} file could not be decrypted and stays with its keys: {names}.",
            "{count} files could not be decrypted and stay with their keys: {names}.",
            len(left),
        )
        _tell(said.format(count=len(left), names=", ".join(left)))


@click.command(cls=Plain, help=_("Open with the recovery code, and set a new passphrase."))
@secret_options("code", _("The recovery code"))
@new_options
@click.pass_obj
def recover(
    here: Here,
    code_fd: int | None,
    code_file: Path | None,
    new_passphrase_fd: int | None,
    new_passphrase_file: Path | None,
) -> None:
    """Set a new passphrase by the recovery code, and print the code that replaces it."""
    given, new = Source(code_fd, code_file), Source(new_passphrase_fd, new_passphrase_file)
    unlocking = here.unlocking(here.person())
    _must_be_encrypted(needs_passphrase=unlocking.needs_passphrase)
    code = _code(given)
    unlocking.check_code(code)
    passphrase = _new(new, None, here.person())
    trouble = ""
    try:
        journal, renewed = here.agreed(
            lambda: unlocking.recover_with(code, passphrase, take_over=here.take_over)
        )
        here.say_notices(journal)
        journal.close()
    except CannotRead as error:  # its backups are then all the more needed
        renewed, trouble = unlocking.recover_keys(code, passphrase), str(error)
    _give(renewed, asked=not new.is_given)
    _tell(_("The new passphrase is set, and the recovery code is a new one."))
    if trouble:
        raise CouldNot(trouble)


def _new(source: Source, journal: Journal | None, *known: str) -> Passphrase:
    """Take the new passphrase from a script, or ask for it."""
    if source.is_given:
        return source.read()
    if not can_ask():
        raise WrongUse(
            _("Give the new passphrase with --new-passphrase-fd or --new-passphrase-file.")
        )
    names = known if journal is None else (journal.me.name, journal.partner.name)
    asked = ask_new_passphrase(names)
    assert asked is not None
    return asked


def _code(source: Source) -> RecoveryCode:
    """Take the recovery code from a script, or ask for it."""
    if not source.is_given:
        if not can_ask():
            raise WrongUse(_("Give the recovery code with --code-fd or --code-file."))
        return ask_code()
    text = source.read().reveal().decode()
    try:
        return RecoveryCode.read(text)
    except MisreadCode as error:
        sentence = misread_words(error)
    raise CouldNot(sentence)


def _must_be_encrypted(*, needs_passphrase: bool) -> None:
    if not needs_passphrase:
        raise CouldNot(_("This journal is not encrypted."))


def _give(code: RecoveryCode, *, asked: bool) -> None:
    """Show a code to the person who asks, or print it for the script that does."""
    if asked:
        show_code(code)
    else:
        click.echo(code.shown())


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
