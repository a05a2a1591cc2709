"""The month calendar: its columns, its marks, its keys and clicks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from journal.content import catalogue
from journal.model.days import EARLIEST
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.widgets.month import Month
from tests.clocks import FixedClock

TODAY = date(2026, 11, 22)


@pytest.fixture
def session(home: Home, journal: Journal, clock: FixedClock) -> Session:
    """A session on the evening of 22 November 2026."""
    return Session(home, journal, Settings(), clock, catalogue())


class Bench(App[None]):
    """Nothing but a month."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.month = Month(session)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        """Show the month."""
        yield self.month

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that our themes give."""
        return {"muted": "#888888", "line": "#444444"}

    def on_month_picked(self, event: Month.Picked) -> None:
        """Remember it."""
        self.said.append(event)

    def on_month_turned(self, event: Month.Turned) -> None:
        """Remember it."""
        self.said.append(event)

    @property
    def lines(self) -> list[str]:
        """What is drawn."""
        return [line.rstrip() for line in self.month.render().plain.split("\n")]


@asynccontextmanager
async def bench(session: Session, width: int = 21) -> AsyncIterator[tuple[Bench, Pilot[Any]]]:
    """Run the month alone, focused."""
    app = Bench(session)
    async with app.run_test(size=(width, 12)) as pilot:
        app.month.focus()
        await pilot.pause()
        yield app, pilot


async def test_three_cells_a_day(session: Session) -> None:
    """In 21 columns every day fits, and a marked one has a dot behind it."""
    async with bench(session) as (app, _pilot):
        app.month.show(TODAY, {date(2026, 11, 1), date(2026, 11, 20), date(2026, 12, 1)})
        assert app.lines == [
            "‹   November 2026   ›",
            "Mo Tu We Th Fr Sa Su",
            "                   1•",
            " 2  3  4  5  6  7  8",
            " 9 10 11 12 13 14 15",
            "16 17 18 19 20•21 22",
            "23 24 25 26 27 28 29",
            "30",
        ]
        assert app.month.size.height == 8


async def test_four_cells_where_there_is_room(session: Session) -> None:
    """With 28 columns the days stand further apart."""
    async with bench(session, 40) as (app, _pilot):
        assert app.lines[3] == " 2   3   4   5   6   7   8"


async def test_first_weekday_from_the_settings(session: Session) -> None:
    """A week that begins on Sunday stands so in the calendar."""
    session.settings = replace(session.settings, first_weekday=6)
    async with bench(session) as (app, _pilot):
        assert app.lines[1:3] == ["Su Mo Tu We Th Fr Sa", " 1  2  3  4  5  6  7"]


async def test_arrows_move_and_enter_picks(session: Session) -> None:
    """The arrows go by days and weeks, past the month's end too; Enter picks where they are."""
    async with bench(session) as (app, pilot):
        app.month.show(TODAY, ())
        await pilot.press("down", "down", "left", "enter")
        assert [type(each) for each in app.said] == [Month.Turned, Month.Picked]
        turned, picked = app.said
        assert isinstance(turned, Month.Turned)
        assert isinstance(picked, Month.Picked)
        assert turned.first == date(2026, 12, 1)
        assert picked.day == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("pageup", date(2026, 9, 30)),
        ("<", date(2026, 9, 30)),
        ("pagedown", date(2026, 11, 30)),
        (">", date(2026, 11, 30)),
    ],
)
async def test_turning_the_month(session: Session, key: str, day: date) -> None:
    """The month is turned by key; the last day of a long month becomes that of a short one."""
    async with bench(session) as (app, pilot):
        app.month.show(date(2026, 10, 1), (), day=date(2026, 10, 31))
        await pilot.press(key)
        assert app.month.day == day
        assert [type(each) for each in app.said] == [Month.Turned]


async def test_calendar_ends_where_the_journal_does(session: Session) -> None:
    """Before the first day that the journal takes there is nowhere to go."""
    async with bench(session) as (app, pilot):
        app.month.show(EARLIEST, (), day=EARLIEST)
        await pilot.press("left", "up", "pageup")
        assert app.month.day == EARLIEST


async def test_click_picks(session: Session) -> None:
    """A click on a day picks it, one beside a day does nothing, one on ‹ turns the month."""
    async with bench(session) as (app, pilot):
        app.month.show(TODAY, ())
        await pilot.click(Month, offset=(13, 5))
        await pilot.click(Month, offset=(4, 7))
        assert app.month.day == date(2026, 11, 20)
        assert [type(each) for each in app.said] == [Month.Picked]
        await pilot.click(Month, offset=(0, 0))
        assert app.month.first == date(2026, 10, 1)
