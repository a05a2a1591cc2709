"""The journal of every entry: its filters, days, tags, the bin and the export."""

from __future__ import annotations

import json
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, Static

from journal.model import kinds
from journal.model.record import BOTH, ME, Record
from journal.screens.entries import Entries
from journal.screens.export import Export
from journal.screens.filters import Filters, among
from journal.screens.pick import Pick
from journal.session import Session
from journal.store import Draft, Journal
from journal.widgets.entry import BATCH, EntryView
from journal.widgets.forms.steps import ENTRY
from journal.wording.records import KIND_NAMES
from tests.clocks import EVENING
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write
from tests.sync.paired import pair_up

DAY = date(2026, 11, 20)


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """Six entries on two days, one with a star, one shared."""
    pair_up(journal)
    first, *_rest = journal.commit(
        [
            kinds.Entry(step="communicate", text="Walk in the #rain", day=DAY),
            kinds.Entry(step="help", text="A quiet call", day=DAY),
            kinds.Need(need="to be told", day=DAY),
            kinds.Memory(title="Market", tags=("Rain",), day=DAY - timedelta(days=1)),
            kinds.Appreciation(text="You waited", day=DAY, audience=BOTH),
            kinds.CheckIn(pleasant=1, energy=1, words=("calm",), day=DAY - timedelta(days=1)),
        ]
    ).result()
    journal.commit([kinds.Star(day=DAY, about=first.reference)]).result()
    return journal


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 6),
        (Filters(step="communicate"), 2),
        (Filters(kind="memory"), 1),
        (Filters(kind="entry", step="help"), 1),
        (Filters(seen_by=ME), 5),
        (Filters(seen_by=BOTH), 1),
        (Filters(tag="rain"), 2),
        (Filters(tag="rain", kind="memory"), 1),
        (Filters(day=DAY), 4),
        (Filters(day=DAY, step="help"), 1),
        (Filters(day=DAY, tag="RAIN"), 1),
        (Filters(step="listen"), 0),
    ],
)
def test_all_that_is_given_must_fit(filled: Journal, filters: Filters, count: int) -> None:
    """Each filter narrows what is shown, together they narrow further, and stars are no entries."""
    found = filters.records(filled)
    assert len(found) == count
    assert [record.day for record in found] == sorted((r.day for r in found), reverse=True)
    assert bool(filters) is (filters != Filters())


def test_no_two_kinds_are_called_the_same() -> None:
    """A kind is chosen by its name."""
    assert len(set(KIND_NAMES.values())) == len(KIND_NAMES)


async def test_one_kind_is_found_by_a_few_letters(opened: Open, filled: Journal) -> None:
    """i lists the kinds there are, each with its number; a few letters and Enter show one."""
    assert len(filled.of_kind(kinds.Memory)) == 1
    async with opened("journal") as pilot:
        page = pilot.app.screen
        assert isinstance(page, Entries)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, Pick))
        listed = painted(pilot)
        assert "memory  1" in listed
        assert "entry  2" in listed
        assert "talk" not in listed.split("Which kind?")[1]
        await write(pilot, "memo")
        await pilot.press("enter")
        await until(pilot, lambda: page.filters == Filters(kind="memory"))
        await until(pilot, lambda: "Memory   1 entry" in painted(pilot))


@given(
    days=st.lists(st.integers(0, 6), max_size=12),
    unfinished=st.lists(st.integers(0, 6), max_size=4),
)
def test_unfinished_texts_stand_among_the_entries_of_their_day(
    days: list[int], unfinished: list[int]
) -> None:
    """Nothing is lost or doubled, the days stay in order, and on its day a draft comes first."""
    records = [
        kinds.Entry(step="help", text="", day=DAY + timedelta(days=n))
        for n in sorted(days, reverse=True)
    ]
    drafts = [
        Draft(id=str(n), place=str(n), day=DAY + timedelta(days=n), kind="entry",
              values={}, since=EVENING)
        for n in sorted(unfinished, reverse=True)
    ]  # fmt: skip
    items = among(records, drafts)
    assert len(items) == len(records) + len(drafts)
    order = [(-item.day.toordinal(), isinstance(item, Record)) for item in items]
    assert order == sorted(order)


def said(pilot_screen: object) -> str:
    """What the page says it shows."""
    assert isinstance(pilot_screen, Entries)
    return str(pilot_screen.query_one("#shown", Static).content)


async def test_filters_are_chosen_by_letter_and_left_by_one_key(
    opened: Open, filled: Journal
) -> None:
    """`t` and a digit show one step, `v` what both see, `h` a tag; `c` shows everything again."""
    async with opened("journal", size=(120, 40)) as pilot:
        screen = pilot.app.screen

        def views() -> int:
            return len(screen.query(EntryView))

        await until(pilot, lambda: views() == 6)
        await pilot.press("t", "1")
        await until(pilot, lambda: views() == 2)
        assert "Communicate" in said(screen)
        await pilot.press("c", "v", "2")
        await until(pilot, lambda: views() == 1)
        await pilot.press("c", "h")
        await pilot.pause()
        await write(pilot, "ra")
        await pilot.press("enter")
        await until(pilot, lambda: views() == 2 and "#" in said(screen))
        await pilot.press("c")
        await until(pilot, lambda: views() == 6)


async def test_what_both_see_is_kindly_empty(opened: Open, journal: Journal) -> None:
    """Where nothing is shared the page says so in one true sentence."""
    journal.commit([kinds.Entry(step="help", text="mine", day=DAY)]).result()
    async with opened("journal") as pilot:
        await pilot.press("v", "2")
        await until(pilot, lambda: not pilot.app.screen.query(EntryView))
        empty = str(pilot.app.screen.query(".empty").first(Static).content)
        assert empty == "Nothing is shared: everything you wrote is seen by you alone."


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_day_is_walked_to_and_picked(
    opened: Open, filled: Journal, session: Session, size: tuple[int, int]
) -> None:
    """`[` walks back, `]` stops at today, `@` and the calendar pick a day; Esc shows all again."""
    async with opened("journal", size=size) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Entries)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await until(pilot, lambda: len(screen.query(EntryView)) == 4)
        assert screen.filters.day == DAY
        await pilot.press(*["right_square_bracket"] * 4)
        assert screen.filters.day == session.today
        await pilot.press("at")
        await pilot.pause()
        await write(pilot, "last friday")
        await pilot.press("enter")
        await until(pilot, lambda: screen.filters.day == DAY)
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("left", "enter")
        await until(pilot, lambda: screen.filters.day == DAY - timedelta(days=1))
        await until(pilot, lambda: len(screen.query(EntryView)) == 2)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(screen.query(EntryView)) == 6)


async def test_a_long_journal_is_shown_in_batches(opened: Open, journal: Journal) -> None:
    """Only the first entries are built; walking to the end of them brings the next."""
    journal.commit(
        [kinds.Entry(step="help", text=str(n), day=DAY) for n in range(BATCH * 3)]
    ).result()
    async with opened("journal") as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: len(screen.query(EntryView)) == BATCH)
        await pilot.press("end", "down")
        await until(pilot, lambda: len(screen.query(EntryView)) == BATCH * 2)


async def test_an_unfinished_text_stands_among_the_entries(
    opened: Open, filled: Journal, session: Session
) -> None:
    """A text left on a step's page is shown as unfinished, and opening it leads back there."""
    filled.drafts.keep(
        "step/help", day=DAY, kind=ENTRY.name, values={"text": "half a", "step": "help"}
    )
    filled.drafts.keep("talk", day=DAY, kind="talk", values={"state": "{}"})
    async with opened("journal") as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: len(screen.query(EntryView)) == 7)
        assert "unfinished" in str(screen.query(EntryView).first().content)
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "help")
        await until(pilot, lambda: pilot.app.focused is not None)
        assert getattr(pilot.app.focused, "text", "") == "half a"


async def test_what_was_deleted_is_put_back_from_the_bin(opened: Open, filled: Journal) -> None:
    """`b` shows the bin, `r` puts the entry one is on back where it was."""
    thrown = filled.records()[0]
    filled.delete(thrown).result()
    async with opened("journal") as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert "stays 30 more days" in str(pilot.app.screen.query(EntryView).first().content)
        await pilot.press("r")
        await until(pilot, lambda: filled.get(thrown.id))
        await until(pilot, lambda: not pilot.app.screen.query(EntryView))
        await pilot.press("escape")
    assert filled.in_bin() == []


async def test_the_file_is_seen_before_it_is_written_and_never_over_another(
    opened: Open, filled: Journal, tmp_path: Path
) -> None:
    """The export shows how the file begins, writes it for its owner alone, and once only."""
    into = tmp_path / "mine.md"
    async with opened("journal") as pilot:
        await pilot.app.screen.run_action("export")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, Export)
        screen.into.value = str(into)
        screen.form.focus()
        await pilot.press("right")
        await until(pilot, lambda: "Market" in str(screen.query_one("#text", Static).content))
        assert not list(tmp_path.glob("mine.*"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is not screen)
        written = into.with_suffix(".json")
        before = written.read_bytes()
        assert len(json.loads(before)) == 6
        assert stat.S_IMODE(written.stat().st_mode) == 0o600

        await pilot.app.screen.run_action("export")
        await pilot.pause()
        again = pilot.app.screen
        assert isinstance(again, Export)
        again.into.value = str(written)
        again.query_one("#since", Input).value = "2026-11-20"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "there already" in str(again.query_one("#said", Static).content))
        assert written.read_bytes() == before
