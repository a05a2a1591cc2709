"""What sync sees and changes of a journal, each time as one commit."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from journal.model.kinds import Answer
from journal.model.record import Reference, Stamp
from journal.model.said import withdraw
from journal.store import Changed, Home, Journal, Person, StoreError
from journal.store.exchanging import Exchanging
from tests.clocks import FixedClock
from tests.store.conversations import DAY, OTHER_VOICE, entry, outbox, texts
from tests.sync.paired import (
    THEIR_VOICE,
    VOICE,
    hear,
    pair_up,
    said,
    send_all,
    their_stamp,
)


@pytest.fixture
def paired(journal: Journal) -> Journal:
    """Ana's journal, with Ben as her partner."""
    pair_up(journal)
    return journal


def test_a_job_that_raises_changes_nothing(paired: Journal) -> None:
    """Neither tables nor lists nor what waits."""
    mine = paired.add(entry("mine", audience="both")).result()
    heard = said(paired, entry("theirs"))

    def job(sync: Exchanging) -> None:
        sync.put("sync.state", 1, {"a": 1})
        sync.mark_sent(mine.id, mine.stamp, 1)
        assert sync.receive(sync.partner.id, heard)
        assert sync.get("sync.state", 1) == {"a": 1}
        raise KeyError

    before = paired.path.with_name("journal.log").read_bytes()
    with pytest.raises(KeyError):
        paired.exchange(job).result()
    assert (paired.records(), paired.waiting) == ([mine], 1)
    assert paired.exchange(lambda sync: sync.all("sync.state")).result() == {}
    assert paired.path.with_name("journal.log").read_bytes() == before


def test_a_whole_file_is_one_commit_and_told_once(paired: Journal) -> None:
    """Records, position and tables come together; nothing to change writes nothing."""
    told: list[Changed] = []
    paired.subscribe(told.append)
    heard = [said(paired, entry(f"{number}")) for number in range(3)]

    def job(sync: Exchanging) -> list[bool]:
        sync.put("sync.position", 7, {"number": 1})
        return [sync.receive(sync.partner.id, each) for each in heard]

    assert paired.exchange(job).result() == [True] * 3
    assert [len(change.records) for change in told] == [3]
    size = paired.path.with_name("journal.log").stat().st_size
    again = paired.exchange(lambda sync: [sync.receive(sync.partner.id, each) for each in heard])
    assert again.result() == [False] * 3
    assert paired.path.with_name("journal.log").stat().st_size == size
    assert len(told) == 1


def test_tables_of_sync_are_its_own_and_no_others(paired: Journal, clock: FixedClock) -> None:
    """They are kept through closing; no record can be reached through them."""

    def job(sync: Exchanging) -> dict[int, dict[str, Any]]:
        sync.put("sync.seen", 2**128 - 1, {"n": [1, "x"]})
        sync.put("sync.seen", 5, {})
        sync.put("sync.seen", 5, None)
        return sync.all("sync.seen")

    assert paired.exchange(job).result() == {2**128 - 1: {"n": [1, "x"]}}
    for table, number in (("entry", 1), ("twofold", 1), ("sync.x", 0), ("sync.x", 2**128)):
        with pytest.raises(ValueError, match=r"\w"):
            paired.exchange(lambda sync, t=table, n=number: sync.put(t, n, {})).result()  # type: ignore[misc]
    assert paired.exchange(lambda sync: sync.get("sync.seen", 5)).result() is None
    assert paired.records() == []


def test_a_pairing_is_begun_once(journal: Journal) -> None:
    """While there is one, no other begins; nobody is their own partner."""
    with pytest.raises(ValueError, match="not a pairing"):
        journal.exchange(lambda sync: sync.begin_pairing("1" * 32, VOICE, sync.me)).result()
    pairing = pair_up(journal)
    other = Person("2" * 32, "Cy")
    with pytest.raises(StoreError):
        journal.exchange(lambda sync: sync.begin_pairing("1" * 32, VOICE, other)).result()
    assert (journal.pairing, journal.partner.name) == (pairing, "Ben")
    found = journal.exchange(lambda sync: (sync.pairing, sync.voice, sync.journal_id)).result()
    assert found == (pairing, VOICE, journal.id)


def test_the_outbox_is_in_the_order_in_which_it_was_said(
    paired: Journal, clock: FixedClock, home: Home
) -> None:
    """The oldest stamp first, after an edit and after opening again too."""
    first, second, third = paired.commit(
        [entry(text, audience="both") for text in ("one", "two", "three")]
    ).result()
    clock.advance(60)
    paired.edit(msgspec.structs.replace(first, text="one again")).result()
    wanted = [second.id, third.id, first.id]
    assert [out.record.id for out in outbox(paired)] == wanted
    two = paired.exchange(lambda sync: sync.outbox(2)).result()
    assert [out.record.id for out in two] == wanted[:2]
    paired.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        assert [out.record.id for out in outbox(again)] == wanted


def test_an_edit_during_sending_is_sent_afterwards(paired: Journal) -> None:
    """Only the version whose bytes were fixed counts as sent."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired, 4)
    assert paired.exchange(lambda sync: sync.sent_number(one.id)).result() == 4
    two = paired.edit(msgspec.structs.replace(one, text="two")).result()
    assert [out.record for out in outbox(paired)] == [two]
    with pytest.raises(ValueError, match="nothing to send"):
        paired.exchange(lambda sync: sync.mark_sent("5" * 32, one.stamp, 1)).result()


def test_only_the_partner_and_oneself_are_heard(paired: Journal) -> None:
    """A stranger's words are refused, whatever they are."""
    heard = said(paired, entry("words"))
    with pytest.raises(ValueError, match="stranger"):
        paired.exchange(lambda sync: sync.receive("7" * 32, heard)).result()
    assert paired.records() == []


def test_the_order_in_which_a_partners_versions_come_does_not_matter(paired: Journal) -> None:
    """An older version after a newer one is among the earlier words, and so is one that repeats."""
    one = said(paired, entry("one"))
    seen = {THEIR_VOICE: (one.stamp.ms, one.stamp.counter)}
    two = said(paired, entry("two", id=one.id, replaces=seen))
    author = paired.partner.id
    for number, order in enumerate(([two, one], [one, two], [two, two, one, one])):
        named = [msgspec.structs.replace(each, id=f"{number:032x}") for each in order]
        paired.exchange(lambda sync, n=named: [sync.receive(author, each) for each in n]).result()  # type: ignore[misc]
        found = paired.find(Reference(author, f"{number:032x}"))
        assert found is not None
        assert texts([found]) == ["two"]
        assert texts(paired.earlier(found)) == ["one"]


def test_a_partners_versions_apart_stand_beside_each_other(paired: Journal) -> None:
    """Neither has seen the other: the newer shows, the older is one step away."""
    (one,) = hear(paired, entry("here"))
    (two,) = hear(paired, entry("there", id=one.id, stamp=Stamp(9**13, 0, OTHER_VOICE)))
    assert texts([two]) == ["there"]
    assert texts(paired.beside(two)) == ["here"]
    seen = {OTHER_VOICE: (9**13, 0), THEIR_VOICE: (one.stamp.ms, one.stamp.counter)}
    (both,) = hear(
        paired, entry("both", id=one.id, stamp=Stamp(9**13, 1, THEIR_VOICE), replaces=seen)
    )
    assert (paired.beside(both), texts(paired.earlier(both))) == ([], ["there", "here"])


def test_a_late_version_of_what_was_taken_back_stays_away(paired: Journal) -> None:
    """Its words are kept nowhere."""
    one = said(paired, entry("canary"))
    seen = {THEIR_VOICE: (one.stamp.ms, one.stamp.counter)}
    gone = withdraw(one.id, "entry", their_stamp(), seen).said
    author = paired.partner.id
    paired.exchange(lambda sync: [sync.receive(author, each) for each in (gone, one)]).result()
    assert (paired.records(), paired.was_taken_back(Reference(author, one.id))) == ([], True)
    paired.close()
    assert b"canary" not in paired.path.read_bytes()


def test_a_sealed_answer_has_no_words_until_it_is_opened(
    paired: Journal, clock: FixedClock, home: Home
) -> None:
    """Box and commitment are kept beside it; opened words stay opened."""
    answer = Answer(day=DAY, question="q", asked="?", text="secret", audience="sealed")
    (heard,) = hear(paired, answer)
    assert isinstance(heard, Answer)
    assert (heard.text, heard.audience, heard.question) == ("", "sealed", "q")
    shut = paired.exchange(lambda sync: sync.said_by(heard.author, heard.id)).result()
    assert shut is not None
    assert (shut.sealed, shut.commitment) == ("Ym94", "0" * 64)
    mine = paired.add(Answer(day=DAY, question="q", asked="?", text="mine")).result()
    assert paired.exchange(lambda sync: sync.answers("q")).result() == [heard]
    mine = paired.share(mine, "sealed").result()
    found = paired.exchange(lambda sync: sync.answers("q")).result()
    assert {each.id for each in found} == {mine.id, heard.id}
    paired.exchange(
        lambda sync: sync.open_answer(
            heard.author, heard.id, {"text": "\x1b[1msecret", "asked": "!"}
        )
    ).result()
    paired.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        opened = again.find(heard.reference)
        assert isinstance(opened, Answer)
        assert (opened.text, opened.audience, opened.asked) == ("[1msecret", "sealed", "?")
        assert again.exchange(lambda sync: sync.said_by(heard.author, heard.id)).result() == shut
        assert again.exchange(lambda sync: sync.receive(heard.author, shut)).result() is False
