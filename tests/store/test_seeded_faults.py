"""Deliberate mistakes in the store: each is caught by the crash images, the flips or the failures.

A test that nothing can fail proves nothing; here is the proof that these can.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journal.store import folding, loading, log, sealed, snapshot
from journal.store.changes import Body, decode_body, replay
from journal.store.errors import KeptInMemory
from journal.store.files import Files
from journal.store.folding import Fold
from journal.store.log_file import LogFile
from journal.store.storage import JournalStorage
from tests.store.disk import MemoryFiles
from tests.store.judge import Broken, Survey, survey
from tests.store.life import PATH, Life, fixed_random, open_image
from tests.store.test_flipped_bits import LOG, flipped, lived
from tests.store.test_nth_failure import FailingLife, FailingMemory, after_a_power_cut

Patch = Callable[[pytest.MonkeyPatch], None]


def crash_images() -> None:
    """Survey the images of one life."""
    files = MemoryFiles()
    life = Life(files, files.ack)
    life.whole()
    survey(life, files, seed=1, chances=2, harms=1)


def flips() -> None:
    """Turn over every third bit of a small plain journal."""
    life, contents = lived(encrypted=False, words=1)
    found = Survey(life.states, every=501)
    for path in (PATH, LOG):
        for bit in range(0, len(contents[path]) * 8, 3):
            harmed = flipped(contents, path, bit)
            found.judge("all kept", len(life.states), harmed, harmed=path.name)


def mixtures() -> None:
    """Put an old snapshot beside a new log, and the reverse."""
    life, older = lived(encrypted=False, words=1)
    life.db.bottom.fold()
    life.save()
    life.db.bottom.fold()
    life.save()
    assert isinstance(life.files, MemoryFiles)
    newer = life.files.contents()
    found = Survey(life.states, every=501)
    for mixed in ({**newer, PATH: older[PATH]}, {**newer, LOG: older[LOG]}):
        found.judge("all kept", len(life.states), mixed, harmed="mixed")


def failures() -> None:
    """Fail each operation in two ways."""
    for kind in ("EIO", "short write"):
        for fail_at in range(1, 1000):
            files = FailingMemory(fail_at, kind)
            life = FailingLife(files)
            begun = life.live()
            if files.done < fail_at:
                break
            files.fail_at = 0
            for contents in (files.contents(), after_a_power_cut(files)) if begun else ():
                image = open_image(MemoryFiles(contents))
                if image.state not in life.may_be or image.is_reported:
                    raise Broken(f"{kind} at {fail_at}")


def nonces() -> None:
    """Look at the nonce of everything that is sealed in one life."""
    seen: set[bytes] = set()
    shut = sealed.shut_under

    def noted(key: Any, bound: bytes, data: Any) -> bytes:
        done = shut(key, bound, data)
        if done[: sealed.NONCE_BYTES] in seen:
            raise Broken("a nonce twice")
        seen.add(done[: sealed.NONCE_BYTES])
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed, "shut_under", noted)
        Life(MemoryFiles(), lambda: None).whole()
    assert len(seen) > 10


def no_sync_of_a_save(patch: pytest.MonkeyPatch) -> None:
    """Append without fdatasync."""
    patch.setattr(LogFile, "_sync", lambda _self, _descriptor: None)


def no_sync_of_folders(patch: pytest.MonkeyPatch) -> None:
    """Rename without syncing the folder."""
    patch.setattr(MemoryFiles, "sync_folder", lambda _self, _path: None)


def no_sync_before_a_rename(patch: pytest.MonkeyPatch) -> None:
    """Give a snapshot its name before its bytes are on the disk."""

    def hasty(files: Files, path: Path, data: bytes) -> None:
        descriptor = files.create(path)
        files.write(descriptor, data)
        files.close(descriptor)

    patch.setattr(folding, "write_new", hasty)


def no_checksum_of_frames(patch: pytest.MonkeyPatch) -> None:
    """Take a frame as it is."""
    patch.setattr(log, "_frame_sum", lambda _data: b"\x81" * 16)


def no_checksum_of_frame_heads(patch: pytest.MonkeyPatch) -> None:
    """Take length and number of a frame as they are, and its body too."""
    patch.setattr(log, "_sum", lambda _data, size: b"\x81" * size)


def no_checksum_of_snapshots(patch: pytest.MonkeyPatch) -> None:
    """Take a snapshot as it is."""
    patch.setattr(snapshot, "_name_of", lambda _data, tail: tail[4])


def log_renewed_before_the_snapshot(patch: pytest.MonkeyPatch) -> None:
    """Begin the new log while the old snapshot still stands."""
    finish = JournalStorage.finish_fold

    def hasty(self: JournalStorage, written: Fold, *, closing: bool = False) -> None:
        self._files.remove(self._log_path)
        self._files.sync_folder(self._path.parent)
        if self._log is not None:
            self._log.close()
        self._log = None
        finish(self, written, closing=closing)

    patch.setattr(JournalStorage, "finish_fold", hasty)


def acknowledged_before_it_is_written(patch: pytest.MonkeyPatch) -> None:
    """Write each frame only when the next one comes."""
    append = JournalStorage._append
    waiting: list[bytes] = []

    def late(self: JournalStorage, data: bytes) -> None:
        waiting.append(data)
        if len(waiting) > 1:
            append(self, waiting.pop(0))

    patch.setattr(JournalStorage, "_append", late)


def bad_frame_taken_for_torn(patch: pytest.MonkeyPatch) -> None:
    """Drop a whole last frame that does not verify."""
    patch.setattr(log, "_is_torn", lambda *_given: True)


def any_log_replayed(patch: pytest.MonkeyPatch) -> None:
    """Replay a log over whatever snapshot lies beside it."""
    patch.setattr(loading, "_belongs", lambda _head, _imprint: True)


def torn_end_left(patch: pytest.MonkeyPatch) -> None:
    """Append behind what a crash left unfinished."""

    def careless(self: LogFile) -> int:
        if self._descriptor is None:
            self._descriptor = self._files.open_end(self._path)
        return self._descriptor

    patch.setattr(LogFile, "_made_ready", careless)
    patch.setattr(LogFile, "is_at", lambda _self, found: found is not None)


def saves_during_a_fold_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Begin the new log without what was saved while the snapshot was written."""

    def forgetful(self: JournalStorage, body: Body, _data: bytes) -> None:
        replay(self._current, body)
        self._number += 1

    patch.setattr(JournalStorage, "_take_in", forgetful)


def memory_before_the_disk(patch: pytest.MonkeyPatch) -> None:
    """Change memory first; a save that a full disk refused is then there all the same."""

    def hasty(self: JournalStorage, data: bytes) -> None:
        self._take_in(decode_body(data), data)
        self._append(data)

    patch.setattr(JournalStorage, "_keep", hasty)


def goes_on_after_a_failed_sync(patch: pytest.MonkeyPatch) -> None:
    """Take a failed sync for a full disk: try again on the same log."""

    def trusting(self: LogFile, descriptor: int) -> None:
        self._files.sync_data(descriptor)

    patch.setattr(LogFile, "_sync", trusting)


def failed_sync_called_saved(patch: pytest.MonkeyPatch) -> None:
    """Say nothing of a failed sync."""
    append = JournalStorage._append

    def silent(self: JournalStorage, data: bytes) -> None:
        try:
            append(self, data)
        except KeptInMemory:
            self.trouble = None

    patch.setattr(JournalStorage, "_append", silent)


def piece_not_cut_off(patch: pytest.MonkeyPatch) -> None:
    """Leave the piece that a full disk took, and append behind it."""

    def careless(_self: LogFile, _descriptor: int, _error: OSError) -> None:
        return None

    patch.setattr(LogFile, "_take_back", careless)
    patch.setattr(LogFile, "is_at", lambda _self, found: found is not None)


def snapshot_read_back_by_nobody(patch: pytest.MonkeyPatch) -> None:
    """Let a fold forget one document, as a fault in writing would."""
    begin = JournalStorage.begin_fold

    def forgetful(self: JournalStorage, seal: Any = None) -> Fold:
        fold = begin(self, seal)
        fold.tables.get("entry", {}).pop("1", None)
        return fold

    patch.setattr(JournalStorage, "begin_fold", forgetful)


def fixed_nonce(patch: pytest.MonkeyPatch) -> None:
    """Seal everything with the same nonce."""
    patch.setattr(sealed, "randombytes", bytes)


FAULTS: dict[Patch, Callable[[], None]] = {
    no_sync_of_a_save: crash_images,
    no_sync_of_folders: crash_images,
    no_sync_before_a_rename: crash_images,
    no_checksum_of_frames: flips,
    no_checksum_of_frame_heads: flips,
    no_checksum_of_snapshots: flips,
    log_renewed_before_the_snapshot: crash_images,
    acknowledged_before_it_is_written: crash_images,
    bad_frame_taken_for_torn: flips,
    any_log_replayed: mixtures,
    torn_end_left: crash_images,
    saves_during_a_fold_forgotten: crash_images,
    snapshot_read_back_by_nobody: crash_images,
    memory_before_the_disk: failures,
    goes_on_after_a_failed_sync: failures,
    failed_sync_called_saved: failures,
    piece_not_cut_off: failures,
    fixed_nonce: nonces,
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_each_mistake_is_caught(monkeypatch: pytest.MonkeyPatch, fault: Patch) -> None:
    """With the mistake the same machinery fails that passes without it."""
    fixed_random(monkeypatch, 1)
    fault(monkeypatch)
    with pytest.raises((AssertionError, OSError, ValueError)):  # broken, or it falls over
        FAULTS[fault]()


@pytest.mark.parametrize(
    "look", [crash_images, flips, mixtures, failures, nonces], ids=lambda look: look.__name__
)
def test_without_a_mistake_nothing_is_caught(
    monkeypatch: pytest.MonkeyPatch, look: Callable[[], None]
) -> None:
    """Each of the looks that catch a mistake finds nothing in the store as it is."""
    fixed_random(monkeypatch, 1)
    look()
