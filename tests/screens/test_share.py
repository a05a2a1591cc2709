"""Step 5: a practice, what bonds us in two columns, plans from it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Entry, Interest, Memory, Plan
from journal.model.kinds.together import Aspect
from journal.store import Journal
from journal.widgets.bonds import Bonds, BondView
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import until, write

DAY = date(2026, 11, 2)


def keep(
    journal: Journal,
    text: str,
    *,
    whose: Literal["me", "partner"] = "me",
    aspect: Aspect = "like-now",
) -> Interest:
    """A line that is in the journal before the page is opened."""
    return journal.add(Interest(day=DAY, aspect=aspect, whose=whose, text=text)).result()


def bonds(pilot: Pilot[Any]) -> list[str]:
    """The lines of both columns, as they stand."""
    return [str(view.render()) for view in pilot.app.screen.query(BondView)]


@pytest.mark.parametrize("size", SIZES)
async def test_two_columns_and_where_they_meet(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """The columns stand side by side, stacked where narrow; what both have says so."""
    keep(journal, "Slow Sundays")
    keep(journal, "slow  sundays", whose="partner")
    keep(journal, "[b]Jazz", whose="partner")
    async with opened("share", size) as pilot:
        await until(pilot, lambda: len(bonds(pilot)) == 3)
        assert bonds(pilot) == [
            "Slow Sundays\u00a0· both",
            "slow  sundays\u00a0· both",
            "[b]Jazz",
        ]
        mine, theirs, _jazz = pilot.app.screen.query(BondView)
        beside = mine.region.y == theirs.region.y
        assert beside is (size[0] >= 100)
        whose = {str(each.render()) for each in pilot.app.screen.query(".whose")}
        assert whose == {"me", "Ben, as I know it"}


async def test_empty_page(opened: Open, journal: Journal) -> None:
    """Without a line the page invites to the first one, shows no empty table, keeps nothing."""
    async with opened("share") as pilot:
        keys = str(pilot.app.screen.query_one("#bond-keys").render())
        assert "i adds the first line" in keys
        assert not pilot.app.screen.query_one(Bonds).display
    assert list(journal.records()) == []


async def test_adding_a_line(opened: Open, journal: Journal) -> None:
    """i adds one line with its aspect and whose it is; beside another it begins where that is."""
    keep(journal, "Boats", whose="partner", aspect="would-try")
    async with opened("share") as pilot:
        await pilot.press("i")
        await pilot.pause()
        await write(pilot, "Tea")
        await pilot.press("tab", "right", "right", "ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Interest)) == 2)
        await until(pilot, lambda: len(bonds(pilot)) == 2)
        tea = next(each for each in journal.of_kind(Interest) if each.text == "Tea")
        assert (tea.aspect, tea.whose) == ("like-now", "me")
        boats = next(v for v in pilot.app.screen.query(BondView) if "Boats" in str(v.render()))
        boats.focus()
        await pilot.press("i")
        await pilot.pause()
        await write(pilot, "Kites")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Interest)) == 3)
        kites = next(each for each in journal.of_kind(Interest) if each.text == "Kites")
        assert (kites.aspect, kites.whose) == ("would-try", "partner")


async def test_making_it_a_plan(opened: Open, journal: Journal) -> None:
    """t on a line opens a plan with its words; what is kept names the line it came from."""
    line = keep(journal, "Night train", aspect="would-try")
    async with opened("share") as pilot:
        page = pilot.app.screen
        await until(pilot, lambda: len(bonds(pilot)) == 1)
        await pilot.press("t")
        assert pilot.app.screen is page
        page.query_one(BondView).focus()
        await pilot.press("t")
        await until(pilot, lambda: pilot.app.screen is not page)
        await pilot.pause()
        await pilot.press("tab")
        await write(pilot, "next friday")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Plan))
        plan = journal.of_kind(Plan)[0]
        assert (plan.title, plan.day) == ("Night train", date(2026, 11, 27))
        assert plan.about == line.reference


async def test_answering_the_practice(opened: Open, journal: Journal) -> None:
    """What is written under the practice is an entry of this step that knows what was asked."""
    journal.add(Memory(day=DAY, title="Lake")).result()
    async with opened("share") as pilot:
        await pilot.press("n", "n")
        await pilot.pause()
        await write(pilot, "A burnt candle")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Entry))
        entry = journal.of_kind(Entry)[0]
        assert (entry.step, entry.text) == ("share", "A burnt candle")
        assert entry.asked
        written = pilot.app.screen.query("#written EntryView")
        await until(pilot, lambda: len(written) == 1)


async def test_going_to_plans_and_memories(opened: Open) -> None:
    """P and M lead on from here."""
    async with opened("share") as pilot:
        await pilot.press("P")
        await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == "plans")
        await pilot.press("M")
        await until(pilot, lambda: getattr(pilot.app.screen, "PLACE", "") == "memories")
