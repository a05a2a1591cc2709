"""A journal of invented entries, as large as one wants: ten a day, of mixed kinds.

The same numbers always give the same words, so that two runs measure the same journal. A document
is about 500 bytes long, its envelope included.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from journal.model.clock import Clock
from journal.model.kinds import (
    STEPS,
    Answer,
    Appreciation,
    CameOfIt,
    CheckIn,
    Entry,
    Heard,
    Interest,
    Memory,
    Need,
    Plan,
    Promise,
    RuleFrom,
    Sharing,
    Star,
    Talk,
    TalkLine,
    Truth,
)
from journal.model.record import Record, Reference
from journal.store import Home, Journal

A_DAY = 10
TEN_YEARS = 36_500
"""Ten years of ten entries a day."""

_TALK = (
    "the evening was quiet and we walked along the river talking about small things you asked how "
    "it went I felt tired but glad that you listened then rain came café lights bread on the table "
    "a long day at work my sister called “later”, she said we laughed for once nothing to do…"
)
WORDS = _TALK.split()


def entries(
    count: int, *, last: date, author: str, seed: int = 36_500, a_day: int = A_DAY
) -> Iterator[Record]:
    """Make `count` records, oldest first, `a_day` of them on each day up to `last`.

    `author` is the id of whose journal it is: some records are about others of it.
    """
    hand = _Hand(random.Random(seed), author)
    first = last - timedelta(days=(count - 1) // a_day)
    for number in range(count):
        day = first + timedelta(days=number // a_day)
        yield hand.write(number, day)


def make_journal(home: Home, count: int, *, last: date, clock: Clock, name: str = "Ana") -> Journal:
    """Begin a journal in `home`, put `count` entries in it with one save, and return it, open."""
    journal = Journal.create(home, name, "Ben", clock=clock)
    if count:
        journal.commit(list(entries(count, last=last, author=journal.me.id))).result()
    return journal


class _Hand:
    """What writes: a record for each number, the kinds in turn."""

    def __init__(self, dice: random.Random, author: str) -> None:
        self._dice = dice
        self._author = author
        self._need: Reference | None = None
        self._latest: Reference | None = None
        self._turns: tuple[Callable[[date], Record], ...] = (
            self._check_in, self._entry, self._appreciation, self._need_or_outcome, self._check_in,
            self._answer, self._entry, self._small, self._rare, self._check_in,
        )  # fmt: skip
        self._number = 0

    def write(self, number: int, day: date) -> Record:
        """Make the record of a number, with an id and an hour of its own."""
        self._number = number
        record = self._turns[number % len(self._turns)](day)
        if not record.MARK:
            self._latest = record.reference
        return record

    def _envelope(self, day: date) -> dict[str, object]:
        minutes = 7 * 60 + (self._number * 97) % (15 * 60)
        written = datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)
        id_ = f"{self._dice.getrandbits(128):032x}"
        return {"id": id_, "author": self._author, "day": day, "written": written, "offset": 60}

    def _say(self, low: int, high: int) -> str:
        words = self._dice.choices(WORDS, k=self._dice.randint(low, high))
        if self._dice.random() < 0.05:
            words.append(self._dice.choice(("#us", "#home", "#work", "#sundays")))
        return " ".join(words).capitalize()

    def _check_in(self, day: date) -> Record:
        return CheckIn(
            **self._envelope(day),  # type: ignore[arg-type]
            pleasant=self._dice.randint(-4, 4),
            energy=self._dice.randint(-4, 4),
            words=tuple(self._dice.sample(("calm", "tired", "glad", "tense", "warm"), 2)),
        )

    def _entry(self, day: date) -> Record:
        step = STEPS[(self._number // 5) % len(STEPS)]
        return Entry(**self._envelope(day), step=step, text=self._say(40, 110))  # type: ignore[arg-type]

    def _appreciation(self, day: date) -> Record:
        return Appreciation(**self._envelope(day), text=self._say(8, 20))  # type: ignore[arg-type]

    def _answer(self, day: date) -> Record:
        return Answer(
            **self._envelope(day),  # type: ignore[arg-type]
            question=f"question-{self._number % 300}",
            asked=self._say(6, 12) + "?",
            text=self._say(20, 70),
        )

    def _need_or_outcome(self, day: date) -> Record:
        if self._need is not None and self._dice.random() < 0.3:
            about, self._need = self._need, None
            return CameOfIt(**self._envelope(day), about=about, text=self._say(10, 30))  # type: ignore[arg-type]
        need = Need(
            **self._envelope(day),  # type: ignore[arg-type]
            happened=self._say(6, 20),
            felt=self._say(2, 6),
            need=self._say(4, 12),
            ask=self._say(4, 12),
        )
        self._need = need.reference
        return need

    def _small(self, day: date) -> Record:
        match (self._number // A_DAY) % 4:
            case 0:
                return Heard(**self._envelope(day), text=self._say(10, 40))  # type: ignore[arg-type]
            case 1:
                return Star(**self._envelope(day), about=self._latest)  # type: ignore[arg-type]
            case 2:
                return Sharing(**self._envelope(day), text=self._say(20, 60))  # type: ignore[arg-type]
            case _:
                return Truth(**self._envelope(day), truth=self._say(10, 40))  # type: ignore[arg-type]

    def _rare(self, day: date) -> Record:
        week, weekday = divmod(self._number // A_DAY, 7)
        match weekday:
            case 0:
                return self._talk(day)
            case 1:
                by = day + timedelta(days=10)
                return Promise(**self._envelope(day), promise=self._say(6, 15), by=by)  # type: ignore[arg-type]
            case 2 if week % 8 == 0:
                rules = (RuleFrom(day + timedelta(days=20)),)
                return Plan(**self._envelope(day), title=self._say(3, 6), rules=rules)  # type: ignore[arg-type]
            case 3 if week % 8 == 0:
                return Interest(**self._envelope(day), aspect="like-now", text=self._say(2, 5))  # type: ignore[arg-type]
            case _:
                return Memory(
                    **self._envelope(day),  # type: ignore[arg-type]
                    title=self._say(3, 6),
                    place=self._say(1, 2),
                    tags=("us",),
                    words=self._say(20, 80),
                )

    def _talk(self, day: date) -> Record:
        return Talk(
            **self._envelope(day),  # type: ignore[arg-type]
            speakers=("Ana", "Ben"),
            minutes=5,
            rounds=2,
            spoken=(580, 610),
            lines=(TalkLine(who="Ben", about="heard", text=self._say(8, 20)),),
        )
