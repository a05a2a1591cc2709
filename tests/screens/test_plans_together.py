"""Plans of two people: whose they are, a yes, a done by either, another day proposed and taken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import OwnWords, Plan, PlanMark, RuleFrom, Yes
from journal.model.record import BOTH, ME
from journal.screens.sharing import Travels
from journal.store import Journal
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
NASTY = "zq[/b][love]$accent"


def dinner(title: str = "Dinner", **parts: Any) -> Plan:
    """A plan on the coming Friday."""
    return Plan(day=FRIDAY, title=title, rules=(RuleFrom(FRIDAY),), **parts)


def lines(pilot: Pilot[Any], part: str = "#coming") -> list[str]:
    """What stands in a part of the page, one text for each day of a plan."""
    return [str(view.render()) for view in pilot.app.screen.query(f"{part} EntryView")]


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_of_the_other(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """It stands among one's own with its author's name; y says yes, which both see."""
    ben = Ben(journal)
    plan = ben.shares(dinner())
    async with opened("plans", size) as pilot:
        await until(pilot, lambda: lines(pilot))
        assert lines(pilot)[0] == "This Friday  in 5 days\nDinner   Ben’s plan"
        await pilot.press("j", "y")
        await until(pilot, lambda: journal.of_kind(Yes))
        (yes,) = journal.of_kind(Yes)
        assert (yes.about, yes.audience) == (plan.reference, BOTH)
        await until(pilot, lambda: lines(pilot)[0].endswith("\nyou said yes"))
        await pilot.press("y")
        await until(pilot, lambda: not journal.of_kind(Yes))


async def test_done_by_either_counts_once(opened: Open, journal: Journal) -> None:
    """What the other marked as done is done here; d then says who did, and adds no mark."""
    ben = Ben(journal)
    plan = journal.add(dinner(audience=BOTH)).result()
    ben.shares(PlanMark(day=FRIDAY, occasion=FRIDAY, state="done", about=plan.reference))
    async with opened("plans") as pilot:
        await until(pilot, lambda: lines(pilot))
        assert "done · Ben says so" in lines(pilot)[0]
        await pilot.press("j", "d")
        await until(pilot, lambda: "Ben said that it is done." in painted(pilot))
        assert len(journal.of_kind(PlanMark)) == 1


@pytest.mark.parametrize("shared", [True, False])
async def test_marks_are_seen_by_whoever_sees_the_plan(
    opened: Open, journal: Journal, shared: bool
) -> None:
    """A mark on a plan that both see is seen by both, one on a private plan by nobody else."""
    Ben(journal)
    journal.add(dinner(audience=BOTH if shared else ME)).result()
    async with opened("plans") as pilot:
        await pilot.press("j", "d")
        await until(pilot, lambda: journal.of_kind(PlanMark))
        assert journal.of_kind(PlanMark)[0].audience == (BOTH if shared else ME)


async def test_another_day_is_proposed(opened: Open, journal: Journal) -> None:
    """t on the other's plan leaves its day and stands beside; on its own day it goes again."""
    ben = Ben(journal)
    ben.shares(dinner())
    async with opened("plans") as pilot:
        await pilot.press("j", "t")
        await pilot.pause()
        await write(pilot, "saturday")
        await pilot.press("enter")
        await until(pilot, lambda: journal.of_kind(PlanMark))
        (mark,) = journal.of_kind(PlanMark)
        assert (mark.state, mark.to, mark.audience) == ("moved", SATURDAY, BOTH)
        await until(pilot, lambda: "you propose this Saturday" in lines(pilot)[0])
        assert lines(pilot)[0].startswith("This Friday")
        await pilot.press("t")
        await pilot.pause()
        await write(pilot, "friday")
        await pilot.press("enter")
        await until(pilot, lambda: not journal.of_kind(PlanMark))


async def test_the_proposed_day_is_taken_with_one_key(opened: Open, journal: Journal) -> None:
    """On one's own plan y takes the day the other proposes; then nothing stands beside it."""
    ben = Ben(journal)
    plan = journal.add(dinner(audience=BOTH)).result()
    ben.shares(
        PlanMark(day=FRIDAY, occasion=FRIDAY, state="moved", to=SATURDAY, about=plan.reference)
    )
    async with opened("plans") as pilot:
        await until(pilot, lambda: lines(pilot))
        assert "Ben proposes this Saturday   y take it" in lines(pilot)[0]
        await pilot.press("j", "y")
        await until(pilot, lambda: len(journal.of_kind(PlanMark)) == 2)
        own = next(each for each in journal.of_kind(PlanMark) if journal.is_mine(each))
        assert (own.state, own.to, own.audience) == ("moved", SATURDAY, BOTH)
        await until(pilot, lambda: lines(pilot)[0].startswith("This Saturday"))
        assert "proposes" not in lines(pilot)[0]


async def test_leaving_out_is_ones_own(opened: Open, journal: Journal) -> None:
    """What the other leaves out still stands here, and says so."""
    ben = Ben(journal)
    plan = journal.add(dinner(audience=BOTH)).result()
    ben.shares(PlanMark(day=FRIDAY, occasion=FRIDAY, state="skipped", about=plan.reference))
    async with opened("plans") as pilot:
        await until(pilot, lambda: lines(pilot))
        assert lines(pilot)[0].endswith("\nBen leaves this one out")
        assert "left out" not in lines(pilot)[0]


async def test_own_words_about_the_plan_of_the_other(opened: Open, journal: Journal) -> None:
    """w writes them; they are seen by both, and stand once below the plan with whose they are."""
    ben = Ben(journal)
    plan = ben.shares(dinner())
    async with opened("plans") as pilot:
        await pilot.press("j", "w")
        await pilot.pause()
        await write(pilot, "gladly")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(OwnWords))
        (words,) = journal.of_kind(OwnWords)
        assert (words.about, words.audience) == (plan.reference, BOTH)
        await until(pilot, lambda: lines(pilot)[0].endswith("\nyou: “gladly”"))


async def test_words_of_the_other_are_not_markup(opened: Open, journal: Journal) -> None:
    """A plan, a name and own words with markup in them are shown just as they stand."""
    ben = Ben(journal, NASTY)
    theirs = ben.shares(dinner(NASTY, note=NASTY))
    mine = journal.add(dinner("Mine", audience=BOTH)).result()
    for plan in (theirs, mine):
        ben.shares(OwnWords(day=FRIDAY, text=NASTY, about=plan.reference))
        ben.shares(
            PlanMark(day=FRIDAY, occasion=FRIDAY, state="moved", to=SATURDAY, about=mine.reference)
        )
        ben.shares(Yes(day=FRIDAY, about=mine.reference))
    async with opened("plans", (120, 40)) as pilot:
        await until(pilot, lambda: len(lines(pilot)) == 2)
        text = "\n".join(lines(pilot))
        assert text.count(NASTY) >= 7
        assert f"{NASTY} says yes" in painted(pilot)


async def test_what_no_program_of_ours_would_send(opened: Open, journal: Journal) -> None:
    """A plan without any day, marks on days it never had: the page stands, and shows the rest."""
    ben = Ben(journal)
    empty = ben.shares(Plan(day=FRIDAY, title="Never", rules=()))
    odd = ben.shares(Plan(day=FRIDAY, title="Odd", rules=(RuleFrom(FRIDAY, "FREQ=NEVER"),)))
    mine = journal.add(dinner(audience=BOTH)).result()
    for plan in (empty, odd, mine):
        ben.shares(PlanMark(day=FRIDAY, occasion=SATURDAY, state="done", about=plan.reference))
        ben.shares(PlanMark(day=FRIDAY, occasion=FRIDAY, state="moved", about=plan.reference))
        ben.shares(Yes(day=FRIDAY, about=plan.reference))
    async with opened("plans", (120, 40)) as pilot:
        await until(pilot, lambda: len(lines(pilot)) == 5)
        await pilot.press("j", "y", "d", "j", "y", "enter")
        await pilot.pause()
    async with opened("today", (120, 40)) as pilot:
        await until(pilot, lambda: "Odd" in painted(pilot))
