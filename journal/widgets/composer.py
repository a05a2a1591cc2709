"""The place to write: a form's fields, what is typed kept as a draft, saved as one record."""

from __future__ import annotations

from msgspec.structs import replace
from textual.css.query import NoMatches
from textual.message import Message

from journal.i18n import _
from journal.keys import first_key
from journal.model.record import ME, Record
from journal.widgets.drafting import DRAFT_AFTER, Drafting
from journal.widgets.fields import Writing
from journal.widgets.focusing import focus_now
from journal.widgets.forms.form import BadField
from journal.widgets.seen_form import same_but

__all__ = ["DRAFT_AFTER", "Composer", "Writing"]


class Composer(Drafting):
    """One form to write in, and to keep what is written.

    What would be shared is kept only after the screen has shown what travels, and somebody has
    said yes to that.
    """

    BINDING_GROUP_TITLE = _("Writing")

    class Kept(Message):
        """What was written is on disk."""

        def __init__(self, composer: Composer, record: Record) -> None:
            super().__init__()
            self.composer = composer
            self.record = record

        @property
        def control(self) -> Composer:
            """Where it was written."""
            return self.composer

    class WouldShare(Message):
        """Please show what of this would travel; on a yes, call `share`."""

        def __init__(self, composer: Composer, record: Record, values: dict[str, str]) -> None:
            super().__init__()
            self.composer = composer
            self.record = record
            self._values = values

        async def share(self) -> None:
            """Keep it as it was shown."""
            if self.composer.is_attached:
                await self.composer.share(self.record, self._values)

        async def keep_back(self) -> Record | None:
            """Keep it for oneself instead; None where that failed, and the form has it still."""
            if not self.composer.is_attached:
                return None
            record = replace(self.record, audience=ME, pairing="", said=None)
            return await self.composer.share(record, self._values)

    class Told(Message):
        """What was shown first is kept, and the form is ready for something else."""

        def __init__(self, record: Record) -> None:
            super().__init__()
            self.record = record

    async def save(self) -> Record | None:
        """Keep what is written; None, with a sentence in the form, when that cannot be."""
        if self._saving:
            return None
        self._latest = values = self.values  # what is said here outlasts keys that come in late
        blank = self.form.is_blank(values) and not self.form.choice_is_enough
        if blank and self.editing is None:
            self.say(_("Nothing is written yet."))
            return None
        try:
            record = self._record(values)
        except BadField as error:
            self.keep_draft()
            self.say(str(error), trouble=True, at=error.name)
            focus_now(self.widget(error.name))
            return None
        if self._tells(record):
            self.post_message(self.WouldShare(self, record, values))
            return None
        return await self._keep_record(record, values)

    async def share(self, record: Record, values: dict[str, str]) -> Record | None:
        """Keep what was shown as it will travel, and tell the screen; None where that failed."""
        kept = None if self._saving else await self._keep_record(record, values)
        if kept is not None:
            self.post_message(self.Told(record))
        return kept

    def _tells(self, record: Record) -> bool:
        """Tell whether keeping this would say something new to the other."""
        pairing = self.session.journal.pairing
        is_said = record.seen_by != ME and record.pairing in ("", pairing)
        return bool(pairing) and is_said and record != self.editing

    async def _keep_record(self, record: Record, values: dict[str, str]) -> Record | None:
        self._saving = True
        try:
            kept = await self.session.keep(record, ends=self.place)
        finally:
            self._saving = False
        if kept is None:
            self.keep_draft()
            self.say(_("Not kept yet; your words are still here."), trouble=True)
            return None
        return self._saved(kept[0], values)

    def _record(self, values: dict[str, str]) -> Record:
        """Make the record, its words kept as a draft first, so that it has the draft's id."""
        about, typed_ = self.about, same_but(("about",), values)
        day = self._begun or self.day or self._today
        record = self.form.record(typed_, day=day, today=self._today, old=self.editing)
        self._stop_waiting()
        self._keep(values)
        if self.editing is not None:
            told = self.session.journal.is_travelling(self.editing)
            return record if told or "audience" not in values else replace(record, pairing="")
        draft = self.session.journal.drafts.at(self.place)
        name = draft.id if draft is not None else record.id
        return replace(record, id=name, about=about.reference if about is not None else None)

    def _saved(self, record: Record, values: dict[str, str]) -> Record | None:
        """Make ready for the next text; what was typed while this one was written is not lost."""
        if self._over is not None:
            self._over = record
        try:
            more = self.values != values
        except NoMatches:
            return record
        self.post_message(self.Kept(self, record))
        if more:
            self.editing = record
            self.keep_draft()
            self.say(_("Kept. What you typed since then waits for Ctrl+S."))
            return None
        self._load()
        self.say(self._say_kept(record))
        return record

    def _say_kept(self, record: Record) -> str:
        """Say that it is kept, and with which key it can still be shared."""
        key = first_key(self.session.keys, "entry.share")
        if not self.session.journal.pairing or record.PRIVATE or record.seen_by != ME or not key:
            return _("Kept.")
        return _("Kept. {key} changes who sees it.").format(key=key)
