"""Killed between any two steps, a pairing goes on as if nothing had been, or never began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from journal.model.sync_status import PairingStage
from journal.sync.errors import SyncError
from tests.sync.sides import Side, Stopped, pieces

Stage = PairingStage
Step = Callable[[Side, Side, str], object]

STEPS: dict[str, tuple[str, Step]] = {
    "invite": ("ana", lambda ana, _ben, _code: ana.pairing.invite(ana.folder)),
    "accept": ("ben", lambda _ana, ben, code: ben.pairing.accept(ben.folder, code)),
    "take the reply": ("ana", lambda ana, _ben, _code: ana.pairing.hop()),
    "her yes": ("ana", lambda ana, _ben, _code: ana.pairing.confirm()),
    "take the greeting": ("ben", lambda _ana, ben, _code: ben.pairing.hop()),
    "his yes": ("ben", lambda _ana, ben, _code: ben.pairing.confirm()),
    "take his yes": ("ana", lambda ana, _ben, _code: ana.pairing.hop()),
    "settle": ("ana", lambda ana, _ben, _code: ana.pairing.settle()),
}
"""What is done, by whom, in the order of a pairing."""

ENDINGS: dict[str, tuple[int, str, Step]] = {
    "withdraw": (1, "ana", lambda ana, _ben, _code: ana.pairing.cancel()),
    "withdraw an answered one": (2, "ana", lambda ana, _ben, _code: ana.pairing.cancel()),
    "she refuses": (3, "ana", lambda ana, _ben, _code: ana.pairing.refuse()),
    "he refuses": (3, "ben", lambda _ana, ben, _code: ben.pairing.refuse()),
    "he refuses after her yes": (5, "ben", lambda _ana, ben, _code: ben.pairing.refuse()),
}
"""After how many steps who ends it."""


def sides(folder: Path, done: int) -> tuple[Side, Side, str]:
    """Ana, Ben and the code, so many steps into a pairing."""
    folder.mkdir()
    ana, ben, code = Side("Ana", folder), Side("Ben", folder), ""
    for who, step in list(STEPS.values())[:done]:
        found = step(ana, ben, code)
        code = found.shown() if who == "ana" and hasattr(found, "shown") else code
    for side in (ana, ben):
        side.start()
    return ana, ben, code


def kills(folder: Path, done: int, who: str, step: Step) -> Iterator[tuple[Side, Side, str, str]]:
    """Kill one side's program before each thing that a step does to journal or disk."""
    count, kind = 0, "commit"
    while True:
        count += 1
        ana, ben, code = sides(folder / f"{kind}-{count}", done)
        side = ana if who == "ana" else ben
        if kind == "commit":
            side.paper.stop_at = count
        else:
            side.files.stop_at = count
        try:
            step(ana, ben, code)
        except Stopped:
            side.start()
            yield ana, ben, code, f"{kind} {count}"
        else:
            if kind == "disk":
                return
            kind, count = "disk", 0


def go_on(ana: Side, ben: Side, code: str) -> None:
    """Let both people do what they are asked for, until nothing more happens."""
    for _round in range(4):
        if ana.stage is Stage.ALONE and ben.stage is Stage.ALONE:
            code = ana.pairing.invite(ana.folder).shown()
        if ben.stage is Stage.ALONE and ana.stage is Stage.INVITED:
            if ben.pairing.notice or not code:
                ana.pairing.cancel()
                code = ana.pairing.invite(ana.folder).shown()
            with suppress(SyncError):
                ben.pairing.accept(ben.folder, code)
        for side in (ana, ben):
            side.pairing.hop()
            if side.stage is Stage.WORDS:
                side.pairing.confirm()
    for side in (ana, ben):
        side.pairing.settle()
        side.pairing.hop()


@pytest.mark.parametrize("name", STEPS)
def test_a_pairing_survives_a_crash_at_every_step(name: str, tmp_path: Path) -> None:
    """Before every commit, every write, every sync and every rename; in the end both are paired."""
    who, step = STEPS[name]
    done = list(STEPS).index(name)
    crashes = 0
    for ana, ben, code, where in kills(tmp_path, done, who, step):
        crashes += 1
        go_on(ana, ben, code)
        assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.PAIRED), where
        assert ana.pairing.words == ben.pairing.words, where
        assert ana.paper.pairing == ben.paper.pairing, where
        assert set(pieces(ana.folder)) <= {"invitation"}, where
        assert list(ana.folder.glob("**/*.new")) == [], where
    assert crashes >= 1


@pytest.mark.parametrize("name", ENDINGS)
def test_an_ending_survives_a_crash_at_every_step(name: str, tmp_path: Path) -> None:
    """Before its commit nothing has ended; after it, all of it has, on both sides."""
    done, who, step = ENDINGS[name]
    for ana, ben, code, where in kills(tmp_path, done, who, step):
        side = ana if who == "ana" else ben
        if side.stage is not Stage.ALONE:
            assert where == "commit 1"
            step(ana, ben, code)
        for each in (side, ana, ben):
            each.pairing.hop()
        assert (ana.stage, ben.stage) == (Stage.ALONE, Stage.ALONE), where
        assert ana.is_clean(), where
        assert ben.is_clean(), where
        assert set(pieces(ana.folder)) <= {"ended"}, where


def test_the_same_bytes_are_published_after_a_crash(tmp_path: Path) -> None:
    """What a commit holds is what lies in the folder, however often it is tried."""
    ana, ben, code = sides(tmp_path / "between", 1)
    ben.files.stop_at = 2
    with pytest.raises(Stopped):
        ben.pairing.accept(ben.folder, code)
    ben.start()
    assert (ben.stage, ben.pairing.words) == (Stage.ACCEPTED, ())
    kept = bytes.fromhex(ben.state()["reply"])
    assert ben.pairing.hop()
    assert pieces(ben.folder)["reply"] == kept
    assert ben.stage is Stage.WORDS
    assert ana.pairing.hop()
    assert ana.pairing.words == ben.pairing.words
