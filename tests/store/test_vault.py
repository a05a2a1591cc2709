"""The vault: what opens it, what does not, and what is said then."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.passphrase import Passphrase
from journal.model.recovery_code import RecoveryCode
from journal.store.errors import NotSaved
from journal.store.key_errors import (
    Forgotten,
    KeysDamaged,
    KeysExist,
    KeysMissing,
    KeysNewer,
    TooLittleMemory,
    TooSoon,
    WrongPassphrase,
    WrongRecoveryCode,
)
from journal.store.keys_file import COPY, KEYS, VERSION, Keys, State, decode, encode
from journal.store.seal import Purpose, Unsealable
from journal.store.sealed import OVERHEAD, Sealed, VaultKey
from journal.store.stretch import LEAST_MEMORY, LEAST_PASSES, MB, Cost
from journal.store.vault import Vault
from tests.clocks import FixedClock
from tests.store.faulty import FaultyFiles
from tests.store.vaults import QuickStretch, quick_stretch

RIGHT = Passphrase.typed("canary anvil mirth")
OTHER = Passphrase.typed("another one")
WORDS = b"what was said"


@pytest.fixture
def files() -> FaultyFiles:
    """A disk that fails when it is told to."""
    return FaultyFiles()


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock, files: FaultyFiles) -> Vault:
    """A vault without keys yet."""
    return Vault(tmp_path / "ana", clock=clock, files=files, stretch=quick_stretch)


def both(tmp_path: Path) -> tuple[Path, Path]:
    """The keys file and its copy."""
    return tmp_path / "ana" / KEYS, tmp_path / "ana" / COPY


def shut(sealed: Sealed) -> bytes:
    """Seal the words."""
    return sealed.shut(Purpose.LOG, b"1", WORDS)


def opens(sealed: Sealed, shut_words: bytes) -> bool:
    """Tell whether a seal opens the words."""
    return sealed.open(Purpose.LOG, b"1", shut_words) == WORDS


def test_passphrase_and_recovery_code_open_what_was_shut(vault: Vault) -> None:
    """Both give the same vault key; the code works as it was shown and as it is typed."""
    sealed, code = vault.create(RIGHT)
    words = shut(sealed)
    assert opens(vault.open(Passphrase.typed("canary anvil mirth\n")), words)
    assert opens(vault.recover(RecoveryCode.read(code.shown().lower().replace(" ", "-"))), words)
    assert vault.state() is State.SEALED


def test_a_wrong_passphrase_and_a_wrong_code_are_told_apart(vault: Vault) -> None:
    """Each has its own error, and neither opens anything."""
    vault.create(RIGHT)
    with pytest.raises(WrongPassphrase):
        vault.open(OTHER)
    with pytest.raises(WrongRecoveryCode):
        vault.recover(RecoveryCode(bytes(16)))


def test_the_four_things_that_go_wrong_are_four_sentences(
    vault: Vault, tmp_path: Path, clock: FixedClock
) -> None:
    """Wrong passphrase, damage, a newer version and too little memory are not mistaken."""
    sealed, _code = vault.create(RIGHT)
    whole = both(tmp_path)[0].read_bytes()
    said = set()

    def no_memory(_passphrase: Passphrase, _salt: bytes, cost: Cost) -> object:
        raise TooLittleMemory(cost.memory)

    poor = Vault(tmp_path / "ana", clock=clock, stretch=no_memory)  # type: ignore[arg-type]
    with pytest.raises(TooLittleMemory, match="256 MB") as raised:
        poor.open(RIGHT)
    said.add(str(raised.value))
    with pytest.raises(WrongPassphrase) as wrong:
        vault.open(OTHER)
    said.add(str(wrong.value))
    for path in both(tmp_path):
        path.write_bytes(whole[:-20])
    with pytest.raises(KeysDamaged) as damaged:
        vault.open(RIGHT)
    said.add(str(damaged.value))
    newer = msgspec.structs.replace(decode(whole).keys, version=VERSION + 1)
    for path in both(tmp_path):
        path.write_bytes(encode(newer, sealed.key))
    with pytest.raises(KeysNewer) as new:
        vault.open(RIGHT)
    said.add(str(new.value))
    assert len(said) == 4
    assert all(path.read_bytes() == encode(newer, sealed.key) for path in both(tmp_path))


def test_no_keys_is_not_damage(vault: Vault) -> None:
    """A folder without keys says so; a journal without keys has no state."""
    assert vault.state() is None
    with pytest.raises(KeysMissing):
        vault.open(RIGHT)


def test_a_second_vault_is_not_put_over_the_first(vault: Vault) -> None:
    """To create again would shut out everything that is sealed."""
    sealed, _code = vault.create(RIGHT)
    with pytest.raises(KeysExist):
        vault.create(OTHER)
    assert opens(vault.open(RIGHT), shut(sealed))


def test_a_new_passphrase_opens_and_the_old_one_does_not(vault: Vault) -> None:
    """The vault key stays: what was sealed opens as before, and the recovery code still works."""
    sealed, code = vault.create(RIGHT)
    words = shut(sealed)
    vault.set_passphrase(sealed, OTHER)
    assert opens(vault.open(OTHER), words)
    assert opens(vault.recover(code), words)
    with pytest.raises(WrongPassphrase):
        vault.open(RIGHT)


def test_after_recovery_a_new_passphrase_can_be_set(vault: Vault) -> None:
    """What the code opened takes a passphrase, and a new code that ends the old one."""
    sealed, code = vault.create(RIGHT)
    words = shut(sealed)
    recovered = vault.recover(code)
    vault.set_passphrase(recovered, OTHER)
    newer = vault.new_recovery_code(recovered)
    assert opens(vault.open(OTHER), words)
    assert opens(vault.recover(newer), words)
    with pytest.raises(WrongRecoveryCode):
        vault.recover(code)


def test_a_new_key_opens_the_old_until_it_is_settled(vault: Vault) -> None:
    """While everything is sealed anew both open; then the former key is gone for good."""
    sealed, code = vault.create(RIGHT)
    words = shut(sealed)
    renewed, new_code = vault.new_key(sealed, OTHER)
    assert renewed.key.key != sealed.key.key
    assert opens(renewed, words)
    after_a_crash = vault.open(OTHER)
    assert opens(after_a_crash, words)
    assert opens(vault.recover(new_code), shut(renewed))
    with pytest.raises(Unsealable):
        sealed.open(Purpose.LOG, b"1", shut(renewed))
    vault.settle(after_a_crash)
    assert after_a_crash.former == ()
    for seal in (after_a_crash, vault.open(OTHER)):
        assert opens(seal, shut(renewed))
        with pytest.raises(Unsealable):
            seal.open(Purpose.LOG, b"1", words)
    with pytest.raises(WrongPassphrase):
        vault.open(RIGHT)
    with pytest.raises(WrongRecoveryCode):
        vault.recover(code)


def test_a_new_key_twice_without_settling_opens_all_three(vault: Vault) -> None:
    """A crash in the middle of sealing anew, and then once more, loses nothing."""
    first, _code = vault.create(RIGHT)
    second, _code = vault.new_key(first, RIGHT)
    third, _code = vault.new_key(second, RIGHT)
    again = vault.open(RIGHT)
    assert len(again.former) == 2
    assert all(opens(again, shut(seal)) for seal in (first, second, third))


def test_the_state_is_written_down(vault: Vault) -> None:
    """What the journal is from now on is in the keys, under the vault key's own mark."""
    sealed, _code = vault.create(RIGHT, State.SEALING)
    assert vault.state() is State.SEALING
    vault.mark(sealed, State.SEALED)
    assert vault.state() is State.SEALED
    assert opens(vault.open(RIGHT), shut(sealed))


def test_what_was_forgotten_seals_nothing(vault: Vault) -> None:
    """A locked journal's seal neither opens nor shuts, and cannot change the keys."""
    sealed, _code = vault.create(RIGHT)
    words = shut(sealed)
    sealed.forget()
    with pytest.raises(Forgotten):
        shut(sealed)
    with pytest.raises(Forgotten):
        opens(sealed, words)
    with pytest.raises(Forgotten):
        vault.set_passphrase(sealed, OTHER)
    assert opens(vault.open(RIGHT), words)


def test_another_vaults_seal_does_not_change_these_keys(
    vault: Vault, tmp_path: Path, clock: FixedClock
) -> None:
    """A seal changes only the keys that are its own."""
    vault.create(RIGHT)
    before = both(tmp_path)[0].read_bytes()
    other, _code = Vault(tmp_path / "ben", clock=clock, stretch=quick_stretch).create(RIGHT)
    with pytest.raises(KeysDamaged):
        vault.set_passphrase(other, OTHER)
    assert both(tmp_path)[0].read_bytes() == before


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_one_of_the_two_files_is_enough_and_heals_the_other(
    vault: Vault, tmp_path: Path, which: int, harm: str
) -> None:
    """Either file opens the journal; then both are whole again."""
    sealed, _code = vault.create(RIGHT)
    whole = both(tmp_path)[0].read_bytes()
    path = both(tmp_path)[which]
    path.unlink() if harm == "missing" else path.write_bytes(whole[:50])
    assert opens(vault.open(RIGHT), shut(sealed))
    assert [path.read_bytes() for path in both(tmp_path)] == [whole, whole]
    assert {path.stat().st_mode & 0o777 for path in both(tmp_path)} == {0o600}


def test_the_copy_does_not_let_the_old_passphrase_in(vault: Vault, tmp_path: Path) -> None:
    """An older copy beside whole keys opens nothing, and is brought up to date."""
    sealed, _code = vault.create(RIGHT)
    stale = both(tmp_path)[1].read_bytes()
    vault.set_passphrase(sealed, OTHER)
    both(tmp_path)[1].write_bytes(stale)
    with pytest.raises(WrongPassphrase):
        vault.open(RIGHT)
    vault.open(OTHER)
    assert both(tmp_path)[1].read_bytes() == both(tmp_path)[0].read_bytes() != stale


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_at_any_step_leaves_keys_that_open(
    vault: Vault, files: FaultyFiles, tmp_path: Path, error: int
) -> None:
    """Whatever step fails, either the old passphrase opens or the new one, never none."""
    step = 0
    done = False
    while not done:
        step += 1
        files.arm(0, 0)
        vault.remove()
        sealed, _code = vault.create(RIGHT)
        words = shut(sealed)
        files.arm(step, error)
        try:
            vault.set_passphrase(sealed, OTHER)
            done = len(files.steps) < step
        except NotSaved:
            done = False
        files.arm(0, 0)
        opened = 0
        for passphrase in (RIGHT, OTHER):
            try:
                assert opens(vault.open(passphrase), words)
                opened += 1
            except WrongPassphrase:
                continue
        assert opened == 1
        assert len({path.read_bytes() for path in both(tmp_path)}) == 1
    assert step > 10


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_keys_that_could_not_be_written_do_not_stop_a_second_attempt(
    vault: Vault, files: FaultyFiles, error: int
) -> None:
    """A new key that does not reach the disk leaves the old keys in force."""
    sealed, _code = vault.create(RIGHT)
    files.arm(1, error)
    with pytest.raises(NotSaved):
        vault.new_key(sealed, OTHER)
    files.arm(0, 0)
    assert vault.open(RIGHT).key == sealed.key


def test_opening_on_a_disk_that_cannot_be_written_works(
    vault: Vault, files: FaultyFiles, tmp_path: Path
) -> None:
    """The copy is missing and cannot be put back: that keeps nobody from reading."""
    sealed, _code = vault.create(RIGHT)
    both(tmp_path)[1].unlink()
    files.arm(-1, errno.EROFS)
    assert opens(vault.open(RIGHT), shut(sealed))


def test_wrong_tries_make_a_growing_pause(vault: Vault, clock: FixedClock) -> None:
    """Two mistakes are free; then there is a wait in which nothing is tried, until one is right."""
    vault.create(RIGHT)
    waits = []
    for _time in range(9):
        with pytest.raises(WrongPassphrase):
            vault.open(OTHER)
        waits.append(vault.pause)
        clock.advance(vault.pause)
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60]
    with pytest.raises(WrongPassphrase):
        vault.open(OTHER)
    clock.advance(59)
    with pytest.raises(TooSoon, match="wait 1 second ") as soon:
        vault.open(RIGHT)
    assert soon.value.seconds == 1
    with pytest.raises(TooSoon):
        vault.recover(RecoveryCode(bytes(16)))
    clock.advance(1)
    vault.open(RIGHT)
    assert vault.pause == 0
    with pytest.raises(WrongPassphrase):
        vault.open(OTHER)
    assert vault.pause == 0


def test_removed_keys_are_gone_from_both_places(vault: Vault, tmp_path: Path) -> None:
    """Nothing of them is left, and removing them again is no error."""
    vault.create(RIGHT)
    vault.remove()
    vault.remove()
    assert not any(path.exists() for path in both(tmp_path))
    assert vault.state() is None


COSTS = [
    Cost(LEAST_PASSES - 1, 256 * MB),
    Cost(0, 256 * MB),
    Cost(-1, 256 * MB),
    Cost(3, LEAST_MEMORY - 1024),
    Cost(3, 0),
    Cost(3, 2048 * MB),
    Cost(3, 1 << 62),
    Cost(65, 64 * MB),
    Cost(1 << 40, 64 * MB),
    Cost(17, 1024 * MB),
    Cost(3, 64 * MB + 1),
]


@pytest.mark.parametrize("cost", COSTS, ids=str)
def test_costs_out_of_bounds_are_refused_before_anything_is_allocated(
    tmp_path: Path, clock: FixedClock, cost: Cost
) -> None:
    """Too little would protect nothing, too much would stop the machine: neither is tried."""
    stretch = QuickStretch()
    vault = Vault(tmp_path / "ana", clock=clock, stretch=stretch)
    sealed, _code = vault.create(RIGHT)
    stretch.costs.clear()
    keys = decode(both(tmp_path)[0].read_bytes()).keys
    slots = tuple(
        msgspec.structs.replace(slot, passes=cost.passes, memory=cost.memory)
        if slot is keys.passphrase
        else slot
        for slot in keys.slots
    )
    changed = msgspec.structs.replace(keys, slots=slots)
    for path in both(tmp_path):
        path.write_bytes(encode(changed, sealed.key))
    with pytest.raises(KeysDamaged):
        vault.open(RIGHT)
    assert stretch.costs == []


def test_no_part_of_the_keys_can_be_exchanged(vault: Vault, tmp_path: Path) -> None:
    """Vault id, state, salts, wrapped keys and slots put in from elsewhere open nothing.

    The check is right in each: whoever changed it knew the format, but not the passphrase.
    """
    sealed, code = vault.create(RIGHT)
    keys = decode(both(tmp_path)[0].read_bytes()).keys
    phrase, recovery = keys.passphrase, keys.recovery
    assert phrase is not None
    assert recovery is not None
    change = msgspec.structs.replace
    zeros = "00" * 16
    changed: list[Keys] = [
        change(keys, vault=zeros),
        change(keys, state=State.PLAIN),
        change(keys, slots=(change(phrase, salt=zeros), change(recovery, salt=zeros))),
        change(keys, slots=(change(phrase, passes=4), change(recovery, key="00" * 72))),
        change(keys, slots=(change(phrase, memory=128 * MB),)),
        change(keys, slots=(change(phrase, key=recovery.key), change(recovery, key=phrase.key))),
        change(keys, slots=(phrase,)),
        change(keys, slots=(recovery,)),
        change(keys, slots=()),
    ]
    stranger = VaultKey.random()
    for each in changed:
        for path in both(tmp_path):
            path.write_bytes(encode(each, stranger))
        with pytest.raises((KeysDamaged, WrongPassphrase)):
            Vault(tmp_path / "ana", clock=FixedClock(), stretch=quick_stretch).open(RIGHT)
        with pytest.raises((KeysDamaged, WrongRecoveryCode)):
            Vault(tmp_path / "ana", clock=FixedClock(), stretch=quick_stretch).recover(code)
    for path in both(tmp_path):
        path.write_bytes(encode(keys, sealed.key))
    assert opens(vault.open(RIGHT), shut(sealed))


def test_every_flipped_bit_of_both_files_is_damage(vault: Vault, tmp_path: Path) -> None:
    """Not a wrong passphrase, not a newer version, not too little memory, and never opened."""
    vault.create(RIGHT)
    whole = both(tmp_path)[0].read_bytes()
    for place in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(KeysDamaged):
            decode(bytes(flipped))
    for path in both(tmp_path):
        path.write_bytes(bytes(flipped))
    with pytest.raises(KeysDamaged):
        vault.open(RIGHT)


def test_every_torn_keys_file_is_damage(vault: Vault, tmp_path: Path) -> None:
    """However much of the end is missing; only the last newline is not missed."""
    vault.create(RIGHT)
    whole = both(tmp_path)[0].read_bytes()
    for length in range(len(whole) - 1):
        with pytest.raises(KeysDamaged):
            decode(whole[:length])
    assert decode(whole[:-1]).keys == decode(whole).keys


@given(st.binary(max_size=300) | st.just(b"[" * 100_000))
def test_anything_else_is_damage(data: bytes) -> None:
    """Bytes from anywhere raise nothing but that."""
    with pytest.raises(KeysDamaged):
        decode(data)


def test_a_keys_file_too_long_is_not_read(vault: Vault, tmp_path: Path) -> None:
    """A gigabyte under that name is damage, by its size alone."""
    vault.create(RIGHT)
    for path in both(tmp_path):
        os.truncate(path, 1 << 30)
    with pytest.raises(KeysDamaged):
        vault.open(RIGHT)


def test_nothing_in_the_keys_file_is_a_secret(vault: Vault, tmp_path: Path) -> None:
    """Neither passphrase, nor code, nor vault key stands in it, in bytes or in hex."""
    sealed, code = vault.create(RIGHT)
    data = both(tmp_path)[0].read_bytes()
    for secret in (RIGHT, code, sealed.key.key):
        assert secret.reveal() not in data
        assert secret.reveal().hex().encode() not in data
    assert code.shown().encode() not in data


def test_sealed_bytes_are_forty_longer() -> None:
    """A nonce of 24 and a tag of 16, whatever is sealed."""
    sealed = Sealed(VaultKey.random())
    assert len(shut(sealed)) == len(WORDS) + OVERHEAD == len(WORDS) + 40
