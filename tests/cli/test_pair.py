"""`pair …` and `unpair`, by commands alone, on two homes and one folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from journal.cli.pair import _lines
from journal.model.sync_status import PairingStage, SyncStatus
from journal.store import Home, Journal
from tests.cli.keyboard import Keyboard, secret
from tests.cli.running import Person, Shell, Two
from tests.clocks import EVENING
from tests.sync.paired import pair_up


def where(two: Two) -> tuple[str, str]:
    """The option that names the folder."""
    return "--folder", str(two.folder)


def test_the_code_stands_alone_on_the_last_line(two: Two) -> None:
    """A script takes the last line of what `pair invite` prints; it is twelve signs in groups."""
    ran = two.ana("pair", "invite", *where(two))
    assert ran.code == 0
    code = ran.out.splitlines()[-1]
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert len(ran.out.splitlines()) == 2


def test_without_a_passphrase_it_is_said_first_what_that_means(two: Two) -> None:
    """Inviting and accepting say on standard error that the key will lie in the clear."""
    for command in ("invite", "accept"):
        ran = (two.ana if command == "invite" else two.ben)(
            "pair", command, *where(two), text="0000-0000-0000"
        )
        assert "has no passphrase" in ran.err.splitlines()[0]
        assert "in the clear" in ran.err


def test_with_a_passphrase_nothing_is_said(two: Two, shell: Shell, tmp_path: Path) -> None:
    """An encrypted journal invites without a remark."""
    phrase = secret(tmp_path / "phrase", "four unrelated words here")
    eve = Person(shell, tmp_path / "eve", "--passphrase-file", phrase)
    assert eve("init", "--name", "Eve").code == 0
    eve.ok("pair", "invite", *where(two))


def test_two_scripts_pair_by_alternating_commands(two: Two) -> None:
    """Invite, accept, status, confirm: the same four words on both sides, then both are paired."""
    two.begin()
    ana, ben = two.ana.status(), two.ben.status()
    assert ana["words"] == ben["words"]
    assert len(ana["words"]) == 4
    assert (ana["confirmed"], ben["confirmed"]) == (False, False)
    said = two.ana.ok("pair", "confirm").out
    assert "once Ben has said" in said
    assert (two.ana.status()["confirmed"], two.ben.status()["confirmed"]) == (True, False)
    assert "Paired with Ana since" in two.ben.ok("pair", "confirm").out
    two.carry()
    assert two.ana.status()["last_heard"] is None
    for person in (two.ana, two.ben):
        person.shares("a first word")
    two.carry()
    for person, other in ((two.ana, "Ben"), (two.ben, "Ana")):
        status = person.status()
        assert list(status) == [
            "partner", "since", "words", "confirmed", "folder", "last_heard", "waiting",
        ]  # fmt: skip
        assert (status["partner"], status["confirmed"], status["waiting"]) == (other, True, 0)
        assert status["folder"] == str(two.folder)
        assert status["since"] is not None
        assert status["last_heard"] is not None
        assert f"Paired with {other} since" in person.ok("pair", "status").out


def test_words_that_come_with_confirming_are_compared_first(two: Two) -> None:
    """Nobody says by accident that words match which they have never seen."""
    code = two.ana("pair", "invite", *where(two)).out.splitlines()[-1]
    two.ben("pair", "accept", *where(two), text=code)
    assert "only now" in two.ana.refused(1, "pair", "confirm")
    two.ana.ok("pair", "confirm")


def test_nothing_to_confirm_refuse_or_leave(two: Two) -> None:
    """Without a pairing each of these is one plain line, and status says so without a fault."""
    for command in (("pair", "confirm"), ("pair", "refuse"), ("unpair",)):
        two.ana.refused(1, *command)
    assert two.ana.status() == {
        "partner": None, "since": None, "words": [], "confirmed": False, "folder": None,
        "last_heard": None, "waiting": 0,
    }  # fmt: skip
    assert two.ana.ok("pair", "status").out == "This journal is not paired.\n"


def test_no_ends_it_at_once(two: Two) -> None:
    """After `pair refuse` nothing of the pairing is left, and a new one can begin."""
    two.begin()
    two.ana.ok("pair", "refuse")
    assert two.ana.status()["words"] == []
    assert two.ana.status()["folder"] is None
    two.ana.refused(1, "pair", "confirm")
    assert two.ana("pair", "invite", *where(two)).code == 0
    two.ana.ok("pair", "refuse")
    assert two.ana.status()["folder"] is None


def test_a_wrong_code_uses_nothing_up(two: Two) -> None:
    """A mistyped code is noticed, a wrong one said; the right one still works after both."""
    code = two.ana("pair", "invite", *where(two)).out.splitlines()[-1]
    other = two.ana("pair", "refuse")
    assert other.code == 0
    right = two.ana("pair", "invite", *where(two)).out.splitlines()[-1]
    mistyped = right[:-1] + ("0" if right[-1] != "0" else "1")
    for wrong in (mistyped, code, "", "no code at all"):
        ran = two.ben("pair", "accept", *where(two), text=wrong)
        assert ran.code == (1 if wrong else 2)
        assert ran.out == ""
        assert ran.err.splitlines()[-1].startswith("journal: ")
        assert not wrong or wrong not in ran.err
    assert two.ben("pair", "accept", *where(two), text=f"  {right.lower()}\n").code == 0


def test_an_invitation_is_good_for_a_day(two: Two) -> None:
    """After 24 hours it has ended on both sides, and each is told in one sentence."""
    code = two.ana("pair", "invite", *where(two)).out.splitlines()[-1]
    two.ana.clock.advance(days=1, seconds=1)
    stands, why = two.ana.ok("pair", "status").out.splitlines()
    assert stands == "This journal is not paired."
    assert "day" in why
    ran = two.ben("pair", "accept", *where(two), text=code)
    assert (ran.code, ran.out) == (1, "")
    assert "day" in ran.err.splitlines()[-1]


def test_two_who_share_a_machine_pair_by_name(shell: Shell, tmp_path: Path) -> None:
    """With both journals in one home `--as` says who speaks; the folder lies outside of it."""
    people = [Person(shell, tmp_path / "both", "--as", name) for name in ("Ana", "Ben")]
    for name in ("Ana", "Ben"):
        Person(shell, tmp_path / "both").ok("init", "--name", name, "--no-passphrase")
    (tmp_path / "between").mkdir()
    two = Two(people[0], people[1], tmp_path / "between")
    two.pair()
    kept = two.ana.shares("from one desk")
    two.carry()
    assert two.ben.listed()["from one desk"]["id"] == kept
    inside = two.ana.root / "home" / "between"
    inside.mkdir()
    for person in people:
        person.ok("unpair")
    assert two.ana("pair", "invite", "--folder", str(inside)).code == 1


WRONG = [
    ["pair"],
    ["pair", "invite"],
    ["pair", "accept"],
    ["pair", "accept", "--folder", "x", "ABCD-EFGH-JKMN"],
    ["pair", "confirm", "four", "words"],
    ["unpair", "please"],
]


@pytest.mark.parametrize("args", WRONG, ids=" ".join)
def test_wrong_use_is_one_line(two: Two, args: list[str]) -> None:
    """What makes no sense exits 2; a code given as an argument is not repeated."""
    line = two.ana(*args).err
    assert "ABCD" not in line
    assert two.ana(*args).code == 2


def test_the_journals_own_folder_is_refused(two: Two) -> None:
    """The exchange never lies in the journal's own folder, nor around it."""
    own = two.ana.root / "home" / "people" / "Ana"
    for folder in (own, own / "backups"):
        folder.mkdir(exist_ok=True)
        ran = two.ana("pair", "invite", "--folder", str(folder))
        assert (ran.code, ran.out) == (1, "")
    assert two.ana.status()["folder"] is None


def test_a_folder_that_is_not_there_is_refused(two: Two, tmp_path: Path) -> None:
    """No folder is made for an invitation."""
    ran = two.ana("pair", "invite", "--folder", str(tmp_path / "nowhere"))
    assert (ran.code, ran.out) == (1, "")
    assert not (tmp_path / "nowhere").exists()


def test_a_person_at_the_keyboard_is_asked_for_the_code(
    two: Two, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal the code is asked for on standard error, after what has to be said first."""
    code = two.ana("pair", "invite", *where(two)).out.splitlines()[-1]
    two.ben.ok("where")
    keyboard = Keyboard(two.ben.clock, monkeypatch, capsys)
    ran = keyboard("pair", "accept", *where(two), hidden=[], lines=[code])
    assert ran.code == 0
    warning, asked = ran.err.split("\n", 1)
    assert ("in the clear" in warning, asked) == (True, "The code: ")


def test_a_new_machine_of_the_partners_is_said() -> None:
    """Whoever uses the commands alone hears of it, too."""
    status = SyncStatus(stage=PairingStage.PAIRED, partner="Ben", new_machine=True)
    lines = list(_lines(status, EVENING))
    assert any("Ben writes from a new machine" in line for line in lines)
    known = list(_lines(replace(status, new_machine=False), EVENING))
    assert [line for line in lines if line not in known] == lines[-1:]


def test_leaving_is_one_sided_and_silent(paired: Two) -> None:
    """After `unpair` nothing comes or goes here; there nothing is said; both keep their own."""
    shared = paired.ana.ok("add", "share", text="a soup that travels").id
    assert paired.ana("share", shared).code == 0
    paired.carry()
    paired.ana.ok("unpair")
    assert paired.ana.status()["partner"] is None
    assert paired.ana.listed()["a soup that travels"]["author"] == "Ana"
    assert paired.ben.sync()["problems"] == []
    assert paired.ben.status()["partner"] == "Ana"
    assert paired.ben.listed()["a soup that travels"]["author"] == "Ana"
    paired.ana.refused(1, "unpair")
    assert "no partner here" in paired.ana.refused(1, "share", shared)


@pytest.mark.parametrize("forget", [False, True])
def test_what_was_received_stays_or_goes(paired: Two, *, forget: bool) -> None:
    """`--forget-received` lets go of what the partner shared; without it that stays, theirs."""
    shared = paired.ben.ok("add", "share", text="bread at six").id
    assert paired.ben("share", shared).code == 0
    paired.carry()
    paired.ana.ok("unpair", *(["--forget-received"] if forget else []))
    listed = paired.ana.listed()
    assert ("bread at six" in listed) is not forget
    if not forget:
        assert listed["bread at six"]["author"] == "Ben"


def test_a_new_pairing_begins_with_nothing_shared(paired: Two) -> None:
    """Paired again with the same person, nothing travels that is not shared anew."""
    shared = paired.ana.ok("add", "share", text="said before").id
    assert paired.ana("share", shared).code == 0
    paired.carry()
    for person in (paired.ana, paired.ben):
        person.ok("unpair", "--forget-received")
    paired.ana.clock.advance(days=2)
    paired.pair()
    assert paired.ben.listed() == {}
    ran = paired.ana.said("share", shared)
    assert "said before" in ran.err
    assert "24 November 2026" in ran.err
    paired.carry()
    assert paired.ben.listed()["said before"]["author"] == "Ana"


def test_a_file_is_no_folder(two: Two, tmp_path: Path) -> None:
    """Where a file lies there is no folder to invite into; the file stays as it is."""
    (tmp_path / "file").write_bytes(b"mine")
    ran = two.ana("pair", "invite", "--folder", str(tmp_path / "file"))
    assert (ran.code, ran.out) == (1, "")
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_taking_encryption_off_says_what_it_opens(ana: Shell, tmp_path: Path) -> None:
    """Where two exchange, the key for that lies in the clear afterwards, too, and it is said."""
    with Journal.open(Home.default(), "Ana", clock=ana.clock) as journal:
        pair_up(journal)
    phrase = secret(tmp_path / "phrase", "four unrelated words here")
    ana.said("passphrase", "set", "--new-passphrase-file", phrase)
    removed = ana.said("--passphrase-file", phrase, "passphrase", "remove")
    assert "what you two exchange lies in it in the clear" in removed.err
