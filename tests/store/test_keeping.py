"""When a journal is folded: at some size, when it is quiet, when it is closed; saves go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event

import pytest

from journal.model.kinds import Entry
from journal.store import Home, Journal, keeping
from journal.store.folding import Fold
from journal.store.keeping import Keeper
from tests.clocks import FixedClock
from tests.store.faulty import EVERY, FaultyFiles

DAY = date(2026, 11, 22)


def add(journal: Journal, text: str) -> None:
    """Keep an entry, and wait for it."""
    journal.add(Entry(day=DAY, step="share", text=text)).result()


class Later:
    """A timer that goes off when the test says so."""

    made: list[Later] = []

    def __init__(self, seconds: float, job: Callable[[], None]) -> None:
        self.seconds = seconds
        self.job = job
        self.daemon = False
        self.waits = False
        self.made.append(self)

    def start(self) -> None:
        self.waits = True

    def cancel(self) -> None:
        self.waits = False


def generation(journal: Journal) -> int:
    """Return how often the journal was folded."""
    return journal._db.bottom.imprint.generation


def test_saves_go_on_while_a_fold_is_written(
    monkeypatch: pytest.MonkeyPatch, home: Home, clock: FixedClock, journal: Journal
) -> None:
    """A fold that takes long stands in no save's way, and the new log has what came meanwhile."""
    begun, go = Event(), Event()
    write = Fold.write

    def slow(self: Fold) -> Fold:
        begun.set()
        assert go.wait(10)
        return write(self)

    monkeypatch.setattr(Fold, "write", slow)
    monkeypatch.setattr(keeping, "FOLD_AT", 1)
    add(journal, "one")
    assert begun.wait(10)
    monkeypatch.setattr(keeping, "FOLD_AT", 2**30)
    add(journal, "two")
    add(journal, "three")
    assert generation(journal) == 1
    go.set()
    journal._keeper.join()
    add(journal, "four")
    assert generation(journal) == 2
    with_log = {path.name: path.read_bytes() for path in journal.path.parent.glob("journal.*")}
    journal.close()
    for name, data in with_log.items():
        journal.path.with_name(name).write_bytes(data)
    with Journal.open(home, "Ana", clock=clock) as again:
        assert {entry.text for entry in again.of_kind(Entry)} == {"one", "two", "three", "four"}


def test_a_quiet_journal_is_folded_after_a_while(
    monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    """Each save puts the fold off; when nobody has saved for a while, it comes."""
    monkeypatch.setattr(keeping, "FOLD_WHEN_IDLE", 1)
    monkeypatch.setattr(Later, "made", [])
    journal._keeper._timer = Later
    add(journal, "one")
    add(journal, "two")
    assert [(later.seconds, later.daemon, later.waits) for later in Later.made] == [
        (30.0, True, False),
        (30.0, True, True),
    ]
    Later.made[1].job()
    journal.rename(partner="Bea").result()
    journal._keeper.join()
    journal.rename(partner="Ben").result()
    assert generation(journal) == 2
    journal.close()
    assert not any(later.waits for later in Later.made)


def test_a_small_log_waits_for_closing(journal: Journal) -> None:
    """A few saves are not worth a fold until the journal is closed; then there is one file."""
    add(journal, "one")
    assert generation(journal) == 1
    assert journal._keeper._waiting is None
    journal.close()
    assert generation(journal) == 2
    assert not journal.path.with_suffix(".log").exists()


def test_a_log_is_folded_once_it_is_as_long_as_its_snapshot(
    monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    """Much at once costs a few folds, each of twice as much as the one before."""
    monkeypatch.setattr(keeping, "FOLD_AT", 1000)
    begun = generation(journal)
    for number in range(64):
        add(journal, f"{number} " + "x" * 500)
        journal._keeper.join()
        journal._queue.submit(lambda: None).result()
    assert begun + 4 <= generation(journal) <= begun + 7
    assert journal._db.bottom.log_bytes < journal._db.bottom.snapshot_bytes


def test_a_fold_in_the_background_that_fails_is_tried_later(
    monkeypatch: pytest.MonkeyPatch, home: Home, clock: FixedClock
) -> None:
    """It fails no save, leaves nothing behind, and closing folds after all."""
    files = FaultyFiles()
    home.files = files
    with Journal.create(home, "Ana", clock=clock) as journal:
        add(journal, "one")
        monkeypatch.setattr(keeping, "FOLD_AT", 1)
        broken = Keeper._write

        def failing(self: Keeper, fold: Fold) -> None:
            files.arm(EVERY, 28)
            broken(self, fold)
            files.arm(0, 0)

        monkeypatch.setattr(Keeper, "_write", failing)
        add(journal, "two")
        journal._keeper.join()
        monkeypatch.setattr(keeping, "FOLD_AT", 2**30)
        add(journal, "three")
        assert generation(journal) == 1
    assert generation(journal) == 2
    with Journal.open(home, "Ana", clock=clock) as again:
        assert len(again.records()) == 3


def test_a_fold_that_is_written_is_not_thrown_away_for_another(
    monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    """While its end waits behind many saves, no other is begun: else none would ever end."""
    add(journal, "one")
    written: list[Fold] = []
    write = Fold.write

    def noted(self: Fold) -> Fold:
        written.append(self)
        return write(self)

    monkeypatch.setattr(Fold, "write", noted)
    before = generation(journal)

    def busy() -> None:
        for _save in range(3):
            journal._keeper.begin()
            journal._keeper.join()

    journal._queue.submit(busy).result()
    journal._queue.submit(lambda: None).result()
    assert (len(written), generation(journal)) == (1, before + 1)
