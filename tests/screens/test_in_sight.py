"""What one types, who sees it, and what can be read stay in sight on small screens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from journal.model.kinds import Answer, Entry
from journal.model.record import SEALED
from journal.screens.composing import ComposeScreen
from journal.session import Session
from journal.store import Journal
from journal.widgets.answers import AnswerView
from journal.widgets.audience import Audience
from journal.widgets.cards.question import QuestionCard
from journal.widgets.composer import Composer
from journal.widgets.forms import FORMS
from journal.widgets.frame import Sheet, StepLine
from journal.widgets.sealing import Sealing
from tests.screens.ben import Ben
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write

TODAY = date(2026, 11, 22)
LONG = " ".join(["What would you ask me if you knew that I would answer kindly?"] * 5)


@pytest.fixture
def ben(journal: Journal) -> Ben:
    """Ana is paired with Ben."""
    return Ben(journal)


def in_sight(pilot: Pilot[Any], widget: Widget) -> bool:
    """Whether all rows of a widget are on the screen, between the frame's lines."""
    sheet = pilot.app.screen.query_one("#scroll").region
    return sheet.y <= widget.region.y and widget.region.bottom <= sheet.bottom


async def test_who_sees_it_is_in_sight_below_a_long_question(
    opened: Open, journal: Journal, ben: Ben
) -> None:
    """At 80×24 the words being typed and the row of who sees them are both on the screen."""
    ben.seals("q-long", TODAY, asked=LONG)
    async with opened("today", size=(80, 24)) as pilot:
        card = pilot.app.screen.query_one(QuestionCard)
        await until(pilot, lambda: card.question.id == "q-long")
        await until(pilot, lambda: "What would you ask me" in painted(pilot))
        card.composer.begin()
        await write(pilot, "kindly then")
        row = card.composer.query_one(Audience)
        await until(pilot, lambda: row.display and in_sight(pilot, row))
        assert "kindly then" in painted(pilot)
        assert "who sees this" in painted(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: row.has_focus)
        await pilot.press("right", "right")
        await until(pilot, lambda: row.value == SEALED)
        await until(pilot, lambda: in_sight(pilot, card.query_one(Sealing)))
        assert "changed program" in " ".join(painted(pilot).split())


async def test_a_shrinking_screen_keeps_the_line_that_is_typed_in_sight(
    opened: Open, journal: Journal
) -> None:
    """On a page the cursor stays on the screen when it becomes 40×12, and when only lower."""
    async with opened("communicate", size=(80, 40)) as pilot:
        pilot.app.screen.query_one("#main", Composer).begin()
        for line in range(8):
            await write(pilot, f"line {line}")
            await pilot.press("enter")
        await write(pilot, "zebra")
        assert "zebra" in painted(pilot)
        for size in ((80, 12), (40, 12)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: "zebra" in painted(pilot))


async def test_a_shrinking_screen_keeps_the_answer_in_sight(opened: Open) -> None:
    """On Today the line of the answer that is typed in stays in sight, not the question above."""
    async with opened("today", size=(80, 24)) as pilot:
        card = pilot.app.screen.query_one(QuestionCard)
        card.composer.begin()
        await until(pilot, lambda: card.composer.has_focus_within)
        pasted = "\n".join([*(f"line {line}" for line in range(20)), "zebra"])
        pilot.app.post_message(events.Paste(pasted))
        await until(pilot, lambda: "zebra" in painted(pilot))
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: pilot.app.screen.size.width == 40)
        await until(pilot, lambda: "zebra" in painted(pilot))


async def test_a_shrinking_screen_keeps_it_in_sight_in_a_panel(
    opened: Open, session: Session
) -> None:
    """In a form over the page the cursor stays on the screen, above the keys."""
    async with opened("today", size=(120, 40)) as pilot:
        screen = ComposeScreen(session, FORMS[Entry], "test", fixed={"step": "help"})
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.composer.has_focus_within)
        for line in range(8):
            await write(pilot, f"line {line}")
            await pilot.press("enter")
        await write(pilot, "zebra")
        for size in ((80, 12), (40, 12)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: "zebra" in painted(pilot))
            assert "Ctrl+S" in painted(pilot)


async def test_pages_scroll_by_keys_though_nothing_has_focus(
    opened: Open, session: Session, journal: Journal, ben: Ben
) -> None:
    """PageDown, Space and PageUp scroll Today, and j goes to answers that lie below the fold."""
    async with opened("today", size=(80, 24)) as pilot:
        card = pilot.app.screen.query_one(QuestionCard)
        question = card.question
        sealed = ben.seals(question.id, TODAY, asked=question.text)
        journal.add(
            Answer(day=TODAY, question=question.id, asked=question.text, text="mine " * 300,
                   audience=SEALED)
        ).result()  # fmt: skip
        ben.opens(sealed, "Ben’s words at last")
        await until(pilot, lambda: len(pilot.app.screen.query(AnswerView)) == 2)
        assert pilot.app.focused is None
        assert "Ben’s words at last" not in painted(pilot)
        sheet = pilot.app.screen.query_one(Sheet)
        await pilot.press("pagedown")
        await until(pilot, lambda: sheet.scroll_y > 0)
        here = sheet.scroll_y
        await pilot.press("space")
        await until(pilot, lambda: sheet.scroll_y > here)
        await pilot.press("pageup", "pageup", "pageup")
        await until(pilot, lambda: sheet.scroll_y == 0)
        assert pilot.app.focused is None
        for _key in range(12):
            if "Ben’s words at last" in painted(pilot):
                break
            await pilot.press("j")
            await pilot.pause()
        assert "Ben’s words at last" in painted(pilot)


async def test_j_scrolls_where_there_is_no_entry(opened: Open, session: Session) -> None:
    """On a page without entries, j and k scroll."""
    async with opened("us", size=(40, 12)) as pilot:
        sheet = pilot.app.screen.query_one(Sheet)
        await until(pilot, lambda: sheet.max_scroll_y > 0)
        await pilot.press("pagedown")
        await until(pilot, lambda: sheet.scroll_y > 0)
        await pilot.press("pageup")
        await until(pilot, lambda: sheet.scroll_y == 0)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 111])
async def test_the_way_to_us_is_in_sight(opened: Open, width: int) -> None:
    """On every narrow screen the second line ends with the key of Us."""
    async with opened("today", size=(width, 24)) as pilot:
        line = painted(pilot).splitlines()[1]
        assert line.rstrip().endswith("U Us")
        assert line.lstrip().startswith("0 Today")
        assert "J Journal" in line or width < 100
        assert pilot.app.screen.query_one(StepLine).region.height == 1


async def test_the_way_to_us_is_in_the_rail(opened: Open) -> None:
    """On a wide screen the rail names it."""
    async with opened("today", size=(120, 40)) as pilot:
        assert any(" Us " in line and " U " in line for line in painted(pilot).splitlines())


async def test_one_blank_line_stands_before_the_keys_of_a_form(
    opened: Open, session: Session
) -> None:
    """A panel has one blank line between its form and its keys, not two."""
    async with opened("today", size=(80, 24)) as pilot:
        screen = ComposeScreen(session, FORMS[Entry], "test", fixed={"step": "help"})
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: "Ctrl+S" in painted(pilot))
        lines = [line.strip(" │▌") for line in painted(pilot).splitlines()]
        keys = next(number for number, line in enumerate(lines) if line.startswith("Ctrl+S"))
        assert lines[keys - 1] == ""
        assert lines[keys - 2] != ""
