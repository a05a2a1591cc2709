"""Private notes on touch and care, and half-said signs, leave the machine in nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from textual.app import App

from journal.model.kinds import (
    CareHeard,
    CareLine,
    FeltSafe,
    Guess,
    NeutralView,
    SignCheck,
    Surprise,
    Touch,
    TouchNote,
    TouchToday,
    ToughTime,
)
from journal.model.passphrase import Passphrase
from journal.model.record import BOTH, Record
from journal.session import Session
from journal.store import Journal
from tests.cli.running import Person, Shell
from tests.clocks import FixedClock
from tests.screens.conftest import Open, opened, session
from tests.screens.driving import until, write
from tests.store.vaults import quick_stretch
from tests.test_safe_is_private import Inside, couple, lies_in, shell

__all__ = ["opened", "session", "shell"]

BIRD = "zqprivate"
"""A word that is in no text of ours."""


def notes(journal: Journal, clock: FixedClock) -> list[str]:
    """Keep a private note of every sort, as the pages do; gives their ids."""
    day = clock.now().date()
    guess = Guess(sort="feeling", text=BIRD, day=day)
    made: list[Record] = [
        Touch(text=BIRD, how="not", day=day),
        Touch(text=f"{BIRD} too", how="welcome", day=day),
        TouchToday(welcome=False, day=day),
        TouchNote(text=BIRD, day=day),
        CareLine(situation="own", name=BIRD, be_there=BIRD, helps=BIRD, helps_not=BIRD, sign=BIRD,
                 day=day),
        CareHeard(text=BIRD, day=day),
        ToughTime(need="space", situation="own", name=BIRD, text=BIRD, day=day),
        NeutralView(what=BIRD, text=BIRD, day=day),
        SignCheck(near=1, day=day),
        FeltSafe(safe=1, day=day),
        guess,
    ]  # fmt: skip
    kept = journal.commit(made).result()
    about = next(each for each in kept if isinstance(each, Guess)).reference
    kept += journal.commit([Surprise(text=BIRD, about=about, day=day)]).result()
    return [each.id for each in kept]


def tells(data: bytes, ids: list[str]) -> list[str]:
    """Name what in these bytes would tell of a note: its words, or which one it is."""
    return [each for each in (BIRD, *ids) if each.encode() in data]


def test_nothing_of_them_is_sealed_for_the_other(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What both share goes, and of what is private no word, no id and no byte is in the folder."""
    inside, two = Inside(monkeypatch), couple(shell, tmp_path)
    before = lies_in(two.folder)
    with two.ana.opened() as journal:
        ids = notes(journal, shell.clock)
    assert two.ana.sync()["sent"] == 0
    assert lies_in(two.folder) == before
    with two.ana.opened() as journal:
        day = shell.clock.now().date()
        shared = Touch(text="zqshared", how="welcome", audience=BOTH, day=day)
        journal.commit([shared]).result()
        guide = CareLine(situation="sad", be_there="zqguide", audience=BOTH, day=day)
        journal.commit([guide]).result()
    two.carry()
    with two.ben.opened() as journal:
        assert {each.text for each in journal.of_kind(Touch)} == {"zqshared"}
        assert [each.be_there for each in journal.of_kind(CareLine)] == ["zqguide"]
        assert journal.of_kind(TouchToday) == []
    assert any(b"zqshared" in each for each in inside.seen)
    for sealed in (*inside.seen, *lies_in(two.folder).values()):
        assert tells(sealed, ids) == []


def test_deleting_and_changing_them_moves_no_byte(shell: Shell, tmp_path: Path) -> None:
    """A private note that is changed, starred or put in the bin is nothing to the other."""
    two = couple(shell, tmp_path)
    before = lies_in(two.folder)
    with two.ana.opened() as journal:
        notes(journal, shell.clock)
        journal.delete(*journal.of_kind(TouchNote), *journal.of_kind(CareLine)).result()
        notes(journal, shell.clock)
    assert two.ana.sync()["sent"] == 0
    assert lies_in(two.folder) == before


def test_an_export_of_what_is_shared_has_none_of_them(shell: Shell, tmp_path: Path) -> None:
    """Only what is shared, as text and as data, holds no private note; what is one's own does."""
    person = Person(shell, tmp_path / "ana")
    assert person("init", "--name", "Ana", "--no-passphrase").code == 0
    with person.opened() as journal:
        ids = notes(journal, shell.clock)
    for name in ("a.md", "a.json"):
        for only, has in (("shared", False), ("mine", True)):
            file = tmp_path / f"{only}-{name}"
            assert person("export", "--into", str(file), "--only", only).code == 0
            assert bool(tells(file.read_bytes(), ids)) is has


async def test_typed_by_keys_in_an_encrypted_journal(
    opened: Open,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Kept, half typed and locked away, they are in no file, no title, no clipboard, no output."""
    copied: list[str] = []
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    monkeypatch.setattr(App, "copy_to_clipboard", lambda _app, text: copied.append(text))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    session.unlocking.encrypt(session.journal, Passphrase.typed("anvil mirth"))
    journal, ids = session.journal, notes(session.journal, FixedClock())
    async with opened("touch") as pilot:
        await pilot.press("n", "f")
        await until(pilot, lambda: pilot.app.focused is not None)
        await write(pilot, BIRD)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(TouchNote)) == 2)
        await pilot.press("n", "t")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await write(pilot, BIRD)
        await pilot.press("escape", "E")
        await until(pilot, lambda: pilot.app.current_mode == "empathy")
        await pilot.press("c", "3")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await write(pilot, BIRD)
        assert pilot.app.title == "Twofold"
        assert pilot.app.sub_title == ""
        await until(pilot, lambda: len(journal.drafts.all()) == 2)
        journal.drafts.flush().result()
        assert _files_that_tell(tmp_path, ids) == []
        journal.fold().result()
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app._exit)
    journal.close()
    assert _files_that_tell(tmp_path, ids) == []
    said = capfd.readouterr()
    assert tells((said.out + said.err).encode(), ids) == []
    assert copied == []


def test_the_net_has_no_hole(shell: Shell, tmp_path: Path) -> None:
    """In a journal that is not encrypted they are found, in files of the store and no other."""
    person = Person(shell, tmp_path / "ana")
    assert person("init", "--name", "Ana", "--no-passphrase").code == 0
    with person.opened() as journal:
        ids = notes(journal, shell.clock)
    found = _files_that_tell(tmp_path, ids)
    assert found
    assert all(each.startswith("ana/home/people/Ana/") for each in found)


def _files_that_tell(root: Path, ids: list[str]) -> list[str]:
    files = [each for each in root.rglob("*") if each.is_file()]
    assert len(files) > 2
    return [str(each.relative_to(root)) for each in files if tells(each.read_bytes(), ids)]
