"""A pairing's files in the exchange folder: what lies there, and what is to do."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from journal.i18n import _
from journal.model.pairing_code import PairingCode
from journal.model.secret import Secret
from journal.store.stretch import Stretch
from journal.sync.errors import NoInvitation, TooOld, WrongCode
from journal.sync.folder import Folder
from journal.sync.invitation import (
    ENDED_SIZE,
    INVITATION_SIZE,
    REPLY_SIZE,
    Why,
    code_key,
    open_ended,
    opens,
    salt_of,
)
from journal.sync.pairing_state import Chore, piece_name

MOST_TRIED = 8
"""No more invitations than this are tried with one code: each takes argon2id's time."""
_LARGEST = REPLY_SIZE
_NAMED = re.compile(r"([0-9a-f]{32})-(invitation|ended)\.pair", re.ASCII)


class Found(NamedTuple):
    """An invitation that a code opens."""

    id: str
    key: Secret
    invitation: bytes


def whole_path(path: Path) -> Path:
    """Return a path as it is kept: absolute, and with `~` for one's home understood."""
    with suppress(RuntimeError):  # ~ of nobody: then the sign means itself
        path = path.expanduser()
    return path.absolute()


def read_piece(folder: Folder, name: str, size: int) -> bytes | None:
    """Read a piece that has exactly this size; none for anything else. Raises `OSError`."""
    data = folder.read(name, size)
    return data if data is not None and len(data) == size else None


def find_invitation(folder: Folder, code: PairingCode, stretch: Stretch) -> Found:
    """Find the invitation that a code opens; the folder stays as it is.

    Raises `NoInvitation`, `WrongCode`, `TooOld`, and `OSError`.
    """
    tried = False
    for name in _invitations(folder)[:MOST_TRIED]:
        invitation = read_piece(folder, piece_name(name, "invitation"), INVITATION_SIZE)
        ended = read_piece(folder, piece_name(name, "ended"), ENDED_SIZE)
        message = invitation or ended
        if message is None:
            continue
        tried = tried or invitation is not None
        key = code_key(code, salt_of(message), stretch)
        _check_not_ended(None if ended is None else open_ended(key, ended))
        if invitation is not None and opens(key, invitation):
            return Found(name, key, invitation)
    raise WrongCode if tried else NoInvitation


def do_chore(folder: Folder, chore: Chore) -> bool:
    """Do what is to do in a folder; false where the folder is not there. Raises `OSError`."""
    if not folder.is_there(chore.marker):
        return False
    for name, data in chore.publish.items():
        folder.publish(name, bytes.fromhex(data))
    for name in chore.remove:
        folder.remove(name)
    return True


def lies_there(folder: Folder, chore: Chore) -> bool:
    """Tell whether all that was to be published lies there with these bytes. `OSError`."""
    return all(
        folder.read(name, _LARGEST) == bytes.fromhex(data) for name, data in chore.publish.items()
    )


def _invitations(folder: Folder) -> list[str]:
    """List the ids of the invitations that lie here, those that were ended last."""
    found = {(named[1], named[2]) for name in folder.names() if (named := _NAMED.fullmatch(name))}
    return sorted(
        {name for name, _kind in found}, key=lambda name: ((name, "ended") in found, name)
    )


def _check_not_ended(why: Why | None) -> None:
    if why is Why.TOO_OLD:
        raise TooOld
    if why is not None:
        raise NoInvitation(_("This invitation was taken back. Ask your partner for a new one."))
