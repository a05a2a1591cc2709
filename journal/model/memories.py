"""Memories by year, by tag and by star, those of the same day in earlier years, and both views.

A memory is a record of whoever made it; the other adds own words, which are a record of their own
about it. Two memories of one day by two people stay two, and each may get words of the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from journal.model.days import same_day_in_earlier_years
from journal.model.kinds import Memory, OwnWords
from journal.model.record import Record
from journal.model.tags import fold_tag, tags_of


class Wanted(NamedTuple):
    """Which memories to show; empty wants all of them."""

    starred: bool = False
    tag: str = ""
    year: int = 0


def chosen(memories: Iterable[Memory], wanted: Wanted, starred: Collection[str]) -> list[Memory]:
    """The memories that are wanted, in their order; `starred` holds the ids of those with a star.

    A span belongs to every year it touches; tags are compared without regard to capitals.
    """
    return [
        memory
        for memory in memories
        if (not wanted.starred or memory.id in starred)
        and (not wanted.tag or fold_tag(wanted.tag) in map(fold_tag, tags_of(memory)))
        and (not wanted.year or memory.day.year <= wanted.year <= last_day(memory).year)
    ]


def last_day(memory: Memory) -> date:
    """The last day of a memory: that of its span, or its only one."""
    return max(memory.day, memory.until or memory.day)


def years(memories: Iterable[Memory]) -> list[tuple[int, int]]:
    """The years that memories begin in, the latest first, each with how many."""
    found: dict[int, int] = {}
    for memory in memories:
        found[memory.day.year] = found.get(memory.day.year, 0) + 1
    return sorted(found.items(), reverse=True)


def tags(memories: Iterable[Memory]) -> list[tuple[str, int]]:
    """The tags of these memories as first spelled, the most used first, each with how many."""
    spelled: dict[str, str] = {}
    found: dict[str, int] = {}
    for memory in memories:
        for tag in tags_of(memory):
            key = fold_tag(tag)
            spelled.setdefault(key, tag)
            found[key] = found.get(key, 0) + 1
    return sorted(
        ((spelled[key], count) for key, count in found.items()),
        key=lambda each: (-each[1], fold_tag(each[0])),
    )


def on_this_day(memories: Iterable[Memory], day: date) -> list[Memory]:
    """The memories of this day in earlier years, in their order; a span counts with each day.

    29 February comes round on the 28th in common years.
    """
    return [memory for memory in memories if _comes_round(memory, day)]


def _comes_round(memory: Memory, day: date) -> bool:
    last = last_day(memory)
    for year in range(memory.day.year, min(last.year, day.year - 1) + 1):
        for of in _same_days(day, year):
            if memory.day <= of <= last and same_day_in_earlier_years(day, of):
                return True
    return False


def _same_days(day: date, year: int) -> list[date]:
    """The days of `year` that may come round on `day`: the same date, and 29 February on a 28th."""
    found = []
    for month_day in {day.day, 29 if (day.month, day.day) == (2, 28) else day.day}:
        try:
            found.append(date(year, day.month, month_day))
        except ValueError:
            continue
    return found


class View(NamedTuple):
    """One person's own words about a memory or a plan."""

    author: str
    """The id of whose words they are."""
    text: str
    record: Record
    """Where they stand: the memory itself, or own words about it."""


def views(memory: Memory, about: Sequence[Record]) -> list[View]:
    """The words of each about a memory: its author's first, then what others added, as it came.

    `about` is all that refers to it, the oldest first; an author who left the words out has none.
    """
    own = [View(memory.author, memory.words, memory)] if memory.words else []
    return [*own, *(View(each.author, each.text, each) for each in own_words(about))]


def own_words(about: Iterable[Record]) -> list[OwnWords]:
    """What was added in own words, in its order."""
    return [each for each in about if isinstance(each, OwnWords) and each.text]


def open_to_words(
    memories: Iterable[Memory], added: Iterable[OwnWords], me: str, day: date
) -> list[Memory]:
    """The memories of another person that touch a day and have no words of `me` yet, in order."""
    mine = {each.about for each in added if each.author == me}
    return [
        memory
        for memory in memories
        if memory.author != me
        and memory.day <= day <= last_day(memory)
        and memory.reference not in mine
    ]
