"""What one was glad of: the day's own lines, else one from earlier, of either."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.model.kinds import Appreciation
from journal.widgets.cards.card import Card, heading
from journal.widgets.whose import their_name
from journal.widgets.words import words
from journal.wording.dates import say_day


class Appreciated(Card):
    """The appreciations of a day; on a day without, one from before comes back."""

    def compose(self) -> ComposeResult:
        yield Static(heading(_("Appreciated")), classes="card-heading")
        yield Vertical(Static(id="appreciated"))

    async def show(self, day: date) -> None:
        """Show the day's lines, or an earlier one and the key that writes one."""
        journal = self.session.journal
        todays = [
            each
            for each in journal.on_day(day)
            if isinstance(each, Appreciation) and journal.is_mine(each)
        ]
        lines = [words(each.text) for each in todays]
        if not lines:
            key = self.key("do.appreciate")
            lines = [*self._earlier(day), self._invitation(key)]
        self.query_one("#appreciated", Static).update(Content("\n").join(lines))

    def _earlier(self, day: date) -> list[Content]:
        """One from before that day, another each day."""
        before = [each for each in self.session.journal.of_kind(Appreciation) if each.day < day]
        if not before:
            return []
        chosen = before[day.toordinal() % len(before)]
        said = say_day(chosen.day, self.session.today)
        theirs = their_name(self.session, chosen)
        if theirs:
            when = _("from {name}, {day}").format(name=theirs, day=said)
        elif chosen.day.year != day.year:
            when = _("you wrote this on {day}").format(day=said)
        else:
            when = _("you wrote this {day}").format(day=said)
        return [words(chosen.text), Content.styled(when, "$muted"), Content("")]

    def _invitation(self, key: str) -> Content:
        said = _("one line about something you are glad of")
        return Content.assemble((key, "bold $accent"), (f"  {said}", "$muted"))
