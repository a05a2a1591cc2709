"""A life of a small journal with all that the store does in it, on any disk, and how it opens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
import pytest

from journal.model.passphrase import Passphrase
from journal.model.record import Stamp
from journal.model.said import Said
from journal.store import sealed as sealed_module
from journal.store.backups import Backups
from journal.store.bookkeeping import TABLE, Bookkeeping, Pairing, Person
from journal.store.database import JournalDB
from journal.store.drafts import MAGIC
from journal.store.errors import CannotRead
from journal.store.files import Files, replace_whole
from journal.store.index import Index
from journal.store.key_errors import WrongPassphrase
from journal.store.keys_file import State as KeysState
from journal.store.loading import LogState
from journal.store.merging import receive
from journal.store.opening import Key, Seen, begin_files, read, settle
from journal.store.seal import PLAIN, Purpose, Seal
from journal.store.sealed import Sealed
from journal.store.spoken import Spoken
from journal.store.staging import Kept, Staging
from journal.store.storage import Change
from journal.store.switching import (
    Holding,
    Opening,
    how_to_open,
    resume,
    seal_anew,
    turn_off,
    turn_on,
)
from journal.store.vault import Vault
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch

FOLDER = Path("/home/people/Ana")
PATH = FOLDER / "journal.json"
VOICE = "e5" * 8
FIRST, SECOND = Passphrase.typed("first of two phrases"), Passphrase.typed("second of two phrases")
BOOK = Bookkeeping(
    format=2, journal="a1" * 16, me=Person("b2" * 16, "Ana"), partner=Person("", "Ben")
)

State = dict[str, dict[str, bytes]]


def state_of(tables: dict[str, dict[str, msgspec.Raw]]) -> State:
    """Return tables in a form that can be compared, without the program's own row."""
    return {
        name: {number: bytes(raw) for number, raw in documents.items()}
        for name, documents in tables.items()
        if name != TABLE
    }


def fixed_random(patch: pytest.MonkeyPatch, seed: int) -> None:
    """Have nonces, salts and keys come from a seed, so that every run has the same bytes."""
    random = Random(seed)
    patch.setattr(sealed_module, "randombytes", random.randbytes)
    for name in ("vault", "slots"):
        module = __import__(f"journal.store.{name}", fromlist=["randombytes"])
        if hasattr(module, "randombytes"):
            patch.setattr(module, "randombytes", random.randbytes)


class Life:
    """A journal that is written, folded, backed up, encrypted, given new keys, and decrypted."""

    def __init__(self, files: Files, ack: Callable[[], None]) -> None:
        self.files = files
        self.clock = FixedClock()
        self.ack = ack
        self.states: list[State] = []
        """What was there after each acknowledgement."""
        self.vault = Vault(FOLDER, clock=self.clock, files=files, stretch=quick_stretch)
        self.backups = Backups(FOLDER, files, BOOK.journal_id)
        self.seal: Seal = PLAIN
        self.db: JournalDB
        self.count = 0

    def begin(self) -> None:
        """Write the first snapshot."""
        self.db = begin_files(self.files, PATH, BOOK, PLAIN)
        self._done()

    def save(self, words: int = 6) -> None:
        """Keep a new document and change an older one, in two tables at once."""
        self.count += 1
        text = " ".join(f"word{self.count}" for _ in range(words))
        changes = [Change("entry", self.count, {"text": text, "n": self.count})]
        if self.count > 2:
            changes.append(Change("star", self.count % 3, {"about": self.count}))
        if self.count % 5 == 0:
            changes.append(Change("entry", self.count - 3, None))
        self.db.apply(changes)
        self._done()

    def exchange(self) -> None:
        """Hear the partner and the own old stream, and where sync has come to, as one commit."""
        self.count += 1
        tables, pairing = self.db.bottom.tables, Pairing("d4" * 16, VOICE)
        book = msgspec.structs.replace(BOOK, pairing=pairing, partner=Person("c3" * 16, "Ben"))
        kept = Kept(tables, Index((), BOOK.me.id), Spoken(tables), {}, {})
        staging = Staging(kept, book, VOICE, self.clock.now())
        said = Said(
            id=f"{self.count:032x}",
            kind="appreciation",
            stamp=Stamp(self.count, 0, VOICE),
            day=date(2026, 11, 22),
            body=msgspec.Raw(b'{"text":"kind words"}'),
        )
        assert receive(staging, book.partner.id, said)
        assert receive(staging, book.me.id, said)
        staging.put("sync.position", 1, {"number": self.count})
        self.db.apply(staging.changes())
        self._done()

    def fold(self) -> None:
        """Fold while nothing is saved, and keep the backup of the day."""
        written = self.db.bottom.fold()
        self.backups.keep(
            written.tables, written.imprint, self.clock.now().date(), self.db.bottom.seal
        )

    def fold_meanwhile(self) -> None:
        """Fold while saves go on."""
        fold = self.db.bottom.begin_fold()
        self.save()
        written = fold.write()
        self.save()
        self.db.bottom.finish_fold(written)

    def drop(self) -> None:
        """Drop a table."""
        self.db.drop_table("star")
        self._done()

    def draft(self, seal: Seal | None = None) -> None:
        """Keep what is being typed."""
        seal = seal or self.db.bottom.seal
        data = seal.shut(Purpose.DRAFTS, b"", b"half a sentence")
        replace_whole(self.files, FOLDER / "drafts.json", MAGIC * seal.sealed + data)

    def held(self) -> Holding:
        """What switching works on."""
        return Holding(FOLDER, self.files, self.db.bottom, BOOK.journal_id, self.draft)

    def close(self) -> None:
        """Fold and close."""
        self.db.bottom.fold(closing=True)
        self.db.close()

    def reopen(self) -> None:
        """Open what is there, as a new program does."""
        opened = open_image(self.files)
        self.db, _said = settle(self.files, opened.seen, self.clock, opened.seal)

    def encrypt(self) -> None:
        """Turn encryption on."""
        sealed, _code = self.vault.create(FIRST, KeysState.SEALING)
        turn_on(self.held(), self.vault, sealed)

    def new_key(self) -> None:
        """Seal everything under a new key, with another passphrase."""
        seal = self.db.bottom.seal
        if isinstance(seal, Sealed):
            renewed, _code = self.vault.new_key(seal, SECOND)
            seal_anew(self.held(), self.vault, renewed)

    def decrypt(self) -> None:
        """Turn encryption off."""
        seal = self.db.bottom.seal
        if isinstance(seal, Sealed):
            turn_off(self.held(), self.vault, seal)

    def whole(self) -> None:
        """Live the whole life."""
        self.begin()
        for _ in range(3):
            self.save()
        self.draft()
        self.fold()
        self.save(300)
        self.exchange()
        self.drop()
        self.fold_meanwhile()
        self.save()
        self.clock.advance(days=1)
        self.close()
        self.reopen()
        self.save()
        self.encrypt()
        self.save()
        self.exchange()
        self.fold_meanwhile()
        if isinstance(self.db.bottom.seal, Sealed):
            self.vault.set_passphrase(self.db.bottom.seal, SECOND)
        self.save(200)
        self.new_key()
        self.save()
        self.close()
        self.clock.advance(days=1)
        self.reopen()
        self.save()
        self.decrypt()
        self.save()
        self.fold()
        self.save()

    def _done(self) -> None:
        self.states.append(state_of(self.db.bottom.tables))
        self.ack()


class Image(NamedTuple):
    """A journal as a new program finds it."""

    state: State
    seen: Seen
    seal: Seal
    vault: Vault
    is_reported: bool


def open_image(files: Files) -> Image:
    """Open a journal with whichever passphrase opens it. Raises `StoreError`."""
    vault = Vault(FOLDER, clock=FixedClock(), files=files, stretch=quick_stretch)
    try:
        how = how_to_open(vault, files, PATH)
    except FileNotFoundError:
        raise CannotRead from None
    seal: Seal = PLAIN
    if how is Opening.SEALED:
        try:
            seal = vault.open(SECOND)
        except WrongPassphrase:
            vault = Vault(FOLDER, clock=FixedClock(), files=files, stretch=quick_stretch)
            seal = vault.open(FIRST)
    seen = read(files, PATH, Key(seal))
    reported = seen.loaded.log.state in (LogState.DAMAGED, LogState.FOREIGN)
    return Image(state_of(seen.loaded.tables), seen, seal, vault, reported)


def go_on(files: Files, image: Image) -> State:
    """Settle, finish what was cut short, save, fold, close, and return what a new program finds."""
    db, _said = settle(files, image.seen, FixedClock(), image.seal)
    held = Holding(FOLDER, files, db.bottom, BOOK.journal_id, lambda _seal: None)
    resume(held, image.vault, image.seal)
    db.apply([Change("after", 1, {"n": 1})])
    after = open_image(files).state
    db.bottom.fold(closing=True)
    db.close()
    assert open_image(files).state == after
    with contextlib.suppress(KeyError):
        del after["after"]
    return after
