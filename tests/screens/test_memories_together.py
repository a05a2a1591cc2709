"""Memories of two people: whose they are, both views of one evening, and adding one's own words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Memory, OwnWords, Star
from journal.model.record import BOTH, ME
from journal.screens.remembering import Remembering
from journal.screens.sharing import Travels
from journal.store import Journal
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

TODAY, EVENING = date(2026, 11, 22), date(2026, 11, 20)
NASTY = "zq[/b][love]$accent"


def market(title: str = "The market", **parts: Any) -> Memory:
    """A memory of last Friday."""
    return Memory(day=EVENING, title=title, **parts)


def rows(pilot: Pilot[Any], part: str = "#memories") -> list[str]:
    """The entries of a list, what was added among them."""
    return [str(view.render()) for view in pilot.app.screen.query(f"{part} EntryView")]


@pytest.mark.parametrize("size", SIZES)
async def test_two_views_of_one_evening(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """The other's memory takes my words with w: both see them, and they stand below it."""
    ben = Ben(journal)
    memory = ben.shares(market(words="Pears."))
    async with opened("memories", size) as pilot:
        await until(pilot, lambda: rows(pilot))
        assert "Ben" in rows(pilot)[0]
        assert "w add my words to Ben’s" in rows(pilot)[0]
        await pilot.press("j", "w")
        await pilot.pause()
        await write(pilot, "Rain.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(OwnWords))
        (words,) = journal.of_kind(OwnWords)
        assert (words.text, words.about, words.audience) == ("Rain.", memory.reference, BOTH)
        await until(pilot, lambda: len(rows(pilot)) == 2)
        assert "add my words" not in rows(pilot)[0]
        assert "Rain." in rows(pilot)[1]


async def test_the_words_of_the_other_about_mine(opened: Open, journal: Journal) -> None:
    """Below my memory stand the other's words, with their name; I cannot change them."""
    ben = Ben(journal)
    memory = journal.add(market(audience=BOTH)).result()
    ben.shares(OwnWords(day=EVENING, text="I was cold.", about=memory.reference))
    async with opened("memories") as pilot:
        await until(pilot, lambda: len(rows(pilot)) == 2)
        assert "Ben" in rows(pilot)[1]
        assert "I was cold." in rows(pilot)[1]
        await pilot.press("j", "w", "j", "e", "x")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        assert len(journal.of_kind(OwnWords)) == 1


async def test_the_memory_of_the_other_takes_a_private_star(opened: Open, journal: Journal) -> None:
    """It cannot be edited or deleted; a star on it is mine alone, and finds it again."""
    ben = Ben(journal)
    ben.shares(market(tags=("rain",)))
    async with opened("memories") as pilot:
        await pilot.press("j", "e", "x")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        await pilot.press("asterisk")
        await until(pilot, lambda: journal.of_kind(Star))
        assert journal.of_kind(Star)[0].audience == ME
        await pilot.press("o")
        await until(pilot, lambda: "1 memory" in painted(pilot))
        assert len(rows(pilot)) == 1


async def test_beginning_a_memory_of_a_day_that_the_other_has_logged(
    opened: Open, journal: Journal
) -> None:
    """Once the day is typed one line offers theirs; Ctrl+O takes what was written along."""
    ben = Ben(journal)
    memory = ben.shares(market())
    async with opened("memories") as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Remembering))
        form = pilot.app.screen
        assert isinstance(form, Remembering)
        assert not form.query_one("#offer").display
        form.composer.widget("words").load_text("Rain.")  # type: ignore[union-attr]
        await pilot.press("tab")
        await write(pilot, "2026-11-20")
        await until(pilot, lambda: form.query_one("#offer").display)
        assert "Ben has shared “The market” of this day." in painted(pilot).replace("\n", " ")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: pilot.app.screen is not form)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(OwnWords))
        (words,) = journal.of_kind(OwnWords)
        assert (words.text, words.about, words.audience) == ("Rain.", memory.reference, BOTH)
        assert journal.of_kind(Memory) == [memory]
        assert journal.drafts.all() == []


async def test_a_memory_of_ones_own_beside_theirs(opened: Open, journal: Journal) -> None:
    """The offer can be passed over: two people may keep a memory each of one day."""
    Ben(journal).shares(market())
    async with opened("memories") as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Remembering))
        await write(pilot, "Mine")
        await pilot.press("tab")
        await write(pilot, "2026-11-20")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Memory)) == 2)
        mine = next(each for each in journal.of_kind(Memory) if journal.is_mine(each))
        assert (mine.title, mine.audience) == ("Mine", ME)


async def test_words_of_the_other_are_not_markup(opened: Open, journal: Journal) -> None:
    """Titles, words and names with markup in them are shown just as they stand."""
    ben = Ben(journal, NASTY)
    memory = ben.shares(market(NASTY, words=NASTY, place=NASTY))
    ben.shares(Memory(day=date(2025, 11, 22), title=NASTY, words=NASTY))
    ben.shares(OwnWords(day=EVENING, text=NASTY, about=memory.reference))
    async with opened("memories", (120, 40)) as pilot:
        await until(pilot, lambda: len(rows(pilot)) >= 3)
        assert f"add my words to {NASTY}’s" in rows(pilot)[0]
        assert "\n".join(rows(pilot)).count(NASTY) >= 8
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Remembering))
        await pilot.press("tab")
        await write(pilot, "2026-11-20")
        await until(pilot, lambda: pilot.app.screen.query_one("#offer").display)
        assert f"{NASTY} has shared “{NASTY}”" in painted(pilot)
