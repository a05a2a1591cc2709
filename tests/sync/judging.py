"""What has to be the case once everything has been carried everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from journal.model.kinds import Answer
from journal.model.record import ME, SEALED, Record, Reference, Stamp
from journal.model.said import Said
from journal.model.standing import stand
from journal.sync.file import Content
from tests.sync.carriers import Carriers
from tests.sync.known import TOKEN
from tests.sync.seats import has_text, seat_stream
from tests.sync.world import Seat

MOST_ROUNDS = 12
"""After so many rounds nobody has anything more to write."""


class Shown(NamedTuple):
    """How one record stands: which version shows, and which stand beside it."""

    stamp: Stamp
    beside: tuple[Stamp, ...]
    about: Reference | None = None
    """Here only for what the other said: one's own may be about what is private."""


View = dict[Reference, Shown]


def judge(life: Carriers) -> None:
    """Let everything be carried everywhere, and see whether all is as it must be."""
    settle(life)
    for seat in life.seats:
        check_own(life, seat)
        pairing = seat.journal.pairing
        if pairing and pairing not in life.known.left:
            check_shared(life, seat, expected(life, seat))
            check_answers(life, seat)


def settle(life: Carriers) -> None:
    """Carry and pass on, a day at a time, until two days long nobody has written a file."""
    quiet = 0
    for number in range(MOST_ROUNDS):
        life.day_passes()
        files = len(life.known.files)
        for who, seat in enumerate(life.seats):
            life.heal(seat)
            if number == 2 and (seat.conversation.status.emptied or _is_lost(life, seat)):
                seat.conversation.put_back()
            life.passing(life.at(who))
        quiet = quiet + 1 if len(life.known.files) == files else 0
        if quiet >= 2 and number > 2:
            return
    raise AssertionError("the exchange does not come to rest")


def expected(life: Carriers, seat: Seat) -> View:
    """Find how every record must stand, from all that was ever said, whatever its order."""
    said: dict[Reference, list[Said]] = defaultdict(list)
    for file in life.known.of_pairing(seat.journal.pairing):
        for each in msgspec.json.decode(file.json, type=Content).records:
            said[Reference(file.author, each.id)].append(each)
    standing = {name: stand(versions) for name, versions in said.items()}
    return {
        name: Shown(
            now.current.stamp,
            _beside(now.current.kind, now.beside),
            now.current.about if name.author != seat.journal.me.id else None,
        )
        for name, now in standing.items()
        if not now.current.gone
    }


def view(seat: Seat) -> View:
    """See how every record of the pairing stands at a seat."""
    return {
        record.reference: Shown(
            record.stamp,
            _beside(record.kind, seat.journal.beside(record)),
            record.about if record.author != seat.journal.me.id else None,
        )
        for record in said_here(seat)
    }


def said_here(seat: Seat) -> list[Record]:
    """List what is said in the pairing, by both."""
    return [
        record
        for record in seat.journal.records()
        if record.pairing == seat.journal.pairing and record.seen_by != ME
    ]


def check_own(life: Carriers, seat: Seat) -> None:
    """What one kept for oneself is here, and all words are those of the one who is named."""
    own = {record.text for record in life.all_own(seat)}
    said = life.known.by_text.keys()  # by the same person elsewhere, and so it is shared here too
    assert life.held[seat].private <= own | said, "a private record is gone"
    names = {each.journal.me.id: each.name for each in life.seats}
    for record in seat.journal.records():
        assert has_text(record)
        for text in (record.text, *_others(seat, record)):
            assert text == "" or TOKEN.fullmatch(text)
            assert text == "" or text.split(".")[0] == names[record.author], "another's words"


def check_shared(life: Carriers, seat: Seat, should: View) -> None:
    """Everyone sees the same, and nothing that was acknowledged here is lost."""
    assert view(seat) == should, "they do not agree"
    assert seat.journal.waiting == 0
    assert seat.conversation.status.missing == 0
    assert seat.conversation.status.problems == ()
    author, known = seat.journal.me.id, life.known
    visible = {
        text
        for each in life.seats
        if each.journal.me.id == author and each.journal.pairing == seat.journal.pairing
        for record in life.all_own(each)
        for text in (record.text, *_others(each, record))
    }
    for number in life.held[seat].said:
        if known.words[number].pairing == seat.journal.pairing:
            assert known.is_kept(number, visible), f"lost: {known.words[number]}"
    if life.is_plain:
        gone = {word.text for word in known.words if word.is_gone}
        back = {t for t in gone if len(known.by_text[t]) > 1}
        theirs = {record.text for record in said_here(seat) if has_text(record)}
        assert not theirs & (gone - back), "a deletion without effect"


def check_answers(life: Carriers, seat: Seat) -> None:
    """A sealed answer is open where its key came, and only to someone who has answered too."""
    answers = [record for record in said_here(seat) if isinstance(record, Answer)]
    mine = {each.question for each in answers if each.author == seat.journal.me.id}
    keys = {
        (file.author, key["id"], Stamp(*key["stamp"]))
        for file in life.known.of_pairing(seat.journal.pairing)
        for key in file.inside.get("keys", ())
    }
    for record in answers:
        if record.author == seat.journal.me.id or record.seen_by != SEALED:
            continue
        is_given = (record.author, record.id, record.stamp) in keys
        assert not record.text or is_given, "open without its key"
        if life.is_plain:
            assert record.text or record.question not in mine, "not open, though both answered"


def _beside(kind: str, versions: Sequence[Said | Record]) -> tuple[Stamp, ...]:
    """Name versions that stand beside; the same words, sealed twice, are two for the other."""
    return () if kind == "answer" else tuple(sorted(each.stamp for each in versions))


def _others(seat: Seat, record: Record) -> list[str]:
    return [each.text for each in seat.journal.beside(record) if has_text(each)]


def _is_lost(life: Carriers, seat: Seat) -> bool:
    return seat_stream(seat) in {stream for stream, _number in life.lost}
