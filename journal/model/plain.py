"""A person's words as plain text: line breaks, tabs, and nothing that steers a terminal."""

from __future__ import annotations

import re
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


_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def harmless(text: str) -> str:
    """Take out what another machine's text may not hold: all that steers a terminal or a line.

    Beyond `plain` these are the characters that turn the direction of writing, and odd line ends.
    """
    if text.isprintable():
        return text
    return _STEERING.sub("", text.replace("\r\n", "\n"))
