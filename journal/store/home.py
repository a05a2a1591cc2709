"""Where everything lies: one folder for a household, a folder in it for each person."""

from __future__ import annotations

import contextlib
import os
import secrets
import unicodedata
from pathlib import Path

import platformdirs

from journal.i18n import _
from journal.store.errors import BadName, NameTaken, saving
from journal.store.files import Files, new_name, replace_whole

JOURNAL = "journal.json"
LOG = "journal.log"
BACKUPS = "backups"
DRAFTS = "drafts.json"
LOCK = "journal.lock"
HOLDER = "journal.holder"

NAME_BYTES = 60
"""The longest name, in bytes of UTF-8: every file system takes that much, with room to spare."""

_PASSING = {LOCK, HOLDER, *(new_name(Path(name)).name for name in (JOURNAL, LOG, DRAFTS))}
_FORBIDDEN = frozenset('<>:"/\\|?*')
_JOINERS = frozenset("\u200c\u200d")  # written inside words of several scripts
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
)


class Home:
    """One `JOURNAL_HOME`: `settings.toml`, `keys.toml`, `prompts/`, `people/<name>/`.

    `state` is a folder of this machine alone, apart from the home: a home that is copied elsewhere
    does not carry the machine's marker with it.
    """

    def __init__(self, root: Path, state: Path, files: Files | None = None) -> None:
        self.root = root
        self.people_dir = root / "people"
        """Where the persons' folders lie."""
        self.state = state
        self.files = files or Files()

    @classmethod
    def default(cls) -> Home:
        """Return the home that `JOURNAL_HOME` names, else the platform's user data folder."""
        named = os.environ.get("JOURNAL_HOME")
        root = Path(named or platformdirs.user_data_dir("twofold"))
        with contextlib.suppress(RuntimeError):  # ~ of nobody: then the sign means itself
            root = root.expanduser()
        return cls(root.absolute(), Path(platformdirs.user_state_dir("twofold")))

    @property
    def settings_path(self) -> Path:
        """Where the settings lie; nothing personal is in them."""
        return self.root / "settings.toml"

    @property
    def keys_path(self) -> Path:
        """Where changed keys lie."""
        return self.root / "keys.toml"

    @property
    def prompts_dir(self) -> Path:
        """Where a household's own prompts lie."""
        return self.root / "prompts"

    def people(self) -> list[str]:
        """List the names of those who have a journal here, sorted, readable or not."""
        if not self.people_dir.is_dir():
            return []
        return sorted(
            (
                unicodedata.normalize("NFC", folder.name)
                for folder in self.people_dir.iterdir()
                if not folder.name.startswith(".") and holds_a_journal(folder)
            ),
            key=lambda name: (name.casefold(), name),
        )

    def folder(self, name: str) -> Path:
        """Return a person's folder, there or not; `ana` finds *Ana*. Raises `BadName`."""
        wanted, people = checked_name(name), self.people_dir
        folded = _folded(wanted)
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for found in os.listdir(people):  # noqa: PTH208 - a Path for each is slow
                if _folded(found) == folded:
                    return people / found
        return people / wanted

    def new_folder(self, name: str) -> Path:
        """Make the folder of a new person. Raises `BadName`, `NameTaken` and `NotSaved`."""
        folder = self.folder(name)
        if holds_a_journal(folder):
            raise NameTaken(
                _(
                    "{name} already has a journal here. Open that one, or choose another name."
                ).format(name=unicodedata.normalize("NFC", folder.name))
            )
        with saving():
            self.files.make_folder(folder)
        return folder

    def machine(self) -> str:
        """Return this machine's marker, 32 hex digits, made when it is first asked for.

        Raises `OSError` where the state folder can be neither read nor written.
        """
        path = self.state / "machine"
        try:
            marker = self.files.read(path).decode("ascii", "replace").strip()
        except FileNotFoundError:
            marker = ""
        if is_hex(marker, 32):
            return marker
        marker = secrets.token_hex(16)
        self.files.make_folder(self.state)
        replace_whole(self.files, path, f"{marker}\n".encode("ascii"))
        return marker


def holds_a_journal(folder: Path) -> bool:
    """Tell whether a folder is a person's: it has a journal, or what only a journal leaves behind.

    What a first save cut short leaves (a lock, a file not yet whole) does not count.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 - a Path for each is slow
    except (FileNotFoundError, NotADirectoryError):
        return False
    return any(name not in _PASSING and not name.startswith(".") for name in names)


def checked_name(name: str) -> str:
    """Return a person's name as a folder can have it (NFC, no blanks around). Raises `BadName`."""
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise BadName(_("Please give a name."))
    if len(name.encode("utf-8", "replace")) > NAME_BYTES:
        raise BadName(_("This name is too long; a shorter one will do."))
    strange = not name.isalnum() and any(
        letter in _FORBIDDEN or (unicodedata.category(letter)[0] == "C" and letter not in _JOINERS)
        for letter in name
    )
    if strange or name.startswith(".") or name.endswith("."):
        raise BadName(
            _("A name cannot hold any of {signs}, nor begin or end with a dot.").format(
                signs='< > : " / \\ | ? *'
            )
        )
    if name.split(".")[0].casefold() in _RESERVED:
        raise BadName(_("Some systems keep this name for themselves; please choose another."))
    return name


def is_hex(text: str, digits: int) -> bool:
    """Tell whether a text is exactly that many lower-case hex digits."""
    return len(text) == digits and not text.strip("0123456789abcdef")


def _folded(name: str) -> str:
    """Return a name as file systems that do not tell letters' cases apart compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
