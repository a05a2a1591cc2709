"""How two people like to be listened to."""

from __future__ import annotations

from datetime import date

from journal.model.kinds import ListeningLine
from journal.model.listening import newest_line
from journal.model.record import Stamp


def test_the_newest_line_of_each_person() -> None:
    """Each has a line of their own, the newest counts, and nobody's is nobody's."""
    lines = [
        ListeningLine(author=who, text=f"{who}{at}", day=date(2026, 11, at), stamp=Stamp(at, 0, ""))
        for who, at in (("ana", 3), ("ben", 9), ("ana", 5), ("", 7))
    ]
    assert newest_line(lines, "ana") == "ana5"
    assert newest_line(reversed(lines), "ben") == "ben9"
    assert newest_line(lines, "") == newest_line(lines, "cleo") == ""
