"""Ben, as Ana's journal hears of him: what he shares, seals, and lets open."""

from __future__ import annotations

from datetime import date
from typing import cast

from journal.model.kinds import Answer
from journal.model.record import SEALED, AnyRecord, Record
from journal.store import Journal
from tests.sync.paired import hear, hear_gone, pair_up


class Ben:
    """The other of Ana's pairing."""

    def __init__(self, journal: Journal, name: str = "Ben") -> None:
        self.journal = journal
        pair_up(journal, name)

    def shares(self, record: AnyRecord) -> AnyRecord:
        """Have a record of his arrive; gives it as it stands in Ana's journal."""
        return cast(AnyRecord, hear(self.journal, record)[0])

    def seals(self, question: str, day: date, asked: str = "What?") -> Answer:
        """Have a sealed answer of his arrive: no word of it is here."""
        sealed = Answer(day=day, question=question, asked=asked, text="-", audience=SEALED)
        return self.shares(sealed)

    def opens(self, sealed: Answer, text: str) -> None:
        """Have the key of a sealed answer arrive."""
        self.journal.exchange(
            lambda sync: sync.open_answer(sealed.author, sealed.id, {"text": text})
        ).result()

    def takes_back(self, record: Record) -> None:
        """Have him withdraw what he shared."""
        hear_gone(self.journal, record)
