"""A person's words as plain text: line breaks, tabs, and nothing that steers a terminal."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Make every line end a newline, and take out all other control characters but the tab.

    Halves of characters, which no file can hold, go too.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )


def one_line(text: str) -> str:
    """The text in one line, its blanks single, without control characters."""
    return " ".join(plain(text).split())
