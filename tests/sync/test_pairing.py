"""Pairing: two hops, four words, two people who say that they match, and nothing before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from journal.model.passphrase import Passphrase
from journal.model.secret import Secret
from journal.model.sync_status import PairingStage
from journal.store.key_errors import TooLittleMemory as NotStretched
from journal.store.stretch import Cost
from journal.sync.errors import (
    AlreadyPaired,
    AnsweredAlready,
    MistypedCode,
    NoInvitation,
    OwnInvitation,
    PairingBegun,
    SamePerson,
    TooLittleMemory,
    WrongCode,
)
from journal.sync.pairing import Pairing, pair_here
from tests.sync.sides import Side, path_of, pieces, until_paired, until_words

Stage = PairingStage
OTHER_CODE = "0123-4567-89AM"


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


def test_two_people_pair(ana: Side, ben: Side) -> None:
    """Every stage, hop by hop, as a person sees it; both words are there after two hops."""
    assert (ana.stage, ana.pairing.words) == (Stage.ALONE, ())
    code = ana.pairing.invite(ana.folder)
    assert (ana.stage, ana.pairing.words) == (Stage.INVITED, ())
    ben.pairing.accept(ben.folder, code.shown().lower().replace("-", " "))
    assert (ben.stage, len(ben.pairing.words)) == (Stage.WORDS, 4)
    assert ana.pairing.hop()
    assert (ana.stage, ana.pairing.words) == (Stage.WORDS, ben.pairing.words)
    assert (ana.pairing.partner_name, ben.pairing.partner_name) == ("Ben", "")
    ana.pairing.confirm()
    assert ben.pairing.hop()
    assert (ben.stage, ben.pairing.partner_name) == (Stage.WORDS, "Ana")
    assert (ana.stage, ana.pairing.paired, ben.pairing.paired) == (Stage.CONFIRMED, None, None)
    ben.pairing.confirm()
    assert ana.pairing.hop()
    assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.PAIRED)
    assert not ana.pairing.hop()
    assert not ben.pairing.hop()


def test_both_hold_the_same_and_know_each_other(ana: Side, ben: Side) -> None:
    """One key, one name for the pairing, each the other's author, stream and voice."""
    until_paired(ana, ben)
    anas, bens = ana.pairing.paired, ben.pairing.paired
    assert anas is not None
    assert bens is not None
    assert (anas.pairing, anas.key, anas.marker) == (bens.pairing, bens.key, bens.marker)
    assert (anas.partner, bens.partner) == (bens.me, anas.me)
    assert anas.author_key != bens.author_key
    assert (ana.paper.pairing, ana.paper.voice) == (anas.pairing, anas.me.voice)
    assert (ana.paper.partner.id, ana.paper.partner.name) == (ben.paper.me.id, "Ben")
    assert (ben.paper.partner.id, ben.paper.partner.name) == (ana.paper.me.id, "Ana")
    assert anas.since == ana.clock.now()


def test_nothing_may_be_said_before_both_confirmed(ana: Side, ben: Side) -> None:
    """The journal knows of no pairing, and there is no key to speak with."""
    until_words(ana, ben)
    ben.pairing.confirm()
    ana.pairing.hop()
    assert (ana.stage, ben.stage) == (Stage.WORDS, Stage.CONFIRMED)
    assert not ana.paper.pairing
    assert not ben.paper.pairing
    assert ana.pairing.paired is ben.pairing.paired is None


def test_what_is_kept_survives_a_restart_at_every_stage(ana: Side, ben: Side) -> None:
    """Each program is closed and opened between any two steps."""
    code = ana.pairing.invite(ana.folder).shown()
    ben.pairing.accept(ben.folder, code)
    steps = [(ana, "hop"), (ana, "confirm"), (ben, "hop"), (ben, "confirm"), (ana, "hop")]
    for side, verb in steps:
        getattr(side.pairing, verb)()
        for each in (ana, ben):
            before = (each.stage, each.pairing.words, each.pairing.since)
            each.start()
            assert (each.stage, each.pairing.words, each.pairing.since) == before
    assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.PAIRED)


def test_what_only_led_to_the_pairing_is_forgotten(ana: Side, ben: Side) -> None:
    """The secret half with the first reply; the code's key and the messages once it is done."""
    ana.pairing.invite(ana.folder)
    assert ana.state()["secret"]
    ana.pairing.cancel()
    until_words(ana, ben)
    assert ana.state()["secret"] == ""
    assert "invitation" not in pieces(ana.folder)
    ana.pairing.confirm()
    ben.pairing.hop()
    ben.pairing.confirm()
    ana.pairing.hop()
    for side in (ana, ben):
        kept = side.state()
        assert kept["code_key"] == kept["invitation"] == kept["reply"] == kept["secret"] == ""


def test_a_mistyped_code_is_noticed_before_anything_is_read(ana: Side, ben: Side) -> None:
    """Even where there is no folder at all."""
    code = ana.pairing.invite(ana.folder).shown()
    slip = ("B" if code[0] != "B" else "C") + code[1:]
    with pytest.raises(MistypedCode, match="sign by sign"):
        ben.pairing.accept(ben.folder / "nowhere", slip)
    with pytest.raises(MistypedCode, match="12 signs; here are 3"):
        ben.pairing.accept(ben.folder / "nowhere", "ABC")
    with pytest.raises(MistypedCode, match="group 2"):
        ben.pairing.accept(ben.folder / "nowhere", code[:5] + "U" + code[6:])


def test_a_wrong_code_uses_nothing_up(ana: Side, ben: Side) -> None:
    """However often; the right one still works."""
    code = ana.pairing.invite(ana.folder)
    before = pieces(ana.folder)
    for _try in range(3):
        with pytest.raises(WrongCode):
            ben.pairing.accept(ben.folder, OTHER_CODE)
    assert (pieces(ben.folder), ben.paper.commits) == (before, 0)
    ben.pairing.accept(ben.folder, code.shown())
    assert ana.pairing.hop()


def test_an_empty_folder_has_no_invitation(ben: Side) -> None:
    """Nor has one that is not there."""
    with pytest.raises(NoInvitation):
        ben.pairing.accept(ben.folder, OTHER_CODE)
    with pytest.raises(NoInvitation):
        ben.pairing.accept(ben.folder / "gone", OTHER_CODE)
    assert ben.is_clean()


def test_ones_own_invitation_is_refused(ana: Side) -> None:
    """With its own code it says so; with any other, that one is open already."""
    code = ana.pairing.invite(ana.folder)
    with pytest.raises(OwnInvitation):
        ana.pairing.accept(ana.folder, code.shown())
    with pytest.raises(PairingBegun):
        ana.pairing.accept(ana.folder, OTHER_CODE)
    with pytest.raises(PairingBegun):
        ana.pairing.invite(ana.folder)
    assert ana.stage is Stage.INVITED


def test_the_first_reply_is_the_one(ana: Side, ben: Side, folder: Path) -> None:
    """A second answer to one invitation is not written over the first."""
    cas = Side("Cas", folder)
    code = ana.pairing.invite(folder).shown()
    ben.pairing.accept(folder, code)
    with pytest.raises(AnsweredAlready):
        cas.pairing.accept(folder, code)
    assert cas.is_clean()
    ana.pairing.hop()
    assert ana.pairing.partner_name == "Ben"
    with pytest.raises(NoInvitation):
        cas.pairing.accept(folder, code)


def test_a_second_reply_in_the_firsts_place_changes_nothing(
    ana: Side, ben: Side, folder: Path, tmp_path: Path
) -> None:
    """Once one was taken, another that the carrier puts there is not even read."""
    code = ana.pairing.invite(folder).shown()
    shutil.copytree(folder, tmp_path / "elsewhere")
    cas = Side("Cas", tmp_path / "elsewhere")
    cas.pairing.accept(cas.folder, code)
    ben.pairing.accept(folder, code)
    ana.pairing.hop()
    words = ana.pairing.words
    path_of(folder, "reply").write_bytes(pieces(cas.folder)["reply"])
    assert not ana.pairing.hop()
    assert ana.pairing.words == words == ben.pairing.words


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Ben\x1b[31m\n Ng", "Ben[31m Ng"),
        ("\u202eneB\u2069", "neB"),
        ("[b]Ben[/b]", "[b]Ben[/b]"),
        ("B" * 200, "B" * 60),
        ("é" * 60, "é" * 30),
        ("\u200b\u0007", ""),
    ],
)
def test_a_name_is_shown_without_what_steers_a_terminal(
    folder: Path, given: str, shown: str
) -> None:
    """As they gave it, in one line, and no longer than a name may be."""
    ana, ben = Side("Ana", folder), Side("Ben", folder, author="b" * 32)
    ben.paper.me = type(ben.paper.me)(ben.paper.me.id, given)
    ana.paper.partner = type(ana.paper.partner)("", "Benno")
    until_paired(ana, ben)
    assert ana.pairing.partner_name == shown
    assert ana.paper.partner.name == (shown or "Benno")


def test_two_on_one_machine_pair_in_one_step(ana: Side, ben: Side, folder: Path) -> None:
    """All hops at once, without words; and not a person with themselves."""
    pair_here(ana.pairing, ben.pairing, folder)
    assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.PAIRED)
    same = Side("Ana", folder)
    with pytest.raises(SamePerson):
        pair_here(Side("Ana", folder).pairing, same.pairing, folder)
    cas = Side("Cas", folder)
    with pytest.raises(AlreadyPaired):
        pair_here(cas.pairing, ana.pairing, folder)
    assert cas.is_clean()


def test_too_little_memory_is_said(folder: Path) -> None:
    """In the words of pairing, not of opening a journal; nothing has begun."""

    def poor(_passphrase: Passphrase, _salt: bytes, cost: Cost) -> Secret:
        raise NotStretched(cost.memory)

    side = Side("Ana", folder)
    side.pairing = Pairing(side.paper.exchange, side.files, side.clock, stretch=poor)
    with pytest.raises(TooLittleMemory, match="pairing"):
        side.pairing.invite(folder)
    assert side.is_clean()


def test_a_document_that_somebody_edited_is_no_pairing(ana: Side, ben: Side) -> None:
    """Half a pairing would be worse than none."""
    until_words(ana, ben)
    ana.paper.tables["sync.pairing"][1]["words"] = 7
    ana.start()
    assert ana.stage is Stage.ALONE
