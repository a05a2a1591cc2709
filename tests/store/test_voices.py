"""A journal that may have spoken from two places goes on with a voice of its own."""

from __future__ import annotations

import msgspec
import pytest

from journal.model.kinds import Entry
from journal.model.said import share
from journal.store import Journal
from tests.clocks import FixedClock
from tests.store.conversations import OTHER_VOICE, entry, outbox, own, read_back, texts
from tests.sync.paired import (
    VOICE,
    pair_up,
    send_all,
)


@pytest.fixture
def paired(journal: Journal) -> Journal:
    """Ana's journal, with Ben as her partner."""
    pair_up(journal)
    return journal


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


def test_what_shows_is_decided_anew_under_a_new_voice(paired: Journal, clock: FixedClock) -> None:
    """Of two versions of one millisecond the greater device shows, on this copy and every other."""
    one = paired.add(entry("one", audience="both")).result()
    send_all(paired)
    clock.advance(1)
    mine = paired.edit(msgspec.structs.replace(one, text="mine")).result()
    between = "01" + "0" * 14
    assert OTHER_VOICE < between < mine.stamp.device == VOICE
    replaces = {one.stamp.device: one.stamp[:2]}
    read_back(paired, own(one.id, "elsewhere", mine.stamp.ms, between, replaces=replaces))
    assert texts(paired.of_kind(Entry)) == ["mine"]
    paired.exchange(lambda sync: sync.new_voice(OTHER_VOICE)).result()
    (shown,) = paired.of_kind(Entry)
    assert shown.text == "elsewhere"
    assert texts(paired.beside(shown)) == ["mine"]
    (out,) = outbox(paired)
    assert out.record.stamp == mine.stamp._replace(device=OTHER_VOICE)
    assert paired.waiting == 1
    send_all(paired, 2)
    assert paired.waiting == 0
