"""Settings: each change holds at once and is kept."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from journal.door import SwitchTo
from journal.screens.preferences import Preferences
from journal.session import Session
from journal.settings import SETTINGS, load
from journal.widgets.choice import Choice
from journal.widgets.frame import TopLine
from tests.screens.conftest import Open
from tests.screens.driving import until, write


def page(pilot: Pilot[Any]) -> Preferences:
    """The page of settings."""
    screen = pilot.app.screen
    assert isinstance(screen, Preferences)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_setting_is_reached_with_the_arrows_and_kept(
    opened: Open, session: Session, size: tuple[int, int]
) -> None:
    """Down goes through all settings in the table's order; right chooses, at once and on disk."""
    before = session.settings
    async with opened("settings", size=size) as pilot:
        await pilot.press("down", "down")
        for setting in SETTINGS:
            await pilot.press("down")
            focused = pilot.app.focused
            assert isinstance(focused, Choice)
            assert focused.id == setting.name
            await pilot.press("right")
            await pilot.pause()
            assert getattr(session.settings, setting.name) != getattr(before, setting.name)
        assert pilot.app.theme == "paper"
    kept, problems = load(session.home.settings_path)
    assert (kept, problems) == (session.settings, [])
    assert (kept.day_ends, kept.first_weekday, kept.bell, kept.letters) == (5, 5, True, False)


async def test_letters_are_off_and_on_at_once(opened: Open, session: Session) -> None:
    """With single letters off a digit goes nowhere; switched on again, it does."""
    async with opened("settings") as pilot:
        choice = page(pilot).query_one("#letters", Choice)
        choice.value = "False"
        await until(pilot, lambda: not session.settings.letters)
        await pilot.press("6")
        await pilot.pause()
        assert pilot.app.current_mode == "settings"
        choice.value = "True"
        await until(pilot, lambda: session.settings.letters)
        await pilot.press("6")
        await until(pilot, lambda: pilot.app.current_mode == "help")


async def test_names_are_kept_in_the_journal(opened: Open, session: Session) -> None:
    """A name is kept with Enter or on leaving its line, shows at once, and may hold any sign."""
    async with opened("settings") as pilot:
        mine, other = (page(pilot).query_one(name, Input) for name in ("#me", "#partner"))
        mine.focus()
        mine.value = ""
        await write(pilot, "Anna")
        await pilot.press("tab")
        await until(pilot, lambda: session.journal.me.name == "Anna")
        other.value = "[b]Ben"
        await pilot.press("enter")
        await until(pilot, lambda: session.journal.partner.name == "[b]Ben")
        status = page(pilot).query_one(TopLine).query(".status").first()
        await until(pilot, lambda: "Anna & [b]Ben" in str(status.render()))
    settings = session.home.settings_path
    assert not settings.exists() or "Ben" not in settings.read_text(encoding="utf-8")


async def test_an_empty_name_is_refused_and_the_partner_may_be_nobody(
    opened: Open, session: Session
) -> None:
    """One's own name stays as it was; the partner's name may be taken away."""
    async with opened("settings") as pilot:
        mine, other = (page(pilot).query_one(name, Input) for name in ("#me", "#partner"))
        mine.focus()
        mine.value = "  "
        await pilot.press("enter")
        await until(pilot, lambda: mine.value == "Ana")
        assert session.journal.me.name == "Ana"
        other.focus()
        other.value = ""
        await pilot.press("enter")
        await until(pilot, lambda: session.journal.partner.name == "")


@pytest.mark.parametrize(("button", "want"), [("choose", "choose"), ("add", "add")])
async def test_someone_else_is_one_key_away(opened: Open, button: str, want: str) -> None:
    """The buttons close this journal and say whether to choose or to add someone."""
    async with opened("settings", size=(120, 40)) as pilot:
        page(pilot).query_one(f"#{button}").focus()
        await pilot.press("enter")
        await pilot.pause()
        answer = pilot.app.return_value
    assert isinstance(answer, SwitchTo)
    assert answer.want == want


async def test_a_theme_chosen_elsewhere_is_shown(opened: Open, session: Session) -> None:
    """Another of Textual's themes, taken in the palette, stands in the row and stays chosen."""
    session.settings = replace(session.settings, theme="nord")
    async with opened("settings") as pilot:
        assert page(pilot).query_one("#theme", Choice).value == "nord"
        for theme in pilot.app.available_themes:
            pilot.app.theme = theme
            await pilot.pause()
            assert pilot.app.screen.query_one(TopLine).render_line(0)
    assert session.settings.theme == "nord"
