"""The weekly meeting by keys: its parts, its end, the timer and back, and a program that closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from journal.model.kinds import Decision, Delivery, Entry, Meeting, MeetingLine, Need
from journal.model.record import BOTH, ME
from journal.screens.composing import ComposeScreen
from journal.screens.meeting import WeeklyMeeting
from journal.screens.sharing import Travels
from journal.session import Session
from journal.store import Home, Journal
from journal.widgets.audience import Audience
from journal.widgets.forms import FORMS
from journal.widgets.meeting_held import PLACE
from tests.clocks import FixedClock
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write


def page(pilot: Pilot[Any]) -> WeeklyMeeting:
    """The page, whatever lies over it."""
    found = pilot.app.screen_stack[0]
    assert isinstance(found, WeeklyMeeting)
    return found


def at(pilot: Pilot[Any]) -> int | None:
    """The number of the part that is drawn, none before a meeting."""
    at_hand = page(pilot).held.at_hand
    drawn = page(pilot)._drawn
    return drawn if at_hand is not None and drawn == at_hand.at else None


async def begin(pilot: Pilot[Any]) -> None:
    """From Today to the first part."""
    await until(pilot, lambda: pilot.app.current_mode == "today")
    await pilot.press("W")
    await until(pilot, lambda: pilot.app.current_mode == "meeting")
    await pilot.pause()
    await pilot.press("n")
    await until(pilot, lambda: at(pilot) == 0)


async def on_to(pilot: Pilot[Any], part: int) -> None:
    """On to a part, out of the text."""
    if pilot.app.focused is not None:
        await pilot.press("escape")
    at_hand = page(pilot).held.at_hand
    assert at_hand is not None
    await pilot.press(*["right"] * (part - at_hand.at))
    await until(pilot, lambda: at(pilot) == part)


@pytest.mark.parametrize("size", SIZES)
async def test_from_today_to_a_kept_meeting_and_back(
    opened: Open, journal: Journal, session: Session, size: tuple[int, int]
) -> None:
    """Lines say who said them, a decision has its day, parts left out leave nothing; then Today."""
    async with opened(size=size) as pilot:
        await begin(pilot)
        await pilot.press("enter")
        await write(pilot, "the soup")
        await pilot.press(*["enter"] * 5)
        await write(pilot, "your laugh")
        await on_to(pilot, 4)
        await pilot.press("enter")
        await write(pilot, "one walk")
        await pilot.press("enter")
        await write(pilot, "in 2 weeks")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: at(pilot) == 5)
        assert "Ben appreciates" in painted(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(Meeting) and page(pilot)._drawn is None)
        (kept,) = journal.of_kind(Meeting)
        assert kept.people == ("Ana", "Ben")
        assert kept.lines == (
            MeetingLine(who="Ana", part="appreciate", text="the soup"),
            MeetingLine(who="Ben", part="appreciate", text="your laugh"),
        )
        again = session.today + timedelta(days=14)
        assert kept.decisions == (Decision(text="one walk", again=again),)
        assert kept.audience == ME
        assert journal.drafts.at(PLACE) is None
        await until(pilot, lambda: "your laugh" in painted(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")


async def test_nothing_is_begun_by_looking(opened: Open, journal: Journal) -> None:
    """Opening the page creates nothing; an empty page says what will be there."""
    async with opened("meeting") as pilot:
        await until(pilot, lambda: "Meetings you keep will stand here" in painted(pilot))
        assert journal.drafts.all() == []


async def test_kept_for_both_shows_first_what_travels(opened: Open, journal: Journal) -> None:
    """Nothing goes before every word was seen; a no leaves the meeting where it was."""
    Ben(journal)
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("enter")
        await write(pilot, "the soup")
        await pilot.press("escape", "full_stop")
        await until(pilot, lambda: at(pilot) == 5)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        assert "Ana appreciates: the soup" in painted(pilot)
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.screen is page(pilot))
        assert journal.of_kind(Meeting) == []
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(Meeting))
        assert journal.of_kind(Meeting)[0].audience == BOTH


@pytest.mark.parametrize("paired", [True, False])
async def test_the_end_says_only_what_can_be_done(
    opened: Open, journal: Journal, paired: bool
) -> None:
    """Keeping it for both is spoken of only where there is a partner here."""
    if paired:
        Ben(journal)
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("full_stop")
        await until(pilot, lambda: at(pilot) == 5 and "keep nothing" in painted(pilot))
        assert ("for both" in painted(pilot)) == paired


@pytest.mark.parametrize("part", [0, 4])
async def test_a_long_line_can_be_read_whole(opened: Open, part: int) -> None:
    """A line that is not typed in wraps within its column; where one types it is one row again."""
    name = {0: "appreciate-0-0", 4: "decision-0"}[part]
    async with opened() as pilot:
        await begin(pilot)
        if part:
            await on_to(pilot, part)
        await pilot.press("enter")
        line = pilot.app.focused
        assert isinstance(line, Input)
        empty = line.size.height
        line.value = " ".join(f"word{number:02}" for number in range(16)) + " \u4e16[b]\x1b[7mend"
        await pilot.pause()
        assert line.size.height == empty == 1
        await pilot.press("escape")
        await until(pilot, lambda: line.size.height > 2)
        shown = painted(pilot)
        assert all(f"word{number:02}" in shown for number in range(16))
        assert "end" in shown
        assert "\x1b" not in shown
        await pilot.press("right" if not part else "left", "left" if not part else "right")
        await until(pilot, lambda: at(pilot) == part and "word15" in painted(pilot))
        again = page(pilot).query_one(f"#{line.id}", Input)
        assert again.value == line.value, name
        again.focus()
        await until(pilot, lambda: again.size.height == 1)


async def test_nothing_is_kept_where_both_say_so(opened: Open, journal: Journal) -> None:
    """Keep nothing asks, and then leaves neither a record nor a draft."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("full_stop")
        await until(pilot, lambda: at(pilot) == 5)
        await pilot.press("x", "y")
        await until(pilot, lambda: journal.drafts.at(PLACE) is None)
        await until(pilot, lambda: page(pilot)._drawn is None)
        assert journal.of_kind(Meeting) == []


async def test_the_timer_leads_back(opened: Open) -> None:
    """From the thing to work on one goes to the timer, and its end leads back to the part."""
    async with opened() as pilot:
        await begin(pilot)
        await on_to(pilot, 2)
        await pilot.press("t")
        await until(pilot, lambda: pilot.app.current_mode == "timer")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.held.talk is not None)  # type: ignore[attr-defined]  # the timer's page
        await pilot.press("full_stop", "y")
        await until(pilot, lambda: pilot.app.screen.held.stage == "closing")  # type: ignore[attr-defined]  # the timer's page
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.current_mode == "meeting")
        assert at(pilot) == 2


async def test_what_is_typed_survives_a_closed_program(
    opened: Open, session: Session, journal: Journal, home: Home, clock: FixedClock
) -> None:
    """What was typed, and the part one was at, are there when the journal is opened again."""
    async with opened() as pilot:
        await begin(pilot)
        await on_to(pilot, 2)
        await pilot.press("enter")
        await write(pilot, "evenings")
    journal.drafts.flush().result()
    journal.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        session.journal = again
        async with opened("meeting") as pilot:
            await until(pilot, lambda: at(pilot) == 2)
            assert "evenings" in painted(pilot)


async def test_one_thrown_away_elsewhere_is_gone_here(opened: Open, journal: Journal) -> None:
    """A draft that is discarded from another page does not come back from this one."""
    async with opened() as pilot:
        await begin(pilot)
        journal.drafts.drop(PLACE)
        await until(pilot, lambda: page(pilot).held.at_hand is None)
    assert journal.drafts.at(PLACE) is None


async def test_today_offers_it_on_its_weekday_alone(
    opened: Open, session: Session, journal: Journal
) -> None:
    """Off by default; on its day a quiet line, until there was one."""
    offer = "the day of your weekly meeting"
    async with opened(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Perhaps tonight" in painted(pilot))
        assert offer not in painted(pilot)
    session.settings = replace(session.settings, meeting_day=session.today.weekday())
    async with opened(size=(120, 40)) as pilot:
        await until(pilot, lambda: offer in painted(pilot))
        await session.keep(Meeting(day=session.today, people=("Ana", "Ben")))
        await until(pilot, lambda: offer not in painted(pilot))


async def test_a_decision_stands_on_today_on_its_day(opened: Open, session: Session) -> None:
    """What is to be looked at again today stands in Coming up."""
    decision = Decision(text="phones in the hall", again=session.today)
    meeting = Meeting(day=date(2026, 1, 1), people=("Ana", "Ben"), decisions=(decision,))
    await session.keep(meeting)
    async with opened(size=(120, 40)) as pilot:
        await until(pilot, lambda: "phones in the hall" in painted(pilot))
        assert "to look at again" in painted(pilot)


async def test_a_nasty_word_stays_a_word(opened: Open, session: Session, journal: Journal) -> None:
    """Names and lines with markup in them are shown as they stand, in every part."""
    nasty = "[/b] [@click=app.quit]x[/]"
    journal.rename(partner=nasty).result()
    async with opened(size=(120, 40)) as pilot:
        await begin(pilot)
        for part in range(6):
            await until(pilot, lambda part=part: at(pilot) == part)  # type: ignore[misc]  # bound now
            page(pilot).held.type({"topic": nasty, "next-1": nasty, "again-0": nasty})
            await pilot.pause()
            if part in (0, 5):
                assert nasty in painted(pilot)
            await pilot.press("right")
        assert page(pilot).held.record() is not None


# Handed over later


async def held_entry(session: Session, on: date | None) -> Entry:
    """An entry that is held until a day."""
    kept = await session.keep(Entry(step="communicate", text="the lake", day=session.today))
    assert kept is not None
    entry = kept[0]
    assert isinstance(entry, Entry)
    await session.keep(Delivery(about=entry.reference, on=on, to="Ben", day=session.today))
    return entry


async def test_an_entry_is_held_until_a_day(
    opened: Open, session: Session, journal: Journal
) -> None:
    """s shows what would go; l holds it until a day said in words, and the entry says so."""
    Ben(journal)
    await session.keep(Entry(step="communicate", text="the lake", day=session.today))
    async with opened("journal", size=(120, 40)) as pilot:
        await until(pilot, lambda: "the lake" in painted(pilot))
        await pilot.press("j", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("l")
        await until(pilot, lambda: "When shall it go?" in painted(pilot))
        await pilot.press("1")
        await until(pilot, lambda: "Which day?" in painted(pilot))
        await write(pilot, "in 3 days")
        await pilot.press("enter")
        await until(pilot, lambda: journal.of_kind(Delivery))
        (delivery,) = journal.of_kind(Delivery)
        assert delivery.on == session.today + timedelta(days=3)
        assert journal.waiting == 0
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        pilot.app.clear_notifications()
        await until(pilot, lambda: "↳ goes to Ben on" in painted(pilot))


async def test_a_day_that_is_here_leaves_the_question_open(
    opened: Open, session: Session, journal: Journal
) -> None:
    """Held until a past day would be held for nothing; the dialog says so, with its keys."""
    Ben(journal)
    await session.keep(Entry(step="communicate", text="the lake", day=session.today))
    async with opened("journal") as pilot:
        await until(pilot, lambda: "the lake" in painted(pilot))
        await pilot.press("j", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("l")
        await until(pilot, lambda: "When shall it go?" in painted(pilot))
        await pilot.press("1")
        await until(pilot, lambda: "Which day?" in painted(pilot))
        await until(pilot, lambda: "Esc" in painted(pilot))
        await write(pilot, "today")
        await pilot.press("enter")
        await until(pilot, lambda: "is here already" in painted(pilot))
        assert "Which day?" in painted(pilot)
        assert journal.of_kind(Delivery) == []
        await pilot.press(*["backspace"] * 5)
        await write(pilot, "tomorrow")
        await pilot.press("enter")
        await until(pilot, lambda: journal.of_kind(Delivery))
        assert journal.of_kind(Delivery)[0].on == session.today + timedelta(days=1)


@pytest.mark.parametrize("key", ["1", "2"])
async def test_what_is_being_written_can_be_handed_over_later(
    opened: Open, session: Session, journal: Journal, key: str
) -> None:
    """In the preview l keeps it for me and holds it; Esc at *when* leaves the text in its form."""
    Ben(journal)
    async with opened() as pilot:
        screen = ComposeScreen(session, FORMS[Need], "test/need")
        pilot.app.push_screen(screen)
        await until(pilot, lambda: pilot.app.screen is screen and screen.composer.has_focus_within)
        await write(pilot, "Late")
        screen.query_one(Audience).value = BOTH
        for last in ("escape", key):
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
            await until(pilot, lambda: "later" in painted(pilot))
            await pilot.press("l")
            await until(pilot, lambda: "When shall it go?" in painted(pilot))
            assert journal.of_kind(Need) == []
            await pilot.press(last)
            await until(pilot, lambda: "When shall it go?" not in painted(pilot))
        if key == "1":
            await until(pilot, lambda: "Which day?" in painted(pilot))
            await write(pilot, "tomorrow")
            await pilot.press("enter")
        await until(pilot, lambda: journal.of_kind(Delivery))
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        (need,), (delivery,) = journal.of_kind(Need), journal.of_kind(Delivery)
        assert need.audience == ME
        assert delivery.about == need.reference
        assert delivery.on == (session.today + timedelta(days=1) if key == "1" else None)
        assert journal.waiting == 0
        assert journal.drafts.all() == []


@pytest.mark.parametrize(("key", "audience", "held"), [("y", BOTH, 0), ("n", ME, 1), ("x", ME, 0)])
async def test_on_its_day_it_is_asked_first(
    opened: Open, session: Session, journal: Journal, key: str, audience: str, held: int
) -> None:
    """At the next opening the exact words are shown; only a yes sends, x stops, n leaves it."""
    Ben(journal)
    entry = await held_entry(session, session.today)
    async with opened(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        assert "the lake" in painted(pilot)
        assert journal.waiting == 0
        await pilot.press(key)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await until(pilot, lambda: len(journal.of_kind(Delivery)) == held)
        found = journal.find(entry.reference)
        assert found is not None
        assert found.audience == audience
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Travels)


async def test_before_its_day_nothing_is_asked(
    opened: Open, session: Session, journal: Journal
) -> None:
    """What waits for tomorrow, or for a meeting that was not yet, stays where it is."""
    Ben(journal)
    await held_entry(session, session.today + timedelta(days=1))
    await held_entry(session, None)
    async with opened(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Perhaps tonight" in painted(pilot))
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Travels)
        assert journal.waiting == 0


async def test_a_meeting_that_is_not_kept_counts_too(
    opened: Open, session: Session, journal: Journal
) -> None:
    """What waits for the next meeting is due after it, though nothing of the meeting was kept."""
    Ben(journal)
    await held_entry(session, None)
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("full_stop")
        await until(pilot, lambda: at(pilot) == 5)
        await pilot.press("x", "y")
        await until(pilot, lambda: journal.of_kind(Delivery)[0].on == session.today)
        assert journal.waiting == 0
