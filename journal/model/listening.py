"""How two people like to be listened to: the newest line of each."""

from __future__ import annotations

from collections.abc import Iterable

from journal.model.kinds import ListeningLine


def newest_line(lines: Iterable[ListeningLine], author: str) -> str:
    """The newest line of one person, by day, then as written; nothing where there is none.

    `author` is that person's id; an empty one has no line.
    """
    own = [each for each in lines if author and each.author == author]
    newest = max(own, key=lambda each: (each.day, each.stamp, each.id), default=None)
    return newest.text if newest is not None else ""
