"""Empathy: which part of a care guide fits, what is on now, what belongs beside a guess.

Source of the rules: *Empathy* in the design. Nothing here counts, compares or judges anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from journal.model.answers import Meeting, Stand, is_shut
from journal.model.kinds import CareLine, CheckIn, Guess, Promise, ToughTime
from journal.model.kinds.care import CareNeed, Situation
from journal.model.promises import by_urgency, standing
from journal.model.record import Record, Stamp

SITUATIONS: tuple[Situation, ...] = (
    "stressed", "sad", "ill", "angry", "overwhelmed", "celebrating", "own",
)  # fmt: skip
"""The situations of a care guide, in the order in which they stand."""

CARE_NEEDS: tuple[CareNeed, ...] = ("heard", "comfort", "help", "space", "time")

LIVE_DAYS = 3
"""Days for which a hard time stands in front, unless it eased before; the day itself counts."""

LATELY = 28
"""Days of the partner's feelings that are shown."""

PROMISES_LATELY = 56
"""Days for which a promise that was kept is still seen."""

QUIET_SECONDS = 7 * 60
"""How long the writing with neutral eyes lasts (Finkel and others, 2013: seven minutes)."""

MOST_AT_ONCE = 5.0
"""Seconds between two looks that count; more, and the machine or the program stood still."""


def guide_of(lines: Iterable[CareLine], author: str) -> list[CareLine]:
    """One person's care guide: by situation, own ones by name, the newest first where two fit.

    `author` is that person's id; an empty one has no guide.
    """
    own = [each for each in lines if author and each.author == author]
    own.sort(key=_newest, reverse=True)
    return sorted(own, key=lambda each: (SITUATIONS.index(each.situation or "own"), _name(each)))


def fitting(lines: Iterable[CareLine], card: ToughTime) -> CareLine | None:
    """The part of its author's guide that fits a hard time; None where there is none."""
    if not card.situation:
        return None
    return next(
        (
            each
            for each in guide_of(lines, card.author)
            if each.situation == card.situation and _name(each) == _name(card)
        ),
        None,
    )


def _name(record: CareLine | ToughTime) -> str:
    """What an own situation is called, whatever its capitals and blanks."""
    return " ".join(record.name.split()).casefold() if record.situation == "own" else ""


def _newest(record: Record) -> tuple[date, Stamp, str]:
    return record.day, record.stamp, record.id


def is_live(card: ToughTime, today: date) -> bool:
    """Tell whether a hard time still stands in front; one of tomorrow does, clocks differ."""
    return card.eased is None and -1 <= (today - card.day).days < LIVE_DAYS


def live_cards(cards: Iterable[ToughTime], author: str, today: date) -> list[ToughTime]:
    """One person's hard times that stand in front, the newest first."""
    found = [each for each in cards if author and each.author == author and is_live(each, today)]
    return sorted(found, key=_newest, reverse=True)


def feelings_of_late(checkins: Iterable[CheckIn], author: str, today: date) -> list[CheckIn]:
    """What one person shared of how they felt in the last weeks, the newest first."""
    since = today - timedelta(days=LATELY)
    found = [each for each in checkins if author and each.author == author and each.day > since]
    return sorted(found, key=_newest, reverse=True)


def promises_seen(
    promises: Sequence[Promise], about: Callable[[Record], Sequence[Record]], today: date
) -> list[Promise]:
    """The promises of either that are open, their day first, then those that were kept lately.

    `promises` come newest first; `about` finds what refers to one, the oldest first.
    """
    standings = [standing(each, about(each), today) for each in promises]
    since = today - timedelta(days=PROMISES_LATELY)
    kept = [
        each.promise
        for each in standings
        if not each.is_open and max([each.promise.day, *_days(about(each.promise))]) > since
    ]
    return [*(each.promise for each in by_urgency(standings)), *kept]


def _days(records: Iterable[Record]) -> list[date]:
    return [each.day for each in records]


# Guess, then check


class Guessed(NamedTuple):
    """A guess, and what the partner said themselves, where that can be read."""

    guess: Guess
    theirs: Record | None = None


def beside_guess(
    guess: Guess, checkins: Iterable[CheckIn], found: dict[str, Meeting], partner: str
) -> Guessed:
    """Find what belongs beside a guess.

    That is the partner's newest check-in of that day, or their answer to that question once it
    can be read; `found` holds the meetings by question, `partner` is an id, perhaps empty.
    """
    if guess.sort == "feeling":
        own = [each for each in checkins if partner and each.author == partner]
        of_day = [each for each in own if each.day == guess.day]
        return Guessed(guess, max(of_day, key=_newest, default=None))
    theirs = found.get(guess.question, Meeting("")).theirs
    return Guessed(guess, theirs if theirs is not None and not is_shut(theirs) else None)


def to_guess(questions: Sequence[str], found: dict[str, Meeting]) -> str | None:
    """Which of today's questions to guess at: one that somebody began, else the first.

    None where the partner's answers to all of them can be read already: nothing is left to guess.
    """
    closed = [each for each in questions if found.get(each, Meeting(each)).stand is not Stand.OPEN]
    begun = (each for each in closed if each in found)
    return next(begun, closed[0] if closed else None)


# Neutral eyes


@dataclass(frozen=True)
class Quiet:
    """The quiet minutes: how much is left, in seconds, and when that was last looked at."""

    left: float = QUIET_SECONDS
    seen: float | None = None
    """Monotonic seconds; None before the first look."""

    def look(self, now: float, *, counts: bool = True) -> Quiet:
        """Let time pass; while it does not count (a blank screen, a machine asleep) none does."""
        passed = now - self.seen if self.seen is not None else 0.0
        if not counts or passed > MOST_AT_ONCE:
            passed = 0.0
        return replace(self, left=max(0.0, self.left - passed), seen=now)

    @property
    def is_over(self) -> bool:
        """Whether the minutes have passed; whoever writes may go on."""
        return self.left <= 0
