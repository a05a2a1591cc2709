"""What is being typed comes back, once, and never in the journal itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from journal.model.kinds import Entry, Memory
from journal.store import Changed, Home, Journal
from tests.clocks import FixedClock

DAY = date(2026, 11, 22)


@pytest.fixture
def reopened(home: Home, clock: FixedClock, journal: Journal) -> Callable[[], Journal]:
    """Close the journal and open it again."""

    def reopen() -> Journal:
        journal.close()
        return Journal.open(home, "Ana", clock=clock)

    return reopen


def keep(journal: Journal, text: str, place: str = "share/compose", day: date = DAY) -> str:
    """Keep a text typed at a place; return the draft's id."""
    return journal.drafts.keep(place, day=day, kind="entry", values={"text": text}).id


def test_a_draft_is_back_when_the_journal_is_opened_again(
    journal: Journal, clock: FixedClock, reopened: Callable[[], Journal]
) -> None:
    """Text, day and id of a draft come back at its place; the journal's own file has none of it."""
    first = keep(journal, "half a sen")
    clock.advance(5)
    assert keep(journal, "half a sentence") == first
    keep(journal, "another", "listen/compose", date(2026, 11, 20))
    before = journal.drafts.all()
    with reopened() as again:
        assert again.drafts.all() == before
        draft = again.drafts.at("share/compose")
        assert draft is not None
        assert (draft.id, draft.values) == (first, {"text": "half a sentence"})
        assert draft.since == before[0].since
        assert again.drafts.on_day(DAY) == [draft]
        assert again.records() == []
    assert b"half" not in journal.path.read_bytes()


def test_blank_or_dropped_drafts_are_gone_and_so_is_the_file(
    journal: Journal, reopened: Callable[[], Journal]
) -> None:
    """A draft whose text is deleted, or that is discarded, leaves nothing behind."""
    keep(journal, "one", "a")
    keep(journal, "two", "b")
    journal.drafts.flush().result()
    keep(journal, " \n", "a")
    journal.drafts.drop("b")
    journal.drafts.drop("nowhere")
    with reopened() as again:
        assert again.drafts.all() == []
        assert not (again.path.parent / "drafts.json").exists()


def test_a_saved_draft_ends_with_its_record_and_gives_it_its_id(
    journal: Journal, reopened: Callable[[], Journal]
) -> None:
    """The record has the draft's id; the draft is gone, on disk too."""
    draft_id = keep(journal, "done")
    kept = journal.commit([Entry(day=DAY, step="share", text="done")], ends="share/compose")
    assert journal.drafts.at("share/compose") is None
    assert kept.result()[0].id == draft_id
    with reopened() as again:
        assert again.drafts.all() == []
        assert [record.id for record in again.records()] == [draft_id]


def test_what_is_typed_while_a_save_is_under_way_is_a_draft_of_its_own(journal: Journal) -> None:
    """The next sentence, begun before the last one is on disk, does not end with it."""
    first = keep(journal, "one")
    saving = journal.commit([Entry(day=DAY, step="share", text="one")], ends="share/compose")
    second = keep(journal, "two")
    saving.result()
    journal.drafts.flush().result()
    assert second != first
    assert [draft.values["text"] for draft in journal.drafts.all()] == ["two"]


def test_a_crash_between_record_and_draft_leaves_the_text_once(
    journal: Journal, reopened: Callable[[], Journal]
) -> None:
    """A drafts file that still has what the journal has already is put right at opening."""
    keep(journal, "done")
    journal.drafts.flush().result()
    path = journal.path.parent / "drafts.json"
    stale = path.read_bytes()
    journal.commit([Entry(day=DAY, step="share", text="done")], ends="share/compose").result()
    journal.drafts.flush().result()
    assert not path.exists()
    path.write_bytes(stale)
    with reopened() as again:
        assert again.drafts.all() == []
        assert len(again.records()) == 1


def test_a_draft_of_an_edit_stays_until_the_record_says_the_same(
    home: Home, clock: FixedClock, journal: Journal
) -> None:
    """An edit begun is back after a crash; once the record has those words, it is not."""
    memory = Memory(day=DAY, title="Market", tags=("out", "rain"))
    kept = journal.add(memory).result()
    typed = {"title": "Rainy market ", "tags": "out, rain"}
    draft = journal.drafts.keep("edit", day=DAY, kind="memory", values=typed, editing=kept)
    assert (draft.id, draft.editing, draft.over) == (kept.id, kept.id, kept.stamp)
    journal.drafts.flush().result()
    stale = (journal.path.parent / "drafts.json").read_bytes()
    journal.close()
    with Journal.open(home, "Ana", clock=clock) as again:
        assert again.drafts.at("edit") == draft
        changed = msgspec.structs.replace(kept, title="Rainy market")
        again.commit([changed], ends="edit").result()
        assert again.drafts.all() == []
    (journal.path.parent / "drafts.json").write_bytes(stale)
    with Journal.open(home, "Ana", clock=clock) as again:
        assert again.drafts.all() == []


def test_another_record_edited_at_the_same_place_is_another_draft(journal: Journal) -> None:
    """A draft knows which record it belongs to; the place alone does not make it the same."""
    one = journal.add(Entry(day=DAY, step="share", text="one")).result()
    new = keep(journal, "new", "page")
    edited = journal.drafts.keep(
        "page", day=DAY, kind="entry", values={"text": "one!"}, editing=one
    )
    assert edited.id == one.id != new
    assert keep(journal, "new again", "page") != one.id


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"version":2,"drafts":[]}', b'{"version":1,"drafts":[{"id":1}]}', b"\xff"],
)
def test_a_damaged_drafts_file_is_kept_aside_and_said(
    journal: Journal, reopened: Callable[[], Journal], content: bytes
) -> None:
    """The journal opens all the same, the file lies under a dated name, and drafts work again."""
    journal.close()
    path = journal.path.parent / "drafts.json"
    path.write_bytes(content)
    with reopened() as again:
        aside = list(path.parent.glob("drafts-damaged-2026-11-22-*.json"))
        assert [file.read_bytes() for file in aside] == [content]
        assert again.notices == [
            "What you were last typing could not be read. "
            f"It is kept beside the journal as {aside[0].name}."
        ]
        keep(again, "anew")
        again.drafts.flush().result()
        assert path.exists()


def test_half_characters_do_not_stop_drafts(journal: Journal) -> None:
    """Half of a character, as a terminal may paste it, is replaced."""
    draft = journal.drafts.keep("a", day=DAY, kind="entry", values={"text": "x\ud83d"})
    journal.drafts.flush().result()
    assert draft.values == {"text": "x?"}


def test_subscribers_are_told_of_drafts(journal: Journal) -> None:
    """Whoever shows unfinished texts hears that they changed."""
    told: list[Changed] = []
    journal.subscribe(told.append)
    keep(journal, "one")
    journal.drafts.flush().result()
    assert told[0] == Changed(drafts=True)


TYPIST = """
import sys
from datetime import date
from pathlib import Path
from journal.model.kinds import Entry
from journal.store import Home, Journal
from tests.clocks import FixedClock
journal = Journal.open(Home(Path(sys.argv[1]), Path(sys.argv[2])), "Ana", clock=FixedClock())
journal.add(Entry(day=date(2026, 11, 22), step="share", text="saved")).result()
for text in ("I was", "I was about", "I was about to say"):
    journal.drafts.keep("compose", day=date(2026, 11, 22), kind="entry", values={"text": text})
journal.drafts.flush().result()
print("typing", flush=True)
sys.stdin.read()
"""


def test_what_was_typed_survives_kill_9(
    home: Home, clock: FixedClock, reopened: Callable[[], Journal], journal: Journal
) -> None:
    """A program that is killed in mid-typing leaves the draft, the entry and a free journal."""
    journal.close()
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(home.root), str(home.state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert typist.stdout is not None
    assert typist.stdout.readline() == "typing\n"
    typist.kill()
    typist.communicate()
    with reopened() as again:
        draft = again.drafts.at("compose")
        assert draft is not None
        assert draft.values == {"text": "I was about to say"}
        assert [entry.text for entry in again.of_kind(Entry)] == ["saved"]
