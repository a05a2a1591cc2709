"""Real processes on a real disk: killed in mid-save, racing to open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from journal.store import Home, Journal
from tests.clocks import FixedClock

KILLER = """
import os, random, signal, sys, time
from datetime import date
from pathlib import Path
from journal.model.kinds import Entry
from journal.store import Home, Journal, keeping
from tests.clocks import FixedClock

root, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
home, clock = Home(root / "home", root / "state"), FixedClock()
keeping.FOLD_AT = 6000
chance, known = random.Random(seed), set()
Journal.create(home, "Ana", clock=clock).close()

def live(pipe):
    journal = Journal.open(home, "Ana", clock=clock)
    for number in range(100000):
        kept = journal.commit(
            [Entry(day=date(2026, 11, 22), step="share", text="x" * (number % 700)) for _ in "ab"]
        ).result()
        os.write(pipe, (kept[0].id + kept[1].id).encode())
        if number % 37 == 36:
            journal.fold()

for _ in range(rounds):
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            live(theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    said = os.read(ours, 64)
    time.sleep(chance.random() * 0.03)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(ours, 65536):
        said += piece
    os.close(ours)
    acknowledged = {said[at : at + 32].decode() for at in range(0, len(said), 32)}
    with Journal.open(home, "Ana", clock=clock) as journal:
        there = {record.id for record in journal.records()}
        assert journal.notices == [], journal.notices
        assert acknowledged | known <= there, "something acknowledged is missing"
        assert len(there - acknowledged - known) in (0, 2), "half a commit, or more than one"
        journal.commit([]).result()
        if len(there) > 400:
            journal.delete(*journal.records()).result()
            journal.delete_for_good(*journal.in_bin()).result()
            there = set()
        known = there
print("all there")
"""


@pytest.mark.skipif(os.name == "nt", reason="it forks")
@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_missing_after_a_kill(tmp_path: Path, seed: int) -> None:
    """A child that says each id it was told is saved is killed at any moment, 4 × 50 times."""
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(tmp_path), "50", str(seed)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout == "all there\n", done.stderr


HOLDER = """
import sys
from pathlib import Path
from journal.store import Home, InUse, Journal
from tests.clocks import FixedClock
try:
    journal = Journal.open(Home(Path(sys.argv[1]), Path(sys.argv[2])), "Ana", clock=FixedClock())
except InUse:
    print("lost", flush=True)
else:
    print("won", flush=True)
sys.stdin.read()
"""


def race(home: Home, programs: int) -> list[subprocess.Popen[str]]:
    """Start some programs that open Ana's journal, and let them hold what they got."""
    return [
        subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(home.root), str(home.state)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(programs)
    ]


def test_a_killed_holder_frees_the_journal(home: Home, clock: FixedClock) -> None:
    """Of four programs one has it; killed, it leaves the journal to whoever comes next."""
    Journal.create(home, "Ana", clock=clock).close()
    programs = race(home, 4)
    try:
        said = {program: program.stdout.readline().strip() for program in programs
                if program.stdout}  # fmt: skip
        assert sorted(said.values()) == ["lost", "lost", "lost", "won"]
        winner = next(program for program, word in said.items() if word == "won")
        winner.kill()
        winner.wait()
        Journal.open(home, "Ana", clock=clock).close()
    finally:
        for program in programs:
            program.communicate()
