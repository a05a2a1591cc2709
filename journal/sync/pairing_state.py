"""How far a pairing has come: one document of the journal, and what is still to do in the folder.

A step is one commit of both. Files are published after the commit, from bytes that it holds, so
that a crash between any two steps leaves a pairing that goes on or one that never began.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

import msgspec

from journal.model.plain import one_line
from journal.model.secret import Secret
from journal.model.sync_status import PairingStage
from journal.store.bookkeeping import Person
from journal.sync.invitation import Identity, pairing_id

TABLE = "sync.pairing"
NOW, NOTICE = 1, 2
"""The rows: the pairing as it is, and why the last one was ended."""
CHORES = "sync.chores"

VALID = timedelta(hours=24)
"""How long an invitation may be answered, on the inviter's clock alone."""

MOST_NAME_BYTES = 60

Role = Literal["inviter", "invited"]
PIECES = (
    "invitation", "reply", "greeting", "yes-inviter", "yes-invited", "ended",
)  # fmt: skip
"""The files that a pairing may have in the folder, each behind the id of its invitation."""

_OWN: dict[Role, tuple[str, ...]] = {
    "inviter": ("invitation", "greeting", "yes-inviter"),
    "invited": ("reply", "yes-invited"),
}

T = TypeVar("T")


class Held(Protocol):
    """What a pairing sees and changes of the journal within one commit."""

    @property
    def me(self) -> Person:
        """Whose journal this is."""
        ...

    @property
    def partner(self) -> Person:
        """With whom, as this journal's owner calls them."""
        ...

    @property
    def pairing(self) -> str:
        """The pairing whose words travel now, or nothing."""
        ...

    def get(self, table: str, number: int, /) -> dict[str, Any] | None:
        """Read a document."""
        ...

    def put(self, table: str, number: int, doc: dict[str, Any] | None, /) -> None:
        """Write a document, or take it away."""
        ...

    def all(self, table: str, /) -> Mapping[int, dict[str, Any]]:
        """Read all documents of a table."""
        ...

    def begin_pairing(self, pairing: str, voice: str, partner: Person, /) -> None:
        """Let words be said to this partner from now on."""
        ...


class Exchange(Protocol):
    """One commit on the journal's writing thread; waits for it, and raises as it does."""

    def __call__(self, job: Callable[[Held], T], /) -> T:
        """Do the job, all of it or nothing."""
        ...


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A pairing that has begun here. Keys and messages are in hex."""

    role: Role
    id: str
    """The invitation's salt: what the names of its files begin with."""
    folder: str
    marker: str
    """What the folder was marked with."""
    begun: datetime
    code_key: str
    secret: str = ""
    """The secret half of the inviter's one-time key, until there is a reply."""
    invitation: str
    reply: str = ""
    me: Identity
    author_key: str
    partner: Identity | None = None
    pair_key: str = ""
    words: tuple[str, ...] = ()
    mine: bool = False
    """Whether it was said here that the words match."""
    theirs: bool = False
    """Whether the other side has said so."""
    since: datetime | None = None
    settled: bool = False
    """Whether one's own pieces were taken out of the folder again."""

    @property
    def number(self) -> int:
        """The number of this pairing's chores."""
        return int(self.id, 16)

    @property
    def other(self) -> Role:
        """The other's role."""
        return "invited" if self.role == "inviter" else "inviter"

    @property
    def is_paired(self) -> bool:
        """Whether both know of each other's yes."""
        return self.mine and self.theirs and self.partner is not None

    @property
    def own_pieces(self) -> tuple[str, ...]:
        """The names of the files that this side may have published."""
        return tuple(piece_name(self.id, piece) for piece in _OWN[self.role])

    def piece(self, piece: str) -> str:
        """The name of one of this pairing's files."""
        return piece_name(self.id, piece)

    def has_expired(self, now: datetime) -> bool:
        """Tell whether this is an invitation that nobody has answered in time."""
        return not self.words and now - self.begun >= VALID

    def awaits(self, piece: str) -> bool:
        """Tell whether a message may lead on from here."""
        if not self.words:
            return piece in ("ended", "reply")
        if piece == "greeting":
            return self.partner is None
        return piece == "ended" or (piece == f"yes-{self.other}" and not self.theirs)

    def stage(self, to_publish: Iterable[str]) -> PairingStage:
        """Tell how far it has come, as a person sees it."""
        if self.is_paired:
            return PairingStage.PAIRED
        if not self.words:
            return PairingStage.INVITED
        if self.piece("reply") in to_publish:
            return PairingStage.ACCEPTED
        return PairingStage.CONFIRMED if self.mine else PairingStage.WORDS


class Paired(NamedTuple):
    """What two people who are paired speak with."""

    pairing: str
    key: Secret
    author_key: Secret
    me: Identity
    partner: Identity
    folder: Path
    marker: str
    since: datetime


class Chore(msgspec.Struct, frozen=True, kw_only=True):
    """What is still to do in an exchange folder; doing it twice does no harm."""

    folder: str
    marker: str
    publish: dict[str, str] = {}
    """Names and bytes, in hex."""
    remove: tuple[str, ...] = ()
    sweep: tuple[str, ...] = ()
    """What goes when a pairing begins anew: notes that nobody may ever read."""

    @property
    def is_open(self) -> bool:
        """Whether there is something to do now."""
        return bool(self.publish or self.remove)

    def done(self) -> Chore | None:
        """Return what is left once it is done."""
        if not self.sweep:
            return None
        return msgspec.structs.replace(self, publish={}, remove=())

    def swept(self) -> Chore:
        """Return it with the notes among what goes."""
        return msgspec.structs.replace(self, remove=self.remove + self.sweep, sweep=())

    def more(self, publish: Mapping[str, bytes], remove: Iterable[str] = ()) -> Chore:
        """Return it with more to do; what is to go is not published any more."""
        gone = tuple(remove)
        both = {**self.publish, **{name: data.hex() for name, data in publish.items()}}
        kept = {name: data for name, data in both.items() if name not in gone}
        return msgspec.structs.replace(self, publish=kept, remove=self.remove + gone)


def piece_name(invitation: str, piece: str) -> str:
    """Return the name of one of a pairing's files."""
    return f"{invitation}-{piece}.pair"


def paired(state: State | None) -> Paired | None:
    """Return what a finished pairing speaks with, or none."""
    if state is None or not state.is_paired or state.partner is None or state.since is None:
        return None
    key = Secret(bytes.fromhex(state.pair_key))
    author_key = Secret(bytes.fromhex(state.author_key))
    return Paired(
        pairing_id(key), key, author_key, state.me, state.partner, Path(state.folder),
        state.marker, state.since,
    )  # fmt: skip


def cleaned(name: str, otherwise: str = "") -> str:
    """Return a name that someone else gave, in one line and without what steers a terminal."""
    line = one_line(name.replace("\u2028", " ").replace("\u2029", " "))
    kept = "".join(sign for sign in line if unicodedata.category(sign)[0] != "C")
    short = kept.encode("utf-8", "ignore")[:MOST_NAME_BYTES].decode("utf-8", "ignore").strip()
    return short or otherwise


def state_in(held: Held) -> State | None:
    """Read the pairing that has begun, or none."""
    return _read(State, held.get(TABLE, NOW))


def notice_in(held: Held) -> int:
    """Read why the last pairing came to nothing; 0 where nothing is to be said."""
    why = (held.get(TABLE, NOTICE) or {}).get("why", 0)
    return why if isinstance(why, int) else 0


def chores_in(held: Held) -> dict[int, Chore]:
    """Read what is to do in folders."""
    read = {number: _read(Chore, doc) for number, doc in held.all(CHORES).items()}
    return {number: chore for number, chore in read.items() if chore is not None}


def document(value: msgspec.Struct | None) -> dict[str, Any] | None:
    """Return a document for the journal."""
    made: dict[str, Any] | None = None if value is None else msgspec.to_builtins(value)
    return made


S = TypeVar("S", bound=msgspec.Struct)


def _read(kind: type[S], doc: dict[str, Any] | None) -> S | None:
    if doc is None:
        return None
    try:
        return msgspec.convert(doc, kind)
    except msgspec.ValidationError:
        return None  # somebody's edit of a plain journal: no pairing rather than half a one
