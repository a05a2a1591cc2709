"""A disk that fails at any step of a save, and a power cut after any."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from tinydb import TinyDB

from journal.model.kinds import Entry
from journal.store import Home, Journal, NotSaved
from tests.clocks import FixedClock
from tests.store.faulty import EVERY, FaultyFiles

DAY = date(2026, 11, 22)
SAVE = ["create", "write", "sync", "close", "replace", "sync_folder"]


@pytest.fixture
def files() -> FaultyFiles:
    """The disk of the journal `ana`."""
    return FaultyFiles()


@pytest.fixture
def ana(home: Home, clock: FixedClock, files: FaultyFiles) -> Iterator[Journal]:
    """A journal with one entry, on a disk that can fail."""
    home.files = files
    with Journal.create(home, "Ana", clock=clock) as journal:
        journal.add(Entry(day=DAY, step="share", text="first")).result()
        yield journal
        files.arm(0, 0)


def texts(journal: Journal) -> set[str]:
    """Return the texts of all entries."""
    return {entry.text for entry in journal.of_kind(Entry)}


def test_save_is_written_synced_renamed_and_its_folder_synced(
    ana: Journal, files: FaultyFiles
) -> None:
    """A save writes a new file, syncs it, renames it and syncs the folder, in this order."""
    files.arm(0, 0)
    ana.add(Entry(day=DAY, step="share", text="second")).result()
    assert files.steps == SAVE


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("step", range(1, len(SAVE) + 1))
def test_failed_save_changes_nothing_and_the_next_one_works(
    ana: Journal, files: FaultyFiles, step: int, error: int
) -> None:
    """Wherever the disk fails, memory is as it was, the file is whole, and saving works again."""
    before = ana.records()
    files.arm(step, error)
    failing = ana.add(Entry(day=DAY, step="share", text="second"))
    with pytest.raises(NotSaved, match=r"^This could not be saved: the disk .*save again\.$"):
        failing.result()
    assert ana.records() == before
    with TinyDB(ana.path) as stock:
        kept = {document["text"] for document in stock.table("entry").all()}
    assert kept == ({"first", "second"} if SAVE[step - 1] == "sync_folder" else {"first"})
    assert sorted(path.name for path in ana.path.parent.iterdir()) == [
        "journal.holder",
        "journal.json",
        "journal.lock",
    ]
    files.arm(0, 0)
    ana.add(Entry(day=DAY, step="share", text="third")).result()
    assert texts(ana) == {"first", "third"}


def test_failed_deletion_and_failed_undo_can_be_tried_again(
    ana: Journal, files: FaultyFiles
) -> None:
    """A deletion or an undo that the disk refused is as if it had not been asked for."""
    entry = ana.records()[0]
    files.arm(3, errno.EIO)
    with pytest.raises(NotSaved):
        ana.delete(entry).result()
    assert ana.records() == [entry]
    files.arm(0, 0)
    ana.delete(entry).result()
    files.arm(3, errno.EIO)
    undone = ana.undo()
    assert undone is not None
    with pytest.raises(NotSaved):
        undone.result()
    assert ana.records() == []
    files.arm(0, 0)
    again = ana.undo()
    assert again is not None
    again.result()
    assert texts(ana) == {"first"}


def test_power_cut_after_any_step_leaves_the_state_before_or_after(
    ana: Journal, files: FaultyFiles, clock: FixedClock, tmp_path: Path
) -> None:
    """A copy of the folder taken before each step opens, with all of a commit in it or nothing."""
    images: list[Home] = []

    def take_image() -> None:
        root = tmp_path / "images" / str(len(images))
        shutil.copytree(ana.path.parent, root / "people" / "Ana")
        images.append(Home(root, tmp_path / "state"))

    files.before_step = take_image
    ana.commit(
        [
            Entry(day=DAY, step="share", text="second"),
            Entry(day=DAY, step="share", text="third"),
        ]
    ).result()
    files.before_step = None
    take_image()
    opened = []
    for image in images:
        with Journal.open(image, "Ana", clock=clock) as copy:
            opened.append(texts(copy))
    assert len(opened) == len(SAVE) + 1
    before, after = {"first"}, {"first", "second", "third"}
    renamed = SAVE.index("replace") + 1
    assert opened == [before] * renamed + [after] * (len(opened) - renamed)


@pytest.mark.parametrize("step", range(1, 12))
def test_journal_that_could_not_be_created_is_not_there(
    home: Home, clock: FixedClock, step: int
) -> None:
    """Where the disk fails while a journal is created, nobody has one; it may be tried again."""
    files = FaultyFiles()
    home.files = files
    files.arm(step, errno.ENOSPC)
    failed = False
    try:
        Journal.create(home, "Ana", clock=clock).close()
    except NotSaved:
        failed = True
    files.arm(0, 0)
    assert home.people() == ([] if failed else ["Ana"])
    if failed:
        Journal.create(home, "Ana", clock=clock).close()
    Journal.open(home, "Ana", clock=clock).close()


def test_draft_that_could_not_be_written_is_said_by_flush_and_goes_with_the_next(
    ana: Journal, files: FaultyFiles
) -> None:
    """A full disk does not lose what is being typed: it stays in memory and is written later."""
    files.arm(EVERY, errno.ENOSPC)
    draft = ana.drafts.keep("compose", day=DAY, kind="entry", values={"text": "typing"})
    failing = ana.drafts.flush()
    with pytest.raises(NotSaved):
        failing.result()
    assert ana.drafts.all() == [draft]
    files.arm(0, 0)
    ana.drafts.flush().result()
    assert "typing" in (ana.path.parent / "drafts.json").read_text("utf-8")


def test_draft_is_back_at_its_place_when_its_save_fails(ana: Journal, files: FaultyFiles) -> None:
    """A save that fails does not end the draft that it was to end."""
    draft = ana.drafts.keep("compose", day=DAY, kind="entry", values={"text": "typing"})
    ana.drafts.flush().result()
    files.arm(1, errno.ENOSPC)
    failing = ana.commit([Entry(day=DAY, step="share", text="typing")], ends="compose")
    with pytest.raises(NotSaved):
        failing.result()
    assert ana.drafts.at("compose") == draft
    files.arm(0, 0)
    kept = ana.commit([Entry(day=DAY, step="share", text="typing")], ends="compose").result()
    assert kept[0].id == draft.id
    assert ana.drafts.at("compose") is None


def test_a_draft_leaves_its_file_only_after_its_record_is_in_the_journal(
    ana: Journal, files: FaultyFiles
) -> None:
    """At every step of writing both, the text is in one of the two files, or in both."""
    drafts = ana.path.parent / "drafts.json"
    ana.drafts.keep("compose", day=DAY, kind="entry", values={"text": "typed"})
    ana.drafts.flush().result()
    go = Event()
    seen: list[tuple[bool, bool]] = []

    def look() -> None:
        assert go.wait(10)
        in_drafts = drafts.exists() and b"typed" in drafts.read_bytes()
        seen.append((in_drafts, b"typed" in ana.path.read_bytes()))

    files.before_step = look
    ana.add(Entry(day=DAY, step="share", text="under way"))
    ana.drafts.keep("elsewhere", day=DAY, kind="entry", values={"text": "waits to be written"})
    ana.commit([Entry(day=DAY, step="share", text="typed")], ends="compose")
    go.set()
    ana.drafts.flush().result()
    ana.close()
    files.before_step = None
    assert all(in_drafts or in_journal for in_drafts, in_journal in seen)
    assert [seen[0], seen[-1]] == [(True, False), (False, True)]


@pytest.mark.parametrize("other", [b"", b"[]", None])
def test_a_file_that_another_program_put_there_is_never_written_over(
    ana: Journal, other: bytes | None
) -> None:
    """A restored or synced file stays as it is; the save is refused and the draft stays."""
    other = ana.path.read_bytes().replace(b"first", b"other") if other is None else other
    ana.path.write_bytes(other)
    ana.drafts.keep("here", day=DAY, kind="entry", values={"text": "second"})
    for _attempt in range(2):
        with pytest.raises(NotSaved, match="another program has changed"):
            ana.commit([Entry(day=DAY, step="share", text="second")], ends="here").result()
    assert ana.path.read_bytes() == other
    assert texts(ana) == {"first"}
    assert ana.drafts.at("here") is not None


def test_a_file_that_only_looks_like_another_is_written(ana: Journal) -> None:
    """A file copied away and back, or with a rounder time, is the same journal."""
    ana.path.write_bytes(ana.path.read_bytes())
    ana.add(Entry(day=DAY, step="share", text="second")).result()
    assert texts(ana) == {"first", "second"}


def test_a_file_that_was_removed_comes_back_with_the_next_save(ana: Journal) -> None:
    """Nothing can be written over where there is no file: memory is what is left of it."""
    ana.path.unlink()
    ana.add(Entry(day=DAY, step="share", text="second")).result()
    with TinyDB(ana.path) as stock:
        kept = {document["text"] for document in stock.table("entry").all()}
    assert kept == {"first", "second"}


def test_after_a_save_that_failed_at_the_very_end_the_file_is_still_ours(
    ana: Journal, files: FaultyFiles
) -> None:
    """The new file of a save whose last step failed is no other program's."""
    files.arm(len(SAVE), errno.EIO)
    with pytest.raises(NotSaved):
        ana.add(Entry(day=DAY, step="share", text="second")).result()
    files.arm(0, 0)
    ana.add(Entry(day=DAY, step="share", text="third")).result()
    assert texts(ana) == {"first", "third"}
