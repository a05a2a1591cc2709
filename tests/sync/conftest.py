"""Two people who are paired, in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.world import Seat, World


@pytest.fixture
def world() -> Iterator[World]:
    """An empty world."""
    made = World()
    yield made
    made.close()


@pytest.fixture
def ana(world: World) -> Seat:
    """Ana, with an empty journal."""
    return world.seat("Ana")


@pytest.fixture
def ben(world: World, ana: Seat) -> Seat:
    """Ben, paired with Ana."""
    seat = world.seat("Ben")
    world.pair(ana, seat)
    return seat
