"""What the screens say of what stands between two people is what really stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from journal.model.kinds import Answer
from journal.model.record import SEALED
from journal.model.sync_status import PairingStage
from journal.screens.dialogs import Choose, Confirm
from journal.screens.sharing import Travels
from journal.screens.step import StepPage
from journal.session import Session
from journal.store import Journal
from journal.widgets.audience import Audience
from journal.widgets.prompt import PromptCard
from tests.screens.ben import Ben
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write
from tests.screens.partner import Partner, quickly

TODAY = date(2026, 11, 22)


@pytest.fixture
def partner(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Partner]:
    """Ben's journal beside Ana's; the program looks often."""
    quickly(monkeypatch)
    made = Partner(session, tmp_path / "Shared")
    yield made
    made.close()


def flat(pilot: Pilot[Any]) -> str:
    """The screen, with its lines joined and the frames of panels left out."""
    return " ".join(painted(pilot).replace("│", " ").split())


def said_of(pilot: Pilot[Any]) -> str:
    """All that a dialog says, however it is wrapped."""
    return " ".join(str(each.render()) for each in pilot.app.screen.query(Static))


# Sealed answers


async def test_a_second_answer_is_not_called_sealed_until_both_have_answered(
    opened: Open, journal: Journal
) -> None:
    """Where the other's answer can be read already, row and dialog say that it opens at once."""
    ben = Ben(journal)
    async with opened("vulnerable", size=(80, 24)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, StepPage)
        question = page.query_one(PromptCard).prompt.id
        ben.opens(ben.seals(question, TODAY), "His words")
        await until(pilot, lambda: "His words" in painted(pilot))
        await pilot.press("n", "n")
        await until(pilot, lambda: page.form.has_focus_within)
        await write(pilot, "mine")
        row = next(each for each in page.query(Audience) if each.display)
        await until(pilot, lambda: "sealed, but opens at once" in flat(pilot))
        assert "until both answered" not in flat(pilot)
        row.focus()
        await pilot.press("right", "right")
        await until(pilot, lambda: row.value == SEALED)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await until(pilot, lambda: "When it opens" in flat(pilot))
        said = said_of(pilot)
        assert "with the next exchange: you can read Ben’s answer already" in said
        assert "until you have both answered" not in said
        assert journal.of_kind(Answer)[0].author != journal.me.id


async def test_sealing_an_answer_later_says_that_both_open(opened: Open, journal: Journal) -> None:
    """Where the other has sealed one, sealing an answer kept before opens both, and says so."""
    ben = Ben(journal)
    ben.seals("q", TODAY, asked="What?")
    journal.add(Answer(day=TODAY, question="q", asked="What?", text="Tea")).result()
    async with opened("journal", size=(80, 24)) as pilot:
        await until(pilot, lambda: "Tea" in painted(pilot))
        await pilot.press("j")
        await until(pilot, lambda: getattr(pilot.app.screen, "record", None) is not None)
        if not journal.is_mine(pilot.app.screen.record):  # type: ignore[attr-defined]
            await pilot.press("j")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await until(pilot, lambda: "sealed, and opens with the next exchange" in flat(pilot))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        assert "Ben has sealed an answer too, and both open" in said_of(pilot)


# Pairing


async def test_a_no_after_one_s_own_yes_says_what_the_other_may_believe(
    session: Session, partner: Partner, opened: Open
) -> None:
    """Before it ends one reads that the other may count as paired, and may still leave it."""
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        ana = session.conversation
        assert ana is not None
        partner.conversation.accept(partner.folder, ana.invite(partner.folder))
        await until(pilot, lambda: ana.status.stage is PairingStage.WORDS)
        await until(pilot, lambda: "they match" in painted(pilot))
        await pilot.press("y")
        await until(pilot, lambda: ana.status.stage is PairingStage.CONFIRMED)
        await until(pilot, lambda: "end it after all" in painted(pilot))
        assert "nothing of it stays" not in painted(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        assert "Ben’s journal counts as paired and hears no more" in said_of(pilot)
        assert "tell them yourself" in said_of(pilot)
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.screen is pilot.app.screen_stack[0])
        assert ana.status.stage is PairingStage.CONFIRMED
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: ana.status.stage is PairingStage.ALONE)
        await until(pilot, lambda: "Ended here; nothing you wrote" in flat(pilot))


async def test_after_leaving_nobody_is_told_anything(
    session: Session, partner: Partner, opened: Open
) -> None:
    """Alone again, Us no longer says that the one who was left is told what one shares."""
    partner.pairs()
    async with opened("us", size=(80, 50)) as pilot:
        await until(pilot, lambda: "Ben is told" in flat(pilot))
        conversation = session.conversation
        assert conversation is not None
        conversation.unpair()
        session.changed.publish(None)
        await until(pilot, lambda: "Once you are paired, your partner is told" in flat(pilot))
        assert "Ben is told" not in flat(pilot)
        assert "Ben is never told" not in flat(pilot)
