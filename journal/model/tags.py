"""Tags: `#word` in any text, and the tags of a memory.

A tag begins with `#` at the start of a word and goes on with letters, digits, `_` and `-`; digits
alone (`#12`) are no tag. Tags are compared without regard to upper and lower case.
"""

from __future__ import annotations

import unicodedata

from journal.model.kinds import Memory
from journal.model.record import Record

_NOT_BEFORE = "_/#&="
"""Signs before a `#` that make it part of something else, as in the address of a page."""


def tags_in(text: str) -> tuple[str, ...]:
    """List the tags in a text as they are written, without `#`, each once, in order."""
    found: dict[str, str] = {}
    start = text.find("#")
    while start >= 0:
        word = _word_at(text, start + 1)
        before = text[start - 1] if start else " "
        if _is_tag(word) and not before.isalnum() and before not in _NOT_BEFORE:
            found.setdefault(fold_tag(word), word)
        start = text.find("#", start + 1 + len(word))
    return tuple(found.values())


def tags_of(record: Record) -> tuple[str, ...]:
    """List a record's tags as they are written, each once: those of a memory, and in any text."""
    found: dict[str, str] = {}
    if isinstance(record, Memory):
        for tag in record.tags:
            found.setdefault(fold_tag(tag), tag.lstrip("#"))
    for text in record.texts():
        if "#" in text:
            for tag in tags_in(text):
                found.setdefault(fold_tag(tag), tag)
    return tuple(found.values())


def fold_tag(tag: str) -> str:
    """Return the form in which two tags are compared; a `#` before it does not count."""
    return unicodedata.normalize("NFC", tag.lstrip("#")).casefold()


def _word_at(text: str, start: int) -> str:
    end = start
    while end < len(text) and (
        text[end].isalnum() or text[end] in "_-" or unicodedata.category(text[end])[0] == "M"
    ):
        end += 1
    return text[start:end].rstrip("-")


def _is_tag(word: str) -> bool:
    return bool(word) and not word.isdigit()
