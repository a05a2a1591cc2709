"""The guard against sockets works: it sees what it must see."""

from __future__ import annotations

import socket

from tests import conftest


def test_the_guard_sees_a_connection() -> None:
    """A bind on loopback is noticed, so the guard of every other test is not blind."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
    assert conftest._reached == ["socket.bind"]
    conftest._reached.clear()
