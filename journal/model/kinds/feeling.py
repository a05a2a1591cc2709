"""The feelings check-in."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from journal.model.record import Record

Coordinate = Annotated[int, Meta(ge=-4, le=4)]


class CheckIn(Record, frozen=True, kw_only=True, tag="check-in"):
    """How one feels at a moment: a place on the grid, and words for it.

    `pleasant` and `energy` run from -4 to 4. The line beside a check-in is an entry of its own
    that is `about` it, so that one can be shared without the other.
    """

    pleasant: Coordinate
    energy: Coordinate
    words: tuple[str, ...] = ()
