"""A sealed text of step 3 or 4 is kept as an answer to its prompt, with all its words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journal.model.kinds import Answer, Sharing, Truth
from journal.model.record import SEALED
from journal.widgets.answering import as_answer

TODAY = date(2026, 11, 22)
PROMPT: dict[str, Any] = {
    "prompt": "vulnerable-1",
    "asked": "What?",
    "audience": SEALED,
    "id": "1" * 32,
}


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (Sharing(text="I was scared.", day=TODAY, **PROMPT), "I was scared."),
        (
            Sharing(text="Scared.", how_it_was="Good.", rung="tender", day=TODAY, **PROMPT),
            "Scared.\n\nHow it was to write: Good.",
        ),
        (Truth(truth="I forgot.", day=TODAY, **PROMPT), "I forgot."),
        (
            Truth(truth="I forgot.", hard="Shame.", ask="know", day=TODAY, **PROMPT),
            "I forgot.\n\nWhat made it hard to say: Shame.\n\nasks only to know",
        ),
        (Sharing(text="What?", day=TODAY, **PROMPT), "What?"),
        (Truth(truth="asks nothing", day=TODAY, **PROMPT), "asks nothing"),
    ],
)
def test_every_word_is_in_the_answer(record: Sharing | Truth, text: str) -> None:
    """What was asked is asked, what was written is the text, and nothing that was typed is lost."""
    made = as_answer(record)
    assert made == Answer(
        id="1" * 32,
        day=TODAY,
        audience=SEALED,
        question="vulnerable-1",
        asked="What?",
        text=text,
    )
