"""Records as plain objects, for `--json` and for exports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from journal.export.known import Known
from journal.model.kinds import Reply, Star
from journal.model.record import Record, Reference

_ENVELOPE = frozenset(("kind", *Record.__struct_fields__))

_NOT_TEXT = frozenset(("title", "place"))
"""Fields of a person's own words that stand under their own names only."""


def as_objects(
    records: Iterable[Record],
    *,
    names: Mapping[str, str] | None = None,
    starred: Collection[Reference] = (),
    known: Known | None = None,
) -> list[dict[str, Any]]:
    """Give one object a record, in the order given.

    Each has `id, kind, step, author, audience, day, text, star, about, written, versions,
    replies`, then what its kind has. `names` says who an author's id is; days are `YYYY-MM-DD`,
    `written` is the local time where it was written, `about` the id of the record it belongs to,
    or null. `versions` are other words of it that `known` has, each with whether it stands beside
    (or was replaced knowingly), its `text` and what its kind has; `replies` are ids.
    """
    return [_object(record, names or {}, record.reference in starred, known) for record in records]


def starred_in(records: Iterable[Record]) -> frozenset[Reference]:
    """Gather what the stars among these records are on."""
    return frozenset(
        record.about for record in records if isinstance(record, Star) and record.about is not None
    )


def _object(
    record: Record, names: Mapping[str, str], star: bool, known: Known | None
) -> dict[str, Any]:
    written = record.local_written
    return {
        "id": record.id,
        "kind": record.kind,
        "step": record.step,
        "author": names.get(record.author, record.author),
        "audience": record.seen_by,
        "day": record.day.isoformat(),
        "text": main_words(record),
        "star": star,
        "about": record.about.id if record.about is not None else None,
        "written": written.isoformat() if written is not None else None,
        "versions": _versions(record, known) if known else [],
        "replies": _replies(record, known) if known else [],
        **_body(record),
    }


def _body(record: Record) -> dict[str, Any]:
    return {
        name: value
        for name, value in msgspec.to_builtins(record).items()
        if name not in _ENVELOPE and name not in ("step", "text")
    }


def _versions(record: Record, known: Known) -> list[dict[str, Any]]:
    standing = [(each, True) for each in known.beside(record)]
    standing += [(each, False) for each in known.earlier(record)]
    return [
        {"beside": beside, "text": main_words(each), **_body(each)} for each, beside in standing
    ]


def _replies(record: Record, known: Known) -> list[str]:
    return [each.id for each in known.about(record) if isinstance(each, Reply)]


def main_words(record: Record) -> str:
    """The words of a record in one text: its field `text`, or else all but title and place."""
    return "\n".join(main_texts(record))


def main_texts(record: Record) -> list[str]:
    """The same, text by text; empty ones are left out."""
    whole = getattr(record, "text", None)
    if isinstance(whole, str):
        return [whole] if whole else []
    if not record.TEXTS:
        return list(record.texts())
    texts = (getattr(record, name) for name in record.TEXTS if name not in _NOT_TEXT)
    return [text for text in texts if text]
