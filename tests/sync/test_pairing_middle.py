"""Whoever carries the folder, code or no code, can keep two people apart; never join them."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest

from journal.model.sync_status import PairingStage
from journal.sync.errors import NoInvitation, WrongCode
from tests.sync.sides import Side, path_of, pieces

Stage = PairingStage


def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of each, with a carrier between them."""
    folders = (tmp_path / "anas", tmp_path / "bens")
    for folder in folders:
        folder.mkdir()
    return folders


def carry(source: Path, target: Path, *pieces_carried: str) -> None:
    """Carry the marker and some messages from one folder to the other."""
    (target / "duo1").mkdir(exist_ok=True)
    for path in (source / "duo1").iterdir():
        if path.name == "marker" or path.stem.split("-", 1)[-1] in pieces_carried:
            shutil.copy(path, target / "duo1" / path.name)


def put(folder: Path, piece: str, data: bytes, like: Path) -> None:
    """Put a message into a folder, named as its pairing's others are."""
    name = next((like / "duo1").glob("*-*.pair")).stem.split("-", 1)[0]
    (folder / "duo1" / f"{name}-{piece}.pair").write_bytes(data)


def test_one_who_knows_the_code_and_sits_between_is_seen_in_the_words(tmp_path: Path) -> None:
    """Eve answers Ana as Ben and invites Ben as Ana; the two screens show different words."""
    anas, bens = two_folders(tmp_path)
    ana, ben = Side("Ana", anas), Side("Ben", bens)
    eve_as_ben, eve_as_ana = Side("Ben", anas, "e" * 32), Side("Ana", bens, "d" * 32)
    eve_as_ben.pairing.accept(anas, ana.pairing.invite(anas).shown())
    ana.pairing.hop()
    ben.pairing.accept(bens, eve_as_ana.pairing.invite(bens).shown())
    eve_as_ana.pairing.hop()
    assert ana.pairing.words == eve_as_ben.pairing.words
    assert ben.pairing.words == eve_as_ana.pairing.words
    assert ana.pairing.words != ben.pairing.words
    ana.pairing.refuse()
    ben.pairing.refuse()
    assert ana.is_clean()
    assert ben.is_clean()


def test_without_the_code_nothing_can_be_answered(tmp_path: Path) -> None:
    """Other people's messages, from another pairing over the same folder, open nothing here."""
    anas, others = two_folders(tmp_path)
    ana, cas, dee = Side("Ana", anas), Side("Cas", others), Side("Dee", others)
    code = ana.pairing.invite(anas).shown()
    dee.pairing.accept(others, cas.pairing.invite(others).shown())
    put(anas, "reply", pieces(others)["reply"], like=anas)
    put(anas, "ended", b"x" * 96, like=anas)
    assert not ana.pairing.hop()
    assert ana.stage is Stage.INVITED
    path_of(anas, "invitation").write_bytes(pieces(others).get("invitation", bytes(96)))
    with pytest.raises(WrongCode):
        Side("Ben", anas).pairing.accept(anas, code)


MESSAGES = ("invitation", "reply", "greeting", "yes-inviter", "yes-invited", "ended")


@pytest.mark.parametrize(("message", "place"), product(MESSAGES, MESSAGES))
def test_no_message_is_taken_for_another(tmp_path: Path, message: str, place: str) -> None:
    """Each of this very pairing, put in the place of each other: nothing goes on by it."""
    if message == place:
        return
    folder, _other = two_folders(tmp_path)
    ana, ben = Side("Ana", folder), Side("Ben", folder)
    ben.pairing.accept(folder, ana.pairing.invite(folder).shown())
    seen = pieces(folder)
    ana.pairing.hop()
    ana.pairing.confirm()
    seen |= pieces(folder)
    ben.pairing.confirm()
    seen |= pieces(folder)
    if message not in seen:
        return
    for piece in ("greeting", "yes-inviter", "yes-invited"):
        path_of(folder, piece).unlink()
    before = (ana.stage, ben.stage)
    put(folder, place, seen[message], like=folder)
    assert not ana.pairing.hop()
    assert not ben.pairing.hop()
    assert (ana.stage, ben.stage) == before


def test_what_was_said_in_an_earlier_pairing_says_nothing_in_this_one(tmp_path: Path) -> None:
    """Replayed yes, greeting, reply and ending of the same two people."""
    folder, _other = two_folders(tmp_path)
    ana, ben = Side("Ana", folder), Side("Ben", folder)
    ben.pairing.accept(folder, ana.pairing.invite(folder).shown())
    seen = pieces(folder)
    ana.pairing.hop()
    ana.pairing.confirm()
    ben.pairing.confirm()
    seen |= pieces(folder)
    ana.pairing.refuse()
    seen |= pieces(folder)
    assert set(seen) == set(MESSAGES)
    ben.pairing.hop()
    code = ana.pairing.invite(folder).shown()
    for piece in ("reply", "yes-invited", "ended"):
        put(folder, piece, seen[piece], like=folder)
    assert not ana.pairing.hop()
    for piece in ("reply", "yes-invited", "ended"):
        path_of(folder, piece).unlink()
    ben.pairing.accept(folder, code)
    ben.pairing.confirm()
    for piece in ("greeting", "yes-inviter", "ended"):
        put(folder, piece, seen[piece], like=folder)
    assert not ben.pairing.hop()
    assert ben.stage is Stage.CONFIRMED


def test_ones_own_messages_thrown_back_are_nobody_elses(tmp_path: Path) -> None:
    """A yes of one's own in the other's place is no yes of the other."""
    folder, _other = two_folders(tmp_path)
    ana, ben = Side("Ana", folder), Side("Ben", folder)
    ben.pairing.accept(folder, ana.pairing.invite(folder).shown())
    ana.pairing.hop()
    ana.pairing.confirm()
    put(folder, "yes-invited", pieces(folder)["yes-inviter"], like=folder)
    assert not ana.pairing.hop()
    assert ana.stage is Stage.CONFIRMED


def test_a_yes_that_the_carrier_keeps_back_only_delays(tmp_path: Path) -> None:
    """Nothing flows on one yes alone; order and repetition do not matter."""
    anas, bens = two_folders(tmp_path)
    ana, ben = Side("Ana", anas), Side("Ben", bens)
    code = ana.pairing.invite(anas).shown()
    with pytest.raises(NoInvitation):
        ben.pairing.accept(bens, code)
    carry(anas, bens, "invitation")
    ben.pairing.accept(bens, code)
    carry(bens, anas, "reply")
    ana.pairing.hop()
    ana.pairing.confirm()
    ben.pairing.confirm()
    carry(anas, bens, "yes-inviter")
    assert ben.pairing.hop()
    assert ben.stage is Stage.CONFIRMED
    assert ben.pairing.paired is None
    for _again in range(2):
        carry(anas, bens, "greeting", "invitation", "yes-inviter")
        carry(bens, anas, "yes-invited", "reply")
        ben.pairing.hop()
        ana.pairing.hop()
    assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.PAIRED)


def test_names_and_sizes_are_all_a_carrier_sees(tmp_path: Path) -> None:
    """No name, no author, no word and no key of either is in any byte or name in the folder."""
    folder, _other = two_folders(tmp_path)
    ana, ben = Side("Ana Canary", folder), Side("Ben Canary", folder)
    code = ana.pairing.invite(folder)
    ben.pairing.accept(folder, code.shown())
    seen = b"".join(pieces(folder).values())
    ana.pairing.hop()
    ana.pairing.confirm()
    ben.pairing.confirm()
    seen += b"".join(pieces(folder).values())
    seen += " ".join(path.name for path in folder.rglob("*")).encode()
    state = ana.state()
    secret = [
        code.reveal(),
        b"Canary",
        *(word.encode() for word in state["words"] if len(word) > 4),
    ]
    for who in (state["me"], state["partner"]):
        for name in ("author", "stream", "voice"):
            secret += [who[name].encode(), bytes.fromhex(who[name])]
    for name in ("code_key", "pair_key", "author_key"):
        secret += [state[name].encode(), bytes.fromhex(state[name])]
    assert [told for told in secret if told in seen] == []
