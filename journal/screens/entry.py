"""One entry, whole, with what belongs to it; and the form over a page, to write or change one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from journal.commands import picked
from journal.i18n import _
from journal.model.kinds import Hindrance, PlanMark, Star
from journal.model.record import Record
from journal.screens.dialogs import choose_form, confirm_delete
from journal.screens.once import Modal
from journal.session import Session
from journal.store import Draft
from journal.widgets.composer import Composer
from journal.widgets.entry import entry_content
from journal.widgets.forms import DAY, FOLLOW_UPS, FORMS, Form
from journal.widgets.words import clean
from journal.wording.records import shown


class ComposeScreen(Modal[Record | None]):
    """A form over the page; Esc leaves it and keeps what is typed as unfinished."""

    BINDINGS = [
        *picked("page.save"),
        Binding("escape", "back", _("Back, losing no text"), id="compose.back"),
    ]
    HELP = _("Ctrl+S keeps what you wrote. Esc leads back; what is typed waits here for you.")
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(
        self,
        session: Session,
        form: Form,
        place: str,
        *,
        fixed: dict[str, str] | None = None,
        editing: Record | None = None,
        given: dict[str, str] | None = None,
        title: str = "",
    ) -> None:
        super().__init__()
        self.session = session
        self._title = title or form.title
        self.composer = Composer(session, form, place, fixed=fixed, editing=editing, given=given)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel -wide", can_focus=False):
            yield Static(Content(self._title), classes="heading")
            about = self.session.journal.get(self.composer.fixed.get("about", ""))
            if about is not None:
                words = clean(shown(about).headline).split("\n", 1)[0]
                yield Static(Content(words), classes="quiet", id="about")
            yield self.composer
            yield Static(
                Content.assemble(
                    ("Ctrl+S", "bold $accent"), f" {_('keep')}    ",
                    ("Esc", "bold $accent"), f" {_('back')}",
                ),
                classes="keys",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Begin at once: whoever came here came to write."""
        self.call_after_refresh(self.composer.begin)

    async def action_save(self) -> None:
        """Keep it and close."""
        record = await self.composer.save()
        if record is not None:
            self.dismiss(record)

    def action_back(self) -> None:
        """Close; the draft stays."""
        self.composer.keep_draft()
        self.dismiss(None)


def edit_form(record: Record) -> Form | None:
    """Find the form of a record's kind, with its day to change; None where there is none."""
    form = FORMS.get(type(record))
    if form is None or not form.redated or any(field.name == "day" for field in form.fields):
        return form
    return replace(form, fields=(*form.fields, DAY))


def edit_screen(session: Session, record: Record, *, place: str = "") -> ComposeScreen | None:
    """Make the form over a record; None where its kind is not edited by hand."""
    form = edit_form(record)
    if form is None:
        return None
    place = place or f"edit/{record.id}"
    return ComposeScreen(session, form, place, editing=record, title=_("Change it"))


def finish_screen(session: Session, draft: Draft) -> ComposeScreen | None:
    """Make the form in which a text left unfinished can be finished."""
    record = session.journal.get(draft.editing) if draft.editing else None
    if record is not None:
        return edit_screen(session, record, place=draft.place)
    form = next((form for form in FORMS.values() if form.name == draft.kind), None)
    if form is None:
        return None
    return ComposeScreen(session, form, draft.place)


class EntryScreen(Modal[None]):
    """One entry with all its words, and below it what was added to it."""

    BINDINGS = [
        *picked("entry.edit", "entry.delete", "entry.star", "entry.add"),
        Binding("escape,enter", "dismiss(None)", _("Back"), id="opened.back"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="opened.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="opened.up"),
    ]
    HELP = _("One entry, whole. What was added to it stands below it.")
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(self, session: Session, record: Record) -> None:
        super().__init__()
        self.session = session
        self.record = record

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel -wide", id="opened", can_focus=False):
            yield Static(id="words")
            yield Static(id="added")
            yield Static(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Show it, and again whenever the journal changes."""
        self.session.changed.subscribe(self, lambda _nothing: self.call_later(self._show))
        self._show()

    def _show(self) -> None:
        record = self.session.journal.get(self.record.id)
        if record is None:
            self.dismiss(None)
            return
        self.record = record
        today = self.session.today
        about = self.session.journal.about(record)
        starred = any(isinstance(each, Star) for each in about)
        added = [
            entry_content(each, today, whole=True)
            for each in about
            if not isinstance(each, (Star, PlanMark))
        ]
        self.query_one("#words", Static).update(
            entry_content(record, today, starred=starred, whole=True)
        )
        box = self.query_one("#added", Static)
        box.display = bool(added)
        box.update(Content("\n\n").join([Content(""), *added]))
        self.query_one("#keys", Static).update(self._keys())
        self.refresh_bindings()

    def _keys(self) -> Content:
        parts: list[tuple[str, str] | str] = []
        for action, key, name in (
            ("entry_edit", "e", _("edit")),
            ("entry_delete", "x", _("delete")),
            ("entry_star", "*", _("star")),
            ("entry_add", "w", self._add_name()),
            ("", "Esc", _("back")),
        ):
            if not action or self.check_action(action, ()):
                parts += [(key, "bold $accent"), f" {name}    "]
        return Content.assemble(*parts)

    def _add_name(self) -> str:
        forms = FOLLOW_UPS.get(type(self.record), ())
        return forms[0].title.lower() if len(forms) == 1 else _("add to it")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done with this entry."""
        usable = not self.session.journal.is_read_only(self.record)
        if action == "entry_edit":
            return usable and edit_form(self.record) is not None
        if action == "entry_add":
            return bool(FOLLOW_UPS.get(type(self.record)))
        if action in ("entry_delete", "entry_star"):
            return usable
        return True

    def action_scroll(self, by: int) -> None:
        """Scroll a long entry."""
        self.query_one("#opened", VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def action_entry_edit(self) -> None:
        """Change it."""
        screen = edit_screen(self.session, self.record)
        if screen is not None:
            self.app.push_screen(screen)

    def action_entry_delete(self) -> None:
        """Ask, then put it in the bin."""
        confirm_delete(self, self.session, self.record)

    async def action_entry_star(self) -> None:
        """Put a star on it, or take it off."""
        await self.session.toggle_star(self.record)

    def action_entry_add(self) -> None:
        """Add what belongs to it."""
        forms = FOLLOW_UPS[type(self.record)]
        choose_form(self, forms, lambda form: follow_up(self, self.session, self.record, form))


def follow_up(screen: Screen[Any], session: Session, record: Record, form: Form) -> None:
    """Open the form for something that is about a record."""
    place, fixed = f"about/{record.id}/{form.name}", {"about": record.id}
    given = {"text": record.text} if isinstance(record, Hindrance) else None
    screen.app.push_screen(ComposeScreen(session, form, place, fixed=fixed, given=given))
