"""Scripts give the passphrase on a descriptor or in a file that is theirs alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.cli.passphrase import CannotTake, passphrase_from_fd, passphrase_from_file
from journal.model.passphrase import Passphrase

WORDS = Passphrase.typed("café anvil")


def written(path: Path, data: bytes, mode: int = 0o600) -> Path:
    """Write a file with these rights."""
    path.write_bytes(data)
    path.chmod(mode)
    return path


def pipe(data: bytes) -> int:
    """Return the reading end of a pipe with this in it."""
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_file_and_descriptor_give_what_was_typed(tmp_path: Path, begin: str, end: str) -> None:
    """UTF-8, with or without one final newline and a byte order mark."""
    data = f"{begin}cafe\u0301 anvil{end}".encode()
    assert passphrase_from_file(written(tmp_path / "p", data)) == WORDS
    descriptor = pipe(data)
    assert passphrase_from_fd(descriptor) == WORDS
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_a_file_of_one_s_own_that_is_read_only_will_do(tmp_path: Path) -> None:
    """0400 is as good as 0600."""
    assert passphrase_from_file(written(tmp_path / "p", "café anvil".encode(), 0o400)) == WORDS


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such marks")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601, 0o620])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    """Group or others, reading or writing: it was not read, and the sentence says what to do."""
    with pytest.raises(CannotTake, match=r"Others can read .* \(chmod 600\)"):
        passphrase_from_file(written(tmp_path / "p", b"words", mode))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such marks")
def test_a_file_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever owns it can read it, whatever its mode says."""
    path = written(tmp_path / "p", b"words")
    os.chown(path, 12345, -1) if os.geteuid() == 0 else monkeypatch.setattr(
        os, "geteuid", lambda: 12345
    )
    with pytest.raises(CannotTake, match="belongs to somebody else"):
        passphrase_from_file(path)


@pytest.mark.skipif(os.name == "nt", reason="no named pipes")
def test_a_pipe_of_the_shell_s_own_will_do() -> None:
    """`--passphrase-file <(command)`, as shells have it, is a pipe that nobody else can read."""
    descriptor = pipe(b"words\n")
    try:
        assert passphrase_from_file(Path(f"/dev/fd/{descriptor}")) == Passphrase.typed("words")
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"caf\xe9", "broken character"),
        (b"x" * 1025, "too long"),
        (b"x" * 1_000_000, "too long"),
    ],
)
def test_what_is_no_passphrase_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    """Empty, not UTF-8, or without end."""
    with pytest.raises(CannotTake, match=words):
        passphrase_from_file(written(tmp_path / "p", data))


def test_no_file_a_folder_and_a_closed_descriptor_are_refused(tmp_path: Path) -> None:
    """Each in a sentence, and without naming the path."""
    with pytest.raises(CannotTake, match="no such passphrase file"):
        passphrase_from_file(tmp_path / "canary")
    with pytest.raises(CannotTake, match=r"not a file|could not be read"):
        passphrase_from_file(tmp_path)
    closed = pipe(b"")
    os.close(closed)
    with pytest.raises(CannotTake, match="not open"):
        passphrase_from_fd(closed)


def test_standard_input_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command may still ask it whether it is a terminal."""
    closed: list[int] = []
    monkeypatch.setattr(os, "read", lambda *_args: b"")
    monkeypatch.setattr(os, "close", closed.append)
    with pytest.raises(CannotTake, match="is empty"):
        passphrase_from_fd(0)
    assert closed == []
