"""What a journal says when it is asked."""

from __future__ import annotations

from datetime import date

import msgspec

from journal.model.kinds import (
    CheckIn,
    Entry,
    Memory,
    Need,
    Plan,
    PlanMark,
    RuleFrom,
    Star,
)
from journal.model.search import Query
from journal.store import Journal
from tests.clocks import FixedClock

DAY = date(2026, 11, 22)


def entry(text: str, day: date = DAY, step: str = "share") -> Entry:
    """Make a free entry."""
    return Entry(day=day, step=step, text=text)


def test_lists_are_newest_first_and_a_day_oldest_first(journal: Journal, clock: FixedClock) -> None:
    """By day, then as written; a backdated entry stands on its day."""
    today = journal.add(entry("today")).result()
    clock.advance(60)
    earlier = journal.add(entry("backdated", date(2026, 11, 20), "listen")).result()
    later = journal.add(Need(day=DAY, felt="later")).result()
    assert journal.records() == [later, today, earlier]
    assert journal.on_day(DAY) == [today, later]
    assert journal.of_kind(Entry) == [today, earlier]
    assert journal.of_kind(Entry, Need) == [later, today, earlier]
    assert journal.of_kind(Star) == []
    assert journal.in_step("listen") == [earlier]
    assert journal.in_step("communicate") == [later]
    assert journal.between(DAY, None) == [later, today]
    assert journal.between(None, date(2026, 11, 21)) == [earlier]
    assert journal.between(date(2026, 11, 21), date(2026, 11, 21)) == []
    assert journal.days() == {DAY, date(2026, 11, 20)}


def test_what_refers_to_a_record_is_in_the_order_of_writing(
    journal: Journal, clock: FixedClock
) -> None:
    """Of two marks the one written last comes last, though it is about an earlier day."""
    plan = journal.add(Plan(day=DAY, title="Wine", rules=(RuleFrom(DAY),))).result()
    marks = []
    for day in (DAY, date(2026, 11, 1)):
        clock.advance(60)
        mark = PlanMark(day=day, about=plan.reference, occasion=DAY, state="done")
        marks.append(journal.add(mark).result())
    assert journal.about(plan) == marks
    assert journal.days() == {DAY}


def test_lists_are_the_askers_own(journal: Journal) -> None:
    """What somebody does to a list they were given changes nothing in the journal."""
    journal.add(entry("one")).result()
    for given in (journal.records(), journal.on_day(DAY), journal.in_step("share")):
        assert isinstance(given, list)
        given.clear()
    assert len(journal.records()) == 1
    assert len(journal.on_day(DAY)) == 1


def test_search_narrows_by_step_kind_and_days(journal: Journal) -> None:
    """All words must be found, within the step, kind and days that are asked for, newest first."""
    journal.commit(
        [
            entry("rain on the roof", date(2026, 11, 1)),
            entry("Rain and a walk #out", DAY, "listen"),
            Memory(day=DAY, title="Market", place="Lisbon", tags=("Out",), words="rain again"),
            CheckIn(day=DAY, pleasant=1, energy=1, words=("rainy",)),
        ]
    ).result()

    def found(typed: str, **narrowed: object) -> list[str]:
        records = journal.search(Query.parse(typed), **narrowed)  # type: ignore[arg-type]
        return [record.kind for record in records]

    assert found("rain") == ["check-in", "memory", "entry", "entry"]
    assert found("rain walk") == ["entry"]
    assert found("Rain") == ["entry"]
    assert found("#out") == ["memory", "entry"]
    assert found("#ou") == []
    assert found("lisbon market") == ["memory"]
    assert found("rain", step="share") == ["memory", "entry"]
    assert found("rain", kind="entry") == ["entry", "entry"]
    assert found("rain", kind="entry", step="share") == ["entry"]
    assert found("rain", last=date(2026, 11, 2)) == ["entry"]
    assert found("rain", first=DAY, limit=2) == ["check-in", "memory"]
    assert found("") == ["check-in", "memory", "entry", "entry"]
    assert found("rain", kind="unknown") == []
    assert journal.tags() == [("Out", 2)]


def test_search_finds_the_new_words_of_an_edited_entry(journal: Journal) -> None:
    """What was searched once is searched anew after an edit."""
    kept = journal.add(entry("old words")).result()
    assert journal.search(Query.parse("old")) == [kept]
    changed = journal.edit(msgspec.structs.replace(kept, text="new words")).result()
    assert journal.search(Query.parse("old")) == []
    assert journal.search(Query.parse("new")) == [changed]
