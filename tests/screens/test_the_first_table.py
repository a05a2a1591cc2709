"""The first guide, row by row: from Today by keys to what is kept, seen there, and back to Today.

The rows are those of the table *six steps to build it*; each is walked at both sizes.
"""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.kinds import (
    AfterNote,
    Appointment,
    BringQuestion,
    Entry,
    Heard,
    Helper,
    Hindrance,
    Interest,
    ListeningLine,
    Memory,
    Plan,
    PlanMark,
    Promise,
    PromiseMark,
    RuleFrom,
    Sharing,
    Talk,
    TalkLine,
    Truth,
)
from journal.model.record import ME
from journal.session import Session
from journal.store import Journal
from journal.widgets.prompt import PromptCard
from journal.widgets.talk.held import PLACE as TALK
from tests.clocks import EVENING, FixedClock
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import until
from tests.screens.walking import Walk

TODAY = EVENING.date()
FRIDAY = date(2026, 11, 27)


both_sizes = pytest.mark.parametrize("size", SIZES, ids=["small", "wide"])


@both_sizes
async def test_row_1_communicate(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """One's day, what was heard of the other's, and a deeper question answered are kept there."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("1", "communicate")
        await walk.begin("n", "n")
        await walk.writes("Long day")
        (entry,) = await walk.keeps(Entry)
        assert (entry.text, entry.asked, entry.audience) == ("Long day", "", ME)
        await walk.press("n")
        await walk.sees("I asked how Ben’s was, and heard …")
        await walk.begin("h")
        await walk.writes("Trains")
        (heard,) = await walk.keeps(Heard)
        assert (heard.text, heard.day, heard.audience) == ("Trains", TODAY, ME)
        await walk.press("d")
        deeper = pilot.app.screen.query_one(PromptCard).prompt
        assert deeper.depth == "personal"
        await walk.begin("n", "n")
        await walk.writes("Fears")
        await walk.press("tab", "right")
        more, _day = await walk.keeps(Entry, 2)
        assert (more.asked, more.prompt) == (deeper.text, deeper.id)
        for words in ("Fears", "Trains", "Long day"):
            await walk.comes_to(words)
        await walk.home()


@both_sizes
async def test_row_2_listen(
    opened: Open, journal: Journal, clock: FixedClock, size: tuple[int, int]
) -> None:
    """How one likes to be listened to stands before the other in the talk, which is kept."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("2", "listen")
        await walk.begin("n", "l")
        await walk.writes("Nearby")
        (line,) = await walk.keeps(ListeningLine)
        assert (line.text, line.audience) == ("Nearby", ME)
        await walk.comes_to("Nearby")
        await walk.to("L", "timer")
        await walk.press("enter")
        await walk.sees("Ana speaks", "Ben listens", "Nearby")
        clock.advance(2)
        await walk.press("full_stop", "y")
        await walk.begin_line("enter")
        await walk.writes("Tired")
        (talk,) = await walk.keeps(Talk)
        assert talk.lines == (TalkLine(who="Ben", about="heard", text="Tired"),)
        assert (talk.audience, journal.drafts.at(TALK)) == (ME, None)
        await walk.to("2", "listen")
        await walk.comes_to("Tired")
        await walk.home()


@both_sizes
async def test_row_3_be_vulnerable(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """What one would keep is kept privately; what stands in the way becomes a question in 6."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("3", "vulnerable")
        await walk.begin("n", "n")
        await walk.writes("Homesick")
        (sharing,) = await walk.keeps(Sharing)
        assert (sharing.text, sharing.audience) == ("Homesick", ME)
        await walk.begin("n", "w")
        await walk.writes("Old hurt")
        (fear,) = await walk.keeps(Hindrance)
        assert (fear.text, fear.audience, fear.PRIVATE) == ("Old hurt", ME, True)
        await walk.comes_to("Old hurt")
        await walk.comes_to("take it to step 6 w")
        await walk.begin("w")
        await walk.writes("?")
        (question,) = await walk.keeps(BringQuestion)
        assert (question.text, question.audience) == ("Old hurt?", ME)
        assert question.about == fear.reference
        await walk.comes_to("taken to step 6")
        await walk.comes_to("Homesick")
        await walk.to("6", "help")
        await walk.comes_to("Old hurt?")
        await walk.comes_to("from what stands in my way · Old hurt")
        await walk.home()


@both_sizes
async def test_row_4_be_transparent(opened: Open, journal: Journal, size: tuple[int, int]) -> None:
    """A small truth with what one asks, and a promise that is kept, stand where they were said."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("4", "transparent")
        await walk.begin("n", "n")
        await walk.writes("Ate cake")
        await walk.press("tab")
        await walk.writes("Yours")
        await walk.press("tab", "right")
        (truth,) = await walk.keeps(Truth)
        assert (truth.truth, truth.hard, truth.ask) == (
            "Ate cake", "Yours", "know",
        )  # fmt: skip
        assert truth.audience == ME
        await walk.begin("n", "p")
        await walk.writes("A cake")
        await walk.press("tab")
        await walk.writes("friday")
        (promise,) = await walk.keeps(Promise)
        assert (promise.by, promise.audience) == (FRIDAY, ME)
        await walk.comes_to("A cake")
        await walk.begin("w")
        (mark,) = await walk.keeps(PromiseMark)
        assert (mark.state, mark.about) == ("kept", promise.reference)
        for words in ("↳ kept · today", "Ate cake", "Yours"):
            await walk.comes_to(words)
        await walk.home()


@both_sizes
async def test_row_5_share_and_make_memories(
    opened: Open, journal: Journal, clock: FixedClock, size: tuple[int, int]
) -> None:
    """What bonded both becomes a weekly plan; a week later it was done and is a memory."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("5", "share")
        for number, (words, rights) in enumerate((("Dancing", 0), ("Cheese", 2)), 1):
            await walk.begin("i")
            await walk.writes(words)
            await walk.press("tab", *["right"] * rights)
            kept = await walk.keeps(Interest, number)
        assert [each.aspect for each in kept] == ["like-now", "bonded"]
        await walk.comes_to("Dancing")
        await walk.on_to(Interest, "Cheese")
        await walk.begin("t")
        await walk.press("tab")
        await walk.writes("every friday")
        (plan,) = await walk.keeps(Plan)
        assert plan.rules == (RuleFrom(FRIDAY, "FREQ=WEEKLY;BYDAY=FR"),)
        assert (plan.title, plan.about) == ("Cheese", kept[0].reference)
        await walk.to("P", "plans")
        await walk.comes_to("Cheese")
        await walk.home()
    clock.advance(6 * 86400)
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("P", "plans")
        await walk.comes_to("Yesterday")
        await walk.on_to(Plan, "Yesterday")
        await walk.press("d")
        await until(pilot, lambda: walk.mine(PlanMark))
        assert [(each.occasion, each.state) for each in walk.mine(PlanMark)] == [(FRIDAY, "done")]
        await walk.begin("c")
        (memory,) = await walk.keeps(Memory)
        assert (memory.title, memory.day, memory.audience) == ("Cheese", FRIDAY, ME)
        await walk.to("M", "memories")
        await walk.comes_to("Cheese")
        await walk.home()


@both_sizes
async def test_row_6_get_professional_help(
    opened: Open, journal: Journal, session: Session, clock: FixedClock, size: tuple[int, int]
) -> None:
    """A helper, a question, an appointment, and afterwards a note about it, all in their places."""
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("6", "help")
        catalogue = session.catalogue
        await walk.sees(catalogue.step("help").why[:29], catalogue.help_kinds.notice[:28])
        await walk.begin("n", "h")
        await walk.writes("Imai")
        assert (await walk.keeps(Helper))[0].name == "Imai"
        await walk.begin("n", "q")
        await walk.writes("Begin")
        assert not (await walk.keeps(BringQuestion))[0].asked
        await walk.begin("n", "a")
        await walk.writes("Imai")
        await walk.press("tab")
        await walk.writes("friday")
        (appointment,) = await walk.keeps(Appointment)
        assert (appointment.who, appointment.day) == ("Imai", FRIDAY)
        for words in ("This Friday", "Begin", "My helpers"):
            await walk.comes_to(words)
        await walk.home()
    clock.advance(6 * 86400)
    async with opened("today", size=size) as pilot:
        walk = Walk(pilot, journal)
        await walk.to("6", "help")
        await walk.on_to(BringQuestion, "Begin")
        await walk.press("b")
        await until(pilot, lambda: walk.mine(BringQuestion)[0].asked)
        await walk.on_to(Appointment, "Imai")
        await walk.begin("w")
        await walk.writes("Slowly")
        (note,) = await walk.keeps(AfterNote)
        assert (note.about, note.audience) == (appointment.reference, ME)
        await walk.comes_to("Slowly")
        await walk.home()
