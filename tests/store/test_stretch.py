"""argon2id is argon2id, costs what it should, and says when memory is short."""

from __future__ import annotations

import subprocess
import sys

import pytest
from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
    crypto_pwhash_str_verify,
)

from journal.clock import SystemClock
from journal.model.passphrase import Passphrase
from journal.model.secret import Secret
from journal.store.key_errors import TooLittleMemory
from journal.store.stretch import (
    LEAST_MEMORY,
    LEAST_PASSES,
    MB,
    QUICK,
    SLOW,
    STANDARD,
    Cost,
    argon2id,
    calibrated,
)
from tests.clocks import FixedClock
from tests.store import argon2

WORDS = Passphrase.typed("correct horse")
SALT = bytes(range(16))


def test_our_slow_argon2id_gives_the_rfcs_vector() -> None:
    """RFC 9106, section 5.3: four lanes, a secret and associated data, which libsodium lacks."""
    tag = argon2.argon2id(
        b"\1" * 32, b"\2" * 16, passes=3, kib=32, lanes=4, secret=b"\3" * 8, data=b"\4" * 12
    )
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(("passes", "kib"), [(1, 8), (2, 8), (3, 16), (4, 33), (3, 64)])
def test_libsodium_gives_what_the_slow_one_gives(passes: int, kib: int) -> None:
    """One lane, 16 bytes of salt, 32 of output, as in keys.json, at costs that Python bears."""
    found = crypto_pwhash_alg(
        32, WORDS.reveal(), SALT, passes, kib * 1024, crypto_pwhash_ALG_ARGON2ID13
    )
    assert found == argon2.argon2id(WORDS.reveal(), SALT, passes=passes, kib=kib)


def test_the_authors_vectors_verify() -> None:
    """Two vectors of the reference implementation's own tests, at 256 KiB and at 64 MiB."""
    small = b"$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
    known = (
        b"$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
    )
    assert crypto_pwhash_str_verify(small, b"password")
    assert crypto_pwhash_str_verify(known, b"password")


def test_the_least_cost_gives_what_it_gave() -> None:
    """A vector of our own at 64 MiB and three passes, so that no version ever derives otherwise."""
    found = argon2id(WORDS, SALT, Cost(LEAST_PASSES, LEAST_MEMORY))
    assert (
        found.reveal().hex() == "e3c889ca40ed01e6b6771fc8a5bf16e35ad60b41c9bd5d7e6d63adf51e50b0fd"
    )


SHORT = """
import resource
from journal.model.passphrase import Passphrase
from journal.store.key_errors import TooLittleMemory
from journal.store.stretch import STANDARD, argon2id
resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))
try:
    argon2id(Passphrase.typed("x"), bytes(16), STANDARD)
except TooLittleMemory as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on memory that holds")
def test_too_little_memory_is_said() -> None:
    """A process that may not have 256 MB says so, and how much it takes."""
    done = subprocess.run([sys.executable, "-c", SHORT], capture_output=True, text=True, check=True)
    assert "too little free memory" in done.stdout
    assert "256 MB" in done.stdout


class Machine:
    """A machine on which a try at 256 MiB and three passes takes so many seconds."""

    def __init__(self, standard: float, memory: int = 1 << 40) -> None:
        self.clock = FixedClock()
        self.standard = standard
        self.memory = memory
        self.busy = 0.0
        self.costs: list[Cost] = []

    def __call__(self, passphrase: Passphrase, salt: bytes, cost: Cost) -> Secret:
        """Take the time that it takes."""
        if cost.memory > self.memory:
            raise TooLittleMemory(cost.memory)
        self.costs.append(cost)
        self.clock.advance(self.took(cost) + self.busy)
        self.busy = 0.0
        return Secret(repr(cost).encode())

    def took(self, cost: Cost) -> float:
        """How long that takes."""
        work = cost.passes * cost.memory / (STANDARD.passes * STANDARD.memory)
        return self.standard * work

    def calibrate(self) -> Cost:
        """Find the cost for this machine; the key is the one made at that cost."""
        cost, key = calibrated(WORDS, SALT, stretch=self, clock=self.clock)
        assert key == Secret(repr(cost).encode())
        assert cost.is_bounded
        return cost


@pytest.mark.parametrize("standard", [0.08, 0.1, 0.2, 0.29, 0.3, 0.7, 1.0, 1.3, 2.1, 3.9])
def test_a_try_takes_between_a_third_of_a_second_and_one(standard: float) -> None:
    """On machines fast and slow, down to 64 MiB and three passes."""
    machine = Machine(standard)
    cost = machine.calibrate()
    assert QUICK <= machine.took(cost) <= SLOW


def test_on_a_very_slow_machine_the_least_is_not_undercut() -> None:
    """It takes longer there."""
    assert Machine(40.0).calibrate() == Cost(LEAST_PASSES, LEAST_MEMORY)


def test_an_ordinary_machine_is_tried_once() -> None:
    """256 MiB and three passes, and no second derivation."""
    machine = Machine(0.7)
    assert machine.calibrate() == STANDARD
    assert machine.costs == [STANDARD]


def test_a_moments_load_does_not_weaken_the_keys() -> None:
    """A try that was slow is tried once more before memory is given up."""
    machine = Machine(0.7)
    machine.busy = 2.0
    assert machine.calibrate() == STANDARD


def test_a_clock_that_stands_still_changes_nothing() -> None:
    """A time of nothing is no reason for any number of passes."""
    assert Machine(0.0).calibrate() == STANDARD


def test_short_memory_lowers_the_cost_but_not_below_the_least() -> None:
    """128 MiB where 256 are not to be had; below 64 it is refused."""
    assert Machine(0.7, memory=200 * MB).calibrate().memory == 128 * MB
    with pytest.raises(TooLittleMemory, match="64 MB"):
        Machine(0.7, memory=63 * MB).calibrate()


def test_the_system_clock_serves() -> None:
    """A real derivation at a real cost is within the bounds of the file."""
    cost, _key = calibrated(WORDS, SALT, stretch=argon2id, clock=SystemClock())
    assert cost.is_bounded
    assert cost.passes >= LEAST_PASSES
