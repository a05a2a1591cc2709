"""A few pictures of pages, so that a change of looks is a decision.

Pictures belong to one version of Textual; with another they say nothing, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pytest
import textual
from textual.pilot import Pilot

from journal.app import Twofold
from journal.content import catalogue
from journal.demo import make_demo
from journal.door import Door
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.unlocking import Unlocking
from tests.clocks import FixedClock
from tests.screens.driving import until

DRAWN_WITH = "8.2.8"

pytestmark = pytest.mark.skipif(
    textual.__version__ != DRAWN_WITH, reason=f"the pictures were drawn with Textual {DRAWN_WITH}"
)


class Compare(Protocol):
    """Compares an app's picture with the kept one."""

    def __call__(
        self, app: object, *, terminal_size: tuple[int, int], run_before: object
    ) -> bool: ...


@pytest.fixture
def demo(home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    """The invented couple's year, always with the same prompts."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(Session, "seed", property(lambda _session: "7" * 32))
    with make_demo(home, clock, catalogue(), day_ends=4) as journal:
        yield journal


async def settled(pilot: Pilot[object]) -> None:
    """Wait until everything that comes later has come, the first look at the other's too."""
    if isinstance(app := pilot.app, Twofold):
        await until(pilot, lambda: app.session.conversation is not None)
    for _turn in range(8):
        await pilot.pause(0.05)


@pytest.mark.parametrize(
    ("mode", "size", "theme"),
    [
        ("today", (80, 24), "ember"),
        ("today", (120, 40), "paper"),
        ("vulnerable", (120, 40), "paper"),
        ("communicate", (80, 24), "paper"),
        ("share", (120, 40), "ember"),
        ("memories", (80, 24), "ember"),
        ("timer", (120, 40), "ember"),
    ],
)
def test_pages(
    snap_compare: Compare,
    home: Home,
    clock: FixedClock,
    demo: Journal,
    mode: str,
    size: tuple[int, int],
    theme: str,
) -> None:
    """A page of the demo journal looks as it did."""
    session = Session(home, demo, Settings(theme=theme), clock, catalogue(), demo=True)
    assert snap_compare(Twofold(session, mode), terminal_size=size, run_before=settled)


def test_first_run(snap_compare: Compare, home: Home, clock: FixedClock) -> None:
    """The first page that anybody sees looks as it did."""

    def unlocking(name: str) -> Unlocking:
        return Unlocking(home, name, clock)

    door = Door(home, Settings(), clock, catalogue(), "first-run", unlocking=unlocking)
    assert snap_compare(door, terminal_size=(80, 24), run_before=settled)
