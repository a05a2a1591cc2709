"""Saying something to what the other shared: in a ready sentence, or in one's own words."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.screen import Screen

from journal.i18n import _
from journal.model.kinds import Reply, ReplySort, TouchToday
from journal.model.record import BOTH, Record
from journal.screens.composing import ComposeScreen
from journal.screens.dialogs import Choose
from journal.screens.sharing import ask_to_share
from journal.session import Session
from journal.store import Journal
from journal.widgets.forms import FORMS
from journal.widgets.known import one_line
from journal.widgets.seen_form import name_of
from journal.wording.records import REPLIES
from journal.wording.sharing import partner_or

SORTS: tuple[tuple[str, ReplySort], ...] = (
    ("t", "thanks"), ("h", "heard"), ("m", "more"), ("i", "here"), ("o", "own"),
)  # fmt: skip
"""The letter of each, in the order in which they are offered."""
WRITTEN = ("heard", "own")
"""These take words of one's own."""


def can_reply(journal: Journal, record: Record | None) -> bool:
    """Tell whether a record is the other's, and they would get what is said to it."""
    if isinstance(record, TouchToday):  # whoever says how it is today is asked nothing
        return False
    return record is not None and not journal.is_mine(record) and journal.is_travelling(record)


def reply_to(screen: Screen[Any], session: Session, record: Record) -> None:
    """Offer the sentences, then show what goes, or begin one's own words."""
    name = one_line(session.journal.author_name(record))
    to = _replied_to(session.journal, record)

    def chosen(letter: str | None) -> None:
        sort = next((sort for each, sort in SORTS if each == letter), None)
        if sort in WRITTEN:
            _write(screen, session, to, sort, name)
        elif sort is not None:
            _say(screen, session, to, sort)

    options = [(letter, Content(_offered(sort))) for letter, sort in SORTS]
    question = _("To {name}").format(name=partner_or(name))
    screen.app.push_screen(Choose(question, options), chosen)


def _offered(sort: ReplySort) -> str:
    return _("own words …") if sort == "own" else REPLIES[sort]


def _replied_to(journal: Journal, record: Record) -> Record:
    """What a reply belongs to: a reply to a reply stands beside it, below the same entry."""
    if isinstance(record, Reply) and record.about is not None:
        first = journal.find(record.about)
        if first is not None and journal.is_travelling(first):
            return first
    return record


def _write(screen: Screen[Any], session: Session, to: Record, sort: ReplySort, name: str) -> None:
    """Begin the words that go with it."""
    title = _("Your own words") if sort == "own" else REPLIES[sort]
    screen.app.push_screen(
        ComposeScreen(
            session,
            FORMS[Reply],
            f"reply/{to.id}/{sort}",
            fixed={"about": name_of(to), "sort": sort},
            title=_("To {name}: {sort}").format(name=partner_or(name), sort=title),
        )
    )


def _say(screen: Screen[Any], session: Session, to: Record, sort: ReplySort) -> None:
    """Show what goes, then keep it."""
    reply = Reply(day=session.today, about=to.reference, sort=sort, audience=BOTH)

    async def then() -> None:
        await session.keep(reply)

    ask_to_share(screen, session, reply, then)
