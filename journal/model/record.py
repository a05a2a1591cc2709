"""The envelope that every record shares, whatever its kind.

Source of the rules: *Records* in the design. A record has exactly one author, is private unless
said otherwise, is about a civil day that no time zone ever moves, and names what it has replaced.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta, timezone
from typing import ClassVar, NamedTuple, TypeVar

import msgspec

ME = "me"
"""The audience of a private record; whatever audience this version does not know counts as this."""
BOTH = "both"
SEALED = "sealed"

BIN_DAYS = 30
"""How long a deleted record keeps its body."""


class Stamp(NamedTuple):
    """One tick of a hybrid logical clock: milliseconds since 1970, a counter, and the device."""

    ms: int
    counter: int
    device: str


class Reference(NamedTuple):
    """How a record is named between people: its author's id and its own."""

    author: str
    id: str


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag_field="kind", tag="record"):
    """What one person keeps; a subclass for each kind adds its body.

    The journal fills in `id`, `author`, `written`, `offset`, `stamp` and `replaces` when it keeps
    a record; whoever makes one gives only the day and the body.
    """

    SCHEMA: ClassVar[int] = 1
    """The version of this kind's body that this program writes."""
    STEP: ClassVar[str] = ""
    """The step this kind belongs to, or nothing."""
    TEXTS: ClassVar[tuple[str, ...]] = ()
    """The fields that hold a person's own words, in the order they are shown."""
    MARK: ClassVar[bool] = False
    """Whether this kind only says something about another record (a star, a done)."""
    PRIVATE: ClassVar[bool] = False
    """Whether this kind is for its author alone, and cannot be shared."""
    OF_BOTH: ClassVar[bool] = False
    """Whether a mark of this kind also counts on what the other made."""
    APART: ClassVar[bool] = False
    """Whether this kind shows on its own page alone, and in no list that does not name it."""
    OWN_KEY: ClassVar[bool] = False
    """Whether an encrypted journal can keep this kind under a second passphrase of its own.

    Such a kind is `APART` and `PRIVATE` too.
    """

    id: str = ""
    """32 hex digits: 128 random bits."""
    schema: int = 1
    author: str = ""
    audience: str = ME
    pairing: str = ""
    """Which pairing an audience other than `me` was said to."""
    said: datetime | None = None
    """When it was first said to that pairing, UTC: what travels in place of `written`."""
    about: Reference | None = None
    day: date
    """The civil date it is about."""
    written: datetime | None = None
    """The instant it was first kept, UTC."""
    offset: int = 0
    """Minutes east of UTC where it was written."""
    stamp: Stamp = Stamp(0, 0, "")
    replaces: dict[str, tuple[int, int]] = {}
    """For each device of its author, the newest stamp of this record that this version has seen."""
    gone: datetime | None = None
    """When it was deleted, or nothing."""

    @property
    def kind(self) -> str:
        """The name of this record's kind, as it stands in the file."""
        return str(self.__struct_config__.tag)

    @property
    def step(self) -> str:
        """The step this record belongs to, or an empty string."""
        return self.STEP

    @property
    def reference(self) -> Reference:
        """What another record's `about` says to mean this one."""
        return Reference(self.author, self.id)

    @property
    def seen_by(self) -> str:
        """Who sees this: `me`, `both` or `sealed`; unknown audiences are `me`."""
        return self.audience if self.audience in (BOTH, SEALED) else ME

    @property
    def local_written(self) -> datetime | None:
        """When it was written, on the clock of the place where it was written."""
        if self.written is None:
            return None
        return self.written.astimezone(timezone(timedelta(minutes=self.offset)))

    def texts(self) -> tuple[str, ...]:
        """The words a person wrote in it, empty fields left out."""
        return tuple(text for name in self.TEXTS if (text := getattr(self, name)))


AnyRecord = TypeVar("AnyRecord", bound=Record)


def new_id() -> str:
    """Make a new record's name: 128 random bits as 32 hex digits."""
    return secrets.token_hex(16)


def next_stamp(now_ms: int, last: Stamp, seen: Stamp, device: str) -> Stamp:
    """Make the stamp of a new version: above the last one made here and above the one it replaces.

    A clock that was set back never yields a smaller stamp; the counter goes on instead.
    """
    newest = max((last.ms, last.counter), (seen.ms, seen.counter))
    if now_ms > newest[0]:
        return Stamp(now_ms, 0, device)
    return Stamp(newest[0], newest[1] + 1, device)


def replacing(old: Record) -> dict[str, tuple[int, int]]:
    """List what a new version of `old` has seen: all that `old` had, and `old` itself."""
    seen = dict(old.replaces)
    mine = (old.stamp.ms, old.stamp.counter)
    seen[old.stamp.device] = max(mine, seen.get(old.stamp.device, mine))
    return seen
