"""Writing an export: a new file for its owner alone, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from journal.export.text import Format


def suffix_format(path: Path) -> Format:
    """The format that a file's name asks for: JSON for `.json`, Markdown for any other."""
    return "json" if path.suffix.lower() == ".json" else "md"


def write_new(path: Path, text: str) -> None:
    """Write a text into a new file, readable by its owner alone.

    Raises FileExistsError where anything is there already, a link that leads nowhere too, and
    OSError where it could not be written; then nothing is left behind.
    """
    data = text.encode("utf-8", "replace")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
