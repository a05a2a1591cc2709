"""A month on one small sheet: some of its days are marked, and one of them can be picked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from journal.i18n import _
from journal.model.days import EARLIEST, LATEST, month_grid, on_month_day
from journal.session import Session
from journal.widgets.focusing import focus_now
from journal.wording.dates import say_month
from journal.wording.names import SHORT_WEEKDAYS

MARK = "•"
"""Stands behind a day that is marked, so that no colour is needed to see it."""

_HEAD = 2
"""Lines above the days: the month, the weekdays."""


class Month(Widget, can_focus=True):
    """A month calendar; `show` says which month and which days are marked.

    Seven columns of three cells, of four where there is room. The first weekday is the one in the
    settings. The arrows move over the days, Enter or a click picks one.
    """

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = _("Month")
    HELP = _("The arrows move over the days, Enter goes to one; < and > turn to another month.")
    BINDINGS = [
        Binding("left", "move(-1)", _("Day before"), show=False, id="month.left"),
        Binding("right", "move(1)", _("Day after"), show=False, id="month.right"),
        Binding("up", "move(-7)", _("Week before"), show=False, id="month.up"),
        Binding("down", "move(7)", _("Week after"), show=False, id="month.down"),
        Binding("enter", "pick", _("Go to this day"), show=False, id="month.pick"),
        Binding(
            "pageup,less_than_sign",
            "turn(-1)",
            _("Month before"),
            show=False,
            id="month.previous",
        ),
        Binding(
            "pagedown,greater_than_sign",
            "turn(1)",
            _("Month after"),
            show=False,
            id="month.next",
        ),
    ]
    DEFAULT_CSS = """
    Month { height: auto; width: 100%; max-width: 30; min-width: 21; margin-bottom: 1; }
    """

    class Picked(Message):
        """A day was picked."""

        def __init__(self, month: Month, day: date) -> None:
            super().__init__()
            self.month = month
            self.day = day

        @property
        def control(self) -> Month:
            """The sheet it was picked on."""
            return self.month

    class Turned(Message):
        """Another month is shown; whoever marks days may have to mark those of this one."""

        def __init__(self, month: Month, first: date) -> None:
            super().__init__()
            self.month = month
            self.first = first

        @property
        def control(self) -> Month:
            """The sheet that was turned."""
            return self.month

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self._marked: Collection[date] = ()
        self._day = session.today

    @property
    def day(self) -> date:
        """The day the arrows have come to."""
        return self._day

    @property
    def first(self) -> date:
        """The first day of the month that is shown."""
        return self._day.replace(day=1)

    def show(self, month: date, marked: Collection[date], *, day: date | None = None) -> None:
        """Show the month of `month` with these days marked; days of other months do no harm.

        The arrows stay on the day they are on where it lies in that month; else they begin on
        `day`, or on today, or on the month's first day.
        """
        self._marked = marked
        for at in (day, self._day, self._session.today, month.replace(day=1)):
            if at is not None and (at.year, at.month) == (month.year, month.month):
                self._day = at
                break
        self.refresh(layout=True)

    # Drawing

    @property
    def _cell(self) -> int:
        return 4 if self.size.width >= 28 else 3

    @property
    def _weeks(self) -> list[list[date]]:
        day = self._day
        return month_grid(day.year, day.month, self._session.settings.first_weekday)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The head, and as many weeks as the month touches."""
        return _HEAD + len(self._weeks)

    def render(self) -> Content:
        """Draw the month."""
        cell, weeks = self._cell, self._weeks
        name = say_month(self._day.year, self._day.month)
        title = Content.assemble(
            ("‹", "$muted"), (name.center(7 * cell - 2), "bold"), ("›", "$muted")
        )
        names = "".join(f"{SHORT_WEEKDAYS[day.weekday()][:2]:<{cell}}" for day in weeks[0])
        lines = [Content.assemble(*(self._drawn(day, cell) for day in week)) for week in weeks]
        return Content("\n").join([title, Content.assemble((names, "$muted")), *lines])

    def _drawn(self, day: date, cell: int) -> Content:
        """One day: its number, a dot if it is marked; today underlined, the chosen one reversed."""
        if day.month != self._day.month:
            return Content(" " * cell)
        marked = day in self._marked
        styles = ["$accent" if marked else "$foreground"]
        if day == self._session.today:
            styles.append("bold underline")
        if day == self._day:
            styles.append("bold reverse" if self.has_focus else "bold")
        return Content.assemble(
            (f"{day.day:>2}", " ".join(styles)),
            (MARK if marked else " ", "$accent"),
            " " * (cell - 3),
        )

    def on_focus(self) -> None:
        """Show which day Enter would pick."""
        self.refresh()

    def on_blur(self) -> None:
        """Show it no more."""
        self.refresh()

    # Moving

    def _go(self, day: date) -> None:
        before = self.first
        self._day = min(max(day, EARLIEST), LATEST)
        self.refresh(layout=self.first != before)
        if self.first != before:
            self.post_message(self.Turned(self, self.first))

    def action_move(self, days: int) -> None:
        """Go some days on or back, into another month too."""
        self._go(self._day + timedelta(days=days))

    def action_turn(self, by: int) -> None:
        """Show the next or the previous month."""
        number = self._day.year * 12 + self._day.month - 1 + by
        self._go(on_month_day(number // 12, number % 12 + 1, self._day.day))

    def action_pick(self) -> None:
        """Pick the day one is on."""
        self.post_message(self.Picked(self, self._day))

    def on_click(self, event: Click) -> None:
        """Pick the day that was clicked; the arrows beside the name turn the month."""
        event.stop()
        focus_now(self)
        at = event.get_content_offset(self)
        if at is None:
            return
        column, row = at.x // self._cell, at.y - _HEAD
        weeks = self._weeks
        if row == -_HEAD and column in (0, 6):
            self.action_turn(-1 if column == 0 else 1)
        elif 0 <= row < len(weeks) and column < 7 and weeks[row][column].month == self._day.month:
            self._go(weeks[row][column])
            self.action_pick()
