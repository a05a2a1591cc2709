"""The exchange folder on a real disk: nothing is followed, nothing replaced, nothing waited for."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.sync.folder import FORMAT_FOLDER, LARGEST_FILE, MARKER, Folder
from journal.sync.folder_files import FolderFiles

STREAM = "ab" * 16
MARK = "cd" * 16


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder that is marked."""
    made = Folder(tmp_path, FolderFiles())
    made.make(MARK)
    return made


def place(folder: Folder, number: int = 1) -> Path:
    """Return where a file of the stream lies."""
    return folder.path / FORMAT_FOLDER / STREAM / f"{number:08}.duo"


def names_beside(folder: Folder) -> list[str]:
    """List everything that lies in the stream."""
    return sorted(path.name for path in place(folder).parent.iterdir())


def test_a_folder_is_there_by_its_marker_alone(folder: Folder, tmp_path: Path) -> None:
    """An empty mount point, another marker or a damaged one are no folder, and no error."""
    assert folder.is_there(MARK)
    assert not folder.is_there("00" * 16)
    assert not Folder(tmp_path / "nowhere", FolderFiles()).is_there(MARK)
    marker = tmp_path / FORMAT_FOLDER / MARKER
    for data in (b"", b"x" * 33, b"\xff" * 32, MARK.encode() * 2):
        marker.write_bytes(data)
        assert not folder.is_there(MARK)


def test_a_published_file_is_never_replaced(folder: Folder) -> None:
    """The first bytes stay, whatever is published at their number later; no other file is left."""
    assert folder.publish_file(STREAM, 1, b"first")
    assert not folder.publish_file(STREAM, 1, b"second")
    assert folder.read_file(STREAM, 1) == b"first"
    assert names_beside(folder) == ["00000001.duo"]


@pytest.mark.parametrize("answer", [errno.EPERM, errno.ENOTSUP])
def test_a_stick_without_hard_links_takes_files_too(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, answer: int
) -> None:
    """Where the file system knows no links, publishing still replaces nothing."""

    def link(*_paths: object, **_options: object) -> None:
        raise OSError(answer, os.strerror(answer))

    monkeypatch.setattr(os, "link", link)
    assert folder.publish_file(STREAM, 1, b"first")
    assert not folder.publish_file(STREAM, 1, b"second")
    assert folder.read_file(STREAM, 1) == b"first"


def test_a_file_that_came_meanwhile_is_not_replaced(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even what appears between the look and the naming stays."""
    folder.publish_file(STREAM, 1, b"first")
    monkeypatch.setattr(FolderFiles, "look", _blind_to(place(folder, 2), FolderFiles.look))
    place(folder, 2).write_bytes(b"theirs")
    assert not folder.publish_file(STREAM, 2, b"mine")
    assert place(folder, 2).read_bytes() == b"theirs"


def test_what_a_crash_left_behind_is_in_nobodys_way(folder: Folder) -> None:
    """A half-written file is taken away when the same bytes are published again."""
    folder.publish_file(STREAM, 1, b"first")
    place(folder, 2).with_name("00000002.duo.new").write_bytes(b"ha")
    assert folder.publish_file(STREAM, 2, b"whole")
    assert names_beside(folder) == ["00000001.duo", "00000002.duo"]


def test_a_link_is_neither_read_nor_written_through(folder: Folder, tmp_path: Path) -> None:
    """A link in a file's or a stream's place counts as nothing, and its target stays as it is."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    folder.publish_file(STREAM, 1, b"first")
    place(folder, 2).symlink_to(secret)
    assert folder.read_file(STREAM, 2) is None
    assert folder.file_mark(STREAM, 2) is None
    place(folder, 3).with_name("00000003.duo.new").symlink_to(secret)
    folder.publish_file(STREAM, 3, b"third")
    assert secret.read_bytes() == b"secret"
    other = "ef" * 16
    (tmp_path / FORMAT_FOLDER / other).symlink_to(place(folder).parent)
    assert folder.read_file(other, 1) is None
    assert folder.numbers(other) == []
    with pytest.raises(NotADirectoryError):
        folder.publish_file(other, 9, b"x")


def test_a_fifo_is_not_waited_for(folder: Folder) -> None:
    """A pipe in a file's place is nothing; reading goes on at once."""
    folder.publish_file(STREAM, 1, b"first")
    os.mkfifo(place(folder, 2))
    assert folder.read_file(STREAM, 2) is None


def test_a_file_that_is_too_long_is_not_read(folder: Folder) -> None:
    """Size comes before reading."""
    folder.publish_file(STREAM, 1, b"first")
    with place(folder, 2).open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert folder.read_file(STREAM, 2) is None


def test_only_names_of_the_pattern_count(folder: Folder) -> None:
    """Conflict copies, temporary files and anything else are passed over."""
    folder.publish_file(STREAM, 1, b"first")
    parent = place(folder).parent
    for name in (
        "00000002.sync-conflict-20261122-214000-ABCDEFG.duo",
        "00000002 (conflicted copy).duo",
        "0000002.duo",
        "000000002.duo",
        "00000002.DUO",
        "٠٠٠٠٠٠٠٢.duo",
        ".syncthing.00000002.duo.tmp",
        "00000002.duo.new",
    ):
        (parent / name).write_bytes(b"x")
    for name in ("AB" * 16, "ab" * 15, "ab" * 17, ".stfolder", "ab" * 16 + " (1)"):
        (folder.path / FORMAT_FOLDER / name).mkdir()
    assert folder.numbers(STREAM) == [1]
    assert folder.streams() == [STREAM]
    assert folder.names() == [MARKER]


def test_one_look_tells_whether_anything_is_new(folder: Folder) -> None:
    """The folder's mark changes when a stream comes, a file's when it is another."""
    before = folder.mark()
    folder.publish_file(STREAM, 1, b"first")
    assert folder.mark() != before
    mark = folder.file_mark(STREAM, 1)
    place(folder).write_bytes(b"other")
    assert folder.file_mark(STREAM, 1) not in (mark, None)
    assert folder.file_mark(STREAM, 2) is None


def test_a_stream_of_ones_own_is_taken_out_whole(folder: Folder) -> None:
    """What one wrote can be removed, the rest stays."""
    folder.publish_file(STREAM, 1, b"first")
    folder.publish_file("ef" * 16, 1, b"other")
    folder.remove_stream(STREAM)
    assert folder.streams() == ["ef" * 16]


def _blind_to(path: Path, look: Callable[[FolderFiles, Path], object]) -> Callable[..., object]:
    def blind(files: FolderFiles, at: Path) -> object:
        return None if at == path else look(files, at)

    return blind
