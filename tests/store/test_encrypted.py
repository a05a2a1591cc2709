"""A journal's whole life under a passphrase: nothing of it can be read on the disk."""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.kinds import Entry
from journal.model.passphrase import Passphrase
from journal.store import Home, Journal
from journal.store.errors import NeedsKey
from journal.store.key_errors import Forgotten
from journal.store.keys_file import State
from journal.store.sealed import Sealed
from journal.store.switching import Opening, allows_plain, how_to_open, resume, seal_anew
from journal.store.switching import turn_off as switch_off
from journal.store.switching import turn_on as switch_on
from journal.store.vault import Vault
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch

DAY = date(2026, 11, 22)
PHRASE = Passphrase.typed("anvil mirth")
CANARY = "canary"


def entry(text: str) -> Entry:
    """An entry with the canary in it."""
    return Entry(day=DAY, step="share", text=f"{CANARY} {text}")


def in_the_clear(home: Home) -> list[str]:
    """Name the files under the home in which the canary can be read."""
    files = [path for path in home.root.rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes()]


@pytest.fixture
def vault(home: Home, clock: FixedClock, journal: Journal) -> Vault:
    """The keys of Ana's journal, which are not made yet."""
    return Vault(home.folder("Ana"), clock=clock, files=home.files, stretch=quick_stretch)


def opened(home: Home, vault: Vault, clock: FixedClock) -> Journal:
    """Open Ana's journal with the passphrase where it needs one, and finish a switch."""
    path = home.folder("Ana") / "journal.json"
    sealed = how_to_open(vault, home.files, path) is Opening.SEALED
    plain_drafts = allows_plain(vault.state())
    if not sealed:
        journal = Journal.open(home, "Ana", clock=clock, plain_drafts=plain_drafts)
    else:
        seal = vault.open(PHRASE)
        journal = Journal.open(home, "Ana", clock=clock, seal=seal, plain_drafts=plain_drafts)
    left = journal.switch(lambda held: resume(held, vault, journal.seal)).result()
    assert left == []
    return journal


def turn_on(journal: Journal, vault: Vault) -> Sealed:
    """Encrypt an open journal."""
    sealed, _code = vault.create(PHRASE, State.SEALING)
    assert journal.switch(lambda held: switch_on(held, vault, sealed)).result() == []
    return sealed


def texts(journal: Journal) -> list[str]:
    """What was written, in order."""
    return [kept.text for kept in journal.of_kind(Entry)]


def test_an_encrypted_journal_lives_as_a_plain_one(
    home: Home, clock: FixedClock, journal: Journal, vault: Vault
) -> None:
    """Turned on while it is open, written to, closed, opened, given a new key, turned off."""
    journal.add(entry("before")).result()
    journal.drafts.keep("compose", day=DAY, kind="entry", values={"text": CANARY})
    journal.drafts.flush().result()
    assert in_the_clear(home)
    turn_on(journal, vault)
    journal.add(entry("after")).result()
    assert in_the_clear(home) == []
    journal.close()
    assert in_the_clear(home) == []
    with pytest.raises(NeedsKey):
        Journal.open(home, "Ana", clock=clock)
    with opened(home, vault, clock) as again:
        assert sorted(texts(again)) == [f"{CANARY} after", f"{CANARY} before"]
        assert again.drafts.at("compose") is not None
        renewed, _code = vault.new_key(vault.open(PHRASE), PHRASE)
        assert again.switch(lambda held: seal_anew(held, vault, renewed)).result() == []
        again.add(entry("anew")).result()
    assert in_the_clear(home) == []
    with opened(home, vault, clock) as again:
        assert len(texts(again)) == 3
        sealed = again.seal
        assert isinstance(sealed, Sealed)
        assert again.switch(lambda held: switch_off(held, vault, sealed)).result() == []
        again.add(entry("plain")).result()
    assert vault.state() is None
    with opened(home, vault, clock) as again:
        assert len(texts(again)) == 4
        assert again.drafts.at("compose") is not None
        assert again.notices == []


def test_a_forgotten_seal_saves_nothing_and_says_so(
    home: Home, journal: Journal, vault: Vault
) -> None:
    """After the lock let go of the keys no save goes to the disk, sealed or plain."""
    sealed = turn_on(journal, vault)
    before = {path: path.read_bytes() for path in home.root.rglob("journal.*") if path.is_file()}
    sealed.forget()
    with pytest.raises(Forgotten):
        journal.add(entry("late")).result()
    assert before == {path: path.read_bytes() for path in before}
    assert texts(journal) == []
