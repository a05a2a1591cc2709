"""From a passphrase to an open journal, and every change of how it is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journal import unlocking as room
from journal.model.kinds import Entry
from journal.model.passphrase import Passphrase
from journal.store import Home, InUse, Journal, NeedsKey, NoSuchPerson, NotSaved, StoreError
from journal.store.key_errors import (
    KeysExist,
    KeysMissing,
    TooLittleMemory,
    TooSoon,
    WrongPassphrase,
    WrongRecoveryCode,
)
from journal.store.keys_file import KEYS, State
from journal.store.stretch import Cost
from journal.store.vault import Vault
from journal.unlocking import Unlocking, create
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch

OLD, NEW = Passphrase.typed("anvil mirth"), Passphrase.typed("copper lagoon")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    monkeypatch.setattr(room, "argon2id", quick_stretch)


@pytest.fixture
def unlocking(home: Home, clock: FixedClock) -> Unlocking:
    """The way into Ana's encrypted journal, which has one entry."""
    journal, _code = create(home, "Ana", "Ben", clock, OLD)
    with journal:
        journal.add(Entry(day=clock.now().date(), step="share", text="hello")).result()
    return Unlocking(home, "Ana", clock)


def texts(journal: Journal) -> list[str]:
    """What was written; closes the journal."""
    with journal:
        return [kept.text for kept in journal.of_kind(Entry)]


def test_a_plain_journal_needs_nothing(home: Home, clock: FixedClock) -> None:
    """Without a passphrase there are no keys, no code, and nothing to ask."""
    journal, code = create(home, "Ana", "Ben", clock, None)
    journal.close()
    unlocking = Unlocking(home, "Ana", clock)
    assert (code, unlocking.needs_passphrase, unlocking.has_keys) == (None, False, False)
    assert texts(unlocking.open_plain()) == []


def test_nobody_of_that_name(home: Home, clock: FixedClock) -> None:
    """It needs no passphrase, and opening says that there is no journal."""
    unlocking = Unlocking(home, "Ana", clock)
    assert not unlocking.needs_passphrase
    with pytest.raises(NoSuchPerson):
        unlocking.open_plain()


def test_an_encrypted_one_opens_with_its_passphrase_only(unlocking: Unlocking) -> None:
    """Not plain, not with another; a wrong one leaves no lock behind."""
    assert unlocking.needs_passphrase
    with pytest.raises(NeedsKey):
        unlocking.open_plain()
    with pytest.raises(WrongPassphrase):
        unlocking.open_with(NEW)
    with pytest.raises(WrongPassphrase):
        unlocking.check(NEW)
    unlocking.check(OLD)
    assert texts(unlocking.open_with(OLD)) == ["hello"]


def test_wrong_tries_make_one_wait(unlocking: Unlocking, clock: FixedClock) -> None:
    """After the third the right one has to wait as well; the pause is told in seconds."""
    for _try in range(3):
        assert unlocking.pause == 0
        with pytest.raises(WrongPassphrase):
            unlocking.open_with(NEW)
    assert unlocking.pause == 2
    with pytest.raises(TooSoon):
        unlocking.open_with(OLD)
    clock.advance(2)
    assert texts(unlocking.open_with(OLD)) == ["hello"]
    assert unlocking.pause == 0


def test_encrypted_journals_need_their_keys(unlocking: Unlocking) -> None:
    """With both keys files gone it is said that they are missing, not that it is damaged."""
    folder = unlocking.home.folder("Ana")
    for path in (folder / KEYS, folder / "backups" / KEYS):
        path.unlink()
    with pytest.raises(KeysMissing):
        _needs = unlocking.needs_passphrase


def test_an_open_journal_stays_closed_to_others(unlocking: Unlocking) -> None:
    """The right passphrase does not open what another program holds."""
    with unlocking.open_with(OLD), pytest.raises(InUse):
        unlocking.open_with(OLD)


def test_recovering_puts_new_words_and_a_new_code(home: Home, clock: FixedClock) -> None:
    """The old passphrase and the old code open nothing any more."""
    journal, code = create(home, "Ana", "Ben", clock, OLD)
    journal.close()
    assert code is not None
    unlocking = Unlocking(home, "Ana", clock)
    unlocking.check_code(code)
    journal, renewed = unlocking.recover_with(code, NEW)
    assert texts(journal) == []
    for wrong in (lambda: unlocking.recover_with(code, OLD), lambda: unlocking.check_code(code)):
        with pytest.raises(WrongRecoveryCode):
            wrong()
    with pytest.raises(WrongPassphrase):
        unlocking.open_with(OLD)
    clock.advance(60)
    unlocking.check_code(renewed)
    assert texts(unlocking.open_with(NEW)) == []


def test_recovering_that_fails_lets_go_of_the_journal(
    home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With too little memory for the new passphrase all is as before."""
    journal, code = create(home, "Ana", "Ben", clock, OLD)
    journal.close()
    assert code is not None
    with monkeypatch.context() as patch:
        patch.setattr(room, "argon2id", _short)
        with pytest.raises(TooLittleMemory):
            Unlocking(home, "Ana", clock).recover_with(code, NEW)
    assert texts(Unlocking(home, "Ana", clock).open_with(OLD)) == []


def _short(passphrase: Passphrase, salt: bytes, cost: Cost) -> object:
    raise TooLittleMemory(cost.memory)


def test_changing_with_and_without_a_new_key(unlocking: Unlocking) -> None:
    """The journal goes on through both; only a new key brings a new code."""
    journal = unlocking.open_with(OLD)
    assert unlocking.change(journal, NEW) is None
    code = unlocking.change(journal, OLD, new_key=True)
    assert code is not None
    journal.add(Entry(day=unlocking.clock.now().date(), step="share", text="more")).result()
    journal.close()
    unlocking.check_code(code)
    with pytest.raises(WrongPassphrase):
        unlocking.check(NEW)
    journal = unlocking.open_with(OLD)
    newest = unlocking.new_code(journal)
    assert sorted(texts(journal)) == ["hello", "more"]
    unlocking.check_code(newest)
    with pytest.raises(WrongRecoveryCode):
        unlocking.check_code(code)


def test_encrypting_twice_and_decrypting(unlocking: Unlocking) -> None:
    """What is encrypted is not encrypted again; decrypted it has neither passphrase nor keys."""
    with unlocking.open_with(OLD) as journal:
        with pytest.raises(KeysExist):
            unlocking.encrypt(journal, NEW)
        assert unlocking.decrypt(journal) == []
        with pytest.raises(StoreError, match="not encrypted"):
            unlocking.decrypt(journal)
    assert not unlocking.has_keys
    assert texts(unlocking.open_plain()) == ["hello"]


def broken_backup(folder: Path) -> Path:
    """Put a sealed backup that no key opens among the good ones."""
    backups = folder / "backups"
    path = backups / "2020-01-01.sealed"
    (sealed,) = backups.glob("*.sealed")
    data = bytearray(sealed.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)
    return path


def test_what_does_not_open_keeps_the_keys(unlocking: Unlocking) -> None:
    """A sealed file that stays is named, and the keys stay with it until it is gone."""
    path = broken_backup(unlocking.home.folder("Ana"))
    with unlocking.open_with(OLD) as journal:
        assert unlocking.decrypt(journal) == [path.name]
    assert (unlocking.needs_passphrase, unlocking.has_keys) == (False, True)
    with unlocking.open_plain() as journal:
        assert unlocking.finish_decrypting(journal, OLD) == [path.name]
        with pytest.raises(WrongPassphrase):
            unlocking.encrypt(journal, NEW)
        unlocking.encrypt(journal, OLD)
        assert any(path.name in notice for notice in journal.notices)
    path.unlink()
    with unlocking.open_with(OLD) as journal:
        assert unlocking.decrypt(journal) == []
    assert not unlocking.has_keys


def mark(state: State) -> Callable[[Unlocking], None]:
    """Leave the keys as a crash would, in the middle of a change."""

    def leave(unlocking: Unlocking) -> None:
        vault = Vault(unlocking.home.folder("Ana"), clock=unlocking.clock, stretch=quick_stretch)
        vault.mark(vault.open(OLD), state)

    return leave


@pytest.mark.parametrize("state", [State.SEALING, State.UNSEALING])
def test_a_change_cut_short_is_finished_at_the_next_opening(
    unlocking: Unlocking, state: State
) -> None:
    """The keys say afterwards that the journal is sealed, and nothing is lost."""
    mark(state)(unlocking)
    assert texts(unlocking.open_with(OLD)) == ["hello"]
    vault = Vault(unlocking.home.folder("Ana"), clock=unlocking.clock, stretch=quick_stretch)
    assert vault.state() is State.SEALED


def test_encrypting_that_was_only_begun_is_taken_back(home: Home, clock: FixedClock) -> None:
    """Keys beside a journal that is still plain are removed when it is opened."""
    journal, _code = create(home, "Ana", "Ben", clock, None)
    journal.close()
    Vault(home.folder("Ana"), clock=clock, stretch=quick_stretch).create(OLD, State.SEALING)
    unlocking = Unlocking(home, "Ana", clock)
    assert not unlocking.needs_passphrase
    assert texts(unlocking.open_plain()) == []
    assert not unlocking.has_keys


def test_a_full_disk_does_not_keep_one_from_reading(
    unlocking: Unlocking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be finished now is said in the notices, and tried again the next time."""
    mark(State.SEALING)(unlocking)

    def full(*_args: object) -> list[str]:
        raise NotSaved("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(room, "resume", full)
        journal = unlocking.open_with(OLD)
    assert any("not finished yet" in notice for notice in journal.notices)
    assert texts(journal) == ["hello"]
    with unlocking.open_with(OLD) as journal:
        assert journal.notices == []


def test_a_fault_while_finishing_lets_go_of_the_journal(
    unlocking: Unlocking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong, the lock is free afterwards."""
    mark(State.SEALING)(unlocking)

    def broken(*_args: object) -> list[str]:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(room, "resume", broken)
        with pytest.raises(RuntimeError):
            unlocking.open_with(OLD)
    assert texts(unlocking.open_with(OLD)) == ["hello"]


def test_a_journal_that_cannot_be_encrypted_is_not_made(
    home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left of it, and the name is free; nobody else's journal is touched."""
    journal, _code = create(home, "Ben", "", clock, None)
    journal.close()
    with monkeypatch.context() as patch:
        patch.setattr(room, "argon2id", _short)
        with pytest.raises(TooLittleMemory):
            create(home, "Ana", "Ben", clock, OLD)
    assert home.people() == ["Ben"]
    with pytest.raises(StoreError):
        create(home, "Ben", "", clock, OLD)
    assert texts(Unlocking(home, "Ben", clock).open_plain()) == []
    assert texts(create(home, "Ana", "Ben", clock, OLD)[0]) == []
