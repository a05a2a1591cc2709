"""How a promise stands, from its marks: the newest counts, and past its day it asks once.

Source of the rule: step 4 in the design. Only who promised marks; *still open?* is asked once for
a day, and whatever is said from that day on answers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from journal.model.kinds import Promise, PromiseMark
from journal.model.kinds.transparent import PromiseState
from journal.model.record import Record


class Standing(NamedTuple):
    """A promise, and how it stands on a day."""

    promise: Promise
    state: PromiseState | None
    """What its newest mark says; None where nothing was said yet."""
    by: date | None
    """The day in force: the newest that was given, of the promise itself or of a mark."""
    asks: bool
    """Whether its day has passed and nothing was said since: *still open?*"""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.state != "kept"


def standing(promise: Promise, about: Sequence[Record], today: date) -> Standing:
    """Say how a promise stands; `about` is all that refers to it, the oldest first as written.

    A mark without a new day leaves the day as it was. A mark about the day itself or a later one
    answers the question for that day, for good; one about an earlier day does not.
    """
    state: PromiseState | None = None
    by, answered = promise.by, False
    for mark in about:
        if not isinstance(mark, PromiseMark) or mark.author != promise.author:
            continue
        state = mark.state
        if mark.by is not None and mark.by != by:
            by, answered = mark.by, False
        answered = answered or (by is not None and mark.day >= by)
    passed = by is not None and by < today
    return Standing(promise, state, by, asks=passed and not answered and state != "kept")


def by_urgency(standings: Iterable[Standing]) -> list[Standing]:
    """Put open promises in the order in which they are shown: their day first, then undated ones.

    Those of one day, and those without one, keep their order.
    """
    found = [each for each in standings if each.is_open]
    return sorted(found, key=lambda each: (each.by is None, each.by or date.min))
