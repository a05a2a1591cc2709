"""How things stand between two journals, in words: every stage, and how long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from journal.model.sync_status import PairingStage, SyncStatus
from journal.wording import conversation as wording

NOW = datetime(2026, 11, 22, 20, 40, tzinfo=UTC)
SIX_DAYS = NOW - timedelta(days=6)
PAIRED = SyncStatus(
    stage=PairingStage.PAIRED,
    partner="Ben",
    since=NOW - timedelta(days=40),
    folder="/shared",
    folder_there=True,
    synced=NOW - timedelta(minutes=2),
    last_heard=NOW - timedelta(hours=3),
)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=2), "2 min ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=5), "6 days ago"),
    ],
)
def test_how_long_ago(passed: timedelta, said: str) -> None:
    """An instant is said by minutes, hours or days; one ahead, by a wrong clock, is just now."""
    assert wording.say_ago(NOW - passed, NOW) == said


@pytest.mark.parametrize(
    ("stage", "said", "briefly"),
    [
        (PairingStage.ALONE, "", ""),
        (PairingStage.INVITED, "waiting for Ben", "waiting"),
        (PairingStage.ACCEPTED, "waiting for Ben", "waiting"),
        (PairingStage.WORDS, "four words to compare", "four words"),
        (PairingStage.CONFIRMED, "waiting for Ben", "waiting"),
    ],
)
def test_the_top_line_while_pairing(stage: PairingStage, said: str, briefly: str) -> None:
    """To be alone is said nowhere; while pairing it says whom or what it waits for."""
    status = SyncStatus(stage=stage)
    assert wording.say_status(status, NOW, "Ben") == said
    assert wording.say_briefly(status, NOW) == briefly


@pytest.mark.parametrize(
    ("change", "said", "briefly"),
    [
        ({}, "synced 2 min ago", "synced 2 min"),
        ({"synced": NOW}, "synced just now", "synced"),
        ({"last_heard": SIX_DAYS}, "last heard from Ben 6 days ago", "heard 6 d ago"),
        ({"missing": 3}, "3 of Ben’s files have not arrived", "3 missing"),
        ({"missing": 1}, "1 of Ben’s files has not arrived", "1 missing"),
        ({"folder_there": False, "missing": 3}, "folder not there: nothing new", "no folder"),
        ({"emptied": True}, "the folder was emptied", "emptied"),
        ({"synced": None}, "", ""),
    ],
)
def test_the_top_line_of_two(change: dict[str, object], said: str, briefly: str) -> None:
    """A missing stick is no error; of several things that could be said the foremost is."""
    status = replace(PAIRED, **change)
    assert wording.say_status(status, NOW, "Ben") == said
    assert wording.say_briefly(status, NOW) == briefly
    assert len(briefly) <= 13


def test_a_partner_without_a_name() -> None:
    """Where no name is known it is your partner."""
    status = SyncStatus(stage=PairingStage.INVITED)
    assert wording.say_status(status, NOW, "") == "waiting for your partner"


def test_a_name_steers_no_terminal() -> None:
    """What the other machine calls itself comes without control characters and in one line."""
    status = SyncStatus(stage=PairingStage.INVITED)
    assert wording.say_status(status, NOW, "B\x1b[2J\n\u202een") == "waiting for B[2J en"


@pytest.mark.parametrize("stage", list(PairingStage))
def test_every_stage_before_two_says_what_it_is_and_what_comes(stage: PairingStage) -> None:
    """Someone who comes back tomorrow reads where it stands; while it goes on, what is next."""
    said = wording.say_stage(SyncStatus(stage=stage), "Ben")
    assert bool(said) is (stage is not PairingStage.PAIRED)
    assert "{" not in "".join(said)
    if stage in (PairingStage.INVITED, PairingStage.ACCEPTED, PairingStage.CONFIRMED):
        assert said[-1].startswith("Next:")
    if stage is PairingStage.WORDS:
        assert "ends the pairing at once" in said[-1]


def test_how_two_stand() -> None:
    """The page says in sentences what was synced, heard, is missing and waits."""
    status = replace(PAIRED, missing=3, waiting=2)
    assert wording.say_how_it_stands(status, NOW, "Ben") == [
        "Synced 2 min ago.",
        "Last heard from Ben 3 hours ago.",
        "3 of Ben’s files have not arrived.",
        "2 of your entries wait for the folder.",
    ]


def test_a_folder_that_is_gone_or_emptied_is_told_calmly() -> None:
    """Neither a missing nor an emptied folder sounds like a fault, and nothing is put back."""
    gone = wording.say_how_it_stands(replace(PAIRED, folder_there=False), NOW, "Ben")
    emptied = wording.say_how_it_stands(replace(PAIRED, emptied=True), NOW, "Ben")
    assert gone[0].startswith("The folder is not there just now")
    assert "nothing is put back unless you say so" in emptied[0]
    assert not any("error" in line.casefold() for line in (*gone, *emptied))


def test_nothing_heard_yet() -> None:
    """Before anything has come, that is what is said."""
    status = replace(PAIRED, last_heard=None, synced=None, since=NOW - timedelta(hours=23))
    assert wording.say_how_it_stands(status, NOW, "Ben") == ["Nothing of Ben’s has come yet."]


def test_nothing_heard_since() -> None:
    """After a day without a word it is said that whoever ended the pairing would have told nobody.

    The other may have said that the words match and then ended it: a silent leaving.
    """
    status = replace(PAIRED, last_heard=None, synced=None, since=NOW - timedelta(hours=24))
    (said,) = wording.say_how_it_stands(status, NOW, "Ben")
    assert said.startswith("Nothing of Ben’s has come since.")
    assert said.endswith("whoever ends a pairing tells nobody.")
    heard = replace(status, last_heard=NOW - timedelta(days=1))
    assert "tells nobody" not in " ".join(wording.say_how_it_stands(heard, NOW, "Ben"))


def test_since_when() -> None:
    """A pairing of today says the hour, an older one the day, one without a day neither."""
    today = replace(PAIRED, since=NOW - timedelta(minutes=10))
    assert wording.say_paired(today, NOW, "Ben") == "Paired with Ben since today, 20:30."
    assert wording.say_paired(PAIRED, NOW, "Ben") == "Paired with Ben since 13 October."
    assert wording.say_paired(replace(PAIRED, since=None), NOW, "Ben") == "Paired with Ben."


def test_leaving_says_that_nobody_is_told() -> None:
    """What leaving does is said before it is done, and that it is silent."""
    said = " ".join(wording.say_leaving("Ben"))
    assert "nobody is told" in said
    assert "stays with them" in said


def test_what_is_told_and_what_never() -> None:
    """The two lists name the partner, and say that leaving and reading are never told."""
    told, hidden = wording.say_told("Ben")
    assert told[0] == "Ben is told"
    assert hidden[0] == "Ben is never told"
    assert any("left" in line for line in hidden)
    assert any("read" in line for line in hidden)
    told, hidden = wording.say_told("Ben", paired=False)
    assert told[0] == "Once you are paired, your partner is told"
    assert hidden[0] == "Your partner is never told"
    assert not any("Ben" in line for line in (*told, *hidden))
    assert wording.say_new_machine("Ben").startswith("Ben writes from a new machine")
    assert "passphrase" in wording.say_key_in_the_clear()
