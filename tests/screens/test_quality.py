"""Time together: what sort a plan is, what was good afterwards, and ideas that grow."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from journal.model.kinds import Interest, Plan, PlanMark, RuleFrom, WasGood
from journal.model.record import ME
from journal.session import Session
from journal.store import Journal
from journal.widgets.choice import Choice
from journal.widgets.composer import Composer
from journal.widgets.focusing import focus_now
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_says_what_sort_of_time_it_is(
    journal: Journal, opened: Open, size: tuple[int, int]
) -> None:
    """From Today to a plan for something new, an hour, phones away, and back."""
    async with opened("today", size=size) as pilot:
        await pilot.press("P", "n")
        await until(pilot, lambda: pilot.app.screen.query(Composer))
        await write(pilot, "Pottery")
        await pilot.press("tab")
        await write(pilot, "tomorrow")
        choices = {each.id: each for each in pilot.app.screen.query(Choice)}
        for name, presses in (("together", 2), ("length", 3), ("phones", 1)):
            widget = pilot.app.screen.query_one(Composer).widget(name)
            assert widget in choices.values()
            focus_now(widget)
            await pilot.press(*["right"] * presses)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Plan))
        (plan,) = journal.of_kind(Plan)
        assert (plan.together, plan.minutes, plan.phones_away) == ("new", 60, True)
        await until(pilot, lambda: "something new · an hour · phones away" in painted(pilot))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")


def test_a_plan_of_an_older_program_reads() -> None:
    """Without the new fields it is a plan as it comes, with phones as they are."""
    old = b'{"kind":"plan","title":"Walk","day":"2026-11-20","rules":[{"start":"2026-11-20"}]}'
    plan = msgspec.json.decode(old, type=Plan)
    assert (plan.together, plan.minutes, plan.phones_away) == ("", 0, False)


async def test_what_was_good_stands_by_its_day(
    session: Session, journal: Journal, opened: Open
) -> None:
    """`o` keeps one private line about a day that is over, shows it there, and changes it later."""
    day = session.today - timedelta(days=2)
    journal.commit([Plan(title="Walk", day=day, rules=(RuleFrom(day),))]).result()
    async with opened("plans", size=(120, 40)) as pilot:
        await until(pilot, lambda: "Walk" in painted(pilot))
        await pilot.press("j", "o")
        await until(pilot, lambda: pilot.app.screen.query(Composer))
        await write(pilot, "The fog")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "“The fog” was good" in painted(pilot))
        (line,) = journal.of_kind(WasGood)
        assert (line.occasion, line.audience) == (day, ME)
        assert line.about == journal.of_kind(Plan)[0].reference
        await pilot.press("o")
        await until(pilot, lambda: pilot.app.screen.query(Composer))
        await write(pilot, " and tea")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "The fog and tea" in painted(pilot))
        assert len(journal.of_kind(WasGood)) == 1
        assert journal.of_kind(WasGood)[0].occasion == day


async def test_nothing_is_asked_of_a_day_to_come(
    session: Session, journal: Journal, opened: Open
) -> None:
    """What was good waits until the day is here, and `o` says so."""
    day = session.today + timedelta(days=2)
    journal.commit([Plan(title="Walk", day=day, rules=(RuleFrom(day),))]).result()
    async with opened("plans") as pilot:
        await until(pilot, lambda: "Walk" in painted(pilot))
        await pilot.press("j", "o")
        await until(pilot, lambda: "What was good can be said" in painted(pilot))
        assert len(pilot.app.screen_stack) == 1


async def test_ideas_grow_from_both_and_become_plans(
    session: Session, journal: Journal, opened: Open
) -> None:
    """What both like and what was long not done stand in step 5; `t` makes a plan of one."""
    ben, day = Ben(journal), session.today
    ben.shares(Interest(aspect="like-now", text="Pottery", day=day))
    long_ago = day - timedelta(days=100)
    lake = Plan(title="The lake", day=long_ago, rules=(RuleFrom(long_ago),), together="new")
    journal.commit([Interest(aspect="would-try", text="pottery", day=day), lake]).result()
    (kept,) = journal.of_kind(Plan)
    mark = PlanMark(occasion=long_ago, state="done", about=kept.reference, day=long_ago)
    journal.commit([mark]).result()
    async with opened("share", size=(120, 60)) as pilot:
        await until(pilot, lambda: "you both like it" in painted(pilot))
        assert "The lake   last" in painted(pilot)
        assert "T  everyday touch" in painted(pilot)
        focus_now(pilot.app.screen.query("IdeaView").last())
        await pilot.press("t")
        await until(pilot, lambda: pilot.app.screen.query(Composer))
        values = pilot.app.screen.query_one(Composer).values
        assert (values["title"], values["on"], values["together"]) == ("The lake", "", "new")
