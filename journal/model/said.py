"""One version of a record as it is said to the partner: what travels, and nothing else.

Source of the rules: *Records* and *Sync* in the design. Only `share` and `withdraw` make a
`Shared`, and only a `Shared` is ever sent: what is private has no way into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from typing import Any, Self

import msgspec

from journal.model.record import SEALED, Record, Reference, Stamp

ENVELOPE = frozenset(("kind", *Record.__struct_fields__))
"""The fields of a record that are not its body."""

_encoder = msgspec.json.Encoder(order="sorted")


class NotShared(ValueError):  # noqa: N818 - named for what is the case
    """This record is for its author alone."""


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One version of a record, as it travels and as it is kept when it no longer shows.

    Its author is whoever owns the stream it came in, and is never part of what travels.
    """

    id: str
    kind: str
    schema: int = 1
    stamp: Stamp
    replaces: dict[str, tuple[int, int]] = {}
    """Versions that were sent, and no others."""
    gone: bool = False
    """Whether it was deleted or withdrawn: then there is no day and no body."""
    audience: str = ""
    about: Reference | None = None
    day: date | None = None
    written: datetime | None = None
    """When it was first said to this pairing."""
    body: msgspec.Raw = msgspec.Raw(b"{}")
    """The fields of its kind, as JSON."""
    sealed: str = ""
    """A sealed answer's words, shut, in base64; then the body is without them."""
    commitment: str = ""
    """What binds a sealed answer's author to these very words, 64 hex digits."""

    @property
    def digest(self) -> str:
        """64 hex digits that differ wherever two versions say something different."""
        return blake2b(_encoder.encode(self), digest_size=32).hexdigest()

    @property
    def words(self) -> tuple[object, ...]:
        """What it says, whenever it was said: equal for two versions that say the same.

        What it is about is not part of it: that never changes, but is not named to everyone.
        """
        return (self.kind, self.gone, self.audience, self.day, bytes(self.body), self.commitment)


class Shared:
    """A version that may leave this machine; `share` and `withdraw` alone make one."""

    __slots__ = ("said",)
    _made_here = object()

    def __init__(self, said: Said, made_here: object) -> None:
        if made_here is not self._made_here:
            raise TypeError("only share() and withdraw() decide what may leave")
        self.said = said

    @classmethod
    def _of(cls, said: Said) -> Self:
        return cls(said, cls._made_here)


def share(
    record: Record, *, about_is_shared: bool, sealed: str = "", commitment: str = ""
) -> Shared:
    """Return what travels of a record that its author has shared.

    What it is about is named only where the partner knows of that; a sealed answer travels
    with its words shut. Raises `NotShared` for what is private, deleted, or not said to anyone.
    """
    if record.PRIVATE or record.seen_by == "me" or not record.pairing or record.gone is not None:
        raise NotShared(record.kind)
    if (record.seen_by == SEALED) != bool(sealed and commitment):
        raise NotShared(record.kind)
    body = body_of(record)
    if record.seen_by == SEALED:
        body = {name: value for name, value in body.items() if name not in record.TEXTS}
    return Shared._of(
        Said(
            id=record.id,
            kind=record.kind,
            schema=record.schema,
            stamp=record.stamp,
            replaces=record.replaces,
            audience=record.seen_by,
            about=record.about if about_is_shared else None,
            day=record.day,
            written=record.said,
            body=msgspec.Raw(msgspec.json.encode(body)),
            sealed=sealed,
            commitment=commitment,
        )
    )


def withdraw(
    record_id: str, kind: str, stamp: Stamp, replaces: Mapping[str, tuple[int, int]]
) -> Shared:
    """Return what travels of a record that was sent and is taken back: no day and no words."""
    return Shared._of(
        Said(id=record_id, kind=kind, stamp=stamp, replaces=dict(replaces), gone=True)
    )


def body_of(record: Record) -> dict[str, Any]:
    """Return the fields of a record that are not its envelope, as they stand in JSON."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return {name: fields[name] for name in _body_names(type(record))}


@cache
def _body_names(kind: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name not in ENVELOPE)


def text_of(record: Record) -> dict[str, str]:
    """Return the words of a sealed answer: what is shut, and what its body travels without."""
    return {name: getattr(record, name) for name in record.TEXTS}
