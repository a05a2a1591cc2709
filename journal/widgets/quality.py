"""A few ideas for time together: what both like, and what has long not been done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from journal.i18n import _
from journal.model.kinds import Interest
from journal.model.quality import Idea
from journal.widgets.entry import EntryList, EntryView
from journal.widgets.words import clean
from journal.wording.dates import say_day

FEW = 3
"""How many stand there; the week decides with which of them they begin."""


class IdeaView(EntryView):
    """One idea; keys act on what it grew from, and one makes it a plan."""

    def __init__(self, idea: Idea, today: date) -> None:
        super().__init__(idea.record, today)
        record = idea.record
        text = record.text if isinstance(record, Interest) else record.title
        why = [_("you both like it")] if isinstance(record, Interest) else []
        why += [_("last {day}").format(day=say_day(idea.last, today))] if idea.last else []
        words = " ".join(clean(text).split())
        self.content = Content.assemble(words, (f"   {' · '.join(why)}", "$muted"))


class IdeaList(EntryList):
    """The ideas, a line each."""

    DEFAULT_CSS = """
    IdeaList { margin-bottom: 1; }
    IdeaList > .empty { margin-bottom: 0; }
    IdeaList IdeaView { margin: 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        empty = _("Ideas grow here from what you both like, and from what you have long not done.")
        super().__init__(empty, id=id)
        self._ideas: Sequence[Idea] = ()

    async def show_ideas(self, found: Sequence[Idea], today: date) -> None:
        """Show a few of these, others each week."""
        first = today.toordinal() // 7 % len(found) if len(found) > FEW else 0
        self._ideas = [*found[first:], *found[:first]][:FEW]
        await self.show([each.record for each in self._ideas], today)

    def _views(self, first: int, last: int) -> list[EntryView]:
        return [IdeaView(each, self._today) for each in self._ideas[first:last]]
