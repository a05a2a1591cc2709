"""Which folder may carry an exchange: never the journals' own."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from journal.store.home import Home
from journal.sync.errors import NoFolder, OwnFolder
from journal.sync.folder_files import FolderFiles

HERE = "exchange"
"""The folder in a home for the exchange of two who both keep their journals in it."""


def check_folder(path: Path, home: Home, files: FolderFiles, *, here: bool = False) -> None:
    """Refuse what cannot be an exchange folder. Raises `OwnFolder` and `NoFolder`.

    It may be neither in a folder of the journals nor hold one, by whatever name: through a link,
    a second mount, or other letters on a file system that takes them for the same. `here`: the
    exchange of two who keep their journals in this home may lie where `folder_here` makes it.
    """
    real = path.expanduser().resolve()
    in_home = _same_as((home.root / HERE,), [real.parent])
    if not (here and in_home) and (
        _same_as(_journals(home), [real, *real.parents]) or _same_as([real], _holders(home))
    ):
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


def _journals(home: Home) -> list[Path]:
    """The home, and each folder in it that may be a link to elsewhere."""
    try:
        people = [home.people_dir / name for name in home.people()]
    except OSError:
        people = []
    return [home.root, home.people_dir, *people]


def _holders(home: Home) -> list[Path]:
    """Every folder that holds one of those, up to the root."""
    return [parent for place in _journals(home) for parent in place.resolve().parents]


def _same_as(some: Iterable[Path], others: Iterable[Path]) -> bool:
    """Tell whether one of these is one of those, by path or by what the system says it is."""
    return not _names(some).isdisjoint(_names(others))


def _names(paths: Iterable[Path]) -> set[Path | tuple[int, int]]:
    """Each path as it really is, and device and number of what lies there, if anything does."""
    names: set[Path | tuple[int, int]] = set()
    for path in paths:
        names.add(path.resolve())
        try:
            found = path.stat()
        except (OSError, ValueError):
            continue
        if found.st_ino:  # some file systems give none
            names.add((found.st_dev, found.st_ino))
    return names
