"""What another machine sent is brought into one form, and nothing in it is believed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from journal.model.kinds import KINDS, Entry, Memory
from journal.model.plain import harmless
from journal.model.record import Record, Reference, Stamp
from journal.model.said import Said
from journal.model.search import Query
from journal.store import Home, Journal
from journal.store.doctor import examine
from journal.store.received import document_of, normal, said_in
from tests.clocks import FixedClock
from tests.records import every_kind
from tests.sync.paired import SAID, THEIR_VOICE, hear, pair_up, said, their_stamp

DAY = date(2026, 11, 22)
BODY = {"step": "share", "text": "words", "prompt": "", "asked": ""}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(-1e9, 1e9) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
versions = st.builds(
    Said,
    id=st.just("1" * 32),
    kind=st.sampled_from([*KINDS, "unknown"]),
    schema=st.integers(1, 3),
    stamp=st.builds(Stamp, st.integers(0, 2**62), st.integers(0, 9), st.just(THEIR_VOICE)),
    replaces=st.dictionaries(st.just("0" * 16), st.tuples(st.integers(0, 9), st.integers(0, 9))),
    gone=st.booleans(),
    audience=st.sampled_from(["both", "sealed", "me", "family", ""]),
    about=st.none() | st.builds(Reference, st.sampled_from(["a" * 32, "x"]), st.just("b" * 32)),
    day=st.dates(),
    written=st.none() | st.datetimes(timezones=st.none() | st.just(timezone(timedelta(hours=3)))),
    body=st.dictionaries(
        st.sampled_from(["step", "text", "asked", "id", "author", "emptied", "new\x1b"]),
        json_values,
    ).map(lambda body: msgspec.Raw(msgspec.json.encode(body))),
    sealed=st.sampled_from(["", "Ym94"]),
    commitment=st.sampled_from(["", "0" * 64]),
)


def version(body: dict[str, Any] | bytes | None = None, **fields: Any) -> Said:
    """Make a version that the partner sent."""
    raw = body if isinstance(body, bytes) else msgspec.json.encode({**BODY, **(body or {})})
    given_fields = {"id": "1" * 32, "kind": "entry", "stamp": their_stamp(), "audience": "both"}
    every: dict[str, Any] = {**given_fields, "day": DAY, "written": SAID, **fields}
    return Said(body=msgspec.Raw(raw), **every)


def take(journal: Journal, *versions: Said) -> list[Record | None]:
    """Take in versions of the partner's, and look for them."""
    author = journal.partner.id
    journal.exchange(lambda sync: [sync.receive(author, each) for each in versions]).result()
    return [journal.find(Reference(author, each.id)) for each in versions]


@pytest.fixture
def paired(journal: Journal) -> Journal:
    """Ana's journal, with Ben as her partner."""
    pair_up(journal)
    return journal


@given(versions)
def test_a_version_comes_out_of_its_document_as_it_went_in(said: Said) -> None:
    """The normal form is a fixed point, of bringing it there and of keeping it."""
    try:
        one = normal(said)
    except ValueError:
        return
    assert normal(one) == one
    assert normal(one).digest == one.digest
    if not one.gone:
        raw = msgspec.Raw(msgspec.json.encode(document_of(one, "a" * 32, "9" * 32, 60)))
        assert said_in(raw)[0].digest == one.digest
        assert "\x1b" not in str(json.loads(bytes(raw)))


@pytest.mark.parametrize(
    "bad",
    [
        {"id": "1" * 31},
        {"id": "../../etc/passwd"},
        {"kind": "Entry"},
        {"kind": "twofold"},
        {"kind": "entry@" + "a" * 32},
        {"kind": "sync.state"},
        {"schema": 0},
        {"stamp": Stamp(-1, 0, THEIR_VOICE)},
        {"stamp": Stamp(2**63, 0, THEIR_VOICE)},
        {"stamp": Stamp(1, 0, "device")},
        {"replaces": {"x": (1, 0)}},
        {"replaces": {THEIR_VOICE: (-1, 0)}},
        {"day": None},
        {"body": b"[]"},
        {"body": b"null"},
        {"body": b'{"text": "\xff"}'},
        {"body": b'{"text": "\\ud800"}'},
        {"body": b'{"text": 1e999}'},
        {"body": b'{"text": 123456789012345678901234567890}'},
        {"body": b'{"text": ' + b"[" * 30 + b"]" * 30 + b"}"},
        {"body": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"},
    ],
    ids=lambda bad: str(bad)[:40],
)
def test_what_no_program_of_ours_says_is_refused(paired: Journal, bad: dict[str, Any]) -> None:
    """It is a `ValueError`, and nothing has changed."""
    size = paired.path.with_name("journal.log").stat().st_size
    with pytest.raises(ValueError, match=r"\w"):
        take(paired, version(**bad))
    assert paired.path.with_name("journal.log").stat().st_size == size
    assert paired.records() == []


def test_nothing_in_a_text_steers_a_terminal(paired: Journal) -> None:
    """Control, escape and bidirectional characters are out of every text; lines and tabs stay."""
    nasty = "a\x1b[31mb\x9bc\u202ed\u2066e\x00f\r\ng\th\u200di\ufeff"
    (record,) = take(paired, version({"text": nasty}))
    assert isinstance(record, Entry)
    assert record.text == "a[31mbcdef\ng\th\u200di"
    assert harmless(nasty) == record.text
    (record,) = take(
        paired,
        version(
            msgspec.json.encode({"title": "t\x1bt", "tags": ["\u202ex"], "words": "w"}),
            id="2" * 32,
            kind="memory",
        ),
    )
    assert isinstance(record, Memory)
    assert (record.title, record.tags) == ("tt", ("x",))


def test_what_cannot_be_shown_is_kept_and_shown_nowhere(
    paired: Journal, home: Home, clock: FixedClock
) -> None:
    """A wrong body, an odd day, a number out of all bounds, a private or an unknown kind."""
    hidden = [
        version({"text": 7}, id="1" * 32),
        version(id="2" * 32, day=date.min),
        version(id="3" * 32, day=date.max),
        version(id="4" * 32, kind="star", body=b"{}"),
        version(id="5" * 32, kind="from-later", body=b'{"later": {"a": [1.5, null]}}'),
        version(
            id="6" * 32,
            kind="check-in",
            body=b'{"pleasant": 1000000000000, "energy": 0, "words": []}',
        ),
        version(
            id="7" * 32,
            kind="plan",
            body=b'{"title": "x", "rules": [{"first": "0001-01-01", "rule": ""}]}',
        ),
        version(id="8" * 32, kind="talk", body=b'{"minutes": 999999999999}'),
    ]
    assert take(paired, *hidden) == [None] * len(hidden)
    assert (paired.records(), paired.days(), paired.search(Query.parse("words"))) == (
        [],
        frozenset(),
        [],
    )
    paired.close()
    with TinyDB(paired.path) as stock:
        later = stock.table(f"from-later@{paired.partner.id}").all()
    assert later[0]["later"] == {"a": [1.5, None]}
    report = examine(home, "Ana")
    assert report.ok
    assert any("8 more of your partner's are kept" in said for said in report.sentences)
    with Journal.open(home, "Ana", clock=clock) as again:
        assert (again.notices, again.records()) == ([], [])
        assert take(again, version(id="1" * 32))[0] is not None
        seen = {THEIR_VOICE: (2**62, 0)}
        gone = Said(id="5" * 32, kind="from-later", stamp=their_stamp(), replaces=seen, gone=True)
        take(again, gone)
        assert again.was_taken_back(Reference(again.partner.id, "5" * 32))


def test_a_newer_schema_is_shown_and_only_read(paired: Journal) -> None:
    """Fields that this version does not know are kept."""
    (record,) = take(paired, version({"mood": "new"}, schema=2))
    assert isinstance(record, Entry)
    assert (record.schema, record.text, paired.is_read_only(record)) == (2, "words", True)
    shown = paired.exchange(lambda sync: sync.said_by(record.author, record.id)).result()
    assert shown is not None
    assert msgspec.json.decode(shown.body)["mood"] == "new"


def test_wrong_clocks_are_no_reason_to_refuse(paired: Journal) -> None:
    """Stamps and times of any year are taken; neither moves the own clocks."""
    far = Stamp(2**62, 0, THEIR_VOICE)
    (record,) = take(paired, version(stamp=far, written=datetime(9999, 12, 31, 23, tzinfo=UTC)))
    assert record is not None
    assert record.written is None
    (record,) = take(paired, version(id="2" * 32, written=datetime(2026, 1, 1)))
    assert record is not None
    assert record.written == datetime(2026, 1, 1, tzinfo=UTC)
    mine = paired.add(Entry(day=DAY, step="share", text="mine", audience="both")).result()
    assert mine.stamp.ms < 2**61
    assert len(paired.records()) == 3


def test_a_body_cannot_be_an_envelope(paired: Journal) -> None:
    """Author, audience and the like inside a body are nothing."""
    body = {"author": paired.me.id, "id": "9" * 32, "gone": None, "emptied": True, "audience": "me"}
    (record,) = take(paired, version(body))
    assert record is not None
    assert (record.author, record.audience, record.id) == (paired.partner.id, "both", "1" * 32)


def test_nothing_is_about_itself(paired: Journal) -> None:
    """Who follows what a record is about does not run in a circle of one."""
    heard = version(about=Reference(paired.partner.id, "1" * 32))
    (record,) = take(paired, heard)
    assert record is not None
    assert (record.about, paired.about(record)) == (None, [])
    assert paired.exchange(lambda sync: sync.receive(sync.partner.id, heard)).result() is False


def test_one_id_of_two_kinds_is_one_record(paired: Journal) -> None:
    """The newer shows, whatever its kind, and the other stands beside it."""
    take(paired, version())
    (memory,) = take(
        paired,
        version(b'{"title": "t", "words": "w"}', kind="memory", stamp=Stamp(2**50, 0, THEIR_VOICE)),
    )
    assert isinstance(memory, Memory)
    assert paired.records() == [memory]
    paired.close()
    with TinyDB(paired.path) as stock:
        assert len(stock.table(f"entry@{paired.partner.id}").all()) == 0


def test_many_versions_of_one_record_stay_few(paired: Journal) -> None:
    """A partner who sends thousands of versions fills neither memory nor disk."""
    flood = [version({"text": f"{number}"}) for number in range(1000)]
    take(paired, *flood)
    (record,) = paired.records()
    assert record.texts() == ("999",)
    assert len(paired.beside(record)) == 100


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(versions, max_size=6))
def test_whatever_comes_no_list_breaks_and_the_journal_opens_again(
    home: Home, clock: FixedClock, heard: list[Said]
) -> None:
    """My own record is untouched by it, the file is whole, and a stock TinyDB reads it."""
    name = f"p{len(home.people())}"
    with Journal.create(home, name, "Ben", clock=clock) as journal:
        mine = journal.add(Entry(id="1" * 32, day=DAY, step="share", text="mine")).result()
        pair_up(journal)
        for each in heard:
            author = journal.partner.id

            def job(sync: Any, each: Said = each, author: str = author) -> bool:
                return bool(sync.receive(author, each))

            try:
                journal.exchange(job).result()
            except ValueError:
                continue
        for record in journal.records():
            journal.about(record), journal.earlier(record), journal.beside(record)
            assert record.local_written is None or record.local_written.year > 900
        assert mine in journal.records()
    with Journal.open(home, name, clock=clock) as again:
        assert again.get(mine.id) == mine
        assert again.notices == []
    with TinyDB(again.path) as stock:
        assert all(stock.table(table).all() is not None for table in stock.tables())


@pytest.mark.parametrize("record", every_kind("words", DAY, author="a" * 32), ids=lambda r: r.kind)
def test_every_kind_arrives_as_it_was_said(paired: Journal, record: Record) -> None:
    """Each field of the body, for each kind that can be shared."""
    if record.PRIVATE:
        return
    (heard,) = hear(paired, msgspec.structs.replace(record, id=""))
    names = [name for name in record.__struct_fields__ if name not in Record.__struct_fields__]
    assert [getattr(heard, name) for name in names] == [getattr(record, name) for name in names]
    assert said(paired, heard).day == record.day
