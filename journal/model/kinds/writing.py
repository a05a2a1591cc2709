"""Free writing: an entry in a step, an answer to today's question, an appreciation."""

from __future__ import annotations

from typing import ClassVar

from journal.model.record import Record


class Entry(Record, frozen=True, kw_only=True, tag="entry"):
    """A free entry in one of the six steps, to a prompt or to none."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    step: str
    """One of the six steps; here it is a field of the body, not a property of the kind."""
    text: str
    prompt: str = ""
    """The id of the prompt it answers, or nothing."""
    asked: str = ""
    """The prompt's words as they stood then."""


class Answer(Record, frozen=True, kw_only=True, tag="answer"):
    """An answer to a question of the day."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    question: str
    """The prompt's id."""
    asked: str
    text: str


class Appreciation(Record, frozen=True, kw_only=True, tag="appreciation"):
    """One line about something one is glad of in the other."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
