"""`passphrase`, `recover`, `init` with a passphrase, and every command on what is encrypted."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from journal.cli import run
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import RecoveryCode
from journal.store import Home, Journal, NeedsKey
from journal.store.key_errors import TooLittleMemory
from journal.store.stretch import Cost
from tests.cli.keyboard import Keyboard, codes, secret
from tests.cli.running import Shell
from tests.clocks import FixedClock

OLD, NEW = "anvil mirth", "copper lagoon"


@pytest.fixture
def keyboard(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Keyboard:
    """Somebody who types."""
    return Keyboard(clock, monkeypatch, capsys)


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A file with the first passphrase."""
    return secret(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> str:
    """A file with the second passphrase."""
    return secret(tmp_path / "new", NEW)


@pytest.fixture
def sealed(shell: Shell, old: str) -> Shell:
    """A shell where Ana's journal is encrypted, and has one entry."""
    assert shell("--passphrase-file", old, "init", "--name", "Ana", "--partner", "Ben").code == 0
    shell.ok("--passphrase-file", old, "add", "share", text="hello")
    return shell


def texts(shell: Shell, passphrase: str) -> list[str]:
    """What is in the journal, read with a passphrase."""
    listed = shell.ok("--passphrase-file", passphrase, "list", "--json")
    return [found["text"] for found in listed.objects]


def refused_with(shell: Shell, passphrase: str) -> str:
    """The line with which the journal does not open."""
    return shell.refused(1, "--passphrase-file", passphrase, "list")


# init


def test_init_without_a_terminal_needs_a_word_about_encryption(shell: Shell, home: Home) -> None:
    """With none of the three options `init` is wrong use, says them all, and makes nothing."""
    line = shell.refused(2, "init", "--name", "Ana")
    for option in ("--passphrase-fd", "--passphrase-file", "--no-passphrase"):
        assert option in line
    assert not home.root.exists()


def test_init_with_a_passphrase_and_without_one(shell: Shell, old: str, home: Home) -> None:
    """Both at once are wrong use, and so are a descriptor and a file."""
    shell.refused(2, "--passphrase-file", old, "init", "--name", "Ana", "--no-passphrase")
    shell.refused(2, "--passphrase-file", old, "--passphrase-fd", "9", "init", "--name", "Ana")
    assert home.people() == []


def test_init_from_a_file_is_encrypted_from_the_start(
    shell: Shell, old: str, home: Home, clock: FixedClock
) -> None:
    """The path is the answer, the recovery code is said beside it, and it needs a key to open."""
    ran = shell("--passphrase-file", old, "init", "--name", "Ana")
    assert (ran.code, ran.out) == (0, f"{home.root / 'people' / 'Ana' / 'journal.json'}\n")
    assert len(codes(ran.err)) == 1
    with pytest.raises(NeedsKey):
        Journal.open(home, "Ana", clock=clock)


def test_init_from_a_descriptor(shell: Shell, old: str) -> None:
    """A descriptor serves as a file does."""
    reading, writing = os.pipe()
    os.write(writing, f"{OLD}\n".encode())
    os.close(writing)
    assert shell("--passphrase-fd", str(reading), "init", "--name", "Ana").code == 0
    assert texts(shell, old) == []


def test_init_asks_on_a_terminal(keyboard: Keyboard, shell: Shell, old: str) -> None:
    """Twice, in words how strong it is, and the code asked back until it is right."""
    ran = keyboard(
        "init", "--name", "Ana", hidden=[OLD, "other", OLD, OLD], lines=["0000 1111", "CODE"]
    )
    assert ran.code == 0
    assert "not the same" in ran.err
    assert "Easy to guess" in ran.err
    assert "28 signs" in ran.err
    assert "That is right." in ran.err
    assert OLD not in ran.out + ran.err
    assert texts(shell, old) == []


def test_declining_on_a_terminal_is_asked_about(
    keyboard: Keyboard, home: Home, clock: FixedClock
) -> None:
    """An empty passphrase makes a plain journal only after a yes."""
    assert keyboard("init", "--name", "Ana", hidden=[""], lines=["n"]).code == 1
    assert home.people() == []
    assert keyboard("init", "--name", "Ana", hidden=[""], lines=["y"]).code == 0
    with Journal.open(home, "Ana", clock=clock) as journal:
        assert not journal.is_encrypted


def test_a_name_that_is_taken_is_said_before_anything_is_asked(
    ana: Shell, keyboard: Keyboard
) -> None:
    """Nobody thinks of a passphrase for nothing."""
    ran = keyboard("init", "--name", "ana", hidden=[])
    assert ran.code == 1
    assert "already has a journal" in ran.err


def test_init_that_cannot_encrypt_leaves_nothing(
    shell: Shell, old: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With too little memory there is no journal, rather than one that is not encrypted."""

    def short(passphrase: Passphrase, salt: bytes, cost: Cost) -> object:
        raise TooLittleMemory(cost.memory)

    monkeypatch.setattr("journal.unlocking.argon2id", short)
    line = shell.refused(1, "--passphrase-file", old, "init", "--name", "Ana")
    assert "memory" in line
    assert home.people() == []


# Opening


def test_every_command_opens_with_the_passphrase(sealed: Shell, old: str, tmp_path: Path) -> None:
    """Writing, reading, searching and exporting work as with a plain journal."""
    phrase = ("--passphrase-file", old)
    sealed.ok(*phrase, "checkin", "--pleasant", "1", "--energy", "2", text="fine")
    sealed.ok(*phrase, "memory", "add", text="A walk")
    sealed.ok(*phrase, "plan", "add", "--on", "2026-12-01", text="Dinner")
    assert len(sealed.ok(*phrase, "list", "--json").objects) == 5
    assert len(sealed.ok(*phrase, "search", "--json", text="walk").objects) == 1
    sealed.ok(*phrase, "export", "--into", str(tmp_path / "all.md"))
    assert "hello" in (tmp_path / "all.md").read_text(encoding="utf-8")


def test_without_the_passphrase_nothing_opens(sealed: Shell) -> None:
    """With nobody to ask, one line says how to give it."""
    for command in (["list"], ["add", "share"], ["doctor"], ["passphrase", "remove"]):
        assert "--passphrase-file" in sealed.refused(1, *command, text="hello")


def test_asking_again_after_a_wrong_one(
    sealed: Shell, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    """It is asked for a few times; from the third wrong one on it makes wait, longer each time."""
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        clock.advance(seconds)

    monkeypatch.setattr(time, "sleep", wait)
    ran = keyboard("list", hidden=["no", "nope", OLD])
    assert (ran.code, waits) == (0, [])
    assert "hello" in ran.out
    ran = keyboard("list", hidden=["no"] * 5)
    assert (ran.code, waits) == (1, [2.0, 4.0])
    assert "hello" not in ran.out


def test_a_text_from_a_pipe_and_a_person_who_types(
    sealed: Shell, old: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While a text comes in on standard input the passphrase is asked for on the terminal."""
    monkeypatch.setattr("getpass.getpass", lambda _prompt: OLD)
    monkeypatch.setattr("journal.cli.here.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe")))
    assert run(["add", "share"], clock=sealed.clock) == 0
    capsys.readouterr()
    assert sorted(texts(sealed, old)) == ["from a pipe", "hello"]


def test_never_with_echo(
    sealed: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the terminal cannot hide what is typed nothing is asked."""
    import getpass
    import warnings

    def showing(_prompt: str) -> str:
        warnings.warn("echoed", getpass.GetPassWarning, stacklevel=2)
        return OLD

    monkeypatch.setattr(getpass, "getpass", showing)
    monkeypatch.setattr("journal.cli.here.can_ask", lambda: True)
    assert "without showing it" in sealed.refused(1, "list")


def test_four_different_messages(
    sealed: Shell, old: str, new: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong passphrase, too little memory, damage and a newer version are told apart."""
    folder = home.folder("Ana")
    wrong = refused_with(sealed, new)

    def short(passphrase: Passphrase, salt: bytes, cost: Cost) -> object:
        raise TooLittleMemory(cost.memory)

    with monkeypatch.context() as patch:
        patch.setattr("journal.unlocking.argon2id", short)
        memory = refused_with(sealed, old)
    keys = [folder / "keys.json", folder / "backups" / "keys.json"]
    before = keys[0].read_bytes()
    journal = (folder / "journal.json").read_bytes()
    (folder / "journal.json").write_bytes(journal[:-9])
    cut = refused_with(sealed, old)
    (folder / "journal.json").write_bytes(journal)
    for path in keys:
        path.write_bytes(before[: len(before) // 2])
    damaged = refused_with(sealed, old)
    newer = json.loads(before)
    newer["keys"]["version"] = 2
    said = _newer_keys(newer)
    for path in keys:
        path.write_bytes(said)
    version = refused_with(sealed, old)
    for path in keys:
        path.write_bytes(before)
    assert texts(sealed, old) == ["hello"]
    lines = [wrong, memory, cut, damaged, version]
    assert len(set(lines)) == len(lines)
    for line, word in zip(
        lines, ("passphrase", "memory", "damaged", "damaged", "newer"), strict=True
    ):
        assert word in line


def _newer_keys(document: dict[str, object]) -> bytes:
    """The keys file of a later version, with the check that every version has."""
    import hashlib

    keys = json.dumps(document["keys"], separators=(",", ":")).encode()
    mac = str(document["mac"])
    check = hashlib.blake2b(mac.encode() + keys, digest_size=16).hexdigest()
    return b'{"check":"%s","mac":"%s","keys":%s}' % (check.encode(), mac.encode(), keys)


# Changing


def test_set_encrypts_and_prints_the_code(ana: Shell, old: str, home: Home) -> None:
    """From either place a script may give it; what was written before is sealed, too."""
    ana.ok("add", "share", text="before")
    ran = ana("passphrase", "set", "--new-passphrase-file", old)
    assert ran.code == 0
    RecoveryCode.read(ran.out)
    assert texts(ana, old) == ["before"]
    assert "already" in ana.refused(1, "--passphrase-file", old, "passphrase", "set")
    assert ana("--passphrase-file", old, "passphrase", "remove").code == 0
    assert ana("--passphrase-file", old, "passphrase", "set").code == 0
    assert texts(ana, old) == ["before"]


def test_set_asks_on_a_terminal(ana: Shell, keyboard: Keyboard, old: str) -> None:
    """As at the beginning, but it cannot be declined."""
    ran = keyboard("passphrase", "set", hidden=["", OLD, OLD], lines=["CODE"])
    assert (ran.code, ran.out) == (0, "")
    assert "is empty" in ran.err
    assert texts(ana, old) == []


def test_names_make_a_weak_passphrase(ana: Shell, keyboard: Keyboard) -> None:
    """Weak ones are named so, and taken."""
    ran = keyboard("passphrase", "set", hidden=["AnaBen", "AnaBen"], lines=["CODE"])
    assert ran.code == 0
    assert "Easy to guess" in ran.err


def test_change_says_what_it_does_not_do(sealed: Shell, old: str, new: str) -> None:
    """Only the new one opens the journal; that an old copy opens with the old one is said."""
    ran = sealed("--passphrase-file", old, "passphrase", "change", "--new-passphrase-file", new)
    assert (ran.code, ran.out) == (0, "")
    assert "--new-key" in ran.err
    assert texts(sealed, new) == ["hello"]
    assert "does not open" in refused_with(sealed, old)


def test_a_new_key_shuts_out_old_keys(sealed: Shell, old: str, new: str, home: Home) -> None:
    """With the old keys put back nothing opens any more, not with either passphrase."""
    folder = home.folder("Ana")
    before = (folder / "keys.json").read_bytes()
    ran = sealed(
        *("--passphrase-file", old, "passphrase", "change", "--new-key"),
        *("--new-passphrase-file", new),
    )
    assert ran.code == 0
    RecoveryCode.read(ran.out)
    assert texts(sealed, new) == ["hello"]
    for path in (folder / "keys.json", folder / "backups" / "keys.json"):
        path.write_bytes(before)
    refused_with(sealed, old)
    refused_with(sealed, new)


def test_change_asks_for_both(sealed: Shell, keyboard: Keyboard, new: str) -> None:
    """The old one once, the new one twice."""
    ran = keyboard("passphrase", "change", hidden=[OLD, NEW, NEW])
    assert ran.code == 0
    assert texts(sealed, new) == ["hello"]


def test_change_without_a_new_one_is_wrong_use(sealed: Shell, old: str) -> None:
    """A script has to give both."""
    line = sealed.refused(2, "--passphrase-file", old, "passphrase", "change")
    assert "--new-passphrase-fd" in line
    assert texts(sealed, old) == ["hello"]


def test_remove_makes_it_plain(sealed: Shell, old: str, home: Home) -> None:
    """No passphrase is asked for afterwards, and no keys are left."""
    ran = sealed("--passphrase-file", old, "passphrase", "remove")
    assert (ran.code, ran.out) == (0, "")
    assert [found["text"] for found in sealed.ok("list", "--json").objects] == ["hello"]
    assert not (home.folder("Ana") / "keys.json").exists()
    ran = sealed("--passphrase-file", old, "list")
    assert ran.code == 0
    assert "not encrypted" in ran.err
    for command in (["passphrase", "remove"], ["passphrase", "change"], ["recover"]):
        assert "not encrypted" in sealed.refused(1, *command)


# Recovering


def test_recover_with_the_code(shell: Shell, old: str, new: str, tmp_path: Path) -> None:
    """A new passphrase and a new code; the old ones open nothing any more."""
    first = shell("--passphrase-file", old, "init", "--name", "Ana")
    code = secret(tmp_path / "code", codes(first.err)[0].lower().replace(" ", "-"))
    command = ("recover", "--code-file", code, "--new-passphrase-file", new)
    ran = shell(*command)
    assert ran.code == 0
    RecoveryCode.read(ran.out)
    assert texts(shell, new) == []
    assert "does not open" in refused_with(shell, old)
    assert "not the recovery code" in shell.refused(1, *command)
    again = secret(tmp_path / "again", ran.out)
    assert shell("recover", "--code-file", again, "--new-passphrase-file", old).code == 0
    assert texts(shell, old) == []


def test_recover_asks(sealed: Shell, keyboard: Keyboard, old: str, new: str) -> None:
    """A slip in the code is said with its place; then the passphrase is asked for twice."""
    first = keyboard(
        "--passphrase-file", old, "passphrase", "change", "--new-key",
        hidden=[OLD, OLD], lines=["CODE"],
    )  # fmt: skip
    code = codes(first.err)[-1]
    slip = ("0" if code[0] != "0" else "1") + code[1:]
    ran = keyboard("recover", hidden=[NEW, NEW], lines=[slip, code, "CODE"])
    assert ran.code == 0
    assert "group 1" in ran.err
    assert texts(sealed, new) == ["hello"]


def test_recover_though_the_journal_is_damaged(
    shell: Shell, old: str, new: str, tmp_path: Path, home: Home
) -> None:
    """The keys get the new passphrase all the same, and with it a backup can be restored."""
    first = shell("--passphrase-file", old, "init", "--name", "Ana")
    shell.ok("--passphrase-file", old, "add", "share", text="hello")
    code = secret(tmp_path / "code", codes(first.err)[0])
    file = home.folder("Ana") / "journal.json"
    file.write_bytes(file.read_bytes()[:-9])
    ran = shell("recover", "--code-file", code, "--new-passphrase-file", new)
    assert ran.code == 1
    RecoveryCode.read(ran.out)
    assert "damaged" in ran.err
    into = str(tmp_path / "back")
    shell.ok("--passphrase-file", new, "backup", "restore", "newest", "--into", into)


def test_recover_without_a_code_is_wrong_use(sealed: Shell, new: str, tmp_path: Path) -> None:
    """A script has to give it, and rightly."""
    sealed.refused(2, "recover", "--new-passphrase-file", new)
    wrong = secret(tmp_path / "wrong", "0000 1111")
    line = sealed.refused(1, "recover", "--code-file", wrong, "--new-passphrase-file", new)
    assert "28 signs; here are 8" in line
    alone = secret(tmp_path / "alone", "0")
    line = sealed.refused(1, "recover", "--code-file", alone, "--new-passphrase-file", new)
    assert "28 signs; here is 1" in line


# What the store asks


def test_a_lock_of_another_machine_is_asked_about(
    sealed: Shell, old: str, keyboard: Keyboard, home: Home
) -> None:
    """It opens only with the flag, or with a yes."""
    holder = home.folder("Ana") / "journal.holder"
    left = {"pid": 7, "host": "attic", "since": "2026-11-22T20:00:00+01:00"}
    holder.write_text(json.dumps(left), encoding="utf-8")
    line = refused_with(sealed, old)
    assert "attic" in line
    assert "--take-over" in line
    assert keyboard("list", hidden=[OLD], lines=["n"]).code == 1
    assert holder.exists()
    ran = keyboard("list", hidden=[OLD], lines=["y"])
    assert (ran.code, "hello" in ran.out) == (0, True)
    holder.write_text(json.dumps(left), encoding="utf-8")
    sealed.ok("--take-over", "--passphrase-file", old, "list")


def test_changed_outside_can_be_accepted(ana: Shell, home: Home) -> None:
    """A plain file that somebody edited opens only with the flag, and a copy is kept."""
    ana.ok("add", "share", text="hello")
    path = home.folder("Ana") / "journal.json"
    path.write_bytes(path.read_bytes().replace(b"hello", b"howdy"))
    assert "--accept-changes" in ana.refused(1, "list")
    ran = ana("--accept-changes", "list")
    assert ran.code == 0
    assert "howdy" in ran.out
    assert "kept as" in ran.err
    assert "howdy" in ana.ok("list").out
