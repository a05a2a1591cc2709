"""What is under a second passphrase on the command line: nowhere, and in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.model.kinds import Match, Wish
from journal.model.passphrase import Passphrase
from journal.store import Home
from journal.unlocking import Unlocking
from tests.cli.keyboard import secret
from tests.cli.running import Shell
from tests.store.owned import CANARY, DAY, FIRST, SECOND, make_keys_quick, on_disk, own, telling

PHRASE = FIRST.reveal().decode()


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    """A file with the journal's own passphrase."""
    return secret(tmp_path / "phrase", PHRASE)


@pytest.fixture
def sealed(ana: Shell, phrase: str, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Ana's journal, encrypted, with an entry, and wishes under a second passphrase."""
    make_keys_quick(monkeypatch)
    ana.ok("add", "share", text="rain on the roof")
    assert ana("passphrase", "set", "--new-passphrase-file", phrase).code == 0
    ana.clock.advance(days=1)
    unlocking = Unlocking(Home.default(), "Ana", ana.clock)
    with unlocking.open_with(FIRST) as journal:
        wish = Wish(text=f"{CANARY} #tag", how="yes", day=DAY)
        journal.commit([wish, Match(text=CANARY, day=DAY)]).result()
    ana.clock.advance(days=1)
    with unlocking.open_with(FIRST) as journal:
        journal.own_key.make(SECOND)
    return ana


def test_no_command_tells_anything_of_it(sealed: Shell, phrase: str, tmp_path: Path) -> None:
    """Lists, searches, exports, looking at one, the doctor: as if nothing else were there."""
    into = tmp_path / "out.json"
    for command in (
        ("list", "--json"), ("list", "--kind", "wish"), ("list", "--kind", "match"),
        ("search", CANARY), ("tags",), ("export", "--into", str(into)), ("doctor",),
    ):  # fmt: skip
        ran = sealed("--passphrase-file", phrase, *command)
        assert ran.code in (0, 1, 2), command
        assert CANARY not in ran.out + ran.err
        assert "Traceback" not in ran.err
    assert CANARY not in into.read_text()
    assert "rain on the roof" in into.read_text()
    doctor = sealed.ok("--passphrase-file", phrase, "doctor").out
    assert "2 more have a passphrase of their own" in doctor
    assert "All is well." in doctor


@pytest.mark.parametrize("day", ["newest", "2026-11-23"])
def test_a_backup_that_is_brought_back_is_shut(
    sealed: Shell, phrase: str, tmp_path: Path, day: str
) -> None:
    """With the journal's passphrase it is a journal again; this part asks for its own."""
    with Unlocking(Home.default(), "Ana", sealed.clock).open_with(FIRST) as journal:
        journal.own_key.open(SECOND)
        assert journal.own_key.rewrite_backups() == []
    into = tmp_path / "other/people/Ana"
    sealed.ok("--passphrase-file", phrase, "backup", "restore", day, "--into", str(into))
    home = Home(tmp_path / "other", tmp_path / "other-state")
    with Unlocking(home, "Ana", sealed.clock).open_with(FIRST) as journal:
        assert own(journal) == []
        assert telling(on_disk(into), journal.seal) == []
        journal.own_key.open(SECOND)
        assert len(own(journal)) == 2


def test_the_journals_passphrase_is_changed_and_taken_away_around_it(
    sealed: Shell, phrase: str, tmp_path: Path
) -> None:
    """`passphrase change`, `--new-key` and `remove` need no second one, and open nothing of it."""
    with Unlocking(Home.default(), "Ana", sealed.clock).open_with(FIRST) as journal:
        journal.own_key.open(SECOND)
        assert journal.own_key.rewrite_backups() == []
    other = secret(tmp_path / "other", "quite another phrase")
    for flags in ([], ["--new-key"]):
        old, new = (phrase, other) if not flags else (other, phrase)
        change = ("passphrase", "change", *flags, "--new-passphrase-file", new)
        ran = sealed("--passphrase-file", old, *change)
        assert ran.code == 0, ran.err
    ran = sealed("--passphrase-file", phrase, "passphrase", "remove", text="yes\n")
    assert ran.code == 0, ran.err
    folder = Path(sealed.ok("where").out.strip()).parent
    assert not [path for path, data in on_disk(folder).items() if CANARY.encode() in data]
    with Unlocking(Home.default(), "Ana", sealed.clock).open_plain() as journal:
        assert own(journal) == []
        journal.own_key.open(Passphrase.typed(SECOND.reveal().decode()))
        assert len(own(journal)) == 2
