"""What this version does not know survives it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB

from journal.model.kinds import Entry
from journal.store import Home, Journal, ReadOnly
from tests.clocks import FixedClock

DAY = date(2026, 11, 22)
Tables = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture
def changed_by_hand(
    home: Home, clock: FixedClock, journal: Journal
) -> Callable[[Callable[[Tables, str], None]], Journal]:
    """Reopen a journal with one entry after its file was changed by another hand."""

    def reopen(change: Callable[[Tables, str], None]) -> Journal:
        kept = journal.add(Entry(day=DAY, step="share", text="one")).result()
        journal.close()
        tables: Tables = json.loads(journal.path.read_bytes())
        change(tables, str(int(kept.id, 16)))
        journal.path.write_text(json.dumps(tables), "utf-8")
        again = Journal.open(home, "Ana", clock=clock, accept_changes=True)
        assert "changed outside this program or damaged" in again.notices.pop(0)
        return again

    return reopen


Reopen = Callable[[Callable[[Tables, str], None]], Journal]


def test_unknown_tables_kinds_and_fields_survive_every_save(changed_by_hand: Reopen) -> None:
    """Tables, kinds and fields of a later version come back from add, edit, rename and delete."""
    touch = {"kind": "sky-note", "id": f"{7:032x}", "text": "later"}
    extra: Tables = {
        "sky-note": {"7": touch},
        "outbox": {},
        "strange": {"3": {"a": [1.0, None]}},
    }

    def change(tables: Tables, doc_id: str) -> None:
        tables.update(extra)
        tables["entry"][doc_id]["colour"] = {"deep": [1, 2.50, "x"]}
        tables["twofold"]["1"]["vault"] = {"slots": [1]}
        tables["twofold"]["1"]["me"]["pronoun"] = "she"

    with changed_by_hand(change) as journal:
        kept = journal.of_kind(Entry)[0]
        journal.edit(msgspec.structs.replace(kept, text="two")).result()
        journal.add(Entry(day=DAY, step="share", text="new")).result()
        journal.rename(me="Anna").result()
        journal.delete(kept).result()
        assert journal.notices == []
        assert len(journal.records()) == 1
    tables = json.loads(journal.path.read_bytes())
    assert {name: tables[name] for name in extra} == extra
    document = tables["entry"][str(int(kept.id, 16))]
    assert document["colour"] == {"deep": [1, 2.50, "x"]}
    assert document["gone"] is not None
    row = tables["twofold"]["1"]
    assert row["vault"] == {"slots": [1]}
    assert row["me"] == {"id": journal.me.id, "name": "Anna", "pronoun": "she"}
    with TinyDB(journal.path) as stock:
        for name in stock.tables():
            stock.table(name).all()


def test_a_document_that_is_not_what_its_kind_asks_for_is_hidden_and_kept(
    changed_by_hand: Reopen,
) -> None:
    """It is in no list, one sentence says so, and it stays in the file as it is."""
    broken: dict[str, Any] = {"kind": "entry", "id": f"{9:032x}", "text": 7}
    elsewhere: dict[str, Any] = {}

    def change(tables: Tables, doc_id: str) -> None:
        elsewhere.update(tables["entry"][doc_id])
        tables["entry"]["9"] = broken
        tables["entry"]["10"] = elsewhere  # a number that is not the record's own

    with changed_by_hand(change) as journal:
        assert [entry.text for entry in journal.of_kind(Entry)] == ["one"]
        assert journal.notices == [
            "2 entries in the file could not be understood; they are kept there, out of sight."
        ]
        with pytest.raises(ReadOnly):
            journal.add(Entry(id=f"{9:032x}", day=DAY, step="share", text="over it")).result()
        journal.add(Entry(day=DAY, step="share", text="two")).result()
    tables = json.loads(journal.path.read_bytes())
    assert tables["entry"]["9"] == broken
    assert tables["entry"]["10"] == elsewhere


def test_one_hidden_document_is_said_in_the_singular(changed_by_hand: Reopen) -> None:
    """One is *an entry*, not *entries*."""

    def change(tables: Tables, doc_id: str) -> None:
        del tables["entry"][doc_id]["text"]

    with changed_by_hand(change) as journal:
        assert journal.notices == [
            "1 entry in the file could not be understood; it is kept there, out of sight."
        ]


def test_a_record_of_a_newer_schema_is_shown_and_only_read(changed_by_hand: Reopen) -> None:
    """What a newer version wrote into a known kind is seen, and neither edited nor deleted."""

    def change(tables: Tables, doc_id: str) -> None:
        tables["entry"][doc_id] |= {"schema": 2, "mood": "new"}

    with changed_by_hand(change) as journal:
        before = journal.path.read_bytes()
        newer = journal.of_kind(Entry)[0]
        assert journal.is_read_only(newer)
        for attempt in (
            journal.edit(msgspec.structs.replace(newer, text="two")),
            journal.delete(newer),
        ):
            with pytest.raises(ReadOnly, match="newer version"):
                attempt.result()
        assert journal.of_kind(Entry) == [newer]
    assert journal.path.read_bytes() == before


def test_an_audience_of_a_later_version_is_me_and_is_kept(changed_by_hand: Reopen) -> None:
    """An audience that this version does not know counts as private, and stays in the file."""

    def change(tables: Tables, doc_id: str) -> None:
        tables["entry"][doc_id]["audience"] = "family"

    with changed_by_hand(change) as journal:
        kept = journal.of_kind(Entry)[0]
        assert kept.seen_by == "me"
        changed = journal.edit(msgspec.structs.replace(kept, text="two")).result()
        assert changed.audience == "family"
