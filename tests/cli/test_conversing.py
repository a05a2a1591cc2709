"""What commands make of any conversation: each stage, each problem, each error, in plain lines."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from journal.model.sync_status import PairingStage, SyncStatus
from journal.sync.errors import NoInvitation
from tests.cli.running import Shell

ALONE, INVITED, ACCEPTED, WORDS, CONFIRMED, PAIRED = PairingStage
"""In the order in which they come."""

WITH_BEN = SyncStatus(
    stage=PAIRED,
    partner="Ben",
    since=datetime(2026, 11, 1, 9, tzinfo=UTC),
    words=("amber", "brook", "cedar", "dune"),
    folder="/between",
    folder_there=True,
    last_heard=datetime(2026, 11, 16, 20, 30, tzinfo=UTC),
)


class Done(NamedTuple):
    """What a pass says of itself."""

    sent: int = 0
    received: int = 0
    waiting: int = 0
    problems: tuple[str, ...] = ()


class Conversation:
    """In a conversation's place: it stands as it is told to, and notes what is asked of it."""

    def __init__(self) -> None:
        self.status = SyncStatus()
        self.after = SyncStatus()
        """How it stands once it has exchanged."""
        self.done = Done()
        self.error: Exception | None = None
        self.asked: list[object] = []

    def __call__(self, *_given: object) -> Conversation:
        """Be made."""
        return self

    def stands(self, status: SyncStatus, after: SyncStatus | None = None) -> None:
        """Set how it stands, before and after a pass."""
        self.status, self.after = status, after or status

    def sync(self) -> Done:
        """Exchange."""
        self.asked.append("sync")
        self.status = self.after
        return self.done

    def _note(self, *what: object) -> None:
        self.asked.append(what[0] if len(what) == 1 else what)
        if self.error is not None:
            raise self.error

    def accept(self, folder: Path, code: str) -> None:
        """Accept."""
        self._note("accept", folder, code)

    def confirm(self) -> None:
        """Confirm."""
        self._note("confirm")

    def refuse(self) -> None:
        """Refuse."""
        self._note("refuse")

    def cancel(self) -> None:
        """Cancel."""
        self._note("cancel")

    def unpair(self, *, forget_received: bool = False) -> None:
        """Leave."""
        self._note("unpair", forget_received)


@pytest.fixture
def other(ana: Shell, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """The conversation that commands on Ana's journal find."""
    conversation = Conversation()
    monkeypatch.setattr("journal.sync.conversation.Conversation", conversation)
    return conversation


def at(stage: PairingStage) -> SyncStatus:
    """How things stand at a stage."""
    words = WITH_BEN.words if stage in (WORDS, CONFIRMED) else ()
    if stage is ALONE:
        return SyncStatus()
    return msgspec.structs.replace(WITH_BEN, stage=stage, words=words, last_heard=None)


STAGES = [
    (ALONE, "This journal is not paired."),
    (INVITED, "nobody has answered"),
    (ACCEPTED, "for Ben’s journal to read"),
    (WORDS, "Compare the four words with Ben’s"),
    (CONFIRMED, "once Ben has said"),
    (PAIRED, "Paired with Ben since"),
]


@pytest.mark.parametrize(("stage", "words"), STAGES)
def test_each_stage_has_a_sentence(
    ana: Shell, other: Conversation, stage: PairingStage, words: str
) -> None:
    """`pair status` says in its first line how far it has come; the words while they matter."""
    other.stands(at(stage))
    first, *more = ana.ok("pair", "status").out.splitlines()
    assert words in first
    assert ("The four words: amber brook cedar dune" in more) is (stage in (WORDS, CONFIRMED))
    assert other.asked == ["sync"]


@pytest.mark.parametrize("stage", PairingStage)
def test_status_for_scripts(ana: Shell, other: Conversation, stage: PairingStage) -> None:
    """`confirmed` is whether it was said here that the words match; no time is null."""
    other.stands(at(stage))
    found = json.loads(ana.ok("pair", "status", "--json").out)
    assert found["confirmed"] is (stage in (CONFIRMED, PAIRED))
    assert found["words"] == list(at(stage).words)
    assert found["last_heard"] is None


def test_times_are_local(ana: Shell, other: Conversation) -> None:
    """Times stand as the clock here shows them, with the offset."""
    other.stands(msgspec.structs.replace(WITH_BEN, waiting=2))
    assert json.loads(ana.ok("pair", "status", "--json").out) == {
        "partner": "Ben", "since": "2026-11-01T10:00:00+01:00",
        "words": ["amber", "brook", "cedar", "dune"], "confirmed": True, "folder": "/between",
        "last_heard": "2026-11-16T21:30:00+01:00", "waiting": 2,
    }  # fmt: skip


def test_all_that_is_to_be_said(ana: Shell, other: Conversation) -> None:
    """With whom and where, what is missing, what waits, and what was refused: a line each."""
    other.stands(
        msgspec.structs.replace(WITH_BEN, missing=3, waiting=1, problems=("A file was swapped.",))
    )
    assert ana.ok("pair", "status").out.splitlines() == [
        "Paired with Ben since 1 November.",
        "Folder: /between",
        "Last heard from Ben 6 days ago.",
        "3 of Ben’s files have not arrived.",
        "1 of your entries waits for the folder.",
        "A file was swapped.",
    ]


def test_a_pass_and_its_problems(ana: Shell, other: Conversation) -> None:
    """Counts are the answer; what was refused is a remark, or a list for scripts."""
    other.stands(WITH_BEN)
    other.done = Done(1, 2, 3, ("A file of Ben’s is damaged.",))
    ran = ana.said("sync")
    assert (ran.out, ran.err) == (
        "1 sent, 2 received, 3 waiting.\n", "A file of Ben’s is damaged.\n",
    )  # fmt: skip
    assert json.loads(ana.ok("sync", "--json").out) == {
        "sent": 1, "received": 2, "waiting": 3, "problems": ["A file of Ben’s is damaged."],
    }  # fmt: skip


REFUSALS = [
    (INVITED, "cancel"), (ACCEPTED, "cancel"), (WORDS, "refuse"), (CONFIRMED, "refuse"),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "asked"), REFUSALS)
def test_refusing_at_each_stage(
    ana: Shell, other: Conversation, stage: PairingStage, asked: str
) -> None:
    """What has only begun is withdrawn; where there are words, it is a no."""
    other.stands(at(stage))
    ana.ok("pair", "refuse")
    assert other.asked == [asked]


def test_refusing_is_not_leaving(ana: Shell, other: Conversation) -> None:
    """Those who are paired leave with `unpair`."""
    other.stands(at(PAIRED))
    assert "unpair" in ana.refused(1, "pair", "refuse")
    assert other.asked == []


def test_leaving(ana: Shell, other: Conversation) -> None:
    """Leaving keeps what was received unless one says otherwise; an invitation is withdrawn."""
    other.stands(at(PAIRED))
    ana.ok("unpair")
    ana.ok("unpair", "--forget-received")
    other.stands(at(INVITED))
    ana.ok("unpair")
    assert other.asked == [("unpair", False), ("unpair", True), "cancel"]


def test_confirming_exchanges_before_and_after(ana: Shell, other: Conversation) -> None:
    """What the other has said is read first, and one's own word goes out at once."""
    other.stands(at(WORDS))
    ana.ok("pair", "confirm")
    assert other.asked == ["sync", "confirm", "sync"]


def test_words_that_were_never_shown_are_not_confirmed(ana: Shell, other: Conversation) -> None:
    """Words that come with this very command are for comparing first."""
    other.stands(at(INVITED), at(WORDS))
    line = ana.refused(1, "pair", "confirm")
    assert "compare" in line
    assert "amber" not in line
    assert other.asked == ["sync"]


def test_an_error_is_its_sentence(ana: Shell, other: Conversation, tmp_path: Path) -> None:
    """What goes wrong between two journals is one plain line and exit 1."""
    other.error = NoInvitation()
    ran = ana("pair", "accept", "--folder", str(tmp_path), text="a code\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == f"journal: {NoInvitation()}"
    assert other.asked == [("accept", tmp_path, "a code")]
