"""Saying of one day of a plan that it is done, left out or moved, and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from journal.model.kinds import Memory
from journal.model.plans import Occurrence, State, mark_of
from journal.session import Session


async def toggle_mark(session: Session, each: Occurrence, state: State) -> bool:
    """Put this mark on a day of a plan, or take it off where it is on; true where it was put on."""
    if each.state == state:
        await take_mark(session, each)
        return False
    mark = mark_of(each, state, session.today, me=session.journal.me.id)
    return bool(await session.keep(mark))


async def take_mark(session: Session, each: Occurrence) -> None:
    """Take one's own mark off; what had been moved before it was done stays moved."""
    mark, me = each.mark, session.journal.me.id
    if mark is None or mark.author != me:
        return
    if each.state != "moved" and each.day != each.original:
        await session.keep(mark_of(each, "moved", session.today, me=me))
    else:
        await session.delete(mark)


async def move(session: Session, each: Occurrence, day: date) -> bool:
    """Put just this day of a plan on another; on its own day again, the mark goes."""
    if day == each.day:
        return False
    if day == each.original and each.state == "moved":
        await take_mark(session, each)
        return False
    mark = mark_of(each, "moved", session.today, me=session.journal.me.id, to=day)
    return bool(await session.keep(mark))


def remembered(session: Session) -> Callable[[Occurrence], bool]:
    """Make what tells whether there is a memory about a day of a plan already."""
    memories = session.journal.of_kind(Memory)
    kept = {(memory.about.id, memory.day) for memory in memories if memory.about is not None}
    return lambda each: (each.plan.id, each.day) in kept
