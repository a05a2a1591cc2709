"""`doctor` reads everything, says what is well and what is not, and changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journal.model.kinds import Entry
from journal.store import Home, Journal
from journal.store.doctor import Report, examine
from journal.store.seal import PLAIN, Seal
from journal.store.sealed import Sealed, VaultKey
from tests.clocks import FixedClock

DAY = date(2026, 11, 22)


@pytest.fixture(params=["plain", "sealed"])
def seal(request: pytest.FixtureRequest) -> Seal:
    """The seal of the journal."""
    return Sealed(VaultKey.random()) if request.param == "sealed" else PLAIN


@pytest.fixture
def folder(home: Home, clock: FixedClock, seal: Seal) -> Path:
    """A journal that was not closed: a snapshot, a log, a backup and a draft."""
    with Journal.create(home, "Ana", clock=clock, seal=seal) as journal:
        journal.add(Entry(day=DAY, step="share", text="one")).result()
        journal.fold().result()
        journal.add(Entry(day=DAY, step="share", text="two")).result()
        journal.drafts.keep("compose", day=DAY, kind="entry", values={"text": "half"})
        journal.drafts.flush().result()
        shutil.copytree(journal.path.parent, home.root / "copy")
    shutil.rmtree(journal.path.parent)
    shutil.move(home.root / "copy", journal.path.parent)
    return journal.path.parent


@pytest.fixture
def examined(home: Home, folder: Path, seal: Seal) -> Callable[[], Report]:
    """Examine the journal, and make sure that not a byte or a date changed."""

    def look() -> Report:
        def all_of_it() -> dict[Path, tuple[bytes, int]]:
            return {
                path: (path.read_bytes(), path.stat().st_mtime_ns)
                for path in folder.rglob("*")
                if path.is_file()
            }

        before = all_of_it()
        report = examine(home, "Ana", seal=seal)
        assert all_of_it() == before
        return report

    return look


Examined = Callable[[], Report]


def test_a_journal_that_is_well_is_said_to_be(examined: Examined, folder: Path) -> None:
    """Every part is named, and all is well."""
    report = examined()
    assert report.ok
    assert report.sentences == [
        "The journal's file is whole: every byte of it matches its checksum.",
        "1 save since then is in the log, and whole.",
        "2 entries were read and understood.",
        "1 unfinished text is kept.",
        "1 backup is whole; it is of 2026-11-22.",
        "The journal is open in a program now, or was not closed by the last one.",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("journal.json", "journal"),
        ("journal.log", "latest saves is damaged: 0 can be read, and 1 is known to be missing"),
        ("drafts.json", "The file with drafts is damaged."),
        ("backups/2026-11-22.*", "The backup of 2026-11-22 is damaged."),
    ],
)
def test_damage_in_any_file_is_said(examined: Examined, folder: Path, name: str, said: str) -> None:
    """A wrong bit in any of the files is one sentence, and not well."""
    (path,) = folder.glob(name)
    data = bytearray(path.read_bytes())
    data[-10] ^= 128
    path.write_bytes(data)
    report = examined()
    assert not report.ok
    (bad,) = [finding.sentence for finding in report.findings if not finding.ok]
    assert said in bad


@pytest.mark.parametrize("seal", ["plain"], indirect=True)
def test_entries_that_are_not_understood_are_said(
    home: Home, clock: FixedClock, folder: Path, examined: Examined
) -> None:
    """A document that is not what its kind asks for is counted."""
    path = folder / "journal.json"
    tables = json.loads(path.read_bytes())
    for document in tables["entry"].values():
        del document["text"]
    path.write_text(json.dumps(tables), "utf-8")
    Journal.open(home, "Ana", clock=clock, accept_changes=True).close()
    report = examined()
    assert not report.ok
    assert any("1 entry in the file could not be understood" in said for said in report.sentences)
    assert any("was kept aside earlier" in said for said in report.sentences)


def test_what_is_missing_is_said(examined: Examined, folder: Path) -> None:
    """Without its file there is no journal; without backups that is said, and is no fault."""
    shutil.rmtree(folder / "backups")
    assert examined().ok
    assert "There is no backup yet." in examined().sentences
    (folder / "journal.json").unlink()
    assert not examined().ok
