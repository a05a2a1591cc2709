"""What is said to the partner, changed, and taken back."""

from __future__ import annotations

import json

import msgspec
import pytest

from journal.model.kinds import Answer, Hindrance, Star
from journal.model.record import Record, Stamp
from journal.model.said import NotShared
from journal.store import Home, Journal, ReadOnly, StoreError
from tests.clocks import FixedClock
from tests.store.conversations import DAY, entry, outbox, with_text
from tests.sync.paired import (
    VOICE,
    hear,
    pair_up,
    send_all,
)


@pytest.fixture
def paired(journal: Journal) -> Journal:
    """Ana's journal, with Ben as her partner."""
    pair_up(journal)
    return journal


def test_nothing_is_shared_without_a_partner(journal: Journal) -> None:
    """A plain sentence says so, and nothing is kept."""
    with pytest.raises(StoreError, match="no partner here yet"):
        journal.add(entry("words", audience="both")).result()
    assert (journal.records(), journal.pairing, journal.waiting) == ([], "", 0)
    with pytest.raises(NotShared):
        journal.would_share(entry("words"))


@pytest.mark.parametrize("record", [Star(day=DAY), Hindrance(day=DAY, text="x")])
def test_a_private_kind_is_never_shared(paired: Journal, record: Record) -> None:
    """Neither when it is written nor later."""
    with pytest.raises(StoreError, match="stays with you"):
        paired.add(msgspec.structs.replace(record, audience="both")).result()
    kept = paired.add(record).result()
    with pytest.raises(StoreError, match="stays with you"):
        paired.share(kept).result()
    with pytest.raises(NotShared):
        paired.would_share(kept)
    with pytest.raises(StoreError, match="Only an answer"):
        paired.add(entry("words", audience="sealed")).result()


def test_what_is_shared_gets_its_stamp_from_the_pairings_clock(
    paired: Journal, clock: FixedClock
) -> None:
    """No number, device or time of a private save is in it."""
    private = paired.add(entry("words")).result()
    clock.advance(60)
    private = paired.edit(with_text(private, "more words")).result()
    clock.advance(60)
    shared = paired.share(private).result()
    now_ms = int(clock.now().timestamp() * 1000)
    assert shared.stamp == Stamp(now_ms, 0, VOICE)
    assert (shared.replaces, shared.pairing, shared.audience) == ({}, paired.pairing, "both")
    assert shared.said == clock.now()
    assert shared.written == private.written
    assert (paired.is_travelling(shared), paired.was_sent(shared), paired.waiting) == (
        True,
        False,
        1,
    )
    (out,) = outbox(paired)
    assert (out.record, out.kind, out.gone) == (shared, "entry", False)
    for _again in range(3):
        paired.add(entry("private")).result()
    assert paired.add(entry("next", audience="both")).result().stamp == Stamp(now_ms, 1, VOICE)


def test_an_unsent_version_gives_way_and_a_sent_one_is_replaced(paired: Journal) -> None:
    """Only what was sent is ever named, and only that is kept as earlier words."""
    one = paired.add(entry("one", audience="both")).result()
    two = paired.edit(with_text(one, "two")).result()
    assert (two.replaces, paired.earlier(two), paired.waiting) == ({}, [], 1)
    send_all(paired)
    assert (paired.was_sent(two), paired.waiting) == (True, 0)
    three = paired.edit(with_text(two, "three")).result()
    assert three.replaces == {VOICE: (two.stamp.ms, two.stamp.counter)}
    four = paired.edit(with_text(three, "four")).result()
    assert four.replaces == three.replaces
    assert [each.text for each in paired.earlier(four)] == ["two"]
    assert [out.record for out in outbox(paired)] == [four]


def test_unsharing_before_it_was_sent_keeps_the_id(paired: Journal) -> None:
    """It was never said, and no undo says it: that is a new act, which shows what goes."""
    shared = paired.add(entry("words", audience="both")).result()
    private = paired.unshare(shared).result()
    assert (private.id, private.audience, private.pairing, private.said) == (
        shared.id,
        "me",
        "",
        None,
    )
    assert (paired.waiting, paired.records()) == (0, [private])
    undone = paired.undo()
    assert undone is None or undone.result() == []
    assert (paired.waiting, paired.records()) == (0, [private])


def test_no_undo_shares_what_was_shared_taken_back_and_edited(paired: Journal) -> None:
    """Each step back stays with oneself, down to the first."""
    shared = paired.share(paired.add(entry("one")).result()).result()
    private = paired.unshare(shared).result()
    paired.edit(with_text(private, "two")).result()
    for _step in range(4):
        undone = paired.undo()
        if undone is not None:
            undone.result()
        assert [record.seen_by for record in paired.records()] == ["me"]
        assert paired.waiting == 0


def test_unsharing_what_was_sent_takes_it_back_and_keeps_a_private_copy(paired: Journal) -> None:
    """The old id has no body, not in the bin either; own marks follow; a deletion travels."""
    shared = paired.add(entry("words", audience="both")).result()
    send_all(paired)
    star = paired.add(Star(day=DAY, about=shared.reference)).result()
    with pytest.raises(StoreError, match="take it back"):
        paired.edit(msgspec.structs.replace(shared, audience="me")).result()
    copy = paired.unshare(shared).result()
    assert copy.id != shared.id
    assert (copy.text, copy.audience, copy.written) == ("words", "me", shared.written)
    assert (paired.get(shared.id), paired.in_bin()) == (None, [])
    assert [mark.id for mark in paired.about(copy)] == [star.id]
    (out,) = outbox(paired)
    assert (out.gone, out.record.id, out.kind) == (True, shared.id, "entry")
    assert out.record.replaces == {VOICE: (shared.stamp.ms, shared.stamp.counter)}
    send_all(paired, 2)
    undone = paired.undo()
    assert undone is not None
    assert (paired.waiting, undone.result()) == (0, [])
    paired.close()
    tables = json.loads(paired.path.read_bytes())
    assert "words" not in json.dumps(tables["entry"][str(int(shared.id, 16))])
    assert tables.get("versions", {}) == {}


def test_undoing_a_share_that_was_sent_withdraws_it(paired: Journal) -> None:
    """What the other has is taken back, and never quietly forgotten."""
    private = paired.add(entry("words")).result()
    shared = paired.share(private).result()
    undone = paired.undo()
    assert undone is not None
    assert [record.audience for record in undone.result()] == ["me"]
    assert paired.waiting == 0
    shared = paired.share(shared).result()
    send_all(paired)
    undone = paired.undo()
    assert undone is not None
    (copy,) = undone.result()
    assert copy.id != shared.id
    assert (copy.audience, paired.records()) == ("me", [copy])
    assert [out.gone for out in outbox(paired)] == [True]
    assert (paired.withdrawn_as(copy), paired.withdrawn_as(shared)) == ("both", "")


def test_undoing_a_share_that_had_not_gone_withdraws_nothing(paired: Journal) -> None:
    """It keeps its id, and there is nothing that somebody could have read."""
    paired.share(paired.add(entry("words")).result()).result()
    undone = paired.undo()
    assert undone is not None
    (private,) = undone.result()
    assert (private.audience, paired.withdrawn_as(private)) == ("me", "")


def test_undoing_an_edit_of_what_was_sent_is_a_newer_version(paired: Journal) -> None:
    """The words come back, and travel."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired)
    two = paired.edit(with_text(one, "two")).result()
    send_all(paired, 2)
    undone = paired.undo()
    assert undone is not None
    (again,) = undone.result()
    assert again.stamp > two.stamp
    assert again.replaces == {VOICE: (two.stamp.ms, two.stamp.counter)}
    assert [out.record for out in outbox(paired)] == [again]


def test_deleting_what_was_sent_keeps_the_words_in_the_own_bin(
    paired: Journal, clock: FixedClock, home: Home
) -> None:
    """A deletion travels, once; what was never sent sends nothing; undo is a newer version."""
    sent = paired.add(entry("sent", audience="both")).result()
    send_all(paired)
    unsent = paired.add(entry("unsent", audience="both")).result()
    paired.delete(sent, unsent).result()
    assert {record.id for record in paired.in_bin()} == {sent.id, unsent.id}
    assert [(out.record.id, out.gone) for out in outbox(paired)] == [(sent.id, True)]
    send_all(paired, 2)
    back = paired.restore(paired.in_bin()[1]).result()
    assert [out.record.id for out in outbox(paired)] == [back.id]
    paired.delete(back).result()
    clock.advance(days=31)
    paired.close()
    with Journal.open(home, "Ana", clock=clock) as later:
        later.exchange(lambda _sync: None).result()
        assert later.in_bin() == []


def test_an_emptied_deletion_still_travels(paired: Journal, clock: FixedClock, home: Home) -> None:
    """When the folder was away for longer than the bin lasts."""
    sent = paired.add(entry("sent", audience="both")).result()
    send_all(paired)
    paired.delete(sent).result()
    paired.close()
    clock.advance(days=31)
    with Journal.open(home, "Ana", clock=clock) as later:
        later.exchange(lambda _sync: None).result()
        (out,) = outbox(later)
        assert (out.record.id, out.gone, out.kind) == (sent.id, True, "entry")
    with Journal.open(home, "Ana", clock=clock) as later:
        assert (send_all(later, 2), later.waiting) == (1, 0)
        said = later.exchange(lambda sync: list(sync.everything_said())).result()
        assert [(each.record.id, each.gone) for each in said] == [(sent.id, True)]


def test_what_would_travel_is_shown_before_it_is_kept(paired: Journal) -> None:
    """Every field, word for word; an answer to be sealed is shown with its words."""
    private = paired.add(entry("kept")).result()
    (theirs,) = hear(paired, entry("from Ben"))
    said = paired.would_share(entry("typed", about=theirs.reference)).said
    assert said.about == theirs.reference
    assert msgspec.json.decode(said.body)["text"] == "typed"
    assert paired.would_share(entry("typed", about=private.reference)).said.about is None
    answer = Answer(day=DAY, question="q", asked="?", text="typed", audience="sealed")
    assert msgspec.json.decode(paired.would_share(answer).said.body)["text"] == "typed"
    with pytest.raises(NotShared):
        paired.would_share(theirs)
    assert paired.waiting == 0


def test_a_mark_names_what_the_partner_knows_and_nothing_else(paired: Journal) -> None:
    """A private record that a shared one is about is not named."""
    private = paired.add(entry("private")).result()
    shared = paired.add(entry("shared", audience="both")).result()
    (theirs,) = hear(paired, entry("theirs"))
    for about in (private, shared, theirs):
        paired.add(entry("about", about=about.reference, audience="both")).result()
    assert [out.about_is_shared for out in outbox(paired)] == [False, False, True, True]


def test_a_fixed_answer_stays_as_it_is(paired: Journal) -> None:
    """No edit, no taking back, no deletion, in one sentence."""
    answer = Answer(day=DAY, question="q", asked="?", text="mine", audience="sealed")
    mine = paired.add(answer).result()
    paired.exchange(lambda sync: sync.fix(mine.id)).result()
    assert paired.is_fixed(mine)
    for attempt in (
        paired.edit(with_text(mine, "x")),
        paired.unshare(mine),
        paired.delete(mine),
    ):
        with pytest.raises(ReadOnly, match="both opened"):
            attempt.result()
    paired.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
    assert not paired.is_fixed(mine)
    assert paired.edit(with_text(mine, "x")).result().audience == "me"


def test_what_was_sealed_can_be_opened_but_never_the_other_way(paired: Journal) -> None:
    """Words that the other has cannot be sealed any more."""
    answer = Answer(day=DAY, question="q", asked="?", text="mine", audience="both")
    mine = paired.add(answer).result()
    sealed = paired.edit(msgspec.structs.replace(mine, audience="sealed")).result()
    mine = paired.edit(msgspec.structs.replace(sealed, audience="both")).result()
    send_all(paired)
    with pytest.raises(StoreError, match="openly"):
        paired.edit(msgspec.structs.replace(mine, audience="sealed")).result()
