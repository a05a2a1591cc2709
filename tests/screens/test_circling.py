"""Limiting memories, plans and what was written in a step to mine, theirs, private or shared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from journal.model.kinds import Entry, Memory, Plan, RuleFrom, Sharing
from journal.model.record import BOTH, Record
from journal.screens.circling import say_none
from journal.screens.filters import CIRCLES
from journal.store import Journal
from journal.widgets.entry import EntryView
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until

TODAY, FRIDAY = date(2026, 11, 22), date(2026, 11, 27)
LISTS = {"memories": "#memories", "plans": "#coming", "share": "#written"}
"""Page → where its entries stand."""
SAID = {
    "1": ("only me", {"mine"}),
    "2": ("shared", {"ours", "his"}),
    "3": ("mine", {"mine", "ours"}),
    "4": ("my partner’s", {"his"}),
}
"""Letter → how the circle is called, and what is in it."""


def made(page: str, text: str, **envelope: Any) -> Record:
    """A record that stands on a page."""
    if page == "memories":
        return Memory(day=TODAY, title=text, **envelope)
    if page == "plans":
        return Plan(day=FRIDAY, title=text, rules=(RuleFrom(FRIDAY),), **envelope)
    return Entry(step=page, day=TODAY, text=text, **envelope)


def on(pilot: Pilot[Any], page: str) -> set[str]:
    """The words of the entries in a page's list."""
    views = pilot.app.screen.query(f"{LISTS.get(page, '#written')} EntryView").results(EntryView)
    return {text for view in views if isinstance(view.item, Record) for text in view.item.texts()}


def head(pilot: Pilot[Any], page: str) -> str:
    """What stands above a page's list."""
    part = "#written-heading" if LISTS[page] == "#written" else "#shown"
    return str(pilot.app.screen.query_one(part, Static).render()).split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", LISTS)
async def test_limited_by_one_key(
    opened: Open, journal: Journal, size: tuple[int, int], page: str
) -> None:
    """`v` and a digit limit the list, which says to what; Esc, or `v` and 0, shows all again."""
    ben = Ben(journal)
    journal.commit([made(page, "mine"), made(page, "ours", audience=BOTH)]).result()
    ben.shares(made(page, "his"))
    every = {"mine", "ours", "his"}
    async with opened(page, size) as pilot:
        await until(pilot, lambda: on(pilot, page) == every)
        for letter, (name, found) in SAID.items():
            await pilot.press("v", letter)
            await until(pilot, lambda found=found: on(pilot, page) == found)  # type: ignore[misc]
            assert name in head(pilot, page).lower()
            await until(pilot, lambda: head(pilot, page)[:20] in painted(pilot))
            assert f"{len(found)} " in head(pilot, page)
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, page) == every)
        assert pilot.app.current_mode == page
        assert not any(f"· {name}" in head(pilot, page).lower() for name in CIRCLES.values())
        await pilot.press("v", "4", "v", "0")
        await until(pilot, lambda: on(pilot, page) == every)


@pytest.mark.parametrize("page", LISTS)
async def test_a_limited_list_with_nothing_in_it(opened: Open, journal: Journal, page: str) -> None:
    """One kind sentence stands where nothing fits, and the page's own again where all is shown."""
    Ben(journal)
    journal.commit([made(page, "mine")]).result()
    async with opened(page) as pilot:
        await until(pilot, lambda: on(pilot, page) == {"mine"})
        for letter, circle in (("2", "both"), ("4", "theirs")):
            await pilot.press("v", letter)
            await until(pilot, lambda: not on(pilot, page))
            empty = pilot.app.screen.query_one(f"{LISTS[page]} .empty")
            assert str(empty.render()) == say_none(circle)
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, page) == {"mine"})
        journal.delete(*journal.records()).result()
        await until(pilot, lambda: not on(pilot, page))
        empty = pilot.app.screen.query_one(f"{LISTS[page]} .empty")
        assert str(empty.render()) not in map(say_none, CIRCLES)


async def test_every_circle_has_its_own_sentence() -> None:
    """No two circles say the same of having nothing, and each says it in one sentence."""
    said = [say_none(circle) for circle in CIRCLES]
    assert len(set(said)) == len(CIRCLES)
    assert all(sentence.count(".") == 1 for sentence in said)


async def test_a_circle_and_a_star_go_together(opened: Open, journal: Journal) -> None:
    """Memories limited twice have both; `c` shows all of them again."""
    ben = Ben(journal)
    journal.commit([made("memories", "mine")]).result()
    ben.shares(made("memories", "his"))
    async with opened("memories") as pilot:
        await until(pilot, lambda: len(on(pilot, "memories")) == 2)
        await pilot.press("v", "4", "j", "asterisk", "escape", "v", "0", "o")
        await until(pilot, lambda: on(pilot, "memories") == {"his"})
        await pilot.press("v", "3")
        await until(pilot, lambda: not on(pilot, "memories"))
        assert head(pilot, "memories").startswith("Mine · Starred   0 memories")
        await pilot.press("c")
        await until(pilot, lambda: len(on(pilot, "memories")) == 2)


async def test_the_month_of_plans_is_limited_too(opened: Open, journal: Journal) -> None:
    """The month shows the same circle and says so; Esc leads back from both."""
    ben = Ben(journal)
    journal.commit([made("plans", "mine")]).result()
    ben.shares(made("plans", "his"))
    async with opened("plans") as pilot:
        await until(pilot, lambda: len(on(pilot, "plans")) == 2)
        await pilot.press("v", "4")
        await until(pilot, lambda: on(pilot, "plans") == {"his"})
        await pilot.press("b")
        await until(pilot, lambda: head(pilot, "plans").startswith("My partner’s   1 plan "))
        assert on(pilot, "plans") == {"his"}
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: on(pilot, "plans") == {"mine", "his"})
        assert pilot.app.current_mode == "plans"


@pytest.mark.parametrize(
    "page", ["communicate", "listen", "vulnerable", "transparent", "share", "help"]
)
async def test_every_step_has_it(opened: Open, journal: Journal, page: str) -> None:
    """What was written in any of the six steps can be limited the same way."""
    ben = Ben(journal)
    record = (
        Sharing(day=TODAY, text="mine")
        if page == "vulnerable"
        else Entry(step=page, day=TODAY, text="mine")
    )
    journal.commit([record]).result()
    ben.shares(Entry(step=page, day=TODAY, text="his"))
    async with opened(page) as pilot:
        await until(pilot, lambda: on(pilot, page) == {"mine", "his"})
        await pilot.press("v", "4")
        await until(pilot, lambda: on(pilot, page) == {"his"})
        await pilot.press("f1")
        await until(pilot, lambda: "Show what only you see" in help_of(pilot))


def help_of(pilot: Pilot[Any]) -> str:
    """All that the help says."""
    return "\n".join(str(each.render()) for each in pilot.app.screen.query(Static))


async def test_alone_no_page_speaks_of_it(opened: Open, journal: Journal) -> None:
    """Without a partner the line of keys leaves the key out."""
    journal.commit([made("memories", "mine"), made("plans", "mine")]).result()
    for page in ("memories", "plans"):
        async with opened(page) as pilot:
            await until(pilot, lambda page=page: on(pilot, page) == {"mine"})  # type: ignore[misc]
            assert "seen by" not in painted(pilot)
