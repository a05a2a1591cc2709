"""Search: as one types, with the words marked, and nothing of it kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from journal.model import kinds
from journal.screens.search import Search, marked
from journal.session import Session
from journal.store import Journal, Query
from journal.widgets.entry import EntryView, entry_content
from tests.screens.conftest import Open
from tests.screens.driving import until, write

DAY = date(2026, 11, 20)


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """Four entries to find."""
    journal.commit(
        [
            kinds.Entry(step="communicate", text="Walk in the rain with Ana", day=DAY),
            kinds.Entry(step="help", text="rain on the roof #storm", day=DAY - timedelta(days=9)),
            kinds.Memory(title="Market", tags=("storm",), words="Plums", day=DAY),
            kinds.Entry(step="help", text="[b]half[/b] a word", day=DAY),
        ]
    ).result()
    return journal


def found_in(text: str, typed: str) -> list[str]:
    """What is marked of a text when this is looked for."""
    record = kinds.Entry(step="help", text=text, day=DAY)
    content = marked(record, entry_content(record, DAY), Query.parse(typed), DAY)
    return [
        content.plain[span.start : span.end]
        for span in content.spans
        if span.style == "bold underline"
    ]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Rain, rain", "rain", ["Rain", "rain"]),
        ("Rain, rain", "Rain", ["Rain"]),
        ("a.b acb", "a.b", ["a.b"]),
        ("wet #Storm", "#storm", ["#Storm"]),
        ("one two", "two one", ["two", "one"]),
        ("entry only", "entry", ["entry"]),
        ("x" * 900 + " needle", "needle", ["needle"]),
    ],
)
def test_the_words_that_were_found_are_marked(text: str, typed: str, expected: list[str]) -> None:
    """Each hit is underlined and bold, below the heading only, and shown though far down."""
    assert found_in(text, typed) == expected


@given(text=st.text(max_size=80), typed=st.text(max_size=20))
def test_marking_changes_no_word_and_never_fails(text: str, typed: str) -> None:
    """Whatever is typed, the entry's own words stay as they are."""
    record = kinds.Entry(step="help", text=text, day=DAY)
    content = entry_content(record, DAY)
    assert marked(record, content, Query.parse(typed), DAY).plain.startswith(content.plain)


def texts(screen: object) -> list[str]:
    """The hits that are shown."""
    assert isinstance(screen, Search)
    return [str(view.content) for view in screen.query(EntryView)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_finds_while_one_types_and_enter_opens(
    opened: Open, filled: Journal, size: tuple[int, int]
) -> None:
    """The cursor waits in the words; Enter goes to the first hit, Enter opens it, Esc leads out."""
    async with opened("search", size=size) as pilot:
        screen = pilot.app.screen
        await write(pilot, "rain")
        await until(pilot, lambda: len(texts(screen)) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.focused, EntryView))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert isinstance(pilot.app.focused, EntryView)
        await pilot.press("up")
        assert pilot.app.focused is screen.query_one("#words")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")


@pytest.mark.parametrize(
    ("typed", "count"),
    [("rain ana", 1), ("Ana", 1), ("Rain", 0), ("#storm", 2), ("#stor", 0), ("[b]half", 1)],
)
async def test_all_words_must_be_there(
    opened: Open, filled: Journal, typed: str, count: int
) -> None:
    """Several words, capitals and whole tags narrow what is found; a bracket is a letter."""
    async with opened("search") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Search)
        screen.search_for(typed)
        said = screen.query_one("#said", Static)
        await until(pilot, lambda: str(said.content).startswith(("0", "1", "2")))
        assert len(texts(screen)) == count


async def test_step_and_days_narrow_the_search(opened: Open, filled: Journal) -> None:
    """A step and days in words narrow it; a day that is not understood is said, not guessed."""
    async with opened("search") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Search)
        said = screen.query_one("#said", Static)
        await pilot.press("tab", "left")
        await until(pilot, lambda: len(texts(screen)) == 2)
        await pilot.press("tab")
        await write(pilot, "last friday")
        await until(pilot, lambda: "since 20 November 2026" in str(said.content))
        await until(pilot, lambda: len(texts(screen)) == 1)
        assert "half" in texts(screen)[0]
        screen.until.value = "12/02/2026"
        await until(pilot, lambda: "can be read as" in str(said.content))


async def test_nothing_typed_here_is_kept(opened: Open, filled: Journal, session: Session) -> None:
    """What is looked for is in no file of the home, and no draft holds it."""
    async with opened("search") as pilot:
        await write(pilot, "zanzibar")
        await until(pilot, lambda: "0" in str(pilot.app.screen.query_one("#said", Static).content))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")
    filled.drafts.flush().result()
    assert filled.drafts.all() == []
    for path in session.home.root.rglob("*"):
        assert not path.is_file() or b"zanzibar" not in path.read_bytes()
