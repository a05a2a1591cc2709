"""A disk that fails at any step of a save, and a power cut after any."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from journal.model.kinds import Entry
from journal.model.record import new_id
from journal.store import Home, Journal, NotSaved, OnlyInMemory
from tests.clocks import FixedClock
from tests.store.faulty import EVERY, FaultyFiles

DAY = date(2026, 11, 22)
SAVE = ["write", "sync_data"]


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


@pytest.fixture
def on_disk(ana: Journal, clock: FixedClock, tmp_path: Path) -> Callable[[], set[str]]:
    """Say with which texts a copy of the folder, taken when it is asked, opens without a word."""

    def open_a_copy() -> set[str]:
        root = tmp_path / new_id()
        shutil.copytree(ana.path.parent, root / "people" / "Ana")
        with Journal.open(Home(root, tmp_path / "state"), "Ana", clock=clock) as copy:
            assert copy.notices == []
            return texts(copy)

    return open_a_copy


OnDisk = Callable[[], set[str]]


def test_a_save_is_one_append_and_one_sync(ana: Journal, files: FaultyFiles) -> None:
    """A save in a journal that has its log appends to it and syncs it, and does nothing else."""
    files.arm(0, 0)
    ana.add(Entry(day=DAY, step="share", text="second")).result()
    assert files.steps == SAVE


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.EINTR])
def test_a_full_disk_takes_nothing_and_the_save_may_be_tried_again(
    ana: Journal, files: FaultyFiles, on_disk: OnDisk, error: int
) -> None:
    """What a full disk took of a frame is cut off; memory is as it was, and the next save works."""
    before, size = ana.records(), ana.path.with_suffix(".log").stat().st_size
    files.arm(1, error)
    failing = ana.add(Entry(day=DAY, step="share", text="second"))
    with pytest.raises(NotSaved, match=r"^This could not be saved: .*save again\.$") as caught:
        failing.result()
    assert not isinstance(caught.value, OnlyInMemory)
    assert ana.records() == before
    assert ana.unsaved == []
    assert files.steps == ["write", "cut"]
    assert ana.path.with_suffix(".log").stat().st_size == size
    assert on_disk() == {"first"}
    files.arm(0, 0)
    ana.add(Entry(day=DAY, step="share", text="third")).result()
    assert texts(ana) == on_disk() == {"first", "third"}


@pytest.mark.parametrize(
    ("step", "error"), [(1, errno.EIO), (2, errno.EIO), (2, errno.ENOSPC)], ids=str
)
def test_after_a_failed_sync_it_stays_in_memory_and_nothing_more_goes_to_that_log(
    ana: Journal, files: FaultyFiles, on_disk: OnDisk, step: int, error: int
) -> None:
    """It is shown and said to be not saved, so is all that follows, until new files are written."""
    log = ana.path.with_suffix(".log")
    files.arm(step, error)
    failing = ana.add(Entry(day=DAY, step="share", text="second"))
    with pytest.raises(OnlyInMemory, match=r"^This is not saved: .*save a copy elsewhere\.$"):
        failing.result()
    files.arm(0, 0)
    left = log.read_bytes()
    again = ana.add(Entry(day=DAY, step="share", text="third"))
    with pytest.raises(OnlyInMemory):
        again.result()
    assert texts(ana) == {"first", "second", "third"}
    assert {getattr(record, "text", "") for record in ana.unsaved} == {"second", "third"}
    assert log.read_bytes() == left
    assert on_disk() in ({"first"}, {"first", "second"})
    same = ana.edit(ana.unsaved[0])
    with pytest.raises(OnlyInMemory):
        same.result()
    ana.save_again().result()
    assert ana.unsaved == []
    ana.add(Entry(day=DAY, step="share", text="fourth")).result()
    assert on_disk() == texts(ana) == {"first", "second", "third", "fourth"}


def test_quitting_after_a_failed_sync_writes_new_files(
    home: Home, ana: Journal, files: FaultyFiles, clock: FixedClock
) -> None:
    """What was in memory alone is folded into the journal when it is closed."""
    files.arm(2, errno.EIO)
    failing = ana.add(Entry(day=DAY, step="share", text="second"))
    with pytest.raises(OnlyInMemory):
        failing.result()
    files.arm(0, 0)
    ana.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        assert texts(again) == {"first", "second"}


def test_a_copy_elsewhere_holds_everything_and_what_is_being_typed(
    ana: Journal, files: FaultyFiles, clock: FixedClock, tmp_path: Path
) -> None:
    """A copy in a new folder has what is in memory and the drafts; it never goes over another."""
    files.arm(2, errno.EIO)
    failing = ana.add(Entry(day=DAY, step="share", text="second"))
    with pytest.raises(OnlyInMemory):
        failing.result()
    files.arm(0, 0)
    draft = ana.drafts.keep("compose", day=DAY, kind="entry", values={"text": "typing"})
    root = tmp_path / "stick"
    where = ana.save_copy(root / "people" / "Ana").result()
    assert where == root / "people" / "Ana" / "journal.json"
    with Journal.open(Home(root, tmp_path / "state"), "Ana", clock=clock) as copy:
        assert texts(copy) == {"first", "second"}
        assert copy.drafts.all() == [draft]
        assert copy.notices == []
    again = ana.save_copy(root / "people" / "Ana")
    with pytest.raises(NotSaved, match="something in that folder"):
        again.result()


def test_a_folder_that_is_gone_keeps_the_entry_in_memory(ana: Journal, tmp_path: Path) -> None:
    """A stick that was pulled out: the entry stays, is said to be not saved, and can be copied."""
    ana.path.parent.rename(tmp_path / "elsewhere")
    failing = ana.add(Entry(day=DAY, step="share", text="second"))
    with pytest.raises(OnlyInMemory, match="folder is not there any more"):
        failing.result()
    assert texts(ana) == {"first", "second"}
    assert ana.save_copy(tmp_path / "copy").result().is_file()
    (tmp_path / "elsewhere").rename(ana.path.parent)


@pytest.mark.parametrize("name", ["journal.json", "journal.log"])
def test_files_swapped_under_an_open_journal_are_written_no_more(
    ana: Journal, files: FaultyFiles, tmp_path: Path, name: str
) -> None:
    """A file that a sync or a restore replaced is noticed before the next save, and left alone."""
    path = ana.path.with_name(name)
    shutil.copy(path, tmp_path / name)
    (tmp_path / name).write_bytes(path.read_bytes() + b" ")
    (tmp_path / name).replace(path)
    before = {entry.name: entry.read_bytes() for entry in ana.path.parent.glob("journal.*")}
    files.arm(0, 0)
    failing = ana.add(Entry(day=DAY, step="share", text="second"))
    with pytest.raises(OnlyInMemory, match="replaced while it was open"):
        failing.result()
    again = ana.save_again()
    with pytest.raises(NotSaved, match="replaced while it was open"):
        again.result()
    assert texts(ana) == {"first", "second"}
    ana.close()
    left = {entry.name: entry.read_bytes() for entry in ana.path.parent.glob("journal.*")}
    assert {**left, "journal.holder": before["journal.holder"]} == before
    assert set(files.steps) <= {"close", "remove"}


def test_failed_deletion_and_failed_undo_can_be_tried_again(
    ana: Journal, files: FaultyFiles
) -> None:
    """A deletion or an undo that a full disk refused is as if it had not been asked for."""
    entry = ana.records()[0]
    files.arm(1, errno.ENOSPC)
    deleting = ana.delete(entry)
    with pytest.raises(NotSaved):
        deleting.result()
    assert ana.records() == [entry]
    files.arm(0, 0)
    ana.delete(entry).result()
    files.arm(1, errno.ENOSPC)
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


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("step", range(1, 14))
def test_a_fold_that_fails_fails_neither_a_save_nor_quitting(
    ana: Journal, files: FaultyFiles, on_disk: OnDisk, step: int, error: int
) -> None:
    """Wherever a fold fails, it is thrown away, saves go on, closing works, and all is there."""
    files.arm(step, error)
    with contextlib.suppress(NotSaved):
        ana.fold().result()
    files.arm(0, 0)
    ana.add(Entry(day=DAY, step="share", text="second")).result()
    files.arm(step, error)
    ana.close()
    files.arm(0, 0)
    assert on_disk() == {"first", "second"}
    assert [entry.name for entry in ana.path.parent.rglob("*.new")] == []


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
    drafts, log = ana.path.with_name("drafts.json"), ana.path.with_suffix(".log")
    ana.drafts.keep("compose", day=DAY, kind="entry", values={"text": "typed"})
    ana.drafts.flush().result()
    go = Event()
    seen: list[tuple[bool, bool]] = []

    def look() -> None:
        assert go.wait(10)
        in_drafts = drafts.exists() and b"typed" in drafts.read_bytes()
        in_log = log.exists() and b"typed" in log.read_bytes()
        seen.append((in_drafts, in_log or b"typed" in ana.path.read_bytes()))

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
