"""Which question, practice or invitation stands on a day.

Everything follows from the day, the seed (the journal's own id) and what there is to choose from,
so that the same day shows the same words on every opening, and nothing has to be stored. The order
comes from BLAKE2b over the ids, not from the order of a file: a file may be rearranged freely.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, Protocol, TypeVar

DAYS_IN_WEEK = 7


class Asked(Protocol):
    """Anything with an id and a depth can be drawn."""

    @property
    def id(self) -> str:
        """Return what names it for good."""

    @property
    def depth(self) -> str:
        """Return how much it asks of a person."""


Drawn = TypeVar("Drawn", bound=Asked)


class GentleStep(NamedTuple):
    """What Today invites to."""

    step: str
    invitation: str


def question_of_day(prompts: Sequence[Drawn], day: date, seed: str, depth: str) -> Drawn:
    """Return the question of one depth for a day, out of all of that depth, in the list's order.

    Each place in the list has its turn once in as many days as the list is long, in an order that
    follows from the seed and never changes: no question comes again before all others had their
    day. What matters is the place, not the question in it. So a newer list of the same length, in
    which some places hold new questions, asks the same as the older one wherever the two agree,
    and repeats nothing. ValueError when there is none.
    """
    if not prompts:
        raise ValueError("there is nothing to draw from")
    order = _order(len(prompts), f"question/{depth}/{seed}")
    return prompts[order[day.toordinal() % len(prompts)]]


@lru_cache(maxsize=8)
def _order(places: int, key: str) -> tuple[int, ...]:
    return tuple(sorted(range(places), key=lambda place: _number(f"{key}/{place}")))


def practice_of_day(
    prompts: Sequence[Drawn], day: date, seed: str, *, step: str, depth: str, nth: int = 0
) -> Drawn:
    """Return a step's practice for a day, or the nth one after it, for *next*.

    *Next* goes once through all the others of the depth, in an order of that day, and then begins
    again; a negative `nth` goes back. ValueError when the depth has none.
    """
    chosen = {prompt.id: prompt for prompt in prompts if prompt.depth == depth}
    key = f"practice/{step}/{depth}/{seed}"
    first = _draw(chosen, day.toordinal(), key)
    others = _shuffled(chosen.keys() - {first}, f"{key}/{day.isoformat()}")
    return chosen[[first, *others][nth % len(chosen)]]


def gentle_step(
    invitations: Mapping[str, Sequence[str]],
    day: date,
    seed: str,
    skipped: Collection[str] = (),
) -> GentleStep | None:
    """Return what to invite to on a day, or None when every step is skipped.

    From Monday to Sunday each of the six steps has a day of its own, in an order that changes from
    week to week; one day is free and comes back to one of them. No step stands on two days in a
    row, also not over the weekend. A skipped step gives its day to the next one that is not
    skipped. `invitations` holds at least one line for each of the six steps.
    """
    week, weekday = divmod(day.toordinal() - 1, DAYS_IN_WEEK)  # day 1 was a Monday
    key = f"gentle/{seed}"
    days = _week(invitations, key, week)
    step = next((name for name in days[weekday:] + days[:weekday] if name not in skipped), None)
    if step is None:
        return None
    lines = invitations[step]
    usual = [_draw(lines, ahead, f"{key}/{step}") for ahead in (week, week + 1)]
    spare = [line for line in lines if line not in usual]  # what is new now and not next week's
    if days.index(step) == weekday or not spare:
        return GentleStep(step, usual[0])
    return GentleStep(step, _draw(spare, week, f"{key}/{step}/again"))


def _week(steps: Collection[str], key: str, week: int) -> list[str]:
    """Return a step for each day from Monday on: all six, and one of them a second time."""
    days = _round(steps, key, week)
    at = 1 + _number(f"{key}/{week}") % len(days)
    days.insert(at, days[(at + len(days) // 2) % len(days)])
    return days


def _draw(names: Collection[str], turn: int, key: str) -> str:
    """Return the name for a turn: in each round of turns every name once."""
    if not names:
        raise ValueError("there is nothing to draw from")
    number, place = divmod(turn, len(names))
    return _round(names, key, number)[place]


def _round(names: Collection[str], key: str, number: int) -> list[str]:
    """Return all names in the order of one round.

    The names are cut into two halves for good. Every round takes the first half in a new order,
    then the second; so a name that closed one round cannot open the next.
    """
    halves = _shuffled(names, key)
    half = len(halves) // 2
    fresh = f"{key}/{number}"
    return _shuffled(halves[:half], fresh) + _shuffled(halves[half:], fresh)


def _shuffled(names: Collection[str], key: str) -> list[str]:
    """Return the names in an order that follows from the key and the names alone."""
    return sorted(names, key=lambda name: (_number(f"{key}/{name}"), name))


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
