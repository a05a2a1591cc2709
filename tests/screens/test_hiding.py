"""Ctrl+G: the screen is blank at once, from anywhere, and tells nothing until Enter."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static, TextArea

from journal.model.kinds import Entry
from journal.screens.hidden import Hidden
from journal.session import Session
from tests.screens.conftest import Open

SECRET = "the words nobody else may read"


def on_screen(pilot_app: object) -> str:
    """All that is painted just now, as text."""
    from textual.app import App

    assert isinstance(pilot_app, App)
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in pilot_app.screen._compositor.render_strips()
    )


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("n", "n"),
        ("ctrl+p",),
        ("question_mark",),
        ("a",),
        ("j", "enter"),
        ("j", "x"),
    ],
    ids=["page", "typing", "palette", "help", "form", "entry", "question"],
)
async def test_hides_from_anywhere(session: Session, opened: Open, keys: tuple[str, ...]) -> None:
    """Whatever lies over the page, Ctrl+G leaves one quiet line on the screen."""
    await session.keep(Entry(step="communicate", text=SECRET, day=session.today))
    async with opened("communicate") as pilot:
        await pilot.press(*keys)
        before = pilot.app.screen
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Hidden)
        painted = on_screen(pilot.app)
        assert "Ana" not in painted
        assert "Twofold" not in painted
        assert painted.split() == ["Press", "Enter", "to", "return."]
        await pilot.press("enter")
        assert pilot.app.screen is before


async def test_while_hidden_nothing_works(session: Session, opened: Open) -> None:
    """Palette, help, going places, toasts and Ctrl+G again change nothing; nothing is typed."""
    async with opened("communicate", size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.press(
            "ctrl+p", "f1", "question_mark", "2", "n", "a", "x", "ctrl+g", "escape", "u"
        )
        pilot.app.notify(SECRET)
        session.complain(SECRET)
        await pilot.pause()
        assert isinstance(pilot.app.screen, Hidden)
        assert pilot.app.current_mode == "communicate"
        assert len(pilot.app.screen_stack) == 2
        assert SECRET not in on_screen(pilot.app)
        await pilot.press("enter")
        assert pilot.app.screen.id != "hidden"
        assert not session.journal.records()


async def test_typing_goes_on_where_it_was(opened: Open) -> None:
    """What was being typed is there after the return, with the cursor in it."""
    async with opened("communicate") as pilot:
        await pilot.press("a", "h", "i")
        await pilot.press("ctrl+g", "enter")
        focused = pilot.app.focused
        assert isinstance(focused, (Input, TextArea))
        assert (focused.value if isinstance(focused, Input) else focused.text) == "hi"


async def test_quitting_still_works(opened: Open) -> None:
    """Ctrl+Q closes the program from the blank screen."""
    async with opened("communicate") as pilot:
        await pilot.press("ctrl+g", "ctrl+q")
        await pilot.pause()
        assert pilot.app._exit


async def test_the_title_says_nothing(session: Session, opened: Open) -> None:
    """The terminal's title is the program's name and never changes."""
    await session.keep(Entry(step="communicate", text=SECRET, day=session.today))
    async with opened("communicate") as pilot:
        await pilot.press("j", "enter")
        assert (pilot.app.title, pilot.app.sub_title) == ("Twofold", "")
        assert all(screen.title is None for screen in pilot.app.screen_stack)
        assert pilot.app.screen.query(Static)
