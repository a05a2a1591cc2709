"""A record in words: what stands for it where there is room for one line."""

from __future__ import annotations

from datetime import date

import pytest

from journal.model.kinds import Answer, Entry, Memory, Sharing, Truth
from journal.model.record import Record
from journal.wording.records import shown

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("record", "headline"),
    [
        (Entry(day=DAY, step="share", asked="What made you smile?", text="The snow"), "The snow"),
        (Answer(day=DAY, question="q", asked="What made you smile?", text="Tea"), "Tea"),
        (Sharing(day=DAY, asked="What is hard to say?", text="I was afraid"), "I was afraid"),
        (Truth(day=DAY, asked="What is true?", truth="I forgot"), "I forgot"),
        (Memory(day=DAY, title="The lake", words="Cold"), "The lake"),
        (Answer(day=DAY, question="q", asked="What made you smile?", text=""),
         "What made you smile?"),
    ],
)  # fmt: skip
def test_what_stands_for_a_record_is_its_author_s_own_words(record: Record, headline: str) -> None:
    """The prompt stands for it only where there are no words of its author's."""
    assert shown(record).headline == headline
