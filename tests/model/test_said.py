"""What leaves this machine, and that nothing else can."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from journal.model.kinds import Answer, Entry, Hindrance, Star
from journal.model.record import Record, Reference, Stamp
from journal.model.said import NotShared, Said, Shared, body_of, share, text_of, withdraw
from tests.records import every_kind

DAY = date(2026, 11, 22)
WRITTEN = datetime(2026, 11, 1, 3, 4, 5, tzinfo=UTC)
SAID = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
STAMP = Stamp(7, 1, "0123456789abcdef")


def spoken(record: Record, audience: str = "both") -> Record:
    """Return a record as it is when it was shared."""
    return msgspec.structs.replace(
        record,
        id="1" * 32,
        author="a" * 32,
        audience=audience,
        pairing="9" * 32,
        said=SAID,
        written=WRITTEN,
        offset=330,
        stamp=STAMP,
    )


def test_what_travels_names_no_author_no_pairing_and_no_private_time() -> None:
    """Only the fields of the wire are in it, and when it was said in place of when it was kept."""
    record = spoken(Entry(day=DAY, step="share", text="words", about=Reference("b", "c")))
    said = share(record, about_is_shared=False).said
    assert msgspec.json.decode(msgspec.json.encode(said)) == {
        "id": "1" * 32,
        "kind": "entry",
        "stamp": [7, 1, "0123456789abcdef"],
        "audience": "both",
        "day": "2026-11-22",
        "written": "2026-11-22T20:00:00Z",
        "body": {"step": "share", "text": "words", "prompt": "", "asked": ""},
    }
    assert share(record, about_is_shared=True).said.about == Reference("b", "c")


@pytest.mark.parametrize(
    "record",
    [
        Entry(day=DAY, step="share", text="words"),
        spoken(Entry(day=DAY, step="share", text="words"), "me"),
        spoken(Entry(day=DAY, step="share", text="words"), "family"),
        msgspec.structs.replace(spoken(Entry(day=DAY, step="share", text="words")), pairing=""),
        msgspec.structs.replace(spoken(Entry(day=DAY, step="share", text="words")), gone=SAID),
        spoken(Star(day=DAY)),
        spoken(Hindrance(day=DAY, text="words")),
        spoken(Answer(day=DAY, question="q", asked="?", text="words"), "sealed"),
    ],
)
def test_what_is_not_shared_has_no_way_out(record: Record) -> None:
    """Private, deleted, said to nobody, of a private kind, or sealed without its box: refused."""
    with pytest.raises(NotShared):
        share(record, about_is_shared=False)


def test_only_sharing_makes_what_may_leave() -> None:
    """Nobody can make a `Shared` by hand."""
    with pytest.raises(TypeError):
        Shared(Said(id="1" * 32, kind="entry", stamp=STAMP), object())


def test_a_sealed_answer_travels_without_its_words() -> None:
    """The words are in the box alone; what was asked is not one's own words."""
    record = spoken(Answer(day=DAY, question="q", asked="What?", text="words"), "sealed")
    said = share(record, about_is_shared=False, sealed="Ym94", commitment="0" * 64).said
    assert msgspec.json.decode(said.body) == {"question": "q", "asked": "What?"}
    assert text_of(record) == {"text": "words"}
    with pytest.raises(NotShared):
        share(spoken(record), about_is_shared=False, sealed="Ym94", commitment="0" * 64)


def test_a_withdrawal_has_neither_day_nor_words() -> None:
    """It names the record and what it has replaced."""
    said = withdraw("1" * 32, "entry", STAMP, {"0" * 16: (3, 0)}).said
    assert msgspec.json.decode(msgspec.json.encode(said)) == {
        "id": "1" * 32,
        "kind": "entry",
        "stamp": [7, 1, "0123456789abcdef"],
        "replaces": {"0" * 16: [3, 0]},
        "gone": True,
    }


@pytest.mark.parametrize("record", every_kind("words", DAY, author="a" * 32), ids=lambda r: r.kind)
def test_every_kind_travels_whole_or_not_at_all(record: Record) -> None:
    """Every field of the body is in what travels; a private kind is refused."""
    if record.PRIVATE:
        with pytest.raises(NotShared):
            share(spoken(record), about_is_shared=False)
        return
    said = share(spoken(record), about_is_shared=False).said
    assert bytes(said.body) == msgspec.json.encode(body_of(record))


def test_versions_that_say_the_same_have_the_same_words() -> None:
    """When it was said is no part of the words; the digest tells every version from another."""
    one = share(spoken(Entry(day=DAY, step="share", text="x")), about_is_shared=False).said
    two = msgspec.structs.replace(one, stamp=Stamp(9, 0, "f" * 16))
    assert one.words == two.words
    assert one.digest != two.digest
    assert len(one.digest) == 64
