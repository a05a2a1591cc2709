"""How a person's own words come onto the screen: never as markup, never with control codes."""

from __future__ import annotations

import unicodedata

from textual.content import Content

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def is_shown(letter: str) -> bool:
    """Tell whether a character is shown; what would steer the terminal or turn a line is not."""
    return unicodedata.category(letter) != "Cc" and letter not in _BIDI


def clean(text: str) -> str:
    """Take out control, escape and bidirectional characters; keep line breaks, tabs as spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return "".join(char for char in text if char == "\n" or is_shown(char))


def words(text: str, style: str = "") -> Content:
    """Make what a person wrote into something to show, exactly as it stands."""
    return Content.assemble((clean(text), style)) if style else Content(clean(text))
