"""`backup list|restore` and `doctor`, on plain and on encrypted journals."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.model.kinds import Entry
from journal.store import Home, Journal
from tests.cli.keyboard import secret
from tests.cli.running import Shell

PHRASE = "anvil mirth"


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    """A file with the passphrase."""
    return secret(tmp_path / "phrase", PHRASE)


def restored(shell: Shell, folder: Path, tmp_path: Path, *before: str) -> list[str]:
    """Open a restored folder as somebody's journal and read it."""
    people = tmp_path / "other" / "people"
    people.mkdir(parents=True)
    folder.rename(people / "Ana")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNAL_HOME", str(tmp_path / "other"))
        return [found["text"] for found in shell.ok(*before, "list", "--json").objects]


def test_a_plain_backup_is_listed_and_restored(ana: Shell, tmp_path: Path) -> None:
    """The backup of the day can be written into a new folder, and that is a journal."""
    ana.ok("add", "share", text="first")
    day = ana.clock.now().date().isoformat()
    listed = ana.ok("backup", "list").out
    assert listed.startswith(day)
    assert listed.endswith("not encrypted\n")
    ana.ok("add", "share", text="later")
    into = tmp_path / "back"
    assert ana.ok("backup", "restore", day, "--into", str(into)).out == f"{into}/journal.json\n"
    assert "something in that folder" in ana.refused(
        1, "backup", "restore", "newest", "--into", str(into)
    )
    assert restored(ana, into, tmp_path) == ["first"]


def test_an_encrypted_backup_needs_the_passphrase(ana: Shell, phrase: str, tmp_path: Path) -> None:
    """It is listed without, restored with it, and opens with it where it was restored."""
    ana.ok("add", "share", text="first")
    assert ana("passphrase", "set", "--new-passphrase-file", phrase).code == 0
    assert "  encrypted" in ana.ok("backup", "list").out
    into = tmp_path / "back"
    restore = ("backup", "restore", "newest", "--into", str(into))
    assert "--passphrase-file" in ana.refused(1, *restore)
    assert not into.exists()
    ana.ok("--passphrase-file", phrase, *restore)
    assert restored(ana, into, tmp_path, "--passphrase-file", phrase) == ["first"]


def test_no_backup_and_no_such_day(shell: Shell, home: Home) -> None:
    """Both are said; nothing is made."""
    with Journal.create(home, "Ana", clock=shell.clock):
        ran = shell("backup", "list")
        assert (ran.code, ran.out) == (0, "")
        assert "no backup" in ran.err
        shell.refused(1, "backup", "restore", "2020-01-01", "--into", str(home.root / "x"))


def test_the_doctor_finds_nothing(ana: Shell, phrase: str) -> None:
    """A good journal is well, plain or encrypted, and not a byte is changed by looking."""
    ana.ok("add", "share", text="hello")
    file = Path(ana.ok("where").out.strip())
    before = file.read_bytes()
    assert ana.ok("doctor").out.endswith("All is well.\n")
    assert file.read_bytes() == before
    assert ana("passphrase", "set", "--new-passphrase-file", phrase).code == 0
    assert "All is well." in ana.ok("--passphrase-file", phrase, "doctor").out


def test_the_doctor_finds_damage(ana: Shell) -> None:
    """Damage exits 1, its line is marked, and the file stays as it is."""
    ana.ok("add", "share", text="hello")
    file = Path(ana.ok("where").out.strip())
    file.write_bytes(file.read_bytes()[:-20])
    before = file.read_bytes()
    ran = ana("doctor")
    assert (ran.code, ran.err) == (1, "")
    assert "! " in ran.out
    assert file.read_bytes() == before


def test_the_doctor_and_backups_while_the_program_is_open(ana: Shell, home: Home) -> None:
    """Looking takes no lock."""
    with Journal.open(home, "Ana", clock=ana.clock) as journal:
        journal.add(Entry(day=ana.clock.now().date(), step="share", text="hello")).result()
        assert ana("doctor").code == 0
        ana("backup", "list")


@pytest.mark.parametrize("harm", ["damaged", "missing"])
def test_the_doctor_goes_on_without_keys(ana: Shell, phrase: str, harm: str) -> None:
    """Keys that are damaged or gone are one line of the report; checksums are verified all the
    same, of files that nobody can read any more, and one that does not match is marked.
    """
    ana.ok("add", "share", text="hello")
    assert ana("passphrase", "set", "--new-passphrase-file", phrase).code == 0
    file = Path(ana.ok("where").out.strip())
    for keys in list(file.parent.rglob("keys.json")):
        keys.write_bytes(b"{}") if harm == "damaged" else keys.unlink()
    ran = ana("doctor")
    assert (ran.code, ran.err) == (1, "")
    marked = [line for line in ran.out.splitlines() if line.startswith("! ")]
    assert ["without its keys it was not read" in marked[0], f"is {harm}" in marked[1]] == [
        True,
        True,
    ]
    assert len(marked) == 2
    assert "1 backup matches its checksum" in ran.out
    (backup,) = file.parent.rglob("backups/*.sealed")
    backup.write_bytes(backup.read_bytes()[:-1] + b"?")
    assert "! The backup of" in ana("doctor").out


def test_the_doctor_names_files_of_own_prompts_that_are_left_out(ana: Shell, home: Home) -> None:
    """Decks that fit are counted, one that does not is named with its line; none is no matter."""
    assert "prompts" not in ana.ok("doctor").out
    home.prompts_dir.mkdir()
    (home.prompts_dir / "good.toml").write_text('[[prompt]]\ntext = "What now?"\n')
    assert "  1 file of your own prompts was read.\nAll is well.\n" in ana.ok("doctor").out
    (home.prompts_dir / "bad.toml").write_text('[[prompt]]\ntext = "\\u001b"\n')
    ran = ana("doctor")
    assert ran.code == 1
    said = "! prompts/bad.toml, line 2: “text” says nothing. The file is left out.\n"
    assert said in ran.out
    assert "1 file of your own prompts was read." in ran.out
