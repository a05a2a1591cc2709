"""Files kept aside: what is damaged, or belongs elsewhere, under a dated name beside the journal.

In an encrypted journal they are sealed, whatever they hold: `MAGIC`, then the bytes under
`Purpose.ASIDE`, bound to the file's name.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from journal.model.clock import Clock
from journal.model.record import new_id
from journal.store.changes import decode_body, replay
from journal.store.files import Files, replace_whole
from journal.store.log import decode_head, frame_context, scan
from journal.store.seal import Purpose, Seal, Unsealable
from journal.store.snapshot import Tables

MAGIC = b"TWOFASID"
MARKS = ("-damaged-", "-elsewhere-", "-changed-", "-salvaged-")
"""One of these is in the name of every file kept aside."""


def is_aside(name: str) -> bool:
    """Tell whether a file's name is that of one kept aside."""
    return any(mark in name for mark in MARKS) and not name.endswith(".new")


def keep_aside(
    files: Files, path: Path, data: bytes, *, why: str, seal: Seal, clock: Clock
) -> Path:
    """Write a copy of what lay at `path` beside it; return where. Raises `OSError`."""
    moment = clock.now()
    name = f"{path.stem}-{why}-{moment:%Y-%m-%d-%H%M%S}-{new_id()[:4]}{path.suffix}"
    kept = path.with_name(name)
    replace_whole(files, kept, shut(kept, data, seal), read_back=True)
    return kept


def shut(path: Path, data: bytes, seal: Seal) -> bytes:
    """Return the bytes that a file kept aside has under this seal."""
    if not seal.sealed:
        return data
    return MAGIC + seal.shut(Purpose.ASIDE, path.name.encode(), data)


def opened(path: Path, data: bytes, seal: Seal) -> bytes:
    """Return what a file kept aside holds. Raises `Unsealable`."""
    if not data.startswith(MAGIC):
        return data
    if not seal.sealed:
        raise Unsealable
    return seal.open(Purpose.ASIDE, path.name.encode(), data[len(MAGIC) :])


def salvaged(data: bytes, seal: Seal) -> bytes | None:
    """Return what the frames of a log hold, as a plain TinyDB file; none where nothing opens."""
    head = decode_head(data)
    if head is None:
        return None
    tables: Tables = {}
    for frame in scan(data).frames:
        context = frame_context(head, frame.number, frame.generation)
        try:
            replay(tables, decode_body(seal.open(Purpose.LOG, context, frame.body)))
        except (Unsealable, ValueError):
            continue
    return msgspec.json.encode(tables) if tables else None
