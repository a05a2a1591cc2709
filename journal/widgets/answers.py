"""The two answers to one prompt: one's own and the other's, side by side where there is room."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from journal.model.answers import Meeting, is_shut
from journal.model.kinds import Answer
from journal.model.record import SEALED
from journal.session import Session
from journal.widgets.entry import EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.whose import whose
from journal.widgets.words import clean
from journal.wording.answers import SEALED_UNTIL, say_stand
from journal.wording.plans import capital
from journal.wording.records import say_audience

SIDE_BY_SIDE = 112
"""Columns of the screen from which the two stand beside each other."""


class AnswerView(EntryView):
    """One answer; keys act on it as on every entry."""

    def __init__(self, answer: Answer, content: Content) -> None:
        super().__init__(answer, date.min)
        self.content = content


class Answers(Container):
    """What each has answered; a shut one of the other is a quiet line and never an empty answer."""

    DEFAULT_CSS = """
    Answers { height: auto; max-width: 80; }
    Answers > .sides { height: auto; layout: vertical; }
    Answers > .sides.-two { layout: horizontal; }
    Answers > .sides.-two > AnswerView { width: 1fr; padding: 0 0 0 1; }
    Answers > .stand { color: $muted; padding-left: 2; max-width: 74; }
    """

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
        self._now: object = None

    def compose(self) -> ComposeResult:
        yield Static(classes="stand")
        yield Container(classes="sides")

    async def show(self, meeting: Meeting) -> None:
        """Show what there is of a prompt; the answer that had focus keeps it."""
        answers = [
            each
            for each in (meeting.mine, meeting.theirs)
            if each is not None and not is_shut(each)
        ]
        shut = meeting.mine is not None and meeting.theirs is None
        said = say_stand(meeting.stand, clean(self.session.partner_name))
        now = (answers, said, self.session.partner_name)
        self.display = bool(answers or said)
        if now == self._now:
            return
        self._now = now
        stand = self.query_one(".stand", Static)
        stand.display = bool(said)
        stand.update(Content(said))
        await self._show_sides(answers, waits=shut)

    async def _show_sides(self, answers: list[Answer], *, waits: bool) -> None:
        sides, focused = self.query_one(".sides", Container), self.screen.focused
        self._arrange(len(answers))
        held = focused.item.id if isinstance(focused, AnswerView) else ""
        with self.app.batch_update():
            await sides.remove_children()
            views = [AnswerView(each, self._content(each, waits=waits)) for each in answers]
            await sides.mount(*views)
        for view in views:
            if view.item.id == held:
                focus_now(view, scroll_visible=False)

    def on_resize(self) -> None:
        """Stand side by side where there is room."""
        self._arrange(len(self.query(AnswerView)))

    def _arrange(self, count: int) -> None:
        wide = count > 1 and self.app.size.width >= SIDE_BY_SIDE
        self.query_one(".sides", Container).set_class(wide, "-two")

    def _content(self, answer: Answer, *, waits: bool) -> Content:
        """Whose it is and who sees it, then the words."""
        seen = say_audience(answer)
        if answer.seen_by == SEALED:
            seen = SEALED_UNTIL if waits else ""
        head = Content.assemble((capital(whose(self.session, answer)), "bold"))
        if self.session.journal.is_mine(answer) and seen:
            head += Content.assemble((f" · {seen}", "$muted"))
        return Content("\n").join([head, Content(clean(answer.text))])
