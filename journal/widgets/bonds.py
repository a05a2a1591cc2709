"""What bonds two people: four questions, two columns, and in words where the columns meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal.i18n import _
from journal.model.interests import Line, Row
from journal.widgets.entry import EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.words import clean
from journal.wording.records import ASPECTS


class BondView(EntryView):
    """One line of a column."""

    def __init__(self, line: Line, today: date) -> None:
        super().__init__(line.interest, today)
        content = Content(clean(line.interest.text))
        if line.both:
            content += Content.assemble(("\u00a0· " + _("both"), "$secondary"))
        self.content = content


class Bonds(Vertical):
    """The four questions, each with a column for me and one for my partner."""

    DEFAULT_CSS = """
    Bonds {
        height: auto;
        max-width: 76;
        & .question { text-style: bold; }
        & .whose { color: $muted; padding-left: 2; }
        & .pair { layout: horizontal; height: auto; margin-bottom: 1; }
        & .pair > Vertical { width: 1fr; height: auto; }
        & BondView { margin: 0; }
        & .pair.-repeated .whose { display: none; }
        & .none { color: $muted; padding-left: 2; }
    }
    """

    _shown: object = None

    async def show(self, rows: Sequence[Row], partner: str, today: date) -> None:
        """Show these rows; `partner` is a name, or nothing while there is none."""
        now = (list(rows), partner, today)
        if now == self._shown:
            return
        self._shown = now
        focused = self.screen.focused
        held = focused.item.id if isinstance(focused, BondView) else ""
        before = ""
        with self.app.batch_update():
            await self.remove_children()
            for row in rows:
                whose = _whose(row, partner)
                await self.mount(
                    Static(Content(ASPECTS[row.aspect]), classes="question"),
                    Horizontal(
                        _column(_("me"), row.mine, today),
                        _column(whose, row.theirs, today),
                        classes="pair -repeated" if whose == before else "pair",
                    ),
                )
                before = whose
        for view in self.query(BondView):
            if view.item.id == held:
                focus_now(view, scroll_visible=False)


def _whose(row: Row, partner: str) -> str:
    name = clean(partner) or _("my partner")
    return _("{name}, as I know it").format(name=name) if row.guessed else name


def _column(whose: str, lines: Sequence[Line], today: date) -> Vertical:
    rows: list[Widget] = [BondView(line, today) for line in lines]
    rows = rows or [Static(Content("–"), classes="none")]
    column = Vertical(Static(Content(whose), classes="whose"), *rows)
    column.set_class(not lines, "-none")
    return column
