"""Four words that two people read to each other, to know that nobody sits between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

COUNT = 2048


@cache
def all_words() -> tuple[str, ...]:
    """Return the words in their order; a change of one makes two versions say different words."""
    path = Path(__file__).with_name("words.txt")
    return tuple(path.read_text(encoding="ascii").split())


def chosen(numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the words at these places, from 0 to 2,047."""
    words = all_words()
    return tuple(words[number] for number in numbers)
