"""Nothing a person wrote is in the clear: canary words through everything, then every byte read."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from journal.app import Twofold
from journal.content import catalogue
from journal.model.passphrase import Passphrase
from journal.model.plain import plain
from journal.model.recovery_code import RecoveryCode
from journal.screens import PAGES
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal, Query
from journal.unlocking import Unlocking, create
from tests.cli.keyboard import codes, secret
from tests.cli.running import Ran, Shell
from tests.clocks import FixedClock
from tests.records import every_kind
from tests.screens.driving import until, write
from tests.store.vaults import quick_stretch
from tests.sync.paired import hear, pair_up

ROOT = Path(__file__).parent.parent

CANARY = "zqcanary"
"""No word of any language and in no text of ours; each use has letters of its own after it."""

PHRASE, SECOND = f"{CANARY} phrase one", f"{CANARY} phrase two"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temp folder and the working folder are places that are searched, too."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    for name in ("temp", "cwd"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.chdir(tmp_path / "cwd")


@pytest.fixture
def shell(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A shell where nobody has a journal yet."""
    return Shell(clock, monkeypatch, capsys)


@pytest.fixture
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what a script holds; it is the script's own, and not searched."""
    return tmp_path_factory.mktemp("secrets")


def in_the_clear(root: Path) -> list[str]:
    """Name every file and folder in which a canary can be read, in any usual coding and case."""
    forms = [CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    forms += [CANARY.encode().hex().encode(), CANARY[::-1].encode()]
    found = []
    for path in root.rglob("*"):
        data = str(path.relative_to(root)).encode()
        if path.is_file():
            data += b"\0" + path.read_bytes()
        if any(form in data.lower() for form in forms):
            found.append(str(path.relative_to(root)))
    return found


class Commands:
    """Every command that takes words, each with canaries, on a journal of either sort."""

    def __init__(self, shell: Shell, *before: str) -> None:
        self._shell, self._before = shell, before
        self._number = 0

    @property
    def word(self) -> str:
        """Another canary."""
        self._number += 1
        return f"{CANARY}{self._number}"

    def quietly(self, *args: str, text: str = "") -> Ran:
        """Run a command that does not show what was written; neither stream has a word of it."""
        ran = self._shell(*self._before, *args, text=text)
        assert CANARY not in (ran.out + ran.err).lower()
        return ran

    def write(self) -> None:
        """Write in every way that there is, rightly and wrongly."""
        for step in ("communicate", "listen", "vulnerable", "transparent", "share", "help"):
            assert self.quietly("add", step, text=f"{self.word} #{self.word}").code == 0
        feeling = ("checkin", "--pleasant", "-2", "--energy", "1", "--word", self.word)
        assert self.quietly(*feeling, text=self.word).code == 0
        memory = ("memory", "add", "--place", self.word, "--tag", self.word)
        assert self.quietly(*memory, text=f"{self.word}\n{self.word}").code == 0
        plan = ("plan", "add", "--on", "tomorrow", "--every", "weekly")
        assert self.quietly(*plan, text=f"{self.word}\n{self.word}").code == 0
        assert self.quietly("answer", "today", text=self.word).code == 0
        for wrong in (
            ("answer", self.word),
            ("share", self.word),
            ("reply", self.word),
            ("add", "share", "--day", self.word),
            ("add", "share", self.word),
            ("memory", "add", "--tag", f"{self.word} !"),
            ("plan", "add", "--on", "today", "--every", self.word),
        ):
            assert self._shell(*self._before, *wrong, text=self.word).code == 2

    def read(self, into: Path) -> None:
        """Show, find, verify; what is shown is shown, and only there."""
        for args in (("list",), ("list", "--json"), ("search", CANARY)):
            ran = self._shell(*self._before, *args)
            assert CANARY in ran.out
            assert CANARY not in ran.err
        assert self.quietly("doctor").code == 0
        assert self.quietly("backup", "list").code == 0
        assert self.quietly("backup", "restore", "newest", "--into", str(into)).code == 0


def test_the_search_finds_words_in_a_plain_journal(shell: Shell, tmp_path: Path) -> None:
    """The net has no hole: without encryption the canaries are found."""
    shell.ok("init", "--no-passphrase", "--name", "Ana", "--partner", f"{CANARY}partner")
    Commands(shell).write()
    assert "home/people/Ana/journal.json" in in_the_clear(tmp_path)


def test_every_command_on_an_encrypted_journal(shell: Shell, tmp_path: Path, secrets: Path) -> None:
    """From the first command to the last nothing is in the clear, the passphrases neither."""
    first, second = secret(secrets / "first", PHRASE), secret(secrets / "second", SECOND)
    name = ("--name", "Ana", "--partner", f"{CANARY}partner")
    made = shell("--passphrase-file", first, "init", *name)
    assert made.code == 0
    assert in_the_clear(tmp_path) == []
    commands = Commands(shell, "--passphrase-file", first)
    commands.write()
    assert in_the_clear(tmp_path) == []
    commands.read(tmp_path / "back")
    new = ("--new-passphrase-file", second)
    assert commands.quietly("passphrase", "change", *new).code == 0
    commands = Commands(shell, "--passphrase-file", second)
    anew = commands.quietly("passphrase", "change", "--new-key", "--new-passphrase-file", first)
    code = secret(secrets / "code", anew.out)
    assert anew.code == 0
    assert Commands(shell).quietly("recover", "--code-file", code, *new).code == 0
    commands.write()
    assert commands.quietly("passphrase", "change", "--wrong", f"{CANARY}x").code == 2
    assert in_the_clear(tmp_path) == []
    _no_codes(tmp_path, made.err + anew.out)


def _no_codes(root: Path, shown: str) -> None:
    """No recovery code that was shown lies on the disk, as signs or as what they stand for."""
    for code in codes(shown):
        secret_bytes = RecoveryCode.read(code).reveal()
        forms = [code, code.replace(" ", ""), secret_bytes.hex()]
        for path in root.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            assert secret_bytes not in data
            assert not any(form.encode() in data for form in forms)


def test_encrypting_a_journal_that_was_plain(
    shell: Shell, tmp_path: Path, home: Home, secrets: Path
) -> None:
    """Journal, log, backups, drafts and files kept aside of the plain time are sealed or gone."""
    shell.ok("init", "--no-passphrase", "--name", "Ana")
    Commands(shell).write()
    folder = home.folder("Ana")
    with Journal.open(home, "Ana", clock=shell.clock) as journal:
        keep_draft(journal)
    file = folder / "journal.json"
    file.write_bytes(file.read_bytes().replace(CANARY.encode(), b"zqCanary", 1))
    assert shell("--accept-changes", "list").code == 0
    shell.clock.advance(days=3)
    Commands(shell).write()
    found = in_the_clear(tmp_path)
    assert any("backups" in name for name in found)
    assert any("drafts" in name for name in found)
    assert any("changed" in name for name in found)
    phrase = secret(secrets / "phrase", PHRASE)
    ran = Commands(shell).quietly("passphrase", "set", "--new-passphrase-file", phrase)
    assert ran.code == 0
    assert in_the_clear(tmp_path) == []
    commands = Commands(shell, "--passphrase-file", phrase)
    commands.write()
    commands.read(tmp_path / "back")
    assert in_the_clear(tmp_path) == []


def keep_draft(journal: Journal) -> None:
    """Leave a draft on the disk."""
    day = journal.clock.now().date()
    values = {"text": f"{CANARY}draft", "title": f"{CANARY}title"}
    journal.drafts.keep("compose", day=day, kind="entry", values=values)
    journal.drafts.flush().result()


def encrypted(home: Home, clock: FixedClock) -> Journal:
    """Ana's journal under a passphrase, open."""
    phrase = Passphrase.typed(PHRASE)
    journal, _code = create(home, "Ana", f"{CANARY}partner", clock, phrase)
    return journal


async def test_what_the_screens_do(home: Home, clock: FixedClock, tmp_path: Path) -> None:
    """Every kind of record kept, edited, deleted and brought back; drafts; a change of names."""
    with encrypted(home, clock) as journal:
        session = Session(home, journal, Settings(), clock, catalogue())
        records = every_kind(f"{CANARY}record", session.today, author=journal.me.id)
        kept = await session.keep(*records)
        assert kept is not None
        keep_draft(journal)
        assert await session.delete(kept[0], kept[1])
        assert await session.undo()
        await session.toggle_star(kept[0])
        journal.rename(partner=f"{CANARY}renamed").result()
        session.change_settings(Settings(day_ends=5))
        assert journal.search(Query.parse(plain(CANARY)))
        assert in_the_clear(tmp_path) == []  # what a power cut now would leave
        journal.fold().result()
        journal.delete_for_good(kept[0]).result()
        assert in_the_clear(tmp_path) == []
    assert in_the_clear(tmp_path) == []
    with Unlocking(home, "Ana", clock).open_with(Passphrase.typed(PHRASE)) as journal:
        assert journal.drafts.at("compose") is not None
        in_lists = [record for record in records if not record.APART]
        assert len(list(journal.records())) >= len(in_lists) - 1


async def test_every_page(
    home: Home, clock: FixedClock, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The program itself, on every page and with typing, writes no word of it anywhere."""
    journal = encrypted(home, clock)
    session = Session(home, journal, Settings(), clock, catalogue())
    kept = journal.commit(every_kind(CANARY, session.today, author=journal.me.id)).result()
    pair_up(journal, f"{CANARY}partner")
    journal.share(kept[0]).result()
    theirs = every_kind(f"{CANARY}theirs", session.today, author=journal.partner.id)
    hear(journal, *(each for each in theirs if each.about is None and not each.PRIVATE))
    async with Twofold(session).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for mode in PAGES:
            pilot.app.switch_mode(mode)
            await pilot.pause()
        pilot.app.switch_mode("today")
        await pilot.pause()
        await pilot.press("n")
        await write(pilot, f"{CANARY}typed")
        await until(pilot, journal.drafts.all)
        journal.drafts.flush().result()
        assert in_the_clear(tmp_path) == []
    journal.close()
    assert in_the_clear(tmp_path) == []
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err


FAULT = f"""
import asyncio, sys, threading
from journal.cli import main
from journal.cli.failing import say_no_words
say_no_words()
word = "{CANARY}"
def broken():
    held = word
    raise KeyError(held)
thread = threading.Thread(target=broken)
thread.start()
thread.join()
async def forgotten():
    asyncio.ensure_future(asyncio.to_thread(broken))
    await asyncio.sleep(0.05)
asyncio.run(forgotten())
class Dies:
    def __del__(self):
        raise ValueError(word)
Dies()
raise KeyError(word)
"""


def test_a_fault_on_any_thread_says_no_word() -> None:
    """Threads, tasks and finalizers that break are a line each, with no value in it."""
    ran = subprocess.run(
        [sys.executable, "-c", FAULT], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert ran.returncode == 1
    assert ran.stderr.count(b"something broke inside Twofold") == 3
    assert CANARY.encode() not in ran.stdout + ran.stderr
