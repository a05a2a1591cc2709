"""Pairing over what carriers make of a folder: late, damaged, missing, full, elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.model.sync_status import PairingStage
from journal.sync.errors import (
    NoFolder,
    NoInvitation,
    WrongCode,
)
from journal.sync.pairing import LOOK_AGAIN
from tests.sync.sides import Side, path_of, pieces, until_paired, until_words

Stage = PairingStage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An exchange folder that both sides see at once."""
    path = tmp_path / "between"
    path.mkdir()
    return path


@pytest.fixture
def ana(folder: Path) -> Side:
    """Ana's side; she invites."""
    return Side("Ana", folder)


@pytest.fixture
def ben(folder: Path) -> Side:
    """Ben's side; he accepts."""
    return Side("Ben", folder)


MANGLED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _data: b"",
    "cut": lambda data: data[:-1],
    "longer": lambda data: data + b"\0",
    "huge": lambda data: data + bytes(1 << 20),
    "zeros": lambda data: bytes(len(data)),
    "half zeros": lambda data: data[: len(data) // 2].ljust(len(data), b"\0"),
    "one bit": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
}


@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_a_damaged_message_waits_until_it_is_whole(
    ana: Side, ben: Side, mangle: Callable[[bytes], bytes]
) -> None:
    """Carriers bring files in pieces: nothing happens, nothing is lost, and then it goes on."""
    folder = ana.folder
    code = ana.pairing.invite(folder).shown()
    path = path_of(folder, "invitation")
    whole = path.read_bytes()
    path.write_bytes(mangle(whole))
    with pytest.raises((NoInvitation, WrongCode)):
        ben.pairing.accept(folder, code)
    path.write_bytes(whole)
    ben.pairing.accept(folder, code)
    for side, piece in ((ana, "reply"), (ben, "greeting")):
        path = path_of(folder, piece)
        whole = path.read_bytes()
        path.write_bytes(mangle(whole))
        assert not side.pairing.hop()
        path.write_bytes(whole)
        assert side.pairing.hop()
    ana.pairing.confirm()
    path = path_of(folder, "yes-inviter")
    whole = path.read_bytes()
    path.write_bytes(mangle(whole))
    ben.pairing.confirm()
    assert not ben.pairing.hop()
    assert (ben.stage, ben.pairing.paired) == (Stage.CONFIRMED, None)
    path.write_bytes(whole)
    assert ben.pairing.hop()
    assert (ana.stage, ben.stage) == (Stage.CONFIRMED, Stage.PAIRED)


def test_a_link_a_folder_and_a_pipe_are_not_messages(ana: Side, ben: Side, tmp_path: Path) -> None:
    """Only regular files are read."""
    ben.pairing.accept(ben.folder, ana.pairing.invite(ana.folder).shown())
    path = path_of(ana.folder, "reply")
    aside = tmp_path / "aside"
    path.rename(aside)
    path.symlink_to(aside)
    assert not ana.pairing.hop()
    path.unlink()
    path.mkdir()
    assert not ana.pairing.hop()
    path.rmdir()
    os.mkfifo(path)
    assert not ana.pairing.hop()
    path.unlink()
    aside.rename(path)
    assert ana.pairing.hop()


def test_a_conflict_named_copy_is_not_seen(ana: Side, ben: Side) -> None:
    """Nor a file that is still being carried."""
    code = ana.pairing.invite(ana.folder).shown()
    path = path_of(ana.folder, "invitation")
    name = path.name.removesuffix(".pair")
    for other in (f"{name}.sync-conflict-20261122.pair", f".syncthing.{path.name}.tmp", "x.pair"):
        path.with_name(other).write_bytes(bytes(96))
    ben.pairing.accept(ben.folder, code)
    assert ana.pairing.hop()


def test_a_missing_folder_is_no_error(ana: Side, ben: Side) -> None:
    """Nothing is read or written, and nothing is believed to have been deleted."""
    until_words(ana, ben)
    away = ana.folder.with_name("unplugged")
    ana.folder.rename(away)
    assert not ana.pairing.hop()
    assert not ana.pairing.needs_hop()
    ana.pairing.confirm()
    ana.folder.mkdir()
    assert not ana.pairing.hop()
    assert list(ana.folder.iterdir()) == []
    ana.folder.rmdir()
    away.rename(ana.folder)
    assert ana.pairing.hop()
    assert ben.pairing.hop()


def test_another_folder_in_its_place_is_not_the_folder(ana: Side, ben: Side) -> None:
    """Another stick at the same place, or one that was emptied: nothing is read or written."""
    ben.pairing.accept(ben.folder, ana.pairing.invite(ana.folder).shown())
    marker = ana.folder / "duo1" / "marker"
    right = marker.read_bytes()
    for wrong in (b"ab" * 16 + b"\n", b"", None):
        marker.unlink(missing_ok=True)
        if wrong is not None:
            marker.write_bytes(wrong)
        before = sorted(ana.folder.rglob("*"))
        assert not ana.pairing.hop()
        ben.pairing.confirm()
        assert not ben.pairing.hop()
        assert sorted(ana.folder.rglob("*")) == before
    marker.write_bytes(right)
    assert ana.pairing.hop()
    assert ben.pairing.hop()
    assert set(pieces(ana.folder)) == {"reply", "greeting", "yes-invited"}


def test_a_folder_may_be_typed_as_people_type_it(
    ana: Side, ben: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`~` is one's home, and what is relative stays right wherever the program is started next."""
    monkeypatch.setenv("HOME", str(ana.folder.parent))
    monkeypatch.setenv("USERPROFILE", str(ana.folder.parent))
    code = ana.pairing.invite(Path("~") / ana.folder.name).shown()
    monkeypatch.chdir(ana.folder.parent)
    ben.pairing.accept(Path(ben.folder.name), code)
    assert ana.pairing.folder == ben.pairing.folder == ana.folder
    assert ana.pairing.hop()


def test_a_folder_that_cannot_be_written_begins_nothing(ana: Side, ben: Side) -> None:
    """Neither an invitation nor an answer; later both can."""
    ana.files.fails = True
    with pytest.raises(NoFolder):
        ana.pairing.invite(ana.folder)
    assert ana.is_clean()
    with pytest.raises(NoFolder):
        ana.pairing.invite(ana.folder / "not" / "there")
    ana.files.fails = False
    code = ana.pairing.invite(ana.folder).shown()
    ben.files.fails = True
    with pytest.raises(NoFolder):
        ben.pairing.accept(ben.folder, code)
    assert ben.is_clean()
    ben.files.fails = False
    ben.pairing.accept(ben.folder, code)
    assert ana.pairing.hop()


def test_a_yes_waits_for_the_folder(ana: Side, ben: Side) -> None:
    """It is kept here and published when the folder can be written again."""
    until_words(ana, ben)
    ana.files.fails = True
    ana.pairing.confirm()
    ben.pairing.confirm()
    assert not ben.pairing.hop()
    ana.files.fails = False
    assert ana.pairing.hop()
    assert ben.pairing.hop()
    assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.PAIRED)


def test_polling_looks_once_and_seldom(ana: Side, ben: Side) -> None:
    """After a look it is quiet, until something changes or some seconds are over."""
    assert not ana.pairing.needs_hop()
    code = ana.pairing.invite(ana.folder)
    ana.pairing.hop()
    assert not ana.pairing.needs_hop()
    ben.pairing.accept(ben.folder, code.shown())
    assert ana.pairing.needs_hop()
    ana.pairing.hop()
    ana.pairing.hop()
    assert not ana.pairing.needs_hop()
    ana.clock.advance(LOOK_AGAIN)
    assert ana.pairing.needs_hop()
    ana.pairing.hop()
    assert not ana.pairing.needs_hop()


def test_paired_nothing_is_polled_any_more(ana: Side, ben: Side) -> None:
    """The pairing is over; streams take its place."""
    until_paired(ana, ben)
    ana.clock.advance(3600)
    assert not ana.pairing.needs_hop()


def test_the_same_folder_may_move(ana: Side, ben: Side) -> None:
    """To another place with the same marker, and to no other."""
    until_words(ana, ben)
    moved = ana.folder.with_name("moved")
    ana.folder.rename(moved)
    with pytest.raises(NoFolder):
        ana.pairing.move(ana.folder)
    with pytest.raises(NoFolder):
        ana.pairing.move(moved.parent)
    for side in (ana, ben):
        side.pairing.move(moved)
        assert side.pairing.folder == moved
        side.pairing.confirm()
    assert ana.pairing.hop()
    assert ben.pairing.hop()
    assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.PAIRED)


def test_two_couples_share_one_folder(ana: Side, ben: Side, folder: Path) -> None:
    """Each code finds its own invitation."""
    cas, dee = Side("Cas", folder), Side("Dee", folder)
    codes = [ana.pairing.invite(folder).shown(), cas.pairing.invite(folder).shown()]
    dee.pairing.accept(folder, codes[1])
    ben.pairing.accept(folder, codes[0])
    for side in (ana, cas, ben, dee):
        side.pairing.hop()
    assert ana.pairing.words == ben.pairing.words
    assert cas.pairing.words == dee.pairing.words
    assert ana.pairing.words != cas.pairing.words
