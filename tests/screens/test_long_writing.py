"""Writing more than a small screen holds: the line one types in is always in sight."""

from __future__ import annotations

from textual import events

from journal.model.kinds import Entry, Reply
from journal.model.record import BOTH
from journal.screens.entry import EntryScreen
from journal.screens.sharing import Travels
from journal.session import Session
from journal.store import Journal
from tests.screens.ben import Ben
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write


async def test_the_line_typed_in_stays_in_sight(opened: Open) -> None:
    """At 80×24 a text that grows beyond the page scrolls the page with it, down and up again."""
    async with opened("communicate") as pilot:
        await pilot.press("n", "n", *["enter"] * 16)
        await write(pilot, "last")
        await until(pilot, lambda: "last" in painted(pilot))
        await pilot.press("ctrl+home")
        await write(pilot, "first")
        await until(pilot, lambda: "first" in painted(pilot))


async def test_a_long_paste_ends_in_sight(opened: Open) -> None:
    """After many lines were pasted at once the end of them shows."""
    async with opened("communicate") as pilot:
        await pilot.press("n", "n")
        pilot.app.post_message(events.Paste("\n".join(f"line {n}" for n in range(1000))))
        await until(pilot, lambda: "line 999" in painted(pilot))


async def test_what_travels_can_be_read_to_its_end(
    opened: Open, journal: Journal, session: Session
) -> None:
    """However long an entry is, the keys of the question stay, and its last line can be reached."""
    Ben(journal)
    words = "\n".join(f"line {n}." for n in range(60))
    journal.add(Entry(step="help", text=words, day=session.today)).result()
    async with opened("journal") as pilot:
        await until(pilot, lambda: "line 0." in painted(pilot))
        await pilot.press("j", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await until(pilot, lambda: "share it" in painted(pilot))
        assert "line 59." not in painted(pilot)
        await pilot.press(*["j"] * 40)
        await until(pilot, lambda: "line 59." in painted(pilot) and "Besides" in painted(pilot))
        assert "share it" in painted(pilot)


async def test_the_keys_of_an_entry_with_many_replies_stay(
    opened: Open, journal: Journal, session: Session
) -> None:
    """What can be done with an entry is in sight while what was added to it is read."""
    ben = Ben(journal)
    entry = journal.add(Entry(step="help", text="Tired", audience=BOTH, day=session.today)).result()
    for n in range(12):
        ben.shares(Reply(sort="own", text=f"word {n}.", about=entry.reference, day=session.today))
    async with opened("journal") as pilot:
        await until(pilot, lambda: "word 0." in painted(pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
        await until(pilot, lambda: "take back" in painted(pilot))
        await pilot.press(*["j"] * 20)
        await until(pilot, lambda: "word 11." in painted(pilot))
        assert "take back" in painted(pilot)
