"""Promises and how they stand, a few quiet lines each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from textual.content import Content

from journal.i18n import _
from journal.model.promises import Standing
from journal.model.record import Record
from journal.widgets.noted import NotedList
from journal.widgets.words import clean
from journal.wording.dates import say_day
from journal.wording.records import PROMISE_STATES
from journal.wording.sharing import Seen, say_seen


class PromiseList(NotedList):
    """Open promises, each with how it stands; past its day it asks one quiet question."""

    def __init__(self, empty: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(empty, self._stands, id=id)
        self._standings: dict[str, Standing] = {}
        self._keys = ("", "")
        self._whose: Callable[[Record], str] = lambda _record: ""

    async def show_standings(
        self,
        standings: Sequence[Standing],
        today: date,
        *,
        starred: Iterable[str],
        answer: str,
        mark: str,
        whose: Callable[[Record], str],
    ) -> None:
        """Show these; `answer` is the key that says *still open*, `mark` the one that marks.

        `whose` names who promised, where that is not oneself.
        """
        self._whose = whose
        self._standings = {each.promise.id: each for each in standings}
        self._keys = (answer, mark)
        await self.show([each.promise for each in standings], today, starred=starred)

    def _stands(self, record: Record, content: Content) -> Content:
        """Its words first, then how it stands."""
        standing = self._standings[record.id]
        lines = [Content(clean(standing.promise.promise))]
        name = self._whose(record)
        said = [_("{name} promised").format(name=name)] if name else []
        said += [PROMISE_STATES[standing.state]] if standing.state else []
        if standing.by is not None:
            said.append(_("by {day}").format(day=say_day(standing.by, self._today)))
        if not name:
            seen = self._seen(standing.promise) or Seen()
            said.append(clean(say_seen(standing.promise, seen)))
        lines.append(Content.assemble((" · ".join(said), "$muted")))
        if standing.asks:
            lines.append(self._question())
        return Content("\n").join(lines)

    def _question(self) -> Content:
        answer, mark = self._keys
        return Content.assemble(
            _("Still open?"), "  ",
            (answer, "bold $accent"), ("\u00a0" + _("yes"), "$muted"), "  ",
            (mark, "bold $accent"), ("\u00a0" + _("how it went").replace(" ", "\u00a0"), "$muted"),
        )  # fmt: skip
