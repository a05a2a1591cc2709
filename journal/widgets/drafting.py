"""A form whose text is never lost: what is typed is kept as a draft beside the journal."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.css.query import NoMatches
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, TextArea

from journal.i18n import _
from journal.model.record import Record
from journal.session import Session
from journal.widgets.choice import Choice
from journal.widgets.fields import fill
from journal.widgets.forms.form import Field, Form
from journal.widgets.seen_form import SeenForm, named, same_but

DRAFT_AFTER = 0.7
"""Seconds after the first key since the last draft when the next one is kept; two are promised."""


class Drafting(SeenForm):
    """The text of one place: taken up as it was left there, and kept while it is typed.

    `place` names where the draft is kept; `fixed` are values that no field shows (a step, the
    prompt's words; `about`, the record it belongs to, as `named` finds it). `editing` makes it a
    form over an existing record; `given` is what its fields begin with where nothing was left
    there. With `folds` only the first field shows until somebody writes.
    """

    def __init__(
        self,
        session: Session,
        form: Form,
        place: str,
        *,
        day: date | None = None,
        fixed: dict[str, str] | None = None,
        editing: Record | None = None,
        given: dict[str, str] | None = None,
        folds: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(session, form, editing=editing, folds=folds, id=id)
        self.place = place
        self.day = day
        """The day of what is written; none is the day on which it is begun."""
        self.fixed = dict(fixed or {})
        self._over = editing
        self._given = dict(given or {})
        self._begun: date | None = None
        """The day on which what stands here was begun; it stays the text's day when that ends."""
        self._carried: dict[str, str] | None = None
        """What the draft that was taken up has in place of `fixed`."""
        self._latest: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        """The values as they were loaded, or last kept as a draft."""
        self._waiting: Timer | None = None
        self._saving = False

    def on_mount(self) -> None:
        """Show who sees it, and what was left here."""
        if self.children:  # none where it was closed before it stood
            self._load()

    # Values

    @property
    def values(self) -> dict[str, str]:
        """What is typed, under the fields' names, then the values that no field shows."""
        return super().values | (self.fixed if self._carried is None else self._carried)

    @property
    def about(self) -> Record | None:
        """The record that what is written here belongs to, if any."""
        if self.editing is not None:
            name = self.editing.about
            return self.session.journal.find(name) if name is not None else None
        taken = self.fixed if self._carried is None else self._carried
        return named(self.session.journal, taken.get("about", ""))

    @property
    def question(self) -> str:
        """The id of the question or prompt that is answered here, or nothing."""
        taken = self.fixed if self._carried is None else self._carried
        return taken.get("question") or taken.get("prompt", "")

    def fix(self, fixed: dict[str, str]) -> None:
        """Take other values along with what is begun from now on."""
        self.fixed = dict(fixed)
        if self._carried is None:
            self._latest = self._kept = self.values

    def set_value(self, name: str, text: str) -> None:
        """Put something into a field as if it had always stood there; no draft comes of it."""
        fill(self.widget(name), text)
        self._latest = self._kept = self.values

    def _load(self) -> None:
        """Fill the fields: with the draft left here, the record being edited, or nothing."""
        draft = self.session.journal.drafts.at(self.place)
        names = {*self.names, "audience"}
        self.editing, self._begun, self._carried = self._over, None, None
        values: dict[str, str] = {}
        if draft is not None:
            values = draft.values
            self._begun = draft.day
            self._carried = same_but(names, values)
            self.editing = self._over or self.session.journal.get(draft.editing)
        elif self.editing is not None:
            values = self.form.values(self.editing)
        else:
            values, self._given = self._given, {}
        self.fill_in(values)
        self.choose_audience(values.get("audience", self.starts_at))
        self._latest = self._kept = self.values
        self.say(_("You left this unfinished; it is still here.") if draft is not None else "")
        self.reveal()

    def turn_to(self, place: str, *, day: date | None, fixed: dict[str, str]) -> None:
        """Keep what is typed as the draft of its place, then show another place."""
        if self.is_mounted:
            self.keep_draft()
        self.place, self.day, self.fixed = place, day, dict(fixed)
        if self.is_mounted:
            self._load()

    def settle(self) -> None:
        """Show what the place holds now, unless somebody is writing.

        The draft may have been discarded, or finished elsewhere, since the form was filled.
        """
        if self.has_focus_within or self._saving or self._over is not None:
            return
        self.keep_draft()
        draft = self.session.journal.drafts.at(self.place)
        if (
            (not self.is_blank)
            if draft is None
            else not self.form.says_same(self.values, draft.values)
        ):
            self._load()

    # Drafts

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(Choice.Changed)
    def _typed(self, event: Message) -> None:
        event.stop()
        values = self.values
        if values == self._latest:  # only what was filled in, not what was typed
            return
        self._latest = values
        if self.form.is_blank(values):  # whatever comes now is a text of its own
            self.editing, self._begun = self._over, None
        elif self._begun is None:
            self._begun = self.day or self._today
        changed = event.control
        field = next((each for each in self.form.fields if self.widget(each.name) is changed), None)
        if isinstance(changed, Choice):
            self.reveal()
        if field is not None:
            self.say(self._remark(field), at=field.name)
        # A timer under way is left alone, or endless typing would never be kept.
        if self._waiting is None:
            self._waiting = self.set_timer(DRAFT_AFTER, self.keep_draft)

    def _remark(self, field: Field) -> str:
        """A kind word about what is typed in a field, or how a day is understood."""
        text = self._latest.get(field.name, "")
        hint = self.form.hint(field.name, text)
        if hint or self.form.understood is None:
            return hint or field.understood(text, self._today)
        if field.name not in self.form.understands:
            return ""
        return self.form.understood(self._latest, self.editing, self._today)

    @property
    def _today(self) -> date:
        return self.session.today

    def keep_draft(self) -> None:
        """Keep what is typed beside the journal, now."""
        self._stop_waiting()
        try:
            values = self.values
        except NoMatches:  # the fields are gone already
            values = self._latest
        if values != self._kept and not self._saving:
            self._keep(values)

    def _keep(self, values: dict[str, str]) -> None:
        self._kept = values
        before = self.form.values(self.editing) if self.editing is not None else None
        if self.form.is_blank(values) or (
            before is not None and self.form.says_same(values, before)
        ):
            self.session.journal.drafts.drop(self.place)
            return
        self.session.journal.drafts.keep(
            self.place,
            day=self._begun or self.day or self._today,
            kind=self.form.name,
            values=values,
            editing=self.editing,
        )

    def on_unmount(self) -> None:
        """Lose nothing when the form goes away."""
        self.keep_draft()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def clear(self) -> None:
        """Empty every field and forget the draft."""
        self._stop_waiting()
        self.session.journal.drafts.drop(self.place)
        self._load()
