"""Saying of one day of a plan that it is done, left out or moved, a yes, and taking that back.

What is said about a plan that both see is seen by both; about one's own private plan, by nobody
else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from journal.model.kinds import Memory, Plan, PlanMark, Yes
from journal.model.occurrences import Occurrence, State, mark_of
from journal.model.record import BOTH, ME
from journal.session import Session


def is_shared(session: Session, plan: Plan) -> bool:
    """Whether both see this plan just now, whoever made it."""
    return session.journal.is_travelling(plan)


def is_mine(session: Session, plan: Plan) -> bool:
    """Whether this plan is of whoever has the journal open."""
    return plan.author == session.journal.me.id


async def _keep(session: Session, each: Occurrence, mark: PlanMark) -> bool:
    audience = BOTH if is_shared(session, each.plan) else ME
    return bool(await session.keep(replace(mark, audience=audience)))


async def toggle_mark(session: Session, each: Occurrence, state: State) -> bool:
    """Put this mark on a day of a plan, or take it off where it is on; true where it was put on."""
    if each.state == state:
        await take_mark(session, each)
        return False
    mark = mark_of(each, state, session.today, me=session.journal.me.id)
    return await _keep(session, each, mark)


async def take_mark(session: Session, each: Occurrence) -> None:
    """Take one's own mark off; what had been moved before it was done stays moved."""
    mark, me = each.mark, session.journal.me.id
    if mark is None or mark.author != me:
        return
    if is_mine(session, each.plan) and each.state != "moved" and each.day != each.original:
        await _keep(session, each, mark_of(each, "moved", session.today, me=me))
    else:
        await session.delete(mark)


async def move(session: Session, each: Occurrence, day: date) -> bool:
    """Put just this day of a plan on another; on its own day again, the mark goes.

    On the plan of the other this proposes the day; its own day takes the proposal back.
    """
    if not is_mine(session, each.plan):
        return await _propose(session, each, day)
    if day == each.day:
        return False
    if day == each.original and each.state == "moved":
        await take_mark(session, each)
        return False
    mark = mark_of(each, "moved", session.today, me=session.journal.me.id, to=day)
    return await _keep(session, each, mark)


async def _propose(session: Session, each: Occurrence, day: date) -> bool:
    mine = each.mine
    if day != each.day:
        mark = mark_of(each, "moved", session.today, me=session.journal.me.id, to=day)
        return await _keep(session, each, mark)
    if mine is not None and mine.state == "moved":
        await session.delete(mine)
    return False


def yes_of(session: Session, plan: Plan, author: str) -> Yes | None:
    """Find the yes of a person to a plan."""
    about = session.journal.about(plan)
    return next((each for each in about if isinstance(each, Yes) and each.author == author), None)


async def toggle_yes(session: Session, plan: Plan) -> bool:
    """Say yes to the plan of the other, or take that back; true where it was said."""
    said = yes_of(session, plan, session.journal.me.id)
    if said is not None:
        await session.delete(said)
        return False
    yes = Yes(day=session.today, about=plan.reference, audience=BOTH)
    return bool(await session.keep(yes))


def remembered(session: Session) -> Callable[[Occurrence], bool]:
    """Make what tells whether there is a memory about a day of a plan already."""
    memories = session.journal.of_kind(Memory)
    kept = {(memory.about, memory.day) for memory in memories if memory.about is not None}
    return lambda each: (each.plan.reference, each.day) in kept
