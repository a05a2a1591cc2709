"""What an export asks of a journal about a record, besides the record itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from journal.model.answers import Opens
from journal.model.record import ME, SEALED, Record, Reference
from journal.wording.conversation import person
from journal.wording.sharing import Seen


class Named(Protocol):
    """A person: an id, and a name that may be empty."""

    @property
    def id(self) -> str:
        """Their id, possibly empty."""

    @property
    def name(self) -> str:
        """Their name, possibly empty."""


class Known(Protocol):
    """An open journal, as far as an export needs it."""

    @property
    def partner(self) -> Named:
        """The other."""

    def is_mine(self, record: Record) -> bool:
        """Tell whether it is one's own."""

    def is_travelling(self, record: Record) -> bool:
        """Tell whether it is said to the pairing that is going on."""

    def was_sent(self, record: Record) -> bool:
        """Tell whether any version of it was sent."""

    def is_fixed(self, record: Record) -> bool:
        """Tell whether it is an own answer that both have opened."""

    def author_name(self, record: Record) -> str:
        """Name whose a record is; possibly empty."""

    def earlier(self, record: Record) -> Sequence[Record]:
        """List the earlier words of a shared record, the newest first."""

    def beside(self, record: Record) -> Sequence[Record]:
        """List the versions that stand beside it, the newest first."""

    def about(self, record: Record) -> Sequence[Record]:
        """List what refers to it, the oldest first."""

    def was_taken_back(self, name: Reference) -> bool:
        """Tell whether the other withdrew what this names."""

    def opens(self, record: Record) -> Opens:
        """Tell when an own sealed answer opens."""

    def took_back(self, name: Reference) -> bool:
        """Tell whether one has oneself withdrawn what this names."""


def author_names(records: Sequence[Record], known: Known) -> dict[str, str]:
    """Gather who the authors of some records are, by their id; who has no name is left out."""
    names: dict[str, str] = {}
    for record in records:
        if record.author not in names:
            names[record.author] = known.author_name(record)
    return {author: name for author, name in names.items() if name}


def seen_in(known: Known, record: Record) -> Seen:
    """Find what is known about who sees a record, with names made fit for a line."""
    mine, about = known.is_mine(record), record.about
    taken_back = None
    if about is not None and known.was_taken_back(about):
        taken_back = person(known.author_name(replace(record, author=about.author)))
    if mine and record.seen_by == ME:
        return Seen(taken_back=taken_back)
    return Seen(
        mine=mine,
        name=person(known.partner.name if mine else known.author_name(record)),
        travels=known.is_travelling(record),
        sent=known.was_sent(record),
        fixed=known.is_fixed(record),
        edited=bool(known.earlier(record)),
        beside=len(known.beside(record)),
        taken_back=taken_back,
        opens=known.opens(record) if record.seen_by == SEALED else Opens.LATER,
        taken_back_by_me=not mine and about is not None and known.took_back(about),
    )
