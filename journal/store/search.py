"""Searching everything: each record's words are made ready once, when they are first looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from threading import Lock

from journal.model.record import Record
from journal.model.search import Query, Words
from journal.model.tags import fold_tag, tags_of


class Searcher:
    """Remembers the words of records between two searches; any thread may ask."""

    def __init__(self) -> None:
        self._ready: dict[str, tuple[Record, Words]] = {}
        self._lock = Lock()

    def search(self, query: Query, records: Iterable[Record], limit: int | None) -> list[Record]:
        """Return those of `records` that have it all, in their order, at most `limit`."""
        found: list[Record] = []
        with self._lock:
            for record in records:
                if limit is not None and len(found) >= limit:
                    break
                if query.finds(self._words(record)):
                    found.append(record)
        return found

    def forget_own(self) -> None:
        """Forget the words of records under a second key."""
        with self._lock:
            ready = self._ready.items()
            self._ready = {name: each for name, each in ready if not each[0].OWN_KEY}

    def tags(self, records: Iterable[Record]) -> list[tuple[str, int]]:
        """List all tags and how many records have each, the most used first.

        `records` come newest first: a tag is spelled as it was last.
        """
        spelled: dict[str, str] = {}
        counts: Counter[str] = Counter()
        with self._lock:
            tagged = [record for record in records if self._words(record).tags]
        for tag in (tag for record in tagged for tag in tags_of(record)):
            spelled.setdefault(fold_tag(tag), tag)
            counts[fold_tag(tag)] += 1
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [(spelled[folded], count) for folded, count in ordered]

    def _words(self, record: Record) -> Words:
        known = self._ready.get(record.id)
        if known is None or known[0] is not record:
            known = self._ready[record.id] = (record, Words.of(record))
        return known[1]
