"""Touch: the list, today, what travels, and what the other is never told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal.model.kinds import Touch, TouchNote, TouchToday
from journal.model.record import BOTH, ME
from journal.session import Session
from journal.store import Journal
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

FIRST = "A long hug"


@pytest.mark.parametrize("size", SIZES)
async def test_alone_from_today_to_a_kept_touch_and_back(
    session: Session, journal: Journal, opened: Open, size: tuple[int, int]
) -> None:
    """Opening makes nothing; the arrows keep one of our list, `n` one's own, Esc leads out."""
    async with opened("today", size=size) as pilot:
        await pilot.press("T")
        await until(pilot, lambda: FIRST in painted(pilot))
        assert "Say below what is welcome" in painted(pilot)
        assert "you two" not in painted(pilot)
        assert journal.records() == []
        assert pilot.app.focused is None
        await pilot.press("j", "right", "right")
        await until(pilot, lambda: [each.how for each in journal.of_kind(Touch)] == ["sometimes"])
        (kept,) = journal.of_kind(Touch)
        assert (kept.text, kept.listed, kept.audience) == (FIRST, "long-hug", ME)
        await pilot.press("left")
        await until(pilot, lambda: journal.of_kind(Touch)[0].how == "welcome")
        await until(pilot, lambda: f"ask for: {FIRST}" in painted(pilot))
        await pilot.press("n", "t")
        await write(pilot, "Your cold nose")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Touch)) == 2)
        await pilot.press("n", "f")
        await write(pilot, "The kettle hug")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(TouchNote)) == 1)
        assert all(each.audience == ME for each in journal.records())
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")


async def test_a_row_of_which_nothing_was_said_asks_and_is_not_deleted(
    journal: Journal, opened: Open
) -> None:
    """Enter asks how it is with one letter; `x` on a row without a word does nothing."""
    async with opened("touch") as pilot:
        await pilot.press("j", "x")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        await pilot.press("enter", "n")
        await until(pilot, lambda: [each.how for each in journal.of_kind(Touch)] == ["not"])


async def test_today_changes_without_a_trace_on_the_page(journal: Journal, opened: Open) -> None:
    """The other word takes the place of the first, the same again takes it away."""
    async with opened("touch") as pilot:
        await pilot.press("y")
        await until(pilot, lambda: "Touch is welcome" in painted(pilot))
        await pilot.press("t")
        await until(pilot, lambda: "Touch is welcome" not in painted(pilot))
        (said,) = journal.of_kind(TouchToday)
        assert (said.welcome, said.audience) == (False, ME)
        assert "edited" not in painted(pilot)
        await pilot.press("t")
        await until(pilot, lambda: journal.of_kind(TouchToday) == [])
        await until(pilot, lambda: "say nothing" in painted(pilot))


async def test_a_shared_today_changes_for_both_at_once(journal: Journal, opened: Open) -> None:
    """`s` shares today's line after it was shown; changed later, it goes again as it is."""
    Ben(journal)
    async with opened("touch", size=(120, 40)) as pilot:
        await pilot.press("y")
        await until(pilot, lambda: "Touch is welcome" in painted(pilot))
        await pilot.press("s")
        await until(pilot, lambda: "This goes to Ben" in painted(pilot))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(TouchToday)[0].audience == BOTH)
        await until(pilot, lambda: "What you change here, Ben sees" in painted(pilot))
        await pilot.press("t")
        await until(pilot, lambda: not journal.of_kind(TouchToday)[0].welcome)
        assert journal.of_kind(TouchToday)[0].audience == BOTH


async def test_the_others_line_stands_on_touch_and_on_today(
    session: Session, journal: Journal, opened: Open
) -> None:
    """A shared *not today* stands on both pages, ends the ideas, and cannot be replied to."""
    ben, day = Ben(journal), session.today
    ben.shares(TouchToday(day=day, welcome=False))
    async with opened("today", size=(120, 40)) as pilot:
        await until(pilot, lambda: "Not today" in painted(pilot))
        assert "Ben today" in painted(pilot)
        await pilot.press("T")
        await until(pilot, lambda: "Ben: not today" in painted(pilot))
        assert "that is fine" in painted(pilot)


async def test_the_list_is_shared_without_what_is_not_for_me(
    session: Session, journal: Journal, opened: Open
) -> None:
    """`h` shows what would go, word for word, and leaves every *not* at home; then ideas come."""
    ben, day = Ben(journal), session.today
    ben.shares(Touch(text=FIRST, listed="long-hug", how="welcome", day=day))
    ben.shares(Touch(text="Teasing", how="not", day=day))
    for text, listed, how in ((FIRST, "long-hug", "welcome"), ("Teasing", "", "not")):
        journal.commit([Touch(text=text, listed=listed, how=how, day=day)]).result()  # type: ignore[arg-type]  # a row of literals
    async with opened("touch", size=(120, 40)) as pilot:
        await until(pilot, lambda: "How it is for Ben" in painted(pilot))
        assert "You both welcome these" not in painted(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "This goes to Ben" in painted(pilot))
        await pilot.press("y")
        await until(pilot, lambda: "You both welcome these" in painted(pilot))
        mine = {each.how: each.audience for each in journal.of_kind(Touch) if journal.is_mine(each)}
        assert mine == {"welcome": BOTH, "not": ME}


async def test_a_shared_touch_changes_only_after_a_look(
    session: Session, journal: Journal, opened: Open
) -> None:
    """Turning a touch that is shared shows first what goes; Esc leaves it as it was."""
    Ben(journal)
    touch = Touch(text=FIRST, listed="long-hug", how="welcome", day=session.today, audience=BOTH)
    journal.commit([touch]).result()
    async with opened("touch", size=(120, 40)) as pilot:
        await until(pilot, lambda: "shared" in painted(pilot))
        await pilot.press("j", "right")
        await until(pilot, lambda: "This goes to Ben" in painted(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert journal.of_kind(Touch)[0].how == "welcome"


@pytest.mark.parametrize("nasty", ["zq[/b]zq", "[@click=app.quit]zq[/]", "zq[love]"])
async def test_the_others_words_are_never_markup(
    session: Session, journal: Journal, opened: Open, nasty: str
) -> None:
    """In their list, among the ideas and in one's own rows the words stand as they were written."""
    ben, day = Ben(journal), session.today
    ben.shares(Touch(text=nasty, how="welcome", day=day))
    journal.commit([Touch(text=nasty, how="welcome", day=day, audience=BOTH)]).result()
    async with opened("touch", size=(120, 60)) as pilot:
        await until(pilot, lambda: painted(pilot).count(nasty) == 3)


async def test_touch_stands_in_no_list_of_days(
    session: Session, journal: Journal, opened: Open
) -> None:
    """What was said for another day is on no page, and today's line is no entry of the journal."""
    ben, day = Ben(journal), session.today
    ben.shares(TouchToday(day=day - timedelta(days=1), welcome=False))
    journal.commit([TouchToday(day=day, welcome=False)]).result()
    async with opened("touch", size=(120, 40)) as pilot:
        await until(pilot, lambda: "Not today" in painted(pilot))
        assert "Ben:" not in painted(pilot)
        await pilot.press("J")
        await until(pilot, lambda: pilot.app.current_mode == "journal")
        await pilot.pause()
        assert "Not today" not in painted(pilot)
