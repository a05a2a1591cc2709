"""What the partner said, as a journal shows it."""

from __future__ import annotations

import msgspec
import pytest

from journal.model.kinds import Plan, PlanMark, RuleFrom, Star
from journal.model.record import Record, Reference
from journal.model.search import Query
from journal.store import Home, Journal, ReadOnly
from tests.clocks import FixedClock
from tests.store.conversations import DAY, entry, ids, with_text
from tests.sync.paired import (
    THEIR_VOICE,
    hear,
    hear_gone,
    pair_up,
    their_stamp,
)


@pytest.fixture
def paired(journal: Journal) -> Journal:
    """Ana's journal, with Ben as her partner."""
    pair_up(journal)
    return journal


def test_the_partners_words_are_in_every_list(paired: Journal) -> None:
    """Lists, days, tags and the search have them; they can only be read."""
    mine = paired.add(entry("mine")).result()
    (theirs,) = hear(paired, entry("rain from Ben #rain"))
    assert theirs.author == paired.partner.id
    assert ids(paired.records()) == ids(paired.on_day(DAY)) == ids([mine, theirs])
    assert paired.search(Query.parse("rain")) == [theirs]
    assert paired.tags() == [("rain", 1)]
    assert paired.get(theirs.id) == paired.find(theirs.reference) == theirs
    assert (paired.is_read_only(theirs), paired.is_mine(theirs)) == (True, False)
    assert (paired.author_name(theirs), paired.author_name(mine)) == ("Ben", "Ana")
    for attempt in (paired.edit(with_text(theirs, "x")), paired.delete(theirs)):
        with pytest.raises(ReadOnly, match="not yours"):
            attempt.result()
    with pytest.raises(ReadOnly):
        paired.delete_for_good(theirs).result()
    assert paired.get(theirs.id) == theirs


def test_the_partners_edit_shows_with_its_earlier_words_until_it_is_taken_back(
    paired: Journal, clock: FixedClock, home: Home
) -> None:
    """Then words and earlier words are gone at once, from memory and from the file."""
    (one,) = hear(paired, entry("first canary words"))
    seen = {THEIR_VOICE: (one.stamp.ms, one.stamp.counter)}
    two = msgspec.structs.replace(
        with_text(one, "second canary words"), stamp=their_stamp(), replaces=seen
    )
    (two,) = hear(paired, two)
    assert [each.texts() for each in paired.earlier(two)] == [("first canary words",)]
    mine = paired.add(Star(day=DAY, about=two.reference)).result()
    told: list[Record] = []
    paired.subscribe(lambda changed: told.extend(changed.records))
    hear_gone(paired, two)
    assert [record.gone is not None for record in told] == [True]
    assert (paired.find(two.reference), paired.was_taken_back(two.reference)) == (None, True)
    assert (paired.in_bin(), paired.earlier(two), paired.get(mine.id)) == ([], [], mine)
    paired.close()
    assert b"canary" not in paired.path.read_bytes()
    with Journal.open(home, "Ana", clock=clock) as again:
        assert again.was_taken_back(two.reference)
        assert not again.was_taken_back(mine.reference)


def test_a_mark_of_the_partner_counts_only_where_both_may_mark(paired: Journal) -> None:
    """A done on a plan counts; a star, or how a promise of the other went, does not."""
    plan = paired.add(Plan(day=DAY, title="Wine", rules=(RuleFrom(DAY),), audience="both")).result()
    (done,) = hear(paired, PlanMark(day=DAY, about=plan.reference, occasion=DAY, state="done"))
    assert paired.about(plan) == [done]
    (reply,) = hear(paired, entry("words", about=plan.reference))
    assert paired.about(plan) == [done, reply]


def test_an_own_record_comes_first_by_its_id(paired: Journal) -> None:
    """A partner who sends an id of mine changes nothing of mine."""
    mine = paired.add(entry("mine")).result()
    (theirs,) = hear(paired, entry("theirs", id=mine.id))
    assert paired.get(mine.id) == mine
    assert paired.find(Reference(paired.partner.id, mine.id)) == theirs
    assert paired.records() in ([mine, theirs], [theirs, mine])
    changed = paired.edit(with_text(mine, "still mine")).result()
    assert paired.records() in ([changed, theirs], [theirs, changed])
    paired.delete_for_good(changed).result()
    assert paired.records() == [theirs]
    assert paired.get(mine.id) == theirs
