"""What can be done from anywhere in a few seconds: an appreciation, a memory, another theme."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace
from textual.app import App
from textual.content import Content

from journal.i18n import _
from journal.model.kinds import Appreciation, Memory
from journal.screens.composing import ComposeScreen
from journal.screens.dialogs import Choose
from journal.screens.remembering import Remembering
from journal.session import Session
from journal.themes import THEMES
from journal.widgets.forms import FORMS, Form
from journal.wording.dates import say_long


def appreciation(session: Session, day: date | None = None) -> ComposeScreen:
    """Make the one line about something one is glad of, today or on another day."""
    form = FORMS[Appreciation]
    if day is None:
        return ComposeScreen(session, form, "quick/appreciation")
    return for_day(session, form, day)


def for_day(session: Session, form: Form, day: date) -> ComposeScreen:
    """Make a form whose words belong to a day; it says which, where that is not today."""
    title = form.title
    if day != session.today:
        title = f"{title} · {say_long(day, year=True)}"
    place = f"today/{day.isoformat()}/{form.name}"
    screen = ComposeScreen(session, form, place, title=title)
    screen.composer.day = day
    return screen


def memory(session: Session) -> ComposeScreen:
    """Make the form for a memory."""
    return Remembering(session, FORMS[Memory], "quick/memory")


def choose_theme(app: App[Any], session: Session) -> None:
    """Offer our two themes and Textual's, and remember the one that is taken."""
    ours = [theme.name for theme in THEMES]
    others = sorted(name for name in app.available_themes if name not in ours)
    names = [*ours, *others]
    letters = "123456789abcdefghijklmnopqrstuvwxyz"[: len(names)]

    def chosen(letter: str | None) -> None:
        if letter is None:
            return
        app.theme = names[letters.index(letter)]
        session.change_settings(replace(session.settings, theme=app.theme))

    titles = {"ember": _("Ember"), "paper": _("Paper")}
    options = [
        (letter, Content(titles.get(name, name)))
        for letter, name in zip(letters, names, strict=False)
    ]
    app.push_screen(Choose(_("Which theme?"), options), chosen)
