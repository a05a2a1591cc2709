"""The form over a page, to write or to change one entry."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.commands import picked
from journal.i18n import _
from journal.model.kinds import Reply
from journal.model.record import Record
from journal.screens.once import Modal
from journal.screens.sharing import show_what_travels
from journal.session import Session
from journal.store import Draft, Journal
from journal.widgets.composer import Composer
from journal.widgets.forms import DAY, FORMS, Form
from journal.widgets.known import one_line
from journal.widgets.seen_form import same_but
from journal.wording.records import shown


class ComposeScreen(Modal[Record | None]):
    """A form over the page; Esc leaves it and keeps what is typed as unfinished."""

    BINDINGS = [
        *picked("page.save"),
        Binding("escape", "back", _("Back, losing no text"), id="compose.back"),
    ]
    HELP = _("Ctrl+S keeps what you wrote. Esc leads back; what is typed waits here for you.")
    CSS_PATH = ["dialogs.tcss"]
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
            about = self.composer.about
            if about is not None:
                words = one_line(shown(about).headline)
                yield Static(Content(words), classes="quiet", id="about")
            yield self.composer
            yield Static(
                Content.assemble(
                    (_("Ctrl+S"), "bold $accent"), " " + _("keep") + "    ",
                    (_("Esc"), "bold $accent"), " " + _("back"),
                ),
                classes="keys",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Begin at once: whoever came here came to write."""
        self.composer.begin()

    async def action_save(self) -> None:
        """Keep it and close."""
        record = await self.composer.save()
        if record is not None:
            self.dismiss(record)

    @on(Composer.WouldShare)
    def _show_first(self, event: Composer.WouldShare) -> None:
        show_what_travels(self, self.session, event)

    @on(Composer.Told)
    def _told(self, event: Composer.Told) -> None:
        event.stop()
        self.dismiss(event.record)

    def action_back(self) -> None:
        """Close; the draft stays."""
        self.composer.keep_draft()
        self.dismiss(None)


def edit_form(record: Record) -> Form | None:
    """Find the form of a record's kind, with its day to change; None where there is none."""
    form = FORMS.get(type(record))
    if isinstance(record, Reply) and not record.text:  # a ready sentence
        return None
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
    taken = same_but((*(field.name for field in form.fields), "audience"), draft.values)
    return ComposeScreen(session, form, draft.place, fixed=taken)


def can_edit(journal: Journal, record: Record | None) -> bool:
    """Tell whether a record is one's own, still open to change, and of a kind edited by hand."""
    return can_delete(journal, record) and record is not None and edit_form(record) is not None


def can_delete(journal: Journal, record: Record | None) -> bool:
    """Tell whether a record is one's own and still open to change."""
    if record is None or journal.is_read_only(record):
        return False
    return not journal.is_fixed(record)


def takes_star(journal: Journal, record: Record) -> bool:
    """Tell whether a record takes a star; that is a private mark, so the other's take one, too.

    A star lies under the journal's own key, so what can lie under another takes none.
    """
    return not record.OWN_KEY and not (journal.is_mine(record) and journal.is_read_only(record))
