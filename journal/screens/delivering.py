"""On the day: what was held goes, once somebody has seen the exact words and said yes."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from textual.screen import Screen

from journal.i18n import _
from journal.model.deliveries import due
from journal.model.kinds import Delivery, Meeting
from journal.model.record import BOTH, Record
from journal.screens.deliveries import hand_over_later, let_go
from journal.screens.sharing import Instead, ask_to_share
from journal.session import Session
from journal.widgets.known import one_line
from journal.wording.dates import say_day
from journal.wording.sharing import partner_or

Offered = set[tuple[str, date | None]]
"""What was offered since the program was opened: id and day; nobody is asked twice."""


async def offer_due(screen: Screen[None], session: Session, offered: Offered) -> None:
    """Say of the first entry whose time has come what goes now; nothing goes without a yes."""
    journal = session.journal
    if not (journal.pairing and screen.is_current):
        return
    for delivery in due(journal.of_kind(Delivery), journal.of_kind(Meeting), session.today):
        record = journal.find(delivery.about) if delivery.about is not None else None
        if record is None or journal.is_travelling(record):
            await session.delete(delivery)
        elif (delivery.id, delivery.on) not in offered:
            offered.add((delivery.id, delivery.on))
            _offer(screen, session, delivery, record)
            return


def _offer(screen: Screen[None], session: Session, delivery: Delivery, record: Record) -> None:
    name = partner_or(one_line(session.partner_name))

    async def share() -> None:
        if await session.share(record, BOTH) is not None:
            await let_go(session, record)
            screen.app.notify(_("It goes to {name} now.").format(name=name), markup=False)

    async def stop() -> None:
        await let_go(session, record)
        screen.app.notify(_("It stays with you, and nobody is told."))

    instead = [
        Instead("x", _("it\u00a0stays\u00a0with\u00a0me"), stop),
        Instead("l", _("another\u00a0day"), lambda: hand_over_later(screen, session, record)),
    ]
    day = say_day(delivery.day, session.today)
    heading = _("Held for {name} since {day}. This goes now, if you say so")
    said = heading.format(name=name, day=day)
    ask_to_share(screen, session, _as_shared(record), share, heading=said, instead=instead)


def _as_shared(record: Record) -> Record:
    return replace(record, audience=BOTH, pairing="", said=None)
