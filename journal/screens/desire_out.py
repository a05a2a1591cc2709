"""Deleting what stands on Desire: for good, at once, and from the backups too where one says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.screen import Screen

from journal.i18n import _, ngettext
from journal.model.record import Record
from journal.screens.dialogs import Confirm
from journal.session import Session
from journal.store import Backup


def ask_to_take_out(screen: Screen[Any], session: Session, record: Record) -> None:
    """Ask, then delete one record for good."""
    question = _("Delete this for good, now? Nothing brings it back.")
    take_out(screen, session, [record], question)


def _nothing() -> None:
    """Do no more."""


def take_out(
    screen: Screen[Any],
    session: Session,
    records: Sequence[Record],
    question: str,
    *,
    then: Callable[[], None] = _nothing,
) -> None:
    """Ask, then delete these for good, and do `then`; where backups hold them, ask about those."""

    async def answered(yes: bool | None) -> None:
        if yes:
            backups = await session.delete_for_good(*records)
            if backups is not None:
                then()
                _ask_about(screen, session, records, backups)

    screen.app.push_screen(Confirm(question, _("for good"), _("leave it")), answered)


def _ask_about(
    screen: Screen[Any], session: Session, records: Sequence[Record], backups: Sequence[Backup]
) -> None:
    """Name the backups that still hold the words, and offer to write them anew."""
    if not backups:
        screen.app.notify(_("Gone for good; no backup holds it."))
        return

    async def answered(yes: bool | None) -> None:
        if not yes:
            screen.app.notify(_("Gone from the journal; the backups still hold it."))
            return
        left = await session.take_out_of_backups(*records)
        if left:
            said = _("These backups cannot be read, and were left as they are: {days}.")
            screen.app.notify(said.format(days=_days(left)))
        elif left is not None:
            screen.app.notify(_("Gone for good, from the backups too."))

    question = ngettext(
        "It is gone from the journal. {count} backup still holds it: {days}. Take it out of that"
        " one too?",
        "It is gone from the journal. {count} backups still hold it: {days}. Take it out of those"
        " too?",
        len(backups),
    ).format(count=len(backups), days=_days(backups))
    screen.app.push_screen(Confirm(question, _("take it out"), _("leave them")), answered)


def _days(backups: Sequence[Backup]) -> str:
    return ", ".join(backup.name for backup in backups)
