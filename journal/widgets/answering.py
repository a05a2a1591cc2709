"""The form on a step's page: what is written in it may answer the prompt above, or may not."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult

from journal.i18n import _
from journal.model.kinds import Answer, Sharing, Truth
from journal.model.record import SEALED, Record
from journal.session import Session
from journal.widgets.choice import Choice
from journal.widgets.composer import Composer
from journal.widgets.forms.form import Form
from journal.wording.records import shown

ASKED = ("prompt", "asked")
"""The values that say which prompt is answered."""

CLIP = 28
"""Characters of a prompt that its choice shows."""


def as_answer(record: Sharing | Truth) -> Answer:
    """Make the answer that a sealed text of step 3 or 4 is kept as: all its words in one."""
    parts = list(shown(record).parts)
    if record.asked:
        del parts[0]
    if isinstance(record, Truth) and record.ask == "nothing":
        del parts[-1]
    lines = [f"{part.label}: {part.text}" if part.label else part.text for part in parts]
    return Answer(
        id=record.id,
        day=record.day,
        audience=record.audience,
        question=record.prompt,
        asked=record.asked,
        text="\n\n".join(lines),
    )


class Answering(Composer):
    """A form that folds, with a choice of whether it answers the prompt.

    `own` is what the choice calls writing that answers no prompt; with `begins_own` that is how it
    begins. With `seals` what answers the prompt may be sealed; then it is kept as an `Answer`.
    """

    DEFAULT_CSS = """
    Answering > #answers {
        border: none;
        padding: 0 2;
        &:focus { border: none; background: $panel; }
    }
    """

    def __init__(
        self,
        session: Session,
        form: Form,
        place: str,
        *,
        own: str = "",
        begins_own: bool = False,
        seals: bool = False,
        day: date | None = None,
        editing: Record | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(session, form, place, day=day, editing=editing, folds=True, id=id)
        self._own = own or _("something else")
        self._begins_own = begins_own
        self._seals = seals

    def compose(self) -> ComposeResult:
        """The fields, the choice, and the line for a sentence."""
        *fields, seen, note = super().compose()
        yield from fields
        yield Choice(self._offered(""), "yes", id="answers")
        yield seen
        yield note

    @property
    def answers(self) -> Choice:
        """Whether what is written answers the prompt: `yes` or `no`."""
        return self.query_one("#answers", Choice)

    @property
    def values(self) -> dict[str, str]:
        """What is typed, and the prompt only where it is answered."""
        values = super().values
        if self.answers.value == "yes":
            return values
        return {name: text for name, text in values.items() if name not in ASKED}

    def fix(self, fixed: dict[str, str]) -> None:
        """Let what is begun now answer another prompt."""
        super().fix(fixed)
        self._offer()

    @property
    def prompt(self) -> str:
        """The id of the prompt that is answered by what was begun here, or nothing."""
        return "" if self.is_blank else self.values.get("prompt", "")

    @property
    def may_seal(self) -> bool:
        """Whether what is written can be sealed: it answers a prompt."""
        taken = self.fixed if self._carried is None else self._carried
        answers = self.answers.value == "yes" and bool(taken.get("prompt"))
        return self._seals and self.editing is None and answers

    def _record(self, values: dict[str, str]) -> Record:
        """Make the record; one that is sealed is an answer to its prompt."""
        record = super()._record(values)
        if record.seen_by == SEALED and isinstance(record, (Sharing, Truth)):
            return as_answer(record)
        return record

    def _saved(self, record: Record, values: dict[str, str]) -> Record | None:
        """After an answer, begin anew: no form of this page could change it."""
        if not isinstance(record, Answer) or self.form.kind is Answer:
            return super()._saved(record, values)
        more = self.values != values
        self.post_message(self.Kept(self, record))
        if more:
            self.keep_draft()
            self.say(_("Kept. What you typed since then waits for Ctrl+S."))
            return None
        self._load()
        self.say(self._say_kept(record))
        return record

    def _load(self) -> None:
        draft = self.session.journal.drafts.at(self.place)
        own = self._begins_own if draft is None else not draft.values.get("asked")
        self.answers.choose("no" if own else "yes")
        super()._load()
        self._offer()

    def _offer(self) -> None:
        """Name the prompt that is answered, if it is."""
        taken = self.fixed | (self._carried or {})
        self.answers.offer(self._offered(taken.get("asked", "")), self.answers.value)

    def _offered(self, asked: str) -> tuple[tuple[str, str], ...]:
        short = asked if len(asked) <= CLIP else asked[: CLIP - 1].rstrip() + "…"
        answer = ("yes", _("answers “{prompt}”").format(prompt=short))
        own = ("no", self._own)
        return (own, answer) if self._begins_own else (answer, own)

    def reveal(self) -> None:
        super().reveal()
        shows = not self.is_folded and bool(self.fixed.get("asked"))
        if self.answers.display != shows:
            self.answers.display = shows
