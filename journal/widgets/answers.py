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
from journal.widgets.known import seen_in
from journal.widgets.whose import whose
from journal.widgets.words import clean
from journal.wording.answers import say_stand
from journal.wording.plans import capital
from journal.wording.sharing import say_seen

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
        said = say_stand(meeting.stand, clean(self.session.partner_name))
        seen = [seen_in(self.session.journal, each) for each in answers]
        now = (answers, said, seen, self.session.partner_name)
        self.display = bool(answers or said)
        if now == self._now:
            return
        self._now = now
        stand = self.query_one(".stand", Static)
        stand.display = bool(said)
        stand.update(Content(said))
        await self._show_sides(answers, met=meeting.theirs is not None)

    async def _show_sides(self, answers: list[Answer], *, met: bool) -> None:
        sides, focused = self.query_one(".sides", Container), self.screen.focused
        self._arrange(len(answers))
        held = focused.item.id if isinstance(focused, AnswerView) else ""
        with self.app.batch_update():
            await sides.remove_children()
            views = [AnswerView(each, self._content(each, met=met)) for each in answers]
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

    def _content(self, answer: Answer, *, met: bool) -> Content:
        """Whose it is and who sees it, then the words."""
        journal = self.session.journal
        seen = clean(say_seen(answer, seen_in(journal, answer)))
        head = Content.assemble((capital(whose(self.session, answer)), "bold"))
        if journal.is_mine(answer) and not (met and answer.seen_by == SEALED):
            head += Content.assemble((f" · {seen}", "$muted"))
        return Content("\n").join([head, Content(clean(answer.text))])
