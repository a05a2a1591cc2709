"""Prompts on the pages: those of the practices, and a household's own decks beside ours."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Answer, Entry
from journal.model.record import ME
from journal.screens.sealed_step import SealedStep
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.widgets.prompt import PromptCard
from tests.clocks import FixedClock
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

NASTY = "[/b] What [@click=app.quit]now[/]? [love]"
WALKS = f"""\
title = "Our [b] walks"

[[prompt]]
text = "Which path did you like best?"

[[prompt]]
depth = "tender"
text = "{NASTY}"
"""


def put(home: Home, name: str, text: str) -> None:
    """Write a deck of one's own."""
    home.prompts_dir.mkdir(parents=True, exist_ok=True)
    (home.prompts_dir / name).write_text(text, encoding="utf-8")


def card(pilot: Pilot[Any]) -> PromptCard:
    """The card on the page."""
    return pilot.app.screen_stack[0].query_one(PromptCard)


def shown(pilot: Pilot[Any]) -> str:
    """What is on the screen, in one line."""
    return " ".join(painted(pilot).split())


def messages(pilot: Pilot[Any]) -> list[str]:
    """The sentences that are shown to the person just now."""
    return [str(each.message) for each in pilot.app._notifications]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "place", "step"),
    [("E", "empathy", "communicate"), ("T", "touch", "share"), ("S", "signs", "help")],
)
async def test_a_practice_s_prompt_from_today_to_a_kept_answer_and_back(
    journal: Journal, opened: Open, size: tuple[int, int], key: str, place: str, step: str
) -> None:
    """`d` and `p` turn it, `b` answers it, privately; the answer stands there and in a step."""
    async with opened("today", size=size) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.current_mode == place)
        light = card(pilot).prompt
        await pilot.press("d")
        personal = card(pilot).prompt
        await pilot.press("p")
        asked = card(pilot).prompt
        assert [light.depth, personal.depth, asked.depth] == ["light", "personal", "personal"]
        assert asked != personal
        await until(pilot, lambda: asked.text[:30] in shown(pilot))
        assert journal.records() == []
        await pilot.press("b")
        await write(pilot, "my own words")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Entry)) == 1)
        (kept,) = journal.of_kind(Entry)
        assert (kept.prompt, kept.asked, kept.text) == (asked.id, asked.text, "my own words")
        assert (kept.step, kept.audience) == (step, ME)
        assert kept.prompt.startswith(f"{place}-personal-")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        pilot.app.screen.query_one("#answered EntryView").scroll_visible(animate=False)
        await until(pilot, lambda: "my own words" in shown(pilot))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")


async def test_an_answer_that_was_left_waits_below_the_prompt(
    journal: Journal, opened: Open
) -> None:
    """Esc loses nothing: the unfinished text stands there, and Enter goes on with its prompt."""
    async with opened("touch") as pilot:
        asked = card(pilot).prompt
        await pilot.press("b")
        await write(pilot, "begun")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen.query("#answered EntryView"))
        await pilot.press("p")
        pilot.app.screen.query_one("#answered EntryView").focus()
        await pilot.press("enter")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Entry)) == 1)
        (kept,) = journal.of_kind(Entry)
        assert (kept.prompt, kept.text, kept.step) == (asked.id, "begun", "share")


@pytest.mark.parametrize("size", SIZES)
async def test_a_prompt_of_one_s_own_is_chosen_and_answered(
    home: Home,
    session: Session,
    journal: Journal,
    clock: FixedClock,
    opened: Open,
    size: tuple[int, int],
) -> None:
    """`l` lists own decks too; the answer carries id and words, and the next day is ours again."""
    put(home, "walks.toml", WALKS)
    session.settings = Settings(lock_after=0)
    async with opened("share", size=size) as pilot:
        ours = card(pilot).prompt
        assert "-own-" not in ours.id
        await pilot.press("l")
        await write(pilot, "walks")
        await until(pilot, lambda: "Our [b] walks · tender" in shown(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: card(pilot).prompt.text == NASTY)
        await until(
            pilot, lambda: NASTY in shown(pilot) and "Our [b] walks ○ light" in shown(pilot)
        )
        asked = card(pilot).prompt
        assert asked.id.startswith("share-own-")
        await pilot.press("n", "n")
        await write(pilot, "by the river")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Entry)) == 1)
        (kept,) = journal.of_kind(Entry)
        assert (kept.prompt, kept.asked, kept.step) == (asked.id, NASTY, "share")
        await pilot.press("d")
        assert card(pilot).prompt.text == "Which path did you like best?"
        await pilot.press("p")
        assert card(pilot).prompt.text == "Which path did you like best?"
        clock.advance(24 * 3600)
        await pilot.press("escape", "0")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await pilot.press("5")
        await until(pilot, lambda: pilot.app.current_mode == "share")
        await until(pilot, lambda: "-own-" not in card(pilot).prompt.id)


async def test_own_prompts_are_in_no_rotation(home: Home, opened: Open) -> None:
    """Going through all of a depth with `p` shows ours alone, however many own ones there are."""
    put(home, "walks.toml", WALKS)
    async with opened("listen") as pilot:
        seen = set()
        for _again in range(14):
            seen.add(card(pilot).prompt.id)
            await pilot.press("p")
        assert len(seen) == 12
        assert not any("-own-" in each for each in seen)


async def test_what_was_begun_under_a_prompt_of_one_s_own_is_found_under_it(
    home: Home, session: Session, journal: Journal, opened: Open
) -> None:
    """A draft turns the card to its deck again."""
    put(home, "walks.toml", WALKS)
    (_first, sought) = session.decks.decks[0].at("vulnerable")
    values = {"text": "begun", "rung": "light", "prompt": sought.id, "asked": sought.text}
    journal.drafts.keep("step/vulnerable", day=session.today, kind="sharing", values=values)
    async with opened("vulnerable") as pilot:
        await until(pilot, lambda: card(pilot).prompt == sought)


async def test_a_sealed_answer_to_a_prompt_of_one_s_own_stands_in_its_step(
    home: Home, session: Session, journal: Journal, opened: Open
) -> None:
    """Step 3 lists it, also when the deck is gone; step 4 does not."""
    text = "What did we see?"
    question = "vulnerable-own-0011223344556677"
    record = Answer(day=session.today, question=question, asked=text, text="the sea")
    journal.commit([record]).result()
    for mode, listed in (("vulnerable", 1), ("transparent", 0)):
        async with opened(mode) as pilot:
            page = pilot.app.screen
            assert isinstance(page, SealedStep)
            assert len([each for each in page.written() if isinstance(each, Answer)]) == listed


async def test_bad_files_are_named_and_the_program_opens(home: Home, opened: Open) -> None:
    """At the start one sentence names the file and the line; the other decks are offered."""
    put(home, "walks.toml", WALKS)
    put(home, "[b]x.toml", "[[prompt]]\ntxt = 'a'\n")
    async with opened("today") as pilot:
        await until(pilot, lambda: messages(pilot))
        assert messages(pilot) == [
            "prompts/[b]x.toml, line 2: “txt” is not known here. The file is left out."
        ]
        await pilot.press("1")
        await until(pilot, lambda: pilot.app.current_mode == "communicate")
        assert [stack.title for stack in card(pilot).stacks] == ["", "Our [b] walks"]


def test_decks_are_read_once_and_not_before_they_are_wanted(home: Home, session: Session) -> None:
    """Making a session reads nothing; of many bad files a few are said, and where the rest is."""
    said: list[str] = []
    session.complain = said.append
    session.look_at_decks()
    assert "decks" not in vars(session)
    for name in "abcde":
        put(home, f"{name}.toml", "[")
    session.look_at_decks()
    assert [each[:14] for each in said[:3]] == [f"prompts/{name}.toml" for name in "abc"]
    assert said[3:] == ["“journal doctor” names every file of prompts that is left out."]
    (home.prompts_dir / "a.toml").unlink()
    assert len(session.decks.problems) == 5
