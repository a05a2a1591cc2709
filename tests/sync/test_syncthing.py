"""A week through a real engine: two Syncthing instances carry the folder, and both ends agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Person, Shell, make_keys_quick
from tests.clocks import FixedClock
from tests.sync.syncthing import PROGRAM, Carried, carrying, lying

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="the program syncthing is not here")

PROMPT = "vulnerable-light-01"
NAMES = r"duo1/(marker|[0-9a-f]{32}/[0-9]{8}\.duo)"


class Couple:
    """Ana and Ben, each with a machine and a replica of their own, and engines between."""

    def __init__(self, shell: Shell, root: Path) -> None:
        self.ana, self.ben = Person(shell, root / "ana"), Person(shell, root / "ben")
        self.folders = {self.ana: root / "with-ana", self.ben: root / "with-ben"}
        for person, name in ((self.ana, "Ana"), (self.ben, "Ben")):
            self.folders[person].mkdir()
            person.ok("init", "--name", name, "--no-passphrase")

    def pair(self, carried: Carried) -> None:
        """Pair by commands, each hop carried by the engines."""
        invited = self.ana("pair", "invite", "--folder", str(self.folders[self.ana]))
        code = invited.out.splitlines()[-1]
        carried.settle()
        accepted = self.ben(
            "pair", "accept", "--folder", str(self.folders[self.ben]), text=f"{code}\n"
        )
        assert accepted.code == 0
        carried.settle()
        words = [person.status()["words"] for person in (self.ana, self.ben)]
        assert words[0] == words[1]
        assert len(words[0]) == 4
        for person in (self.ana, self.ben):
            assert person("pair", "confirm").code == 0
            carried.settle()
        self.rest(carried)

    def rest(self, carried: Carried) -> None:
        """Exchange until nothing moves any more."""
        for _turn in range(8):
            passes = [person.sync() for person in (self.ana, self.ben)]
            assert all(done["problems"] == [] for done in passes)
            carried.settle()
            if not any(done["sent"] or done["received"] for done in passes):
                return
        raise AssertionError("the exchange does not come to rest")


@pytest.fixture
def couple(
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Couple:
    """Two journals that know nothing of each other."""
    make_keys_quick(monkeypatch)
    return Couple(Shell(clock, monkeypatch, capsys), tmp_path)


@pytest.fixture
def carried(couple: Couple, tmp_path: Path) -> Iterator[Carried]:
    """The engines, running."""
    with carrying(tmp_path / "engines", *couple.folders.values()) as carried:
        yield carried


def a_week(couple: Couple, carried: Carried, clock: FixedClock) -> None:
    """Seven evenings: both write each day; they answer, reply, edit and take back now and then."""
    ana, ben = couple.ana, couple.ben
    for day in range(7):
        ana.ok("add", "share", text=f"Ana keeps day {day} to herself")
        from_ana = ana.shares(f"Ana on day {day}")
        from_ben = ben.shares(f"Ben on day {day}")
        if day == 1:
            assert ana("answer", PROMPT, "--sealed", text="what Ana was afraid of").code == 0
        if day == 3:
            assert ben("answer", PROMPT, "--sealed", text="what Ben was afraid of").code == 0
        couple.rest(carried)
        if day == 2:
            assert ben("reply", from_ana, text="thank you for telling me").code == 0
        if day == 5:
            assert ben("unshare", from_ben).code == 0
        clock.advance(days=1)
    couple.rest(carried)


def shared(person: Person) -> set[tuple[str, str, str]]:
    """All that both may see, as one of them sees it."""
    return {
        (found["author"], found["audience"], text)
        for text, found in person.listed().items()
        if found["audience"] != "me"
    }


def test_a_week_through_syncthing(couple: Couple, carried: Carried, clock: FixedClock) -> None:
    """Both ends agree on the whole week, and no engine ever made a conflict copy."""
    couple.pair(carried)
    a_week(couple, carried, clock)
    both = shared(couple.ana)
    assert both == shared(couple.ben)
    texts = {text for _author, _audience, text in both}
    assert texts >= {f"Ana on day {day}" for day in range(7)}
    assert texts >= {f"Ben on day {day}" for day in range(7) if day != 5}
    assert texts >= {"what Ana was afraid of", "what Ben was afraid of"}
    assert "thank you for telling me" in texts
    assert "Ben on day 5" not in texts
    assert not any("to herself" in text for text in couple.ben.listed())
    for folder in couple.folders.values():
        assert all(re.fullmatch(NAMES, name) for name in lying(folder)), sorted(lying(folder))
