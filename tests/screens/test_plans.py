"""The plans page: what is coming, marks on single days, the month, changing a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Memory, Plan, PlanMark, RuleFrom
from journal.screens import plans
from journal.screens.plans import Plans
from journal.store import Journal
from journal.widgets.month import Month
from journal.widgets.occasions import OccurrenceView
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import until, write

SINCE = date(2026, 11, 13)
"""A Friday; the 20th is two days ago, the 27th five days ahead."""
FRIDAYS = "FREQ=WEEKLY;BYDAY=FR"


def keep(journal: Journal, title: str, start: date, rule: str = "", **parts: Any) -> Plan:
    """A plan that is in the journal before the page is opened."""
    plan = Plan(day=start, title=title, rules=(RuleFrom(start, rule),), **parts)
    return journal.add(plan).result()


def lines(pilot: Pilot[Any], part: str = "#coming") -> list[str]:
    """What stands in a part of the page, one text for each day of a plan."""
    views = pilot.app.screen.query(f"{part} EntryView")
    return [str(view.render()) for view in views]


def marks(journal: Journal) -> list[tuple[date, str, date | None]]:
    """Every mark: the original date, the state, and where it was moved."""
    return [(each.occasion, each.state, each.to) for each in journal.of_kind(PlanMark)]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_coming_up(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """The next days of each plan, at most four; anniversaries with years and days to go."""
    keep(journal, "Wine and cheese", SINCE, FRIDAYS)
    keep(journal, "Harbour [b]dinner[/b]", date(2026, 11, 28), note="By the window")
    keep(journal, "Together", date(2020, 12, 12), "FREQ=YEARLY", anniversary=True)
    async with opened("plans", size) as pilot:
        await until(pilot, lambda: len(lines(pilot)) == 6)
        assert lines(pilot)[:2] == [
            "This Friday  in 5 days\nWine and cheese   every Friday",
            "This Saturday  in 6 days\nHarbour [b]dinner[/b]   \nBy the window",
        ]
        assert sum("Wine" in line for line in lines(pilot)) == 4
        assert lines(pilot, "#anniversaries") == ["Together\n12 December · 6 years · in 20 days"]
        assert [line.split("\n")[0] for line in lines(pilot, "#lately")] == [
            "Last Friday  2 days ago",
            "Friday, 13 November  9 days ago",
        ]
    assert marks(journal) == []


async def test_nothing_planned(opened: Open, journal: Journal) -> None:
    """An empty page says in one sentence what will stand there; opening it keeps nothing."""
    async with opened("plans") as pilot:
        await pilot.press("d", "l", "t", "c", "left_square_bracket", "right_square_bracket")
        empty = pilot.app.screen.query_one("#coming .empty")
        assert "n plans the first thing" in str(empty.render())
    assert list(journal.records()) == []


async def test_done_and_taken_back(opened: Open, journal: Journal) -> None:
    """d marks a day as done, u takes the mark back, d on a done one takes it off, too."""
    keep(journal, "Wine and cheese", SINCE, FRIDAYS)
    async with opened("plans") as pilot:
        await pilot.press("j", "d")
        await until(pilot, lambda: marks(journal) == [(date(2026, 11, 27), "done", None)])
        await until(pilot, lambda: " · done" in lines(pilot)[0])
        assert isinstance(pilot.app.focused, OccurrenceView)
        await pilot.press("u")
        await until(pilot, lambda: marks(journal) == [])
        await until(pilot, lambda: "done" not in lines(pilot)[0])
        await pilot.press("d")
        await until(pilot, lambda: "done" in lines(pilot)[0])
        await pilot.press("d")
        await until(pilot, lambda: marks(journal) == [])


async def test_left_out_and_moved(opened: Open, journal: Journal) -> None:
    """l leaves one out; t asks for a day and puts just that one there, in its new place."""
    keep(journal, "Wine and cheese", SINCE, FRIDAYS)
    async with opened("plans") as pilot:
        await pilot.press("j", "l")
        await until(pilot, lambda: "left out" in lines(pilot)[0])
        await pilot.press("j", "t")
        await write(pilot, "2026-12-06")
        await pilot.press("enter")
        await until(pilot, lambda: len(marks(journal)) == 2)
        await until(pilot, lambda: "moved" in lines(pilot)[1])
        assert set(marks(journal)) == {
            (date(2026, 11, 27), "skipped", None),
            (date(2026, 12, 4), "moved", date(2026, 12, 6)),
        }
        assert lines(pilot)[1] == (
            "Sunday, 6 December  in 14 days · moved\n"
            "Wine and cheese   in place of Friday, 4 December"
        )
        assert lines(pilot)[2].startswith("Friday, 11 December  in 19 days\n")


async def test_done_becomes_a_memory(opened: Open, journal: Journal) -> None:
    """What was done offers a memory that has its title and day, and names the plan."""
    plan = keep(journal, "Wine and cheese", SINCE, FRIDAYS)
    async with opened("plans") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Plans)
        lately = screen.query("#lately OccurrenceView")
        await until(pilot, lambda: len(lately) == 2)
        lately.first().focus()
        await pilot.press("c")
        assert pilot.app.screen is screen
        await pilot.press("d")
        await until(pilot, lambda: "done" in lines(pilot, "#lately")[0])
        await pilot.press("c")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Memory))
        memory = journal.of_kind(Memory)[0]
        assert (memory.title, memory.day) == ("Wine and cheese", date(2026, 11, 20))
        assert memory.about == plan.reference
        await until(pilot, lambda: "kept as a memory" in lines(pilot, "#lately")[0])


async def test_planning_something(opened: Open, journal: Journal) -> None:
    """n begins a plan; the form says what it understood before the plan is kept."""
    async with opened("plans") as pilot:
        await pilot.press("n")
        await pilot.pause()
        await write(pilot, "Swim")
        await pilot.press("tab")
        await write(pilot, "friday")
        await pilot.press("tab")
        await write(pilot, "every friday")
        note = pilot.app.screen.query_one("#note")
        await until(pilot, lambda: str(note.render()) == "every Friday, first on 27 November 2026")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Plan))
        rules = journal.of_kind(Plan)[0].rules
        assert rules == (RuleFrom(date(2026, 11, 27), FRIDAYS),)
        await until(pilot, lambda: len(lines(pilot)) == 4)


async def test_changing_a_plan(opened: Open, journal: Journal) -> None:
    """e shows the rule in words; a changed one leaves what was, and its marks, as they are."""
    plan = keep(journal, "Wine and cheese", SINCE, FRIDAYS)
    done = PlanMark(day=SINCE, about=plan.reference, occasion=SINCE, state="done")
    journal.add(done).result()
    async with opened("plans") as pilot:
        await pilot.press("j", "e")
        await pilot.pause()
        every = pilot.app.screen.query_one("#field-every")
        assert getattr(every, "value", None) == "every Friday"
        assert not pilot.app.screen.query("#field-day")
        every.focus()
        await pilot.press("ctrl+u")
        await write(pilot, "every second sunday")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Plan)[0].rules) == 2)
        await until(pilot, lambda: "every second Sunday" in lines(pilot)[0])
        states = [line.split("\n")[0] for line in lines(pilot, "#lately")]
        assert states == ["Last Friday  2 days ago", "Friday, 13 November  9 days ago · done"]


async def test_month(opened: Open, journal: Journal) -> None:
    """b shows the month; it goes beyond today, a day is picked, and n plans for that day."""
    keep(journal, "Harbour", date(2026, 12, 24))
    async with opened("plans") as pilot:
        await pilot.press("b")
        month = pilot.app.screen.query_one(Month)
        await until(pilot, lambda: month.has_focus)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: len(lines(pilot)) == 1)
        assert "24•" in str(month.render())
        month.focus()
        await pilot.press("down", "n")
        await pilot.pause()
        assert getattr(pilot.app.screen.query_one("#field-on"), "value", "") == "2026-12-08"
        await pilot.press("escape", "down", "down", "right", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.focused, OccurrenceView))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not month.display or not pilot.app.screen.has_class("-month"))
        assert pilot.app.screen.query_one("#shown").render()


async def test_going_to_a_day_ahead(opened: Open, journal: Journal) -> None:
    """@ takes a day in words, looking ahead, and the list begins there."""
    keep(journal, "Harbour", date(2027, 3, 5))
    async with opened("plans") as pilot:
        await until(pilot, lambda: "these three months" in str(
            pilot.app.screen.query_one("#coming .empty").render()))  # fmt: skip
        await pilot.press("at")
        await write(pilot, "1 march")
        await pilot.press("enter")
        await until(pilot, lambda: len(lines(pilot)) == 1)
        shown = str(pilot.app.screen.query_one("#shown").render())
        assert shown.startswith("From Monday 1 March 2027")
        await pilot.press("escape")
        await until(pilot, lambda: lines(pilot) == [])


async def test_rule_of_a_newer_version(opened: Open, journal: Journal) -> None:
    """A rule that cannot be read here stands on its first day, and the page says so."""
    keep(journal, "Swimming", date(2026, 11, 26), "FREQ=WEEKLY;COUNT=9")
    async with opened("plans") as pilot:
        await until(pilot, lambda: len(lines(pilot)) == 1)
        assert "not known here" in lines(pilot)[0]
        note = str(pilot.app.screen.query_one("#unreadable").render())
        assert note.startswith("Swimming: how it comes back cannot be read here")


def test_a_key_is_not_parted_from_what_it_does() -> None:
    """The line of keys breaks between two keys only."""
    keys = [("[ ]", "months"), ("w", "your words"), ("o", "what was good, in own words"),
            ("y", "yes"), ("t", "another day")]  # fmt: skip
    said = plans._say_keys(keys).plain.split("\n")
    assert said == [
        "[ ] months   w your words   o what was good, in own words   y yes",
        "t another day",
    ]
    assert plans._say_keys([("w", "words " * 20)]).plain.split("\n")[0].startswith("w words")
