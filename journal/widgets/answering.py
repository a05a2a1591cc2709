"""The form on a step's page: what is written in it may answer the prompt above, or may not."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult

from journal.i18n import _
from journal.model.record import Record
from journal.session import Session
from journal.widgets.choice import Choice
from journal.widgets.composer import Composer
from journal.widgets.forms.form import Form

ASKED = ("prompt", "asked")
"""The values that say which prompt is answered."""

CLIP = 28
"""Characters of a prompt that its choice shows."""


class Answering(Composer):
    """A form that folds, with a choice of whether it answers the prompt.

    `own` is what the choice calls writing that answers no prompt; with `begins_own` that is how it
    begins.
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
        day: date | None = None,
        editing: Record | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(session, form, place, day=day, editing=editing, folds=True, id=id)
        self._own = own or _("something else")
        self._begins_own = begins_own

    def compose(self) -> ComposeResult:
        """The fields, the choice, and the line for a sentence."""
        *fields, note = super().compose()
        yield from fields
        yield Choice(self._offered(""), "yes", id="answers")
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
