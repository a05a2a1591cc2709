"""Of what two people exchange nothing is in the clear, and of the rest nothing is exchanged.

Canary words through pairing, sharing, replies, sealed answers and leaving; then every byte read,
on both machines and in the folder between them, and every byte that the pair key would open.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest

from journal.model.secret import Secret
from journal.sync import invitation, seal
from tests.cli.keyboard import secret
from tests.cli.running import Person, Ran, Shell, Two, make_keys_quick
from tests.clocks import FixedClock
from tests.test_canary import CANARY, in_the_clear

FOLDER = "zqbetween"
"""The name of the folder; it stands in no file."""

PROMPT = "vulnerable-light-01"

PRIVATE = f"{CANARY}private"
SHARED = f"{CANARY}shared"


class Sealed:
    """Everything that was sealed for the exchange, as the pair key would open it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.inside: list[bytes] = []
        shut = seal.shut_under

        def noting(key: Secret, associated: bytes, data: Secret) -> bytes:
            self.inside.append(data.reveal())
            return shut(key, associated, data)

        for module in (seal, invitation):
            if hasattr(module, "shut_under"):
                monkeypatch.setattr(module, "shut_under", noting)

    def has(self, text: str) -> bool:
        """Tell whether it stands anywhere in that."""
        return any(text.lower().encode() in each.lower() for each in self.inside)


class Evening:
    """Ana and Ben with encrypted journals, and all that must not be found."""

    def __init__(self, two: Two, sealed: Sealed, root: Path) -> None:
        self.two, self.sealed, self.root = two, sealed, root
        self.code = ""
        self.words: list[str] = []
        self.private: list[str] = []
        """Ids and times of what was kept and not shared."""

    def pair(self) -> None:
        """Pair by commands, looking at every byte after each."""
        where = ("--folder", str(self.two.folder))
        self.code = self.two.ana("pair", "invite", *where).out.splitlines()[-1]
        self.nothing_is_found()
        assert self.two.ben("pair", "accept", *where, text=self.code).code == 0
        self.nothing_is_found()
        self.words = self.two.ana.status()["words"]
        assert self.two.ben.status()["words"] == self.words
        self.nothing_is_found()
        for person in (self.two.ana, self.two.ben):
            assert person("pair", "confirm").code == 0
            self.nothing_is_found()
        self.two.carry()

    def keep(self, person: Person, *command: str, text: str) -> str:
        """Keep something for oneself, at an instant of its own."""
        person.clock.advance(61.007)
        ran = self.quietly(person, *command, text=text)
        moment = person.clock.now().timestamp()
        self.private += [ran.id, str(int(moment * 1000)), person.clock.now().strftime("%H:%M:%S")]
        person.clock.advance(59.5)
        return ran.id

    def quietly(self, person: Person, *command: str, text: str = "") -> Ran:
        """Run a command that must succeed and show nothing of anybody's words."""
        ran = person(*command, text=text)
        assert ran.code == 0, ran.err
        assert CANARY not in (ran.out + ran.err).lower()
        return ran

    def nothing_is_found(self) -> None:
        """No canary, no code, no four words, no name of the folder in any byte on any disk."""
        assert in_the_clear(self.root) == []
        forms = [FOLDER.encode(), self.root.as_posix().encode()]
        if self.code:
            bare = self.code.replace("-", "")
            forms += [self.code.encode(), bare.encode(), bare.lower().encode()]
        for path in self.root.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            assert [form for form in forms if form in data] == [], path
            for one, other in zip(self.words, self.words[1:], strict=False):
                near = one.encode() + rb".{0,6}" + other.encode()
                assert re.search(near, data, re.DOTALL | re.IGNORECASE) is None, path

    def nothing_private_is_sealed(self) -> None:
        """Whoever has the pair key finds no private word, id or time, and no name of a place."""
        assert self.sealed.inside != []
        for private in (PRIVATE, FOLDER, *self.private):
            assert not self.sealed.has(private), private
            for path in self.two.folder.rglob("*"):
                data = path.read_bytes() if path.is_file() else b""
                assert private.encode() not in path.name.encode() + b"\0" + data


@pytest.fixture
def shell(
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Shell:
    """A shell whose working folder and temp folder are searched, too; keys cost nothing."""
    make_keys_quick(monkeypatch)
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.chdir(tmp_path / "temp")
    return Shell(clock, monkeypatch, capsys)


def couple(shell: Shell, root: Path, phrases: Path | None) -> Two:
    """Two journals on two machines, encrypted by phrases that lie elsewhere, or not encrypted."""
    people = []
    for name in ("Ana", "Ben"):
        before: tuple[str, ...] = ()
        if phrases is not None:
            path = secret(phrases / name, f"{CANARY} phrase of {name}")
            before = ("--passphrase-file", path)
        person = Person(shell, root / name.lower(), *before)
        plain = () if before else ("--no-passphrase",)
        assert person("init", "--name", name, *plain).code == 0
        people.append(person)
    (root / FOLDER).mkdir()
    ana, ben = people
    return Two(ana, ben, root / FOLDER)


@pytest.fixture
def evening(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Evening:
    """Ana and Ben with encrypted journals, not paired yet."""
    two = couple(shell, tmp_path, tmp_path_factory.mktemp("phrases"))
    return Evening(two, Sealed(monkeypatch), tmp_path)


def test_an_evening_of_two(evening: Evening) -> None:
    """From the invitation to leaving: nothing in the clear anywhere, nothing private sealed."""
    two = evening.two
    evening.pair()
    kept = evening.keep(two.ana, "add", "share", text=f"{PRIVATE}one #{PRIVATE}tag")
    evening.keep(two.ben, "memory", "add", "--place", f"{PRIVATE}p", text=f"{PRIVATE}t\n{PRIVATE}w")
    later = evening.keep(two.ana, "add", "communicate", text=f"{SHARED}walk")
    ran = two.ana("share", later)
    assert (ran.code, f"{SHARED}walk" in ran.err) == (0, True)
    evening.private.remove(later)
    evening.nothing_is_found()
    two.carry()
    assert evening.sealed.has(f"{SHARED}walk")
    assert later in two.ben("list", "--json").out
    evening.quietly(two.ben, "reply", later, text=f"{SHARED}reply")
    for person in (two.ana, two.ben):
        text = f"{SHARED}answer of one"
        ran = person("answer", PROMPT, "--sealed", text=text)
        assert (ran.code, text in ran.err) == (0, True)
        evening.nothing_is_found()
        two.carry()
    evening.keep(two.ana, "answer", "today", text=f"{PRIVATE}answer")
    two.carry()
    assert evening.sealed.has(f"{SHARED}reply")
    assert two.ben("list").out.count(f"{SHARED}answer") == 2
    evening.private.append(evening.quietly(two.ana, "unshare", later).id)
    two.carry()
    assert kept not in two.ben("list", "--json").out
    evening.quietly(two.ben, "doctor")
    evening.quietly(two.ben, "backup", "restore", "newest", "--into", str(evening.root / "back"))
    evening.nothing_is_found()
    evening.nothing_private_is_sealed()
    evening.quietly(two.ana, "unpair")
    evening.quietly(two.ben, "unpair", "--forget-received")
    evening.nothing_is_found()
    evening.nothing_private_is_sealed()


def test_what_fails_says_nothing(evening: Evening) -> None:
    """Codes, ids and texts that are wrong or in the wrong place are not repeated anywhere."""
    two = evening.two
    evening.pair()
    for command in (
        ("pair", "accept", "--folder", str(two.folder)),
        ("pair", "accept", "--folder", str(two.folder), f"{CANARY}code"),
        ("share", f"{CANARY}id"),
        ("unshare", f"{CANARY}id"),
        ("reply", f"{CANARY}id"),
        ("reply", "0" * 32),
        ("answer", f"{CANARY}question", "--sealed"),
        ("answer", "today", f"{CANARY}words"),
        ("sync", CANARY),
        ("unpair", CANARY),
    ):
        ran = two.ana(*command, text=f"{CANARY}text")
        assert ran.code in (1, 2)
        assert CANARY not in ran.out + ran.err
    evening.nothing_is_found()


def test_the_search_finds_words_that_are_not_encrypted(shell: Shell, tmp_path: Path) -> None:
    """The net has no hole: in plain journals the words are found, in the folder between never."""
    two = couple(shell, tmp_path, None)
    two.pair()
    kept = two.ana.ok("add", "share", text=f"{SHARED}walk").id
    assert two.ana("share", kept).code == 0
    two.carry()
    found = in_the_clear(tmp_path)
    for name in ("ana", "ben"):
        assert any(path.startswith(f"{name}/home/people/") for path in found)
    assert not any(path.startswith(FOLDER) for path in found)
