"""Which folder may carry an exchange: never the journals' own."""

from __future__ import annotations

import secrets
from pathlib import Path

from journal.store.home import Home
from journal.sync.errors import NoFolder, OwnFolder
from journal.sync.folder_files import FolderFiles

HERE = "exchange"
"""The folder in a home for the exchange of two who both keep their journals in it."""


def check_folder(path: Path, home: Home, files: FolderFiles) -> None:
    """Refuse what cannot be an exchange folder. Raises `OwnFolder` and `NoFolder`."""
    real, own = path.expanduser().resolve(), home.root.resolve()
    if real == own or own in real.parents or real in own.parents:
        raise OwnFolder
    seen = files.look(real)
    if seen is None or not seen.is_folder:
        raise NoFolder


def folder_here(home: Home, files: FolderFiles) -> Path:
    """Make a folder for two whose journals lie in one home. Raises `NoFolder`."""
    path = home.root / HERE / secrets.token_hex(8)
    try:
        files.make_folder(path)
    except OSError as error:
        raise NoFolder from error
    return path
