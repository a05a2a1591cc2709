"""Turning encryption on and off, and a new key, with a crash at every step."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from journal.model.passphrase import Passphrase
from journal.store import aside
from journal.store.backups import Backups
from journal.store.bookkeeping import ROW, TABLE, Bookkeeping
from journal.store.changes import Change
from journal.store.errors import CannotRead, NotSaved
from journal.store.files import replace_whole
from journal.store.key_errors import KeysMissing
from journal.store.keys_file import State
from journal.store.opening import Key, read, settle
from journal.store.seal import PLAIN, Purpose, Seal, Unsealable
from journal.store.sealed import Sealed
from journal.store.snapshot import Imprint, Tables, decode, encode
from journal.store.storage import JournalStorage, log_path
from journal.store.switching import (
    Holding,
    Opening,
    allows_plain,
    finish_off,
    how_to_open,
    resume,
    seal_anew,
    turn_off,
    turn_on,
)
from journal.store.vault import Vault
from tests.clocks import FixedClock
from tests.store.faulty import FaultyFiles
from tests.store.vaults import quick_stretch

PHRASE = Passphrase.typed("canary anvil mirth")
CANARY = b"words nobody reads"
BOOK = Bookkeeping.begin("Ana", "Ben")
DRAFTS = b"drafts"


class Crash(BaseException):
    """The machine stops: nothing more reaches the disk."""


class World:
    """One person's folder, a program on it that can crash, and what it must hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "journal.json"
        self.files = FaultyFiles()
        self.clock = FixedClock()
        self.vault = self.new_vault()
        self.seal: Seal = PLAIN
        self.crash_at = 0

    def new_vault(self) -> Vault:
        """The keys as a program that has just begun sees them."""
        return Vault(self.folder, clock=self.clock, files=self.files, stretch=quick_stretch)

    def begin(self) -> None:
        """Lay out a plain journal with a log, drafts, backups good and bad, and a file aside."""
        self.files.make_folder(self.folder / "backups")
        row = msgspec.Raw(msgspec.json.encode(BOOK))
        storage = JournalStorage(
            self.path, self.files, {TABLE: {str(ROW): row}}, journal=BOOK.journal_id
        )
        for number in range(3):
            storage.apply([Change("_default", number, {"text": CANARY.decode()})])
            if number == 1:
                storage.fold()
        storage.close()
        for name in ("backups/2026-11-20.json", "backups/2026-11-21.json"):
            data, _imprint = encode(
                storage.tables, Imprint(1, 1), journal=BOOK.journal_id, seal=PLAIN,
                purpose=Purpose.BACKUP,
            )  # fmt: skip
            replace_whole(self.files, self.folder / name, data)
        (self.folder / "backups/2026-11-19.json").write_bytes(data[:-9])
        (self.folder / "backups/2026-11-22.json.new").write_bytes(data[:-9])
        (self.folder / "journal-damaged-2026.log").write_bytes(CANARY)
        self.write_drafts(PLAIN)

    def write_drafts(self, seal: Seal) -> None:
        """Keep a draft under a seal."""
        data = seal.shut(Purpose.DRAFTS, DRAFTS, CANARY)
        replace_whole(self.files, self.folder / "drafts.json", data)

    def arm(self, step: int) -> None:
        """Stop the machine at this step."""
        self.crash_at, self.files.steps = step, []

        def stop() -> None:
            if self.crash_at and len(self.files.steps) >= self.crash_at - 1:
                raise Crash

        self.files.before_step = stop

    def disarm(self) -> None:
        """Start the machine again."""
        self.crash_at, self.files.before_step = 0, None
        self.files.arm(0, 0)

    def open(self) -> tuple[Holding, Vault, Seal]:
        """Open as a new program does, with the passphrase where it is needed."""
        vault = self.new_vault()
        how = how_to_open(vault, self.files, self.path)
        seal: Seal = vault.open(PHRASE) if how is Opening.SEALED else PLAIN
        seen = read(self.files, self.path, Key(seal))
        db, said = settle(self.files, seen, self.clock, seal)
        assert said == []
        held = Holding(self.folder, self.files, db.bottom, BOOK.journal_id, self.write_drafts)
        return held, vault, seal

    def reopen(self) -> tuple[Holding, Vault, Seal]:
        """Open after a crash, finish what was begun, and look at everything."""
        held, vault, seal = self.open()
        assert self.draft(seal, allows_plain(vault.state())) == CANARY
        resume(held, vault, seal)
        assert set(held.storage.tables["_default"]) == {"0", "1", "2"}
        held.storage.close()
        again, vault, seal = self.open()
        assert self.draft(seal, False) == CANARY
        assert set(again.storage.tables["_default"]) == {"0", "1", "2"}
        assert vault.state() in (None, State.SEALED, State.PLAIN, State.UNSEALING)
        return again, vault, seal

    def draft(self, seal: Seal, may_be_plain: bool) -> bytes:
        """Read the draft as the program would."""
        data = (self.folder / "drafts.json").read_bytes()
        if may_be_plain and data == CANARY:
            return data
        return seal.open(Purpose.DRAFTS, DRAFTS, data)

    def backups(self, seal: Seal) -> list[Tables]:
        """Read the two good backups, and find them whole."""
        backups = Backups(self.folder, self.files, BOOK.journal_id)
        good = [backup for backup in backups.all() if backup.name != "2026-11-19"]
        assert [backup.name for backup in good] == ["2026-11-21", "2026-11-20"]
        assert {backup.sealed for backup in good} == {seal.sealed}
        found = [backups.read(backup, seal).tables for backup in good]
        assert all(set(tables["_default"]) == {"0", "1", "2"} for tables in found)
        return found

    def in_the_clear(self) -> list[str]:
        """Name the files in which the words can be read."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return [path.name for path in files if CANARY in path.read_bytes()]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A plain journal."""
    made = World(tmp_path / "ana")
    made.begin()
    return made


def turned_on(world: World) -> list[str]:
    """Turn encryption on from a running program."""
    held, vault, _seal = world.open()
    sealed, _code = vault.create(PHRASE, State.SEALING)
    try:
        return turn_on(held, vault, sealed)
    finally:
        held.storage.close()


def turned_off(world: World) -> list[str]:
    """Turn it off again."""
    held, vault, seal = world.open()
    assert isinstance(seal, Sealed)
    try:
        return turn_off(held, vault, seal)
    finally:
        held.storage.close()


def renewed(world: World) -> list[str]:
    """Seal everything under a new key."""
    held, vault, seal = world.open()
    assert isinstance(seal, Sealed)
    fresh, _code = vault.new_key(seal, PHRASE)
    try:
        return seal_anew(held, vault, fresh)
    finally:
        held.storage.close()


def crash_everywhere(
    tmp_path: Path, before: Callable[[World], object], switch: Callable[[World], object]
) -> list[World]:
    """Switch with a crash at step 1, 2, 3 … until one runs through; return what each left."""
    left = []
    for step in range(1, 400):
        world = World(tmp_path / f"ana{step}")
        world.begin()
        before(world)
        world.arm(step)
        try:
            switch(world)
        except Crash:
            world.disarm()
            left.append(world)
            continue
        world.disarm()
        assert step > 20
        return [*left, world]
    raise AssertionError("no end")


def nothing(_world: World) -> None:
    """Do nothing."""


def test_on_seals_everything(world: World) -> None:
    """Journal, log, drafts, backups, torn backups and files aside: not one word is left to read."""
    assert len(world.in_the_clear()) == 8
    assert turned_on(world) == []
    assert world.in_the_clear() == []
    _held, vault, seal = world.reopen()
    assert vault.state() is State.SEALED
    assert len(world.backups(seal)) == 2
    kept = world.folder / "journal-damaged-2026.log"
    assert aside.opened(kept, kept.read_bytes(), seal) == CANARY
    torn = world.folder / "backups/2026-11-19-damaged-backup.json"
    assert CANARY in aside.opened(torn, torn.read_bytes(), seal)
    with pytest.raises(CannotRead):
        read(world.files, world.path, Key(PLAIN))


def test_off_opens_everything_and_takes_the_keys_away(world: World) -> None:
    """What was sealed is plain again, as a stock TinyDB reads it, and nothing needs a key."""
    before = {name: (world.folder / name).read_bytes() for name in ("journal-damaged-2026.log",)}
    turned_on(world)
    assert turned_off(world) == []
    _held, vault, seal = world.reopen()
    assert vault.state() is None
    assert seal is PLAIN
    assert len(world.backups(PLAIN)) == 2
    assert {name: (world.folder / name).read_bytes() for name in before} == before
    assert not log_path(world.path).exists() or CANARY in world.path.read_bytes()


def test_off_keeps_the_keys_while_anything_sealed_remains(world: World) -> None:
    """A backup that does not open is named and left; the keys go when it has gone."""
    turned_on(world)
    path = world.folder / "backups/2026-11-20.sealed"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert turned_off(world) == ["2026-11-20.sealed"]
    held, vault, _seal = world.reopen()
    assert vault.state() is State.PLAIN
    sealed = vault.open(PHRASE)
    path.write_bytes(whole)
    assert finish_off(held, vault, sealed) == []
    assert vault.state() is None
    assert len(world.backups(PLAIN)) == 2


def test_off_and_on_again_under_the_keys_that_stayed(world: World) -> None:
    """The same vault serves again: its passphrase is asked for, and what stayed sealed opens."""
    turned_on(world)
    path = world.folder / "backups/2026-11-20.sealed"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    turned_off(world)
    path.write_bytes(whole)
    held, vault, _seal = world.open()
    sealed = vault.open(PHRASE)
    vault.mark(sealed, State.SEALING)
    assert turn_on(held, vault, sealed) == []
    held.storage.close()
    assert world.in_the_clear() == []
    _held, _vault, seal = world.reopen()
    assert len(world.backups(seal)) == 2


def test_a_new_key_leaves_nothing_to_the_old_one(world: World) -> None:
    """Old keys and old passphrase, kept by somebody, open neither journal nor backups."""
    turned_on(world)
    _held, vault, old = world.open()
    assert renewed(world) == []
    _held, vault, new = world.reopen()
    assert isinstance(new, Sealed)
    assert new.former == ()
    assert len(world.backups(new)) == 2
    for data in (world.path.read_bytes(),):
        with pytest.raises(CannotRead):
            decode(data, old, Purpose.SNAPSHOT)
    with pytest.raises(CannotRead):
        world.backups(old)
    kept = world.folder / "journal-damaged-2026.log"
    with pytest.raises(Unsealable):
        aside.opened(kept, kept.read_bytes(), old)
    assert world.in_the_clear() == []
    assert vault.state() is State.SEALED


def test_a_crash_while_turning_on_leaves_one_of_the_two(tmp_path: Path) -> None:
    """Plain as before and without keys, or sealed and then finished; never a word lost."""
    ends = set()
    for world in crash_everywhere(tmp_path, nothing, turned_on):
        _held, vault, seal = world.reopen()
        ends.add(seal.sealed)
        assert len(world.backups(seal)) == 2
        if seal.sealed:
            assert world.in_the_clear() == []
            assert vault.state() is State.SEALED
        else:
            assert vault.state() is None
    assert ends == {True, False}


def test_a_crash_while_turning_off_leaves_one_of_the_two(tmp_path: Path) -> None:
    """Sealed as before, or plain with keys for what is still sealed, which then opens too."""
    ends = set()
    for world in crash_everywhere(tmp_path, turned_on, turned_off):
        held, vault, seal = world.reopen()
        ends.add(seal.sealed)
        if seal.sealed:
            assert world.in_the_clear() == []
            assert len(world.backups(seal)) == 2
            continue
        if vault.state() is not None:
            assert finish_off(held, vault, vault.open(PHRASE)) == []
        assert vault.state() is None
        assert len(world.backups(PLAIN)) == 2
    assert ends == {True, False}


def test_a_crash_while_sealing_anew_loses_nothing(tmp_path: Path) -> None:
    """Under the old key, the new one or both: it opens with the passphrase and is then finished."""
    for world in crash_everywhere(tmp_path, turned_on, renewed):
        _held, vault, seal = world.reopen()
        assert isinstance(seal, Sealed)
        assert seal.former == ()
        assert vault.state() is State.SEALED
        assert len(world.backups(seal)) == 2
        assert world.in_the_clear() == []


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_leaves_one_of_the_two(tmp_path: Path, error: int) -> None:
    """Whichever step fails, the switch says that it is not done, or is done; then all is there."""
    for step in range(1, 400):
        world = World(tmp_path / f"ana{step}")
        world.begin()
        held, vault, _seal = world.open()
        sealed, _code = vault.create(PHRASE, State.SEALING)
        world.files.arm(step, error)
        done = False
        try:
            turn_on(held, vault, sealed)
            done = True
        except NotSaved:
            assert len(world.files.steps) >= step
        finally:
            held.storage.close()
        passed = len(world.files.steps) < step
        world.disarm()
        _held, vault, seal = world.reopen()
        assert seal.sealed or not done
        assert vault.state() is (State.SEALED if seal.sealed else None)
        if passed:
            assert done
            return
    raise AssertionError("no end")


def test_a_plain_file_put_into_a_sealed_journal_is_refused(world: World) -> None:
    """Only a switch cut short makes a plain file acceptable."""
    plain = world.path.read_bytes()
    turned_on(world)
    world.path.write_bytes(plain)
    vault = world.new_vault()
    assert how_to_open(vault, world.files, world.path) is Opening.SEALED
    with pytest.raises(CannotRead, match="it is encrypted, and its file is not"):
        read(world.files, world.path, Key(vault.open(PHRASE)))


def test_a_sealed_journal_without_keys_says_so(world: World) -> None:
    """Nobody is told that the journal is damaged when only its keys are away."""
    turned_on(world)
    world.vault.remove()
    with pytest.raises(KeysMissing):
        how_to_open(world.new_vault(), world.files, world.path)


def test_a_snapshot_that_does_not_open_never_takes_the_old_ones_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verified first: with a seal that shuts what it cannot open, the journal stays plain."""
    before = world.path.read_bytes()
    monkeypatch.setattr(
        Sealed, "shut", lambda _self, _purpose, _context, data: bytes(24) + data + bytes(16)
    )
    with pytest.raises(NotSaved):
        turned_on(world)
    monkeypatch.undo()
    assert world.path.read_bytes() == before
    assert world.new_vault().state() is None
    assert not (world.folder / "journal.json.new").exists()


@pytest.mark.parametrize("switch", [turned_off, renewed])
def test_a_disk_that_fails_once_leaves_no_words_in_a_sealed_journal(
    tmp_path: Path, switch: Callable[[World], list[str]]
) -> None:
    """What could not be turned off is sealed as before, its drafts too, without another start."""
    for step in range(1, 400):
        world = World(tmp_path / f"ana{step}")
        world.begin()
        turned_on(world)
        world.files.arm(step, errno.ENOSPC)
        done = False
        with contextlib.suppress(NotSaved):
            switch(world)
            done = True
        passed = len(world.files.steps) < step
        world.disarm()
        if how_to_open(world.new_vault(), world.files, world.path) is Opening.SEALED:
            assert CANARY not in (world.folder / "drafts.json").read_bytes()
        held, vault, seal = world.reopen()
        if not seal.sealed and vault.state() is not None:
            finish_off(held, vault, vault.open(PHRASE))
        assert len(world.backups(seal)) == 2
        if passed:
            assert done
            return
    raise AssertionError("no end")
