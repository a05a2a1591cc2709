"""Whatever the order in which two people act and a carrier carries, a pairing is whole or none."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from journal.model.sync_status import PairingStage
from journal.sync.errors import SyncError
from tests.sync.sides import Side

Stage = PairingStage

ACTIONS = ("invite", "accept", "hop", "confirm", "refuse", "restart", "wait", "carry")
WEIGHTED = (*ACTIONS[:2], *["hop", "carry", "confirm"] * 4, *ACTIONS[4:])
"""What happens, the helpful more often than the rest."""

EVENINGS = st.lists(
    st.tuples(st.sampled_from(WEIGHTED), st.booleans(), st.integers(0, 7)), max_size=40
)


class Evening:
    """Two people, a folder each, and someone who carries files between them one by one."""

    def __init__(self, root: Path) -> None:
        self.sides = []
        for name in ("Ana", "Ben"):
            (root / name).mkdir()
            self.sides.append(Side(name, root / name))
        self.code = ""
        self.said_yes: set[tuple[str, str]] = set()
        """Whose yes was said to which invitation."""

    def do(self, action: str, second: bool, number: int) -> None:
        """Let one thing happen; what a person is told is no accident."""
        side, other = self.sides[second], self.sides[not second]
        if action == "restart":
            side.start()
        elif action == "wait":
            side.clock.advance(7 * 3600)
        elif action == "carry":
            self.carry(side, other, number)
        else:
            with suppress(SyncError):
                self.act(side, action)
        self.check()

    def act(self, side: Side, action: str) -> None:
        """Do what a person does."""
        if action == "invite":
            self.code = side.pairing.invite(side.folder).shown()
        elif action == "accept" and self.code:
            side.pairing.accept(side.folder, self.code)
        elif action == "confirm":
            side.pairing.confirm()
            self.said_yes.add((side.paper.me.name, side.state()["id"]))
        elif action in ("hop", "refuse"):
            getattr(side.pairing, action)()

    def carry(self, source: Side, target: Side, number: int) -> None:
        """Carry the marker and one file, if it is not there yet."""
        root = source.folder / "duo1"
        found = sorted(root.glob("*.pair")) if root.is_dir() else []
        if not found:
            return
        (target.folder / "duo1").mkdir(exist_ok=True)
        for path in (root / "marker", found[number % len(found)]):
            if not (target.folder / "duo1" / path.name).exists():
                shutil.copy(path, target.folder / "duo1" / path.name)

    def check(self) -> None:
        """What must hold at every moment."""
        paired = [side.pairing.paired for side in self.sides]
        for side, found in zip(self.sides, paired, strict=True):
            assert side.paper.pairing == (found.pairing if found else "")
            if found is not None:
                both = {(name, side.state()["id"]) for name in ("Ana", "Ben")}
                assert both <= self.said_yes
        if paired[0] is not None and paired[1] is not None and not self.differ():
            assert paired[0].key == paired[1].key
            assert self.sides[0].pairing.words == self.sides[1].pairing.words

    def differ(self) -> bool:
        """Tell whether the two are in two pairings, one of which was left half-way."""
        return len({side.state()["id"] for side in self.sides}) > 1

    def finish(self) -> None:
        """Carry everything, until nothing happens any more."""
        for _round in range(6):
            for side, other in (self.sides, self.sides[::-1]):
                for number in range(20):
                    self.carry(side, other, number)
                side.pairing.hop()
                self.check()


@settings(max_examples=80)
@given(EVENINGS)
def test_a_pairing_is_whole_or_none(evening: list[tuple[str, bool, int]]) -> None:
    """Nobody is paired without both yes; two who are paired hold one key; it comes to rest."""
    with TemporaryDirectory() as root:
        world = Evening(Path(root))
        for action, second, number in evening:
            world.do(action, second, number)
        world.finish()
        assert not any(side.pairing.hop() for side in world.sides)


def test_such_evenings_do_end_in_a_pairing() -> None:
    """The actions above can get there."""
    with TemporaryDirectory() as root:
        world = Evening(Path(root))
        for action, second in (("invite", False), ("carry", False), ("accept", True)):
            world.do(action, second, 0)
        world.finish()
        world.do("confirm", False, 0)
        world.do("confirm", True, 0)
        world.finish()
        assert [side.stage for side in world.sides] == [Stage.PAIRED, Stage.PAIRED]
