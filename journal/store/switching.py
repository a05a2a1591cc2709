"""Turning encryption on and off, and a new key: each file whole in one form or the other.

The order makes a crash harmless at any point. The keys say first what is under way; the new
snapshot is written beside the old one and opened again before it takes its name; what else lies
there follows; last the keys say that it is done. `resume` finishes what a crash cut short, or takes
it back. Every step may be done twice. All of it belongs on the thread that writes.
"""

from __future__ import annotations

import contextlib
import enum
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from journal.store import aside
from journal.store.errors import CannotRead, NotSaved, saving
from journal.store.files import Files, replace_whole
from journal.store.home import BACKUPS
from journal.store.key_errors import KeysMissing
from journal.store.keys_file import KEYS, State
from journal.store.log import decode_head
from journal.store.seal import PLAIN, Purpose, Seal, Unsealable
from journal.store.sealed import Sealed
from journal.store.snapshot import decode, encode, is_envelope
from journal.store.storage import JournalStorage
from journal.store.vault import Vault

_NEW = ".new"
PLAIN_SUFFIX, SEALED_SUFFIX = ".json", ".sealed"
"""How the names of plain and of sealed backups end."""


class Holding(NamedTuple):
    """What is sealed or not: an open journal and what lies around it."""

    folder: Path
    files: Files
    storage: JournalStorage
    journal: bytes
    """The journal's id, which envelopes carry."""
    write_drafts: Callable[[Seal], None]
    """Writes the drafts under this seal from now on, at once; may raise `OSError`, `NotSaved`."""


class Opening(enum.Enum):
    """How a journal is to be opened."""

    PLAIN = enum.auto()
    SEALED = enum.auto()
    """With a passphrase or the recovery code."""


def how_to_open(vault: Vault, files: Files, journal: Path) -> Opening:
    """Tell whether a journal's file needs its keys; only a switch cut short lets the file decide.

    Raises `KeysMissing`, `KeysDamaged`, `KeysNewer` and `OSError`.
    """
    state = vault.state()
    if state is State.SEALED:
        return Opening.SEALED  # a plain file is then damage, and refused when it is read
    if not is_envelope(files.read(journal)):
        return Opening.PLAIN
    if state is None:
        raise KeysMissing
    return Opening.SEALED


def allows_plain(state: State | None) -> bool:
    """Tell whether drafts beside a journal of that state may be plain though it is sealed."""
    return state in (State.SEALING, State.UNSEALING)


def turn_on(held: Holding, vault: Vault, sealed: Sealed) -> list[str]:
    """Encrypt an open journal, with a seal whose keys are written and say `SEALING`.

    Return the names of files that stay as they are because they cannot be read. Raises `NotSaved`:
    if the journal is still plain then, the keys are gone again.
    """
    with saving():
        try:
            fold_into(held.storage, sealed)
        except OSError:
            if not held.storage.seal.sealed and not _sealed_names(held):
                vault.remove()
            raise
        return _finish_sealing(held, vault, sealed)


def turn_off(held: Holding, vault: Vault, sealed: Sealed) -> list[str]:
    """Decrypt an open journal, and whatever around it opens.

    The keys stay as long as anything sealed does. Return the names of such files. Raises
    `NotSaved`: if the journal is still sealed then, so is everything, or `resume` sees to it.
    """
    vault.mark(sealed, State.UNSEALING)
    with saving():
        try:
            held.write_drafts(PLAIN)  # first: sealed drafts beside a plain journal would not open
            fold_into(held.storage, PLAIN)
        except (OSError, NotSaved):
            if held.storage.seal.sealed:
                with contextlib.suppress(OSError, NotSaved):
                    held.write_drafts(sealed)
                    vault.mark(sealed, State.SEALED)
            raise
    return finish_off(held, vault, sealed)


def finish_off(held: Holding, vault: Vault, sealed: Sealed) -> list[str]:
    """Decrypt what lies around a journal that is plain already; as `turn_off`."""
    with saving():
        reseal_around(held, sealed, PLAIN)
        left = _sealed_names(held)
    if left:
        vault.mark(sealed, State.PLAIN)
    else:
        vault.remove()
    return left


def seal_anew(held: Holding, vault: Vault, renewed: Sealed) -> list[str]:
    """Seal journal and backups under a key that `Vault.new_key` made, and forget the former ones.

    Return the names of files that could not be opened: nothing opens them any more. Raises
    `NotSaved`: the former keys are kept then, and the renewed seal opens everything.
    """
    with saving():
        fold_into(held.storage, renewed)
        held.write_drafts(renewed)
        left = reseal_around(held, renewed, renewed)
    vault.settle(renewed)
    return left


def resume(held: Holding, vault: Vault, seal: Seal) -> list[str]:
    """Finish, or take back, what a crash cut short; to be called after each opening.

    Return the names of files that stay as they are. Raises as the functions above.
    """
    state = vault.state()
    if not isinstance(seal, Sealed):
        if state is not None and not _sealed_names(held):
            vault.remove()  # nothing was sealed yet, or nothing is any more
        return []
    if state in (State.SEALING, State.UNSEALING):
        with saving():
            fold_into(held.storage, seal)  # the log may still be a plain one
            return _finish_sealing(held, vault, seal)
    return seal_anew(held, vault, seal) if seal.former else []


def fold_into(storage: JournalStorage, seal: Seal) -> None:
    """Write the journal as a snapshot under a seal, open it again, and only then let it count.

    Raises `OSError`; unless the seal of the storage has changed, nothing else has.
    """
    fold = storage.begin_fold(seal)
    written = fold.write()
    try:
        found = decode(fold.files.read(written.temporary), _alone(seal), Purpose.SNAPSHOT)
        opens = found.tables == fold.tables and found.imprint == written.imprint
    except CannotRead:
        opens = False
    if not opens:
        written.throw_away()
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    storage.finish_fold(written)


def reseal_around(held: Holding, old: Seal, new: Seal) -> list[str]:
    """Bring backups and files kept aside from one seal to another; skip what is there already.

    Return the names of files that do not open. Files not yet whole are removed. Raises `OSError`.
    """
    left = []
    for path in _around(held):
        if path.name.endswith(_NEW):
            held.files.remove(path)
            continue
        data = held.files.read(path)
        try:
            if aside.is_aside(path.name):
                _reseal_aside(held.files, path, data, old, new)
            else:
                _reseal_backup(held, path, data, old, new)
        except (CannotRead, Unsealable):
            if not new.sealed or is_envelope(data):
                left.append(path.name)
            else:
                _hide(held.files, path, data, new)
    return left


def _finish_sealing(held: Holding, vault: Vault, sealed: Sealed) -> list[str]:
    held.write_drafts(sealed)
    left = reseal_around(held, sealed, sealed)
    vault.mark(sealed, State.SEALED)
    if sealed.former:
        vault.settle(sealed)
    return left


def _reseal_aside(files: Files, path: Path, data: bytes, old: Seal, new: Seal) -> None:
    """Bring a file kept aside under another seal. Raises `Unsealable`."""
    is_sealed = data.startswith(aside.MAGIC)
    if is_sealed and new.sealed:
        with contextlib.suppress(Unsealable):
            aside.opened(path, data, _alone(new))
            return
    if is_sealed or new.sealed:
        shut = aside.shut(path, aside.opened(path, data, old), new)
        replace_whole(files, path, shut, read_back=True)


def _reseal_backup(held: Holding, path: Path, data: bytes, old: Seal, new: Seal) -> None:
    """Bring a backup under another seal, and under the name it then has. Raises `CannotRead`."""
    is_sealed = is_envelope(data)
    if is_sealed and new.sealed:
        with contextlib.suppress(CannotRead):
            decode(data, _alone(new), Purpose.BACKUP)
            return
    if not is_sealed and not new.sealed:
        return
    found = decode(data, old if is_sealed else PLAIN, Purpose.BACKUP)
    new_data, _imprint = encode(
        found.tables, found.imprint, journal=held.journal, seal=new, purpose=Purpose.BACKUP
    )
    if decode(new_data, _alone(new), Purpose.BACKUP).tables != found.tables:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    named = path.with_suffix(SEALED_SUFFIX if new.sealed else PLAIN_SUFFIX)
    replace_whole(held.files, named, new_data, read_back=True)
    if named != path:
        held.files.remove(path)
        held.files.sync_folder(path.parent)


def _hide(files: Files, path: Path, data: bytes, seal: Seal) -> None:
    """Seal a plain file that is no whole backup as one kept aside, and remove it."""
    hidden = path.with_name(f"{path.stem}{aside.MARKS[0]}backup{path.suffix}")
    replace_whole(files, hidden, aside.shut(hidden, data, seal), read_back=True)
    files.remove(path)
    files.sync_folder(path.parent)


def _around(held: Holding) -> list[Path]:
    """List what is sealed or not beside journal, log and drafts: backups, and files kept aside."""
    backups = held.folder / BACKUPS
    found = [backups / name for name in held.files.names(backups) if not name.startswith(".")]
    beside = [held.folder / name for name in held.files.names(held.folder)]
    found += [path for path in beside if aside.is_aside(path.name) or path.name.endswith(_NEW)]
    return [path for path in found if path.name != KEYS]


def _sealed_names(held: Holding) -> list[str]:
    """List the files around the journal that open only with its keys."""
    return [
        path.name
        for path in _around(held)
        if not path.name.endswith(_NEW) and _needs_keys(held.files.read(path))
    ]


def _needs_keys(data: bytes) -> bool:
    """Tell whether a file is an envelope, or a log with sealed frames."""
    head = decode_head(data)
    return head.sealed if head is not None else is_envelope(data)


def _alone(seal: Seal) -> Seal:
    """Return the seal without former keys."""
    return seal.alone() if isinstance(seal, Sealed) else seal
