"""Any history of a journal, against a plain dictionary."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)
from tinydb import TinyDB

from journal.model.kinds import CheckIn, Entry, Memory, Star
from journal.model.record import Record, Stamp
from journal.store import Home, Journal
from tests.clocks import FixedClock

texts = st.text(st.characters(codec="utf-8"), max_size=12)
days = st.dates(date(2026, 11, 20), date(2026, 11, 24))
bodies = st.one_of(
    st.builds(Entry, day=days, step=st.sampled_from(["share", "listen"]), text=texts),
    st.builds(Memory, day=days, title=texts, tags=st.lists(texts, max_size=2).map(tuple)),
    st.builds(CheckIn, day=days, pleasant=st.integers(-4, 4), energy=st.integers(-4, 4)),
)

Body = dict[str, object]


def body(record: Record) -> Body:
    """Return what a record says, without the envelope that the journal makes."""
    kept = dict(msgspec.to_builtins(record))
    for name in ("id", "author", "written", "offset", "stamp", "replaces", "schema", "gone"):
        del kept[name]
    return kept


class Histories(RuleBasedStateMachine):
    """A journal and what it should hold, through edits, deletions, undo and new openings."""

    ids = Bundle("ids")

    @initialize()
    def begin(self) -> None:
        """Begin with an empty journal."""
        self.folder = Path(tempfile.mkdtemp(prefix="histories-"))
        self.clock = FixedClock()
        self.home = Home(self.folder / "home", self.folder / "state")
        self.journal = Journal.create(self.home, "Ana", clock=self.clock)
        self.shown: dict[str, Body] = {}
        self.deleted: dict[str, Body] = {}
        self.undone: list[tuple[str, Body | None]] = []
        """What each step that can be taken back would bring back."""
        self.stamp = Stamp(0, 0, "")
        self.foreign: dict[str, object] = {}

    def teardown(self) -> None:
        """Close and clean up."""
        self.journal.close()
        shutil.rmtree(self.folder)

    def stamped(self, records: list[Record]) -> None:
        """Each new version has a stamp above all before it."""
        for record in records:
            assert record.stamp > self.stamp
            self.stamp = record.stamp

    @rule(target=ids, record=bodies)
    def add(self, record: Record) -> str:
        """Keep a new record."""
        kept = self.journal.add(record).result()
        self.stamped([kept])
        self.shown[kept.id] = body(kept)
        assert body(kept) == body(record)
        return kept.id

    @rule(name=ids, text=texts)
    def edit(self, name: str, text: str) -> None:
        """Change the words of a record that is shown."""
        before = self.journal.get(name)
        if before is None or isinstance(before, CheckIn):
            return
        field = "title" if isinstance(before, Memory) else "text"
        after = self.journal.edit(msgspec.structs.replace(before, **{field: text})).result()
        assert getattr(after, field) == text
        if getattr(before, field) != text:
            self.stamped([after])
            self.undone.append((name, self.shown[name]))
            self.shown[name] = body(after)

    @rule(name=ids)
    def mark(self, name: str) -> None:
        """Put a star on a record."""
        record = self.journal.get(name)
        if record is not None:
            star = self.journal.add(Star(day=record.day, about=record.reference)).result()
            self.stamped([star])
            self.shown[star.id] = body(star)
            self.undone.append((star.id, None))

    @rule(name=ids)
    def delete(self, name: str) -> None:
        """Put a record into the bin."""
        record = self.journal.get(name)
        if record is not None:
            self.stamped(self.journal.delete(record).result())
            self.undone.append((name, self.shown[name]))
            self.deleted[name] = self.shown.pop(name)

    @rule(name=consumes(ids))
    def restore(self, name: str) -> None:
        """Take a record out of the bin; what led there can no longer be taken back."""
        found = [record for record in self.journal.in_bin() if record.id == name]
        assert bool(found) == (name in self.deleted)
        if found:
            self.stamped([self.journal.restore(found[0]).result()])
            self.shown[name] = self.deleted.pop(name)
            self.undone = [step for step in self.undone if step[0] != name]

    @rule()
    def undo(self) -> None:
        """Take the last step back."""
        future = self.journal.undo()
        if not self.undone:
            assert future is None or future.result() == []
            return
        assert future is not None
        self.stamped(future.result())
        name, before = self.undone.pop()
        for place in (self.shown, self.deleted):
            place.pop(name, None)
        if before is not None:
            self.shown[name] = before
        else:
            self.deleted[name] = {}

    @rule(minutes=st.integers(-90, 90))
    def let_time_pass(self, minutes: int) -> None:
        """Move the clock, back too."""
        self.clock.set(self.clock.now() + timedelta(minutes=minutes))

    @rule(value=st.one_of(st.integers(), texts, st.lists(st.booleans(), max_size=3)))
    def somebody_else_writes(self, value: object) -> None:
        """Close, let a later version add a table and a field to each entry, and open again."""
        self.journal.close()
        tables = json.loads(self.journal.path.read_bytes())
        tables.setdefault("later", {})[str(len(self.foreign) + 1)] = {"value": value}
        self.foreign = tables["later"]
        for document in tables.get("entry", {}).values():
            document["later"] = value
        self.value = value
        self.journal.path.write_text(json.dumps(tables), "utf-8")
        self.reopen(accept_changes=True)
        assert len(self.journal.notices) == 1

    @rule()
    def open_again(self) -> None:
        """Close and open; what was done in a session can be taken back in that session only."""
        self.reopen(accept_changes=False)
        assert self.journal.notices == []

    @rule()
    def fold(self) -> None:
        """Fold the log into the one file."""
        self.journal.fold().result()

    def reopen(self, *, accept_changes: bool) -> None:
        """Close and open, and find everything again."""
        known = {record.id: record for record in self.journal.records()}
        self.journal.close()
        self.journal = Journal.open(
            self.home, "Ana", clock=self.clock, accept_changes=accept_changes
        )
        assert {record.id: record for record in self.journal.records()} == known
        self.undone = []

    @invariant()
    def holds_what_it_should(self) -> None:
        """Memory, every list, and the file as a stock TinyDB reads it, say the same."""
        shown = {record.id: body(record) for record in self.journal.records()}
        assert shown == self.shown
        assert {record.id for record in self.journal.in_bin()} == set(self.deleted)
        by_day = [record for day in sorted(days_of(shown)) for record in self.on(day)]
        assert by_day == list(reversed(self.journal.records()))
        if self.journal._db.bottom.needs_fold:
            return
        with TinyDB(self.journal.path) as stock:
            tables = {name: stock.table(name).all() for name in stock.tables()}
        in_file = {
            document["id"]
            for name in ("entry", "memory", "check-in", "star")
            for document in tables.get(name, [])
        }
        assert in_file == set(self.shown) | set(self.deleted)
        assert [dict(document) for document in tables.get("later", [])] == list(
            self.foreign.values()
        )

    def on(self, day: str) -> list[Record]:
        """List the records of a day."""
        return self.journal.on_day(date.fromisoformat(day))


def days_of(shown: dict[str, Body]) -> set[str]:
    """Return the days of some records."""
    return {str(record["day"]) for record in shown.values()}


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
