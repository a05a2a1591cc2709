"""Us, the top line, and the exchange that goes on by itself while the program is open."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import TextArea

from journal.model.kinds import Entry
from journal.model.record import BOTH
from journal.model.sync_status import PairingStage, SyncStatus
from journal.session import Session
from journal.store import Home
from journal.sync.conversation import Conversation
from journal.widgets.composer import Composer
from tests.clocks import EVENING
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until
from tests.screens.partner import Partner, Watched, quickly


@pytest.fixture
def ben(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Partner]:
    """Ben's journal beside Ana's; the program looks often."""
    quickly(monkeypatch)
    partner = Partner(session, tmp_path / "Shared")
    yield partner
    partner.close()


@pytest.fixture
def watched(session: Session, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A conversation that notes who asks."""
    monkeypatch.setattr("journal.exchanging.LOOK", 0.1)
    made = Watched()
    session.conversation = cast(Conversation, made)
    return made


def top_line(pilot: Pilot[Any]) -> str:
    """The first line of the screen."""
    return painted(pilot).splitlines()[0]


def files_under(root: Path) -> set[str]:
    """Every file and folder there."""
    return {str(path.relative_to(root)) for path in root.rglob("*")}


@pytest.mark.parametrize("size", SIZES)
async def test_alone_is_said_kindly_and_nothing_is_made(
    session: Session, home: Home, opened: Open, size: tuple[int, int]
) -> None:
    """Opening Us alone tells what pairing gives and its keys, has no cursor, and makes nothing."""
    async with opened("today", size=size) as pilot:
        await until(pilot, lambda: session.conversation is not None)
        before = files_under(home.root)
        await pilot.press("U")
        await until(pilot, lambda: "invite your partner" in painted(pilot))
        shown = painted(pilot)
        assert "yours alone, and whole as it is" in shown
        assert "accept an invitation" in shown
        assert "pair with someone on this machine" in shown
        assert "they match" not in shown
        assert pilot.app.focused is None
        assert files_under(home.root) == before
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")


async def test_being_alone_stands_nowhere_in_the_top_line(session: Session, opened: Open) -> None:
    """Where there is no pairing the top line says the names and nothing of it."""
    async with opened("today") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        assert "Ana & Ben · not encrypted" in top_line(pilot)
        assert "pair" not in top_line(pilot)


async def test_what_the_partner_shares_appears_and_disturbs_no_typing(
    session: Session, ben: Partner, opened: Open
) -> None:
    """A partner's entry arrives in the open page; text, cursor, focus and scroll stay."""
    ben.pairs()
    async with opened("communicate", size=(80, 24)) as pilot:
        pilot.app.screen.query_one("#main", Composer).begin()
        await until(pilot, lambda: isinstance(pilot.app.focused, TextArea))
        await pilot.press(*"warm", "left", "left")
        area = pilot.app.focused
        assert isinstance(area, TextArea)
        scroll = pilot.app.screen.query_one("#scroll").scroll_offset
        before = (area.text, area.cursor_location, scroll)
        ben.shares("The soup was waiting.")
        await until(pilot, lambda: session.journal.of_kind(Entry))
        await until(
            pilot,
            lambda: any(
                getattr(view, "item", None) == session.journal.of_kind(Entry)[0]
                for view in pilot.app.screen.query("EntryView")
            ),
        )
        assert pilot.app.focused is area
        after = pilot.app.screen.query_one("#scroll").scroll_offset
        assert (area.text, area.cursor_location, after) == before
        await pilot.press("x")
        assert area.text == "waxrm"


async def test_what_one_shares_goes_out_by_itself(
    session: Session, ben: Partner, opened: Open
) -> None:
    """What was kept for both is in the partner's journal after the next look of his."""
    ben.pairs()
    async with opened("today") as pilot:
        entry = Entry(step="communicate", text="Home soon.", day=session.today, audience=BOTH)
        await session.keep(entry)
        await until(pilot, lambda: session.journal.waiting == 0)
        ben.conversation.sync()
        assert [each.text for each in ben.journal.of_kind(Entry)] == ["Home soon."]


async def test_a_missing_stick_is_said_and_no_error(
    session: Session, ben: Partner, opened: Open
) -> None:
    """When the folder is gone the top line and Us say that there is nothing new, and no toast."""
    ben.pairs()
    async with opened("us", size=(120, 40)) as pilot:
        await until(pilot, lambda: "synced" in top_line(pilot))
        assert "Paired with Ben since today" in painted(pilot)
        ben.folder.rename(ben.folder.with_name("away"))
        await until(pilot, lambda: "folder not there: nothing new" in top_line(pilot))
        await until(pilot, lambda: "so there is" in painted(pilot))
        assert not pilot.app._notifications


async def test_the_top_line_keeps_up_with_the_clock(
    session: Session, ben: Partner, opened: Open
) -> None:
    """How long ago something was heard is said anew as time passes, without a key."""
    ben.pairs()
    ben.shares("Good night.")
    session.settings = replace(session.settings, lock_after=0)
    async with opened("today", size=(120, 40)) as pilot:
        await until(pilot, lambda: "synced just now" in top_line(pilot))
        session.clock.advance(days=6)  # type: ignore[attr-defined]  # the tests' own clock
        await until(pilot, lambda: "last heard from Ben 6 days ago" in top_line(pilot))


@pytest.mark.parametrize(
    "status",
    [
        SyncStatus(stage=PairingStage.PAIRED, folder_there=True, synced=EVENING),
        SyncStatus(stage=PairingStage.PAIRED, folder_there=True, missing=3),
        SyncStatus(stage=PairingStage.PAIRED),
        SyncStatus(stage=PairingStage.INVITED, partner="Maximiliane-Charlotte"),
    ],
)
async def test_at_eighty_columns_nothing_is_pushed_out(
    session: Session, watched: Watched, opened: Open, status: SyncStatus
) -> None:
    """At 80×24 names, day and *not encrypted* stay whole, whatever else is to be said."""
    watched.status = status
    async with opened("today", size=(80, 24)) as pilot:
        await until(pilot, lambda: watched.passes)
        await pilot.pause()
        line = top_line(pilot)
        assert "Twofold" in line
        assert "Sunday, 22 November " in line
        assert "Ana & Ben · not encrypted" in line


async def test_the_exchange_is_never_on_the_screens_thread_nor_twice_at_once(
    session: Session, watched: Watched, opened: Open
) -> None:
    """Looks and passes run elsewhere, one at a time, however often there is something new."""
    async with opened("today") as pilot:
        for _time in range(3):
            await session.keep(Entry(step="communicate", text="a", day=session.today))
        await until(pilot, lambda: watched.passes > 4)
    assert threading.get_ident() not in watched.threads
    assert watched.most_at_once == 1


async def test_no_pass_where_a_look_finds_nothing(
    session: Session, watched: Watched, opened: Open
) -> None:
    """While poll says no there is no pass."""
    watched.has_news = False
    async with opened("today") as pilot:
        await until(pilot, lambda: watched.threads)
        await pilot.pause(0.05)
    assert watched.passes == 0


async def test_a_stick_that_hangs_holds_up_no_quitting(
    session: Session, watched: Watched, opened: Open
) -> None:
    """Closing does not wait for a pass under way, and begins none."""
    watched.goes_on.clear()
    async with opened("today") as pilot:
        await until(pilot, lambda: watched.at_once)
        begun = time.monotonic()
        await pilot.press("ctrl+q")
    assert time.monotonic() - begun < 2
    watched.goes_on.set()
    assert watched.most_at_once == 1


async def test_a_fault_between_the_journals_ends_nothing(
    session: Session, watched: Watched, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What should never happen in a pass is said once, and the program stays open."""

    def broken() -> object:
        watched.passes += 1
        raise ZeroDivisionError

    monkeypatch.setattr(watched, "sync", broken)
    async with opened("today") as pilot:
        await until(pilot, lambda: watched.passes > 2)
        said = [each.message for each in pilot.app._notifications]
        assert len([each for each in said if "between the two journals" in each]) == 1


async def test_the_demo_says_that_nobody_is_there(
    session: Session, ben: Partner, opened: Open
) -> None:
    """In the demo all stands as in any pairing, and Us says that nobody reads what is shared."""
    ben.pairs()
    session.demo = True
    async with opened("us") as pilot:
        await until(pilot, lambda: "nobody reads it there" in painted(pilot))
        assert "Paired with Ben" in painted(pilot)
        assert "leave this pairing" in painted(pilot)


async def test_leaving_is_silent_and_lets_go_only_of_what_is_chosen(
    session: Session, ben: Partner, opened: Open
) -> None:
    """q says what it does; y leaves, keeps what was received, and the page is as alone."""
    ben.pairs()
    ben.shares("The soup was waiting.")
    async with opened("us") as pilot:
        await until(pilot, lambda: session.journal.of_kind(Entry))
        await pilot.press("q")
        await until(pilot, lambda: "nobody is told" in painted(pilot))
        assert "Esc stay" in painted(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "invite your partner" in painted(pilot))
    assert [each.text for each in session.journal.of_kind(Entry)] == ["The soup was waiting."]
    ben.conversation.sync()
    assert ben.stage is PairingStage.PAIRED


async def test_leaving_can_forget_what_was_received(
    session: Session, ben: Partner, opened: Open
) -> None:
    """Where *let it go* is chosen, nothing the partner shared is left here."""
    ben.pairs()
    ben.shares("The soup was waiting.")
    async with opened("us") as pilot:
        await until(pilot, lambda: session.journal.of_kind(Entry))
        await pilot.press("q", "tab", "right", "y")
        await until(pilot, lambda: "invite your partner" in painted(pilot))
    assert session.journal.of_kind(Entry) == []


async def test_staying_changes_nothing(session: Session, ben: Partner, opened: Open) -> None:
    """Esc leaves the question, not the partner."""
    ben.pairs()
    async with opened("us") as pilot:
        await pilot.press("q", "escape")
        await pilot.pause()
        assert session.conversation is not None
        assert session.conversation.status.stage is PairingStage.PAIRED
