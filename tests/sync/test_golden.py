"""Exchange folders that earlier programs wrote are read to the very same records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync import goldens
from tests.sync.goldens import FOLDER, NAMES, Golden
from tests.sync.world import World

GOLDEN = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def test_every_life_has_a_folder() -> None:
    """Each golden folder has its keys beside it, and each life that is told of has a folder."""
    assert set(GOLDEN) >= set(goldens.LIVES)
    assert [f"{name}.json" for name in GOLDEN] == sorted(
        path.name for path in FOLDER.glob("*.json")
    )


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("who", NAMES)
def test_a_golden_folder_is_read_as_it_was_meant(world: World, name: str, who: str) -> None:
    """From keys and folder alone, either of the two has all back that both could see."""
    golden = goldens.load(name)
    seat = goldens.read_back(world, golden, who, FOLDER / name)
    then = golden.sides[who].seen
    assert goldens.as_then(goldens.seen(seat), then) == then
    assert seat.conversation.status.problems == ()
    assert seat.conversation.status.missing == 0


@pytest.mark.parametrize("name", GOLDEN)
def test_nothing_of_it_reads_under_another_key(world: World, name: str) -> None:
    """With another pair key nothing in the folder is anybody's we know."""
    golden = goldens.load(name)
    other = "".join(reversed(golden.pair_key))
    changed = Golden(
        pairing=golden.pairing, pair_key=other, marker=golden.marker, sides=golden.sides
    )
    assert goldens.seen(goldens.read_back(world, changed, "Ben", FOLDER / name)) == []


def test_a_golden_folder_is_never_written_over(tmp_path: Path) -> None:
    """Making them again makes what is missing, and leaves what is there as it is."""
    first = next(iter(goldens.LIVES))
    goldens.write(first, tmp_path)
    before = contents(tmp_path)
    with pytest.raises(FileExistsError):
        goldens.write(first, tmp_path)
    goldens.main(tmp_path)
    after = contents(tmp_path)
    assert before.items() < after.items()
    goldens.main(tmp_path)
    assert contents(tmp_path) == after


def contents(folder: Path) -> dict[Path, bytes]:
    """Return every file below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
