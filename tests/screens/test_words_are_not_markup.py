"""What a person wrote is never markup: the same strings go through every place that shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from journal.content import catalogue
from journal.model.kinds import Answer, Guess, Reply, Truth
from journal.model.record import BOTH, Record
from journal.screens import PAGES
from journal.screens.entry import EntryScreen
from journal.screens.reply import reply_to
from journal.screens.sharing import ask_to_share, change_who_sees
from journal.screens.versions import Versions
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.widgets.cards.hard_time import HardTimeView
from journal.widgets.entry import EntryList, EntryView
from journal.wording.plans import capital
from tests.clocks import FixedClock
from tests.records import every_kind
from tests.screens.conftest import Open
from tests.sync.paired import hear, pair_up, said

NASTY = (
    "zq[/b]zq",
    "[love]zq",
    "[@click=app.quit]zq[/]",
    "[bold red on blue]zq[/]",
    "$accent zq",
    "\\[zq]",
    "[link='file:///etc/passwd']zq",
)
"""Each is shown exactly as it stands."""

STRIPPED = {
    "\x1b[31mzq\x07": "[31mzq",
    "zq\u202eevil": "zqevil",
    "zq\x9b2Jzq": "zq2Jzq",
}
"""Control and bidirectional characters are taken out, the rest is shown."""

CASES = {**{text: text for text in NASTY}, **STRIPPED}


@pytest.fixture(params=CASES, ids=range(len(CASES)))
def nasty(request: pytest.FixtureRequest) -> str:
    """One of the strings."""
    return str(request.param)


@pytest.fixture
def session(home: Home, clock: FixedClock, nasty: str) -> Iterator[Session]:
    """A journal in which every word a person wrote is the nasty one, the names too."""
    with Journal.create(home, "Ana", nasty, clock=clock) as journal:
        journal.rename(me=nasty).result()
        session = Session(home, journal, Settings(), clock, catalogue())
        records = every_kind(nasty, session.today, author=journal.me.id)
        journal.commit(records).result()
        journal.drafts.keep(
            "step/communicate/left", day=session.today, kind="need", values={"happened": nasty}
        )
        yield session


def painted(app: App[Any]) -> str:
    """All that is on the screen, also what is scrolled away; no code in it, and no live link."""
    texts = []
    for screen in app.screen_stack:
        for widget in screen.walk_children(Widget):
            for line in (
                widget.render_lines(widget.outer_size.region) if widget.outer_size.area else ()
            ):
                for segment in line:
                    texts.append(segment.text)
                    assert not any(unicodedata.category(each) == "Cc" for each in segment.text)
                    meta = segment.style.meta if segment.style else {}
                    assert "@click" not in meta, meta
                    assert not (segment.style and segment.style.link)
            texts.append("\n")
    return "".join(texts)


NAMES_ALONE = ("settings", "timer", "signs", "us")
"""Pages that show no words a person wrote but names, until the other has said something."""


@pytest.mark.parametrize("mode", [mode for mode in PAGES if mode not in NAMES_ALONE])
async def test_pages(session: Session, opened: Open, nasty: str, mode: str) -> None:
    """Every page shows the words as they stand, and nothing in them comes alive."""
    async with opened(mode, size=(120, 40)) as pilot:
        if mode == "search":
            await pilot.press("z", "q")
        for _turn in range(3):
            await pilot.pause()
        assert CASES[nasty] in painted(pilot.app)


async def test_rounds_of_signs(session: Session, opened: Open, nasty: str) -> None:
    """What the other said in a round, and their name above it, show as they stand."""
    pair_up(session.journal, nasty)
    answer = Answer(day=session.today, question="signs/1", asked=nasty, text=f"round {nasty}")
    hear(session.journal, answer)
    async with opened("signs", size=(120, 40)) as pilot:
        for _turn in range(3):
            await pilot.pause()
        assert f"round {CASES[nasty]}" in painted(pilot.app)


@pytest.mark.parametrize("mode", ["settings", "timer"])
async def test_pages_with_names(session: Session, opened: Open, nasty: str, mode: str) -> None:
    """The two pages that show names alone show them as they stand."""
    async with opened(mode, size=(120, 40)) as pilot:
        for _turn in range(5):
            await pilot.pause(0.02)
        assert CASES[nasty] in painted(pilot.app)


async def test_one_entry_and_what_belongs_to_it(session: Session, opened: Open, nasty: str) -> None:
    """The opened entry, the question before deleting it and the form over it show the words."""
    async with opened("journal", size=(120, 40)) as pilot:
        for record in session.journal.records():
            await pilot.app.push_screen(EntryScreen(session, record))
            await pilot.pause()
            if record.texts():
                assert CASES[nasty] in painted(pilot.app)
            pilot.app.pop_screen()
        await pilot.press("j", "e")
        await pilot.pause()
        painted(pilot.app)


async def test_palette(session: Session, opened: Open, nasty: str) -> None:
    """The palette offers a memory by its title as it stands."""
    async with opened("memories", size=(120, 40)) as pilot:
        await pilot.press("ctrl+p", "z", "q")
        for _turn in range(10):
            await pilot.pause(0.02)
        assert CASES[nasty] in painted(pilot.app)


async def test_other_days(session: Session, opened: Open, nasty: str) -> None:
    """Walking to a day long ago shows its words as they stand."""
    async with opened("today", size=(120, 40)) as pilot:
        day = session.today - timedelta(days=365)
        await pilot.app.screen.run_action(f"show_day('{day.isoformat()}')")
        for _turn in range(3):
            await pilot.pause()
        assert CASES[nasty] in painted(pilot.app)


async def test_sentences(session: Session, opened: Open, nasty: str) -> None:
    """A sentence that quotes what was typed is shown as it stands."""
    async with opened("communicate", size=(120, 40)) as pilot:
        session.complain(nasty)
        await pilot.pause()
        await pilot.pause()
        assert CASES[nasty] in painted(pilot.app)


async def settled(pilot: Pilot[Any]) -> str:
    """All that is painted once nothing is under way any more."""
    for _turn in range(4):
        await pilot.pause()
    return painted(pilot.app)


async def test_what_the_other_shared(session: Session, opened: Open, nasty: str) -> None:
    """The other's words, and the other's name, go as they stand through all that shows them."""
    journal = session.journal
    pair_up(journal, nasty)
    theirs = hear(journal, *(r for r in every_kind(nasty, session.today, author="") if heard(r)))
    truth = next(record for record in theirs if isinstance(record, Truth))
    apart = replace(truth, hard="?", stamp=truth.stamp._replace(device="f" * 16), replaces={})
    other = said(journal, apart)
    journal.exchange(lambda sync: sync.receive(truth.author, other)).result()
    mine = journal.add(
        Reply(sort="heard", text=nasty, about=truth.reference, day=session.today, audience=BOTH)
    ).result()
    async with opened("journal", size=(120, 40)) as pilot:
        app, page = pilot.app, pilot.app.screen
        await settled(pilot)
        for _batch in range(3):
            await page.query_one("#entries", EntryList).show_more()
        listed = [str(view.content) for view in page.query(EntryView)]
        assert any(f"{CASES[nasty]}, to you" in each for each in listed)
        for record in (truth, mine):
            await app.push_screen(EntryScreen(session, record))
            assert CASES[nasty] in await settled(pilot)
            app.pop_screen()
        await app.push_screen(Versions(session, truth))
        assert CASES[nasty] in await settled(pilot)
        app.pop_screen()
        reply_to(page, session, truth)
        assert f"To {CASES[nasty]}" in await settled(pilot)
        await pilot.press("o")
        assert f"{CASES[nasty]} will see this" in await settled(pilot)
        app.pop_screen()
        ask_to_share(page, session, mine, nothing)
        assert f"This goes to {CASES[nasty]}" in await settled(pilot)
        app.pop_screen()
        journal.exchange(lambda sync: sync.mark_sent(mine.id, mine.stamp, 1)).result()
        change_who_sees(page, session, mine)
        assert CASES[nasty] in await settled(pilot)


async def test_what_the_other_shared_on_empathy(session: Session, opened: Open, nasty: str) -> None:
    """Their guide, their hard time, their feelings and what stands beside a guess, as they are."""
    journal, today, shown = session.journal, session.today, CASES[nasty]
    pair_up(journal, nasty)
    hear(journal, *(r for r in every_kind(nasty, today, author="") if heard(r)))
    journal.add(Guess(sort="feeling", text=nasty, day=today)).result()
    async with opened("empathy", size=(120, 40)) as pilot:
        page = pilot.app.screen
        await settled(pilot)
        for place in ("now", "theirs", "lately", "guesses", "promises"):
            lines = page.query(f"#{place} EntryView").results(EntryView)
            assert any(shown in str(each.content) for each in lines), place
        assert f"How {shown} has felt lately" in painted(pilot.app)
        await pilot.press("0")
        await settled(pilot)
        cards = pilot.app.screen.query(HardTimeView)
        assert [str(each.content).split("\n")[0] for each in cards] == [
            f"{capital(shown)} is having a hard time"
        ]


def heard(record: Record) -> bool:
    """Whether a record is of a kind that can be shared, and about nothing."""
    return not record.PRIVATE and record.about is None


async def nothing() -> None:
    """What is done once somebody has said yes."""
