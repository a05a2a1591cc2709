"""What tests of screens stand on: a session over Ana's journal, and the app driven by a pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.app import Twofold
from journal.content import catalogue
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from tests.clocks import FixedClock

SIZES = ((80, 24), (120, 40))
"""The two sizes at which every screen must work."""

Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


@pytest.fixture
def session(home: Home, journal: Journal, clock: FixedClock) -> Session:
    """A session over Ana's open journal, with the settings as they come."""
    return Session(home, journal, Settings(), clock, catalogue())


@pytest.fixture
def opened(session: Session, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`async with opened("today", size=(80, 24)) as pilot:` runs the program at that page."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")

    @asynccontextmanager
    async def run(
        mode: str = "today", size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Pilot[Any]]:
        app = Twofold(session, mode)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot

    return run
