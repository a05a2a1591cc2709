"""The form for a memory; where the other has logged that day, one key adds to theirs instead."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.kinds import Memory, OwnWords
from journal.model.memories import open_to_words
from journal.screens.composing import ComposeScreen
from journal.session import Session
from journal.widgets.forms import FORMS, Form
from journal.widgets.seen_form import name_of
from journal.widgets.whose import their_name
from journal.widgets.words import clean
from journal.wording.dates import understand_day

OWN_WORDS = FORMS[OwnWords]

SHORT = 50
"""Signs of the other's title that the offer shows."""


class Remembering(ComposeScreen):
    """A memory in one's own words, of its own or beside those of the other."""

    BINDINGS = [
        Binding("ctrl+o", "own_words", _("Add my words to theirs"), id="remembering.own_words")
    ]
    HELP = _(
        "Ctrl+S keeps the memory. Esc leads back; what is typed waits here for you. Where your"
        " partner has shared a memory of the same day, Ctrl+O adds your own words to theirs"
        " instead; both of you see those."
    )

    def __init__(self, session: Session, form: Form, place: str, **values: Any) -> None:
        """`values`: what `ComposeScreen` takes besides."""
        super().__init__(session, form, place, **values)
        self.theirs: Memory | None = None
        """The memory of the other that one could add to."""

    def on_mount(self) -> None:
        """Have the offer below the title, and look again whenever the day changes."""
        offer = Static(id="offer", classes="prose")
        offer.display = False
        self.query_one(".panel", VerticalScroll).mount(offer, before=self.composer)
        self.watch(self.composer.widget("day"), "value", self._look)

    def _look(self, typed: str) -> None:
        """Find what the other has logged of the day that is typed."""
        try:
            day = understand_day(typed, self.session.today, looking="back")
        except ValueError:
            day = self.session.today
        journal = self.session.journal
        found = open_to_words(
            filter(journal.is_travelling, journal.of_kind(Memory)),
            journal.of_kind(OwnWords),
            journal.me.id,
            day,
        )
        self.theirs = found[0] if found and self.composer.editing is None else None
        self._show_offer()
        self.refresh_bindings()

    def _show_offer(self) -> None:
        offer = self.query_one("#offer", Static)
        offer.display = self.theirs is not None
        if self.theirs is None:
            return
        name = their_name(self.session, self.theirs)
        said = _("{name} has shared “{title}” of this day.")
        title = " ".join(clean(self.theirs.title).split())
        short = title if len(title) <= SHORT else title[: SHORT - 1].rstrip() + "…"
        offer.update(
            Content.assemble(
                (said.format(name=name, title=short), "$secondary"),
                "\n",
                (_("Ctrl+O"), "bold $accent"),
                (" " + _("add my words to {name}’s").format(name=name), "$muted"),
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be a memory to add to."""
        if action == "own_words":
            return self.theirs is not None
        return super().check_action(action, parameters)

    def action_own_words(self) -> None:
        """Leave this form, and take what was written in it along; a title stays as a draft."""
        theirs, values = self.theirs, self.composer.values
        if theirs is None:
            return
        if values.get("title", "").strip():
            self.composer.keep_draft()
        else:
            self.composer.clear()
        app, session = self.app, self.session
        self.dismiss(None)
        app.push_screen(
            ComposeScreen(
                session,
                OWN_WORDS,
                f"about/{theirs.id}/{OWN_WORDS.name}",
                fixed={"about": name_of(theirs)},
                given={"text": values.get("words", "")},
            )
        )
