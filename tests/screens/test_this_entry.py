"""What can be done with the entry one is on, or has just kept, and what stays when it changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import Entry, Memory, OwnWords, Plan, PlanMark, Reply, RuleFrom
from journal.model.record import BOTH, ME
from journal.screens.dialogs import Confirm
from journal.screens.entry import EntryScreen, still_here
from journal.screens.sharing import Travels
from journal.session import Session
from journal.store import Journal
from journal.widgets.composer import Composer
from journal.widgets.entry import EntryView
from journal.widgets.keyline import KeyLine
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write
from tests.sync.paired import send_all

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


@pytest.fixture
def ben(journal: Journal) -> Ben:
    """Ana is paired with Ben."""
    return Ben(journal)


def keys(pilot: Pilot[Any]) -> str:
    """The last line of the page."""
    return str(pilot.app.screen.query_one(KeyLine).render())


async def on_first(pilot: Pilot[Any]) -> None:
    """Go to the first entry of the page."""
    await until(pilot, lambda: pilot.app.screen.query(EntryView))
    await pilot.press("j")
    await until(pilot, lambda: isinstance(pilot.app.focused, EntryView))


# The key line


async def test_the_key_line_says_what_can_be_done_with_the_other_s_entry(
    opened: Open, session: Session, ben: Ben
) -> None:
    """On the other's entry r replies, and what cannot be done there does not stand there."""
    ben.shares(Entry(step="help", text="A hard call", day=session.today))
    async with opened("journal", size=(80, 24)) as pilot:
        await until(pilot, lambda: pilot.app.screen.query(EntryView))
        assert "reply" not in keys(pilot)
        assert "who sees it" not in keys(pilot)
        await on_first(pilot)
        await until(pilot, lambda: "r reply" in keys(pilot))
        assert "who sees it" not in keys(pilot)
        assert "e edit" not in keys(pilot)
        assert "help" in painted(pilot)


async def test_the_key_line_says_what_can_be_done_with_one_s_own_entry(
    opened: Open, session: Session, journal: Journal, ben: Ben
) -> None:
    """On one's own entry s and e stand there, and no reply."""
    journal.add(Entry(step="help", text="mine", day=session.today)).result()
    async with opened("journal", size=(80, 24)) as pilot:
        await on_first(pilot)
        await until(pilot, lambda: "s who sees it" in keys(pilot))
        assert "e edit" in keys(pilot)
        assert "reply" not in keys(pilot)


async def test_one_s_own_memory_takes_no_words_of_one_s_own_beside_it(
    opened: Open, session: Session, journal: Journal, ben: Ben
) -> None:
    """Below one's own memory the other adds words; w is not offered there, on the page or open."""
    memory = journal.add(Memory(title="Gulls", day=session.today, audience=BOTH)).result()
    async with opened("memories") as pilot:
        ben.shares(OwnWords(text="So loud", about=memory.reference, day=session.today))
        await until(pilot, lambda: "So loud" in painted(pilot))
        await on_first(pilot)
        await until(pilot, lambda: "e edit" in keys(pilot))
        assert "add to it" not in keys(pilot)
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen is pilot.app.screen_stack[0]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
        await until(pilot, lambda: "e edit" in painted(pilot))
        assert "w " not in painted(pilot).split("e edit")[1]


# What was just kept


async def test_what_was_just_kept_is_what_s_shares(
    opened: Open, journal: Journal, ben: Ben
) -> None:
    """After “Kept.” s shows what would travel of it, without going to it first."""
    async with opened("communicate", size=(80, 24)) as pilot:
        pilot.app.screen.query_one("#main", Composer).begin()
        await write(pilot, "warm")
        assert "who sees it" not in keys(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Kept. s changes who sees it." in painted(pilot))
        await until(pilot, lambda: "s who sees it" in keys(pilot))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        assert "warm" in painted(pilot)
        await pilot.press("y")
        await until(pilot, lambda: [each.seen_by for each in journal.of_kind(Entry)] == [BOTH])


async def test_what_was_kept_before_is_meant_no_more_elsewhere(
    opened: Open, journal: Journal, session: Session, ben: Ben
) -> None:
    """Once one goes to an entry and leaves it, or to another page, s acts on nothing again."""
    async with opened("communicate") as pilot:
        for away in (["j", "escape"], ["2", "1"]):
            pilot.app.screen.query_one("#main", Composer).begin()
            await write(pilot, "warm")
            await pilot.press("ctrl+s")
            await until(pilot, lambda: session.just_kept is not None)
            await until(pilot, lambda: pilot.app.focused is None)
            await pilot.press(*away)
            await until(pilot, lambda: session.just_kept is None)
            assert pilot.app.screen.check_action("entry_share", ()) is None
        assert pilot.app.focused is None


async def test_what_was_kept_in_a_panel_is_meant_on_the_page_below(
    opened: Open, journal: Journal, ben: Ben
) -> None:
    """An appreciation written over a page is the one that s shares when its panel is gone."""
    async with opened("journal") as pilot:
        await pilot.press("a")
        await until(pilot, lambda: pilot.app.screen.query(Composer))
        await write(pilot, "soup")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is pilot.app.screen_stack[0])
        await until(pilot, lambda: "s who sees it" in keys(pilot))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        assert "soup" in painted(pilot)


# Taken back while it is open


async def test_an_open_entry_stays_when_it_is_taken_back(
    opened: Open, session: Session, journal: Journal, ben: Ben
) -> None:
    """It shows the private record that stands for it from then on, though that has a new id."""
    kept = journal.add(Entry(step="help", text="Snow", day=session.today, audience=BOTH)).result()
    send_all(journal)
    async with opened("journal") as pilot:
        await on_first(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: [each.seen_by for each in journal.of_kind(Entry)] == [ME])
        await until(pilot, lambda: "only me" in painted(pilot))
        screen = pilot.app.screen
        assert isinstance(screen, EntryScreen)
        (private,) = journal.of_kind(Entry)
        await until(pilot, lambda: screen.record == private)
        assert private.id != kept.id
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))


async def test_an_open_entry_closes_when_it_is_deleted_though_another_says_the_same(
    session: Session, journal: Journal, ben: Ben
) -> None:
    """A twin in words is no copy: only what was taken back has one."""
    kept = journal.add(Entry(step="help", text="Snow", day=session.today, audience=BOTH)).result()
    journal.add(Entry(step="help", text="Snow", day=session.today)).result()
    assert still_here(journal, kept) == kept
    journal.delete(kept).result()
    assert still_here(journal, kept) is None
    theirs = ben.shares(Entry(step="help", text="Rain", day=session.today))
    ben.takes_back(theirs)
    assert still_here(journal, theirs) is None


async def test_a_reply_to_what_one_took_back_says_so(
    opened: Open, session: Session, journal: Journal, ben: Ben
) -> None:
    """The other's reply stays, and says that it is about something one took back."""
    kept = journal.add(Entry(step="help", text="Snow", day=session.today, audience=BOTH)).result()
    send_all(journal)
    reply = Reply(sort="own", text="Oh dear", about=kept.reference, day=session.today)
    ben.shares(reply)
    journal.unshare(kept).result()
    async with opened("journal") as pilot:
        await until(pilot, lambda: "Oh dear" in painted(pilot))
        assert "Ben, to you · about something you took back" in " ".join(painted(pilot).split())


async def test_what_a_reply_belongs_to_is_named_by_its_author_s_words(
    opened: Open, session: Session, ben: Ben
) -> None:
    """Before a reply goes it is shown what it belongs to: the entry's words, not its prompt's."""
    asked = Entry(step="help", asked="What was hard?", text="The call", day=session.today)
    ben.shares(asked)
    async with opened("journal") as pilot:
        await on_first(pilot)
        await pilot.press("r", "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await until(pilot, lambda: "What it belongs to" in painted(pilot))
        assert "The call" in painted(pilot).split("What it belongs to")[1]
        assert "What was hard?" not in painted(pilot).split("What it belongs to")[1]


# Plans


@pytest.mark.parametrize("size", SIZES)
async def test_who_sees_one_s_own_plans_stands_in_their_list(
    opened: Open, journal: Journal, ben: Ben, size: tuple[int, int]
) -> None:
    """A private plan and a shared one can be told apart without opening them."""
    journal.add(Plan(day=FRIDAY, title="Dinner", rules=(RuleFrom(FRIDAY),))).result()
    shared = Plan(day=SATURDAY, title="Walk", rules=(RuleFrom(SATURDAY),), audience=BOTH)
    journal.add(shared).result()
    send_all(journal)
    async with opened("plans", size) as pilot:
        await until(pilot, lambda: "Walk   shared with Ben" in painted(pilot))
        assert "Dinner   only me" in painted(pilot)


async def test_without_a_partner_plans_say_nothing_of_who_sees_them(
    opened: Open, journal: Journal
) -> None:
    """Where there is nobody else there is nothing to tell apart."""
    journal.add(Plan(day=FRIDAY, title="Dinner", rules=(RuleFrom(FRIDAY),))).result()
    async with opened("plans") as pilot:
        await until(pilot, lambda: "Dinner" in painted(pilot))
        assert "only me" not in painted(pilot)


async def test_an_opened_plan_says_which_day_the_other_proposes(
    opened: Open, journal: Journal, ben: Ben
) -> None:
    """Another day proposed by the other stands in one's own opened plan, and how to take it."""
    plan = journal.add(
        Plan(day=FRIDAY, title="Dinner", rules=(RuleFrom(FRIDAY),), audience=BOTH)
    ).result()
    mark = PlanMark(day=FRIDAY, occasion=FRIDAY, state="moved", to=SATURDAY, about=plan.reference)
    ben.shares(mark)
    async with opened("plans") as pilot:
        await on_first(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
        await until(pilot, lambda: "Ben proposes this Saturday" in painted(pilot))
        assert "This Friday" in painted(pilot)
        assert "P, then y on that day, takes it" in painted(pilot)
