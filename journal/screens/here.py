"""*I am here whenever you need me*: one key, on Today and on Empathy."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from journal.i18n import _
from journal.model.care import live_cards
from journal.model.kinds import Reply, ToughTime
from journal.model.record import BOTH, Record
from journal.screens.reply import can_reply
from journal.screens.sharing import ask_to_share
from journal.session import Session
from journal.widgets.care import was_answered


def hard_time(session: Session) -> ToughTime | None:
    """The partner's hard time that stands in front, one that was not answered first."""
    journal = session.journal
    found = live_cards(journal.of_kind(ToughTime), journal.partner.id, session.today)
    found = [each for each in found if can_reply(journal, each)]
    return next(
        (each for each in found if not was_answered(session, each)), next(iter(found), None)
    )


def say_here(screen: Screen[Any], session: Session, record: Record | None) -> None:
    """Show what goes, then say it: to the entry that has focus, to a hard time, or just so."""
    to = record if can_reply(session.journal, record) else hard_time(session)
    about = to.reference if to is not None else None
    reply = Reply(day=session.today, about=about, sort="here", audience=BOTH)

    async def then() -> None:
        if await session.keep(reply) is not None:
            screen.app.notify(_("Said. It goes with the next exchange; your Journal has it."))

    ask_to_share(screen, session, reply, then)
