"""What is left when a pairing ends, and what lies in the file meanwhile."""

from __future__ import annotations

import json

import msgspec
import pytest
from tinydb import TinyDB

from journal.model.kinds import Answer
from journal.store import Home, Journal
from tests.clocks import FixedClock
from tests.store.conversations import DAY, entry, outbox, with_text
from tests.sync.paired import (
    THEIR_VOICE,
    hear,
    pair_up,
    send_all,
    their_stamp,
)


@pytest.fixture
def paired(journal: Journal) -> Journal:
    """Ana's journal, with Ben as her partner."""
    pair_up(journal)
    return journal


def test_ending_a_pairing_keeps_all_words_and_says_nothing_more(
    paired: Journal, clock: FixedClock, home: Home
) -> None:
    """A former partner still has a name; an edit of what was said is private from then on."""
    mine = paired.add(entry("mine", audience="both")).result()
    send_all(paired)
    (theirs,) = hear(paired, entry("theirs"))
    paired.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
    assert (paired.pairing, paired.partner.id, paired.partner.name) == ("", "", "Ben")
    assert (paired.author_name(theirs), paired.find(theirs.reference)) == ("Ben", theirs)
    assert (paired.was_sent(mine), paired.is_travelling(mine)) == (False, False)
    pair_up(paired, "Cy")
    assert (paired.author_name(theirs), outbox(paired)) == ("Ben", [])
    edited = paired.edit(with_text(mine, "edited")).result()
    assert (edited.audience, edited.pairing, paired.waiting) == ("me", "", 0)
    other = paired.add(entry("other", audience="both")).result()
    paired.delete(other).result()
    assert paired.waiting == 0
    again = paired.share(edited).result()
    assert (again.replaces, again.pairing, paired.waiting) == ({}, paired.pairing, 1)
    paired.close()
    with Journal.open(home, "Ana", clock=clock) as later:
        assert (later.author_name(theirs), later.partner.name, later.waiting) == ("Ben", "Cy", 1)


@pytest.mark.parametrize("forget", [False, True])
def test_a_sealed_answer_that_never_opened_is_private_when_the_pairing_ends(
    paired: Journal, clock: FixedClock, home: Home, forget: bool
) -> None:
    """Nobody could read it; one that had opened stays what was shared back then."""
    shut, opened, unsent = (
        paired.add(Answer(day=DAY, question=name, asked="?", text=name, audience="sealed")).result()
        for name in ("shut", "opened", "unsent")
    )
    send_all(paired)
    edited = paired.edit(with_text(shut, "better")).result()
    paired.exchange(lambda sync: sync.fix(opened.id)).result()
    paired.exchange(lambda sync: sync.end_pairing(forget_received=forget)).result()
    paired.close()
    with Journal.open(home, "Ana", clock=clock) as later:
        found = {each.id: each for each in later.of_kind(Answer)}
        assert {
            name: (each.audience, bool(each.pairing), bool(each.said), each.text)
            for name, each in found.items()
        } == {
            shut.id: ("me", False, False, "better"),
            unsent.id: ("me", False, False, "unsent"),
            opened.id: ("sealed", True, True, "opened"),
        }
        assert found[shut.id].stamp > edited.stamp
        assert found[shut.id].written == shut.written
        pair_up(later, "Cy")
        assert (later.waiting, outbox(later)) == (0, [])
        again = later.share(found[shut.id], "sealed").result()
        assert [out.record for out in outbox(later)] == [again]


def test_a_pairing_can_end_without_what_was_received(paired: Journal) -> None:
    """Everything of the other's is gone from lists and from the file; one's own stays."""
    mine = paired.add(entry("mine", audience="both")).result()
    (theirs,) = hear(paired, entry("canary words"))
    (later,) = hear(
        paired,
        msgspec.structs.replace(
            with_text(theirs, "more"),
            stamp=their_stamp(),
            replaces={THEIR_VOICE: (theirs.stamp.ms, theirs.stamp.counter)},
        ),
    )
    paired.exchange(lambda sync: sync.end_pairing(forget_received=True)).result()
    assert (paired.records(), paired.find(later.reference)) == ([mine], None)
    paired.close()
    assert b"canary" not in paired.path.read_bytes()


def test_what_was_said_to_a_former_partner_is_said_anew_only_by_sharing(paired: Journal) -> None:
    """A new pairing begins with nothing shared, whoever it is with."""
    mine = paired.add(entry("mine", audience="both")).result()
    send_all(paired)
    paired.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
    pair_up(paired)
    assert paired.edit(mine).result() == mine
    again = paired.share(mine).result()
    assert (again.id, again.pairing, again.replaces) == (mine.id, paired.pairing, {})
    assert [out.record for out in outbox(paired)] == [again]


def test_deleting_for_good_takes_earlier_words_out_of_journal_and_backups(
    paired: Journal, clock: FixedClock
) -> None:
    """Nothing of what a record ever said is left, in no table and in no backup."""
    one = paired.add(entry("first canary", audience="both")).result()
    send_all(paired)
    two = paired.edit(with_text(one, "second canary")).result()
    paired.fold().result()
    clock.advance(days=1)
    (backup,) = paired.delete_for_good(two).result()
    assert b"canary" not in paired.path.read_bytes()
    assert b"canary" in backup.path.read_bytes()
    assert paired.take_out_of_backups(two).result() == []
    assert b"canary" not in backup.path.read_bytes()
    (out,) = outbox(paired)
    assert (out.gone, out.record.id) == (True, one.id)


def test_a_stock_tinydb_reads_every_table(paired: Journal) -> None:
    """Versions, what was sent, sync's own tables, and the partner's records."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired)
    paired.edit(with_text(one, "two")).result()
    hear(paired, entry("theirs"))
    paired.exchange(lambda sync: sync.put("sync.state", 2**128 - 1, {"a": [1]})).result()
    paired.close()
    with TinyDB(paired.path) as stock:
        tables = {name: stock.table(name).all() for name in stock.tables()}
    theirs = f"entry@{paired.partner.id}"
    assert {name: len(rows) for name, rows in tables.items()} == {
        "twofold": 1, "twofold-snapshot": 1, "entry": 1, "sent": 1, "versions": 1,
        "sync.state": 1, theirs: 1,
    }  # fmt: skip
    assert tables[theirs][0]["text"] == "theirs"


def test_an_unpaired_journal_has_no_table_of_all_this(journal: Journal) -> None:
    """Who never pairs never sees a trace of it in the file."""
    journal.add(entry("words")).result()
    journal.close()
    tables = json.loads(journal.path.read_bytes())
    assert set(tables) == {"twofold", "twofold-snapshot", "entry"}
    row = tables["twofold"]["1"]
    assert (row["pairing"], row["former"]) == (None, {})
