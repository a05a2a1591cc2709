"""Signs of closeness: which check counts this week, what came before, which sign comes first.

Source of the rules: *Signs* in the design. At most weekly; a low sign is one on the lowest two of
five steps, which only decides what is offered and says nothing about anybody. A round is a sealed
answer of each whose question is `signs/<number>`; it begins once both have answered the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from journal.model.answers import Meeting, meetings
from journal.model.kinds import Answer, FeltSafe, SignCheck
from journal.model.record import SEALED, Record

SIGNS = ("supported", "warmth", "understood", "near", "company", "serious")
"""The six that can be shared, each a field of `SignCheck`, in the order in which they are asked."""

SAFE = "safe"
"""What is asked beside the six and never shared."""

STEPS = 5
"""How many steps there are; 0 is not said."""

LOW = 2
"""The highest step that leads somewhere."""

WEEK = timedelta(days=7)

WEEKS = 12
"""How far back the trend looks."""

ROUND = "signs/"
"""What the question of a round begins with; its number follows."""

LONGEST_NUMBER = 6
"""Digits of a round's number at most: what is longer is not from our program."""

AHEAD = 3
"""Rounds by which the other can be further on: more is not from our program."""

Check = TypeVar("Check", SignCheck, FeltSafe)


def of_this_week(checks: Iterable[Check], day: date) -> Check | None:
    """Find the check that one made on `day` takes the place of: the newest within a week of it."""
    near = [each for each in checks if abs(each.day - day) < WEEK]
    return max(near, key=lambda each: (each.day, each.stamp), default=None)


def values_of(check: SignCheck | None) -> dict[str, int]:
    """Say how often each of the six was so; 0 for all where there is no check."""
    return {sign: getattr(check, sign) if check is not None else 0 for sign in SIGNS}


def settle(
    values: Mapping[str, int], check: SignCheck | None, felt: FeltSafe | None, day: date
) -> tuple[list[Record], list[Record]]:
    """Say what to keep of what is set, and what to delete because nothing is said in it any more.

    `check` and `felt` are this week's, where there are some: what is kept takes their place.
    """
    six = {sign: values[sign] for sign in SIGNS}
    keep: list[Record] = []
    unsaid: list[Record] = []
    if any(six.values()):
        keep.append(replace(check or SignCheck(day=day), **six))
    elif check is not None:
        unsaid.append(check)
    if values[SAFE]:
        keep.append(replace(felt or FeltSafe(day=day, safe=STEPS), safe=values[SAFE]))
    elif felt is not None:
        unsaid.append(felt)
    return keep, unsaid


def put_aside(values: Mapping[str, int]) -> dict[str, str]:
    """Say in strings what is set and not kept yet, as drafts are kept; `take_up` reads them."""
    return {sign: str(step) for sign, step in values.items()}


def take_up(values: Mapping[str, str]) -> dict[str, int]:
    """Read what `put_aside` said; what is no step of a sign is left out."""
    steps = {str(step): step for step in range(STEPS + 1)}
    return {sign: steps[values[sign]] for sign in (*SIGNS, SAFE) if values.get(sign) in steps}


def is_low(step: int) -> bool:
    """Tell whether a sign was so seldom that the page says what may help."""
    return 0 < step <= LOW


def gentle(now: Mapping[str, int], before: Mapping[str, int]) -> str:
    """Choose the one low sign to begin with, or an empty string.

    The lowest; of several the one that was higher the time before, then the first.
    """
    low = [sign for sign in SIGNS if is_low(now.get(sign, 0))]
    return min(low, key=lambda sign: (now[sign], -before.get(sign, 0)), default="")


def trend(steps: Iterable[tuple[date, int]], today: date) -> tuple[int, ...]:
    """Place steps by week, the oldest first, today's week last; 0 where a week has none.

    `steps` are days with how often it was so. Of several in a week the latest counts.
    """
    weeks = [0] * WEEKS
    for day, step in sorted(steps):
        ago = (today - day) // WEEK
        if 0 <= ago < WEEKS and step:
            weeks[WEEKS - 1 - ago] = step
    return tuple(weeks)


class Round(NamedTuple):
    """One exchange of signs."""

    number: int
    meeting: Meeting

    @property
    def is_whole(self) -> bool:
        """Whether both have answered."""
        return self.meeting.mine is not None and self.meeting.theirs is not None


def round_number(question: str) -> int | None:
    """Return which round a question asks for, or none where it is no round of signs."""
    number = question.removeprefix(ROUND)
    plain = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    if number == question or not plain or number.startswith("0"):
        return None
    return int(number)


def rounds(answers: Iterable[Answer], me: str, partner: str, pairing: str) -> list[Round]:
    """List the rounds of one pairing, the newest first; what was said in another is left out."""
    said = [each for each in answers if pairing and each.pairing == pairing]
    found = meetings(said, me, partner).values()
    numbered = [(round_number(each.question), each) for each in found]
    listed = [Round(number, meeting) for number, meeting in numbered if number is not None]
    return sorted(listed, key=lambda each: each.number, reverse=True)


def current_round(found: Sequence[Round]) -> Round:
    """Return the round to answer now: one that waits for oneself, one's own, or a new one.

    Both come to the same number without talking: a new round is one more than the newest whole one.
    `found` has the newest first.
    """
    whole = max((each.number for each in found if each.is_whole), default=0)
    begun = [each for each in found if whole < each.number <= whole + AHEAD]
    waiting = [each for each in begun if each.meeting.mine is None]
    return next(iter(waiting or begun), Round(whole + 1, Meeting(f"{ROUND}{whole + 1}")))


def answer_to(round_: Round, day: date, asked: str, words: str) -> Answer:
    """Make one's sealed answer to a round, in the place of one that still waits."""
    mine = round_.meeting.mine
    if mine is not None:
        return replace(mine, text=words)
    return Answer(
        day=day, question=f"{ROUND}{round_.number}", asked=asked, text=words, audience=SEALED
    )
