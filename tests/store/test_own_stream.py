"""What an own old stream says: it comes back, stands beside, and makes no second copy."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from journal.model.kinds import Entry
from journal.model.record import Stamp
from journal.model.said import withdraw
from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.store.conversations import OTHER_VOICE, entry, outbox, own, read_back, texts
from tests.sync.paired import (
    SAID,
    VOICE,
    pair_up,
    send_all,
)


@pytest.fixture
def paired(journal: Journal) -> Journal:
    """Ana's journal, with Ben as her partner."""
    pair_up(journal)
    return journal


def test_what_the_own_old_stream_says_comes_back(paired: Journal) -> None:
    """A restored journal takes in what it had said; the pairing's clock is never behind it."""
    record_id = "3" * 32
    far = int(SAID.timestamp() * 1000) + 10**9
    assert read_back(paired, own(record_id, "said once", far)) == [True]
    back = paired.get(record_id)
    assert back is not None
    assert (texts([back]), back.author, paired.waiting) == (["said once"], paired.me.id, 0)
    assert paired.was_sent(back)
    assert read_back(paired, own(record_id, "said once", far)) == [False]
    assert paired.add(entry("next", audience="both")).result().stamp == Stamp(far, 1, VOICE)
    assert paired.add(entry("private")).result().stamp.ms < far


def test_an_own_version_that_was_sent_elsewhere_stands_beside(paired: Journal) -> None:
    """An edit covers both; the one that was not chosen becomes a record of its own."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired)
    here = paired.edit(msgspec.structs.replace(one, text="here")).result()
    there = own(one.id, "there", one.stamp.ms, OTHER_VOICE, replaces={VOICE: one.stamp[:2]})
    assert read_back(paired, there) == [True]
    shown = paired.get(one.id)
    assert shown is not None
    both = [shown, *paired.beside(shown)]
    assert sorted(texts(both)) == ["here", "there"]
    assert here in [out.record for out in outbox(paired)]
    edited, kept = paired.keep_this(shown, "both", both[1]).result()
    assert paired.beside(edited) == []
    assert set(edited.replaces) == {VOICE, OTHER_VOICE}
    assert edited.replaces[VOICE] == one.stamp[:2]
    assert sorted(texts([edited, kept])) == ["here", "there"]
    assert kept.id != edited.id
    assert [out.record.id for out in outbox(paired)] == [edited.id, kept.id]


@pytest.mark.parametrize(("choice", "left"), [("mine", "there"), ("that", "here")])
def test_one_of_two_versions_can_be_chosen(paired: Journal, choice: Any, left: str) -> None:
    """What is chosen shows; the other is among the earlier words, and no record of its own."""
    one = paired.add(entry("here", audience="both")).result()
    send_all(paired)
    read_back(paired, own(one.id, "there", one.stamp.ms + 5, OTHER_VOICE))
    shown = paired.get(one.id)
    assert shown is not None
    (beside,) = paired.beside(shown)
    assert texts([shown, beside]) == ["there", "here"]
    (chosen,) = paired.keep_this(shown, choice, beside).result()
    assert texts([chosen]) == [left]
    assert (paired.beside(chosen), len(paired.records())) == ([], 1)
    assert texts(paired.earlier(chosen)) == ["here" if choice == "mine" else "there"]


def test_two_places_make_the_same_record_of_a_version_not_chosen(
    paired: Journal, home: Home, clock: FixedClock
) -> None:
    """Its id is made from the record's and the stamp."""
    versions = [own("4" * 32, "one", 5), own("4" * 32, "two", 6, OTHER_VOICE)]
    with Journal.create(home, "Copy", "Ben", clock=clock) as copy:
        pair_up(copy)
        made = []
        for journal in (paired, copy):
            read_back(journal, *versions)
            shown = journal.get("4" * 32)
            assert isinstance(shown, Entry)
            edit = msgspec.structs.replace(shown, text="edited")
            assert texts([journal.edit(edit).result()]) == ["edited"]
            made += [record for record in journal.records() if texts([record]) == ["one"]]
    assert len(made) == 2
    assert made[0].id == made[1].id


def test_private_words_of_a_restored_journal_are_kept_apart(paired: Journal) -> None:
    """The stream says that it was shared: that shows; the private words stay private."""
    private = paired.add(entry("private words")).result()
    assert read_back(paired, own(private.id, "shared words", 5)) == [True]
    shown = paired.get(private.id)
    assert shown is not None
    assert (texts([shown]), shown.audience) == (["shared words"], "both")
    (kept,) = [record for record in paired.records() if record.id != private.id]
    assert (texts([kept]), kept.audience, paired.waiting) == (["private words"], "me", 0)


def test_an_own_deletion_from_the_old_stream_puts_the_record_into_the_bin(
    paired: Journal,
) -> None:
    """It was deleted after the backup was made; what is unsent here stands beside."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired)
    gone = withdraw(one.id, "entry", Stamp(one.stamp.ms + 9, 0, VOICE), {VOICE: one.stamp[:2]}).said
    assert read_back(paired, gone) == [True]
    assert (paired.get(one.id), texts(paired.in_bin()), paired.waiting) == (None, ["one"], 0)
    two = paired.add(entry("two", audience="both")).result()
    send_all(paired, 2)
    edited = paired.edit(msgspec.structs.replace(two, text="edited")).result()
    later = withdraw(
        two.id, "entry", Stamp(two.stamp.ms + 9, 0, OTHER_VOICE), {VOICE: two.stamp[:2]}
    )
    read_back(paired, later.said)
    assert paired.get(two.id) == edited
    assert [out.record for out in outbox(paired)] == [edited]


def test_an_emptied_deletion_read_back_waits_no_longer(
    paired: Journal, clock: FixedClock, home: Home
) -> None:
    """It was published before a backup was made that does not know of it."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired)
    (gone,) = paired.delete(one).result()
    paired.delete_for_good(gone).result()
    (out,) = outbox(paired)
    sent = withdraw(one.id, "entry", out.record.stamp, out.record.replaces).said
    assert read_back(paired, sent) == [True]
    assert (paired.waiting, outbox(paired)) == (0, [])
    assert read_back(paired, sent) == [False]
