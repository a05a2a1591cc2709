"""A hermetic journal for every test: folders of its own, a clock that stands still."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from journal.store import Home, Journal
from tests.clocks import FixedClock


@pytest.fixture(autouse=True)
def hermetic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes a real journal, nor a real state or settings folder."""
    monkeypatch.setenv("JOURNAL_HOME", str(tmp_path / "home"))
    for name in ("DATA", "STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if name in os.environ:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")


settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")
"""In CI the same examples each time, so that red means a change; elsewhere new ones every run."""

NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
"""What Python reports when something reaches for the network; a loop’s own pipes are not it."""

_reached: list[str] = []


def _audit(event: str, _arguments: tuple[object, ...]) -> None:
    if event in NETWORK:
        _reached.append(event)


sys.addaudithook(_audit)


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """No test, and so no part of the program, reaches for the network."""
    _reached.clear()
    yield
    assert _reached == []


@pytest.fixture
def clock() -> FixedClock:
    """A clock on an evening in November 2026; `clock.advance(60)` moves it."""
    return FixedClock()


@pytest.fixture
def home(hermetic: None) -> Home:
    """The empty `JOURNAL_HOME` of this test."""
    return Home.default()


@pytest.fixture
def journal(home: Home, clock: FixedClock) -> Iterator[Journal]:
    """Ana's open, empty journal, with Ben as her partner; closed when the test ends."""
    with Journal.create(home, "Ana", "Ben", clock=clock) as opened:
        yield opened
