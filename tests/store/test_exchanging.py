"""What sync sees and changes of a journal, each time as one commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
import pytest

from journal.model.kinds import Answer, Entry
from journal.model.record import Record, Reference, Stamp
from journal.model.said import Said, share, withdraw
from journal.store import Changed, Home, Journal, Person, StoreError
from journal.store.exchanging import Exchanging
from journal.store.outgoing import Outgoing
from tests.clocks import FixedClock
from tests.sync.paired import SAID, THEIR_VOICE, VOICE, hear, pair_up, said, send_all, their_stamp

DAY = date(2026, 11, 22)
OTHER_VOICE = "00112233445566ff"


def entry(text: str, **envelope: Any) -> Entry:
    """Make a free entry."""
    return Entry(day=DAY, step="share", text=text, **envelope)


def own(record_id: str, text: str, ms: int, voice: str = VOICE, **fields: Any) -> Said:
    """Make an own version, as the own stream has it."""
    body = msgspec.json.encode({"step": "share", "text": text, "prompt": "", "asked": ""})
    return Said(
        id=record_id,
        kind="entry",
        stamp=Stamp(ms, 0, voice),
        audience="both",
        day=DAY,
        written=SAID,
        body=msgspec.Raw(body),
        **fields,
    )


def read_back(journal: Journal, *versions: Said) -> list[bool]:
    """Take in versions of the own old stream."""
    me = journal.me.id
    return journal.exchange(lambda sync: [sync.receive(me, each) for each in versions]).result()


def outbox(journal: Journal) -> list[Outgoing]:
    """List what is to be sent."""
    return journal.exchange(lambda sync: sync.outbox(100)).result()


def texts(records: Iterable[Record]) -> list[str]:
    """Return the first text of each record."""
    return [record.texts()[0] for record in records]


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


def test_a_new_voice_says_again_what_is_unsent_or_contested(paired: Journal) -> None:
    """What the partner is known to have keeps its stamp; a false `replaces` names nothing."""
    known = paired.add(entry("known", audience="both")).result()
    twice = paired.add(entry("twice", audience="both")).result()
    send_all(paired, 1)
    contested = paired.edit(msgspec.structs.replace(twice, text="contested")).result()
    send_all(paired, 2)
    unsent = paired.edit(msgspec.structs.replace(known, text="unsent")).result()
    thrice = paired.edit(msgspec.structs.replace(contested, text="thrice")).result()
    paired.exchange(lambda sync: sync.new_voice(OTHER_VOICE, [twice.id])).result()
    now = {out.record.id: out.record for out in outbox(paired)}
    assert now.keys() == {known.id, twice.id}
    assert now[known.id].stamp == unsent.stamp._replace(device=OTHER_VOICE)
    assert now[known.id].replaces == {VOICE: known.stamp[:2]}
    assert now[twice.id].stamp == thrice.stamp._replace(device=OTHER_VOICE)
    assert now[twice.id].replaces == {VOICE: twice.stamp[:2]}
    assert texts(paired.earlier(now[twice.id])) == ["twice"]
    assert paired.exchange(lambda sync: sync.voice).result() == OTHER_VOICE
    assert paired.add(entry("new", audience="both")).result().stamp.device == OTHER_VOICE


def test_a_contested_first_version_counts_as_never_sent(paired: Journal) -> None:
    """It goes out under the new device, and replaces nothing."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired, 3)
    paired.exchange(lambda sync: sync.new_voice(OTHER_VOICE, [one.id])).result()
    (out,) = outbox(paired)
    assert (out.record.stamp, out.record.replaces) == (
        one.stamp._replace(device=OTHER_VOICE),
        {},
    )
    assert paired.exchange(lambda sync: sync.sent_number(one.id)).result() is None


def test_everything_said_is_what_stands_with_its_old_stamps(paired: Journal) -> None:
    """For a new stream: records as they were sent, versions beside, and deletions."""
    one, two = paired.commit([entry(text, audience="both") for text in ("one", "two")]).result()
    send_all(paired)
    read_back(paired, own(one.id, "elsewhere", one.stamp.ms + 1, OTHER_VOICE))
    paired.delete(two).result()
    send_all(paired, 2)
    paired.add(entry("unsent", audience="both")).result()
    everything = paired.exchange(lambda sync: list(sync.everything_said())).result()
    found = [(out.record.id, out.gone, out.record.stamp.device) for out in everything]
    assert sorted(found) == sorted(
        [(one.id, False, VOICE), (one.id, False, OTHER_VOICE), (two.id, True, VOICE)]
    )
    for out in everything:
        if not out.gone:
            assert share(out.record, about_is_shared=False).said.id == one.id
