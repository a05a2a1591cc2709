"""How the pseudo-language is spoken: every letter another one, nothing else changed, and longer.

No letter of English stays, so one that is seen on a screen has not gone through a catalogue. Small
and capital letters keep belonging together, so that what is said can also be typed.
"""

from __future__ import annotations

import re

PLAIN = "abcdefghijklmnopqrstuvwxyz"
STRANGE = "áƀçđéƒǧħíĵķłḿñóṕɋřšŧúṽŵẋýž"

LETTERS = str.maketrans(PLAIN + PLAIN.upper(), STRANGE + STRANGE.upper())

KEPT = re.compile(r"(\{[^{}]*\}|%\(\w+\)[sd]|%[sd])")
"""Places that the program fills in."""

OPEN, CLOSE = "⟦", "⟧"

LONGER = 0.4
"""How much longer a text becomes, as translations do."""


def letters(text: str) -> str:
    """Say the letters of a text otherwise, and leave the places in it."""
    parts = KEPT.split(text)
    return "".join(part if KEPT.fullmatch(part) else part.translate(LETTERS) for part in parts)


def marked(text: str) -> str:
    """Say a text, between marks, and about 40 % longer than it was."""
    bare = KEPT.sub("", text)
    more = " ·····" * round(len(bare) * LONGER / 6) or "·" * round(len(bare) * LONGER - 2)
    return f"{OPEN}{letters(text)}{more}{CLOSE}" if bare.strip() else text


def listed(text: str) -> str:
    """Say names that stand in a row, each a word; `|` stands between names for one thing."""
    return re.sub(r"[^ |]+", lambda found: _longer(letters(found[0])), text)


def _longer(word: str) -> str:
    """Make one word longer, where it is not a short one for a narrow column."""
    return word + "ẍ" * round(len(word) * LONGER) if word.isalpha() and len(word) > 4 else word
