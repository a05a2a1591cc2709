"""How two people's answers to one prompt stand to each other.

Source of the rules: *Reveal* in the design. An answer belongs to a prompt; two answers to the same
prompt meet, whatever the day. A sealed one of the other has no words here until both have answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple

from journal.model.kinds import Answer
from journal.model.record import BOTH, ME, SEALED


class Stand(Enum):
    """How far two people have come with one prompt."""

    NOTHING = "nothing"
    """Nobody has answered, as far as is known here."""
    PRIVATE = "private"
    """One's own answer is for oneself alone."""
    SHARED = "shared"
    """One's own answer can be read by both; none of the other's is here."""
    WAITING = "waiting"
    """One's own is sealed, and opens when the other has answered, too."""
    OFFERED = "offered"
    """The other has sealed one; one's own, sealed, would open both."""
    OPENING = "opening"
    """Both are sealed and here; they open as soon as the exchange has carried both keys."""
    OPEN = "open"
    """The other's words can be read."""


class Opens(Enum):
    """When the words of an own sealed answer can be read by the other."""

    LATER = "later"
    """When both have answered."""
    NEXT = "next"
    """At the next exchange: the other has sealed one already, and both open."""
    AT_ONCE = "at once"
    """At the next exchange: the other's can be read already, so that nothing is held back."""


class Meeting(NamedTuple):
    """One prompt, and the answer of each to it."""

    question: str
    """The prompt's id."""
    mine: Answer | None = None
    theirs: Answer | None = None

    @property
    def stand(self) -> Stand:
        """How far it has come."""
        seen_by = self.mine.seen_by if self.mine is not None else ""
        if self.theirs is not None and not is_shut(self.theirs):
            return Stand.OPEN
        if self.theirs is not None:
            return Stand.OPENING if seen_by == SEALED else Stand.OFFERED
        return {
            ME: Stand.PRIVATE, BOTH: Stand.SHARED, SEALED: Stand.WAITING,
        }.get(seen_by, Stand.NOTHING)  # fmt: skip

    @property
    def asked(self) -> str:
        """The prompt's words as they stood when it was answered."""
        answers = (self.mine, self.theirs)
        return next((each.asked for each in answers if each is not None and each.asked), "")

    @property
    def met_on(self) -> date | None:
        """The day of the later answer, where each has given one."""
        if self.mine is None or self.theirs is None:
            return None
        return max(self.mine.day, self.theirs.day)


def is_shut(answer: Answer) -> bool:
    """Whether it is a sealed answer of the other that has not opened: its words are not here."""
    return answer.seen_by == SEALED and not answer.text


def opens(theirs: Iterable[Answer], question: str) -> Opens:
    """When an own answer to a question opens once it is sealed.

    `theirs` are the other's answers, said in this pairing, to whatever question.
    """
    found = [each for each in theirs if each.question == question and each.gone is None]
    if not found:
        return Opens.LATER
    return Opens.NEXT if all(map(is_shut, found)) else Opens.AT_ONCE


def meetings(answers: Iterable[Answer], me: str, partner: str) -> dict[str, Meeting]:
    """The meeting of each prompt that either has answered, by the prompt's id.

    `me` and `partner` are the ids of the two; answers of anybody else (a former partner) are left
    out. Of several answers of one person to a prompt the one said to the other counts before a
    private one, one that can be read before one that is shut, then the newest.
    """
    mine: dict[str, Answer] = {}
    theirs: dict[str, Answer] = {}
    for answer in answers:
        side = mine if answer.author == me else theirs
        if (side is theirs and answer.author != partner) or not answer.question:
            continue
        before = side.get(answer.question)
        if before is None or _weight(before) < _weight(answer):
            side[answer.question] = answer
    return {each: Meeting(each, mine.get(each), theirs.get(each)) for each in mine | theirs}


def _weight(answer: Answer) -> tuple[bool, bool, date, tuple[int, int, str], str]:
    stamp = answer.stamp
    counter = (stamp.ms, stamp.counter, stamp.device)
    return answer.seen_by != ME, not is_shut(answer), answer.day, counter, answer.id


__all__ = ["Meeting", "Opens", "Stand", "is_shut", "meetings", "opens"]
