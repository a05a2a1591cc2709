"""What will be shared, word for word, before it is; and taking back what was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Static

from journal.i18n import _
from journal.model.kinds import Answer
from journal.model.record import BOTH, ME, SEALED, Record
from journal.model.said import NotShared
from journal.screens.deliveries import hand_over_later, let_go
from journal.screens.dialogs import Choose, Confirm
from journal.screens.once import Modal
from journal.session import Session
from journal.store import Journal
from journal.widgets.composer import Composer
from journal.widgets.known import one_line
from journal.widgets.words import words
from journal.wording.answers import say_sealed
from journal.wording.records import shown
from journal.wording.sharing import (
    BOTH_OF_US,
    Travelling,
    partner_or,
    say_goes_to,
    travelling,
)

Then = Callable[[], Awaitable[object]]
"""What is done once somebody has seen what goes, and said yes."""


class Instead(NamedTuple):
    """Something else to do than sharing at once: its letter, its words, and what is done."""

    key: str
    words: str
    then: Callable[[], object]


class Travels(Modal[bool]):
    """Shows everything that would leave this machine; `y` or Enter is yes, Esc goes back."""

    BINDINGS = [
        Binding("y,enter", "answer(True)", _("Share it"), id="travels.yes"),
        Binding("n,escape", "answer(False)", _("Back"), id="travels.no"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="travels.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="travels.up"),
    ]
    HELP = _(
        "Everything that your partner will get stands here, word for word; nothing else goes."
        " y or Enter shares it, Esc leads back and nothing is lost."
    )
    CSS_PATH = ["dialogs.tcss", "sharing.tcss"]
    AUTO_FOCUS = ""

    def __init__(
        self, heading: str, parts: list[Travelling], instead: Sequence[Instead] = ()
    ) -> None:
        super().__init__()
        self._heading, self._parts, self._instead = heading, parts, instead

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel -wide", id="travels", can_focus=False):
            yield Static(words(self._heading), classes="heading")
            with Vertical(id="parts"):
                for label, text in self._parts:
                    with Horizontal(classes="part"):
                        yield Static(Content(label), classes="label")
                        yield Static(words(text), classes="text" if label else "text -exact")
            yield Static(
                Content.assemble(
                    (_("y or Enter"), "bold $accent"), " " + _("share it") + "    ",
                    *(part for each in self._instead
                      for part in ((each.key, "bold $accent"), f" {each.words}    ")),
                    (_("n or Esc"), "bold $accent"), " " + _("back, nothing is lost"),
                ),
                classes="keys",
            )  # fmt: skip

    def on_key(self, event: Key) -> None:
        """Do something else instead, by its letter."""
        for each in self._instead:
            if event.character == each.key:
                event.stop()
                self.dismiss(False)
                self.app.call_later(each.then)

    def action_answer(self, yes: bool) -> None:
        """Give the answer."""
        self.dismiss(yes)

    def action_scroll(self, by: int) -> None:
        """Scroll what does not fit."""
        self.query_one("#travels", VerticalScroll).scroll_relative(y=by * 2, animate=False)


def ask_to_share(
    screen: Screen[Any],
    session: Session,
    record: Record,
    then: Then,
    *,
    again: bool = False,
    heading: str = "",
    instead: Sequence[Instead] = (),
) -> None:
    """Show what would travel of a record, kept or not; on a yes, do the rest.

    `again` says that the other has an earlier version of it; `heading` says more than to whom it
    goes.
    """
    journal = session.journal
    try:
        said = journal.would_share(record).said
    except NotShared:
        session.complain(_say_not_shared(journal))
        return
    if record.audience == SEALED:
        said = msgspec.structs.replace(said, audience=SEALED)
    name = one_line(journal.partner.name)
    about = journal.find(record.about) if record.about is not None else None
    headline = one_line(shown(about).headline) if about is not None else ""
    heading = heading or say_goes_to(name, again=again)
    parts = travelling(said, name, about=headline, opens=journal.opens(record))
    dialog = Travels(heading, parts, instead)

    async def answered(yes: bool | None) -> None:
        if yes:
            await then()

    screen.app.push_screen(dialog, answered)


def show_what_travels(screen: Screen[Any], session: Session, event: Composer.WouldShare) -> None:
    """Answer a form that would share what was written in it."""
    event.stop()
    old = event.composer.editing
    again = old is not None and session.journal.was_sent(old)
    record = event.record

    def later() -> None:
        hand_over_later(screen, session, record, event.keep_back)

    may_wait = record.audience == BOTH and ME in event.composer.audiences
    instead = [Instead("l", _("later"), later)] * may_wait
    ask_to_share(screen, session, record, event.share, again=again, instead=instead)


def may_change_who_sees(journal: Journal, record: Record | None) -> bool | None:
    """Tell whether *who sees it* can act on a record; without a partner it is not there at all."""
    if not journal.pairing:
        return False
    usable = record is not None and journal.is_mine(record) and not journal.is_read_only(record)
    return True if usable else None


def change_who_sees(screen: Screen[Any], session: Session, record: Record) -> None:
    """Share a private record, or take a shared one back."""
    journal = session.journal
    if record.PRIVATE:
        screen.app.notify(_("This stays with you: it is not of a sort that can be shared."))
    elif journal.is_fixed(record):
        screen.app.notify(_("You have both opened your answers; they stay as they are now."))
    elif journal.is_travelling(record):
        _take_back(screen, session, record)
    elif isinstance(record, Answer):
        _ask_how(screen, session, record)
    else:
        _share(screen, session, record, BOTH)


def _ask_how(screen: Screen[Any], session: Session, answer: Answer) -> None:
    """An answer can also be sealed until both have answered."""

    def chosen(letter: str | None) -> None:
        if letter is not None:
            _share(screen, session, answer, SEALED if letter == "2" else BOTH)

    sealed = say_sealed(session.journal.opens(answer))
    options = [("1", Content(BOTH_OF_US)), ("2", Content(sealed))]
    screen.app.push_screen(Choose(_("Who may see this answer?"), options), chosen)


def _share(screen: Screen[Any], session: Session, record: Record, audience: str) -> None:
    async def then() -> None:
        if await session.share(record, audience) is not None:
            await let_go(session, record)
            said = _("Shared with {name}. s takes it back.")
            screen.app.notify(said.format(name=_name(session)), markup=False)

    changed = msgspec.structs.replace(record, audience=audience, pairing="", said=None)
    later = Instead("l", _("later"), lambda: hand_over_later(screen, session, record))
    ask_to_share(screen, session, changed, then, instead=[later] * (audience == BOTH))


def _take_back(screen: Screen[Any], session: Session, record: Record) -> None:
    """What never went is private again at once; about what went, say first what that means."""
    was_sent = session.journal.was_sent(record)

    async def take() -> None:
        private = await session.unshare(record)
        if private is None:
            return
        said = _("Taken back. Nothing of it had gone; only you see it.")
        if private.id != record.id:
            said = _("Taken back: it goes from {name}’s journal. Only you see your own copy here.")
        screen.app.notify(said.format(name=_name(session)), markup=False)

    async def answered(yes: bool | None) -> None:
        if yes:
            await take()

    if not was_sent:
        screen.call_later(take)
        return
    question = _(
        "Take this back from {name}? It goes from their journal when the exchange has carried that."
        " They may have read it, or kept it elsewhere; nothing can undo that. Your own copy stays"
        " here, and only you see it."
    )
    if record.seen_by == SEALED:  # an opened one is fixed and never comes here
        question = _(
            "Take this back from {name}? It goes from their journal when the exchange has carried"
            " that. It is still sealed: they have not read it. Your own copy stays here, and only"
            " you see it."
        )
    dialog = Confirm(question.format(name=_name(session)), _("take it back"), _("leave it shared"))
    screen.app.push_screen(dialog, answered)


def _say_not_shared(journal: Journal) -> str:
    if not journal.pairing:
        return _("You have no partner here yet; it stays with you until you do.")
    return _("This stays with you: it is not of a sort that can be shared.")


def _name(session: Session) -> str:
    """The other's name, fit to be shown."""
    return partner_or(one_line(session.partner_name))
