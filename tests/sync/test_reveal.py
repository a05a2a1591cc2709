"""Sealed answers open when both have answered, and nobody can cheat with what travels."""

from __future__ import annotations

from base64 import b64decode, b64encode

import msgspec
import pytest

from journal.model.kinds import Answer
from journal.model.record import Reference, Stamp
from journal.model.said import Said
from journal.store.errors import ReadOnly
from journal.sync import reveal
from journal.sync.file import Content, Key
from journal.sync.seal import (
    Answered,
    commit_answer,
    file_hash,
    new_stream,
    reveal_key,
    seal_answer,
)
from tests.sync.test_reading import forge, opening, own_stream, paired
from tests.sync.test_writing import contents
from tests.sync.world import DAY, Seat, World


def text_there(reader: Seat, writer: Seat, record: Answer) -> str:
    """Return the words of an answer as the other has them."""
    found = reader.journal.find(Reference(writer.journal.me.id, record.id))
    assert isinstance(found, Answer)
    return found.text


def test_two_answers_open_in_a_few_hops(world: World, ana: Seat, ben: Seat) -> None:
    """Whoever answers first is opened only once the other has answered, on whatever day."""
    hers = ana.answer("hers")
    world.spread(2)
    assert text_there(ben, ana, hers) == ""
    world.advance(days=3)
    his = ben.answer("his")
    world.spread(3)
    assert text_there(ben, ana, hers) == "hers"
    assert text_there(ana, ben, his) == "his"


def test_no_words_travel_before_both_have_answered(world: World, ana: Seat, ben: Seat) -> None:
    """In no byte that the pair's key opens are the words, nor how long they are."""
    ana.answer("a canary of sixteen bytes")
    ana.answer("", question="q2")
    world.spread(2)
    told = [said for content in contents(ana) for said in content.records]
    assert all(b"canary" not in bytes(said.body) for said in told)
    assert len({len(said.sealed) for said in told}) == 1
    assert all(content.keys == () for content in contents(ana))


def test_ones_key_goes_only_when_the_others_answer_is_whole(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Ben's key goes out with his answer, as hers is there; hers only once his has arrived."""
    ana.answer("hers")
    ana.sync()
    world.carry(ana, ben)
    ben.answer("his")
    ben.sync()
    assert sorted(len(content.keys) for content in contents(ben)) == [0, 1]
    ana.sync()
    assert sum(len(content.keys) for content in contents(ana)) == 0
    world.carry(ben, ana)
    ana.sync()
    assert sum(len(content.keys) for content in contents(ana)) == 2


def test_an_answer_to_another_question_opens_nothing(world: World, ana: Seat, ben: Seat) -> None:
    """Only two answers to the same prompt meet."""
    hers = ana.answer("hers", question="q1")
    ben.answer("his", question="q2")
    world.spread(4)
    assert text_there(ben, ana, hers) == ""


def test_an_answer_said_openly_counts_as_one(world: World, ana: Seat, ben: Seat) -> None:
    """Whoever answers for both openly has answered: the sealed one opens."""
    hers = ana.answer("hers")
    his = ben.answer("his", audience="both")
    world.spread(4)
    assert text_there(ana, ben, his) == "his"
    assert text_there(ben, ana, hers) == "hers"


def test_from_the_others_arrival_on_nothing_can_be_changed(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Once one's key has gone out one's answer is neither edited, withdrawn nor deleted."""
    hers = ana.answer("hers")
    ana.sync()
    world.carry(ana, ben)
    ben.answer("his")
    world.spread(2)
    stands = ana.journal.get(hers.id)
    assert stands is not None
    for change in (
        lambda: ana.edit(hers, "better"),
        lambda: ana.unshare(hers),
        lambda: ana.delete(hers),
    ):
        with pytest.raises(ReadOnly):
            change()
    assert ana.journal.is_fixed(stands)


def test_it_can_be_withdrawn_before_and_then_never_opens(
    world: World, ana: Seat, ben: Seat
) -> None:
    """What was taken back before the other's arrived stays shut for good, and lets no key go."""
    hers = ana.answer("hers")
    world.spread(1)
    ana.unshare(hers)
    world.spread(2)
    ben.answer("his")
    world.spread(4)
    assert all(content.keys == () for content in contents(ben))
    assert ben.texts(ana.journal.me.id) == []
    assert ana.texts(ben.journal.me.id) == [""]


def sealed_by(writer: Seat, text: str, question: str, record_id: str, bound_to: str = "") -> Said:
    """Return a sealed answer as the writer's program could make it, bound to any question."""
    pair, stamp = paired(writer), Stamp(1_795_000_000_000, 0, "ab" * 8)
    key = reveal_key(pair.author_key, record_id, stamp)
    words = msgspec.json.encode({"text": text})
    answered = Answered(
        pair.pairing, record_id, writer.journal.me.id, bound_to or question, str(DAY)
    )
    return Said(
        id=record_id,
        kind="answer",
        stamp=stamp,
        audience="sealed",
        day=DAY,
        body=msgspec.Raw(msgspec.json.encode({"question": question, "asked": "?"})),
        sealed=b64encode(seal_answer(key, answered, words)).decode(),
        commitment=commit_answer(key, answered, words).hex(),
    )


def key_for(writer: Seat, said: Said, question: str = "q1") -> Key:
    """Return the key of an answer that `sealed_by` made."""
    key = reveal_key(paired(writer).author_key, said.id, said.stamp).reveal().hex()
    return Key(id=said.id, question=question, stamp=said.stamp, key=key)


def tell(
    world: World, writer: Seat, reader: Seat, *records: Said, keys: tuple[Key, ...] = ()
) -> None:
    """Let a changed program of the writer's say this, and the reader take it in."""
    told = Content(at=0, opening=opening(writer, writer.journal.me.id), records=records, keys=keys)
    name, data = forge(writer, told)
    world.files.lay(reader.folder / name, data)
    reader.sync()


def test_a_mirrored_answer_draws_no_key(world: World, ana: Seat, ben: Seat) -> None:
    """Ben's changed program sends Ana's own sealed answer back as his: it is not taken."""
    ana.answer("hers")
    ana.sync()
    hers = contents(ana)[0].records[0]
    mirrored = msgspec.structs.replace(hers, id=new_stream(), stamp=Stamp(1, 0, "ab" * 8))
    tell(world, ben, ana, mirrored)
    assert ana.texts(ben.journal.me.id) == []
    assert all(content.keys == () for content in contents(ana))
    assert own_stream(ana)


def test_an_answer_moved_to_another_question_does_not_open(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Words that were committed to for one prompt are nobody's answer to another."""
    ana.answer("hers")
    moved = sealed_by(ben, "his", "q1", new_stream(), bound_to="q2")
    tell(world, ben, ana, moved, keys=(key_for(ben, moved),))
    ana.sync()
    assert ana.texts(ben.journal.me.id) == [""]


def test_other_words_than_those_committed_to_do_not_open(
    world: World, ana: Seat, ben: Seat
) -> None:
    """A box whose words are not what the commitment says stays shut."""
    ana.answer("hers")
    said = sealed_by(ben, "his", "q1", new_stream())
    other = sealed_by(ben, "other", "q1", said.id)
    lie = msgspec.structs.replace(other, commitment=said.commitment)
    tell(world, ben, ana, lie, keys=(key_for(ben, lie),))
    ana.sync()
    assert ana.texts(ben.journal.me.id) == [""]


def test_an_honest_answer_of_that_shape_does_open(world: World, ana: Seat, ben: Seat) -> None:
    """The same forging hand, honest: so the refusals above are for the right reason."""
    ana.answer("hers")
    said = sealed_by(ben, "his", "q1", new_stream())
    tell(world, ben, ana, said, keys=(key_for(ben, said),))
    ana.sync()
    assert ana.texts(ben.journal.me.id) == ["his"]


@pytest.mark.parametrize("gone", [False, True])
def test_an_opened_answer_is_not_changed_afterwards(
    world: World, ana: Seat, ben: Seat, gone: bool
) -> None:
    """What comes in the same stream after the key is no honest program's: it is not taken."""
    ana.answer("hers")
    said = sealed_by(ben, "his", "q1", new_stream())
    later = Stamp(said.stamp.ms + 1, 0, said.stamp.device)
    seen = {said.stamp.device: (said.stamp.ms, said.stamp.counter)}
    body = msgspec.Raw(msgspec.json.encode({"question": "q1", "asked": "?", "text": "better"}))
    edited = msgspec.structs.replace(
        said, stamp=later, replaces=seen, audience="both", body=body, sealed="", commitment=""
    )
    taken_back = Said(id=said.id, kind="answer", stamp=later, replaces=seen, gone=True)
    begun = msgspec.structs.replace(opening(ben, ben.journal.me.id), voice=said.stamp.device)
    first = Content(at=0, opening=begun, records=(said,), keys=(key_for(ben, said),))
    name, data = forge(ben, first)
    world.files.lay(ana.folder / name, data)
    ana.sync()
    second = Content(at=0, records=(taken_back if gone else edited,))
    stream, previous = name.split("/")[1], file_hash(data)
    name, data = forge(ben, second, stream=stream, number=2, previous=previous)
    world.files.lay(ana.folder / name, data)
    assert len(ana.sync().problems) == 1
    assert ana.texts(ben.journal.me.id) == ["his"]


def test_another_devices_version_stands_in_whatever_order(
    world: World, ana: Seat, ben: Seat
) -> None:
    """What Ben's other machine said before it knew of the key is taken, before or after the key."""
    ana.answer("hers")
    his = ben.answer("his")
    ben.sync()
    copy = world.clone(ben)
    copy.edit(his, "his, from elsewhere")
    world.spread(5)
    texts = {tuple(seat.texts(ben.journal.me.id)) for seat in world.seats}
    assert texts == {("his, from elsewhere",)}


@pytest.mark.parametrize("box", ["", "no base64!", "AAAA", b64encode(b"x" * 600).decode()])
def test_nonsense_in_a_box_stays_shut(world: World, ana: Seat, ben: Seat, box: str) -> None:
    """Whatever is in the box or the key, nothing crashes and nothing opens."""
    ana.answer("hers")
    said = sealed_by(ben, "his", "q1", new_stream())
    odd = msgspec.structs.replace(said, sealed=box)
    tell(world, ben, ana, odd, keys=(key_for(ben, odd),))
    assert "his" not in ana.texts(ben.journal.me.id)


def test_an_answer_that_was_covered_for_a_moment_opens_again(
    world: World, ana: Seat, ben: Seat
) -> None:
    """A deletion that had not seen the version that stands hides its words only while it wins."""
    ana.answer("hers")
    record_id, voice = new_stream(), "ab" * 8
    said = sealed_by(ben, "his", "q1", record_id)
    newer = Stamp(said.stamp.ms + 5, 0, "cd" * 8)
    gone = Said(id=record_id, kind="answer", stamp=newer, replaces={voice: (1, 0)}, gone=True)
    tell(world, ben, ana, gone)
    tell(world, ben, ana, said, keys=(key_for(ben, said),))
    ana.sync()
    assert ana.texts(ben.journal.me.id) == ["his"]


def test_the_same_version_is_always_sealed_the_same(ana: Seat, ben: Seat) -> None:
    """A new stream says an answer again with the very same bytes."""
    record = ana.answer("hers")
    made = [
        ana.journal.exchange(
            lambda x: reveal.shut(x, paired(ana), record, about_is_shared=False)
        ).result()
        for _ in range(2)
    ]
    assert made[0].said.digest == made[1].said.digest
    assert len(b64decode(made[0].said.sealed)) > 500


def test_a_copied_journal_reads_its_own_sealed_answers_back(
    world: World, ana: Seat, ben: Seat
) -> None:
    """From one's own old stream come the words too: only the author's key opens them."""
    kept = ana.kept()
    hers = ana.answer("hers")
    world.spread(1)
    copy = world.clone(ana, kept)
    copy.sync()
    found = copy.journal.get(hers.id)
    assert isinstance(found, Answer)
    assert found.text == "hers"
    assert found.seen_by == "sealed"
