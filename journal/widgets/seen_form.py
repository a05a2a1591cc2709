"""A form that knows who will see what is written in it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.message import Message

from journal.i18n import _
from journal.model.answers import Opens
from journal.model.kinds import Answer, Appreciation, OwnWords, Reply
from journal.model.record import BOTH, ME, SEALED, Record, Reference
from journal.session import Session
from journal.store import Journal
from journal.widgets.audience import Audience, say_choice
from journal.widgets.fields import FormFields
from journal.widgets.forms.form import Form
from journal.widgets.known import one_line, seen_in
from journal.wording.sharing import ALWAYS_ME, ONLY_ME, partner_or, say_seen


def named(journal: Journal, text: str) -> Record | None:
    """Find the record that a form's value names: an id of one's own first, or `author:id`."""
    author, colon, record_id = text.partition(":")
    return journal.find(Reference(author, record_id)) if colon else journal.get(text)


def name_of(record: Record) -> str:
    """Name a record, whoever its author is, as `named` finds it again."""
    return f"{record.author}:{record.id}"


class SeenForm(FormFields):
    """The fields, and below them who sees this; alone there is nothing to choose.

    What adds to a thing that both see (a reply, own words, how a promise went) is shared by being
    written there: the form says so, and offers nothing else.
    """

    class AudienceChosen(Message):
        """Somebody else than before will see what is written here."""

        def __init__(self, form: SeenForm, audience: str) -> None:
            super().__init__()
            self.form = form
            self.audience = audience

        @property
        def control(self) -> SeenForm:
            """The form it is about."""
            return self.form

    def __init__(
        self,
        session: Session,
        form: Form,
        *,
        editing: Record | None,
        folds: bool,
        id: str | None,  # noqa: A002
    ) -> None:
        super().__init__(form, folds=folds, id=id)
        self.session = session
        self.editing = editing
        """The record that is being changed, or nothing."""
        self._told = ME

    def compose(self) -> ComposeResult:
        """The fields, who sees it, and the line for a sentence."""
        *fields, note = super().compose()
        yield from fields
        yield Audience(id="audience")
        yield note

    # Who may see it

    @property
    def about(self) -> Record | None:
        """What is written here belongs to this record, or to none."""
        return None

    @property
    def may_seal(self) -> bool:
        """Whether what is written can be sealed: it answers a question."""
        return self.form.kind is Answer

    @property
    def joins(self) -> bool:
        """Whether this adds to what both see, and so is seen by both."""
        kind, about = self.form.kind, self.about
        adds = issubclass(kind, (Reply, OwnWords)) or (kind.MARK and not kind.PRIVATE)
        return adds and about is not None and self.session.journal.is_travelling(about)

    @property
    def question(self) -> str:
        """The id of the question or prompt that is answered here, or nothing."""
        return ""

    @property
    def opens(self) -> Opens:
        """When what is written here opens if it is sealed."""
        if not (self.may_seal and self.session.journal.pairing):
            return Opens.LATER
        answer = Answer(day=self.session.today, question=self.question, asked="", text="")
        return self.session.journal.opens(answer)

    @property
    def audiences(self) -> tuple[str, ...]:
        """Who may see what is written here, the usual one first."""
        journal = self.session.journal
        if self.form.kind.PRIVATE or not journal.pairing:
            return (ME,)
        if self.editing is not None and journal.is_travelling(self.editing):
            return (self.editing.seen_by,)
        if self.joins:
            return (BOTH,)
        return (ME, BOTH, SEALED) if self.may_seal else (ME, BOTH)

    @property
    def audience(self) -> str:
        """Who will see it: `me`, `both` or `sealed`."""
        offered, chosen = self.audiences, self.query_one("#audience", Audience).value
        return chosen if chosen in offered else offered[0]

    @property
    def starts_at(self) -> str:
        """Who sees what is begun here, until something else is chosen."""
        glad = issubclass(self.form.kind, Appreciation) and self.editing is None
        return self.session.settings.appreciations if glad else ME

    def choose_audience(self, audience: str) -> None:
        """Have this one chosen where it is offered, else the usual one."""
        row = self.query_one("#audience", Audience)
        row.offer_audiences(self.audiences, audience, self.opens)

    # What shows

    @property
    def values(self) -> dict[str, str]:
        """What is typed, and who will see it where there is somebody else."""
        values = super().values
        if self.session.journal.pairing:
            values["audience"] = self.audience
        return values

    @property
    def seen(self) -> str:
        """Who sees what is written here, where no row below says so."""
        journal, offered = self.session.journal, self.audiences
        if self.form.kind.PRIVATE:
            return ALWAYS_ME
        if self.editing is not None and journal.is_travelling(self.editing):
            return say_seen(self.editing, seen_in(journal, self.editing))
        if len(offered) > 1:
            return say_choice(self.audience, self.opens) if self.is_folded else ""
        if offered == (BOTH,):
            name = partner_or(one_line(journal.partner.name), begins=True)
            return _("{name} will see this").format(name=name)
        return ONLY_ME

    def reveal(self) -> None:
        """Show the fields that are asked just now, and who sees them."""
        row, offered = self.query_one("#audience", Audience), self.audiences
        row.offer_audiences(offered, self.audience, self.opens)
        shows = len(offered) > 1 and not self.is_folded
        if row.display != shows:
            row.display = shows
        super().reveal()
        if self._told != self.audience:
            self._told = self.audience
            self.post_message(self.AudienceChosen(self, self._told))


def same_but(names: Iterable[str], values: dict[str, str]) -> dict[str, str]:
    """Give the values without those of these names."""
    left_out = frozenset(names)
    return {name: text for name, text in values.items() if name not in left_out}
