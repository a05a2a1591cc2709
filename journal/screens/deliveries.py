"""Handing something over later: held until a day or the next meeting, and never without a yes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from msgspec.structs import replace
from textual.app import App
from textual.content import Content
from textual.screen import Screen

from journal.i18n import _
from journal.model.deliveries import held
from journal.model.kinds import Delivery
from journal.model.record import Record
from journal.screens.dialogs import Choose, PickDay
from journal.session import Session
from journal.widgets.known import one_line
from journal.wording.meeting import say_when_it_goes


def hand_over_later(
    screen: Screen[Any],
    session: Session,
    record: Record,
    first: Callable[[], Awaitable[Record | None]] | None = None,
) -> None:
    """Ask until when an entry is to be held, and hold it.

    `first` keeps one that is still being written; where that fails, nothing is held.
    """
    app = screen.app  # the form that it is written in may close meanwhile

    async def hold(day: date | None) -> None:
        kept = record if first is None else await first()
        if kept is not None:
            await _hold(app, session, kept, day)

    async def on(day: date | None) -> None:
        if day is not None:
            await hold(day)

    async def chosen(letter: str | None) -> None:
        if letter == "1":
            app.push_screen(PickDay(session.today, "ahead", to_come=True), on)
        elif letter == "2":
            await hold(None)

    options = [
        ("1", Content(_("on a day, which you say in words"))),
        ("2", Content(_("after your next meeting"))),
    ]
    app.push_screen(Choose(_("When shall it go?"), options), chosen)


async def _hold(app: App[Any], session: Session, record: Record, day: date | None) -> None:
    journal = session.journal
    before = held(journal.of_kind(Delivery), record.reference)
    if before is None:
        before = Delivery(day=session.today, about=record.reference)
    delivery = replace(before, on=day, to=one_line(journal.partner.name))
    if await session.keep(delivery) is not None:
        when = say_when_it_goes(delivery)
        said = _("{when}. You are asked first, and until then only you see it.")
        app.notify(said.format(when=when[:1].upper() + when[1:]), markup=False)


async def let_go(session: Session, record: Record) -> None:
    """Hold an entry no longer; nothing goes by that."""
    found = [each for each in session.journal.of_kind(Delivery) if each.about == record.reference]
    if found:
        await session.delete(*found)


async def meeting_was(session: Session) -> None:
    """What waits for the next meeting goes from now on, though nothing of that one was kept."""
    waiting = [each for each in session.journal.of_kind(Delivery) if each.on is None]
    if waiting:
        await session.keep(*(replace(each, on=session.today) for each in waiting))
