"""Names, dates and gathers the records of Ana's year."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from typing import TypeVar

import msgspec

from journal.content import Catalogue
from journal.demo.calendar import DAYS, chance
from journal.model.record import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Year:
    """Makes the records of one year that ends today."""

    def __init__(self, author: str, now: datetime, today: date, catalogue: Catalogue) -> None:
        self.author = author
        self.now = now
        self.today = today
        self.catalogue = catalogue
        self.records: list[Record] = []
        self._evenings = Counter[int]()
        """How many records were written so many days ago."""

    def keep(self, record: AnyRecord) -> AnyRecord:
        """Name a record, date its writing to the evening of its day, and put it with the others."""
        number = len(self.records)
        kept = msgspec.structs.replace(
            record,
            id=blake2b(f"twofold demo {number}".encode(), digest_size=16).hexdigest(),
            author=self.author,
            written=self._written(record.day),
            offset=int((self.now.utcoffset() or timedelta()).total_seconds() // 60),
        )
        self.records.append(kept)
        return kept

    def _written(self, day: date) -> datetime:
        """An evening of the year, never one that is still to come; one thing after another."""
        ago = (self.today - day).days
        # What lies ahead was planned lately; what lies before the year was logged when it began.
        ago = 4 + chance("planned", ago, below=20) if ago < 0 else min(ago, DAYS - 1)
        self._evenings[ago] += 1
        minutes = chance("evening", ago, below=90) + 4 * self._evenings[ago]
        midnight = datetime.combine(self.today - timedelta(days=ago), time(), self.now.tzinfo)
        moment = midnight + timedelta(hours=19, minutes=minutes)
        latest = self.now - timedelta(minutes=60 - self._evenings[ago])
        return min(moment, latest).replace(microsecond=0).astimezone(UTC)
