"""Whose words or marks these are, where two people's stand together."""

from __future__ import annotations

from journal.i18n import _
from journal.model.record import Record
from journal.session import Session
from journal.widgets.words import clean


def their_name(session: Session, record: Record) -> str:
    """The name of a record's author, made fit to be shown; nothing where that is oneself."""
    if session.journal.is_mine(record):
        return ""
    return clean(session.journal.author_name(record)) or _("your partner")


def whose(session: Session, record: Record) -> str:
    """Say whose words these are: *you*, or the other's name."""
    return their_name(session, record) or _("you")


__all__ = ["their_name", "whose"]
