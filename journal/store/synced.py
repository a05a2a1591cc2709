"""Whether a folder lies inside one that another program carries to other machines."""

from __future__ import annotations

import os
from pathlib import Path

from journal.i18n import _

_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".megaignore": "MEGA",
}
"""What a program that syncs leaves in the folder that it carries."""

_NAMES = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("mobile documents", "iCloud Drive"),
    ("icloud", "iCloud Drive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("megasync", "MEGA"),
)
"""How such folders are named, in lower case, from the beginning."""


def carrier(folder: Path) -> str:
    """Return the name of the program that carries a folder elsewhere, or nothing.

    Asked at every opening, with plain strings and `access`: a Path for each question, or an
    exception for each no, would cost as much as reading a small journal does.
    """
    place = os.fspath(folder)
    while True:
        for marker, program in _MARKERS.items():
            if os.access(place + os.sep + marker, os.F_OK):
                return program
        above, name = os.path.split(place)
        for start, program in _NAMES:
            if name.lower().startswith(start):
                return program
        if above == place:
            return ""
        place = above


def synced_notice(folder: Path) -> str:
    """Return what a person has to know of a journal in such a folder, or nothing."""
    program = carrier(folder)
    if not program:
        return ""
    return _(
        "This journal lies in a folder that {program} carries to other machines. Two machines "
        "that write at once would overwrite each other: open it on one at a time, or move it out "
        "of that folder."
    ).format(program=program)
