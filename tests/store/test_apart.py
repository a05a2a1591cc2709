"""Kinds that stand apart: on their own page alone, in no list that does not name them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from journal.model.kinds import FeltSafe, SignCheck
from journal.model.record import Record
from journal.model.search import Query
from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.records import every_kind

Again = Callable[[Journal], Journal]


@pytest.fixture(params=["as it was kept", "as it is read back"])
def again(request: pytest.FixtureRequest, home: Home, clock: FixedClock) -> Again:
    """Look at a journal in which one has just written, or at the same opened anew."""

    def look(journal: Journal) -> Journal:
        if request.param == "as it was kept":
            return journal
        journal.close()
        return Journal.open(home, "Ana", clock=clock)

    return look


def test_they_are_in_no_list_that_does_not_name_them(
    journal: Journal, clock: FixedClock, again: Again
) -> None:
    """Records, days, spans, steps, search: none has it; its kind, its id and its name do."""
    day = clock.now().date()
    (felt, check) = journal.commit([FeltSafe(day=day, safe=1), SignCheck(day=day, near=1)]).result()
    journal = again(journal)
    with journal:
        about: list[Record] = journal.about(felt)
        assert about == []
        for found in (
            journal.records(), journal.on_day(day), journal.between(None, None),
            journal.search(Query()), journal.search(Query(), first=day, last=day),
        ):  # fmt: skip
            assert [each.id for each in found] == [check.id]
        for named in (
            journal.of_kind(FeltSafe), journal.search(Query(), kind="felt-safe"),
            [journal.get(felt.id)], [journal.find(felt.reference)],
        ):  # fmt: skip
            assert named == [felt]
        both = journal.of_kind(SignCheck, FeltSafe)
        assert {each.id for each in both} == {felt.id, check.id}


def test_a_day_with_nothing_else_counts_as_empty(
    journal: Journal, clock: FixedClock, again: Again
) -> None:
    """The calendar marks no day because of it."""
    day = clock.now().date()
    journal.commit([FeltSafe(day=day, safe=4)]).result()
    with again(journal) as looked_at:
        assert looked_at.days() == frozenset()


def test_changed_deleted_and_taken_back(journal: Journal, clock: FixedClock) -> None:
    """It changes like every record; deleted it is in no list of the bin, and undo brings it."""
    (felt,) = journal.commit([FeltSafe(day=clock.now().date(), safe=4)]).result()
    (changed,) = journal.commit([replace(felt, safe=2)]).result()
    assert journal.of_kind(FeltSafe) == [changed]
    journal.delete(changed).result()
    assert journal.of_kind(FeltSafe) == []
    assert journal.in_bin() == []
    undone = journal.undo()
    assert undone is not None
    undone.result()
    assert [each.safe for each in journal.of_kind(FeltSafe)] == [2]
    assert journal.records() == []


def test_all_other_kinds_stand_in_the_lists(journal: Journal, clock: FixedClock) -> None:
    """Nothing but what stands apart is left out."""
    kept = journal.commit(every_kind("rain", clock.now().date(), author=journal.me.id)).result()
    listed = {record.id for record in journal.records()}
    assert listed == {record.id for record in kept if not record.APART}
