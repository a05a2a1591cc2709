"""How bytes are shut before they go to disk, and opened again: the seam between store and secrecy.

The store never sees a key. It hands bytes to a `Seal` with the purpose they serve and a context
that says what they are; only the same seal, purpose and context open them again.
"""

from __future__ import annotations

import enum
from typing import Protocol


class Unsealable(Exception):  # noqa: N818 - named for what is the case
    """These bytes do not open: damaged, or shut under another key, purpose or context."""


class Purpose(enum.Enum):
    """What sealed bytes are for; each purpose has a key of its own."""

    SNAPSHOT = b"snapshot"
    LOG = b"log"
    BACKUP = b"backup"
    DRAFTS = b"drafts"
    ASIDE = b"aside"


class Seal(Protocol):
    """Shuts and opens bytes."""

    @property
    def sealed(self) -> bool:
        """Whether what is shut cannot be read without a key."""
        ...

    def shut(self, purpose: Purpose, context: bytes, data: bytes) -> bytes:
        """Return `data` shut; `context` is bound to it and not kept in it."""
        ...

    def open(self, purpose: Purpose, context: bytes, data: bytes | memoryview) -> bytes:
        """Return what was shut; raises `Unsealable`."""
        ...

    def forget(self) -> None:
        """Let go of the keys; nothing can be shut or opened afterwards."""
        ...


class _Plain:
    """No seal at all: bytes stay as they are."""

    sealed = False

    def shut(self, purpose: Purpose, context: bytes, data: bytes) -> bytes:
        """Return `data` as it is."""
        return data

    def open(self, purpose: Purpose, context: bytes, data: bytes | memoryview) -> bytes:
        """Return `data` as it is."""
        return bytes(data)

    def forget(self) -> None:
        """Nothing is held."""


PLAIN: Seal = _Plain()
"""The seal of a journal without a passphrase."""
