"""A pairing that is refused, withdrawn, too old or left: nothing of it stays, and it is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from journal.model.sync_status import PairingStage
from journal.sync.errors import (
    AlreadyPaired,
    NoInvitation,
    NotPaired,
    NotYet,
    SamePerson,
    TooOld,
)
from tests.sync.sides import Side, pieces, until_paired, until_words

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


def test_one_author_does_not_pair_with_themselves(folder: Path) -> None:
    """A copy of one's own journal answers: both sides end it and say why."""
    ana, copy = Side("Ana", folder), Side("Ana", folder)
    copy.pairing.accept(folder, ana.pairing.invite(folder).shown())
    assert ana.pairing.hop()
    assert (ana.stage, ana.pairing.notice) == (Stage.ALONE, SamePerson.SENTENCE)
    assert copy.pairing.hop()
    assert (copy.stage, copy.pairing.notice) == (Stage.ALONE, SamePerson.SENTENCE)
    assert ana.is_clean()
    assert copy.is_clean()
    assert pieces(folder) == {}


def test_after_a_day_an_invitation_is_taken_back(ana: Side, ben: Side) -> None:
    """By the inviter's clock; whoever types its code then is told."""
    code = ana.pairing.invite(ana.folder)
    ana.clock.advance(timedelta(hours=24).total_seconds() - 1)
    assert not ana.pairing.hop()
    ana.clock.advance(1)
    assert ana.pairing.needs_hop()
    assert ana.pairing.hop()
    assert ana.stage is Stage.ALONE
    assert "within a day" in ana.pairing.notice
    assert set(pieces(ana.folder)) == {"ended"}
    with pytest.raises(TooOld):
        ben.pairing.accept(ben.folder, code.shown())
    with pytest.raises(NoInvitation):
        ben.pairing.accept(ben.folder, OTHER_CODE)


def test_a_reply_that_comes_too_late_is_not_taken(ana: Side, ben: Side) -> None:
    """The secret half is gone; who answered is told, whatever their own clock says."""
    code = ana.pairing.invite(ana.folder)
    ben.clock.advance(-40 * 365 * 86400)
    ben.pairing.accept(ben.folder, code.shown())
    ana.clock.advance(25 * 3600)
    assert ana.pairing.hop()
    assert ana.stage is Stage.ALONE
    assert ben.pairing.hop()
    assert (ben.stage, ben.pairing.words) == (Stage.ALONE, ())
    assert "within a day" in ben.pairing.notice
    assert pieces(ben.folder) == {}


def test_an_old_invitation_is_gone_though_the_folder_was_not_there(ana: Side) -> None:
    """The keys go at once; the folder is tidied when it is there again."""
    ana.pairing.invite(ana.folder)
    away = ana.folder.with_name("unplugged")
    ana.folder.rename(away)
    ana.clock.advance(25 * 3600)
    assert ana.pairing.hop()
    assert ana.stage is Stage.ALONE
    assert "secret" not in str(ana.paper.tables)
    away.rename(ana.folder)
    assert ana.pairing.needs_hop()
    assert ana.pairing.hop()
    assert set(pieces(ana.folder)) == {"ended"}


def test_an_invitation_that_was_taken_back_cannot_be_answered(ana: Side, ben: Side) -> None:
    """Its code is told so; the next invitation sweeps the note."""
    code = ana.pairing.invite(ana.folder)
    ana.pairing.cancel()
    assert (ana.stage, ana.pairing.notice) == (Stage.ALONE, "")
    with pytest.raises(NoInvitation, match="taken back"):
        ben.pairing.accept(ben.folder, code.shown())
    ana.pairing.invite(ana.folder)
    assert set(pieces(ana.folder)) == {"invitation"}


STAGES = ["answered", "words", "one yes", "other yes"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("who", ["ana", "ben"])
def test_no_ends_it_at_once_on_both_sides(ana: Side, ben: Side, stage: str, who: str) -> None:
    """Nothing is left, of keys or of files; the other side is told plainly, and may begin anew."""
    ben.pairing.accept(ben.folder, ana.pairing.invite(ana.folder).shown())
    if stage != "answered":
        ana.pairing.hop()
    if stage == "one yes":
        ben.pairing.confirm()
    if stage == "other yes":
        ana.pairing.confirm()
    says, hears = (ana, ben) if who == "ana" else (ben, ana)
    says.pairing.refuse()
    assert (says.stage, says.pairing.notice) == (Stage.ALONE, "")
    assert set(pieces(ana.folder)) == {"ended"}
    assert hears.pairing.hop()
    assert hears.stage is Stage.ALONE
    assert hears.pairing.notice
    assert pieces(ana.folder) == {}
    assert ana.is_clean()
    assert ben.is_clean()
    until_paired(ana, ben)
    assert hears.pairing.notice == ""


def test_what_is_done_is_left_and_not_refused(ana: Side, ben: Side) -> None:
    """And where nothing has begun there is nothing to say yes or no to."""
    for verb in (ana.pairing.confirm, ana.pairing.refuse, ana.pairing.cancel):
        with pytest.raises(NotPaired):
            verb()
    ana.pairing.invite(ana.folder)
    with pytest.raises(NotYet):
        ana.pairing.confirm()
    ana.pairing.cancel()
    until_paired(ana, ben)
    with pytest.raises(AlreadyPaired):
        ana.pairing.refuse()
    with pytest.raises(AlreadyPaired):
        ben.pairing.invite(ben.folder)
    ana.pairing.confirm()
    assert ana.stage is Stage.PAIRED


def test_once_the_other_speaks_ones_messages_go(ana: Side, ben: Side) -> None:
    """Each takes out its own; afterwards nothing of the pairing lies in the folder."""
    until_paired(ana, ben)
    ana.pairing.settle()
    ana.pairing.settle()
    ben.pairing.settle()
    assert pieces(ana.folder) == {}
    assert ana.stage is Stage.PAIRED


def test_leaving_forgets_keys_and_takes_ones_messages_out(ana: Side, ben: Side) -> None:
    """Within the caller's commit; the other is told nothing."""
    until_paired(ana, ben)
    ana.paper.exchange(ana.pairing.leave)
    ana.paper.pairing = ""
    ana.pairing.left()
    assert (ana.stage, ana.pairing.paired) == (Stage.ALONE, None)
    assert ana.pairing.hop()
    assert set(pieces(ana.folder)) == {"reply", "yes-invited"}
    assert ana.paper.rest == {}
    assert not ben.pairing.hop()
    assert ben.stage is Stage.PAIRED


def test_a_no_after_both_yes_were_said_is_a_leaving(ana: Side, ben: Side) -> None:
    """Ben says no while Ana has read his yes already: she is told nothing, he keeps nothing."""
    until_words(ana, ben)
    ben.pairing.confirm()
    ana.pairing.hop()
    ana.pairing.confirm()
    ben.pairing.refuse()
    assert (ana.stage, ben.stage) == (Stage.PAIRED, Stage.ALONE)
    assert not ana.pairing.hop()
    assert ben.is_clean()
