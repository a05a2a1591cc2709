"""A sealed journal in memory with wishes in it, and what its first passphrase opens of it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

import msgspec
import pytest

from journal.model.kinds import DesireNote, Match, Wish
from journal.model.passphrase import Passphrase
from journal.model.record import Record
from journal.store import Home, Journal, OwnKey
from journal.store.aside import MAGIC as ASIDE
from journal.store.aside import opened as opened_aside
from journal.store.bookkeeping import Bookkeeping
from journal.store.drafts import MAGIC as DRAFTS
from journal.store.home import BACKUPS
from journal.store.key_errors import WrongOwnPassphrase
from journal.store.lock import Lock
from journal.store.log import decode_head, frame_context, scan
from journal.store.opening import Key, Opened, begin_files, read, settle, sweep
from journal.store.seal import Purpose, Seal
from journal.store.sealed import Sealed, VaultKey
from journal.store.snapshot import decode, is_envelope
from tests.clocks import FixedClock
from tests.store.disk import Contents, MemoryFiles
from tests.store.vaults import quick_stretch
from tests.sync.memory import NoLock

FIRST = Passphrase.typed("the journal's own phrase")
SECOND, THIRD = Passphrase.typed("second of two phrases"), Passphrase.typed("a third one")
CANARY = "zqcanary"
"""No word of any language; each use has letters of its own after it."""
DAY = date(2026, 11, 22)


def make_keys_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passphrases cost nothing to try."""
    for place in ("journal.unlocking", "journal.store.own_key"):
        monkeypatch.setattr(f"{place}.argon2id", quick_stretch)


def wishes(words: str = CANARY) -> list[Record]:
    """Make one of each kind that has a key of its own, new."""
    return [
        Wish(text=f"{words} wish", how="yes", day=DAY),
        Match(text=f"{words} match", day=DAY),
        DesireNote(liked=f"{words} liked", to_say=f"{words} said", day=DAY),
    ]


def own(journal: Journal) -> list[Record]:
    """List everything under the second key that shows."""
    found: list[Record] = [*journal.of_kind(Wish), *journal.of_kind(Match)]
    return sorted([*found, *journal.of_kind(DesireNote)], key=lambda record: record.id)


def told(contents: Mapping[Path, bytes], seal: Seal) -> dict[Path, bytes]:
    """Open every file of a journal that the journal's own key opens, and give what is inside."""
    return {path: _inside(path, data, seal) for path, data in contents.items()}


def telling(contents: Mapping[Path, bytes], seal: Seal, words: str = CANARY) -> list[str]:
    """Name the files that tell these words to whoever has the journal's own key."""
    inside = told(contents, seal)
    return sorted(path.name for path, data in inside.items() if words.encode() in data)


def on_disk(folder: Path) -> Contents:
    """Read every file below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _inside(path: Path, data: bytes, seal: Seal) -> bytes:
    head = decode_head(data)
    if head is not None:
        contexts = ((frame_context(head, f.number, f.generation), f) for f in scan(data).frames)
        return b"".join(seal.open(Purpose.LOG, context, frame.body) for context, frame in contexts)
    if data.startswith(DRAFTS):
        return seal.open(Purpose.DRAFTS, b"twofold drafts v1", data[len(DRAFTS) :])
    if data.startswith(ASIDE):
        return opened_aside(path, data, seal)
    if is_envelope(data):
        purpose = Purpose.BACKUP if path.suffix == ".sealed" else Purpose.SNAPSHOT
        return msgspec.json.encode(decode(data, seal, purpose).tables)
    return data


class Owned:
    """A sealed journal on a disk in memory, which a new program can open at any time."""

    def __init__(self, files: MemoryFiles | None = None, seal: Seal | None = None) -> None:
        self.clock = FixedClock()
        self.seal: Seal = seal or Sealed(VaultKey.random())
        self.files = files or MemoryFiles()
        self.path = Path("/m/home/people/Ana/journal.json")
        self.journal: Journal

    def begin(self) -> Owned:
        """Begin a new journal."""
        begin_files(self.files, self.path, Bookkeeping.begin("Ana", "Ben"), self.seal).close()
        return self.open()

    def open(self) -> Owned:
        """Open what lies on the disk."""
        seen = read(self.files, self.path, Key(self.seal))
        sweep(self.files, self.path.parent, (*self.files.names(self.path.parent), BACKUPS))
        db, said = settle(self.files, seen, self.clock, self.seal)
        return self._opened(Opened(self.path.parent, cast(Lock, NoLock()), seen.book, db, said))

    def again(self) -> Owned:
        """Close it, and open it anew."""
        self.journal.close()
        return self.open()

    def image(self, contents: Contents) -> Owned:
        """Open in a program of its own what a power cut left."""
        return Owned(MemoryFiles(contents), self.seal).open()

    def unlocked(self, *passphrases: Passphrase) -> Owned:
        """Open what is shut, with the first of these that does; there must be one."""
        for passphrase in passphrases:
            if self.journal.own_key.state is OwnKey.SHUT:
                with contextlib.suppress(WrongOwnPassphrase):
                    self.journal.own_key.open(passphrase)
        assert self.journal.own_key.state is not OwnKey.SHUT
        return self

    def telling(self, words: str = CANARY) -> list[str]:
        """Name the files that tell these words to whoever has the journal's own key."""
        return telling(self.files.contents(), self.seal, words)

    def _opened(self, opened: Opened) -> Owned:
        home = Home(Path("/m/home"), Path("/m/state"), self.files)
        self.journal = Journal(home, opened, clock=self.clock)
        return self
